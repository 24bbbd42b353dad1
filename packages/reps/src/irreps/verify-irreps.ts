/** A proof that a list of matrices is the list of irreducible representations of a group. */
import {
  type Certificate,
  type ExactMatrix,
  IsotypicError,
  inverse,
  Matrix,
  type PermutationGroup,
  type WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { checkArgument, type Kind, realDimension, refuted } from '@isotypic/algebra/internal';
import { groupFingerprint } from '../group-fingerprint.js';
import { adjoint, equalMatrices, inOneField, jointField, overCyclotomics } from '../matrices/exact-matrices.js';
import { homSpace } from '../matrices/hom-space.js';
import { matrixOperations } from '../matrices/products.js';
import { checkRelators } from '../representations/relators.js';
import { meterFor } from '../work.js';
import { ComplexIrrep } from './complex-irrep.js';
import { RealIrrep } from './real-irrep.js';
import { commutingUnits, signOf } from './real-structure.js';

/** What `verifyIrreps` proved. */
export interface IrrepsCertificate extends Certificate {
  /** Of the group's generators: what the certificate is of, for those who read it elsewhere. */
  readonly group: string;
  readonly irreps: number;
  /** Relations of the group evaluated in matrices, over all irreps. */
  readonly relators: number;
  /** Σ d² over ℂ, or Σ d²/e over ℝ, e = 1, 2, 4: the order of the group. */
  readonly sumOfSquares: bigint;
}

const WHERE = 'verifyIrreps';

type Irrep = ComplexIrrep | RealIrrep;

const LIST: Kind = {
  expected: 'an array of irreps over ℂ or of irreps over ℝ, at least one',
  accepts: (v) =>
    Array.isArray(v) &&
    v.length > 0 &&
    (v.every((x) => x instanceof ComplexIrrep) || v.every((x) => x instanceof RealIrrep)),
  remedy: () => 'Pass irreps(group) or realIrreps(group); for matrices of your own, RealIrrep.fromMatrices.',
};

/**
 * Proves that the representations are irreducible representations of their group, pairwise inequivalent, and all of
 * them: every relation of a presentation holds in the matrices; the commuting algebra, computed from the matrices
 * alone, is ℂ (over ℝ: ℝ, ℂ or ℍ, of the type claimed); different traces or Hom = 0 tell each pair apart; and
 * Σ d² (over ℝ: Σ d²/e) is the order of the group. And what is said of each: that it is the trivial one, or not; its
 * Frobenius–Schur indicator, from the symmetry of an invariant bilinear form; that `gram` is an invariant positive
 * definite form; that the commuting units are units with the relations of ℂ or ℍ.
 *
 * A step of `budget` is an entry of a matrix made, a row of a product, a relation, or a pair of irreps.
 * @throws {IsotypicError} `REFUTED`, naming the irrep and what does not hold, or in `details.relator` the relation that
 *   fails; `INVALID_ARGUMENT` for what is no list of irreps
 * @throws {BudgetExceededError | AbortedError} with the facts proved of the whole list by then in `details.known`
 * @example verifyIrreps(irreps(catalogue.quaternion())).sumOfSquares // 8n
 */
export function verifyIrreps(
  list: readonly ComplexIrrep[] | readonly RealIrrep[],
  options: WorkOptions = {},
): IrrepsCertificate {
  checkArgument(WHERE, 'list', list, LIST);
  const meter = meterFor(WHERE, options);
  const all: readonly Irrep[] = list;
  const { group } = all[0];
  const proved: string[] = [];
  meter.known = () => [...proved];
  for (const irrep of all) requireShape(irrep, group, meter);
  const generators = all.map((irrep) => inOneField(irrep.generatorMatrices));
  const relators = all.reduce((sum, { degree }, i) => sum + proveHomomorphism(group, generators[i], degree, meter), 0);
  proved.push('the matrices satisfy the relations of the group');
  const dimensions = all.map((irrep, i) => provenEndomorphismDimension(irrep, generators[i], meter));
  proved.push('each is irreducible, of the type it says');
  requireInequivalent(all, generators, meter);
  const sumOfSquares = all.reduce((sum, { degree }, i) => sum + BigInt(degree) ** 2n / BigInt(dimensions[i]), 0n);
  if (sumOfSquares !== group.order) throw failed(`Σ d² = ${group.order}, all irreps`, `Σ d² = ${sumOfSquares}`);
  proved.push('they are pairwise inequivalent, and all there are');
  all.forEach((irrep, i) => {
    requireForm(irrep, generators[i], meter);
    if (irrep instanceof ComplexIrrep) requireIndicator(irrep, generators[i], meter);
    else requireUnits(irrep, generators[i], meter);
  });
  proved.push('forms are invariant and positive definite', 'indicators, or commuting units, are right');
  return {
    proved,
    notProved: ['labels, which are names', 'floats, which are rounded from the exact matrices when they are looked at'],
    method: 'a presentation on strong generators, Schur’s lemma by linear algebra, Σ d²',
    group: groupFingerprint(group),
    irreps: all.length,
    relators,
    sumOfSquares,
  };
}

function requireShape(irrep: Irrep, group: PermutationGroup, meter: WorkMeter): void {
  const { degree, label } = irrep;
  if (irrep.group !== group) throw failed('irreps of one group', `${label}, of another`);
  refutable(() => irrep.realizeWithin(meter));
  const matrices = irrep.generatorMatrices;
  if (matrices.length !== group.generators.length) {
    throw failed(`${group.generators.length} matrices, one for each generator`, `${matrices.length} of ${label}`);
  }
  const misshapen = [...matrices, irrep.gram].find((M) => M.rows !== degree || M.cols !== degree);
  if (misshapen !== undefined) {
    throw failed(`matrices of degree ${degree}, as ${label} says`, `${misshapen.rows}×${misshapen.cols}`);
  }
  const isTrivial = degree === 1 && matrices.every((M) => M.field.eql(M.at(0, 0), M.field.one));
  if (irrep.isTrivial !== isTrivial) throw failed(`isTrivial ${isTrivial} of ${label}`, `${irrep.isTrivial}`);
}

function proveHomomorphism(
  group: PermutationGroup,
  generators: readonly ExactMatrix[],
  degree: number,
  meter: WorkMeter,
): number {
  if (generators.length === 0) return 0;
  const operations = matrixOperations(jointField(generators), degree, meter);
  return refutable(
    () => checkRelators(WHERE, group, operations, generators, equalMatrices, { meter, code: 'REFUTED' }).relators,
  );
}

/** Dimension over ℂ or ℝ of what commutes with the matrices, from the matrices. */
function provenEndomorphismDimension(irrep: Irrep, generators: readonly ExactMatrix[], meter: WorkMeter): 1 | 2 | 4 {
  if (irrep instanceof ComplexIrrep) {
    const dimension = irrep.degree === 1 ? 1 : homomorphisms(generators, generators, meter).length;
    if (dimension !== 1) throw failed('an irreducible representation', `${irrep.label}, with dim End = ${dimension}`);
    return 1;
  }
  const { type } = irrep.degree === 1 ? { type: 'real' as const } : provenUnits(irrep, generators, meter);
  if (type !== irrep.type) throw failed(`${type} type of ${irrep.label}`, `${irrep.type} type`);
  const dimension = realDimension(type);
  if (irrep.endomorphismDimension !== dimension) {
    throw failed(`dim End = ${dimension} of ${irrep.label}`, `${irrep.endomorphismDimension}`);
  }
  return dimension;
}

function provenUnits(irrep: RealIrrep, generators: readonly ExactMatrix[], meter: WorkMeter) {
  if (generators.length === 0) throw failed('an irreducible representation', `${irrep.label} of the trivial group`);
  return refutable(() => commutingUnits(WHERE, generators, meter));
}

/** Hom, where a module that is not generated by its first vector is one that is not irreducible. */
function homomorphisms(A: readonly ExactMatrix[], B: readonly ExactMatrix[], meter: WorkMeter): ExactMatrix[] {
  if (A.length === 0) throw failed('an irreducible representation', 'one of degree above 1 of the trivial group');
  return refutable(() => homSpace(WHERE, A, B, meter));
}

/** Linear algebra refuses modules that are reducible or keep no form, and singular matrices: here that is refuted. */
function refutable<T>(prove: () => T): T {
  try {
    return prove();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw refuted(WHERE, error.expected, error.received, error.details);
  }
}

const REFUSALS = new Set(['INVALID_ARGUMENT', 'NOT_A_HOMOMORPHISM', 'SINGULAR']);

function isRefusal(error: unknown): error is IsotypicError {
  return error instanceof IsotypicError && REFUSALS.has(error.code);
}

function requireInequivalent(
  all: readonly Irrep[],
  generators: readonly (readonly ExactMatrix[])[],
  meter: WorkMeter,
): void {
  const traces = generators.map((matrices) => sampleTraces(matrices, meter));
  for (let i = 0; i < all.length; i++) {
    for (let j = 0; j < i; j++) {
      meter.step();
      if (all[i].degree !== all[j].degree || traces[i] !== traces[j]) continue;
      const [A, B] = [generators[i].map(overCyclotomics), generators[j].map(overCyclotomics)];
      if (A.length > 0 && homomorphisms(A, B, meter).length === 0) continue;
      throw failed('pairwise inequivalent irreps', `${all[j].label} and ${all[i].label}, which are equivalent`);
    }
  }
}

/** Traces of the generators and of their products in pairs: enough to tell most irreps apart. */
function sampleTraces(generators: readonly ExactMatrix[], meter: WorkMeter): string {
  const traces: string[] = [];
  for (const A of generators) {
    traces.push(A.field.print(A.trace()));
    for (const B of generators) {
      meter.step(A.rows);
      traces.push(A.field.print(A.times(B).trace()));
    }
  }
  return traces.join();
}

/**
 * ρ(g)* H ρ(g) = H, H Hermitian, H₀₀ > 0. A positive definite invariant form exists, and by irreducibility all
 * Hermitian ones are real multiples of it: so H is positive definite.
 */
function requireForm({ gram, label }: Irrep, generators: readonly ExactMatrix[], meter: WorkMeter): void {
  if (!equalMatrices(adjoint(gram), gram)) throw failed(`a Hermitian form of ${label}`, 'one that is not');
  const [H, ...matrices] = inOneField([gram, ...generators]);
  for (const [k, M] of matrices.entries()) {
    meter.step(2 * M.rows);
    if (!adjoint(M).times(H).times(M).equals(H))
      throw failed(`an invariant form of ${label}`, 'another', { generator: k });
  }
  if (signOf(H.at(0, 0), H.field) <= 0) throw failed(`a positive definite form of ${label}`, 'another');
}

/**
 * ν₂(χ) from Hom(ρ, ρ*), spanned by an invariant bilinear form: 0 when there is none, 1 when it is symmetric, −1 when
 * it is alternating (Frobenius & Schur 1906).
 */
function requireIndicator(irrep: ComplexIrrep, generators: readonly ExactMatrix[], meter: WorkMeter): void {
  const { indicator, label } = irrep;
  const found = generators.length === 0 ? 1 : indicatorOf(generators, meter);
  if (found !== indicator) throw failed(`indicator ${found} of ${label}`, `${indicator}`);
}

function indicatorOf(generators: readonly ExactMatrix[], meter: WorkMeter): 1 | 0 | -1 {
  const duals = generators.map((M) => refutable(() => meter.part((options) => inverse(M, options))).transpose());
  const [form] = homomorphisms(generators, duals, meter);
  if (form === undefined) return 0;
  return form.transpose().equals(form) ? 1 : -1;
}

/** e − 1 matrices that commute with the group, anticommute in pairs, have negative squares, and z₃ = −z₁z₂. */
function requireUnits(irrep: RealIrrep, generators: readonly ExactMatrix[], meter: WorkMeter): void {
  const { commutingUnits: units, endomorphismDimension, degree, label } = irrep;
  if (units.length !== endomorphismDimension - 1) {
    throw failed(`${endomorphismDimension - 1} commuting units of ${label}`, `${units.length}`);
  }
  if (units.some((z) => z.rows !== degree || z.cols !== degree)) {
    throw failed(`units of degree ${degree} of ${label}`, 'another size');
  }
  const [one, ...lifted] = inOneField([Matrix.identity(jointField(generators), degree), ...units, ...generators]);
  const [z, matrices] = [lifted.slice(0, units.length), lifted.slice(units.length)];
  const { field } = one;
  z.forEach((x, u) => {
    meter.step(degree * (generators.length + units.length));
    if (!matrices.every((M) => M.times(x).equals(x.times(M))))
      throw failed(`unit ${u + 1} of ${label} to commute`, 'one that does not');
    const square = x.times(x);
    if (signOf(square.at(0, 0), field) >= 0 || !square.equals(one.scale(square.at(0, 0)))) {
      throw failed(`unit ${u + 1} of ${label} to have a negative square`, 'another square');
    }
    for (const y of z.slice(0, u)) {
      if (!x.times(y).plus(y.times(x)).isZero()) throw failed(`anticommuting units of ${label}`, 'others');
    }
  });
  if (z.length === 3 && !z[0].times(z[1]).plus(z[2]).isZero()) throw failed(`z₃ = −z₁z₂ of ${label}`, 'another z₃');
}

function failed(expected: string, received: string, details?: Readonly<Record<string, unknown>>): IsotypicError {
  return refuted(WHERE, expected, received, details);
}
