/**
 * Uniformly random elements of SO(n) and O(n) in a representation. An element is h·s with s uniform in SO(n − 1) and h
 * any rotation that takes the last unit vector to a uniform point of the sphere (Diaconis–Shahshahani 1987), and h is a
 * product of turns in coordinate planes (Hurwitz 1897), which the representation's derivations exponentiate.
 */
import { toFloat64 } from '@isotypic/algebra';
import { Float64Matrix, product } from '@isotypic/numeric/dense';
import type { LinearAction } from '@isotypic/reps';
import type { SparseMatrix } from '../linear/sparse-matrix.js';
import type { MatrixGroup } from '../matrix-groups/matrix-group.js';
import { integerWeights } from '../matrix-groups/turns.js';
import { Representation } from '../representations/representation.js';

/** The matrix of a uniformly random element, from standard normal numbers. */
export type UniformMatrix = (normal: () => number) => Float64Matrix;

/** How to draw, where the action is a type of SO(n)s and O(n)s; else undefined. */
export function uniformMatrix(action: LinearAction): UniformMatrix | undefined {
  if (!(action instanceof Representation)) return undefined;
  const known = [...action.groups].map(([token, group]) => ofGroup(action, token, group));
  const draws = known.filter((draw) => draw !== undefined);
  if (draws.length < known.length) return undefined;
  return (normal) =>
    draws.reduce((element, draw) => product(element, draw(normal)), Float64Matrix.identity(action.dimension));
}

function ofGroup(action: Representation, token: string, group: MatrixGroup): UniformMatrix | undefined {
  const { family } = group.knowledge;
  if (family?.kind !== 'orthogonal' || family.form.sign.some((s) => s !== family.form.sign[0])) return undefined;
  const { n, special } = family;
  // Made when first drawn: most decompositions never are.
  let parts:
    | { planes: readonly ((angle: number) => Float64Matrix)[]; reflection: Float64Matrix | undefined }
    | undefined;
  return (normal) => {
    parts ??= {
      planes: Array.from({ length: n - 1 }, (_, i) => turnOf(action.ofAlgebra(token, planeOf(group, i)))),
      reflection: special ? undefined : dense(action.ofElement(token, 0)),
    };
    let element = Float64Matrix.identity(action.dimension);
    for (const { plane, angle } of turns(n, normal)) element = product(element, parts.planes[plane](angle));
    return parts.reflection !== undefined && normal() < 0 ? product(element, parts.reflection) : element;
  };
}

/** The element of the Lie algebra that turns e_i to e_{i+1}. */
function planeOf(group: MatrixGroup, i: number): number {
  return group.algebra.findIndex((A) => A.indices[A.starts[i]] === i + 1 && A.starts[i + 1] - A.starts[i] === 1);
}

/** A uniformly random rotation of ℝⁿ as turns in the planes of coordinates `plane` and `plane` + 1, the first last. */
function* turns(n: number, normal: () => number): Generator<{ plane: number; angle: number }> {
  for (let m = n; m >= 2; m--) {
    let point = Array.from({ length: m }, normal);
    const angles: number[] = [];
    // e_{m−1} goes to cos·e_{m−1} − sin·e_{m−2}, and from there on
    for (let last = m - 1; last > 1; last--) {
      const rest = Math.hypot(...point.slice(0, last));
      angles[last - 1] = Math.atan2(rest, point[last]);
      point = point.slice(0, last).map((x) => -x);
    }
    angles[0] = Math.atan2(-point[0], point[1]);
    for (let plane = 0; plane < m - 1; plane++) yield { plane, angle: angles[plane] };
  }
}

/** exp(tA) = Σ_w cos(wt)·P_w + sin(wt)/w·A·P_w over the weights w ≥ 0, P_w the projector where A² = −w² (Lagrange). */
function turnOf(A: SparseMatrix): (angle: number) => Float64Matrix {
  const weights = integerWeights('compactDecomposition', A).filter((w) => w >= 0);
  const a = dense(A);
  const square = product(a, a);
  const one = Float64Matrix.identity(a.rows);
  const parts = weights.map((w) => {
    const P = weights
      .filter((l) => l !== w)
      .reduce(
        (p, l) =>
          product(
            p,
            square.map((x, i, j) => (x + l * l * one.at(i, j)) / (l * l - w * w)),
          ),
        one,
      );
    return { w, even: P.data, odd: product(a, P).data };
  });
  return (angle) => {
    const matrix = new Float64Matrix(a.rows, a.cols);
    for (const { w, even, odd } of parts) {
      const [c, s] = [Math.cos(w * angle), w === 0 ? 0 : Math.sin(w * angle) / w];
      for (let i = 0; i < even.length; i++) matrix.data[i] += c * even[i] + s * odd[i];
    }
    return matrix;
  };
}

function dense(M: SparseMatrix): Float64Matrix {
  const { data, rows, cols } = toFloat64(M.toDense());
  return new Float64Matrix(rows, cols, data);
}
