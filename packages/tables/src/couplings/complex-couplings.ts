/** Clebsch–Gordan tensors of a finite group over ℂ as a table: every triple of complex irreps that couples. */
import type { PermutationGroup } from '@isotypic/algebra';
import { checkOptions, type OptionKinds, text } from '@isotypic/algebra/internal';
import { type ComplexClebschGordan, couplings } from '@isotypic/reps';
import { floatTensor, PRECISION, type Precision } from '../exact/float-tensors.js';
import { printMatrix } from '../exact/printed-matrix.js';
import type { AnyTensor } from '../formats/safetensors.js';
import { generatorFor } from '../generator.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor, groupFingerprint } from '../groups/group-descriptor.js';
import { GROUP_FIELD, groupNamedBy, groupOfRequest } from '../groups/group-request.js';
import { PRECISION_FIELD, type PrecisionOption, precisionNamedBy, precisionOfRequest } from '../kinds/precision.js';
import type { TableMaker } from '../kinds/table-kind.js';
import type { Table, TableDescriptor } from '../table.js';
import type { ExactFiniteCouplings } from './finite-couplings.js';

export const COMPLEX_COUPLINGS_SCHEMA = 'isotypic/complex-couplings';

/** Descriptor of complex Clebsch–Gordan tensors. */
export interface ComplexCouplingsDescriptor extends TableDescriptor {
  readonly group: GroupDescriptor;
  readonly action: 'left';
  readonly precision: Precision;
  /** `dual`: the number of the complex conjugate irrep. */
  readonly irreps: readonly { readonly label: string; readonly degree: number; readonly dual: number }[];
}

/** Options of `complexCouplingsTable`. */
export interface ComplexCouplingsOptions extends NamedTableOptions, PrecisionOption {}

const OPTION_KINDS: OptionKinds<ComplexCouplingsOptions> = { groupName: text, precision: PRECISION };

/**
 * All couplings of the complex irreps of a group, in the order of `irreps`; triples that do not couple are left out.
 * Tensors: `a,b,c/real` and `a,b,c/imaginary` of shape (copies, d_a, d_b, d_c) floats, in the orthonormal coordinates
 * of the irreps, so that each copy is an isometry.
 *
 * @throws {IsotypicError} as `couplings`
 * @example complexCouplingsTable(catalogue.cyclic(3)).exact['1,1,2'] // [[['1']]]
 */
export function complexCouplingsTable(
  group: PermutationGroup,
  options: ComplexCouplingsOptions = {},
): Table<ComplexCouplingsDescriptor, ExactFiniteCouplings> {
  const where = 'complexCouplingsTable';
  checkOptions(where, options, OPTION_KINDS);
  const { precision = 'float64' } = options;
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const all = couplings(group, { field: 'complex' });
  const exact: Record<string, ReturnType<typeof printMatrix>[]> = {};
  const tensors: Record<string, AnyTensor> = {};
  for (const triple of all.triples()) {
    const coupling = all.coupling(...triple);
    const name = triple.join();
    exact[name] = coupling.injections.map((X) => printMatrix(X));
    Object.assign(tensors, floatsOf(name, coupling, precision));
  }
  const descriptor: ComplexCouplingsDescriptor = {
    schema: COMPLEX_COUPLINGS_SCHEMA,
    schemaVersion: 1,
    fingerprints: { group: groupFingerprint(described) },
    generator: generatorFor(described),
    group: described,
    action: 'left',
    precision,
    irreps: all.irreps.map(({ label, degree }, c) => ({ label, degree, dual: all.dual(c) })),
  };
  return { descriptor, exact, tensors };
}

function floatsOf(name: string, coupling: ComplexClebschGordan, precision: Precision): Record<string, AnyTensor> {
  const { multiplicity, left, right, result } = coupling;
  const shape = [multiplicity, left.degree, right.degree, result.degree];
  const size = left.degree * right.degree * result.degree;
  const [real, imaginary] = [new Float64Array(multiplicity * size), new Float64Array(multiplicity * size)];
  coupling.orthonormal().forEach(({ re, im }, s) => {
    real.set(re.data, s * size);
    imaginary.set(im.data, s * size);
  });
  return {
    [`${name}/real`]: floatTensor(shape, real, precision),
    [`${name}/imaginary`]: floatTensor(shape, imaginary, precision),
  };
}

export const complexCouplingsKind: TableMaker = {
  name: 'complex-couplings',
  schema: COMPLEX_COUPLINGS_SCHEMA,
  summary: 'Clebsch–Gordan tensors of all complex irreps of a group',
  fields: { group: GROUP_FIELD, precision: PRECISION_FIELD },
  example: { kind: 'complex-couplings', group: 'alternating(4)' },
  generate: (request) => {
    const [group, options] = groupOfRequest(request);
    return complexCouplingsTable(group, { ...options, ...precisionOfRequest(request) });
  },
  derive: (where, descriptor) => {
    const [group, options] = groupNamedBy(where, descriptor);
    return complexCouplingsTable(group, { ...options, ...precisionNamedBy(where, descriptor) });
  },
};
