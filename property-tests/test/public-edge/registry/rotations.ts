/** Right arguments of @isotypic/rotations. */
import { Float64Matrix } from '@isotypic/numeric';
import { doublePointGroup, pointGroup } from '@isotypic/rotations';
import { quarterTurn } from './fixtures.js';
import type { Registry } from './registry.js';

export const rotations: Registry = {
  types: {
    DoublePointGroup: () => doublePointGroup('O'),
    PointGroup: () => pointGroup('Oh'),
    Points: () => [
      [0, 0, 1],
      [1, 0, 0],
    ],
    'Quaternion | RotationMatrix': quarterTurn,
    Quaternion: quarterTurn,
    LinearAction: () => pointGroup('C2').vector,
    'readonly [number, number, number]': () => [0.1, 0.2, 0.3],
  },
  calls: {
    circularHarmonics: () => [2, [[1, 0]]],
    pointGroup: () => ['Oh'],
    doublePointGroup: () => ['O'],
    'DoublePointGroup#spinCharacter': () => [1 / 2],
    'DoublePointGroup#branching': () => [3 / 2],
    'DoublePointGroup#spin': () => [3 / 2],
    'PointGroup#harmonicCharacter': () => [2, 1],
    'PointGroup#branching': () => [2, 1],
    changeOfHarmonics: () => [1, 'e3nn', 'escnn'],
    convert: () => [Float64Matrix.identity(3), { kind: 'matrix', l: 1, from: 'e3nn', to: 'escnn' }],
  },
};
