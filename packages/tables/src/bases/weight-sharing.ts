/** The weight sharing of a layer between two permutation actions, as a table of integers. */
import { Permutation, parseGroup, type WorkOptions } from '@isotypic/algebra';
import { arrayOf, integer, type Kind } from '@isotypic/algebra/internal';
import { weightSharing } from '@isotypic/maps';
import { int32Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const WEIGHT_SHARING_SCHEMA = 'isotypic/weight-sharing';

/** Descriptor of a pattern of shared weights. */
export interface WeightSharingDescriptor extends TableDescriptor {
  /** What each generator does to the inputs and to the outputs, 0-based image arrays. */
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
  readonly inDegree: number;
  readonly outDegree: number;
  /** How many are free. */
  readonly weights: number;
  readonly biases: number;
  /** Rows of `colours` are inputs: y = x W + b for rows x. */
  readonly layer: 'y = x W + b';
}

/**
 * Which weights of an equivariant layer y = x W + b are one, as `weightSharing`. Tensors: `colours` (inputs×outputs
 * int32), `biasColours` (outputs int32): W[i][j] is weight number colours[i][j], b[j] bias number biasColours[j].
 * Everything is an integer, so nothing stands under `exact`.
 *
 * @throws {IsotypicError} as `weightSharing`
 * @example weightSharingTable([[1, 2, 0]], [[1, 2, 0]]).descriptor.weights // 3
 */
export function weightSharingTable(
  inGenerators: readonly (Permutation | readonly number[])[],
  outGenerators: readonly (Permutation | readonly number[])[],
  options: WorkOptions = {},
): Table<WeightSharingDescriptor> {
  const found = weightSharing(inGenerators, outGenerators, options);
  const { weights, biases, inDegree, outDegree } = found;
  const images = (list: readonly (Permutation | readonly number[])[]): number[][] =>
    list.map((p) => (p instanceof Permutation ? p.toArray() : [...p]));
  const descriptor: WeightSharingDescriptor = {
    schema: WEIGHT_SHARING_SCHEMA,
    schemaVersion: 1,
    fingerprints: {},
    generator: generatorFor(),
    inputs: images(inGenerators),
    outputs: images(outGenerators),
    inDegree,
    outDegree,
    weights,
    biases,
    layer: 'y = x W + b',
  };
  const tensors = {
    colours: int32Tensor([inDegree, outDegree], found.colours().flat()),
    biasColours: int32Tensor([outDegree], found.biasColours()),
  };
  return { descriptor, exact: {}, tensors };
}

const IMAGES = arrayOf(arrayOf(integer(0)), 'image arrays, one for each generator');

const ACTION: Kind = {
  expected: 'a group of the catalogue, or image arrays, one for each generator',
  accepts: (v) => typeof v === 'string' || IMAGES.accepts(v),
};

const actionOf = (said: unknown): readonly (Permutation | readonly number[])[] =>
  typeof said === 'string' ? parseGroup(said).generators : (said as number[][]);

export const weightSharingKind: TableMaker = {
  name: 'sharing',
  schema: WEIGHT_SHARING_SCHEMA,
  summary: 'which weights of an equivariant layer are one',
  fields: {
    inputs: field('data', 'a group, or images [[1,2,0]]', ACTION, { required: true }),
    outputs: field('data', 'how the same generators permute the outputs; default: as the inputs', ACTION),
  },
  example: { kind: 'sharing', inputs: 'cyclic(4)', outputs: [[1, 0]] },
  generate: ({ inputs, outputs = inputs }) => weightSharingTable(actionOf(inputs), actionOf(outputs)),
  derive: (where, descriptor) => {
    const { inputs, outputs } = fieldsOf(where, descriptor, { inputs: IMAGES, outputs: IMAGES });
    return weightSharingTable(inputs as number[][], outputs as number[][]);
  },
};
