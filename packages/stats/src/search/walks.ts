/** How a search moves: annealed walks on single permutations, and on labelings of known groups. */
import { Permutation, type RandomSource, type WorkMeter } from '@isotypic/algebra';
import { Pauses } from '../run/run.js';
import type { KnownGroup } from './known-groups.js';
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

  async labelingScore({ scoreOf }: ScoredGroup, labels: readonly number[]): Promise<number> {
    await this.turn();
    return scoreOf(labels);
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

/** A known group, and about how good its labelings are. */
interface ScoredGroup extends KnownGroup {
  readonly scoreOf: (labels: ArrayLike<number>) => number;
}

/** A known group on labeled variables: its point i is variable labels[i]. */
interface Labeling {
  readonly group: ScoredGroup;
  readonly labels: readonly number[];
  readonly score: number;
}

/** How many labelings are improved to the end and scored exactly. */
const FINALISTS = 8;
/** Labelings of one group cost a fraction of other models: so many more are looked at, in walks and by finalists. */
const LABELINGS_PER_STEP = 3;
const IMPROVEMENTS_PER_STEP = 2;

/**
 * The best labelings of known groups: all begin alike, from an order in which neighbors are correlated, circles also
 * from the orders round pairs of principal axes; the better half walks on, twice as far, until few are left (successive
 * halving), and these are improved as long as single moves help.
 */
export async function labelingWalks(
  search: SymmetryWalk,
  groups: readonly KnownGroup[],
  steps: number,
  random: RandomSource,
): Promise<void> {
  let field: Labeling[] = [];
  const labelings = LABELINGS_PER_STEP * steps;
  search.expect(labelings + FINALISTS * IMPROVEMENTS_PER_STEP * steps);
  const order = search.scorer.correlatedOrder();
  const orders = [order, order.map((_, i) => i)];
  const circles = [...orders, ...search.scorer.circularOrders()];
  for (const { generators, isCircle } of groups) {
    const group = { generators, isCircle, scoreOf: search.scorer.roughLabelings(generators) };
    for (const labels of isCircle ? circles : orders) {
      field.push({ group, labels, score: await search.labelingScore(group, labels) });
    }
  }
  const rounds = Math.max(1, Math.ceil(Math.log2(field.length / FINALISTS)));
  for (let round = 0; round < rounds; round++) {
    const each = Math.ceil(labelings / rounds / field.length);
    const walked: Labeling[] = [];
    for (const one of field) walked.push(await labelingWalk(search, one, each, random));
    field = bestOf(walked, Math.max(FINALISTS, Math.ceil(field.length / 2)));
  }
  for (const one of bestOf(field, FINALISTS)) {
    const { group, labels } = await improved(search, one, IMPROVEMENTS_PER_STEP * steps, random);
    await search.score({ generators: relabeled(group.generators, labels) });
  }
}

/** The best, and among them the best circle: its labelings are the most rugged, and come late. */
function bestOf(field: readonly Labeling[], count: number): Labeling[] {
  const sorted = field.toSorted((a, b) => b.score - a.score);
  const kept = sorted.slice(0, count);
  const circle = sorted.find(({ group }) => group.isCircle);
  return circle === undefined || kept.includes(circle) ? kept : [...kept.slice(0, -1), circle];
}

/** Variables that one move of a labeling carries elsewhere when an improvement has come to its end. */
const SHAKEN = 3;

/** Improved by single moves, then shaken and improved again, looking at so many labelings at least (Lourenço 2003). */
async function improved(search: SymmetryWalk, start: Labeling, steps: number, random: RandomSource): Promise<Labeling> {
  const D = start.labels.length;
  let best = start;
  let left = steps;
  for (let from = start; left > 0 && D > 1; ) {
    const { labeling, looked } = await descent(search, from);
    left -= looked;
    if (labeling.score > best.score) best = labeling;
    let { labels } = best;
    for (let k = 0; k < SHAKEN; k++) labels = exchanged(labels, ...twoOf(D, random));
    from = { ...best, labels, score: await search.labelingScore(best.group, labels) };
  }
  return best;
}

/** Exchanges two labels, or puts one elsewhere, as long as that helps; all pairs of places in turn. */
async function descent(search: SymmetryWalk, start: Labeling): Promise<{ labeling: Labeling; looked: number }> {
  const D = start.labels.length;
  let best = start;
  let looked = 0;
  for (let still = 0, at = 0; still < 2 * D * D; still++, at = (at + 1) % (2 * D * D)) {
    const [a, b] = [Math.floor((at % (D * D)) / D), at % D];
    const isExchange = at < D * D;
    if (a === b || (isExchange && a > b)) continue;
    const labels = isExchange ? exchanged(best.labels, a, b) : moved(best.labels, a, b);
    const score = await search.labelingScore(best.group, labels);
    looked++;
    // a gain within the rounding of a log-determinant is none: it would go round in circles
    if (score <= best.score + 1e-9 * Math.abs(best.score)) continue;
    best = { ...best, labels, score };
    still = 0;
  }
  return { labeling: best, looked };
}

/** A walk of exchanges, moves and reversals, cooled from a tenth of the first difference on. */
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
    const move = MOVES[random.below(MOVES.length)];
    const labels = move(current.labels, ...twoOf(D, random));
    const score = await search.labelingScore(current.group, labels);
    if (!isTaken(score - current.score, hot ** (1 - step / steps) / 4, random)) continue;
    current = { ...current, labels, score };
    if (score > best.score) best = current;
  }
  return best;
}

type Labels = readonly number[];

function exchanged(labels: Labels, a: number, b: number): number[] {
  const made = labels.slice();
  [made[a], made[b]] = [made[b], made[a]];
  return made;
}

/** What is at a is put at b, and what is between them makes room. */
function moved(labels: Labels, a: number, b: number): number[] {
  const made = labels.slice();
  made.splice(b, 0, ...made.splice(a, 1));
  return made;
}

/** The run from a to b backwards. */
function reversed(labels: Labels, a: number, b: number): number[] {
  const [from, to] = a < b ? [a, b] : [b, a];
  return [...labels.slice(0, from), ...labels.slice(from, to + 1).reverse(), ...labels.slice(to + 1)];
}

/** Exchanges half of the time: blocks and tables know no neighbors, circles do. */
const MOVES = [exchanged, exchanged, moved, reversed] as const;

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
