import {
  Cyclotomic,
  cyclotomics,
  determinant,
  Fraction,
  inverse,
  Matrix,
  nullspace,
  randomSource,
  rank,
  rref,
  solve,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

type Below = (bound: number) => number;

const entry = (below: Below, n: number, real: boolean): Cyclotomic => {
  const z = Cyclotomic.fromExponents(n, [
    [below(n), new Fraction(below(7) - 3, below(3) + 1)],
    [below(n), below(5) - 2],
  ]);
  return real ? z.plus(z.conjugate()) : z;
};

const kinds: Record<string, (size: number, n: number, below: Below) => Matrix<Cyclotomic>> = {
  random: (size, n, below) => Matrix.build(cyclotomics, size, size, () => entry(below, n, false)),
  real: (size, n, below) => Matrix.build(cyclotomics, size, size, () => entry(below, n, true)),
  'rank-deficient': (size, n, below) => {
    const inner = Math.floor((2 * size) / 3);
    const left = Matrix.build(cyclotomics, size, inner, () => entry(below, n, false));
    return left.times(Matrix.build(cyclotomics, inner, size, () => entry(below, n, true)));
  },
  wide: (size, n, below) => Matrix.build(cyclotomics, Math.ceil(size / 2), size, () => entry(below, n, false)),
  rational: (size, _n, below) => Matrix.build(cyclotomics, size, size, () => Cyclotomic.fromRational(below(5) - 2)),
};

for (const [name, make] of Object.entries(kinds)) {
  test(`split primes agree with cyclotomic arithmetic: ${name}`, () => {
    const { below } = randomSource(5);
    for (const n of [3, 4, 5, 8, 12, 15]) {
      for (const size of [1, 2, 3, 6]) {
        const m = make(size, n, below);
        const label = `${name}, conductor ${n}, size ${size}`;
        const plain = rref(m, { method: 'plain' });
        const modular = rref(m, { method: 'modular' });
        assert.equal(modular.pivots, plain.pivots, label);
        assert.ok(modular.matrix.equals(plain.matrix), label);
        assert.is(rank(m, { method: 'modular' }), plain.pivots.length, label);
        assert.ok(m.times(nullspace(m, { method: 'modular' })).isZero(), label);
        const image = m.times(Matrix.build(cyclotomics, m.cols, 2, () => entry(below, n, false)));
        assert.ok(solve(m, image, { method: 'modular' }).equals(solve(m, image, { method: 'plain' })), label);
        if (m.rows !== m.cols) continue;
        const det = determinant(m, { method: 'plain' });
        assert.ok(determinant(m, { method: 'modular' }).equals(det), label);
        if (!det.isZero()) {
          assert.ok(m.times(inverse(m, { method: 'modular' })).equals(Matrix.identity(cyclotomics, m.rows)), label);
        }
      }
    }
  });
}

test('an inconsistent cyclotomic system is refused with its rank', () => {
  const z = Cyclotomic.rootOfUnity(5);
  const row = [z, z.times(z), Cyclotomic.one, z.plus(Cyclotomic.one)];
  const rows = [row, row.map((x) => x.times(z)), row.map((x) => x.plus(x)), row.map((x) => x.negate()), row];
  const m = Matrix.fromRows(cyclotomics, rows);
  const b = [z, z, z, z, z];
  try {
    solve(m, b, { method: 'modular' });
    assert.unreachable();
  } catch (e) {
    assert.is((e as { code?: string }).code, 'SINGULAR');
    assert.is((e as { details: { rank?: number } }).details.rank, 1);
  }
});

test('the same over a field of degree 162', () => {
  const { below } = randomSource(6);
  const m = kinds['rank-deficient'](4, 163, below);
  const plain = rref(m, { method: 'plain' });
  const chosen = rref(m);
  assert.equal(chosen.pivots, plain.pivots);
  assert.ok(chosen.matrix.equals(plain.matrix));
  assert.is(rank(m), plain.pivots.length);
});

test.run();
