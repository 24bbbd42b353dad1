/** Induced, restricted and quotient representations with their decompositions, as tables. */
import { type PermutationGroup, parseGroup, toFloat64 } from '@isotypic/algebra';
import { arrayOf, checkOptions, integer, type OptionKinds, text } from '@isotypic/algebra/internal';
import {
  type ExactRepresentation,
  induce,
  isotypicDecomposition,
  type PermutationRepresentation,
  permutationRepresentation,
  quotient,
  restrict,
} from '@isotypic/reps';
import { floatTensor, PRECISION, type Precision } from '../exact/float-tensors.js';
import { type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import { type AnyTensor, int64Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import {
  describeGroupIn,
  type GroupDescriptor,
  groupFingerprint,
  groupOfDescriptor,
} from '../groups/group-descriptor.js';
import { GROUP_FIELD, groupOfRequest } from '../groups/group-request.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { type CheckedField, field, fieldsOf, type TableMaker, type TableRequest } from '../kinds/table-kind.js';
import {
  checkExact,
  describeRepresentation,
  type RepresentationDescriptor,
  representationOfDescriptor,
} from '../representations/representation-descriptor.js';
import { REPRESENTATION_FIELD, representationOfRequest } from '../representations/representation-text.js';
import type { Table, TableDescriptor } from '../table.js';
import { type ComponentDescriptor, componentDescriptors } from './descriptor.js';

const SCHEMAS = {
  induced: 'isotypic/induced-representation',
  restricted: 'isotypic/restricted-representation',
  quotient: 'isotypic/quotient-representation',
} as const;

/** Descriptor of a restriction or induction. */
export interface ChangeOfGroupDescriptor extends TableDescriptor {
  /** The group that acts in the end. */
  readonly group: GroupDescriptor;
  /** What was induced, restricted, or divided by blocks. */
  readonly from: { readonly group: Omit<GroupDescriptor, 'seed'>; readonly representation: RepresentationDescriptor };
  /** Of a quotient the block of each basis vector. */
  readonly blocks: readonly number[] | null;
  readonly action: 'left';
  readonly representation: RepresentationDescriptor;
  readonly precision: Precision;
  readonly components: readonly ComponentDescriptor[];
}

/** The change of basis to irreps: columns copy by copy, and columnsᵀ·columns. */
export interface ExactChangeOfGroup {
  readonly columns: PrintedMatrix;
  readonly gram: PrintedMatrix;
}

/** Options of `inducedTable`, `quotientTable`, `restrictedTable`. */
export interface ChangeOfGroupOptions extends PrecisionOption {
  /** Names of the group that acts in the end, and of the one before. */
  readonly groupName?: string;
  readonly fromName?: string;
}

const OPTION_KINDS: OptionKinds<ChangeOfGroupOptions> = { groupName: text, fromName: text, precision: PRECISION };

/** A table of a restriction or induction. */
export type ChangeOfGroupTable = Table<ChangeOfGroupDescriptor, ExactChangeOfGroup>;

/**
 * The representation of a group induced from one of a subgroup, decomposed. Tensors: `generators` (t×D×D floats, of
 * `permutation` kind also `images`, t×D int64), `basis` (D×D floats: the exact columns, each copy of an irrep carrying
 * its exact matrices), `gram` (D×D floats), `components` (K×4 int64: offset, degree, multiplicity, dimension of the
 * endomorphism algebra).
 *
 * @throws {IsotypicError} as `induce` and `isotypicDecomposition`
 * @example
 * const table = inducedTable(trivialRepresentation(catalogue.alternating(3)), catalogue.symmetric(3));
 * table.descriptor.components.map((c) => c.degree) // [1, 1]
 */
export function inducedTable(
  rep: ExactRepresentation,
  group: PermutationGroup,
  options: ChangeOfGroupOptions = {},
): ChangeOfGroupTable {
  checkExact('inducedTable', 'rep', rep);
  checkOptions('inducedTable', options, OPTION_KINDS);
  return decomposed('induced', rep, induce(rep, group), null, options);
}

/**
 * The restriction of a representation to a subgroup, decomposed; tensors as of `inducedTable`.
 * @throws {IsotypicError} as `restrict` and `isotypicDecomposition`
 * @example
 * const natural = permutationRepresentation(catalogue.symmetric(3));
 * restrictedTable(natural, catalogue.cyclic(3)).descriptor.components.length // 2
 */
export function restrictedTable(
  rep: ExactRepresentation,
  subgroup: PermutationGroup,
  options: ChangeOfGroupOptions = {},
): ChangeOfGroupTable {
  checkExact('restrictedTable', 'rep', rep);
  checkOptions('restrictedTable', options, OPTION_KINDS);
  return decomposed('restricted', rep, restrict(rep, subgroup), null, options);
}

/**
 * The action of a group on blocks of points, decomposed; tensors as of `inducedTable`.
 * @param blocks blocks[i] is the block of basis vector i
 * @throws {IsotypicError} as `quotient` and `isotypicDecomposition`
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * quotientTable(square, [0, 1, 0, 1]).descriptor.representation.dimension // 2
 */
export function quotientTable(
  rep: PermutationRepresentation,
  blocks: readonly number[],
  options: ChangeOfGroupOptions = {},
): ChangeOfGroupTable {
  const onBlocks = quotient(rep, blocks);
  checkOptions('quotientTable', options, OPTION_KINDS);
  return decomposed('quotient', rep, onBlocks, Array.from(blocks), options);
}

function decomposed(
  how: keyof typeof SCHEMAS,
  from: ExactRepresentation,
  rep: ExactRepresentation,
  blocks: readonly number[] | null,
  { groupName = '', fromName = '', precision = 'float64' }: ChangeOfGroupOptions,
): ChangeOfGroupTable {
  const where = `${how}Table`;
  const [group, before] = [describeGroupIn(where, rep.group, groupName), describeGroupIn(where, from.group, fromName)];
  const decomposition = isotypicDecomposition(rep);
  const components = componentDescriptors(decomposition.components);
  const { columns, gram } = decomposition.basis();
  const D = rep.dimension;
  const matrices = rep.generatorMatrices;
  const entries = matrices.flatMap((m) => [...m.entries]);
  const doubles = Float64Array.from(matrices.flatMap((m) => [...toFloat64(m).data]));
  const tensors: Record<string, AnyTensor> = {
    generators: floatTensor([matrices.length, D, D], doubles, precision, (i) => entries[i]),
    basis: floatTensor([D, D], toFloat64(columns).data, precision, (i) => columns.entries[i]),
    gram: floatTensor([D, D], toFloat64(gram).data, precision, (i) => gram.entries[i]),
    components: int64Tensor(
      [components.length, 4],
      components.flatMap((c) => [c.offset, c.degree, c.multiplicity, c.endomorphismDimension]),
    ),
  };
  if (rep.kind === 'permutation') {
    tensors.images = int64Tensor(
      [rep.images.length, D],
      rep.images.flatMap((p) => p.toArray()),
    );
  }
  // the seed of the group before changes nothing here, so that nothing could prove it
  const { seed: _, ...withoutSeed } = before;
  const descriptor: ChangeOfGroupDescriptor = {
    schema: SCHEMAS[how],
    schemaVersion: 1,
    fingerprints: { group: groupFingerprint(group), from: groupFingerprint(before) },
    generator: generatorFor(group),
    group,
    from: { group: withoutSeed, representation: describeRepresentation(from) },
    blocks,
    action: 'left',
    representation: describeRepresentation(rep),
    precision,
    components,
  };
  return { descriptor, exact: { columns: printMatrix(columns), gram: printMatrix(gram) }, tensors };
}

const SUBGROUP_FIELD: CheckedField = { ...GROUP_FIELD, summary: 'a subgroup on the same points, such as cyclic(4)' };
const BLOCKS = arrayOf(integer(0), 'the block of each point');

/** The groups, the representation and the options that a descriptor names. */
function partsOf(where: string, descriptor: unknown) {
  const { group, from } = descriptor as Partial<ChangeOfGroupDescriptor>;
  const described = [group, { ...from?.group, seed: group?.seed }];
  const [acting, before] = described.map((one) => groupOfDescriptor(where, one));
  const rep = representationOfDescriptor(where, before, from?.representation);
  const names = { groupName: String(group?.name), fromName: String(from?.group.name) };
  return { acting, rep, options: { ...names, ...precisionNamedBy(where, descriptor) } };
}

const subgroupOf = (request: TableRequest): PermutationGroup => parseGroup(request.subgroup as string);

export const inducedKind: TableMaker = {
  name: 'induced',
  schema: SCHEMAS.induced,
  summary: 'the representation of a group induced from a subgroup, decomposed',
  fields: {
    group: GROUP_FIELD,
    subgroup: SUBGROUP_FIELD,
    representation: REPRESENTATION_FIELD,
    precision: PRECISION_FIELD,
  },
  example: { kind: 'induced', group: 'symmetric(4)', subgroup: 'cyclic(4)', representation: 'irrep 1' },
  generate: (request) => {
    const [group, { groupName }] = groupOfRequest(request);
    const rep = representationOfRequest(subgroupOf(request), request.representation);
    const fromName = request.subgroup as string;
    return inducedTable(rep, group, { groupName, fromName, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const { acting, rep, options } = partsOf(where, descriptor);
    return inducedTable(rep, acting, options);
  },
};

export const restrictedKind: TableMaker = {
  ...inducedKind,
  name: 'restricted',
  schema: SCHEMAS.restricted,
  summary: 'the restriction of a representation to a subgroup, decomposed',
  example: { kind: 'restricted', group: 'symmetric(4)', subgroup: 'dihedral(4)', representation: 'irrep 4' },
  generate: (request) => {
    const [group, { groupName: fromName }] = groupOfRequest(request);
    const rep = representationOfRequest(group, request.representation);
    const groupName = request.subgroup as string;
    return restrictedTable(rep, subgroupOf(request), { groupName, fromName, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const { acting, rep, options } = partsOf(where, descriptor);
    return restrictedTable(rep, acting, options);
  },
};

export const quotientKind: TableMaker = {
  name: 'quotient',
  schema: SCHEMAS.quotient,
  summary: 'the action of a group on blocks of its points, decomposed',
  fields: {
    group: GROUP_FIELD,
    blocks: field('data', 'the block of each point, [0,1,0,1]', BLOCKS, { required: true }),
    precision: PRECISION_FIELD,
  },
  example: { kind: 'quotient', group: 'dihedral(4)', blocks: [0, 1, 0, 1] },
  generate: (request) => {
    const [group, { groupName }] = groupOfRequest(request);
    const options = { groupName, fromName: groupName, ...precisionOfRequest(request) };
    return quotientTable(permutationRepresentation(group), request.blocks as number[], options);
  },
  derive: (where, descriptor) => {
    const { blocks } = fieldsOf(where, descriptor, { blocks: BLOCKS });
    const { rep, options } = partsOf(where, descriptor);
    return quotientTable(rep as PermutationRepresentation, blocks as number[], options);
  },
};
