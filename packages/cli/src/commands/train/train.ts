/** `isotypic train digits`: a classifier of handwritten digits that does not mind how they are turned. */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { AbortedError, IsotypicError } from '@isotypic/algebra';
import {
  Adam,
  concatenate,
  cosineSchedule,
  crossEntropy,
  encodeCheckpoint,
  encodeGraph,
  encodeOnnx,
  exportModule,
  gather,
  loadCheckpoint,
  type Tensor,
  train,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import type { Console } from '../../console.js';
import { readBytes } from '../../data/read-bytes.js';
import { EXIT } from '../../exit.js';
import { progressOn } from '../../output/progress.js';
import { checkFolder, writeFolder } from '../../output/write-folder.js';
import { alignTable } from '../../report/text.js';
import { type DigitsData, digitsData, inPosition, MOST, type Position, positionsOf, TEST } from './digits-data.js';
import { type DigitsGroup, DigitsModel, digitsGroup, twinWidths } from './digits-model.js';

export interface TrainArguments {
  readonly group: DigitsGroup;
  readonly images: number;
  readonly steps: number;
  readonly seed: number;
  /** Without symmetry, of as many parameters. */
  readonly plain: boolean;
  /** Each image in a random position of the group. */
  readonly augment: boolean;
  readonly fields: readonly [number, number, number];
  readonly dropout: number;
  /** Share of the probability that is spread over all labels. */
  readonly smoothing: number;
  /** The position is a part of the label. */
  readonly positions: boolean;
  /** The last filter covers all places. */
  readonly whole: boolean;
  readonly resume: string | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

const [BATCH, RATE, DECAY] = [50, 3e-3, 1e-2];
/** Steps between lines of progress, and between checkpoints. */
const PIECE = 20;

interface Outcome {
  readonly model: string;
  readonly group: string;
  readonly images: number;
  readonly augmented: boolean;
  readonly parameters: number;
  readonly steps: number;
  readonly seed: number;
  readonly dropout: number;
  readonly smoothing: number;
  readonly positions: boolean;
  readonly whole: boolean;
  /** Share of 600 other images that are taken for another digit. */
  readonly error: number;
  /** The same over all positions of the group. */
  readonly turnedError: number;
  /** The largest change of a logit under symmetries of the grid. */
  readonly logitsChange: number;
  readonly cpuSeconds: number;
  /** Means over 20 steps. */
  readonly losses: readonly number[];
}

/** The plain one has no positions, and as many parameters as the equivariant one with the same options. */
function modelOf({ plain, group, fields, dropout, positions, whole, seed }: TrainArguments): DigitsModel {
  if (!plain) return new DigitsModel(group, { widths: fields, dropout, positions, whole, seed });
  const { size } = new DigitsModel(group, { widths: fields, dropout, positions, seed });
  return new DigitsModel(digitsGroup('C1'), { widths: twinWidths(size, whole), dropout, whole, seed });
}

/**
 * Trains, tests and writes; an interrupted training leaves a checkpoint where `resume` says.
 * @throws {IsotypicError} for every kind of bad input, before anything is done
 */
export async function trainDigits(args: TrainArguments, console: Console): Promise<number> {
  const { group, images, steps, seed, out, resume, dropout } = args;
  if (out !== undefined) checkFolder(out);
  const data = digitsData(images, seed);
  const model = modelOf(args);
  const adam = new Adam(model.parameters(), { learningRate: cosineSchedule(RATE, steps), weightDecay: DECAY });
  if (resume !== undefined && existsSync(resume)) goOn(resume, model, adam, steps);
  const began = process.cpuUsage();
  const losses = await learn(args, { model, adam, data }, console);
  if (losses === undefined) return EXIT.interrupted;
  const { user, system } = process.cpuUsage(began);
  const outcome: Outcome = {
    model: args.plain ? 'plain' : 'equivariant',
    group: group.name,
    images,
    augmented: args.augment,
    parameters: model.size,
    steps,
    seed,
    dropout,
    smoothing: args.smoothing,
    positions: args.positions,
    whole: args.whole,
    ...tested(model, data, positionsOf(group)),
    cpuSeconds: (user + system) / 1e6,
    losses,
  };
  if (out !== undefined) writeFolder(out, filesOf(model, outcome));
  console.out(args.json ? `${JSON.stringify(outcome, null, 2)}\n` : textOf(outcome, out));
  return EXIT.done;
}

interface Learner {
  readonly model: DigitsModel;
  readonly adam: Adam;
  readonly data: DigitsData;
}

/** The mean losses of each piece, or undefined where it was interrupted. */
async function learn(
  { group, steps, seed, augment, smoothing, resume, quiet }: TrainArguments,
  { model, adam, data }: Learner,
  console: Console,
): Promise<number[] | undefined> {
  const progress = progressOn(console, { isQuiet: quiet });
  const signal = console.interruption?.() ?? console.signal;
  const positions = positionsOf(group).slice(0, augment ? undefined : 1);
  const losses: number[] = [];
  let sum = 0;
  const save = (): void => {
    if (resume !== undefined) replaceFile(resume, encodeCheckpoint(model, adam));
  };
  const onStep = (step: number, value: number): void => {
    sum += value / PIECE;
    if ((step + 1) % PIECE !== 0) return;
    losses.push(sum);
    const text = `loss ${sum.toPrecision(3)}`;
    sum = 0;
    progress.step(step + 1, steps, text, text);
    save();
  };
  try {
    await train(adam, lossOf(model, data, positions, { seed, smoothing }), {
      steps,
      seed,
      onStep,
      ...(signal && { signal }),
    });
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
    progress.end();
    save();
    const kept = resume === undefined ? 'nothing was kept' : `the same command goes on from ${resume}`;
    console.err(`isotypic: interrupted after ${adam.steps} of ${steps} steps; ${kept}\n`);
    return undefined;
  }
  progress.end();
  save();
  return losses;
}

/** Goes on from a checkpoint. @throws {IsotypicError} for one of another training */
function goOn(path: string, model: DigitsModel, adam: Adam, steps: number): void {
  const where = 'isotypic train';
  loadCheckpoint(readBytes(path, where, 'a checkpoint of this training'), model, adam);
  if (adam.steps <= steps) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: `--resume with a checkpoint of at most ${steps} steps`,
    received: `${path}, of ${adam.steps}`,
    remedy: 'Choose more --steps, or another file.',
  });
}

/** All or nothing: whoever ends us now leaves the old file. */
function replaceFile(path: string, bytes: Uint8Array): void {
  writeFileSync(`${path}.new`, bytes);
  renameSync(`${path}.new`, path);
}

/** The loss of a step: random images, each in a random one of the positions, drawn by seed and step alone. */
function lossOf(
  model: DigitsModel,
  { train: { images, labels } }: DigitsData,
  positions: readonly Position[],
  { seed, smoothing }: Pick<TrainArguments, 'seed' | 'smoothing'>,
): (step: { readonly step: number }) => Tensor {
  const count = labels.length;
  const everywhere = concatenate(positions.map((position) => inPosition(images, position)));
  return ({ step }) => {
    const random = randomStream(seed, [1, step]);
    const draw = (below: number): number => Math.floor(random.uniform() * below);
    const chosen = Int32Array.from({ length: Math.min(BATCH, count) }, () => draw(count));
    const places = chosen.map((n) => draw(positions.length) * count + n);
    return crossEntropy(
      model.scores(gather(everywhere, places)),
      chosen.map((n) => labels[n] * model.scoresPerClass),
      { smoothing },
    );
  };
}

function tested(
  model: DigitsModel,
  { test: { images, labels } }: DigitsData,
  positions: readonly Position[],
): Pick<Outcome, 'error' | 'turnedError' | 'logitsChange'> {
  model.evaluate();
  const upright = model.forward(images);
  const errors: number[] = [];
  let logitsChange = 0;
  for (const position of positions) {
    const logits = model.forward(inPosition(images, position));
    errors.push(errorOf(logits, labels));
    if (!position.keepsGrid) continue;
    logits.data.forEach((x, i) => {
      logitsChange = Math.max(logitsChange, Math.abs(x - upright.data[i]));
    });
  }
  model.train();
  return { error: errors[0], turnedError: errors.reduce((a, b) => a + b) / errors.length, logitsChange };
}

function errorOf({ data, shape }: Tensor, labels: Int32Array): number {
  const classes = shape[1];
  const wrong = labels.filter((label, n) => {
    const row = data.subarray(n * classes, (n + 1) * classes);
    return row.indexOf(row.reduce((a, b) => Math.max(a, b))) !== label;
  });
  return wrong.length / labels.length;
}

function filesOf({ network }: DigitsModel, outcome: Outcome): Record<string, string | Uint8Array> {
  const graph = exportModule(network);
  return {
    'model.onnx': encodeOnnx(graph),
    'model.safetensors': encodeGraph(graph, { precision: 'float32' }),
    'result.json': `${JSON.stringify(outcome, null, 2)}\n`,
  };
}

function textOf(outcome: Outcome, out: string | undefined): string {
  const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
  const rows = [
    ['Model', `${outcome.model}, ${outcome.parameters} parameters, group ${outcome.group}`],
    [
      'Trained',
      `${outcome.images} of ${MOST} images, ${outcome.steps} steps, ${outcome.augmented ? 'turned' : 'upright'}`,
    ],
    ['Error', `${percent(outcome.error)} of ${TEST} other images upright, ${percent(outcome.turnedError)} turned`],
    ['Logits', `change by ${outcome.logitsChange.toPrecision(2)} at most when pixels are turned`],
    ...(out === undefined ? [] : [['Wrote', out]]),
  ];
  return `${alignTable(rows)}\n`;
}
