/** Tensors of a matrix group as fields over a point. */
import type { Float64Layout } from '@isotypic/algebra';
import type { Representation as BoundType, MatrixGroup } from '@isotypic/maps';
import { leastSquares } from '@isotypic/numeric/dense';

/**
 * V^⊗p ⊗ V*^⊗q of a real matrix group; elements are their matrices on V.
 * @example
 * const space = noBaseSpace(parseMatrixGroup('SO(3)'));
 * const { label, dimension } = space.tensor(1, 1);
 * [label, dimension] // ['T(1,1)', 9]
 */
export class TensorRepresentation {
  readonly kind = 'tensor';

  /** @internal Use `MatrixGSpace.tensor`, which checks its numbers. */
  constructor(
    readonly group: MatrixGroup,
    /** Factors V. */
    readonly p: number,
    /** Factors V*, behind them. */
    readonly q: number,
    /** @internal The same for `equivariantMaps`. */
    readonly action: BoundType,
  ) {}

  get dimension(): number {
    return this.action.dimension;
  }

  get label(): string {
    return this.q === 0 ? `T(${this.p})` : `T(${this.p},${this.q})`;
  }

  get isTrivial(): boolean {
    return this.p + this.q === 0;
  }

  /** @internal g ⊗ … ⊗ g⁻ᵀ, row-major. */
  matrix(g: Float64Layout): Float64Array {
    const n = g.rows;
    let data: Float64Array = Float64Array.of(1);
    for (let k = 0; k < this.p; k++) data = kronecker(data, g.data, n);
    if (this.q === 0) return data;
    const identity = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
    const inverse = leastSquares(g, { data: identity, rows: n, cols: n }).solution.data;
    const dual = inverse.map((_, at) => inverse[(at % n) * n + Math.floor(at / n)]);
    for (let k = 0; k < this.q; k++) data = kronecker(data, dual, n);
    return data;
  }

  toString(): string {
    return this.label;
  }
}

/** a ⊗ b for square matrices, b n×n. */
function kronecker(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const m = Math.round(Math.sqrt(a.length));
  const size = m * n;
  const data = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      data[i * size + j] = a[Math.floor(i / n) * m + Math.floor(j / n)] * b[(i % n) * n + (j % n)];
    }
  }
  return data;
}
