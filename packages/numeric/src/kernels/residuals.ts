/** What residuals of maps have in common. */
import type { Float64Matrix } from '../matrix/float64-matrix.js';
import { type Float64Layout, shapeMismatch, shapeOf } from '../matrix/layout.js';

/** Refuses targets of another shape than the images have. */
export function requireTarget(where: string, Y: Float64Matrix, rows: number, cols: number): void {
  if (Y.rows !== rows || Y.cols !== cols) {
    throw shapeMismatch(where, `targets Y of shape ${rows}×${cols}, as X has rows`, shapeOf(Y));
  }
}

/** Y − R, in place of R. */
export function subtractFrom<M extends Float64Layout>(Y: Float64Layout, R: M): M {
  for (let e = 0; e < R.data.length; e++) R.data[e] = Y.data[e] - R.data[e];
  return R;
}
