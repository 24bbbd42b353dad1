/** The radial part of steerable kernels: Gaussian rings, and the frequencies each ring has room for; as escnn's. */
import {
  arrayOf,
  callable,
  checkArgument,
  checkOptions,
  either,
  finite,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
  positive,
} from '@isotypic/algebra/internal';
import type { KernelPoints } from './grid.js';

/** exp(−(|x| − radius)²/2σ²), with harmonics of frequency up to `cutoff`. */
export interface Ring {
  readonly radius: number;
  readonly sigma: number;
  readonly cutoff: number;
}

/** Options of the basis on rings. */
export interface RingOptions {
  /** Distance between the points, in pixels. Default 1. */
  readonly dilation?: number;
  /** Radii. Default: ⌈k/2⌉ of them, evenly from 0 to ⌊(k−1)/2⌋, times the dilation. */
  readonly rings?: readonly number[];
  /** Widths: one for all, or one for each ring. Default 0.6, the last ring 0.4, a ring of radius 0 0.005. */
  readonly sigma?: number | readonly number[];
  /**
   * The highest frequency on a ring of radius r. A number c ≥ 0 stands for c·r; a function gives it. The defaults, with
   * R = ⌊k/2⌋: in the plane 0 at r = 0, 2 at R, else 2r − ((r+1) mod 2), never above 2r; in space min(2r, R − r + 2).
   * 'less' is 1 at R and 2r − ((r+1) mod 2) else; 'least' is 0, 1 at R, and 2 else.
   */
  readonly frequenciesCutoff?: number | 'default' | 'less' | 'least' | ((radius: number) => number);
}

export const RING_OPTION_KINDS: OptionKinds<RingOptions> = {
  dilation: integer(1),
  rings: arrayOf(finite(0)),
  sigma: either(positive, arrayOf(positive)),
  frequenciesCutoff: either(finite(0), oneOf('default', 'less', 'least'), callable),
};

/**
 * The rings of filters with k points along each axis.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for as many widths as rings are not, a ring beyond the filter's corners
 */
export function ringsOf(where: string, dimension: 0 | 2 | 3, size: number, options: RingOptions): Ring[] {
  checkOptions(where, options, RING_OPTION_KINDS);
  if (dimension === 0) return [{ radius: 0, sigma: 1, cutoff: 0 }];
  const { dilation = 1, frequenciesCutoff = 'default' } = options;
  const count = Math.ceil(size / 2);
  const last = Math.floor((size - 1) / 2);
  const radii =
    options.rings ?? Array.from({ length: count }, (_, i) => (count === 1 ? 0 : (last * i) / (count - 1)) * dilation);
  const farthest = (dilation * (size - 1) * Math.SQRT2) / 2;
  for (const r of radii) {
    if (r <= farthest) continue;
    throw invalidArgument(where, `rings of radius at most ${farthest}, the filter's corners`, r);
  }
  const widths = widthsOf(where, radii, options.sigma);
  const cutoffAt = cutoffFunction(frequenciesCutoff, dimension, Math.floor(size / 2));
  return radii.map((radius, i) => ({ radius, sigma: widths[i], cutoff: checkedCutoff(where, cutoffAt(radius)) }));
}

/** Matrices of harmonics of degree 64 have 129² entries, and a filter of 99 points has no room for more. */
const HIGHEST = 64;

function checkedCutoff(where: string, cutoff: number): number {
  checkArgument(where, 'option frequenciesCutoff', cutoff, {
    expected: `a frequency from 0 to ${HIGHEST} on every ring`,
    accepts: (v) => typeof v === 'number' && v >= 0 && v <= HIGHEST,
  });
  return cutoff;
}

const WRITTEN_OUT = {
  expected: 'an object { rings, sigma, frequenciesCutoff }',
  accepts: (v: unknown) =>
    typeof v === 'object' && v !== null && 'rings' in v && 'sigma' in v && 'frequenciesCutoff' in v,
  remedy: () => 'Write { rings: [0, 1], sigma: 0.6, frequenciesCutoff: 2 }.',
};

/** Rings that were written out: frequencies up to c·r for a number c, or as the function says. */
export function ringsWithin(
  where: string,
  options: Required<Pick<RingOptions, 'rings'>> & {
    readonly sigma: RingOptions['sigma'] | undefined;
    readonly frequenciesCutoff: number | ((radius: number) => number);
  },
): Ring[] {
  checkArgument(where, 'options', options, WRITTEN_OUT);
  const { rings: radii, sigma, frequenciesCutoff: cutoff } = options;
  checkOptions<object>(where, options, {
    rings: RING_OPTION_KINDS.rings,
    sigma: RING_OPTION_KINDS.sigma,
    frequenciesCutoff: either(finite(0), callable),
  } as OptionKinds<object>);
  const widths = widthsOf(where, radii, sigma);
  const at = typeof cutoff === 'function' ? cutoff : (r: number) => cutoff * r;
  return radii.map((radius, i) => ({ radius, sigma: widths[i], cutoff: checkedCutoff(where, at(radius)) }));
}

function widthsOf(where: string, radii: readonly number[], sigma: RingOptions['sigma']): readonly number[] {
  if (typeof sigma === 'number') return radii.map(() => sigma);
  if (sigma !== undefined) {
    if (sigma.length === radii.length) return sigma;
    throw invalidArgument(where, `option sigma with one width for each of the ${radii.length} rings`, sigma.length);
  }
  return radii.map((r, i) => (r === 0 ? 0.005 : i === radii.length - 1 ? 0.4 : 0.6));
}

function cutoffFunction(
  cutoff: NonNullable<RingOptions['frequenciesCutoff']>,
  dimension: 2 | 3,
  largest: number,
): (r: number) => number {
  if (typeof cutoff === 'function') return cutoff;
  if (typeof cutoff === 'number') return (r) => cutoff * r;
  const room = (r: number): number => 2 * r - ((r + 1) % 2);
  if (cutoff === 'least') return (r) => (r === 0 ? 0 : r === largest ? 1 : 2);
  if (cutoff === 'less') return (r) => (r === 0 ? 0 : Math.min(2 * r, r === largest ? 1 : room(r)));
  if (dimension === 3) return (r) => (r === 0 ? 0 : Math.min(2 * r, largest - r + 2));
  return (r) => (r === 0 ? 0 : Math.min(2 * r, r === largest ? 2 : room(r)));
}

/** The frequencies on a ring, 0 … int(max cutoff) and at most its own. */
export function frequenciesOn(ring: Ring): number[] {
  return Array.from({ length: Math.floor(ring.cutoff) + 1 }, (_, f) => f);
}

/** The profile at the points of a grid. */
export function ringOnGrid(ring: Ring, grid: KernelPoints): Float64Array {
  return Float64Array.from({ length: grid.count }, (_, p) =>
    Math.exp(-((grid.radius(p) - ring.radius) ** 2) / (2 * ring.sigma ** 2)),
  );
}
