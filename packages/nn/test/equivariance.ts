/** The law of equivariance, for layers between representations of matrix groups. */
import type { ExactMatrix } from '@isotypic/algebra';
import { toFloat64 } from '@isotypic/algebra';
import {
  type Module,
  matmul,
  multiply,
  normalInitial,
  reduceSum,
  type Tensor,
  tensor,
  vectorJacobianProduct,
} from '@isotypic/nn';
import { Float64Matrix, matrixExponential, randomStream } from '@isotypic/numeric';
import type { LinearAction } from '@isotypic/reps';

const EPSILON = 2 ** -52;

interface LawOptions {
  readonly seed: number;
  /** How far a rounding of the input's size may be amplified on the way (default: measured by a small change). */
  readonly gain?: number;
}

/** One element's action on both sides, a generator or exp of a small element of the Lie algebra. */
function elements(into: LinearAction, out: LinearAction, seed: number): [Float64Matrix, Float64Matrix][] {
  const pairs = into.generatorMatrices.map((g, k): [Float64Matrix, Float64Matrix] => [
    dense(g),
    dense(out.generatorMatrices[k]),
  ]);
  const stream = randomStream(seed);
  const derivations = into.derivations ?? [];
  if (derivations.length === 0) return pairs;
  const t = derivations.map(() => stream.normal() / 4);
  const sum = (all: readonly ExactMatrix[]): Float64Matrix => {
    const parts = all.map(dense);
    return Float64Matrix.generate(parts[0].rows, parts[0].cols, (i, j) =>
      parts.reduce((s, A, k) => s + t[k] * A.at(i, j), 0),
    );
  };
  return [...pairs, [matrixExponential(sum(derivations)), matrixExponential(sum(out.derivations ?? []))]];
}

function dense(m: ExactMatrix): Float64Matrix {
  const { data, rows, cols } = toFloat64(m);
  return new Float64Matrix(rows, cols, data);
}

const rowsTimes = (x: Tensor, g: Float64Matrix): Tensor =>
  matmul(x, tensor(g.data, [g.rows, g.cols]), { transposeRight: true });
const norm = (x: Tensor): number => Math.sqrt(reduceSum(multiply(x, x)).item());
const minus = (x: Tensor, y: Tensor): Tensor =>
  tensor(
    x.data.map((v, i) => v - y.data[i]),
    x.shape,
  );

/**
 * What is wrong with ‖f(ρx) − ρf(x)‖, or undefined. The bound is c·ε: c counts the roundings of a layer's sums (their
 * length, as the dimensions are), times how much f and ρ amplify a change (a finite difference), times what flows.
 */
export function equivarianceFault(
  f: Module,
  into: LinearAction,
  out: LinearAction,
  { seed }: LawOptions,
): string | undefined {
  const x = normalInitial([3, into.dimension], 0.5, randomStream(seed));
  const y = f.forward(x);
  const cotangent = normalInitial(y.shape, 1, randomStream(seed + 1));
  for (const [k, [g, h]] of elements(into, out, seed).entries()) {
    const gx = rowsTimes(x, g);
    const left = f.forward(gx);
    const right = rowsTimes(y, h);
    const bound =
      boundOf(f, gx, left) + EPSILON * 8 * out.dimension * h.norm() * (norm(y) + boundOf(f, x, y) / EPSILON / 64);
    const fault = norm(minus(left, right));
    if (!(fault <= bound)) return `element ${k}: off by ${fault}, bound ${bound}`;
    // the gradient: ⟨c, f(gx)⟩ = ⟨hᵀc, f(x)⟩ for all x, so that gᵀ ∇(cᵀf)(gx) = ∇((hᵀc)ᵀf)(x)
    const at = (place: Tensor, c: Tensor): Tensor =>
      vectorJacobianProduct((v) => f.forward(v), [place], c).gradients[0];
    const transposed = (m: Float64Matrix): Float64Matrix => m.transpose();
    const first = rowsTimes(at(gx, cotangent), transposed(g));
    const second = at(x, rowsTimes(cotangent, transposed(h)));
    const slope = EPSILON * 64 * (into.dimension + 100) * g.norm() * h.norm() * (norm(first) + norm(second) + 1) * 16;
    const difference = norm(minus(first, second));
    if (!(difference <= slope)) return `gradient, element ${k}: off by ${difference}, bound ${slope}`;
  }
  return undefined;
}

/** Roundings of f at x: 64 layers' worth of relative ε, in what goes in and what comes out. */
export function boundOf(f: Module, x: Tensor, y: Tensor): number {
  const step = 2 ** -20;
  const direction = normalInitial(x.shape, 1, randomStream(99));
  const moved = f.forward(
    tensor(
      x.data.map((v, i) => v + step * direction.data[i]),
      x.shape,
    ),
  );
  const gain = norm(minus(moved, y)) / (step * norm(direction));
  return EPSILON * 64 * (Math.sqrt(x.size) * (gain + 1) * (norm(x) + 1) + norm(y) + 1) * 4;
}
