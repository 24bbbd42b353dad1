/** Proof of a character table, independent of how it was computed. */
import { Cyclotomic, IsotypicError, lcm, type WorkOptions } from '@isotypic/algebra';
import { frobeniusSchurIndicator } from './adams.js';
import { brauerFailure } from './brauer-criterion.js';
import type { CharacterTable } from './character-table.js';
import { ClassIdentifier, classInvariants } from './class-identifier.js';
import { elementaryCost } from './elementary-induction.js';
import { Modulus, primeDivisors, rootOfUnityModulo, splittingPrime } from './modulus.js';
import { TableWork } from './table-work.js';

/** Elementary subgroups are looked at by default when they cost less than this many class identifications: seconds. */
const AFFORDABLE = 3e6;

export interface VerifyTableOptions extends WorkOptions {
  /**
   * Whether to prove the table by its elementary subgroups. Default: when they are not too dear, as W(E₈)'s are not.
   */
  readonly elementary?: boolean;
}

/**
 * Checks a table by these facts, in this order, and returns their names:
 *
 * - `class equation`: each representative is in its class and of its order, sizes are |G| / |centralizer| and add up to
 *   |G|;
 * - `degrees`: as many characters as classes, degrees that divide |G|, Σ χ(1)² = |G|;
 * - `power maps`: g ↦ gᵏ agrees with the classes of the powers of the representatives, for every prime k ∣ exponent,
 *   for generators k of the units modulo the exponent, and for k = −1;
 * - `Galois closure`: χ(gᵏ) is the conjugate of χ(g) under ζ ↦ ζᵏ, and the conjugate rows are rows;
 * - `power map congruences`: χ(g)ᵖ ≡ χ(gᵖ) modulo p in ℤ[ζ];
 * - `row orthogonality`, `column orthogonality`, in ℤ[ζ];
 * - `indicators`: ν₂(χ) is the stored one, and Σ ν₂(χ) χ(1) is the number of solutions of x² = 1;
 * - `restriction to elementary subgroups`: Brauer's criterion, by which the rows are characters, of these classes. The
 *   facts before it cannot tell columns apart that only change places. Left out of the proof, and of the answer, where
 *   it is dear.
 *
 * Orthogonality is proved modulo primes p ≡ 1 (mod exponent). A difference α ∈ ℤ[ζ] of the two sides that vanishes
 * modulo one prime ideal over p, for all pairs of rows (columns) and hence, by Galois closure, for all conjugates of α,
 * lies in pℤ[ζ]; when the product of the primes exceeds every |σ(α)|, the norm of α divided by it is below 1 and α = 0.
 *
 * O(k³) operations modulo small primes for k classes, k centralizers, and class identifications by the number of k and
 * primes.
 * @throws {IsotypicError} `VERIFICATION_FAILED`, naming the fact that fails
 * @throws {BudgetExceededError | AbortedError} in the last fact
 * @example verifyCharacterTable(characterTable(catalogue.mathieu(11))).length // 9
 */
export function verifyCharacterTable(table: CharacterTable, options: VerifyTableOptions = {}): string[] {
  const work = new TableWork(options, table.group.seed, 'verifyCharacterTable');
  const facts: [string, (table: CharacterTable) => string | undefined][] = [
    ['class equation', classEquation],
    ['degrees', degrees],
    ['power maps', powerMaps],
    ['Galois closure', galoisClosure],
    ['power map congruences', powerCongruences],
    ['row orthogonality', (t) => orthogonality(t, 'rows')],
    ['column orthogonality', (t) => orthogonality(t, 'columns')],
    ['indicators', indicators],
  ];
  const { elementary = elementaryCost(table.structure) <= AFFORDABLE } = options;
  if (elementary) facts.push(['restriction to elementary subgroups', (t) => brauerFailure(t, work)]);
  for (const [name, failure] of facts) {
    const received = failure(table);
    if (received === undefined) continue;
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'verifyCharacterTable',
      expected: `the ${name} of a character table`,
      received,
    });
  }
  return facts.map(([name]) => name);
}

function classEquation({ classes, order, group }: CharacterTable): string | undefined {
  const sum = classes.reduce((total, c) => total + c.size, 0n);
  if (sum !== order || order !== group.order) return `sizes that add up to ${sum} in a group of order ${group.order}`;
  for (const [i, { representative, size, elementOrder }] of classes.entries()) {
    if (representative.order() !== elementOrder) return `an element of order ${elementOrder} in class ${i}`;
    if (group.classOf(representative) !== i)
      return `a representative of class ${group.classOf(representative)} for ${i}`;
    if (group.centralizer(representative).order * size !== order) return `size ${size} of class ${i}`;
  }
  return undefined;
}

function degrees({ characters, classes, order }: CharacterTable): string | undefined {
  if (characters.length !== classes.length) return `${characters.length} characters on ${classes.length} classes`;
  for (const x of characters) {
    if (!Number.isSafeInteger(x.degree) || x.degree < 1 || order % BigInt(x.degree) !== 0n) return `degree ${x.degree}`;
  }
  const sum = characters.reduce((total, x) => total + BigInt(x.degree) ** 2n, 0n);
  return sum === order ? undefined : `Σ χ(1)² = ${sum}`;
}

function powerMaps(table: CharacterTable): string | undefined {
  const { classes, group, exponent, structure, inverseClass } = table;
  if (exponent !== classes.reduce((n, c) => lcm(n, Number(c.elementOrder)), 1)) return `exponent ${exponent}`;
  // Invariants of classes decide most powers; the group's own search is dear.
  const identifier = new ClassIdentifier(
    classes.map((c) => c.representative),
    classInvariants(group),
    (g) => group.classOf(g),
  );
  for (const k of [...primeDivisors(exponent), ...structure.unitGenerators, -1]) {
    const map = k === -1 ? inverseClass : table.powerMap(k);
    const bad = classes.findIndex((c, i) => identifier.identify(c.representative.power(k)) !== map[i]);
    if (bad !== -1) return `class ${map[bad]} for the ${k}-th powers of class ${bad}`;
  }
  return undefined;
}

function galoisClosure({ characters, structure }: CharacterTable): string | undefined {
  const rows = new Set(characters.map((x) => x.values.join(' ')));
  if (rows.size !== characters.length) return 'a repeated character';
  for (const u of structure.unitGenerators) {
    const conjugates = new Map<Cyclotomic, Cyclotomic>();
    for (const x of characters) {
      const conjugate = x.adams(u);
      for (const [c, value] of x.values.entries()) {
        if (value.isRational() ? conjugate.values[c].equals(value) : imageOf(value).equals(conjugate.values[c]))
          continue;
        return `χ(g^${u}) ≠ χ(g)^σ for character ${x.index} on class ${c}`;
      }
      if (!rows.has(conjugate.values.join(' '))) return `no row that is conjugate to character ${x.index}`;
    }
    function imageOf(value: Cyclotomic): Cyclotomic {
      let image = conjugates.get(value);
      if (!image) {
        image = value.galois(u % value.conductor);
        conjugates.set(value, image);
      }
      return image;
    }
  }
  return undefined;
}

/** x^p ≡ Σ a_i ζ^{ip} (mod p) for x = Σ a_i ζⁱ, and the Zumbroich basis is a ℤ-basis of ℤ[ζ]. */
function powerCongruences({ characters, structure, exponent }: CharacterTable): string | undefined {
  for (const p of primeDivisors(exponent)) {
    const map = structure.powerMap(p);
    const frobenius = new Map<Cyclotomic, Cyclotomic>();
    for (const x of characters) {
      for (const [c, value] of x.values.entries()) {
        let power = frobenius.get(value);
        if (!power) {
          power = value.isRational() ? value : frobeniusImage(value, p);
          frobenius.set(value, power);
        }
        if (power === x.values[map[c]]) continue;
        const { coefficients } = power.minus(x.values[map[c]]).terms();
        if (coefficients.some((a) => a.d !== 1n || a.n % BigInt(p) !== 0n)) {
          return `χ(g)^${p} ≢ χ(g^${p}) for character ${x.index} on class ${c}`;
        }
      }
    }
  }
  return undefined;
}

/** Σ a_i ζ^{ip} for x = Σ a_i ζⁱ. */
function frobeniusImage(x: Cyclotomic, p: number): Cyclotomic {
  const { conductor, exponents, coefficients } = x.terms();
  return Cyclotomic.fromExponents(
    conductor,
    exponents.map((e, i) => [(e * p) % conductor, coefficients[i]] as const),
  );
}

function orthogonality(table: CharacterTable, side: 'rows' | 'columns'): string | undefined {
  const { characters, classes, order, exponent, inverseClass } = table;
  // Σ |coefficients| bounds a value and its conjugates.
  const sizes = new Map<Cyclotomic, number>();
  let largest = 1;
  for (const { values } of characters) {
    for (const x of values) {
      if (sizes.has(x)) continue;
      const { coefficients } = x.terms();
      if (coefficients.some((a) => a.d !== 1n)) return `the value ${x}, not an algebraic integer`;
      const size = coefficients.reduce((sum, a) => sum + Number(a.n), 0);
      sizes.set(x, size);
      largest = Math.max(largest, size);
    }
  }
  const count = characters.length;
  // rows: |Σ |C| χ ψ̄ − |G|δ| ≤ |G|(B² + 1); columns: |Σ χ(g) χ̄(h) − |C_G(g)|δ| ≤ kB² + |G|.
  const bound = (order + BigInt(count)) * (BigInt(Math.ceil(largest)) ** 2n + 1n);
  let product = 1n;
  for (let last = 2 ** 25; product <= bound; product *= BigInt(last)) {
    last = splittingPrime(exponent, last + 1);
    const failure = orthogonalModulo(new Modulus(last));
    if (failure) return failure;
  }
  return undefined;

  function orthogonalModulo(modulus: Modulus): string | undefined {
    const root = rootOfUnityModulo(modulus, exponent);
    const residues = new Map<Cyclotomic, number>();
    for (const x of sizes.keys()) {
      const { conductor, exponents, coefficients } = x.terms();
      let sum = 0;
      exponents.forEach((e, i) => {
        const a = coefficients[i];
        const c = modulus.fromBigInt(a.s < 0n ? -a.n : a.n);
        sum = modulus.add(sum, modulus.mul(c, modulus.pow(root, (e * exponent) / conductor)));
      });
      residues.set(x, sum);
    }
    const values = characters.map((x) => Float64Array.from(x.values, (v) => residues.get(v) as number));
    const bar = values.map((row) => Float64Array.from(inverseClass, (c) => row[c]));
    const weights = classes.map((c) => modulus.fromBigInt(c.size));
    const left =
      side === 'rows'
        ? values.map((row) => row.map((x, c) => modulus.mul(x, weights[c])))
        : weights.map((w, c) => Float64Array.from(values, (row) => modulus.mul(row[c], w)));
    const right = side === 'rows' ? bar : weights.map((_, c) => Float64Array.from(bar, (row) => row[c]));
    const total = modulus.fromBigInt(order);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j <= i; j++) {
        if (modulus.dot(left[i], right[j]) !== (i === j ? total : 0)) return `${side} ${j} and ${i}`;
      }
    }
    return undefined;
  }
}

function indicators({ characters, classes }: CharacterTable): string | undefined {
  let involutions = 0n;
  for (const x of characters) {
    const indicator = frobeniusSchurIndicator(x, 2);
    if (!indicator.isRational() || Number(indicator.toFraction().valueOf()) !== x.indicator) {
      return `indicator ${x.indicator} where ν₂ = ${indicator}, character ${x.index}`;
    }
    involutions += BigInt(x.indicator * x.degree);
  }
  const solutions = classes.reduce((sum, c) => (c.elementOrder <= 2n ? sum + c.size : sum), 0n);
  return involutions === solutions ? undefined : `Σ ν₂(χ) χ(1) = ${involutions} with ${solutions} solutions of x² = 1`;
}
