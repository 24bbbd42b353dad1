/**
 * Clebsch–Gordan coefficients of SO(3) in the conventions of the libraries that use them, exact. Orders m = −l, …, l.
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
import { type Float64Layout, IsotypicError, rationals, Surd } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, nearestNames, type OptionKinds, text } from '@isotypic/algebra/internal';
import { couple } from './racah.js';

export const SO3_CONVENTIONS = ['e3nn', 'cuequivariance', 'escnn', 'wikipedia', 'condon-shortley'] as const;

/** Which library's table to make. */
export type So3Convention = (typeof SO3_CONVENTIONS)[number];

/** One non-zero coefficient C[i, j, k]. */
export interface So3Coefficient {
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly value: Surd;
}

export interface So3Options {
  /** `e3nn`, unless given. */
  readonly convention?: So3Convention;
}

const SO3_OPTION_KINDS: OptionKinds<So3Options> = { convention: text };

/** The dense tensor of degrees of 100 has 8 million entries, 65 MB. */
const MAX_DEGREE = 100;

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

/**
 * The tensor that couples degrees l₁ and l₂ to l₃; all zero unless |l₁ − l₂| ≤ l₃ ≤ l₁ + l₂.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the degrees are integers from 0 to 100; `UNKNOWN_NAME` for a
 *   convention that is not listed.
 * @example String(so3.clebschGordan(1, 1, 0).coefficients[0].value) // 'sqrt(1/3)'
 */
export function clebschGordanSo3(l1: number, l2: number, l3: number, options: So3Options = {}): So3ClebschGordan {
  const convention = checkedConvention(l1, l2, l3, options);
  const entry = convention === 'condon-shortley' ? couple : realEntry;
  const scale = scaleFrom(convention, l1, l2, l3);
  const coefficients: So3Coefficient[] = [];
  for (let i = 0; i <= 2 * l1; i++) {
    for (let j = 0; j <= 2 * l2; j++) {
      for (let k = 0; k <= 2 * l3; k++) {
        const value = entry(l1, i - l1, l2, j - l2, l3, k - l3);
        if (!value.isZero()) coefficients.push({ i, j, k, value: scale(value) });
      }
    }
  }
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

/** The functions of the rotation group. */
export const so3 = { clebschGordan: clebschGordanSo3 } as const;

function checkedConvention(l1: number, l2: number, l3: number, options: So3Options): So3Convention {
  const where = 'so3.clebschGordan';
  for (const [name, l] of Object.entries({ l1, l2, l3 })) checkArgument(where, name, l, integer(0, MAX_DEGREE));
  checkOptions(where, options, SO3_OPTION_KINDS);
  const { convention = 'e3nn' } = options;
  if (SO3_CONVENTIONS.includes(convention)) return convention;
  const [nearest] = nearestNames(convention, SO3_CONVENTIONS, 1);
  throw new IsotypicError('UNKNOWN_NAME', {
    where,
    expected: `option convention to be one of ${SO3_CONVENTIONS.join(', ')}`,
    received: convention,
    ...(nearest === undefined ? {} : { remedy: `Did you mean ${nearest}?` }),
  });
}

/** From the orthonormal coupling, Σ_{ij} C² = 1 for each k, to the convention's normalization and sign. */
function scaleFrom(convention: So3Convention, l1: number, l2: number, l3: number): (x: Surd) => Surd {
  if (convention === 'e3nn') {
    const length = Surd.root(rationals.inv(rationals.fromInteger(2 * l3 + 1)));
    return (x) => x.times(length);
  }
  if (convention === 'escnn' && Math.floor((l1 + l2 - l3) / 2) % 2 !== 0) {
    return (x) => x.negate();
  }
  return (x) => x;
}

/**
 * Σ Q₁[m₁,a] Q₂[m₂,b] conj(Q₃[m₃,c]) ⟨l₁m₁l₂m₂|l₃m₃⟩ with Q_l = (−i)^l q the change from real to complex harmonics.
 * The terms have m₁ = ±a, m₂ = ±b, m₃ = ±c; since ⟨−m₁ −m₂|−m₃⟩ = (−1)^(l₁+l₂−l₃) ⟨m₁ m₂|m₃⟩ and at most one of
 * |a| ± |b| is |c| (or they agree), all non-zero terms have one modulus, and their phases are powers of i over √2's.
 */
function realEntry(l1: number, a: number, l2: number, b: number, l3: number, c: number): Surd {
  if (l3 < Math.abs(l1 - l2) || l3 > l1 + l2) return Surd.zero;
  let modulus = Surd.zero;
  const phases = [0, 0, 0, 0]; // how many terms have the phase i^p, with sign
  for (const m1 of signs(a)) {
    for (const m2 of signs(b)) {
      const m3 = m1 + m2;
      if (Math.abs(m3) !== Math.abs(c)) continue;
      const cg = couple(l1, m1, l2, m2, l3, m3);
      if (cg.sign === 0) continue;
      modulus = cg;
      const phase = phaseOf(l1, m1, a) + phaseOf(l2, m2, b) - phaseOf(l3, m3, c);
      phases[((phase % 4) + 4) % 4] += cg.sign;
    }
  }
  const real = phases[0] - phases[2];
  if (modulus.sign === 0 || real === 0) return Surd.zero;
  const halvings = [a, b, c].filter((m) => m !== 0).length; // a factor 1/√2 for each m ≠ 0
  const square = rationals.mul(modulus.square, rationals.div(rationals.fromInteger(real * real), HALVES[halvings]));
  return Surd.root(square, real > 0 ? 1 : -1);
}

/** 2ᵏ for k ≤ 3. */
const HALVES = [1, 2, 4, 8].map((n) => rationals.fromInteger(n));

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
