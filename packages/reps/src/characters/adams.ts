/** Powers of characters: symmetric and exterior powers by Newton's identities on Adams operations, determinants. */
import { Cyclotomic, invalidArgument } from '@isotypic/algebra';
import Fraction from 'fraction.js';
import { ClassFunction } from './class-function.js';

/**
 * The character of Symᵏ of a representation with character f: k·h_k = Σ_{i=1}^{k} ψⁱf · h_{k−i}.
 * O(k²) products of class functions.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless k is a non-negative integer
 * @example
 * const natural = permutationCharacter(characterTable(catalogue.symmetric(4)).structure);
 * symmetricPower(natural, 2).plus(exteriorPower(natural, 2)).equals(natural.times(natural)) // true
 */
export function symmetricPower(f: ClassFunction, k: number): ClassFunction {
  return newtonPower('symmetricPower', f, k, 1);
}

/** The character of Λᵏ: k·e_k = Σ_{i=1}^{k} (−1)^{i−1} ψⁱf · e_{k−i}. See `symmetricPower`. */
export function exteriorPower(f: ClassFunction, k: number): ClassFunction {
  return newtonPower('exteriorPower', f, k, -1);
}

function newtonPower(where: string, f: ClassFunction, k: number, sign: 1 | -1): ClassFunction {
  if (!Number.isSafeInteger(k) || k < 0) throw invalidArgument(where, 'a non-negative integer power', k);
  const powers = [constant(f, 1)];
  const adams = [f];
  for (let n = 1; n <= k; n++) {
    if (n > 1) adams.push(f.adams(n));
    let sum = adams[0].times(powers[n - 1]);
    for (let i = 2; i <= n; i++) {
      const term = adams[i - 1].times(powers[n - i]);
      sum = sign === 1 || i % 2 === 1 ? sum.plus(term) : sum.minus(term);
    }
    powers.push(sum.scale(new Fraction(1, n)));
  }
  return powers[k];
}

/** fᵏ pointwise: the character of the k-th tensor power. */
export function tensorPower(f: ClassFunction, k: number): ClassFunction {
  if (!Number.isSafeInteger(k) || k < 0) throw invalidArgument('tensorPower', 'a non-negative integer power', k);
  let power = constant(f, 1);
  for (let i = 0; i < k; i++) power = power.times(f);
  return power;
}

function constant(f: ClassFunction, value: number): ClassFunction {
  const x = Cyclotomic.fromRational(value);
  return new ClassFunction(
    f.classes,
    f.values.map(() => x),
  );
}

/**
 * Multiplicities m_i of the eigenvalues E(n)^i of a representation with character f at an element g of class c, of
 * order n: m_i = (1/n) Σ_l f(gˡ) E(n)^{−il}.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when f is not a character: some m_i is not a non-negative integer
 */
export function eigenvalueMultiplicities(f: ClassFunction, c: number): number[] {
  const { powers, orders } = f.classes;
  const n = orders[c];
  const roots = Array.from({ length: n }, (_, i) => Cyclotomic.rootOfUnity(n, i));
  const overN = Cyclotomic.fromRational(new Fraction(1, n));
  return roots.map((_, i) => {
    let sum = Cyclotomic.zero;
    powers[c].forEach((d, l) => {
      const x = f.values[d];
      if (!x.isZero()) sum = sum.plus(x.times(roots[(n - ((i * l) % n)) % n]));
    });
    const m = sum.times(overN);
    const count = m.isRational() ? m.toFraction() : undefined;
    if (count?.d !== 1n || count.s < 0n) {
      throw invalidArgument('eigenvalueMultiplicities', 'the character of a representation', `multiplicity ${m}`);
    }
    return Number(count.n);
  });
}

/**
 * The determinant of a representation with character f: a linear character.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when f is not a character
 */
export function determinantCharacter(f: ClassFunction): ClassFunction {
  const { orders, count } = f.classes;
  const values = Array.from({ length: count }, (_, c) => {
    const exponent = eigenvalueMultiplicities(f, c).reduce((sum, m, i) => (sum + m * i) % orders[c], 0);
    return Cyclotomic.rootOfUnity(orders[c], exponent);
  });
  return new ClassFunction(f.classes, values);
}

/**
 * The Frobenius–Schur indicator of order n, ν_n(f) = (1/|G|) Σ f(gⁿ); an integer for characters, and for n = 2 the type
 * of an irreducible one: 1 real, 0 complex, −1 quaternionic. Σ_χ ν_n(χ) χ(1) counts the solutions of xⁿ = 1.
 */
export function frobeniusSchurIndicator(f: ClassFunction, n = 2): Cyclotomic {
  const { classes, groupOrder } = f.classes;
  const map = f.classes.powerMap(n);
  let sum = Cyclotomic.zero;
  classes.forEach((c, i) => {
    const x = f.values[map[i]];
    if (!x.isZero()) sum = sum.plus(x.times(Cyclotomic.fromRational(c.size)));
  });
  return sum.times(Cyclotomic.fromRational(new Fraction(1n, groupOrder)));
}
