/** How a search moves: annealed walks on single permutations, and on labelings of known groups. */
import { Permutation, type RandomSource, type WorkMeter } from '@isotypic/algebra';
import { Pauses } from '../run/run.js';
import type { ModelScorer, PermutationModel } from './model-scorer.js';

/** Models looked at one after the other: counted, reported, and the event loop given its turns. */
export class SymmetryWalk {
  private readonly pauses = new Pauses();
  private done = 0;

  constructor(
    readonly scorer: ModelScorer,
    private readonly meter: WorkMeter,
    /** About how many models there will be. */
    private total: number,
  ) {}

  expect(more: number): void {
    this.total += more;
  }

  async score(model: PermutationModel): Promise<number> {
    await this.turn();
    return this.scorer.score(model) ?? Number.NEGATIVE_INFINITY;
  }

  async roughScore(model: PermutationModel): Promise<number> {
    await this.turn();
    return this.scorer.roughScore(model);
  }

  private async turn(): Promise<void> {
    this.meter.step(1, () => this.scorer.ranking());
    this.meter.report('symmetry search', Math.min(this.done++, this.total), this.total);
    await this.pauses.now();
  }
}

/** Length of a walk: a step moves about two variables, so that each is moved some 80 times. */
const STEPS_PER_VARIABLE = 40;

/** Many short walks from relabeled starts find more than one long one: cooled walks do not cross valleys. */
export async function cyclicWalks(search: SymmetryWalk, steps: number, random: RandomSource): Promise<void> {
  const D = search.scorer.dimension;
  const starts = startingPoints(D);
  const rounds = Math.max(starts.length, Math.round(steps / (STEPS_PER_VARIABLE * D)));
  for (let round = 0; round < rounds; round++) {
    const start = starts[round % starts.length].conjugateBy(randomPermutation(D, random));
    await walk(search, start, Math.ceil(steps / rounds), random);
  }
}

/**
 * Metropolis's walk on single permutations, annealed: score differences grow with N, so it starts at the temperature at
 * which steps of a four-hundredth of the first score are taken easily, and cools to 1, that of the approximate
 * posterior. A step composes with a transposition (another cycle type), or conjugates by one (two variables exchanged).
 */
async function walk(search: SymmetryWalk, start: Permutation, steps: number, random: RandomSource): Promise<void> {
  const D = search.scorer.dimension;
  let state = start;
  let current = await search.score({ generators: [state] });
  const hot = Math.max(1, Number.isFinite(current) ? Math.abs(current) / 400 : 1);
  for (let step = 0; step < steps && D > 1; step++) {
    const [a, b] = twoOf(D, random);
    const swap = Permutation.fromImages(Array.from({ length: D }, (_, i) => (i === a ? b : i === b ? a : i)));
    const proposal = random.below(2) === 0 ? state.times(swap) : state.conjugateBy(swap);
    const score = await search.score({ generators: [proposal] });
    if (isTaken(score - current, hot ** (1 - step / steps), random)) {
      state = proposal;
      current = score;
    }
  }
}

/** A known group on labeled variables: its point i is variable labels[i]. */
interface Labeling {
  readonly group: readonly Permutation[];
  readonly labels: number[];
  readonly score: number;
}

/** How many labelings are scored exactly in the end. */
const FINALISTS = 8;

/**
 * The best labelings of known groups: all begin alike, from an order in which neighbors are correlated; the better half
 * walks on, twice as far, until few are left (successive halving). `steps` models are looked at in all.
 */
export async function labelingWalks(
  search: SymmetryWalk,
  groups: readonly (readonly Permutation[])[],
  order: readonly number[],
  steps: number,
  random: RandomSource,
): Promise<void> {
  let field: Labeling[] = [];
  for (const group of groups) {
    for (const labels of [order.slice(), order.map((_, i) => i)]) {
      field.push({ group, labels, score: await search.roughScore({ generators: relabeled(group, labels) }) });
    }
  }
  const rounds = Math.max(1, Math.ceil(Math.log2(field.length / FINALISTS)));
  for (let round = 0; round < rounds; round++) {
    const each = Math.ceil(steps / rounds / field.length);
    const walked: Labeling[] = [];
    for (const one of field) walked.push(await labelingWalk(search, one, each, random));
    field = walked.sort((a, b) => b.score - a.score).slice(0, Math.max(FINALISTS, Math.ceil(field.length / 2)));
  }
  const finalists = field.slice(0, FINALISTS);
  search.expect(steps);
  for (const one of finalists) {
    const { group, labels } = await descent(search, one, Math.ceil(steps / finalists.length));
    await search.score({ generators: relabeled(group, labels) });
  }
}

/** Exchanges labels as long as that helps, all pairs in turn, looking at so many models at most. */
async function descent(search: SymmetryWalk, start: Labeling, steps: number): Promise<Labeling> {
  const D = start.labels.length;
  const pairs = (D * (D - 1)) / 2;
  let best = start;
  let [a, b] = [0, 1];
  for (let step = 0, still = 0; step < steps && still < pairs; step++, still++) {
    const labels = best.labels.slice();
    [labels[a], labels[b]] = [labels[b], labels[a]];
    const score = await search.roughScore({ generators: relabeled(start.group, labels) });
    // a gain within the rounding of a log-determinant is none: it would go round in circles
    if (score > best.score + 1e-9 * Math.abs(best.score)) {
      best = { ...best, labels, score };
      still = 0;
    }
    b++;
    if (b === D) a = a + 2 < D ? a + 1 : 0;
    if (b === D) b = a + 1;
  }
  return best;
}

/** A walk that exchanges two labels a step, cooled from a tenth of the first difference on. */
async function labelingWalk(
  search: SymmetryWalk,
  start: Labeling,
  steps: number,
  random: RandomSource,
): Promise<Labeling> {
  const D = start.labels.length;
  let best = start;
  let current = start;
  const hot = Math.max(1, Math.abs(start.score) / 400);
  for (let step = 0; step < steps && D > 1; step++) {
    const [a, b] = twoOf(D, random);
    const labels = current.labels.slice();
    [labels[a], labels[b]] = [labels[b], labels[a]];
    const score = await search.roughScore({ generators: relabeled(start.group, labels) });
    if (!isTaken(score - current.score, hot ** (1 - step / steps) / 4, random)) continue;
    current = { ...current, labels, score };
    if (score > best.score) best = current;
  }
  return best;
}

function relabeled(group: readonly Permutation[], labels: readonly number[]): Permutation[] {
  return group.map((g) => {
    const images = new Uint32Array(labels.length);
    for (let i = 0; i < labels.length; i++) images[labels[i]] = labels[g.images[i]];
    return Permutation.fromImages(images);
  });
}

function isTaken(gain: number, temperature: number, random: RandomSource): boolean {
  return gain >= 0 || random.below(2 ** 30) / 2 ** 30 < Math.exp(gain / temperature);
}

function twoOf(D: number, random: RandomSource): [number, number] {
  const a = random.below(D);
  return [a, (a + 1 + random.below(D - 1)) % D];
}

/** No symmetry, one cycle, a reversal, halves exchanged: walks begin at each in turn. */
function startingPoints(D: number): Permutation[] {
  const images = (f: (i: number) => number) => Permutation.fromImages(Array.from({ length: D }, (_, i) => f(i)));
  const half = Math.floor(D / 2);
  return [
    images((i) => (i + 1) % D),
    Permutation.identity(D),
    images((i) => D - 1 - i),
    images((i) => (i < half ? i + half : i < 2 * half ? i - half : i)),
  ];
}

/** Fisher and Yates. */
function randomPermutation(D: number, random: RandomSource): Permutation {
  const images = Array.from({ length: D }, (_, i) => i);
  for (let i = D - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [images[i], images[j]] = [images[j], images[i]];
  }
  return Permutation.fromImages(images);
}
