/** Digits for training and for test, in every position of a group. */
import { readFileSync } from 'node:fs';
import { digitSamples, gather, type LabeledImages, type Tensor, turnedImages } from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import type { DigitsGroup } from './digits-model.js';

/** How many images are kept for the test, always the same. */
export const TEST = 600;
/** How many are left to train with. */
export const MOST = 1017;

export interface DigitsData {
  readonly train: LabeledImages;
  readonly test: LabeledImages;
}

/** A text that is in the package of the layers. */
function digitsText(): string {
  return readFileSync(new URL('data/digits.txt', import.meta.resolve('@isotypic/nn/package.json')), 'utf8');
}

/** The digits but 9; which of them are trained with depends on the seed. */
export function digitsData(images: number, seed: number): DigitsData {
  const all = digitSamples(digitsText());
  const chosen = shuffled(
    Int32Array.from(all.labels.keys()).filter((n) => all.labels[n] !== 9),
    0,
  );
  const rest = shuffled(chosen.slice(TEST), seed);
  return { train: taken(all, rest.subarray(0, images)), test: taken(all, chosen.subarray(0, TEST)) };
}

function taken({ images, labels }: LabeledImages, order: Int32Array): LabeledImages {
  return { images: gather(images, order), labels: Int32Array.from(order, (n) => labels[n]) };
}

/** A uniformly random order (Fisher & Yates). */
function shuffled(list: Int32Array, seed: number): Int32Array {
  const random = randomStream(seed);
  const order = list.slice();
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** An element of the group, by its part of a full turn, and whether it keeps the pixels. */
export interface Position {
  readonly turns: number;
  readonly mirrored: boolean;
  readonly keepsGrid: boolean;
}

export function positionsOf({ rotations, reflections }: DigitsGroup): Position[] {
  return [false, ...(reflections ? [true] : [])].flatMap((mirrored) =>
    Array.from({ length: rotations }, (_, k) => ({
      turns: k / rotations,
      mirrored,
      keepsGrid: Number.isInteger((4 * k) / rotations),
    })),
  );
}

/** The images in a position. */
export const inPosition = (images: Tensor, { turns, mirrored }: Position): Tensor =>
  turnedImages(images, turns, { mirrored });
