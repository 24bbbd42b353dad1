/** Right arguments of @isotypic/maps. */
import { compactDecomposition, equivariantMaps, parseMatrixGroup, sharedLayer, T } from '@isotypic/maps';
import { once } from './fixtures.js';
import type { Registry } from './registry.js';

const group = once(() => parseMatrixGroup('SO(2)'));
const representation = once(() => T(1).over(group()));
const between = once(() => equivariantMaps(representation(), representation()));
const layer = once(() => sharedLayer([[1, 0]], [[1, 0]], { bias: false }));
const identity = [
  [1, 0],
  [0, 1],
];

export const maps: Registry = {
  types: {
    ColorMatrix: () => [
      [0, 1],
      [1, 0],
    ],
    SharedLayer: layer,
    MatrixGroup: group,
    'string | MatrixGroup': group,
    'readonly MatrixGroup[]': () => [group(), group()],
    Representation: representation,
    'Representation | LinearAction': representation,
    LinearAction: representation,
    'readonly LinearAction[]': () => [representation(), representation()],
    CompactDecomposition: () => compactDecomposition(representation()),
    CompactComponent: () => compactDecomposition(representation()).components[0],
    EquivariantMap: () => between().apply([1, 2]),
    EquivariantMaps: between,
    ComplexMatrix: () => ({ rows: 2, cols: 2, re: Float64Array.of(1, 0, 0, 1), im: new Float64Array(4) }),
    SparseMap: () => between().basis()[0],
    VisitMapEntry: () => () => undefined,
    TensorType: () => T(1),
    'number | TensorType': () => 2,
    'ReadonlyMap<string, MatrixGroup>': () => new Map([['SO(2)', group()]]),
  },
  calls: {
    randomElement: () => [parseMatrixGroup('S(3)')],
    sharedLayer: () => [[[1, 0]], [[1, 0]]],
    'SharedLayer#forward': () => [
      [1, 2],
      [1, 2],
    ],
    'TensorType.of': () => [{ kind: 'vector', group: undefined, dual: false, conjugate: false }],
    'EquivariantMap#times': () => [[1, 2]],
    'EquivariantMaps#apply': () => [[1, 2]],
    'EquivariantMaps#project': () => [identity],
    'new MatrixGroup': () => [{ dimension: 1, discrete: [[[-1]]] }],
    parseMatrixGroup: () => ['SO(2)'],
    semidirectProduct: () => [group(), group()],
    wreathProduct: () => [group(), parseMatrixGroup('S(2)')],
    customRepresentation: () => [
      {
        name: 'turned',
        group: group(),
        derivations: [
          [
            [0, -1],
            [1, 0],
          ],
        ],
      },
    ],
    parseType: () => ['T(1)'],
    'TensorType#over': () => [group()],
    embedded: () => [group(), 3, [0, 1]],
  },
};
