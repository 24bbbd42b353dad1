/** Data with a symmetry planted under a hidden labeling, and the search of gips written out again as a peer. */
import { Permutation, PermutationGroup, parseGroup, WorkMeter } from '@isotypic/algebra';
import { findSymmetry, ScatterMatrix } from '@isotypic/stats';
import { ModelScorer } from '../../dist/search/model-scorer.js';
import { testRandom } from './data.js';

export interface Planted {
  readonly X: number[][];
  readonly group: PermutationGroup;
}

/** Normal samples whose covariance is the exponential of a random matrix that commutes with the relabeled group. */
export function plant(text: string, seed: number): Planted {
  const group = parseGroup(text);
  const D = group.degree;
  const uniform = testRandom(seed);
  for (let i = 0; i < 10; i++) uniform();
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const labels = Array.from({ length: D }, (_, i) => ({ i, at: uniform() }))
    .sort((a, b) => a.at - b.at)
    .map(({ i }) => i);
  const generators = group.generators.map((g) => {
    const images = new Array<number>(D);
    for (let i = 0; i < D; i++) images[labels[i]] = labels[g.image(i)];
    return Permutation.fromImages(images);
  });
  const root = rootOf(generators, D, normal);
  const X = Array.from({ length: D }, () => {
    const z = Array.from({ length: D }, normal);
    return z.map((_, i) => z.reduce((sum, v, k) => sum + root[i * D + k] * v, 0));
  });
  return { X, group: new PermutationGroup(generators, { degree: D }) };
}

/** exp(B/2) for a random symmetric B with one value a class of pairs: a root of the covariance exp(B). */
function rootOf(generators: readonly Permutation[], D: number, normal: () => number): Float64Array {
  const B = new Float64Array(D * D).fill(Number.NaN);
  for (let start = 0; start < D * D; start++) {
    if (!Number.isNaN(B[start])) continue;
    const value = 2 * normal();
    const members = [start];
    B[start] = value;
    for (const at of members) {
      const [i, j] = [Math.floor(at / D), at % D];
      for (const to of [j * D + i, ...generators.map((g) => g.image(i) * D + g.image(j))]) {
        if (!Number.isNaN(B[to])) continue;
        B[to] = value;
        members.push(to);
      }
    }
  }
  // eigenvalues of size 1 whatever D: Σ B² = 4·D², spread over D of them
  let root: Float64Array = B.map((v, at) => v / (512 * Math.sqrt(D)) + (at % (D + 1) === 0 ? 1 : 0));
  for (let k = 0; k < 8; k++) root = product(root, root, D);
  return root;
}

function product(A: Float64Array, B: Float64Array, D: number): Float64Array {
  const C = new Float64Array(D * D);
  for (let i = 0; i < D; i++) {
    for (let k = 0; k < D; k++) for (let j = 0; j < D; j++) C[i * D + j] += A[i * D + k] * B[k * D + j];
  }
  return C;
}

/** log posterior of the cyclic group of one permutation. */
export type LogPosterior = (p: Permutation) => number;

/**
 * The search of gips 1.2 (`find_MAP`, `optimizer = "MH"`; Graczyk, Ishi, Kołodziejek & Massam 2022, section 4.1),
 * reimplemented from its description, not gips itself: from no symmetry on, a random transposition is composed to
 * the permutation, and taken with probability min(1, ratio of posteriors); the best state that was visited is returned.
 */
export function gipsPeer(
  D: number,
  steps: number,
  logPosterior: LogPosterior,
  seed: number,
): { readonly best: Permutation; readonly score: number } {
  const uniform = testRandom(seed);
  let state = Permutation.identity(D);
  let current = logPosterior(state);
  let [best, score] = [state, current];
  for (let step = 1; step < steps; step++) {
    const a = Math.floor(D * uniform());
    const b = (a + 1 + Math.floor((D - 1) * uniform())) % D;
    const proposal = state.times(
      Permutation.fromImages(Array.from({ length: D }, (_, i) => (i === a ? b : i === b ? a : i))),
    );
    const proposed = logPosterior(proposal);
    if (Math.log(1 - uniform()) > proposed - current) continue;
    state = proposal;
    current = proposed;
    if (current > score) [best, score] = [state, current];
  }
  return { best, score };
}

export interface Compared {
  /** Whether a model at least as probable as the planted one was found, here and by the peer. */
  readonly ours: boolean;
  readonly theirs: boolean;
  /** Log odds of the best found here against the peer's. */
  readonly by: number;
  readonly seconds: number;
  readonly peerSeconds: number;
}

/** One planted group, searched by both: N = D samples; a seed for each run. */
export async function compare(text: string, run: number, peerSteps: number): Promise<Compared> {
  const { X, group } = plant(text, 100 * run + 7);
  const D = group.degree;
  let at = cpu();
  const { best } = await findSymmetry(X, { score: 'posterior', seed: run });
  const seconds = cpu() - at;
  const scatter = new ScatterMatrix(D).push(X);
  const scorer = ModelScorer.create(scatter, 'covariance', 'posterior', {}, new WorkMeter('planted', {}));
  at = cpu();
  const peer = gipsPeer(D, peerSteps, (p) => scorer.score({ generators: [p] }) ?? -Infinity, run + 1);
  const peerSeconds = cpu() - at;
  const planted = scorer.score(group) as number;
  // equal but for the rounding of a sum of D log-determinants
  const reaches = (score: number) => score >= planted - 1e-6;
  return { ours: reaches(best.score), theirs: reaches(peer.score), by: best.score - peer.score, seconds, peerSeconds };
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
