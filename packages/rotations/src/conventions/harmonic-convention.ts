/**
 * Conventions of harmonics are values. Let Y be the orthonormal real harmonics without Condon–Shortley sign, indexed by
 * m = −l, …, l (m < 0: sin|m|φ, m > 0: cos mφ), with polar axis Z. Every real convention is ±Y at rotated axes; the
 * complex ones are those with the Condon–Shortley sign about the axis z.
 *
 * | convention | kind | l = 1 | polar axis | signs |
 * |---|---|---|---|---|
 * | `e3nn`, `cuequivariance` | real | (x, y, z) | y, with (X, Y, Z) = (z, x, y) | none |
 * | `escnn`, `wikipedia` | real | (y, z, x) | z | none |
 * | `sympy-znm` | real | (−y, z, −x) | z | (−1)ᵐ for m > 0, − for m < 0 |
 * | `condon-shortley`, `scipy` (`sph_harm_y`), `sympy-ynm` | complex | | z | |
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, nearestNames, text } from '@isotypic/algebra/internal';

/** How a library writes harmonics of one degree. */
export interface HarmonicConvention {
  readonly name: string;
  readonly kind: 'real' | 'complex';
  /** axes[i] is the coordinate of (x, y, z) that plays the part of X, Y or Z: [2, 0, 1] for (X, Y, Z) = (z, x, y). */
  readonly axes: readonly [number, number, number];
  /** The sign of the harmonic of order m against Y; 1 for complex conventions, whose phase is Condon and Shortley's. */
  sign(m: number): 1 | -1;
}

const plain = (): 1 => 1;
const znm = (m: number): 1 | -1 => (m < 0 || (m > 0 && m % 2 === 1) ? -1 : 1);

const ALL: readonly HarmonicConvention[] = [
  { name: 'e3nn', kind: 'real', axes: [2, 0, 1], sign: plain },
  { name: 'cuequivariance', kind: 'real', axes: [2, 0, 1], sign: plain },
  { name: 'escnn', kind: 'real', axes: [0, 1, 2], sign: plain },
  { name: 'wikipedia', kind: 'real', axes: [0, 1, 2], sign: plain },
  { name: 'sympy-znm', kind: 'real', axes: [0, 1, 2], sign: znm },
  { name: 'condon-shortley', kind: 'complex', axes: [0, 1, 2], sign: plain },
  { name: 'scipy', kind: 'complex', axes: [0, 1, 2], sign: plain },
  { name: 'sympy-ynm', kind: 'complex', axes: [0, 1, 2], sign: plain },
];

/** The names of the conventions of real harmonics. */
export const REAL_CONVENTIONS = ['e3nn', 'cuequivariance', 'escnn', 'wikipedia', 'sympy-znm'] as const;
/** The names of the conventions of complex harmonics. */
export const COMPLEX_CONVENTIONS = ['condon-shortley', 'scipy', 'sympy-ynm'] as const;

/** A convention of real harmonics, by its id. */
export type RealConvention = (typeof REAL_CONVENTIONS)[number];
/** A convention of complex harmonics, by its id. */
export type ComplexConvention = (typeof COMPLEX_CONVENTIONS)[number];
/** Every convention, by its id. */
export type ConventionName = RealConvention | ComplexConvention;

/**
 * The convention of a name, among those of a kind where one is asked for.
 * @throws {IsotypicError} `UNKNOWN_NAME` with the names there are
 */
export function conventionNamed(
  where: string,
  name: string,
  kind?: 'real' | 'complex',
  argument = 'convention',
): HarmonicConvention {
  checkArgument(where, argument, name, text);
  const eligible = ALL.filter((c) => kind === undefined || c.kind === kind);
  const found = eligible.find((c) => c.name === name);
  if (found !== undefined) return found;
  const names = eligible.map((c) => c.name);
  const [nearest] = nearestNames(String(name), names, 1);
  throw new IsotypicError('UNKNOWN_NAME', {
    where,
    expected: `${argument} to be ${kind === undefined ? 'one' : `one of ${kind} harmonics`}: ${names.join(', ')}`,
    received: String(name),
    ...(nearest === undefined ? {} : { remedy: `Did you mean ${nearest}?` }),
  });
}
