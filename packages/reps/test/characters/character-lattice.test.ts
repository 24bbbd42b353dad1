/** Lattice reduction that floating point steers, against exact reduction of the same Gram matrices. */
import { determinant, Fraction, lllReducedGram, Matrix, rationals, WorkMeter } from '@isotypic/algebra';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CharacterLattice } from '../../dist/characters/character-lattice.js';
import { Modulus, splittingPrime } from '../../dist/characters/modulus.js';

const modulus = new Modulus(splittingPrime(4, 2 ** 40));

/** The lattice that integer vectors generate in ℤⁿ with its own inner product. */
function latticeOf(vectors: readonly (readonly number[])[]): CharacterLattice {
  const signed = (x: number): number => (x > modulus.p / 2 ? x - modulus.p : x);
  const lattice = new CharacterLattice(
    modulus,
    (w) => (v) => v.reduce((sum, x, i) => sum + signed(x) * signed(w[i]), 0),
    new WorkMeter('test'),
  );
  for (const v of vectors) lattice.insert(Float64Array.from(v, (x) => (x < 0 ? x + modulus.p : x)));
  return lattice;
}

function exact(rows: readonly (readonly number[])[]): Matrix<Fraction> {
  return Matrix.build(rationals, rows.length, rows.length, (i, j) => new Fraction(rows[i][j]));
}

const generators = (size: number, extra: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: size, maxLength: size }), {
    minLength: size,
    maxLength: size + extra,
  });

test('a basis keeps its determinant, and is as short as exact reduction makes it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }).chain((n) => generators(n, 0)),
      (vectors) => {
        const gram = exact(vectors.map((v) => vectors.map((w) => v.reduce((sum, x, i) => sum + x * w[i], 0))));
        const index = determinant(gram);
        fc.pre(index.n !== 0n);
        const lattice = latticeOf(vectors);
        assert.is(lattice.rank, vectors.length);
        assert.ok(determinant(exact(lattice.gramMatrix)).equals(index));
        for (const p of [2, 3, 5, 7]) assert.is(lattice.isSingularModulo(p), index.n % BigInt(p) === 0n, `modulo ${p}`);
        // Lenstra, Lenstra & Lovász, proposition 1.6: for δ = 3/4 (and any larger) the first vector is at most
        // 2^((n−1)/2) times the shortest, which is no longer than the first of the exact reduction.
        const shortest = Math.min(
          ...lllReducedGram(gram)
            .gram.toRows()
            .map((row, i) => row[i].valueOf()),
        );
        assert.ok(lattice.gramMatrix[0][0] <= 2 ** (vectors.length - 1) * shortest);
      },
    ),
  );
});

test('more generators than the rank: the lattice they generate, by its elementary divisors', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }).chain((n) => generators(n, 4)),
      (vectors) => {
        const lattice = latticeOf(vectors);
        fc.pre(lattice.rank === vectors[0].length);
        // the square of the gcd of the maximal minors, built up one prime at a time by rank modulo p
        for (const p of [2, 3, 5]) assert.is(lattice.isSingularModulo(p), rankModulo(vectors, p) < lattice.rank);
      },
    ),
  );
});

/** Gaussian elimination, the obvious way. */
function rankModulo(rows: readonly (readonly number[])[], p: number): number {
  const work = rows.map((row) => row.map((x) => ((x % p) + p) % p));
  let rank = 0;
  for (let c = 0; c < work[0].length; c++) {
    const at = work.findIndex((row, i) => i >= rank && row[c] !== 0);
    if (at === -1) continue;
    [work[rank], work[at]] = [work[at], work[rank]];
    for (let i = rank + 1; i < work.length; i++) {
      while (work[i][c] !== 0) {
        for (let j = c; j < work[i].length; j++) work[i][j] = (work[i][j] + work[rank][j]) % p;
      }
    }
    rank++;
  }
  return rank;
}

test('ℤⁿ in a skew basis falls apart into its unit vectors', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: -3, max: 3 })), { minLength: 30, maxLength: 60 }),
      (n, operations) => {
        const basis = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)));
        for (const [a, b, q] of operations) {
          if (a % n === b % n) continue;
          const row = basis[a % n].map((x, j) => x + q * basis[b % n][j]);
          if (row.every((x) => Math.abs(x) < 1e4)) basis[a % n] = row;
        }
        const lattice = latticeOf(basis);
        for (const p of [2, 3, 5, 7, 11]) assert.is(lattice.isSingularModulo(p), false);
        assert.is(lattice.dualUnitVectors(1e6)?.length, n);
      },
    ),
  );
});

test.run();
