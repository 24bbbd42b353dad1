/** Right arguments of @isotypic/rotations. */
import { Float64Matrix } from '@isotypic/numeric';
import { quarterTurn } from './fixtures.js';
import type { Registry } from './registry.js';

export const rotations: Registry = {
  types: {
    Points: () => [
      [0, 0, 1],
      [1, 0, 0],
    ],
    'Quaternion | RotationMatrix': quarterTurn,
    Quaternion: quarterTurn,
    'readonly [number, number, number]': () => [0.1, 0.2, 0.3],
  },
  calls: {
    changeOfHarmonics: () => [1, 'e3nn', 'escnn'],
    convert: () => [Float64Matrix.identity(3), { kind: 'matrix', l: 1, from: 'e3nn', to: 'escnn' }],
  },
};
