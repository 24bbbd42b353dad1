/** The simplest case that still fails: a short word, and an input of few small integers. */
import type { Draws } from './draws.js';
import type { Inputs } from './inputs.js';
import type { Judge, Judgement } from './judge.js';
import type { Move, Moves } from './moves.js';

/** Judgements that shrinking may take: a fraction of a second for a function of a millisecond. */
const MOST_TRIALS = 400;

export class Shrinker {
  private trials = 0;

  constructor(
    private readonly judge: Judge,
    private readonly moves: Moves,
    private readonly inputs: Inputs,
    private readonly draws: Draws,
  ) {}

  /** The same failure in its simplest form. */
  async shrink(failure: Judgement): Promise<Judgement> {
    this.trials = 0;
    const short = await this.shortenWord(failure);
    return this.simplifyInput(short);
  }

  /**
   * A single letter where there is one. With r(g, x) = f(gx) − gf(x), r(gh, x) = r(g, hx) + g r(h, x): if a word fails
   * at x, then one of its letters fails at x moved by the letters behind it.
   */
  private async shortenWord(failure: Judgement): Promise<Judgement> {
    const { word } = failure.move;
    if (word.length <= 1) return failure;
    for (const move of this.moves.single()) {
      const found = await this.fails(move, failure.x, failure);
      if (found !== undefined) return found;
    }
    let { x } = failure;
    for (let k = word.length - 1; k >= 0; k--) {
      const letter = this.moves.of([word[k]]);
      const found = await this.fails(letter, x, failure);
      if (found !== undefined) return found;
      x = letter.X.apply(x);
    }
    return failure;
  }

  private async simplifyInput(failure: Judgement): Promise<Judgement> {
    if (this.inputs.custom !== undefined && !this.mayBeDrawn(failure.x)) return failure;
    let simplest = failure;
    for (;;) {
      const simpler = await this.firstSimpler(simplest);
      if (simpler === undefined) return simplest;
      simplest = simpler;
    }
  }

  private async firstSimpler(failure: Judgement): Promise<Judgement | undefined> {
    for (const x of simplerThan(failure.x)) {
      if (this.trials >= MOST_TRIALS) return undefined;
      if (!this.mayBeDrawn(x)) continue;
      const found = await this.fails(failure.move, x, failure);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether the arbitraries of the caller could have drawn x. */
  private mayBeDrawn(x: Float64Array): boolean {
    const { custom, domain } = this.inputs;
    if (custom === undefined) return true;
    return domain.parts.every(({ offset, dimension, copies }, k) =>
      Array.from({ length: copies }, (_, row) => offset + row * dimension).every((from) =>
        custom[k].canShrinkWithoutContext(x.slice(from, from + dimension)),
      ),
    );
  }

  private async fails(move: Move, x: Float64Array, failure: Judgement): Promise<Judgement | undefined> {
    this.trials++;
    const judged = await this.judge.judge(move, x, this.draws);
    return !judged.holds && judged.cause?.reason === failure.cause?.reason ? judged : undefined;
  }
}

/** Vectors simpler than x, the simplest first: stretches set to 0, values made small integers. */
function* simplerThan(x: Float64Array): Generator<Float64Array> {
  const support = [...x.keys()].filter((i) => x[i] !== 0);
  for (let size = support.length; size >= 1; size = Math.floor(size / 2)) {
    // all but a stretch first: it leaves fewer
    for (let from = 0; from < support.length && size < support.length; from += size) {
      const kept = new Set(support.slice(from, from + size));
      if (kept.size < support.length) yield x.map((v, i) => (kept.has(i) ? v : 0));
    }
    for (let from = 0; from < support.length; from += size) {
      const gone = new Set(support.slice(from, from + size));
      if (gone.size < support.length || support.length > 0) yield x.map((v, i) => (gone.has(i) ? 0 : v));
    }
  }
  const sizeOf = (v: number) => (Number.isInteger(v) ? Math.abs(v) : Number.POSITIVE_INFINITY);
  // equal entries stay equal, so that a tie stays one
  for (const value of new Set(x)) {
    for (const small of [1, -1, 2, 3, Math.round(value)]) {
      const isSimpler = sizeOf(small) < sizeOf(value) || (small === -value && value === -1);
      if (value !== 0 && small !== 0 && isSimpler) yield x.map((v) => (v === value ? small : v));
    }
  }
}
