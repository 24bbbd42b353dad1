/** A proof that a list of matrices is the list of irreducible representations of a group. */
import { type ExactMatrix, IsotypicError, inverse, Matrix, type PermutationGroup } from '@isotypic/algebra';
import { overCyclotomics } from '../matrices/exact-matrices.js';
import { checkRelators } from '../representations/relators.js';
import { ComplexIrrep } from './complex-irrep.js';
import { homSpace } from './hom-space.js';
import type { RealIrrep } from './real-irrep.js';
import { commutingUnits } from './real-structure.js';

export interface IrrepsCertificate {
  readonly irreps: number;
  /** Relations of the group evaluated in matrices, over all irreps. */
  readonly relators: number;
  /** Σ d² over ℂ, or Σ d²/e over ℝ, e = 1, 2, 4: the order of the group. */
  readonly sumOfSquares: bigint;
}

/**
 * Proves that the representations are irreducible representations of their group, pairwise inequivalent, and all of
 * them: every relation of a presentation holds in the matrices; the commuting algebra, computed from the matrices
 * alone, is ℂ (over ℝ: ℝ, ℂ or ℍ, of the type claimed); different traces or Hom = 0 tell each pair apart; and
 * Σ d² (over ℝ: Σ d²/e) is the order of the group.
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM`, naming the relation; `VERIFICATION_FAILED`, naming the irreps.
 * @example verifyIrreps(irreps(catalogue.quaternion())).sumOfSquares // 8n
 */
export function verifyIrreps(list: readonly ComplexIrrep[] | readonly RealIrrep[]): IrrepsCertificate {
  const all: readonly (ComplexIrrep | RealIrrep)[] = list;
  const { group } = all[0];
  const generators = all.map((irrep) => overOneField(irrep.generatorMatrices));
  let relators = 0;
  let sumOfSquares = 0n;
  all.forEach((irrep, i) => {
    relators += proveHomomorphism(group, generators[i], irrep.degree);
    const e = provenEndomorphismDimension(irrep, generators[i]);
    sumOfSquares += BigInt(irrep.degree) ** 2n / BigInt(e);
  });
  const traces = generators.map((matrices) => sampleTraces(matrices));
  for (let i = 0; i < all.length; i++) {
    for (let j = 0; j < i; j++) {
      if (all[i].degree !== all[j].degree || traces[i] !== traces[j]) continue;
      const [A, B] = [generators[i].map(cyclotomic), generators[j].map(cyclotomic)];
      if (A.length > 0 && homSpace('verifyIrreps', A, B).length === 0) continue;
      throw failed('pairwise inequivalent irreps', `${all[j].label} and ${all[i].label}, which are equivalent`);
    }
  }
  if (sumOfSquares !== group.order) throw failed(`Σ d² = ${group.order}, all irreps`, `Σ d² = ${sumOfSquares}`);
  return { irreps: all.length, relators, sumOfSquares };
}

function proveHomomorphism(group: PermutationGroup, generators: readonly ExactMatrix[], degree: number): number {
  if (generators.length === 0) return 0;
  const one = Matrix.identity(generators[0].field, degree);
  const operations = { one, times: (a: ExactMatrix, b: ExactMatrix) => a.times(b), inverse };
  return checkRelators('verifyIrreps', group, operations, generators, (a, b) => a.equals(b)).relators;
}

/** Dimension over ℂ or ℝ of what commutes with the matrices, from the matrices. */
function provenEndomorphismDimension(irrep: ComplexIrrep | RealIrrep, generators: readonly ExactMatrix[]): 1 | 2 | 4 {
  if (irrep.degree === 1) return 1;
  if (irrep instanceof ComplexIrrep) {
    const dimension = homSpace('verifyIrreps', generators, generators).length;
    if (dimension !== 1) throw failed('an irreducible representation', `${irrep.label}, with dim End = ${dimension}`);
    return 1;
  }
  const { type, units } = commutingUnits('verifyIrreps', generators);
  if (type !== irrep.type) throw failed(`${irrep.label} of ${irrep.type} type`, `${type} type`);
  return (units.length + 1) as 1 | 2 | 4;
}

/** Traces of the generators and of their products in pairs: enough to tell most irreps apart. */
function sampleTraces(generators: readonly ExactMatrix[]): string {
  const traces: string[] = [];
  for (const A of generators) {
    traces.push(A.field.print(A.trace()));
    for (const B of generators) traces.push(A.field.print(A.times(B).trace()));
  }
  return traces.join();
}

function overOneField(matrices: readonly ExactMatrix[]): readonly ExactMatrix[] {
  return matrices.every((M) => M.field === matrices[0].field) ? matrices : matrices.map(cyclotomic);
}

function cyclotomic(M: ExactMatrix): ExactMatrix {
  return overCyclotomics(M as never);
}

function failed(expected: string, received: string): IsotypicError {
  return new IsotypicError('VERIFICATION_FAILED', { where: 'verifyIrreps', expected, received });
}
