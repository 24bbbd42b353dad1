/**
 * What comes in at a backend's edge: read, refused after `close()`, and checked for NaN and ±∞ where that was asked
 * for.
 */
import { arrayOf, checkArgument, integer, invalidArgument, type Kind } from '@isotypic/algebra/internal';
import type { Block } from '../kernels/blocks.js';
import type { Indices } from '../kernels/group-average.js';
import { LAYOUT } from '../matrix/argument-kinds.js';
import { type Float64Matrix, readFiniteMatrix, readMatrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, requireFinite } from '../matrix/layout.js';
import { NUMBERS } from '../matrix/numbers.js';

const GENERATORS: Kind = arrayOf(NUMBERS, 'an array of permutations, each an array of images');

const BLOCKS: Kind = arrayOf(
  {
    expected: '{ inStart, outStart, matrix, stride }, integers from 0 on and a matrix',
    accepts: (v) => {
      if (typeof v !== 'object' || v === null) return false;
      const { inStart, outStart, matrix, stride = 1 } = v as Partial<Record<keyof Block, unknown>>;
      return (
        integer(0).accepts(inStart) &&
        integer(0).accepts(outStart) &&
        integer(1).accepts(stride) &&
        LAYOUT.accepts(matrix)
      );
    },
  },
  'an array of blocks { inStart, outStart, matrix, stride }',
);

export class Operands {
  private closed = false;

  /** @param finite refuse NaN and ±∞. */
  constructor(private readonly finite: boolean) {}

  matrix(where: string, name: string, source: MatrixLike): Float64Matrix {
    this.requireOpen(where);
    return this.finite ? readFiniteMatrix(where, name, source) : readMatrix(where, name, source);
  }

  vector(where: string, name: string, source: ArrayLike<number>): ArrayLike<number> {
    checkArgument(where, name, source, NUMBERS);
    return source;
  }

  generators(where: string, generators: readonly Indices[]): readonly Indices[] {
    checkArgument(where, 'generators', generators, GENERATORS);
    return generators;
  }

  blocks(where: string, blocks: readonly Block[]): readonly Block[] {
    this.requireOpen(where);
    checkArgument(where, 'blocks', blocks, BLOCKS);
    if (this.finite) for (const { matrix } of blocks) requireFinite(where, matrix);
    return blocks;
  }

  /** True the first time. */
  close(): boolean {
    const first = !this.closed;
    this.closed = true;
    return first;
  }

  private requireOpen(where: string): void {
    if (this.closed) throw invalidArgument(where, 'an open backend', 'a closed one', 'Open another one.');
  }
}
