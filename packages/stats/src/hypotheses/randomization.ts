/** Moving every sample by its own random group element: what changes nothing if the law is invariant. */
import { type Permutation, type RandomSource, randomSource, toFloat64, WorkMeter } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import { type Float64Layout, randomStream } from '@isotypic/numeric/dense';
import type { PermutationRepresentation, Representation } from '@isotypic/reps';
import type { CheckedSamples } from '../data/samples.js';
import { columnMeans } from '../moments/column-means.js';
import { Pauses, type RunOptions } from '../run/run.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import type { SymmetryHypothesis } from './hypothesis.js';
import { ScatterMatrix } from './scatter-matrix.js';

/** Writes ρ(g)x, g uniformly random, to `out`. */
export type RandomMove = (x: Float64Array, out: Float64Array) => void;

/** Groups up to this order are listed once; a larger group's elements are drawn and evaluated one by one. */
const LISTED = 2048;

/**
 * Uniformly random moves by elements of the structure's group.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a structure that did not come from a representation.
 */
export function randomMoves(where: string, structure: IsotypicStructure, seed: number | undefined): RandomMove {
  const draw = drawerOf(where, structure, seed);
  return (x, out) => {
    const action = draw();
    if (action instanceof Uint32Array) {
      // ρ(g)eᵢ = e_{g(i)}
      for (let i = 0; i < x.length; i++) out[action[i]] = x[i];
      return;
    }
    for (let i = 0; i < x.length; i++) {
      let sum = 0;
      for (let j = 0; j < x.length; j++) sum += action.data[i * x.length + j] * x[j];
      out[i] = sum;
    }
  };
}

function drawerOf(where: string, structure: IsotypicStructure, seed: number | undefined): () => Action {
  const { representation, randomMatrix } = structure;
  if (representation !== undefined) return drawer(representation, randomSource(seed));
  if (randomMatrix === undefined) {
    throw invalidArgument(
      where,
      'a representation, whose group can be sampled',
      'a structure without one',
      'Leave randomizations out, or pass the representation of a finite subgroup.',
    );
  }
  const stream = randomStream(seed);
  return () => randomMatrix(() => stream.normal());
}

type Action = Uint32Array | Float64Layout;

function drawer(rep: Representation, random: RandomSource): () => Action {
  const evaluate = (g: Permutation): Action => {
    if (rep.kind === 'permutation') return (rep as PermutationRepresentation).permutation(g).images;
    return rep.kind === 'numeric' ? rep.matrix(g) : toFloat64(rep.matrix(g));
  };
  if (rep.group.order > BigInt(LISTED)) return () => evaluate(rep.group.randomElement(random));
  const all = [...rep.group.elements()].map(evaluate);
  return () => all[random.below(all.length)];
}

/** How a randomization p-value is asked for. */
interface RandomizationOptions extends RunOptions {
  readonly randomizations?: number;
  readonly seed?: number;
}

/**
 * (1 + #{as large})/(1 + draws), every row of every draw moved by its own random group element; undefined when no draws
 * were asked for. For the hypothesis on the covariance alone the rows are centered before they are moved.
 */
export async function randomizedPValue(
  where: string,
  samples: CheckedSamples | undefined,
  structure: IsotypicStructure,
  hypothesis: SymmetryHypothesis,
  { randomizations: draws, seed, signal, onProgress }: RandomizationOptions,
  isAsLarge: (scatter: ScatterMatrix) => boolean,
): Promise<number | undefined> {
  if (draws === undefined || samples === undefined) return undefined;
  const meter = new WorkMeter(where, { signal, onProgress });
  const pauses = new Pauses();
  const move = randomMoves(where, structure, seed);
  const rows = hypothesis === 'covariance' ? centered(samples) : samples;
  let asLarge = 0;
  for (let r = 0; r < draws; r++) {
    meter.report('randomizations', r, draws);
    await pauses.now();
    const moved = movedRows(rows, move);
    const scatter = new ScatterMatrix(samples.cols).add(moved, largestOf(moved.data), new WorkMeter(where, { signal }));
    if (isAsLarge(scatter)) asLarge++;
  }
  return (1 + asLarge) / (1 + draws);
}

function movedRows({ data, rows, cols }: Float64Layout, move: RandomMove): Float64Layout {
  const moved = new Float64Array(rows * cols);
  for (let n = 0; n < rows; n++) {
    move(data.subarray(n * cols, (n + 1) * cols), moved.subarray(n * cols, (n + 1) * cols));
  }
  return { data: moved, rows, cols };
}

function centered(samples: Float64Layout): Float64Layout {
  const mean = columnMeans(samples);
  return { ...samples, data: samples.data.map((v, i) => v - mean[i % samples.cols]) };
}

function largestOf(data: Float64Array): number {
  let largest = 0;
  for (const x of data) if (Math.abs(x) > largest) largest = Math.abs(x);
  return largest;
}
