/** Handwritten digits (Alpaydin & Kaynak 1998, UCI Machine Learning Repository, CC BY 4.0): `data/digits.txt` here. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, text as textKind } from '@isotypic/algebra/internal';
import { Tensor } from '../tensor/tensor.js';

/** Images and what they show. */
export interface LabeledImages {
  /** [samples, 1, height, width], from 0 to 1. */
  readonly images: Tensor;
  readonly labels: Int32Array;
}

const SIDE = 8;
/** Seventeen shades of grey, 0 … 16, a sign each. */
const SHADES = '0123456789abcdefg';
const LINE = /^([0-9]) ([0-9a-g]{64})$/;

/**
 * Reads digits of 8×8 pixels: a line each, the digit, a blank, and 64 shades from 0 to g, row by row.
 * @throws {IsotypicError} `PARSE` with the line that is not of this form
 * @example
 * const { images, labels } = digitSamples(`7 ${'0'.repeat(63)}g\n`);
 * images.shape; // [1, 1, 8, 8]
 * images.at(0, 0, 7, 7); // 1
 * labels[0]; // 7
 */
export function digitSamples(text: string): LabeledImages {
  const where = 'digitSamples';
  checkArgument(where, 'text', text, textKind);
  const lines = text.split('\n').map((line) => line.trimEnd());
  if (lines[lines.length - 1] === '') lines.pop();
  const labels = new Int32Array(lines.length);
  const data = new Float64Array(lines.length * SIDE * SIDE);
  lines.forEach((line, n) => {
    const [, label, shades] = LINE.exec(line) ?? [];
    if (shades === undefined) {
      throw new IsotypicError('PARSE', {
        where,
        expected: `line ${n + 1} to be a digit, a blank and 64 shades from 0 to g`,
        received: `"${line.slice(0, 70)}"`,
      });
    }
    labels[n] = Number(label);
    for (let p = 0; p < SIDE * SIDE; p++) data[n * SIDE * SIDE + p] = SHADES.indexOf(shades[p]) / 16;
  });
  return { images: new Tensor([lines.length, 1, SIDE, SIDE], data), labels };
}
