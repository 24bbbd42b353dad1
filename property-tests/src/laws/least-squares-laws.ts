/** The laws of least squares among equivariant maps. */
import type { Float64Layout } from '@isotypic/algebra';
import fc from 'fast-check';
import type { Rows } from '../arbitraries/data-sets.js';
import { addTo, apply, crossSum, distance, dot, multiply, norm } from '../arithmetic.js';
import type { LawSuite } from './law.js';
import { bound, movedEach, movedTogether, moves, type Space, within } from './moves.js';

interface Pairs {
  readonly X: Rows;
  readonly Y: Rows;
}

/** Frobenius norms of what enters: of X, of Y, of A. */
const sizes = ({ X, Y }: Pairs, A: Float64Layout) => [norm(X.flat()), norm(Y.flat()), norm(A.data)] as const;

const residuals = ({ X, Y }: Pairs, A: Float64Layout): Rows => X.map((x, n) => apply(A, x).map((v, i) => Y[n][i] - v));

/** Terms behind an entry of a sum over the samples, or of a product of matrices. */
const countOf = (samples: number, { dimension: Dx }: Space, { dimension: Dy }: Space): number =>
  (samples + Dx + Dy) * Math.max(Dx, Dy);

export function leastSquaresLaws(
  suite: LawSuite,
  estimate: (X: Rows, Y: Rows) => Promise<Float64Layout>,
  from: Space,
  to: Space,
  maps: readonly Float64Layout[],
  pairs: fc.Arbitrary<Pairs>,
): void {
  const [Dx, Dy] = [from.dimension, to.dimension];
  const lstsq = async ({ X, Y }: Pairs): Promise<Float64Layout> => {
    const A = await estimate(X, Y);
    if (A.rows !== Dy || A.cols !== Dx) throw new Error(`a ${A.rows}×${A.cols} matrix where ${Dy}×${Dx} is expected`);
    return A;
  };
  const count = ({ X }: Pairs) => countOf(X.length, from, to);

  suite.forAllAsync('the map is equivariant', [pairs], async (data) => {
    const A = await lstsq(data);
    const error = (g: Float64Layout, k: number) => distance(multiply(A, g).data, multiply(to.generators[k], A).data);
    const worst = from.generators.reduce((most, g, k) => Math.max(most, error(g, k)), 0);
    return within(worst, bound(count(data), norm(A.data)));
  });
  suite.forAllAsync('the residual is orthogonal to all that an equivariant map can change', [pairs], async (data) => {
    const A = await lstsq(data);
    const gradient = crossSum(data.X, residuals(data, A));
    const [x, y, a] = sizes(data, A);
    const error = (B: Float64Layout) => Math.abs(dot(gradient.data, B.data)) / norm(B.data);
    return within(
      maps.reduce((worst, B) => Math.max(worst, error(B)), 0),
      bound(count(data), x * (x * a + y)),
    );
  });
  const coefficients = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: maps.length, maxLength: maps.length });
  suite.forAllAsync('an equivariant map is recovered from what it does', [pairs, coefficients], async ({ X }, c) => {
    const map = { data: new Float64Array(Dy * Dx), rows: Dy, cols: Dx };
    for (const [k, B] of maps.entries()) addTo(map.data, c[k], B.data);
    const data = { X, Y: X.map((x) => apply(map, x)) };
    const A = await lstsq(data);
    return within(
      norm(residuals(data, A).flat()),
      bound(count(data), 8 * (norm(X.flat()) * norm(map.data) + norm(data.Y.flat()))),
    );
  });
  lossLaws(suite, lstsq, from, to, pairs);
}

/** What is left does not depend on where the samples stand in their orbits. */
function lossLaws(
  suite: LawSuite,
  lstsq: (data: Pairs) => Promise<Float64Layout>,
  from: Space,
  to: Space,
  pairs: fc.Arbitrary<Pairs>,
): void {
  const loss = (data: Pairs, A: Float64Layout) => residuals(data, A).reduce((sum, r) => sum + dot(r, r), 0);
  /** How far Σ‖y − Ax‖² is from its value by rounding in A, x and y. */
  const lossBound = (data: Pairs, A: Float64Layout) => {
    const [x, y, a] = sizes(data, A);
    return bound(countOf(data.X.length, from, to), (x * a + y) ** 2);
  };
  const moving: readonly (readonly [string, typeof movedEach])[] = [
    ['samples are moved together', movedTogether],
    ['each sample is moved', movedEach],
  ];
  for (const [text, move] of moving) {
    suite.forAllAsync(`the map does no worse when ${text}`, [pairs, moves(from.generators)], async (data, words) => {
      const moved = { X: move(data.X, from.generators, words), Y: move(data.Y, to.generators, words) };
      const [A, B] = [await lstsq(data), await lstsq(moved)];
      const most = Math.max(lossBound(data, A), lossBound(data, B));
      return within(Math.abs(loss(data, A) - loss(data, B)), 8 * most);
    });
  }
}
