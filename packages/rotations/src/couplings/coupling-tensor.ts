/**
 * Clebsch–Gordan tensors of SO(3) in the conventions of the libraries that use them, exact. Orders m = −l, …, l.
 *
 * | convention | basis | normalization |
 * |---|---|---|
 * | `e3nn` | real harmonics, l = 1 is (x, y, z) | Frobenius norm 1; C(1,1,1) = +ε/√6 (`o3.wigner_3j`) |
 * | `cuequivariance` | the same | √(2l₃+1) · e3nn |
 * | `escnn` | real harmonics, l = 1 is (y, z, x) | (−1)^⌊(l₁+l₂−l₃)/2⌋ √(2l₃+1) · e3nn |
 * | `wikipedia` | real harmonics without Condon–Shortley sign, polar axis z | √(2l₃+1) · e3nn: orthonormal coupling |
 * | `condon-shortley` | complex harmonics | ⟨l₁m₁l₂m₂ ∣ l₃m₃⟩ |
 *
 * The real bases differ by a permutation of the axes only, D_escnn(R) = D_e3nn(PRPᵀ), so their tensors agree up to
 * scale.
 */
import { type Float64Layout, Fraction, IsotypicError, Surd } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, invalidArgument, nearestNames, text } from '@isotypic/algebra/internal';
import { clebschGordan as clebschGordanOfSpins, factoredFamily } from './clebsch-gordan.js';
import type { PrimeProduct } from './prime-products.js';

/** The names of the conventions of coupling tensors. */
export const SO3_CONVENTIONS = ['e3nn', 'cuequivariance', 'escnn', 'wikipedia', 'condon-shortley'] as const;

/** Which library's tensor to make. */
export type So3Convention = (typeof SO3_CONVENTIONS)[number];

/** One non-zero coefficient C[i, j, k]. */
export interface So3Coefficient {
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly value: Surd;
}

/** Clebsch–Gordan tensors of the rotation group in one convention. */
export interface So3ClebschGordan {
  readonly l1: number;
  readonly l2: number;
  readonly l3: number;
  readonly convention: So3Convention;
  /** (2l₁+1, 2l₂+1, 2l₃+1) */
  readonly shape: readonly [number, number, number];
  /** The non-zero coefficients, exact, in lexicographic order of (i, j, k); index i is m₁ = i − l₁. */
  readonly coefficients: readonly So3Coefficient[];
  /** Each correctly rounded; row-major over `shape`, as a matrix of (2l₁+1)(2l₂+1) rows. */
  toFloat64(): Float64Layout;
}

/** In which convention. */
export interface So3Options {
  /** Default `e3nn`. */
  readonly convention?: So3Convention;
}

/** Largest degree: a tensor of three such degrees has some 10⁵ non-zero coefficients. */
const MAX_DEGREE = 150;

/**
 * The tensor that couples degrees l₁ and l₂ to l₃; all zero unless |l₁ − l₂| ≤ l₃ ≤ l₁ + l₂. O(1) steps a coefficient,
 * by recurrence.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT` for degrees that are not integers from 0 to 150; `UNKNOWN_NAME` for a
 *   convention that is not listed.
 * @example String(so3.clebschGordan(1, 1, 0).coefficients[0].value) // 'sqrt(1/3)'
 */
function clebschGordan(l1: number, l2: number, l3: number, options: So3Options = {}): So3ClebschGordan {
  return tensor('so3.clebschGordan', l1, l2, l3, options);
}

function tensor(where: string, l1: number, l2: number, l3: number, options: So3Options): So3ClebschGordan {
  checkArgument(where, 'l1', l1, integer(0, MAX_DEGREE));
  checkArgument(where, 'l2', l2, integer(0, MAX_DEGREE));
  checkArgument(where, 'l3', l3, integer(0, MAX_DEGREE));
  checkOptions(where, options, { convention: text });
  const convention = conventionOf(where, options.convention ?? 'e3nn');
  const scale = scaleOf(convention, l1, l2, l3);
  const coefficients = isTriad(l1, l2, l3)
    ? convention === 'condon-shortley'
      ? complexCoefficients(l1, l2, l3, scale)
      : realCoefficients(l1, l2, l3, scale)
    : [];
  return asTensor(l1, l2, l3, convention, coefficients);
}

function asTensor(
  l1: number,
  l2: number,
  l3: number,
  convention: So3Convention,
  coefficients: readonly So3Coefficient[],
): So3ClebschGordan {
  const shape = [2 * l1 + 1, 2 * l2 + 1, 2 * l3 + 1] as const;
  return {
    l1,
    l2,
    l3,
    convention,
    shape,
    coefficients,
    toFloat64: () => {
      const data = new Float64Array(shape[0] * shape[1] * shape[2]);
      for (const { i, j, k, value } of coefficients) data[(i * shape[1] + j) * shape[2] + k] = value.toNumber();
      return { data, rows: shape[0] * shape[1], cols: shape[2] };
    },
  };
}

/**
 * The real Gaunt tensor: the mean over the sphere of Y_i Y_j Y_k, real harmonics with Σₘ Y² = 2l + 1; the integral of
 * three orthonormal ones is 1/√(4π) times that. It is √((2l₁+1)(2l₂+1)/(2l₃+1)) ⟨l₁0l₂0|l₃0⟩ times the orthonormal
 * coupling, 0 for odd l₁ + l₂ + l₃, symmetric under all exchanges.
 *
 * @throws {IsotypicError} as `so3.clebschGordan`, and `INVALID_ARGUMENT` for `condon-shortley`: see `gaunt`
 * @example so3.gaunt(1, 1, 0).coefficients.map((c) => String(c.value)) // ['1', '1', '1']
 */
function gauntTensor(l1: number, l2: number, l3: number, options: So3Options = {}): So3ClebschGordan {
  const where = 'so3.gaunt';
  checkOptions(where, options, { convention: text });
  const name = options.convention ?? 'e3nn';
  if (name === 'condon-shortley') {
    throw invalidArgument(where, 'a convention of real harmonics', name, 'gaunt(…) has the complex ones.');
  }
  // escnn's sign (−1)^⌊(l₁+l₂−l₃)/2⌋ undoes the phases (−i)ˡ of the others
  const coupling = tensor(where, l1, l2, l3, { ...options, convention: 'escnn' });
  const head = clebschGordanOfSpins(l1, 0, l2, 0, l3, 0);
  const ratio = head.times(Surd.root(new Fraction((2 * l1 + 1) * (2 * l2 + 1), 2 * l3 + 1)));
  const coefficients = head.isZero() ? [] : coupling.coefficients.map((c) => ({ ...c, value: c.value.times(ratio) }));
  return asTensor(l1, l2, l3, conventionOf(where, name), coefficients);
}

/** The functions of the rotation group. */
export const so3 = { clebschGordan, gaunt: gauntTensor } as const;

function conventionOf(where: string, name: string): So3Convention {
  const found = SO3_CONVENTIONS.find((c) => c === name);
  if (found !== undefined) return found;
  const [nearest] = nearestNames(name, SO3_CONVENTIONS, 1);
  throw new IsotypicError('UNKNOWN_NAME', {
    where,
    expected: `option convention to be one of ${SO3_CONVENTIONS.join(', ')}`,
    received: name,
    ...(nearest === undefined ? {} : { remedy: `Did you mean ${nearest}?` }),
  });
}

function isTriad(l1: number, l2: number, l3: number): boolean {
  return l3 >= Math.abs(l1 - l2) && l3 <= l1 + l2;
}

/** The convention against the orthonormal coupling Σ_{ij} C² = 1: its sign, and the power of 2l₃ + 1 under the root. */
interface Scale {
  readonly sign: 1n | -1n;
  readonly power: 0 | 1;
  readonly multiplicity: number;
}

/** A factored coefficient lacks √(2l₃+1); only e3nn's tensors, of norm 1, go without. */
function scaleOf(convention: So3Convention, l1: number, l2: number, l3: number): Scale {
  const isFlipped = convention === 'escnn' && Math.floor((l1 + l2 - l3) / 2) % 2 !== 0;
  return { sign: isFlipped ? -1n : 1n, power: convention === 'e3nn' ? 0 : 1, multiplicity: 2 * l3 + 1 };
}

function complexCoefficients(l1: number, l2: number, l3: number, scale: Scale): So3Coefficient[] {
  const found: So3Coefficient[] = [];
  for (let m3 = -l3; m3 <= l3; m3++) {
    for (const { ma, mb, factor, sum } of factoredFamily(2 * l1, 2 * l2, 2 * l3, 2 * m3)) {
      const value = factor.timesInteger(scale.multiplicity, scale.power).rootTimes(sum);
      if (!value.isZero()) found.push({ i: ma / 2 + l1, j: mb / 2 + l2, k: m3 + l3, value });
    }
  }
  return found.sort((p, q) => p.i - q.i || p.j - q.j || p.k - q.k);
}

/**
 * Σ Q₁[m₁,a] Q₂[m₂,b] conj(Q₃[m₃,c]) ⟨l₁m₁l₂m₂|l₃m₃⟩ with Q_l = (−i)^l q the change from real to complex harmonics.
 * The terms have m₁ = ±a, m₂ = ±b, m₃ = ±c; since ⟨−m₁ −m₂|−m₃⟩ = (−1)^(l₁+l₂−l₃) ⟨m₁ m₂|m₃⟩ and at most one of
 * |a| ± |b| is |c| (or they agree), all non-zero terms have one modulus, and their phases are powers of i over √2's.
 */
function realCoefficients(l1: number, l2: number, l3: number, scale: Scale): So3Coefficient[] {
  const complex = new ComplexTable(l1, l2, l3);
  const found: So3Coefficient[] = [];
  for (let a = -l1; a <= l1; a++) {
    for (let b = -l2; b <= l2; b++) {
      for (const c of ordersFor(a, b, l3)) {
        let modulus: { readonly factor: PrimeProduct; readonly sum: bigint } | undefined;
        const phases = [0, 0, 0, 0]; // how many terms have the phase i^p, with sign
        for (const m1 of signs(a)) {
          for (const m2 of signs(b)) {
            if (Math.abs(m1 + m2) !== Math.abs(c)) continue;
            const term = complex.at(m1, m2);
            if (term.sum === 0n) continue;
            modulus = term;
            const phase = phaseOf(l1, m1, a) + phaseOf(l2, m2, b) - phaseOf(l3, m1 + m2, c);
            phases[((phase % 4) + 4) % 4] += term.sum > 0n ? 1 : -1;
          }
        }
        const real = phases[0] - phases[2];
        if (modulus === undefined || real === 0) continue;
        const size = modulus.sum < 0n ? -modulus.sum : modulus.sum;
        const halvings = [a, b, c].filter((m) => m !== 0).length; // a factor 1/√2 for each m ≠ 0
        const value = modulus.factor
          .copy()
          .timesInteger(2, -halvings)
          .timesInteger(scale.multiplicity, scale.power)
          .rootTimes(scale.sign * BigInt(real) * size);
        found.push({ i: a + l1, j: b + l2, k: c + l3, value });
      }
    }
  }
  return found;
}

/** The orders c with |c| = ||a| ± |b||, ascending. */
function ordersFor(a: number, b: number, l3: number): number[] {
  const sizes = new Set([Math.abs(a) + Math.abs(b), Math.abs(Math.abs(a) - Math.abs(b))]);
  const orders = [...sizes].flatMap((m) => (m === 0 ? [0] : [-m, m])).filter((m) => Math.abs(m) <= l3);
  return orders.sort((p, q) => p - q);
}

/** Complex coefficients by (m₁, m₂); those with m₁ + m₂ < 0 by reflection. */
class ComplexTable {
  private readonly entries: { readonly factor: PrimeProduct; readonly sum: bigint }[] = [];
  private readonly reflection: bigint;

  constructor(
    private readonly l1: number,
    private readonly l2: number,
    l3: number,
  ) {
    this.reflection = (l1 + l2 - l3) % 2 === 0 ? 1n : -1n;
    for (let m3 = 0; m3 <= Math.min(l3, l1 + l2); m3++) {
      for (const { ma, mb, factor, sum } of factoredFamily(2 * l1, 2 * l2, 2 * l3, 2 * m3)) {
        this.entries[this.index(ma / 2, mb / 2)] = { factor, sum };
      }
    }
  }

  private index(m1: number, m2: number): number {
    return (m1 + this.l1) * (2 * this.l2 + 1) + m2 + this.l2;
  }

  at(m1: number, m2: number): { readonly factor: PrimeProduct; readonly sum: bigint } {
    if (m1 + m2 >= 0) return this.entries[this.index(m1, m2)];
    const { factor, sum } = this.entries[this.index(-m1, -m2)];
    return { factor, sum: this.reflection * sum };
  }
}

function signs(m: number): number[] {
  return m === 0 ? [0] : [-Math.abs(m), Math.abs(m)];
}

/** The power of i in (−i)^l q[l+m, l+a] · (√2 if m ≠ 0), a = ±m. */
function phaseOf(l: number, m: number, a: number): number {
  const minusI = 3 * l;
  if (m === 0) return minusI;
  // m < 0: 1 at a = |m|, −i at a = −|m|. m > 0: (−1)^m at a = |m|, i(−1)^m at a = −|m|.
  const alternating = m > 0 && m % 2 !== 0 ? 2 : 0;
  return minusI + alternating + (a > 0 ? 0 : m < 0 ? 3 : 1);
}
