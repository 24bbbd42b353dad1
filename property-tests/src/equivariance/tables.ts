/**
 * The noise of f where points off by some units in the last place do not show it: from difference tables along lines,
 * at x and at ρx; and where f is flat there, on wider lines, and at other inputs.
 */
import type { Draws } from './draws.js';
import type { Move } from './moves.js';
import {
  COARSE,
  LARGE_NOISE,
  type LineNoise,
  noiseOfDifferences,
  type Precision,
  perturbed,
  pointsOnLine,
  ROUNDOFF,
  SPACINGS,
  WIDE_SPACINGS,
} from './noise.js';
import type { Scales } from './scales.js';
import type { Part } from './spaces.js';

/** Units of roundoff that points are off by, at other inputs. */
const SAMPLES_ELSEWHERE = 3;

/** f near a point; undefined where f throws or is not finite there. */
export type Nearby = (x: Float64Array) => Promise<Float64Array | undefined>;

/** A case that rounding has to explain. */
export interface Unexplained {
  readonly move: Move;
  readonly x: Float64Array;
  /** |f(ρx) − ρf(x)| by entry. */
  readonly residual: Float64Array;
}

export class Tables {
  constructor(
    private readonly near: Nearby,
    /** f in the precision that is not its own, where it takes both. */
    private readonly inOther: Nearby,
    private readonly precision: Precision,
    private readonly scales: Scales,
  ) {}

  /**
   * Raises `noise` by what difference tables of f show at ρx and at x: the largest, entry by entry. A noise as coarse
   * as single precision must be there on both sides: a function that casts one of its entries is noisy in one entry
   * here and in another one there. Then the geometric mean counts. One that might be a jump must be there at both
   * spacings, or beside the median.
   * @returns entries at which f is flat on both sides; undefined where nothing could be read
   */
  async read(
    { move, x }: Unexplained,
    parts: readonly Part[],
    draws: Draws,
    noise: number[],
  ): Promise<readonly boolean[] | undefined> {
    const atMoved = await this.along(move.X.apply(x), SPACINGS[this.precision], draws, (v) => v);
    if (atMoved === undefined) return undefined;
    const atX = await this.along(x, SPACINGS[this.precision], draws, (v) => move.Y.apply(v));
    if (atX === undefined) return undefined;
    parts.forEach(({ offset, dimension, copies }, k) => {
      const size = this.scales.at(x, k);
      for (let i = offset; i < offset + dimension * copies; i++) {
        const [a, b] = [sideAt(atMoved, i), sideAt(atX, i)];
        const isLarge = Math.max(a.most, b.most) > LARGE_NOISE * size;
        const [p, q] = isLarge ? [a.steady, b.steady] : [a.most, b.most];
        const isCoarse = Math.max(a.most, b.most) > COARSE[this.precision] * size;
        noise[k] = Math.max(noise[k], isCoarse ? Math.sqrt(p) * Math.sqrt(q) : Math.max(p, q));
      }
    });
    return Array.from(atX[0].isFlat, (flat, i) => flat === 1 && atMoved[0].isFlat[i] === 1);
  }

  /**
   * Raises `noise` where f is flat at what is to be explained: rounding is not drawn anew there, and shows on wider
   * lines, or at other inputs only, as of what is saturated.
   */
  async readWide(
    { move, x, residual }: Unexplained,
    parts: readonly Part[],
    draws: Draws,
    noise: number[],
    isFlat: readonly boolean[],
    isExplained: () => boolean,
  ): Promise<void> {
    for (const spacing of WIDE_SPACINGS[this.precision]) {
      const atMoved = await this.along(move.X.apply(x), [spacing], draws, (v) => v);
      const atX = await this.along(x, [spacing], draws, (v) => move.Y.apply(v));
      if (atMoved === undefined || atX === undefined) return;
      const [a, b] = [steadyOn(atMoved[0]), steadyOn(atX[0])];
      parts.forEach(({ offset, dimension, copies }, k) => {
        for (let i = offset; i < offset + dimension * copies; i++) {
          if (isFlat[i] && residual[i] !== 0) noise[k] = Math.max(noise[k], Math.sqrt(a[i]) * Math.sqrt(b[i]));
        }
      });
      if (isExplained()) return;
    }
    const elsewhere = await this.elsewhere(parts, draws);
    await this.compare(x, await this.near(x), parts, noise);
    parts.forEach(({ offset, dimension, copies }, k) => {
      for (let i = offset; i < offset + dimension * copies; i++) {
        if (isFlat[i] && residual[i] !== 0) noise[k] = Math.max(noise[k], elsewhere[k]);
      }
    });
  }

  /**
   * Raises `noise` by what f says in single and in double precision: the rounding of the one, which is 2²⁹ times that
   * of the other.
   */
  private async compare(
    x: Float64Array,
    values: Float64Array | undefined,
    parts: readonly Part[],
    noise: number[],
  ): Promise<void> {
    const other = values === undefined ? undefined : await this.inOther(x);
    if (other === undefined || values === undefined) return;
    const ratio = ROUNDOFF[this.precision] / ROUNDOFF.float32;
    raise(noise, parts, (i) => ratio * Math.abs(other[i] - values[i]));
  }

  /** The largest noise of each part at the first ordinary inputs of the run. */
  private async elsewhere(parts: readonly Part[], draws: Draws): Promise<readonly number[]> {
    if (this.scales.noiseElsewhere !== undefined) return this.scales.noiseElsewhere;
    const noise = parts.map(() => 0);
    for (const { x, values } of this.scales.first) {
      await this.compare(x, values, parts, noise);
      for (let s = 0; s < SAMPLES_ELSEWHERE; s++) {
        const beside = await this.near(perturbed(x, ROUNDOFF[this.precision], draws, 0));
        if (beside !== undefined) raise(noise, parts, (i) => Math.abs(beside[i] - values[i]));
      }
      const spacings = [SPACINGS[this.precision][0], ...WIDE_SPACINGS[this.precision]];
      for (const spacing of spacings) {
        const line = await this.along(x, [spacing], draws, (v) => v);
        if (line === undefined) break;
        const found = steadyOn(line[0]);
        raise(noise, parts, (i) => found[i]);
        if (found.some((v) => v > 0)) break;
      }
    }
    this.scales.noiseElsewhere = noise;
    return noise;
  }

  /** The noise of f along a line through a point, for each spacing; undefined at the edge of f's domain. */
  private async along(
    x: Float64Array,
    spacings: readonly number[],
    draws: Draws,
    carried: (values: Float64Array) => Float64Array,
  ): Promise<LineNoise[] | undefined> {
    const found: LineNoise[] = [];
    for (const spacing of spacings) {
      const values: Float64Array[] = [];
      for (const point of pointsOnLine(x, spacing, draws)) {
        const near = await this.near(point);
        if (near === undefined) return undefined;
        values.push(carried(near));
      }
      found.push(noiseOfDifferences(values));
    }
    return found;
  }
}

/** The noise of an entry by all spacings: the most, and what no jump explains. */
function sideAt(lines: readonly LineNoise[], i: number): { readonly most: number; readonly steady: number } {
  let [most, least, robust] = [0, Number.POSITIVE_INFINITY, 0];
  for (const line of lines) {
    most = Math.max(most, line.sigma[i]);
    least = Math.min(least, line.sigma[i]);
    robust = Math.max(robust, line.robust[i]);
  }
  return { most, steady: Math.max(least, robust) };
}

/** What neither one jump nor the smooth part of f explains, by entry. */
const steadyOn = ({ sigma, robust }: LineNoise): Float64Array => sigma.map((v, i) => Math.min(v, robust[i]));

function raise(noise: number[], parts: readonly Part[], at: (i: number) => number): void {
  parts.forEach(({ offset, dimension, copies }, k) => {
    for (let i = offset; i < offset + dimension * copies; i++) noise[k] = Math.max(noise[k], at(i));
  });
}
