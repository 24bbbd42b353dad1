/** Clebsch–Gordan tensors of a finite group as a table: every triple of real irreps that couples. */
import type { PermutationGroup } from '@isotypic/algebra';
import { checkOptions, text } from '@isotypic/algebra/internal';
import { clebschGordan, realIrreps } from '@isotypic/reps';
import { type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import { type AnyTensor, float64Tensor } from '../formats/safetensors.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor, groupFingerprint } from '../groups/group-descriptor.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest, type TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';

export const FINITE_COUPLINGS_SCHEMA = 'isotypic/couplings';

export interface FiniteCouplingsDescriptor extends TableDescriptor {
  readonly group: GroupDescriptor;
  readonly action: 'left';
  readonly irreps: readonly { readonly label: string; readonly degree: number }[];
}

/** By `a,b,c`, numbers of irreps: for each copy the exact injection, (d_a·d_b)×d_c, row i·d_b + j. */
export type ExactFiniteCouplings = Readonly<Record<string, readonly PrintedMatrix[]>>;

/**
 * All couplings of the real irreps of a group, in the order of `irrepsTableOf`. Tensors: `a,b,c` of shape
 * (copies, d_a, d_b, d_c) float64, in the orthonormal coordinates of the irreps; triples that do not couple are left
 * out.
 *
 * @throws {IsotypicError} as `realIrreps` and `clebschGordan`
 * @example Object.keys(finiteCouplingsTable(catalogue.symmetric(3)).tensors).length // 11
 */
export function finiteCouplingsTable(
  group: PermutationGroup,
  options: NamedTableOptions = {},
): Table<FiniteCouplingsDescriptor, ExactFiniteCouplings> {
  const where = 'finiteCouplingsTable';
  checkOptions(where, options, { groupName: text });
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const irreps = realIrreps(group);
  const exact: Record<string, PrintedMatrix[]> = {};
  const tensors: Record<string, AnyTensor> = {};
  irreps.forEach((left, a) => {
    irreps.forEach((right, b) => {
      irreps.forEach((result, c) => {
        const coupling = clebschGordan(left, right, result);
        if (coupling.multiplicity === 0) return;
        const name = `${a},${b},${c}`;
        exact[name] = coupling.injections.map((m) => printMatrix(m));
        const size = left.degree * right.degree * result.degree;
        const data = new Float64Array(coupling.multiplicity * size);
        coupling.orthonormal().forEach((m, s) => {
          data.set(m.data, s * size);
        });
        tensors[name] = float64Tensor([coupling.multiplicity, left.degree, right.degree, result.degree], data);
      });
    });
  });
  const descriptor: FiniteCouplingsDescriptor = {
    schema: FINITE_COUPLINGS_SCHEMA,
    schemaVersion: 1,
    fingerprints: { group: groupFingerprint(described) },
    group: described,
    action: 'left',
    irreps: irreps.map(({ label, degree }) => ({ label, degree })),
  };
  return { descriptor, exact, tensors };
}

export const finiteCouplingsKind: TableMaker = {
  name: 'couplings',
  schema: FINITE_COUPLINGS_SCHEMA,
  summary: 'Clebsch–Gordan tensors of all real irreps of a group',
  fields: { group: GROUP_FIELD },
  example: { kind: 'couplings', group: 'symmetric(3)' },
  generate: (request) => finiteCouplingsTable(...groupOfRequest(request)),
  derive: (where, descriptor) => finiteCouplingsTable(...groupNamedBy(where, descriptor)),
};
