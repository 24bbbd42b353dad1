/**
 * Uniformly random elements of SO(n), O(n) and SU(2) in a representation. An element of SO(n) is h·s with s uniform in
 * SO(n − 1) and h any rotation that takes the last unit vector to a uniform point of the sphere (Diaconis–Shahshahani
 * 1987), and h is a product of turns in coordinate planes (Hurwitz 1897), which the representation's derivations
 * exponentiate; one of SU(2) is a uniform point of the sphere in ℂ², by Euler's angles.
 */
import { Cyclotomic, toFloat64 } from '@isotypic/algebra';
import { Float64Matrix, product } from '@isotypic/numeric/dense';
import type { LinearAction } from '@isotypic/reps';
import type { SparseMatrix } from '../linear/sparse-matrix.js';
import type { MatrixGroup } from '../matrix-groups/matrix-group.js';
import { integerWeights } from '../matrix-groups/turns.js';
import { Representation } from '../representations/representation.js';

/** The matrix of a uniformly random element, from standard normal numbers. */
export type UniformMatrix = (normal: () => number) => Float64Matrix;

/** How to draw, where the action is a type of SO(n)s, O(n)s and groups covered by SU(2); else undefined. */
export function uniformMatrix(action: LinearAction): UniformMatrix | undefined {
  if (!(action instanceof Representation)) return undefined;
  const known = [...action.groups].map(
    ([token, group]) => ofOrthogonal(action, token, group) ?? ofSpin(action, token, group),
  );
  const draws = known.filter((draw) => draw !== undefined);
  if (draws.length < known.length) return undefined;
  return (normal) =>
    draws.reduce((element, draw) => product(element, draw(normal)), Float64Matrix.identity(action.dimension));
}

function ofOrthogonal(action: Representation, token: string, group: MatrixGroup): UniformMatrix | undefined {
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

/**
 * Of a group that SU(2) covers: connected, on a Lie algebra A, B, C with [A, B] = cC, [B, C] = cA, [C, A] = cB. Twice
 * A/c, B/c and C/c have integers for weights in every representation.
 */
function ofSpin(action: Representation, token: string, group: MatrixGroup): UniformMatrix | undefined {
  if (group.elements.length + group.turns.length > 0 || group.algebra.length !== 3) return undefined;
  const c = structureConstant(group.algebra);
  if (c === undefined) return undefined;
  let turns: readonly ((angle: number) => Float64Matrix)[] | undefined;
  return (normal) => {
    const half = Cyclotomic.fromRational(2).dividedBy(c);
    turns ??= [0, 1].map((i) => turnOf(action.ofAlgebra(token, i).scale(half)));
    const [x, y, z, w] = [normal(), normal(), normal(), normal()];
    // e^(αA)·e^(βB)·e^(γA) has cos β·e^(i(α + γ)) and sin β·e^(i(α − γ)) for its first column, up to fixed phases
    const [sum, difference] = [Math.atan2(y, x), Math.atan2(w, z)];
    const beta = Math.atan2(Math.hypot(z, w), Math.hypot(x, y));
    const outer = product(turns[0]((sum + difference) / 2), turns[1](beta));
    return product(outer, turns[0]((sum - difference) / 2));
  };
}

/** c ≠ 0, rational, with [A, B] = cC and so on around; undefined where there is none. */
function structureConstant(algebra: readonly SparseMatrix[]): Cyclotomic | undefined {
  const brackets = algebra.map((A, i) => {
    const B = algebra[(i + 1) % 3];
    return A.times(B).minus(B.times(A));
  });
  const [x, y] = [brackets[0].values[0], algebra[2].values[0]];
  if (x === undefined || y === undefined) return undefined;
  const c = x.dividedBy(y);
  const fits = brackets.every((bracket, i) => bracket.equals(algebra[(i + 2) % 3].scale(c)));
  return fits && c.isRational() ? c : undefined;
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
