/**
 * What comes in at a backend's edge: read, refused after `close()`, and checked for NaN and ±∞ where that was asked
 * for.
 */
import { invalidArgument } from '@isotypic/algebra';
import type { Batch } from '../kernels/batch.js';
import type { Block } from '../kernels/blocks.js';
import { Float64Matrix } from '../matrix/float64-matrix.js';
import { type MatrixLike, requireFinite } from '../matrix/layout.js';

export class Operands {
  private closed = false;

  /** @param finite refuse NaN and ±∞. */
  constructor(private readonly finite: boolean) {}

  matrix(where: string, source: MatrixLike): Float64Matrix {
    this.requireOpen(where);
    return Float64Matrix.from(source, { where, finite: this.finite });
  }

  batch(where: string, source: Batch): Batch {
    this.requireOpen(where);
    if (this.finite) requireFinite(where, { data: source.data, rows: source.batch, cols: source.n * source.n });
    return source;
  }

  blocks(where: string, blocks: readonly Block[]): readonly Block[] {
    this.requireOpen(where);
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
