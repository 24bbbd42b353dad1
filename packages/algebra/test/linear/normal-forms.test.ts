import {
  Cyclotomic,
  characteristicPolynomial,
  cyclotomics,
  determinant,
  Fraction,
  hermiteForm,
  invariantFactors,
  lllReducedGram,
  Matrix,
  minimalPolynomial,
  Polynomial,
  primeField,
  randomSource,
  rationals,
  smithForm,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const { below } = randomSource(9);
const integers = (rows: number, cols: number, size = 9) =>
  Matrix.build(rationals, rows, cols, () => new Fraction(below(2 * size + 1) - size));

const evaluateAt = <T>(f: Polynomial<T>, m: Matrix<T>): Matrix<T> =>
  f.coefficients.reduceRight(
    (sum, c) => sum.times(m).plus(Matrix.identity(m.field, m.rows).scale(c)),
    Matrix.zero(m.field, m.rows, m.rows),
  );

test('Cayley–Hamilton, trace and determinant in the characteristic polynomial', () => {
  for (const n of [0, 1, 2, 3, 5, 10]) {
    const fractions = Matrix.build(rationals, n, n, () => new Fraction(below(19) - 9, below(4) + 1));
    for (const m of [integers(n, n), fractions, Matrix.zero(rationals, n, n)]) {
      const f = characteristicPolynomial(m);
      assert.is(f.degree, n);
      assert.ok(evaluateAt(f, m).isZero());
      const sign = new Fraction(n % 2 === 0 ? 1 : -1);
      assert.ok(rationals.eql(f.coefficient(0), sign.mul(determinant(m))));
      if (n > 0) assert.ok(rationals.eql(f.coefficient(n - 1), rationals.neg(m.trace())));
    }
  }
});

test('the characteristic polynomial over ℚ is that of x − m at points', () => {
  const m = integers(12, 12);
  const f = characteristicPolynomial(m);
  for (const x of [-3, 0, 2, 7]) {
    const shifted = Matrix.identity(rationals, 12).scale(new Fraction(x)).minus(m);
    assert.ok(rationals.eql(f.evaluate(new Fraction(x)), determinant(shifted, { method: 'fraction-free' })));
  }
});

test('the minimal polynomial annihilates, divides the characteristic one, and sees repeated blocks', () => {
  const block = Matrix.fromRows(
    rationals,
    [
      [0, -1],
      [1, -1],
    ].map((r) => r.map((x) => new Fraction(x))),
  );
  const twice = Matrix.build(rationals, 4, 4, (i, j) => (i >> 1 === j >> 1 ? block.at(i % 2, j % 2) : rationals.zero));
  assert.is(minimalPolynomial(twice).toString(), 'x^2+x+1');
  for (const n of [1, 3, 6]) {
    const m = integers(n, n, 2);
    const f = minimalPolynomial(m);
    assert.ok(evaluateAt(f, m).isZero());
    assert.ok(characteristicPolynomial(m).divide(f).remainder.isZero());
  }
  const field = primeField(5);
  const jordan = Matrix.build(field, 3, 3, (i, j) => (i === j ? 2 : j === i + 1 ? 1 : 0));
  assert.ok(minimalPolynomial(jordan).equals(Polynomial.linear(field, 2).power(3)));
  const rotation = Matrix.fromRows(
    cyclotomics,
    [
      ['0', '-1'],
      ['1', 'E(5)+E(5)^4'],
    ].map((r) => r.map((t) => Cyclotomic.parse(t))),
  );
  assert.ok(evaluateAt(characteristicPolynomial(rotation), rotation).isZero());
});

test('Hermite form: h = u·m, u unimodular, echelon and reduced', () => {
  for (const [rows, cols] of [
    [3, 3],
    [4, 6],
    [6, 4],
    [5, 5],
    [1, 3],
    [3, 1],
  ] as const) {
    const m = integers(rows, cols);
    const { form, transform } = hermiteForm(m);
    assert.ok(transform.times(m).equals(form));
    assert.ok(rationals.eql(determinant(transform).abs(), rationals.one));
    let last = -1;
    for (let i = 0; i < rows; i++) {
      const pivot = form.row(i).findIndex((x) => !rationals.isZero(x));
      if (pivot < 0) {
        last = cols;
        continue;
      }
      assert.ok(pivot > last);
      last = pivot;
      for (let k = 0; k < i; k++) assert.ok(form.at(k, pivot).gte(0) && form.at(k, pivot).lt(form.at(i, pivot)));
    }
  }
});

test('invariant factors divide in turn, and their products are the gcds of the minors', () => {
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  for (let round = 0; round < 6; round++) {
    const m = integers(3, 4, 6);
    const factors = invariantFactors(m);
    for (let i = 1; i < factors.length; i++) {
      const [a, b] = [factors[i - 1] as bigint, factors[i] as bigint];
      assert.ok(a === 0n ? b === 0n : b % a === 0n);
    }
    const ones = m.entries.reduce((g, x) => gcd(g, x.n), 0n);
    let twos = 0n;
    for (let i = 0; i < 3; i++)
      for (let k = i + 1; k < 3; k++)
        for (let j = 0; j < 4; j++)
          for (let l = j + 1; l < 4; l++)
            twos = gcd(
              twos,
              m
                .at(i, j)
                .mul(m.at(k, l))
                .sub(m.at(i, l).mul(m.at(k, j))).n,
            );
    assert.is(factors[0], ones);
    assert.is((factors[0] as bigint) * (factors[1] as bigint), twos);
    assert.is(smithForm(m).form.at(1, 1).n, factors[1]);
  }
});

test('Smith: unimodular transforms to a diagonal of factors that divide each other', () => {
  for (const [rows, cols, size] of [
    [0, 3, 9],
    [1, 1, 9],
    [3, 5, 9],
    [5, 3, 2],
    [6, 6, 4],
    [8, 8, 1],
  ]) {
    for (const m of [integers(rows, cols, size), Matrix.zero(rationals, rows, cols)]) {
      const { form, left, right } = smithForm(m);
      assert.ok(left.times(m).times(right).equals(form));
      for (const transform of [left, right]) assert.ok(rationals.eql(determinant(transform).abs(), rationals.one));
      const factors = invariantFactors(m);
      form.toRows().forEach((row, i) => {
        row.forEach((x, j) => void assert.ok(x.equals(i === j ? new Fraction(factors[i]) : 0)));
      });
      for (let i = 1; i < factors.length; i++) {
        assert.ok(
          factors[i - 1] === 0n ? factors[i] === 0n : (factors[i] as bigint) % (factors[i - 1] as bigint) === 0n,
        );
      }
    }
  }
});

test('LLL: the transform is unimodular and the reduced Gram matrix satisfies the definition', () => {
  for (const n of [1, 2, 4, 8]) {
    const basis = integers(n, n, 50);
    if (rationals.isZero(determinant(basis))) continue;
    const gram = basis.times(basis.transpose());
    const { transform, gram: reduced } = lllReducedGram(gram);
    assert.ok(transform.times(gram).times(transform.transpose()).equals(reduced));
    assert.ok(rationals.eql(determinant(transform).abs(), rationals.one));
    // Gram–Schmidt on the Gram matrix by fractions
    const mu: Fraction[][] = [];
    const norms: Fraction[] = [];
    for (let i = 0; i < n; i++) {
      mu.push([]);
      const r: Fraction[] = [];
      for (let j = 0; j <= i; j++) {
        let value = reduced.at(i, j);
        for (let k = 0; k < j; k++) value = value.sub((mu[j] as Fraction[])[k]!.mul(r[k]!));
        r.push(value);
        if (j < i) (mu[i] as Fraction[]).push(value.div(norms[j]!));
        else norms.push(value);
      }
      for (const x of mu[i] as Fraction[]) assert.ok(x.abs().lte(new Fraction(1, 2)));
      if (i > 0) {
        const m = (mu[i] as Fraction[])[i - 1] as Fraction;
        assert.ok(norms[i]!.gte(new Fraction(3, 4).sub(m.mul(m)).mul(norms[i - 1]!)));
      }
    }
  }
  assert.throws(() => lllReducedGram(Matrix.zero(rationals, 2, 2)), /positive definite/);
});

test.run();
