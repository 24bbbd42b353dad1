/** The laws of an isotypic decomposition. */
import { type Float64Layout, type Matrix, toFloat64 } from '@isotypic/algebra';
import { type IsotypicDecomposition, verifyDecomposition } from '@isotypic/reps';
import { lawsOf } from './options.js';

const requireLaw = lawsOf('decompositionLaws');

const EPS = 2 ** -52;

/**
 * Asserts that a decomposition of an exact orthogonal representation is one: exactly, by `verifyDecomposition`; that
 * projectors are idempotent, symmetric, commute with the generators, annihilate each other and have the right traces;
 * and that the float basis is orthonormal and puts every generator into blocks, within 32·√dimension·2⁻⁵².
 *
 * @throws {IsotypicError} `REFUTED` naming the law
 * @example decompositionLaws(isotypicDecomposition(permutationRepresentation(catalogue.dihedral(4))));
 */
export function decompositionLaws(decomposition: IsotypicDecomposition): void {
  verifyDecomposition(decomposition);
  const { representation, components } = decomposition;
  const n = representation.dimension;
  const projectors = components.map((c) => c.projector() as Matrix<unknown>);
  components.forEach(({ multiplicity, degree, label }, k) => {
    const P = projectors[k];
    requireLaw(P.times(P).equals(P), `P² = P for ${label}`);
    requireLaw(P.field.eql(P.trace(), P.field.fromInteger(multiplicity * degree)), `tr P = m·d for ${label}`);
    for (const other of projectors.slice(k + 1)) {
      if (other.field === P.field) requireLaw(P.times(other).isZero(), `PP′ = 0 for ${label}`);
    }
  });
  const Q = decomposition.orthonormalBasis();
  const bound = 32 * Math.sqrt(n) * EPS;
  representation.generatorMatrices.forEach((given, g) => {
    const A: Float64Layout = 'data' in given ? given : toFloat64(given);
    let offset = 0;
    for (const { multiplicity, degree, irrep, label } of components) {
      const hat = irrep.orthogonalMatrices[g];
      for (let copy = 0; copy < multiplicity; copy++, offset += degree) {
        // ρ(g)Q = Q ρ̂(g) on the columns of this copy
        for (let x = 0; x < n; x++) {
          for (let c = 0; c < degree; c++) {
            let difference = 0;
            for (let y = 0; y < n; y++) difference += A.data[x * n + y] * Q.data[y * n + offset + c];
            for (let r = 0; r < degree; r++) difference -= Q.data[x * n + offset + r] * hat.data[r * degree + c];
            requireLaw(Math.abs(difference) <= bound, `ρ(g)Q = Qρ̂(g) for ${label}`);
          }
        }
      }
    }
  });
  for (let a = 0; a < n; a++) {
    for (let b = a; b < n; b++) {
      let product = a === b ? -1 : 0;
      for (let x = 0; x < n; x++) product += Q.data[x * n + a] * Q.data[x * n + b];
      requireLaw(Math.abs(product) <= bound, 'QᵀQ = 1');
    }
  }
}
