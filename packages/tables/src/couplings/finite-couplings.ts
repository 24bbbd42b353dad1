/** Clebsch–Gordan tensors of a finite group as a table: every triple of real irreps that couples. */
import type { PermutationGroup } from '@isotypic/algebra';
import { checkOptions, type OptionKinds, text } from '@isotypic/algebra/internal';
import { type ClebschGordan, type Couplings, couplings } from '@isotypic/reps';
import { floatTensor, PRECISION, type Precision } from '../exact/float-tensors.js';
import { type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import { type AnyTensor, int32Tensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor, groupFingerprint } from '../groups/group-descriptor.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest } from '../groups/group-request.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import { fieldsOf, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';
import { type CouplingLayout, LAYOUT, LAYOUT_FIELD } from './layout.js';
import { orthonormalCopies } from './orthonormal-copies.js';

export const FINITE_COUPLINGS_SCHEMA = 'isotypic/couplings';

/** Descriptor of Clebsch–Gordan tensors of a finite group. */
export interface FiniteCouplingsDescriptor extends TableDescriptor {
  readonly group: GroupDescriptor;
  readonly action: 'left';
  readonly layout: CouplingLayout;
  readonly precision: Precision;
  readonly irreps: readonly { readonly label: string; readonly degree: number }[];
}

/** By `a,b,c`, numbers of irreps: for each copy the exact injection, (d_a·d_b)×d_c, row i·d_b + j. */
export type ExactFiniteCouplings = Readonly<Record<string, readonly PrintedMatrix[]>>;

/** Options of `finiteCouplingsTable`. */
export interface FiniteCouplingsOptions extends NamedTableOptions, PrecisionOption {
  /**
   * `dense` (default): a tensor `a,b,c` for each triple that couples. `sparse`: the entries of all copies that are not
   * zero, one after the other.
   */
  readonly layout?: CouplingLayout;
}

const OPTION_KINDS: OptionKinds<FiniteCouplingsOptions> = { groupName: text, layout: LAYOUT, precision: PRECISION };

/** The copies of one irrep in the product of two. */
interface Triple {
  readonly irreps: readonly [a: number, b: number, c: number];
  readonly shape: readonly [copies: number, left: number, right: number, result: number];
  readonly coupling: ClebschGordan;
}

/**
 * All couplings of the real irreps of a group, in the order of `irrepsTableOf`; triples that do not couple are left
 * out. Tensors: `a,b,c` of shape (copies, d_a, d_b, d_c) floats, in the orthonormal coordinates of the irreps. Of the
 * sparse layout: `paths` (P×4 int32: a, b, c, copy), `index` (n×4 int32: path, i, j, k), `value` (n floats).
 *
 * @throws {IsotypicError} as `couplings`
 * @example Object.keys(finiteCouplingsTable(catalogue.symmetric(3)).tensors).length // 11
 */
export function finiteCouplingsTable(
  group: PermutationGroup,
  options: FiniteCouplingsOptions = {},
): Table<FiniteCouplingsDescriptor, ExactFiniteCouplings> {
  const where = 'finiteCouplingsTable';
  checkOptions(where, options, OPTION_KINDS);
  const { layout = 'dense', precision = 'float64' } = options;
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const all = couplings(group);
  const triples = triplesOf(all);
  const descriptor: FiniteCouplingsDescriptor = {
    schema: FINITE_COUPLINGS_SCHEMA,
    schemaVersion: 1,
    fingerprints: { group: groupFingerprint(described) },
    generator: generatorFor(described),
    group: described,
    action: 'left',
    layout,
    precision,
    irreps: all.irreps.map(({ label, degree }) => ({ label, degree })),
  };
  const exact = Object.fromEntries(
    triples.map((t) => [t.irreps.join(), t.coupling.injections.map((m) => printMatrix(m))]),
  );
  return { descriptor, exact, tensors: layout === 'dense' ? dense(triples, precision) : sparse(triples, precision) };
}

function triplesOf(all: Couplings): Triple[] {
  return [...all.triples()].map((irreps) => {
    const coupling = all.coupling(...irreps);
    const { multiplicity, left, right, result } = coupling;
    return { irreps, shape: [multiplicity, left.degree, right.degree, result.degree], coupling };
  });
}

function dense(triples: readonly Triple[], precision: Precision): Record<string, AnyTensor> {
  return Object.fromEntries(
    triples.map(({ irreps, shape, coupling }) => {
      const [copies, left, right, result] = shape;
      const size = left * right * result;
      const data = new Float64Array(copies * size);
      orthonormalCopies(coupling).forEach((copy, s) => {
        data.set(copy, s * size);
      });
      return [irreps.join(), floatTensor(shape, data, precision)];
    }),
  );
}

function sparse(triples: readonly Triple[], precision: Precision): Record<string, AnyTensor> {
  const [paths, index, values]: [number[], number[], number[]] = [[], [], []];
  for (const { irreps, shape, coupling } of triples) {
    const [, , right, result] = shape;
    orthonormalCopies(coupling).forEach((data, copy) => {
      const path = paths.length / 4;
      paths.push(...irreps, copy);
      data.forEach((value, at) => {
        if (value === 0) return;
        const row = Math.floor(at / result);
        index.push(path, Math.floor(row / right), row % right, at % result);
        values.push(value);
      });
    });
  }
  return {
    paths: int32Tensor([paths.length / 4, 4], paths),
    index: int32Tensor([values.length, 4], index),
    value: floatTensor([values.length], Float64Array.from(values), precision),
  };
}

export const finiteCouplingsKind: TableMaker = {
  name: 'couplings',
  schema: FINITE_COUPLINGS_SCHEMA,
  summary: 'Clebsch–Gordan tensors of all real irreps of a group',
  fields: { group: GROUP_FIELD, layout: LAYOUT_FIELD, precision: PRECISION_FIELD },
  example: { kind: 'couplings', group: 'symmetric(3)' },
  generate: (request) => {
    const [group, options] = groupOfRequest(request);
    const layout = request.layout as CouplingLayout | undefined;
    return finiteCouplingsTable(group, { ...options, layout, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const { layout } = fieldsOf(where, descriptor, { layout: LAYOUT });
    const [group, options] = groupNamedBy(where, descriptor);
    const precision = precisionNamedBy(where, descriptor);
    return finiteCouplingsTable(group, { ...options, layout: layout as CouplingLayout, ...precision });
  },
};
