/** Tensor products of matrices, and sums A⊗1⊗… + 1⊗A⊗…, acting on tensors modulo p without being formed. */
import type { ModularMatrix } from '../linear/modular-arithmetic.js';

/** What one generator does to each factor of a tensor product; null for a factor that it leaves alone. */
export interface TensorOperator {
  /** 'element': the tensor product of the matrices; 'derivation': the sum over the places. */
  readonly kind: 'element' | 'derivation';
  readonly matrices: readonly (ModularMatrix | null)[];
}

/** A shape with row-major strides. */
export class TensorShape {
  readonly strides: readonly number[];
  readonly size: number;

  constructor(readonly dimensions: readonly number[]) {
    const strides = new Array<number>(dimensions.length);
    let size = 1;
    for (let k = dimensions.length - 1; k >= 0; k--) {
      strides[k] = size;
      size *= dimensions[k];
    }
    this.strides = strides;
    this.size = size;
  }

  digits(index: number): number[] {
    return this.dimensions.map((d, k) => Math.floor(index / this.strides[k]) % d);
  }
}

/** target += (1⊗…⊗M⊗…⊗1)·x, M in place `place`; symmetric residues. */
export function addInPlace(
  target: Float64Array,
  x: Float64Array,
  M: ModularMatrix,
  place: number,
  shape: TensorShape,
  p: number,
): void {
  const inverse = 1 / p;
  const stride = shape.strides[place];
  const span = stride * M.size;
  for (let base = 0; base < shape.size; base += span) {
    for (let i = 0; i < M.size; i++) {
      const to = base + i * stride;
      for (let k = M.starts[i]; k < M.starts[i + 1]; k++) {
        const from = base + M.indices[k] * stride;
        const c = M.values[k];
        for (let s = 0; s < stride; s++) {
          const y = x[from + s];
          if (y === 0) continue;
          const t = target[to + s] + c * y;
          target[to + s] = t - p * Math.round(t * inverse);
        }
      }
    }
  }
}

/** (⊗ matrices)·x. */
export function applyProduct(
  matrices: readonly (ModularMatrix | null)[],
  x: Float64Array,
  shape: TensorShape,
  p: number,
): Float64Array {
  let y = x;
  matrices.forEach((M, place) => {
    if (M === null) return;
    const next = new Float64Array(shape.size);
    addInPlace(next, y, M, place, shape, p);
    y = next;
  });
  return y;
}

/** dρ(A)·x. */
export function applyDerivation(
  matrices: readonly (ModularMatrix | null)[],
  x: Float64Array,
  shape: TensorShape,
  p: number,
): Float64Array {
  const y = new Float64Array(shape.size);
  matrices.forEach((M, place) => {
    if (M !== null) addInPlace(y, x, M, place, shape, p);
  });
  return y;
}

/** What must vanish for x to be invariant: h·x − x, or dρ(A)·x. */
export function residual(operator: TensorOperator, x: Float64Array, shape: TensorShape, p: number): Float64Array {
  if (operator.kind === 'derivation') return applyDerivation(operator.matrices, x, shape, p);
  const y = applyProduct(operator.matrices, x, shape, p).slice();
  for (let i = 0; i < y.length; i++) {
    const t = y[i] - x[i];
    y[i] = t - p * Math.round(t / p);
  }
  return y;
}

/** Row `index` of the constraint's matrix, as column → entry. */
export function constraintRow(
  operator: TensorOperator,
  index: number,
  shape: TensorShape,
  p: number,
): Map<number, number> {
  const digits = shape.digits(index);
  const row = new Map<number, number>();
  const add = (column: number, x: number) => {
    const t = (row.get(column) ?? 0) + x;
    row.set(column, t - p * Math.round(t / p));
  };
  if (operator.kind === 'derivation') {
    operator.matrices.forEach((M, place) => {
      if (M === null) return;
      const rest = index - digits[place] * shape.strides[place];
      for (let k = M.starts[digits[place]]; k < M.starts[digits[place] + 1]; k++) {
        add(rest + M.indices[k] * shape.strides[place], M.values[k]);
      }
    });
    return row;
  }
  let terms: [number, number][] = [[0, 1]];
  operator.matrices.forEach((M, place) => {
    const stride = shape.strides[place];
    const next: [number, number][] = [];
    for (const [column, x] of terms) {
      if (M === null) {
        next.push([column + digits[place] * stride, x]);
        continue;
      }
      for (let k = M.starts[digits[place]]; k < M.starts[digits[place] + 1]; k++) {
        const t = x * M.values[k];
        next.push([column + M.indices[k] * stride, t - p * Math.round(t / p)]);
      }
    }
    terms = next;
  });
  for (const [column, x] of terms) add(column, x);
  add(index, -1);
  return row;
}
