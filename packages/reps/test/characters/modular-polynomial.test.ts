/** Roots of polynomials and eigenspaces modulo primes, against what they were made of. */
import { WorkMeter } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eigenspaces } from '../../dist/characters/modular-eigenspaces.js';
import { rootsModulo } from '../../dist/characters/modular-polynomial.js';
import { Modulus, splittingPrime } from '../../dist/characters/modulus.js';
import { TableWork } from '../../dist/characters/table-work.js';

/** Room for many products, for few, for one, and for none. */
const primes = [2 ** 12, 2 ** 22, 2 ** 25, 2 ** 25.9, 2 ** 40].map((bound) => splittingPrime(4, bound));
const work = (seed: number): TableWork => new TableWork(new WorkMeter('test', {}, 1e9), seed);

function times(modulus: Modulus, a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      product[i + j] = modulus.add(product[i + j], modulus.mul(x, y));
    });
  });
  return product;
}

/** x² − n for the least n without a root. */
function irreducibleQuadratic(modulus: Modulus): number[] {
  let n = 2;
  while (modulus.pow(n, (modulus.p - 1) / 2) === 1) n++;
  return [modulus.neg(n), 0, 1];
}

test('rootsModulo finds the roots of products of linear factors, whatever is tried first and beside others', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...primes),
      fc.uniqueArray(fc.nat({ max: 4000 }), { maxLength: 25 }),
      fc.array(fc.nat({ max: 4000 }), { maxLength: 5 }),
      fc.nat({ max: 2 }),
      fc.integer({ min: 1, max: 1000 }),
      (p, roots, tried, quadratics, scale) => {
        const modulus = new Modulus(p);
        let f = [scale];
        for (const root of roots) f = times(modulus, f, [modulus.neg(root), 1]);
        for (let i = 0; i < quadratics; i++) f = times(modulus, f, irreducibleQuadratic(modulus));
        const candidates = new Set([...tried, ...roots.slice(0, 3)]);
        const found = rootsModulo(modulus, f, work(scale), candidates);
        assert.equal(
          found,
          [...roots].sort((a, b) => a - b),
        );
      },
    ),
  );
});

test('eigenspaces of S·D·S⁻¹, with integers tried one by one and without', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...primes),
      fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 8 }),
      fc.infiniteStream(fc.nat({ max: 4000 })),
      (p, eigenvalues, stream) => {
        const modulus = new Modulus(p);
        const d = eigenvalues.length;
        const diagonal = eigenvalues.map((x) => (x < 0 ? x + p : x));
        // A = D + U: triangular with D on the diagonal, made diagonalizable by columns v_j = e_j + Σ_{i<j} c_ij e_i
        const S = Array.from({ length: d }, (_, i) =>
          Float64Array.from({ length: d }, (_, j) => (i === j ? 1 : i < j ? stream.next().value % p : 0)),
        );
        const inverse = unitriangularInverse(modulus, S);
        const A = S.map((row) =>
          Float64Array.from({ length: d }, (_, j) =>
            row.reduce((sum, x, k) => modulus.add(sum, modulus.mul(modulus.mul(x, diagonal[k]), inverse[k][j])), 0),
          ),
        );
        for (const bound of [20, undefined]) {
          const spaces = eigenspaces(modulus, A, work(7), bound);
          const seen = spaces.map((vectors) => {
            const images = vectors.map((v) => A.map((row) => modulus.dot(row, v)));
            const at = vectors[0].findIndex((x) => x !== 0);
            const value = modulus.mul(images[0][at], modulus.inv(vectors[0][at]));
            vectors.forEach((v, i) => {
              assert.equal(
                images[i],
                Array.from(v, (x) => modulus.mul(x, value)),
              );
            });
            return [value, vectors.length];
          });
          const expected = [...new Set(diagonal)].map((x) => [x, diagonal.filter((y) => y === x).length]);
          assert.equal(seen.sort(byFirst), expected.sort(byFirst));
        }
      },
    ),
  );
});

const byFirst = ([a]: number[], [b]: number[]): number => a - b;

function unitriangularInverse(modulus: Modulus, S: readonly Float64Array[]): Float64Array[] {
  const d = S.length;
  const inverse = S.map((_, i) => Float64Array.from({ length: d }, (_, j) => (i === j ? 1 : 0)));
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) modulus.eliminate(inverse[i], inverse[k], S[i][k]);
  }
  return inverse;
}

test.run();
