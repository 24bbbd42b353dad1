// Every operation of the pipeline against its definition, on every backend: float64 within rounding, gpu.js within what
// float32 arithmetic implies. Run by the tests beside this file and, in Chromium, by browser/main.mjs.
import { type Backend, Float64Matrix, type Pipeline, type SampleSpace } from '@isotypic/numeric';
import * as assert from 'uvu/assert';
import { alignedShape, blocksFor, SHAPES, slowCoordinates, slowGram, slowImages, space } from './spaces.js';

/** Rows that meet the edges of chunks and lanes. */
export const ROW_COUNTS = [1, 3, 8, 130, 1003];

/** A backend, or the pipeline inside of one. */
type Tested = Pipeline & Partial<Pick<Backend, 'precision'>>;

const absolute = (M: Float64Matrix): Float64Matrix => M.map(Math.abs);

/**
 * |got − want| ≤ roundings·u·size: in float64 u = 2⁻⁵³, in float32 2⁻²⁴; `size` is the sum of the absolute values of
 * what is added, `roundings` how many operations a term passes, on both sides.
 */
function within(
  what: string,
  got: { readonly data: ArrayLike<number> },
  want: { readonly data: ArrayLike<number> },
  size: number,
  roundings: number,
  unit: number,
): void {
  assert.is(got.data.length, want.data.length, what);
  for (let e = 0; e < want.data.length; e++) {
    const error = Math.abs(got.data[e] - want.data[e]);
    if (!(error <= roundings * unit * size + 1e-37)) {
      assert.unreachable(`${what}: entry ${e} is ${got.data[e]}, not ${want.data[e]} ± ${roundings * unit * size}`);
    }
  }
}

const largest = (M: { readonly data: Float64Array }): number =>
  M.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Runs all operations on the shapes and numbers of rows given. */
export async function checkPipeline(
  backend: Tested,
  shapes: typeof SHAPES = SHAPES,
  rowCounts: readonly number[] = ROW_COUNTS,
): Promise<void> {
  const unit = backend.precision === 'single' ? 2 ** -24 : 2 ** -53;
  for (const shape of shapes) {
    for (const rows of rowCounts) await checkShape(backend, shape, rows, unit);
  }
}

async function checkShape(backend: Tested, shape: (typeof SHAPES)[number], rows: number, unit: number): Promise<void> {
  const x = space(shape, rows, 1, { shifted: true });
  const y = space(alignedShape(shape), rows, 2);
  const roots = Float64Array.from({ length: rows }, (_, n) => 0.5 + (n % 3) / 2);
  const D = x.basis.dimension;
  const what = `${D} variables, ${rows} rows`;
  // Coordinates: sums of D terms (a transform makes fewer) of at most |x|; squares of those are summed below.
  const [Zx, Zy] = [slowCoordinates(x), slowCoordinates(y)];
  const xSize = (largest(x.rows) + 2) * Math.sqrt(D);
  within(`coordinates of ${what}`, await backend.toCoordinates(x), Zx, xSize, 2 * D + 8, unit);
  // the rows give way to their coordinates
  const room = x.rows.data.slice();
  const inPlace = { ...x, rows: { ...x.rows, data: room } };
  within(
    `coordinates in place of ${what}`,
    await backend.toCoordinates(inPlace, undefined, room),
    Zx,
    xSize,
    2 * D + 8,
    unit,
  );
  const blocks = blocksFor(y.basis, x.basis);
  await checkGrams(backend, x, y, roots, unit, what);
  await checkResiduals(backend, x, y, blocks, roots, unit, what);
  // both sides in one basis, where turns are left out
  const other = { rows: space(shape, rows, 3).rows, basis: x.basis };
  await checkGrams(backend, x, other, roots, unit, `${what} in one basis`);
  const square = blocksFor(x.basis, x.basis);
  await checkResiduals(backend, x, other, square, roots, unit, `${what} in one basis`);
  const images = slowImages(Zx, blocks, y.basis, x.basis);
  const shift = Float64Array.from({ length: y.basis.dimension }, (_, j) => j);
  const request = { coordinates: Zx, from: x.basis, to: y.basis, blocks, shift };
  const mapped = await backend.fromCoordinates(request);
  const back = slowCoordinates({ rows: mapped, basis: y.basis, shift });
  const imageSize = (largest(slowImages(absolute(Zx), blocks.map(absolute), y.basis, x.basis)) + D) * Math.sqrt(D);
  within(`images of ${what}`, back, images, imageSize, 8 * D + 16, unit);
  const plain = await backend.fromCoordinates({ coordinates: Zy, from: y.basis, to: y.basis });
  within(`samples of ${what}`, plain, y.rows, (largest(y.rows) + 1) * Math.sqrt(D), 8 * D + 16, unit);
  const own = blocksFor(x.basis, x.basis);
  const lengths = await backend.squaredLengths(x, own);
  const slow = slowImages(Zx, own, x.basis, x.basis);
  const sums = Array.from({ length: rows }, (_, n) => {
    let sum = 0;
    for (let j = 0; j < D; j++) sum += slow.at(n, j) ** 2;
    return sum;
  });
  const lengthSize = D * (largest(slowImages(absolute(Zx), own.map(absolute), x.basis, x.basis)) + xSize) ** 2;
  within(`lengths of ${what}`, { data: lengths }, { data: sums }, lengthSize, 8 * D + 16, unit);
}

async function checkGrams(
  backend: Tested,
  x: SampleSpace,
  y: SampleSpace,
  roots: Float64Array,
  unit: number,
  what: string,
): Promise<void> {
  const spaces = [x, y];
  const pairs = [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as const;
  const { rows } = x.rows;
  for (const weights of [undefined, roots]) {
    const found = await backend.pooledGrams({ spaces, pairs, centered: false, roots: weights });
    const Z = spaces.map((s) => slowCoordinates(s, weights));
    compareGrams(`Gram of ${what}`, found.grams, spaces, Z, pairs, unit);
    assert.equal(found.means, []);
    assert.ok(found.isFinite);
    assert.equal(
      found.largest,
      spaces.map(({ rows: r }) => largest(r)),
    );
    // Centered: about the weighted means of what the shift leaves.
    const plain = spaces.map(({ rows: r, basis, shift }) => ({ rows: r, basis, ...(shift ? { shift } : {}) }));
    const centered = await backend.pooledGrams({ spaces: plain, pairs, centered: true, roots: weights });
    const means = plain.map((s) => slowMean(s, weights));
    const alone = await backend.pooledGrams({ spaces: plain, pairs: [], centered: true, roots: weights });
    alone.means.forEach((mean, a) => {
      within(`mean alone of ${what}`, { data: mean }, { data: means[a] }, 8, rows + 4, 2 ** -53);
    });
    assert.equal(alone.grams, []);
    assert.ok(alone.isFinite);
    centered.means.forEach((mean, a) => {
      within(`mean of ${what}`, { data: mean }, { data: means[a] }, 8, rows + 4, 2 ** -53);
    });
    const about = plain.map((s, a) => slowCoordinates({ ...s, deviation: means[a] }, weights));
    compareGrams(`centered Gram of ${what}`, centered.grams, plain, about, pairs, unit);
  }
}

function compareGrams(
  what: string,
  grams: readonly (readonly { readonly data: Float64Array }[])[],
  spaces: readonly SampleSpace[],
  Z: readonly Float64Matrix[],
  pairs: readonly (readonly [0 | 1, 0 | 1])[],
  unit: number,
): void {
  pairs.forEach(([a, b], p) => {
    spaces[a].basis.components.forEach((c, k) => {
      const other = spaces[b].basis.components[k];
      const want = slowGram(Z[a], Z[b], c, other);
      const D = Math.max(spaces[0].basis.dimension, spaces[1].basis.dimension);
      // each coordinate is off by (2D + 8)·u of a row's length
      const size = Z[0].rows * c.pooled * ((largest(Z[a]) + 4) * (largest(Z[b]) + 4)) * Math.sqrt(D);
      within(`${what}, component ${k}, of ${a} with ${b}`, grams[p][k], want, size, 4 * D + 32, unit);
    });
  });
}

function slowMean({ rows, shift }: SampleSpace, roots: Float64Array | undefined): Float64Array {
  return Float64Array.from({ length: rows.cols }, (_, j) => {
    let [sum, W] = [0, 0];
    for (let n = 0; n < rows.rows; n++) {
      const w = (roots?.[n] ?? 1) ** 2;
      W += w;
      sum += w * (rows.data[n * rows.cols + j] - (shift?.[j] ?? 0));
    }
    return sum / W;
  });
}

async function checkResiduals(
  backend: Tested,
  x: SampleSpace,
  y: SampleSpace,
  blocks: readonly Float64Matrix[],
  roots: Float64Array,
  unit: number,
  what: string,
): Promise<void> {
  const fresh = await backend.blockResiduals({ x, y, blocks, roots });
  // the same after Gram matrices that keep the coordinates for them
  await backend.pooledGrams({ spaces: [x, y], pairs: [[1, 0]], centered: false, roots, forResiduals: true });
  const { cross, squares } = await backend.blockResiduals({ x, y, blocks, roots });
  assert.equal({ cross, squares }, fresh, what);
  const [Zx, Zy] = [slowCoordinates(x, roots), slowCoordinates(y, roots)];
  const images = slowImages(Zx, blocks, y.basis, x.basis);
  const R = Zy.map((v, i, j) => v - images.at(i, j));
  const D = x.basis.dimension;
  y.basis.components.forEach((c, k) => {
    const size = Zx.rows * c.pooled * (largest(R) + 4 * D) * (largest(Zx) + largest(R) + 4 * D);
    within(`residuals of ${what}`, cross[k], slowGram(R, Zx, c, x.basis.components[k]), size, 8 * D + 32, unit);
    let sum = 0;
    for (let i = 0; i < c.width; i++) sum += slowGram(R, R, c, c).at(i, i);
    within(`squares of ${what}`, { data: [squares[k]] }, { data: [sum] }, c.width * size, 8 * D + 32, unit);
  });
}

/** Averages over the orbits of columns: the Reynolds operator. */
export async function checkAverages(backend: Tested, rowCounts: readonly number[] = ROW_COUNTS): Promise<void> {
  const unit = backend.precision === 'single' ? 2 ** -24 : 2 ** -53;
  for (const rows of rowCounts) {
    const X = space({ components: [[7, 1]], summands: [1, 1, 1, 1, 1, 1, 1] }, rows, rows).rows;
    const average = await backend.groupAverage(X, [
      [1, 2, 0, 3, 4, 5, 6],
      [0, 1, 2, 4, 3, 5, 6],
    ]);
    const cells = [[0, 1, 2], [3, 4], [5], [6]];
    const want = Float64Matrix.generate(rows, 7, (n, j) => {
      const cell = cells.find((list) => list.includes(j)) as number[];
      return cell.reduce((sum, i) => sum + X.data[n * 7 + i], 0) / cell.length;
    });
    within(`averages of ${rows} rows`, average, want, largest(X), 8, unit);
    for (let n = 0; n < rows; n++) assert.is(average.at(n, 0), average.at(n, 1));
  }
}
