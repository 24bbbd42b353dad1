/** All permutations of its variables that a function respects, without candidates. */
import { automorphismGroupOfMatrix, type PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { callable, checkArgument, checkOptions, integer, invalidArgument } from '@isotypic/algebra/internal';
import { permutationRepresentation } from '@isotypic/reps';
import { type Adapter, adapters, flatten } from '../equivariance/adapters.js';
import { Draws } from '../equivariance/draws.js';
import { FACTOR, type Precision, perturbed, ROUNDOFF } from '../equivariance/noise.js';
import { Violation } from '../equivariance/verdict.js';
import {
  DISCOVERY_OPTION_KINDS,
  type DiscoveryOptions,
  evidenceOf,
  type SymmetryEvidence,
} from './discover-symmetry.js';

/** The permutations of coordinates that a function respects. */
export interface PermutationSymmetry {
  /** The permutations of 0…n−1 that were found. */
  readonly group: PermutationGroup;
  /** The group that pairs of variables leave: it contains every permutation that f respects. */
  readonly ofPairs: PermutationGroup;
  /** The check of it, and of the subgroup. */
  readonly evidence: SymmetryEvidence;
}

/** Tables of pairs take n² calls of f. */
const MOST_VARIABLES = 512;

/** Steps of two sizes from a point that all permutations fix: dyadic, so that the points themselves are exact. */
const BASES = [
  { base: 0.375, first: 1, second: 0.625 },
  { base: -1.25, first: 0.4375, second: -0.8125 },
] as const;

/**
 * The permutations p of the n variables with f(px) = f(x), or f(px) = pf(x) with `out: 'same'`. Values of f at points
 * c + a·eᵢ + b·eⱼ color the pairs (i, j), and every such p keeps the colors; their automorphism group is found exactly,
 * and checked. Where pairs do not tell (an alternating function, say) the check leaves a subgroup of it.
 *
 * Values are of one color when they differ by what rounding may do to them, as `checkEquivariance` measures it: colors
 * that are joined wrongly are told apart by the check.
 *
 * @param n the number of variables, at most 512; f is called about 2n² times
 * @throws {IsotypicError} as `checkEquivariance`; `BUDGET_EXCEEDED`, a step being a call of f
 * @example
 * const f = (x) => x.reduce((sum, v, i) => sum + v * v * x[(i + 1) % x.length], 0);
 * const { group } = await discoverPermutationSymmetry(f, 5);
 * group.order // 5n
 */
export async function discoverPermutationSymmetry(
  f: (x: Float64Array) => unknown,
  n: number,
  options: DiscoveryOptions = {},
): Promise<PermutationSymmetry> {
  const where = 'discoverPermutationSymmetry';
  checkArgument(where, 'f', f, callable);
  checkArgument(where, 'n', n, integer(1, MOST_VARIABLES));
  checkOptions(where, options, DISCOVERY_OPTION_KINDS);
  const table = new PairTable(f, n, options);
  const ofPairs = automorphismGroupOfMatrix(await table.colors());
  const { out, ...rest } = options;
  const evidence = await evidenceOf(f, permutationRepresentation(ofPairs), { out, ...rest });
  return { group: evidence.group ?? ofPairs, ofPairs, evidence };
}

/** The colors of pairs of variables. */
class PairTable {
  private readonly adapter: Adapter;
  private readonly draws: Draws;
  private readonly meter: WorkMeter;

  constructor(
    private readonly f: (x: Float64Array) => unknown,
    private readonly n: number,
    private readonly options: DiscoveryOptions,
  ) {
    this.adapter = options.as ?? adapters.float64;
    this.draws = new Draws(options.seed ?? 0);
    const { onProgress, signal, budget } = options;
    this.meter = new WorkMeter('discoverPermutationSymmetry', { onProgress, signal, budget });
  }

  async colors(): Promise<{ rows: number; cols: number; at(i: number, j: number): number }> {
    const { n } = this;
    let colors: Int32Array = new Int32Array(n * n);
    for (const { base, first, second } of BASES) {
      for (const values of await this.values(base, first, second))
        colors = refined(colors, values.entries, values.noise);
    }
    return { rows: n, cols: n, at: (i, j) => colors[i * n + j] };
  }

  /** One table for each entry of f(x), or the one of f(c + aeᵢ)ⱼ where f(x) moves as x does; each with its noise. */
  private async values(base: number, a: number, b: number): Promise<{ entries: Float64Array; noise: number }[]> {
    const { n } = this;
    const at = (i: number, j: number): Float64Array => {
      const x = new Float64Array(n).fill(base);
      x[i] += a;
      x[j] += b;
      return x;
    };
    if (this.options.out === 'same') {
      const entries = new Float64Array(n * n);
      let noise = 0;
      for (let i = 0; i < n; i++) {
        const image = await this.noisy(at(i, i));
        entries.set(image.values.subarray(0, n), i * n);
        noise = Math.max(noise, image.noise);
      }
      return [{ entries, noise }];
    }
    const images: { values: Float64Array; noise: number }[] = [];
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) images.push(await this.noisy(at(i, j)));
    const length = images.reduce((least, { values }) => Math.min(least, values.length), Number.POSITIVE_INFINITY);
    return Array.from({ length }, (_, k) => ({
      entries: Float64Array.from(images, ({ values }) => values[k]),
      noise: images.reduce((largest, { noise }) => Math.max(largest, noise), 0),
    }));
  }

  /** f(x), and the largest that a perturbation of x by a few units in the last place does to an entry. */
  private async noisy(x: Float64Array): Promise<{ values: Float64Array; noise: number }> {
    const image = await this.call(x);
    const shown: Precision = image.containers.has('Float32Array') ? 'float32' : 'float64';
    const unit = ROUNDOFF[this.options.precision ?? (this.adapter.precision === 'float32' ? 'float32' : shown)];
    const moved = await this.call(perturbed(x, unit, this.draws, 1));
    let noise = 0;
    let size = 0;
    image.values.forEach((v, k) => {
      noise = Math.max(noise, Math.abs(v - moved.values[k]) || 0);
      size = Math.max(size, Math.abs(v) || 0);
    });
    // One draw may be lucky; and a sum in another order is off by a few units of its own size.
    return { values: image.values, noise: noise + unit * size };
  }

  private async call(x: Float64Array) {
    this.meter.step();
    const value = await this.f(this.adapter.input(x, [this.n]) as Float64Array);
    try {
      return flatten(value, 'f(x)');
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      throw invalidArgument('discoverPermutationSymmetry', 'f to return numbers', error.message);
    }
  }
}

/** Colors told apart by values that lie more than the noise apart, in the order of the values. */
function refined(colors: Int32Array, values: Float64Array, noise: number): Int32Array {
  const order = Int32Array.from(colors, (_, k) => k).sort(
    (a, b) =>
      colors[a] - colors[b] ||
      (Number.isNaN(values[a]) ? 1 : 0) - (Number.isNaN(values[b]) ? 1 : 0) ||
      values[a] - values[b],
  );
  const next = new Int32Array(colors.length);
  let color = 0;
  order.forEach((k, r) => {
    const before = order[r - 1];
    const isNew = r > 0 && (colors[k] !== colors[before] || values[k] - values[before] > FACTOR * noise);
    if (isNew || (r > 0 && Number.isNaN(values[k]) !== Number.isNaN(values[before]))) color++;
    next[k] = color;
  });
  return next;
}
