/** The laws of an isotypic decomposition. */
import { type Float64Layout, type Matrix, toFloat64 } from '@isotypic/algebra';
import { checkArgument, checkOptions, type Kind } from '@isotypic/algebra/internal';
import { type IsotypicComponent, type IsotypicDecomposition, verifyDecomposition } from '@isotypic/reps';
import fc from 'fast-check';
import { addTo } from '../arithmetic.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

const EPS = 2 ** -52;

const DECOMPOSITION: Kind = {
  expected: 'a decomposition, isotypicDecomposition(rep)',
  accepts: (v) => typeof v === 'object' && v !== null && 'components' in v && 'representation' in v,
};

/**
 * The laws of a decomposition of an exact orthogonal representation: `verifyDecomposition` proves it; the components
 * add up; projectors are idempotent, symmetric, commute with the generators, annihilate each other, have the right
 * traces and add up to 1; `apply` is the projector; and the float basis is orthonormal and puts every generator into
 * blocks, within 32·√dimension·2⁻⁵².
 *
 * @example assertLaws(decompositionLaws(isotypicDecomposition(permutationRepresentation(catalogue.dihedral(4)))));
 */
export function decompositionLaws(decomposition: IsotypicDecomposition, options: LawOptions = {}): readonly Law[] {
  checkArgument('decompositionLaws', 'decomposition', decomposition, DECOMPOSITION);
  checkOptions('decompositionLaws', options, LAW_OPTION_KINDS);
  const suite = new LawSuite('decompositionLaws', `${decomposition}`, options, 10);
  const { representation, components } = decomposition;
  suite.fact(
    'verifyDecomposition proves it',
    () => verifyDecomposition(decomposition).dimension === representation.dimension,
  );
  suite.fact('Σ m·d is the dimension', () => {
    return components.reduce((sum, c) => sum + c.multiplicity * c.degree, 0) === representation.dimension;
  });
  projectorLaws(suite, decomposition);
  suite.fact('QᵀQ = 1', () => orthonormality(decomposition));
  suite.fact('ρ(g)Q = Qρ̂(g) for the generators', () => blockStructure(decomposition));
  return suite.laws;
}

function projectorLaws(suite: LawSuite, { representation, components }: IsotypicDecomposition): void {
  const exact = (c: IsotypicComponent) => c.projector() as Matrix<unknown>;
  const bad = (holds: (c: IsotypicComponent) => boolean) => {
    const found = components.find((c) => !holds(c));
    return found === undefined ? true : `not so for ${found.label}`;
  };
  suite.fact('P² = P', () => bad((c) => exact(c).times(exact(c)).equals(exact(c))));
  suite.fact('Pᵀ = P', () => bad((c) => exact(c).transpose().equals(exact(c))));
  suite.fact('tr P = m·d', () =>
    bad((c) => exact(c).field.eql(exact(c).trace(), exact(c).field.fromInteger(c.multiplicity * c.degree))),
  );
  suite.fact('ρ(g)P = Pρ(g)', () =>
    bad((c) =>
      representation.generatorMatrices.every((m) => {
        if ('data' in m || m.field !== c.projector().field) return true;
        return exact(c)
          .times(m as Matrix<unknown>)
          .equals((m as Matrix<unknown>).times(exact(c)));
      }),
    ),
  );
  suite.fact('PP′ = 0', () =>
    bad((c) =>
      components.every((other) => {
        if (other === c || other.projector().field !== c.projector().field) return true;
        return exact(c).times(exact(other)).isZero();
      }),
    ),
  );
  const n = representation.dimension;
  const x = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n });
  // each entry is a sum of at most n products of numbers of size at most 9, right within an ulp of each
  const bound = 100 * n * n * EPS;
  suite.forAll('Σ Px = x', [x], (entries) => {
    const sum = new Float64Array(n);
    for (const c of components) addTo(sum, 1, c.apply(Float64Array.from(entries)));
    return entries.every((v, i) => Math.abs(sum[i] - v) <= bound);
  });
  suite.forAll('apply(x) is Px', [x], (entries) =>
    bad((c) => {
      const P = toFloat64(c.projector());
      return c.apply(Float64Array.from(entries)).every((value, i) => {
        const right = entries.reduce((sum, v, j) => sum + P.data[i * n + j] * v, 0);
        return Math.abs(value - right) <= bound;
      });
    }),
  );
}

const boundFor = (n: number): number => 32 * Math.sqrt(n) * EPS;

function blockStructure(decomposition: IsotypicDecomposition): boolean | string {
  const { representation, components } = decomposition;
  const n = representation.dimension;
  const Q = decomposition.orthonormalBasis();
  for (const [g, given] of representation.generatorMatrices.entries()) {
    const A: Float64Layout = 'data' in given ? given : toFloat64(given);
    let offset = 0;
    for (const { multiplicity, degree, irrep, label } of components) {
      for (let copy = 0; copy < multiplicity; copy++, offset += degree) {
        const worst = blockError(A, Q, irrep.orthogonalMatrices[g], offset);
        if (!(worst <= boundFor(n)))
          return `off by ${worst.toExponential(1)} for generator ${g} on copy ${copy} of ${label}`;
      }
    }
  }
  return true;
}

/** The largest entry of ρ(g)Q − Qρ̂(g) on the columns of one copy. */
function blockError(A: Float64Layout, Q: Float64Layout, hat: Float64Layout, offset: number): number {
  const [n, degree] = [A.rows, hat.rows];
  let worst = 0;
  for (let x = 0; x < n; x++) {
    for (let c = 0; c < degree; c++) {
      let difference = 0;
      for (let y = 0; y < n; y++) difference += A.data[x * n + y] * Q.data[y * n + offset + c];
      for (let r = 0; r < degree; r++) difference -= Q.data[x * n + offset + r] * hat.data[r * degree + c];
      if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
      worst = Math.max(worst, Math.abs(difference));
    }
  }
  return worst;
}

function orthonormality(decomposition: IsotypicDecomposition): boolean {
  const n = decomposition.representation.dimension;
  const Q = decomposition.orthonormalBasis();
  for (let a = 0; a < n; a++) {
    for (let b = a; b < n; b++) {
      let product = a === b ? -1 : 0;
      for (let x = 0; x < n; x++) product += Q.data[x * n + a] * Q.data[x * n + b];
      if (!(Math.abs(product) <= boundFor(n))) return false;
    }
  }
  return true;
}
