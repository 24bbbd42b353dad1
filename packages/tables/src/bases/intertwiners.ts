/** Bases of the intertwiners of two representations of a finite group, as tables. */
import type { WorkOptions } from '@isotypic/algebra';
import {
  boolean,
  checkOptions,
  invalidArgument,
  type OptionKinds,
  text,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { equivariantMaps } from '@isotypic/maps';
import type { ExactRepresentation } from '@isotypic/reps';
import { sameGenerators } from '@isotypic/reps/internal';
import { PRECISION } from '../exact/float-tensors.js';
import { generatorFor } from '../generator.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor, groupFingerprint } from '../groups/group-descriptor.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest } from '../groups/group-request.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import {
  checkExact,
  describeRepresentation,
  type RepresentationDescriptor,
  representationOfDescriptor,
} from '../representations/representation-descriptor.js';
import { REPRESENTATION_FIELD, representationOfRequest } from '../representations/representation-text.js';
import type { Table, TableDescriptor } from '../table.js';
import { DENSE_FIELD, type DenseOption, type ExactMaps, type MapsDescription, mapsTable } from './maps-table.js';

export const INTERTWINERS_SCHEMA = 'isotypic/intertwiners';

/** Descriptor of a basis of intertwiners. */
export interface IntertwinersDescriptor extends TableDescriptor, MapsDescription {
  readonly group: GroupDescriptor;
  readonly action: 'left';
  readonly domain: RepresentationDescriptor;
  readonly codomain: RepresentationDescriptor;
}

/** Options of `intertwinersTable`. */
export interface IntertwinersTableOptions extends NamedTableOptions, PrecisionOption, DenseOption, WorkOptions {}

const OPTION_KINDS: OptionKinds<IntertwinersTableOptions> = {
  ...WORK_OPTION_KINDS,
  groupName: text,
  precision: PRECISION,
  dense: boolean,
};

/**
 * Hom_G(X, Y) for exact representations of one finite group: tensors as those of `equivariantBasisTable`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations of different groups; as `equivariantMaps`
 * @example
 * const natural = permutationRepresentation(catalogue.symmetric(4));
 * intertwinersTable(natural, natural).tensors.basis.shape // [2, 4, 4]
 */
export function intertwinersTable(
  X: ExactRepresentation,
  Y: ExactRepresentation,
  options: IntertwinersTableOptions = {},
): Table<IntertwinersDescriptor, ExactMaps> {
  const where = 'intertwinersTable';
  checkExact(where, 'X', X);
  checkExact(where, 'Y', Y);
  checkOptions(where, options, OPTION_KINDS);
  if (!sameGenerators(X.group, Y.group)) {
    throw invalidArgument(where, 'X and Y to be representations of one group on the same generators', 'others');
  }
  const { groupName = '', precision = 'float64', dense, ...work } = options;
  const group = describeGroupIn(where, X.group, groupName);
  const { description, exact, tensors } = mapsTable(equivariantMaps(X, Y, work), precision, dense);
  const descriptor: IntertwinersDescriptor = {
    schema: INTERTWINERS_SCHEMA,
    schemaVersion: 1,
    fingerprints: { group: groupFingerprint(group) },
    generator: generatorFor(group),
    group,
    action: 'left',
    domain: describeRepresentation(X),
    codomain: describeRepresentation(Y),
    ...description,
  };
  return { descriptor, exact, tensors };
}

export const intertwinersKind: TableMaker = {
  name: 'intertwiners',
  schema: INTERTWINERS_SCHEMA,
  summary: 'equivariant maps between two representations of a finite group',
  fields: {
    group: GROUP_FIELD,
    representation: REPRESENTATION_FIELD,
    codomain: { ...REPRESENTATION_FIELD, summary: 'as representation, which it is by default' },
    dense: DENSE_FIELD,
    precision: PRECISION_FIELD,
  },
  example: { kind: 'intertwiners', group: 'symmetric(3)', representation: 'natural', codomain: 'irrep 2' },
  generate: (request) => {
    const [group, options] = groupOfRequest(request);
    const { representation, codomain = representation } = request;
    const [X, Y] = [representation, codomain].map((said) => representationOfRequest(group, said));
    const dense = request.dense as boolean | undefined;
    return intertwinersTable(X, Y, { ...options, dense, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const { dense } = fieldsOf(where, descriptor, { dense: boolean });
    const [group, options] = groupNamedBy(where, descriptor);
    const { domain, codomain } = descriptor as { readonly domain?: unknown; readonly codomain?: unknown };
    const [X, Y] = [domain, codomain].map((described) => representationOfDescriptor(where, group, described));
    return intertwinersTable(X, Y, { ...options, dense: dense as boolean, ...precisionNamedBy(where, descriptor) });
  },
};
