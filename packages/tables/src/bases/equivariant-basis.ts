/** Bases of the equivariant maps between two types of a matrix group, as tables. */
import type { WorkOptions } from '@isotypic/algebra';
import {
  boolean,
  checkArgument,
  checkOptions,
  either,
  type Kind,
  type OptionKinds,
  text,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { equivariantMaps, parseMatrixGroup, parseType } from '@isotypic/maps';
import { PRECISION } from '../exact/float-tensors.js';
import { generatorFor } from '../generator.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { field, fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';
import { DENSE_FIELD, type DenseOption, type ExactMaps, type MapsDescription, mapsTable } from './maps-table.js';

export const EQUIVARIANT_BASIS_SCHEMA = 'isotypic/equivariant-basis';

/** Descriptor of a basis of equivariant maps. */
export interface EquivariantBasisDescriptor extends TableDescriptor, MapsDescription {
  /** The types, as `parseType` reads them. */
  readonly domain: string;
  readonly codomain: string;
  /** As `parseMatrixGroup` reads it; null where the types name their groups. */
  readonly matrixGroup: string | null;
}

/** Options of `equivariantBasisTable`. */
export interface EquivariantBasisOptions extends PrecisionOption, DenseOption, WorkOptions {
  /** The matrix group, as in `SO(3)`. Needed unless all leaves of the types name theirs. */
  readonly group?: string;
}

const OPTION_KINDS: OptionKinds<EquivariantBasisOptions> = {
  ...WORK_OPTION_KINDS,
  group: text,
  precision: PRECISION,
  dense: boolean,
};

/**
 * The equivariant maps from one type to another: exactly and sparse, and dense where they are small.
 *
 * Tensors: `map`, `row`, `col` (n int32) and `value` (n floats) of the entries that are not zero, `blocks` (K×6 int32:
 * first row, first column, rows, columns, first coefficient and number of coefficients of each pair of copies); with
 * `dense` also `basis` and `orthonormal` (dimension×rows×cols). Of complex maps `imaginary` and `basis_imaginary`, and
 * no orthonormal basis.
 *
 * @throws {IsotypicError} as `parseType`, `parseMatrixGroup` and `equivariantMaps`
 * @example equivariantBasisTable('T(1)', 'T(2)', { group: 'SO(3)' }).tensors.basis.shape // [1, 9, 3]
 */
export function equivariantBasisTable(
  domain: string,
  codomain: string,
  options: EquivariantBasisOptions = {},
): Table<EquivariantBasisDescriptor, ExactMaps> {
  const where = 'equivariantBasisTable';
  checkArgument(where, 'domain', domain, text);
  checkArgument(where, 'codomain', codomain, text);
  checkOptions(where, options, OPTION_KINDS);
  const { group, precision = 'float64', dense, ...work } = options;
  const matrixGroup = group === undefined ? undefined : parseMatrixGroup(group);
  const [into, out] = [domain, codomain].map((type) => parseType(type).over(matrixGroup));
  const { description, exact, tensors } = mapsTable(equivariantMaps(into, out, work), precision, dense);
  const descriptor: EquivariantBasisDescriptor = {
    schema: EQUIVARIANT_BASIS_SCHEMA,
    schemaVersion: 1,
    fingerprints: {},
    generator: generatorFor(),
    matrixGroup: group ?? null,
    domain,
    codomain,
    ...description,
  };
  return { descriptor, exact, tensors };
}

const TYPE: Kind = { expected: 'the text of a type, such as T(1)', accepts: text.accepts };
const NOTHING: Kind = { expected: 'null', accepts: (v) => v === null };

export const equivariantBasisKind: TableMaker = {
  name: 'basis',
  schema: EQUIVARIANT_BASIS_SCHEMA,
  summary: 'equivariant maps from one type of a matrix group to another',
  fields: {
    domain: field('text', 'a type, such as T(1)', TYPE, { required: true }),
    codomain: field('text', 'a type, such as T(1), or a representation', TYPE, { required: true }),
    group: { ...field('text', 'a group', text), parse: (said) => parseMatrixGroup(said) },
    dense: DENSE_FIELD,
    precision: PRECISION_FIELD,
  },
  example: { kind: 'basis', domain: 'T(1)', codomain: 'T(2)', group: 'SO(3)' },
  generate: (request) => {
    const { group, dense } = request as EquivariantBasisOptions;
    const options = { group, dense, ...precisionOfRequest(request) };
    return equivariantBasisTable(request.domain as string, request.codomain as string, options);
  },
  derive: (where, descriptor) => {
    const kinds = { domain: text, codomain: text, matrixGroup: either(text, NOTHING), dense: boolean };
    const { domain, codomain, matrixGroup, dense } = fieldsOf(where, descriptor, kinds);
    return equivariantBasisTable(domain as string, codomain as string, {
      group: (matrixGroup as string | null) ?? undefined,
      dense: dense as boolean,
      ...precisionNamedBy(where, descriptor),
    });
  },
};
