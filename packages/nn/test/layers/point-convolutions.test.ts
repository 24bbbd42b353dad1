/** Convolutions between points: exact under the whole group, the filters of grids, derivatives, refusals. */
import {
  type FieldRepresentation,
  type FieldType,
  fieldType,
  type GroupElement,
  type GSpace,
  gspaces,
  kernelBasisAt,
  type PointCloud,
  type PointConvolution,
  type PointConvolutionOptions,
  R2PointConv,
  R3PointConv,
  type Tensor,
  tensor,
  zeros,
} from '@isotypic/nn';
import { Float64Matrix, leastSquares } from '@isotypic/numeric';
import { axisAngle, rotationMatrix } from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDerivatives, waves } from '../helpers/derivatives.js';
import { escnnVectors, representationNamed, spaceNamed } from '../helpers/escnn.js';
import { EPS, onChannels, shake, size } from '../helpers/laws.js';
import { elementsOf, largestDifference } from '../helpers/matrices.js';

const RINGS: PointConvolutionOptions = { rings: [0, 0.8, 1.6], sigma: 0.6, frequenciesCutoff: 2 };
const POINTS = 7;

/** Every point sees the three after it, and itself. */
const edges = Array.from({ length: 4 * POINTS }, (_, k) => {
  const to = Math.floor(k / 4);
  return [(to + (k % 4)) % POINTS, to] as const;
});

const make = (into: FieldType, out: FieldType, options = RINGS): PointConvolution =>
  into.space.baseDimension === 2 ? new R2PointConv(into, out, options) : new R3PointConv(into, out, options);

const placesOf = (space: GSpace): Tensor => waves([POINTS, space.baseDimension], 2);

/** A matrix on each row of x. */
function onRows(matrix: Float64Array, x: Tensor): Tensor {
  return tensor(onChannels(matrix, tensor(x.data, [...x.shape, 1])).data, x.shape);
}

/** f(gp, ρ(g)x) = ρ(g)f(p, x); the terms, tensors and ρ are right to some 400ε of their size. */
function checkLaw(space: GSpace, input: FieldRepresentation[], output: FieldRepresentation[], g: GroupElement): void {
  const [into, out] = [fieldType(space, input), fieldType(space, output)];
  const layer = make(into, out);
  shake(layer);
  const [features, places] = [waves([POINTS, into.size], 5), placesOf(space)];
  const y = layer.forward({ features, places, edges });
  const turned = layer.forward({
    features: onRows(into.matrix(g), features),
    places: onRows(space.pointMatrix(g).data, places),
    edges,
  });
  const sums = 30 * into.size; // terms and channels
  const weights = size(layer.weights.flatMap(({ value }) => [...value.data]));
  const bound = 400 * EPS * sums * weights * size(y.data);
  const expected = onRows(out.matrix(g), y);
  assert.ok(size(y.data) > 0.1);
  assert.ok(
    largestDifference(turned.data, expected.data) <= bound,
    `${space}: ${largestDifference(turned.data, expected.data)} > ${bound}`,
  );
}

const planar = (angle: number): GroupElement => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { data: Float64Array.of(-c, -s, -s, c), rows: 2, cols: 2 };
};
const spatial = (sign: number): GroupElement => {
  const rows = rotationMatrix(axisAngle([0.3, -0.5, 0.8], 1.234));
  return { data: Float64Array.from(rows.flat(), (x) => sign * x), rows: 3, cols: 3 };
};

test('turned places give turned features: finite groups, off every grid', () => {
  const [C8, D5, C7] = [gspaces.rot2dOnR2(8), gspaces.flipRot2dOnR2(5), gspaces.rot2dOnR2(7)];
  const [ico, cube] = [gspaces.icoOnR3(), gspaces.fullOctaOnR3()];
  for (const [space, input, output] of [
    [C8, [C8.regular, C8.trivial], [C8.regular, C8.irrep(1)]],
    [D5, [D5.irrep(1, 1)], [D5.regular, D5.irrep(1, 2)]],
    [C7, [C7.irrep(2), C7.irrep(1)], [C7.irrep(3)]],
    [ico, [ico.irrep(1), ico.trivial], [ico.irrep(2), ico.irrep(1)]],
    [cube, [cube.irrep(1, 1), cube.trivial], [cube.irrep(0, 2), cube.irrep(1, 1)]],
  ] as const) {
    for (const g of [space.elements[space.elements.length - 1], space.elements[1]]) {
      checkLaw(space, [...input], [...output], g);
    }
  }
});

test('and compact ones', () => {
  const [O2, SO3, O3] = [gspaces.flipRot2dOnR2(), gspaces.rot3dOnR3(), gspaces.flipRot3dOnR3()];
  checkLaw(O2, [O2.irrep(1, 1), O2.trivial], [O2.irrep(1, 2), O2.irrep(1, 0)], planar(0.7));
  checkLaw(SO3, [SO3.irrep(1), SO3.trivial], [SO3.irrep(2), SO3.irrep(1)], spatial(1));
  checkLaw(O3, [O3.irrep(1, 1), O3.trivial], [O3.irrep(0, 2), O3.irrep(1, 1)], spatial(-1));
});

test('places count by their differences alone, edges in any order', () => {
  const C8 = gspaces.rot2dOnR2(8);
  const type = fieldType(C8, [C8.regular]);
  const layer = make(type, type);
  const cloud = { features: waves([POINTS, 8], 5), places: placesOf(C8), edges };
  const y = layer.forward(cloud);
  const shifted = tensor(
    cloud.places.data.map((x) => Math.round(x * 1024) / 1024 + 4),
    cloud.places.shape,
  );
  const rounded = tensor(
    shifted.data.map((x) => x - 4),
    shifted.shape,
  );
  assert.equal(layer.forward({ ...cloud, places: shifted }).data, layer.forward({ ...cloud, places: rounded }).data);
  const backwards = layer.forward({ ...cloud, edges: [...edges].reverse() });
  assert.ok(largestDifference(backwards.data, y.data) <= 16 * EPS * size(y.data));
  const lonely = layer.forward({ ...cloud, edges: [[0, 1]] });
  assert.ok(lonely.data.slice(16).every((v) => v === 0) && lonely.data.slice(8, 16).some((v) => v !== 0));
});

/** K at differences, [out, in, points]: one edge for each, unit features one after another. */
function kernelOf(layer: PointConvolution, points: readonly (readonly number[])[]): Float64Array {
  const [n, d] = [points.length, points[0].length];
  const places = tensor([...points.flat(), ...new Array<number>(n * d).fill(0)], [2 * n, d]);
  const [rows, cols] = [layer.outType.size, layer.inType.size];
  const kernel = new Float64Array(rows * cols * n);
  for (let i = 0; i < cols; i++) {
    const unit = new Float64Array(2 * n * cols);
    for (let p = 0; p < n; p++) unit[p * cols + i] = 1;
    const cloud: PointCloud = {
      features: tensor(unit, [2 * n, cols]),
      places,
      edges: points.map((_, p) => [p, n + p]),
    };
    const { data } = layer.forward(cloud);
    for (let p = 0; p < n; p++)
      for (let o = 0; o < rows; o++) kernel[(o * cols + i) * n + p] = data[(n + p) * rows + o];
  }
  return kernel;
}

test('its kernels are those of kernelBasisAt: as many, and each a combination of them', () => {
  const [C8, D4, SO3, cube] = [gspaces.rot2dOnR2(8), gspaces.flipRot2dOnR2(4), gspaces.rot3dOnR3(), gspaces.octaOnR3()];
  for (const [space, into, out] of [
    [C8, C8.regular, C8.regular],
    [D4, D4.irrep(1, 1), D4.regular],
    [SO3, SO3.irrep(1), SO3.irrep(2)],
    [cube, cube.irrep(1), cube.irrep(3)],
  ] as const) {
    const d = space.baseDimension;
    const points = Array.from({ length: 40 }, (_, p) =>
      Array.from({ length: d }, (__, i) => 1.8 * Math.sin(p * p + 2 * i + 1)),
    );
    const layer = make(fieldType(space, [into]), fieldType(space, [out]), { ...RINGS, bias: false });
    const basis = kernelBasisAt(space, into, out, points, RINGS as Required<PointConvolutionOptions>);
    assert.is(layer.dimension, basis.dimension);
    const kernel = kernelOf(layer, points);
    const elements = elementsOf(basis);
    const design = Float64Matrix.generate(kernel.length, basis.dimension, (e, b) => elements[b * kernel.length + e]);
    const { solution } = leastSquares(
      design,
      Array.from(kernel, (value) => [value]),
    );
    const nearest = Float64Array.from({ length: kernel.length }, (_, e) =>
      solution.data.reduce((sum, c, b) => sum + c * design.at(e, b), 0),
    );
    assert.ok(largestDifference(nearest, kernel) <= 1e-12 * size(kernel), `${space}`);
  }
});

interface EscnnCase {
  readonly group: string;
  readonly input: string;
  readonly output: string;
  readonly weights: number;
  readonly clouds: readonly Readonly<Record<'places' | 'x' | 'y', readonly number[]>>[];
}

test('escnn’s: as many weights, which are found on three clouds and give its outputs on the fourth', () => {
  const vectors = escnnVectors<{
    rings: number[];
    sigma: number;
    cutoff: number;
    edges: [number, number][];
    cases: EscnnCase[];
  }>('point-conv');
  const options = { rings: vectors.rings, sigma: vectors.sigma, frequenciesCutoff: vectors.cutoff, bias: false };
  for (const c of vectors.cases) {
    const space = spaceNamed(c.group);
    const [into, out] = [c.input, c.output].map((name) => fieldType(space, [representationNamed(space, name)]));
    const layer = make(into, out, options);
    assert.is(layer.dimension, c.weights, c.group);
    const outputs = ({ places, x }: EscnnCase['clouds'][number]): Float64Array => {
      const n = places.length / space.baseDimension;
      const cloud = { features: tensor(x, [n, into.size]), places: tensor(places, [n, space.baseDimension]) };
      return layer.forward({ ...cloud, edges: vectors.edges }).data;
    };
    const fitted = c.clouds.slice(0, 3);
    const [weights] = layer.weights;
    const setWeights = (data: ArrayLike<number>): void => {
      weights.value = tensor(data, weights.value.shape);
    };
    const columns = Array.from({ length: layer.dimension }, (_, k) => {
      setWeights(Array.from({ length: layer.dimension }, (__, i) => Number(i === k)));
      return fitted.flatMap((cloud) => [...outputs(cloud)]);
    });
    const right = fitted.flatMap(({ y }) => y.map((value) => [value]));
    const design = Float64Matrix.generate(right.length, layer.dimension, (i, k) => columns[k][i]);
    const { solution, rank } = leastSquares(design, right);
    assert.is(rank, layer.dimension);
    setWeights(solution.data);
    const [last] = c.clouds.slice(3);
    // in float32 there: kernels of 22 terms, each right to some ten roundings, times 4·8 features
    assert.ok(largestDifference(outputs(last), last.y) <= 22 * 10 * 2 ** -24 * size(last.y), c.group);
  }
  assert.is(vectors.cases.length, 8);
});

test('first and second derivatives by features and by weights are difference quotients', () => {
  const O2 = gspaces.flipRot2dOnR2();
  const [into, out] = [fieldType(O2, [O2.irrep(1, 1), O2.trivial]), fieldType(O2, [O2.irrep(1, 2), O2.trivial])];
  const layer = make(into, out);
  const places = placesOf(O2);
  checkDerivatives((features) => layer.forward({ features, places, edges }), waves([POINTS, into.size]), [1e-8, 1e-6]);
  const features = waves([POINTS, into.size]);
  for (const parameter of layer.parameters().values()) {
    const at = parameter.value;
    checkDerivatives(
      (value) => {
        parameter.value = value;
        return layer.forward({ features, places, edges });
      },
      at,
      [1e-8, 1e-6],
    );
    parameter.value = at;
  }
});

test('He: outputs of variance about 1 from one point at a time on a ring', () => {
  const C8 = gspaces.rot2dOnR2(8);
  const type = fieldType(C8, new Array(16).fill(C8.regular));
  const layer = new R2PointConv(type, type, { rings: [1], sigma: 0.6, bias: false });
  const n = 64;
  const places = tensor(
    Array.from({ length: 4 * n }, (_, at) => (at < 2 * n ? [Math.cos, Math.sin][at % 2](Math.floor(at / 2)) : 0)),
    [2 * n, 2],
  );
  const pairs = Array.from({ length: n }, (_, p) => [p, n + p] as const);
  const features = tensor(
    waves([2 * n, type.size]).data.map((x) => x * Math.SQRT2),
    [2 * n, type.size],
  );
  const { data } = layer.forward({ features, places, edges: pairs });
  const variance = data.reduce((sum, x) => sum + x * x, 0) / (n * type.size);
  // 8192 outputs of 272 independent weights for each field: a mean square off by less than a third
  assert.ok(Math.abs(variance - 1) < 1 / 3, `${variance}`);
});

test('what does not fit is refused by name', () => {
  const C8 = gspaces.rot2dOnR2(8);
  const type = fieldType(C8, [C8.regular]);
  const layer = make(type, type);
  const cloud = { features: zeros([3, 8]), places: zeros([3, 2]), edges: [[0, 1]] as [number, number][] };
  const code = (expected: string) => (e: { code: string }) => e.code === expected;
  assert.throws(() => layer.forward({ ...cloud, features: zeros([3, 7]) }), code('SHAPE_MISMATCH'));
  assert.throws(() => layer.forward({ ...cloud, places: zeros([3, 3]) }), code('SHAPE_MISMATCH'));
  assert.throws(() => layer.forward({ ...cloud, edges: [[0, 3]] }), /integers from 0 to 2/);
  assert.throws(() => new R3PointConv(type, type, RINGS), /a space of 3 dimensions/);
  assert.throws(() => new R2PointConv(type, type, {} as PointConvolutionOptions), /rings/);
  assert.throws(
    () => new R2PointConv(type, type, { rings: [1], frequenciesCutoff: 'less' as never }),
    /frequenciesCutoff/,
  );
  assert.is(layer.forward({ ...cloud, edges: [] }).shape.join(), '3,8');
});

test.run();
