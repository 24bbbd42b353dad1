/** A proof that Clebsch–Gordan tensors are what they say, from exact matrices alone. */
import { type Certificate, type ExactMatrix, Matrix, type WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, instance, refuted } from '@isotypic/algebra/internal';
import { groupFingerprint } from '../group-fingerprint.js';
import type { ComplexIrrep } from '../irreps/complex-irrep.js';
import { RealIrrep } from '../irreps/real-irrep.js';
import { inOneField } from '../matrices/exact-matrices.js';
import { product } from '../matrices/products.js';
import { meterFor } from '../work.js';
import { Couplings } from './couplings.js';
import { type CouplingForms, couplingNorm } from './orthogonal-copies.js';

/** What `verifyCouplings` proved. */
export interface CouplingsCertificate extends Certificate {
  /** Of the group's generators. */
  readonly group: string;
  /** Triples of irreps that couple. */
  readonly triples: number;
  /** Injections, over all triples. */
  readonly injections: number;
}

const WHERE = 'verifyCouplings';

const COUPLINGS = instance(Couplings, 'the couplings of a group', () => 'Pass couplings(group).');

/**
 * Proves all couplings of a group, and makes those that have not been asked for: each injection X intertwines,
 * X ρ_c(g) = (ρ_a ⊗ ρ_b)(g) X for the generators g; the copies of one triple are orthogonal and not 0, so, by Schur's
 * lemma, independent and isometric up to scale; and the copies of all c fill a ⊗ b, so that none is missing.
 *
 * A step of `budget` is a row of a product.
 * @throws {IsotypicError} `REFUTED`, with the triple in `details`; `INVALID_ARGUMENT`
 * @throws {BudgetExceededError | AbortedError}
 * @example verifyCouplings(couplings(catalogue.symmetric(3))).triples // 11
 */
export function verifyCouplings(
  couplings: Couplings<RealIrrep> | Couplings<ComplexIrrep>,
  options: WorkOptions = {},
): CouplingsCertificate {
  checkArgument(WHERE, 'couplings', couplings, COUPLINGS);
  const meter = meterFor(WHERE, options);
  const { irreps, group } = couplings;
  let [triples, injections] = [0, 0];
  irreps.forEach((left, a) => {
    irreps.forEach((right, b) => {
      let dimension = 0;
      irreps.forEach((result, c) => {
        const coupling = meter.part((part) => couplings.coupling(a, b, c, part));
        if (coupling.injections.length === 0) return;
        const fault = faultOf(left, right, result, coupling.injections, meter);
        if (fault !== undefined) throw refuted(WHERE, ...fault, { left: a, right: b, result: c });
        triples++;
        injections += coupling.injections.length;
        dimension += coupling.injections.length * result.degree;
        meter.report('couplings', a * irreps.length + b, irreps.length ** 2);
      });
      if (dimension !== left.degree * right.degree) {
        throw refuted(
          WHERE,
          `copies of dimension ${left.degree * right.degree} in ${left.label} ⊗ ${right.label}`,
          `${dimension}`,
          { left: a, right: b },
        );
      }
    });
  });
  return {
    proved: [
      'every injection intertwines the generators',
      'the copies of each triple are orthogonal and not 0',
      'the copies of all irreps fill every product of two',
    ],
    notProved: ['that the irreps are irreducible and inequivalent, and their forms invariant: verifyIrreps(irreps)'],
    method: 'exact products on generators, Schur’s lemma, dimensions',
    group: groupFingerprint(group),
    triples,
    injections,
  };
}

/** What was expected, and what came; undefined where nothing is wrong. */
function faultOf(
  left: RealIrrep | ComplexIrrep,
  right: RealIrrep | ComplexIrrep,
  result: RealIrrep | ComplexIrrep,
  injections: readonly ExactMatrix[],
  meter: WorkMeter,
): [expected: string, received: string] | undefined {
  const names = `${left.label} ⊗ ${right.label} → ${result.label}`;
  const [rows, cols] = [left.degree * right.degree, result.degree];
  const misshapen = injections.find((X) => X.rows !== rows || X.cols !== cols);
  if (misshapen !== undefined) return [`${rows}×${cols} injections`, `${misshapen.rows}×${misshapen.cols}`];
  for (const g of left.group.generators.keys()) {
    const matrices = [left, right, result].map((x) => x.generatorMatrices[g]);
    for (const X of injections) {
      if (!intertwines(X, matrices, meter)) return [`an intertwiner ${names}`, `a matrix that generator ${g} refutes`];
    }
  }
  const units = result instanceof RealIrrep ? result.commutingUnits : [];
  const all = inOneField([left.gram, right.gram, result.gram, ...units, ...injections]);
  const forms: CouplingForms = { left: all[0], right: all[1], result: all[2] };
  const copies = all.slice(3 + units.length);
  for (const [s, X] of copies.entries()) {
    if (X.field.isZero(couplingNorm(X, X, forms)))
      return [`copies of positive length, ${names}`, `copy ${s} of length 0`];
    const members = [X, ...all.slice(3, 3 + units.length).map((z) => product(X, z, meter))];
    for (const [t, Y] of copies.entries()) {
      if (t !== s && !members.every((M) => X.field.isZero(couplingNorm(M, Y, forms)))) {
        return [`orthogonal copies ${names}`, `copies ${s} and ${t} with an inner product`];
      }
    }
  }
  return undefined;
}

/** (A ⊗ B)X = XC: A and B contract the first axis of X and put it last. */
function intertwines(X: ExactMatrix, matrices: readonly ExactMatrix[], meter: WorkMeter): boolean {
  const [T, A, B, C] = inOneField([X, ...matrices]);
  const first = (M: ExactMatrix, tensor: ExactMatrix): ExactMatrix => {
    const shaped = new Matrix(tensor.field, M.rows, tensor.entries.length / M.rows, tensor.entries);
    return product(M, shaped, meter).transpose();
  };
  const moved = first(B, first(A, T)); // axes c, a, b
  const expected = product(T, C, meter).transpose();
  return new Matrix(T.field, C.rows, T.rows, moved.entries).equals(expected);
}
