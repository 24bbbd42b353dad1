/** Cutting samples into chunks of rows that an accelerator takes, each a float32 operand of a fixed shape class. */
import { IsotypicError } from '@isotypic/algebra/basics';

/**
 * Numbers in one operand or result, where the adapter does not grant fewer: 2²² float32 are 16 MiB, an eighth of the
 * 128 MiB that webgpu grants a storage buffer by default, and indices stay exact in float32 (below 2²⁴).
 */
export const CHUNK_NUMBERS = 2 ** 22;
const LEAST_ROWS = 64;

/** The most that one operand or result may have. */
export interface ChunkLimits {
  readonly rows: number;
  readonly numbers: number;
}

/**
 * The rows of a chunk: a power of two, so that few shape classes exist, and within the limits.
 * @throws {IsotypicError} `OUT_OF_MEMORY` when even 64 rows of that width do not fit.
 */
export function chunkRows(rows: number, width: number, where: string, limits: ChunkLimits): number {
  let fit = limits.rows;
  while (fit > LEAST_ROWS && fit * width > limits.numbers) fit /= 2;
  if (fit * width > limits.numbers) {
    throw new IsotypicError('OUT_OF_MEMORY', {
      where,
      expected: `at most ${Math.floor(limits.numbers / LEAST_ROWS)} numbers a row on the accelerator`,
      received: `${width}, ${((LEAST_ROWS * width * 4) / 2 ** 20).toFixed(0)} MiB for ${LEAST_ROWS} rows`,
      remedy: "Use kind 'float64', or fewer columns at once.",
    });
  }
  let class_ = LEAST_ROWS;
  while (class_ < rows && class_ < fit) class_ *= 2;
  return class_;
}
