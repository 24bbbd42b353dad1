/** One case: whether f(ρ_X(g)x) and ρ_Y(g)f(x) are the same up to what rounding can do. */
import { largestDifference } from './differences.js';
import type { Draws } from './draws.js';
import { LARGEST_ORDINARY, largestOf } from './inputs.js';
import type { Move } from './moves.js';
import { COARSE, FACTOR, LARGE_NOISE, type Precision, perturbed, ROUNDOFF, SAMPLES, SPACINGS } from './noise.js';
import { Scales } from './scales.js';
import type { Part } from './spaces.js';
import type { Image, Subject } from './subject.js';
import { Tables } from './tables.js';
import { Ties } from './ties.js';
import { Violation } from './verdict.js';

/** What one case showed. */
export interface Judgement {
  readonly holds: boolean;
  readonly move: Move;
  readonly x: Float64Array;
  /** f(ρ_X(g)x). */
  readonly received: Float64Array;
  /** ρ_Y(g)f(x). */
  readonly expected: Float64Array;
  /** The part of f(x) that is furthest off, its largest deviation, and the noise there. */
  readonly part: number;
  readonly violation: number;
  readonly noise: number;
  /** Why it fails, when it is not that values differ. */
  readonly cause?: Violation;
  /** f jumps here, and its values on both sides of the jump are stable: a tie that f breaks. */
  readonly atJump?: boolean;
}

/** Both sides of the equation at x. */
interface Case {
  readonly move: Move;
  readonly x: Float64Array;
  /** ρ_X(g)x, f(ρ_X(g)x) and ρ_Y(g)f(x). */
  readonly moved: Float64Array;
  readonly received: Float64Array;
  readonly expected: Float64Array;
  /** How far they are apart in each part. */
  readonly violations: readonly number[];
}

/** Violations that no table of differences need explain. */
const PLAIN = 2 ** -16; // of the size of f

/** Samples of a case in the explanation of a failure: P(false) is (2/π)^{5/2} · 8/16⁵, below 3e-6. */
const QUICK_SAMPLES = 5;

export class Judge {
  private readonly ties: Ties;
  private readonly tables: Tables;

  constructor(
    readonly subject: Subject,
    readonly precision: Precision,
    /** Relative to the size of f, in place of the noise. */
    readonly tolerance: number | undefined,
    readonly scales = new Scales(),
    /** Fewer samples, and no second estimate: for the explanation of a failure that is certain. */
    private readonly isQuick = false,
  ) {
    this.ties = new Ties(subject);
    this.tables = new Tables(
      (x) => this.valuesNear(x),
      (x) => this.otherPrecision(x),
      precision,
      scales,
    );
  }

  private get coarse(): number {
    return COARSE[this.precision];
  }

  /** A judge who takes less of f's time, for many more cases of a failure. */
  quick(): Judge {
    return new Judge(this.subject, this.precision, this.tolerance, this.scales, true);
  }

  get unit(): number {
    return ROUNDOFF[this.precision];
  }

  /** f(x), once and for all judgements at x. */
  async imageOf(x: Float64Array, at = 'x'): Promise<Image> {
    const image = await this.subject.at(x, at);
    this.scales.see(x, image.values, this.subject.parts);
    return image;
  }

  /**
   * Judges one case; what fails is judged again with fresh draws before it counts.
   * @param image f(x), where it is known
   */
  async judge(move: Move, x: Float64Array, draws: Draws, image?: Image): Promise<Judgement> {
    const first = await this.once(move, x, draws, image);
    const isFinal = first.holds || first.cause !== undefined || first.atJump === true;
    if (isFinal || this.isQuick || this.tolerance !== undefined) return first;
    const { received, expected } = first;
    const again = await this.compare(this.caseOf(move, x, move.X.apply(x), received, expected), draws);
    return again.holds || again.noise > first.noise ? again : first;
  }

  private async once(move: Move, x: Float64Array, draws: Draws, known?: Image): Promise<Judgement> {
    let [expected, received]: Float64Array[] = [NOTHING, NOTHING];
    const failing = (cause: Violation): Judgement => ({
      holds: false,
      move,
      x,
      received,
      expected,
      part: 0,
      violation: Number.POSITIVE_INFINITY,
      noise: 0,
      cause,
    });
    try {
      const image = known ?? (await this.imageOf(x));
      expected = move.Y.apply(image.values);
      const moved = move.X.apply(x);
      received = (await this.imageOf(moved, 'ρ_X(g)x')).values;
      const bad = notFinite(image.values, 'f(x)') ?? notFinite(received, 'f(ρ_X(g)x)');
      if (bad !== undefined) {
        // overflow is no matter of symmetry: far out it is passed over
        return largestOf(x) > LARGEST_ORDINARY || largestOf(moved) > LARGEST_ORDINARY
          ? { ...failing(bad), holds: true, violation: 0 }
          : failing(bad);
      }
      return await this.compare(this.caseOf(move, x, moved, received, expected), draws);
    } catch (error) {
      if (error instanceof Violation) return failing(error);
      throw error;
    }
  }

  private caseOf(
    move: Move,
    x: Float64Array,
    moved: Float64Array,
    received: Float64Array,
    expected: Float64Array,
  ): Case {
    const violations = this.subject.parts.map((part) => largestDifference(received, expected, part));
    return { move, x, moved, received, expected, violations };
  }

  private async compare(of: Case, draws: Draws): Promise<Judgement> {
    const { parts } = this.subject;
    const { move, x, received, expected, violations } = of;
    const judged = (holds: boolean, noise: readonly number[], factor: number): Judgement => {
      const part = worstOf(violations, noise, factor);
      return { holds, move, x, received, expected, part, violation: violations[part] ?? 0, noise: noise[part] ?? 0 };
    };
    if (this.tolerance !== undefined) {
      const allowed = parts.map((_, k) => this.tolerance! * this.scales.largest(k));
      return judged(explained(violations, allowed, 1), allowed, 1);
    }
    const noise = parts.map((part, k) => this.floor(of, part, k));
    if (explained(violations, noise, FACTOR)) return judged(true, noise, FACTOR);
    const samples = await this.sampleNoise(of, draws, noise);
    const grains = parts.map((part, k) => this.scales.grain(k, [received, expected], part));
    for (const [k, grain] of grains.entries()) noise[k] = Math.max(noise[k], grain);
    // a violation of the size of f is no rounding: quickly, tables are read for small ones only
    const isPlain =
      this.isQuick && violations.some((v, k) => v > PLAIN * this.scales.at(x, k) && v > FACTOR * noise[k]);
    if (!isPlain && !explained(violations, noise, FACTOR)) await this.lookCloser(of, draws, noise);
    if (!explained(violations, noise, FACTOR)) {
      // sums of equal terms are rounded the same way each time, and further off than noise that is drawn at random
      const isFine = violations.every((v, k) => v <= FACTOR * noise[k] || v <= this.coarse * this.scales.at(x, k));
      const isRounding = isFine && !(await this.residualStays(of, draws, noise));
      const shown = isRounding ? noise.map((v, k) => Math.max(v, violations[k] / FACTOR)) : noise;
      return judged(isRounding, shown, FACTOR);
    }
    const jumps = parts.findIndex(
      (part, k) =>
        violations[k] > FACTOR * grains[k] &&
        violations[k] > LARGE_NOISE * this.scales.at(x, k) &&
        this.ties.straddle(samples, part, violations[k]),
    );
    if (jumps !== -1 && (await this.ties.persist(move, x, parts[jumps], violations[jumps]))) {
      return { ...judged(false, noise, FACTOR), part: jumps, violation: violations[jumps], noise: 0, atJump: true };
    }
    return judged(true, noise, FACTOR);
  }

  /** The same case with its noise from all samples: an early end leaves it too small. */
  async measured(judged: Judgement, draws: Draws): Promise<Judgement> {
    const { move, x, received, expected, violation, part } = judged;
    if (this.tolerance !== undefined || received.length === 0) return judged;
    const violations = this.subject.parts.map((_, k) => (k === part ? violation : 0));
    const of = { move, x, moved: move.X.apply(x), received, expected, violations };
    const noise = this.subject.parts.map((p, k) => this.floor(of, p, k));
    await this.sampleNoise(of, draws, noise, false);
    return { ...judged, noise: Math.max(noise[part], judged.noise) };
  }

  /** What rounding can do to each part of f at a point, from a few points beside it. */
  async noiseBeside(x: Float64Array, values: Float64Array, draws: Draws): Promise<number[]> {
    const { parts } = this.subject;
    const noise = parts.map((_, k) => this.unit * this.scales.at(x, k));
    for (let s = 0; s < QUICK_SAMPLES; s++) {
      const near = await this.valuesNear(perturbed(x, this.unit, draws, 0));
      if (near === undefined) continue;
      parts.forEach((part, k) => {
        noise[k] = Math.max(noise[k], largestDifference(near, values, part));
      });
    }
    return noise;
  }

  /** u times the size of f, and for every product of matrices that f(x) goes through √n times that. */
  private floor({ move, x, moved }: Case, part: Part, k: number): number {
    const letters = move.Y.isExact ? 0 : move.products;
    const size = Math.max(this.scales.at(x, k), this.scales.at(moved, k));
    return (this.scales.isNoise(k) ? 1 : this.unit) * size * (1 + letters * Math.sqrt(part.dimension));
  }

  /** Raises `noise` by perturbed evaluations, until it explains the violations or all samples are drawn. */
  private async sampleNoise(
    { move, x, moved, received, expected, violations }: Case,
    draws: Draws,
    noise: number[],
    stopsEarly = true,
  ): Promise<Float64Array[]> {
    const { parts } = this.subject;
    const rounded = move.X.isExact ? 0 : move.products;
    const samples: Float64Array[] = [received, expected];
    for (let s = 0; s < SAMPLES; s++) {
      const atMoved = s % 2 === 0;
      const near = await this.valuesNear(perturbed(atMoved ? moved : x, this.unit, draws, rounded));
      if (near === undefined) continue;
      const values = atMoved ? near : move.Y.apply(near);
      samples.push(values);
      parts.forEach((part, k) => {
        noise[k] = Math.max(noise[k], largestDifference(values, atMoved ? received : expected, part));
      });
      // what explains a jump needs all samples: a function may straddle it
      const isSmall = parts.every((_, k) => violations[k] <= LARGE_NOISE * this.scales.at(x, k));
      const isExplained = explained(violations, noise, FACTOR);
      if (stopsEarly && (isExplained ? isSmall : this.isQuick && s + 1 >= QUICK_SAMPLES)) break;
    }
    return samples;
  }

  /**
   * Raises `noise` by difference tables: along lines beside x, and where f is flat there on wider ones and elsewhere.
   */
  private async lookCloser(of: Case, draws: Draws, noise: number[]): Promise<void> {
    const { parts } = this.subject;
    const { move, x, received, expected, violations } = of;
    const isExplained = () => explained(violations, noise, FACTOR);
    const residual = received.map((v, i) => Math.abs(v - expected[i]));
    const isFlat = await this.tables.read({ move, x, residual }, parts, draws, noise);
    if (isFlat === undefined || isExplained()) return;
    if (residual.some((v, i) => v > 0 && isFlat[i])) {
      await this.tables.readWide({ move, x, residual }, parts, draws, noise, isFlat, isExplained);
    }
  }

  /**
   * Whether the violation is still there beside x: a fault of f is continuous but for jumps, while rounding is drawn
   * anew. Were one case of rounding in five to look like the fault, 11 of 12 would have P < 1e-6.
   */
  private async residualStays(
    { move, x, received, expected, violations }: Case,
    draws: Draws,
    noise: readonly number[],
  ): Promise<boolean> {
    const k = worstOf(violations, noise, FACTOR);
    const part = this.subject.parts[k];
    const [spacing] = SPACINGS[this.precision];
    const largest = largestOf(x) || 1;
    let agreeing = 0;
    for (let trial = 0; trial < RESIDUAL_TRIALS; trial++) {
      const beside = x.map((v) => v + spacing * (Math.abs(v) || largest) * draws.normal()); // zeros move too
      const image = await this.valuesNear(beside);
      const moved = await this.valuesNear(move.X.apply(beside));
      if (image === undefined || moved === undefined) return true; // nothing speaks for rounding
      const carried = move.Y.apply(image);
      const change = moved.map((v, i) => v - carried[i] - (received[i] - expected[i]));
      if (largestDifference(change, new Float64Array(change.length), part) <= violations[k] / 2) agreeing++;
    }
    return agreeing >= RESIDUAL_TRIALS - 1;
  }

  /** f(x) in the precision that is not its own; undefined where f takes one only. */
  private async otherPrecision(x: Float64Array): Promise<Float64Array | undefined> {
    try {
      return await this.subject.inOtherPrecision(x);
    } catch (error) {
      if (error instanceof Violation) return undefined;
      throw error;
    }
  }

  /** f near a point; undefined where f throws or is not finite there. */
  private async valuesNear(x: Float64Array): Promise<Float64Array | undefined> {
    try {
      const { values } = await this.subject.at(x, 'a point beside x');
      return notFinite(values, '') === undefined ? values : undefined;
    } catch (error) {
      if (error instanceof Violation) return undefined;
      throw error;
    }
  }
}

/** Points beside x at which a violation is looked at again. */
const RESIDUAL_TRIALS = 12;

const NOTHING = new Float64Array(0);

const explained = (violations: readonly number[], noise: readonly number[], factor: number): boolean =>
  violations.every((v, k) => v <= factor * noise[k]);

/** The part whose violation is largest beside its noise. */
function worstOf(violations: readonly number[], noise: readonly number[], factor: number): number {
  const ratio = (k: number) => (violations[k] === 0 ? 0 : violations[k] / (factor * noise[k]));
  let worst = 0;
  for (let k = 1; k < violations.length; k++) if (ratio(k) > ratio(worst)) worst = k;
  return worst;
}

function notFinite(values: Float64Array, name: string): Violation | undefined {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return new Violation('not finite', `${name}[${i}] is ${values[i]}`);
  }
  return undefined;
}
