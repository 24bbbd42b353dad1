/** Powers of characters: symmetric and exterior powers by Newton's identities on Adams operations, determinants. */
import { Cyclotomic, type WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, integer, invalidArgument } from '@isotypic/algebra/internal';
import Fraction from 'fraction.js';
import { meterFor } from '../work.js';
import { CLASS_FUNCTION, ClassFunction } from './class-function.js';

/** Steps of a power when no budget is given, each a product of two values or 64 bits of one: a minute, 80 MB. */
const POWER_BUDGET = 1e7;

/**
 * The character of Symᵏ of a representation with character f: k·h_k = Σ_{i=1}^{k} ψⁱf · h_{k−i}.
 * O(k²) products of class functions. A step of `budget` (default 10⁷) is a product of two values.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless f is a class function and k an integer from 0 on
 * @throws {BudgetExceededError | AbortedError} at once where the products are more than the budget
 * @example
 * const natural = permutationCharacter(characterTable(catalogue.symmetric(4)).structure);
 * symmetricPower(natural, 2).plus(exteriorPower(natural, 2)).equals(natural.times(natural)) // true
 */
export function symmetricPower(f: ClassFunction, k: number, options: WorkOptions = {}): ClassFunction {
  return newtonPower('symmetricPower', f, k, 1, options);
}

/** The character of Λᵏ: k·e_k = Σ_{i=1}^{k} (−1)^{i−1} ψⁱf · e_{k−i}. See `symmetricPower`. */
export function exteriorPower(f: ClassFunction, k: number, options: WorkOptions = {}): ClassFunction {
  return newtonPower('exteriorPower', f, k, -1, options);
}

function newtonPower(where: string, f: ClassFunction, k: number, sign: 1 | -1, options: WorkOptions): ClassFunction {
  checkPower(where, f, k);
  const meter = meterFor(where, options, POWER_BUDGET);
  const { count } = f.classes;
  meter.step(((k * (k + 1)) / 2) * count);
  const powers = [constant(f, 1)];
  const adams = [f];
  for (let n = 1; n <= k; n++) {
    if (n > 1) adams.push(f.adams(n));
    let sum = adams[0].times(powers[n - 1]);
    for (let i = 2; i <= n; i++) {
      meter.step(0);
      const term = adams[i - 1].times(powers[n - i]);
      sum = sign === 1 || i % 2 === 1 ? sum.plus(term) : sum.minus(term);
    }
    powers.push(sum.scale(new Fraction(1, n)));
  }
  return powers[k];
}

/**
 * fᵏ pointwise: the character of the k-th tensor power. A step of `budget` (default 10⁷) is 64 bits of a value, and how
 * many there will be is known before any is made.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless f is a class function and k an integer from 0 on
 * @throws {BudgetExceededError | AbortedError} at once where the values are longer than the budget
 * @example
 * const [, sign, standard] = characterTable(catalogue.symmetric(3)).characters;
 * `${tensorPower(standard, 5)}, ${tensorPower(sign, 10 ** 9)}` // '32 0 -1, 1 1 1'
 */
export function tensorPower(f: ClassFunction, k: number, options: WorkOptions = {}): ClassFunction {
  checkPower('tensorPower', f, k);
  const meter = meterFor('tensorPower', options, POWER_BUDGET);
  const distinct = new Map<string, { readonly value: Cyclotomic; readonly exponent: number }>();
  for (const value of f.values) {
    const name = value.toString();
    if (distinct.has(name)) continue;
    const exponent = isRootOfUnity(value) ? k % (2 * value.conductor) : k;
    meter.step(Math.ceil(lengthOfPower(value, exponent) / 64));
    distinct.set(name, { value, exponent });
  }
  const powers = new Map<string, Cyclotomic>();
  for (const [name, { value, exponent }] of distinct) powers.set(name, powerOf(value, exponent, meter));
  return new ClassFunction(
    f.classes,
    f.values.map((x) => powers.get(x.toString()) as Cyclotomic),
  );
}

function checkPower(where: string, f: ClassFunction, k: number): void {
  checkArgument(where, 'f', f, CLASS_FUNCTION);
  checkArgument(where, 'k', k, integer(0));
}

/** An algebraic integer all of whose conjugates have absolute value 1 (Kronecker 1857); x·x̄ = 1 says it for all. */
function isRootOfUnity(x: Cyclotomic): boolean {
  return x.times(x.conjugate()).equals(Cyclotomic.one) && x.terms().coefficients.every((a) => a.d === 1n);
}

/** An upper bound of the bits of xᵏ: φ(n) coefficients, each at most the k-th power of the sum of those of x. */
function lengthOfPower(x: Cyclotomic, k: number): number {
  const { coefficients } = x.terms();
  const sum = coefficients.reduce((total, a) => total + Number(a.n), 0);
  const denominator = coefficients.reduce((most, a) => Math.max(most, Number(a.d)), 1);
  return k * Math.log2(Math.max(1, sum) * denominator) * Math.max(1, coefficients.length);
}

function powerOf(x: Cyclotomic, k: number, meter: WorkMeter): Cyclotomic {
  let power = Cyclotomic.one;
  for (const bit of k.toString(2)) {
    meter.step(0);
    power = power.times(power);
    if (bit === '1') power = power.times(x);
  }
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
 * order n: m_i = (1/n) Σ_l f(gˡ) E(n)^{−il}. A step of `budget` is a product of numbers, n² of them.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when f is not a character: some m_i is not an integer from 0 on
 * @throws {BudgetExceededError | AbortedError}
 * @example
 * const { characters } = characterTable(catalogue.symmetric(3));
 * eigenvalueMultiplicities(characters[2], 2) // [0, 1, 1], of a rotation of the triangle
 */
export function eigenvalueMultiplicities(f: ClassFunction, c: number, options: WorkOptions = {}): number[] {
  checkArgument('eigenvalueMultiplicities', 'f', f, CLASS_FUNCTION);
  checkArgument('eigenvalueMultiplicities', 'c', c, integer(0, f.classes.count - 1));
  return multiplicitiesAt('eigenvalueMultiplicities', f, c, meterFor('eigenvalueMultiplicities', options));
}

function multiplicitiesAt(where: string, f: ClassFunction, c: number, meter: WorkMeter): number[] {
  const { powers, orders } = f.classes;
  const n = orders[c];
  const roots = Array.from({ length: n }, (_, i) => Cyclotomic.rootOfUnity(n, i));
  const overN = Cyclotomic.fromRational(new Fraction(1, n));
  return roots.map((_, i) => {
    let sum = Cyclotomic.zero;
    powers[c].forEach((d, l) => {
      meter.step();
      const x = f.values[d];
      if (!x.isZero()) sum = sum.plus(x.times(roots[(n - ((i * l) % n)) % n]));
    });
    const m = sum.times(overN);
    const count = m.isRational() ? m.toFraction() : undefined;
    if (count?.d !== 1n || count.s < 0n) {
      throw invalidArgument(where, 'f to be the character of a representation', `multiplicity ${m} of an eigenvalue`);
    }
    return Number(count.n);
  });
}

/**
 * The determinant of a representation with character f: a linear character. A step of `budget` is a product of numbers,
 * n² of them for each class of elements of order n.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when f is not a character
 * @throws {BudgetExceededError | AbortedError}
 * @example
 * const { characters } = characterTable(catalogue.symmetric(3));
 * determinantCharacter(characters[2]).equals(characters[1]) // true: of the plane, the sign
 */
export function determinantCharacter(f: ClassFunction, options: WorkOptions = {}): ClassFunction {
  checkArgument('determinantCharacter', 'f', f, CLASS_FUNCTION);
  const meter = meterFor('determinantCharacter', options);
  const { orders, count } = f.classes;
  const values = Array.from({ length: count }, (_, c) => {
    const multiplicities = multiplicitiesAt('determinantCharacter', f, c, meter);
    const exponent = multiplicities.reduce((sum, m, i) => (sum + m * i) % orders[c], 0);
    return Cyclotomic.rootOfUnity(orders[c], exponent);
  });
  return new ClassFunction(f.classes, values);
}

/**
 * The Frobenius–Schur indicator of order n, ν_n(f) = (1/|G|) Σ f(gⁿ); an integer for characters, and for n = 2 the type
 * of an irreducible one: 1 real, 0 complex, −1 quaternionic. Σ_χ ν_n(χ) χ(1) counts the solutions of xⁿ = 1.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless f is a class function and n an integer
 * @example
 * const { characters } = characterTable(catalogue.quaternion());
 * characters.map((x) => frobeniusSchurIndicator(x).toNumber()) // [1, 1, 1, 1, -1]
 */
export function frobeniusSchurIndicator(f: ClassFunction, n = 2): Cyclotomic {
  checkArgument('frobeniusSchurIndicator', 'f', f, CLASS_FUNCTION);
  checkArgument('frobeniusSchurIndicator', 'n', n, integer());
  return indicatorOf(f, n);
}

/** ν_n(f). */
export function indicatorOf(f: ClassFunction, n: number): Cyclotomic {
  const { classes, groupOrder } = f.classes;
  const map = f.classes.powerMap(n);
  let sum = Cyclotomic.zero;
  classes.forEach((c, i) => {
    const x = f.values[map[i]];
    if (!x.isZero()) sum = sum.plus(x.times(Cyclotomic.fromRational(c.size)));
  });
  return sum.times(Cyclotomic.fromRational(new Fraction(1n, groupOrder)));
}
