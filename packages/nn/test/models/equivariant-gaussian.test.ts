/** Normal distributions of fields: their laws, densities against a factorization, derivatives, draws. */
import { catalogue } from '@isotypic/algebra';
import { parseMatrixGroup, parseType, randomElementFloat64 } from '@isotypic/maps';
import {
  type CovarianceKind,
  EquivariantGaussian,
  type FieldType,
  fieldType,
  gradient,
  gspaces,
  hessianVectorProduct,
  matrixExponential,
  noBaseSpace,
  reduceSum,
  type Tensor,
  tensor,
  tensorFields,
} from '@isotypic/nn';
import { matrixExponential as denseExponential, Float64Matrix, randomStream } from '@isotypic/numeric';
import { permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { waves } from '../helpers/derivatives.js';
import { EPS, onRows } from '../helpers/laws.js';
import { conjugated, largestDifference, rankOfRows } from '../helpers/matrices.js';

const C3 = noBaseSpace(catalogue.cyclic(3));
const Q8 = noBaseSpace(catalogue.quaternion());
const S4 = noBaseSpace(catalogue.symmetric(4));
const D3 = gspaces.flipRot2dOnR2(3);
const SO2 = gspaces.rot2dOnR2();
const types: readonly (readonly [FieldType, readonly CovarianceKind[]])[] = [
  [fieldType(C3, [C3.regular]), ['copies', 'blocks', 'full']],
  [fieldType(C3, [C3.irrep(1), C3.irrep(1), C3.trivial]), ['copies', 'blocks', 'full']],
  [fieldType(Q8, [Q8.irrep(4), Q8.irrep(4)]), ['copies', 'blocks', 'full']],
  [fieldType(S4, [permutationRepresentation(S4.group), S4.trivial]), ['copies', 'blocks', 'full']],
  [fieldType(D3, [D3.irrep(1, 1), D3.regular]), ['copies', 'blocks', 'full']],
  [fieldType(SO2, [SO2.irrep(1), SO2.irrep(1), SO2.trivial]), ['copies', 'blocks', 'full']],
];

for (const [type, kinds] of types) {
  test(`${type}: densities are invariant, means and covariances turn, whatever the parameters`, () => {
    const elements =
      type.space === SO2
        ? [0.7, 2].map((t) => ({
            data: Float64Array.of(Math.cos(t), -Math.sin(t), Math.sin(t), Math.cos(t)),
            rows: 2,
            cols: 2,
          }))
        : (type.space as typeof C3).group.generators;
    for (const kind of kinds) {
      const head = new EquivariantGaussian(type, kind);
      const [theta, y] = [waves([4, head.parameterType.size]), waves([4, type.size], 9)];
      const n = type.size;
      const law = head.distribution(theta);
      // entries of exp S below e^‖S‖, ‖S‖ ≤ n: right to n·2ᵏε of that, and ρ on both sides
      const scaleOf = Math.max(...law.covariance().data.map(Math.abs));
      const bound = 64 * n * n * n * EPS * scaleOf;
      for (const g of elements) {
        const moved = head.distribution(onRows(head.parameterType.matrix(g), theta));
        const rho = type.matrix(g);
        assert.ok(largestDifference(moved.mean.data, onRows(rho, law.mean).data) <= 16 * n * EPS);
        const [left, right] = [moved.covariance(), law.covariance()];
        for (let s = 0; s < 4; s++) {
          const part = right.data.slice(s * n * n, (s + 1) * n * n);
          const turned = conjugated(rho, part, rho, [n, n]);
          assert.ok(largestDifference(left.data.subarray(s * n * n, (s + 1) * n * n), turned) <= bound, kind);
        }
        const densities = [moved.logDensity(onRows(rho, y)), law.logDensity(y)];
        const largest = Math.max(1, ...densities[1].data.map(Math.abs));
        assert.ok(largestDifference(densities[0].data, densities[1].data) <= 64 * n * n * n * EPS * largest, kind);
      }
    }
  });
}

test('blocks are all symmetric matrices that commute: ⟨(χ² + χ(g²))/2, 1⟩ of them', () => {
  for (const [type] of types.slice(0, 5)) {
    const { elements } = type.space as typeof C3;
    const trace = (m: Float64Array): number =>
      m.reduce((sum, x, at) => (at % (type.size + 1) === 0 ? sum + x : sum), 0);
    const total = elements.reduce(
      (sum, g) => sum + (trace(type.matrix(g)) ** 2 + trace(type.matrix(g.times(g)))) / 2,
      0,
    );
    const { parameterType } = new EquivariantGaussian(type, 'blocks');
    assert.is(parameterType.size - type.size, Math.round(total / elements.length), String(type));
  }
  // copies of irreducibles
  const copies = types.map(([type]) => new EquivariantGaussian(type, 'copies').parameterType.size - type.size);
  assert.equal(copies, [2, 3, 2, 3, 5, 3]);
});

test('full covariances of vectors and tensors under all rotations: every symmetric matrix, and the law', () => {
  const [SO3, O3] = [gspaces.rot3dOnR3(), gspaces.flipRot3dOnR3()];
  const matrices = noBaseSpace(parseMatrixGroup('O(3)'));
  const R = randomElementFloat64(parseMatrixGroup('SO(3)'), 4);
  const g = { data: R.data, rows: 3, cols: 3 };
  for (const type of [
    fieldType(SO3, [SO3.irrep(1), SO3.irrep(1), SO3.irrep(0)]),
    fieldType(SO3, [SO3.irrep(2)]),
    fieldType(O3, [O3.irrep(1, 1), O3.irrep(0, 0)]),
    tensorFields(matrices, parseType('2*T(0) + T(1)')),
    tensorFields(matrices, parseType('T(1) + T(2)')),
  ]) {
    const head = new EquivariantGaussian(type, 'full');
    const n = type.size;
    // every symmetric matrix comes from some parameters: the rank of the basis
    const count = head.parameterType.size - n;
    if (type.space !== matrices) assert.is(count, (n * (n + 1)) / 2);
    const rows = Array.from({ length: count }, (_, k) => {
      const theta = new Float64Array(head.parameterType.size);
      theta[n + k] = 1;
      return head.distribution(tensor(theta, [1, theta.length])).logCovariance.data;
    });
    assert.is(rankOfRows(Float64Array.from(rows.flatMap((row) => [...row])), count), (n * (n + 1)) / 2);
    const [theta, y] = [waves([2, head.parameterType.size]), waves([2, n], 9)];
    const rho = type.matrix(g);
    const law = head.distribution(theta);
    const moved = head.distribution(onRows(head.parameterType.matrix(g), theta));
    const [left, right] = [moved.logCovariance.data, law.logCovariance.data];
    for (let s = 0; s < 2; s++) {
      const turned = conjugated(rho, right.slice(s * n * n, (s + 1) * n * n), rho, [n, n]);
      assert.ok(largestDifference(left.subarray(s * n * n, (s + 1) * n * n), turned) <= 256 * n * n * EPS);
    }
    const densities = [moved.logDensity(onRows(rho, y)), law.logDensity(y)];
    const largest = Math.max(1, ...densities[1].data.map(Math.abs));
    assert.ok(largestDifference(densities[0].data, densities[1].data) <= 256 * n * n * n * EPS * largest);
  }
});

test('the density is that of a normal distribution, by a factorization', () => {
  const type = fieldType(C3, [C3.regular]);
  const head = new EquivariantGaussian(type);
  const law = head.distribution(waves([5, 9]));
  const y = waves([5, 3], 4);
  const density = law.logDensity(y);
  const covariance = law.covariance();
  for (let s = 0; s < 5; s++) {
    const at = (i: number, j: number): number => covariance.at(s, i, j);
    const L = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    let logDeterminant = 0;
    const z: number[] = [];
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = at(i, j);
        for (let k = 0; k < j; k++) sum -= L[i][k] * L[j][k];
        L[i][j] = i === j ? Math.sqrt(sum) : sum / L[j][j];
      }
      logDeterminant += 2 * Math.log(L[i][i]);
      z.push((y.at(s, i) - law.mean.at(s, i) - z.reduce((sum, v, k) => sum + L[i][k] * v, 0)) / L[i][i]);
    }
    const expected = -(3 * Math.log(2 * Math.PI) + logDeterminant + z.reduce((sum, v) => sum + v * v, 0)) / 2;
    assert.ok(Math.abs(density.at(s) - expected) <= 1e-12 * Math.abs(expected));
  }
});

test('exp of matrices: numeric`s, with first and second derivatives; far out and at 0', () => {
  for (const size of [1e-8, 1, 20]) {
    const A = Float64Array.from({ length: 16 }, (_, at) => size * Math.sin(Math.floor(at / 4) * (at % 4) + 1));
    const S = A.map((v, at) => v + A[(at % 4) * 4 + Math.floor(at / 4)]);
    const ours = matrixExponential(tensor(S, [4, 4])).data;
    const theirs = denseExponential(new Float64Matrix(4, 4, S)).data;
    const largest = Math.max(...theirs.map(Math.abs));
    // both right to some n·2ᵏε, 2ᵏ ≤ 4‖S‖
    assert.ok(largestDifference(ours, theirs) <= 64 * 4 * (1 + 16 * size) * EPS * largest);
  }
  const A = waves([2, 3, 3]);
  const V = waves([2, 3, 3], 5);
  const loss = (x: Tensor): Tensor => reduceSum(matrixExponential(x));
  const moved = (h: number): Tensor =>
    tensor(
      A.data.map((a, i) => a + h * V.data[i]),
      A.shape,
    );
  const along = (g: Tensor): number => g.data.reduce((sum, a, i) => sum + a * V.data[i], 0);
  const h = 1e-3;
  const quotient = (f: (t: number) => number): number => (8 * (f(h / 2) - f(-h / 2)) - (f(h) - f(-h))) / (6 * h);
  const slope = along(gradient(loss, [A]).gradients[0]);
  assert.ok(Math.abs(quotient((t) => loss(moved(t)).item()) - slope) <= 1e-8 * (1 + Math.abs(slope)));
  const bend = along(hessianVectorProduct(loss, A, V));
  const second = quotient((t) => along(gradient(loss, [moved(t)]).gradients[0]));
  assert.ok(Math.abs(second - bend) <= 1e-8 * (1 + Math.abs(bend)));
  assert.equal([...matrixExponential(tensor([0, 0, 0, 0], [2, 2])).data], [1, 0, 0, 1]);
});

test('derivatives of the density by its parameters', () => {
  const head = new EquivariantGaussian(fieldType(C3, [C3.regular]));
  const [theta, v, y] = [waves([2, 9]), waves([2, 9], 3), waves([2, 3], 7)];
  const loss = (t: Tensor): Tensor => reduceSum(head.distribution(t).logDensity(y));
  const moved = (h: number): Tensor =>
    tensor(
      theta.data.map((a, i) => a + h * v.data[i]),
      theta.shape,
    );
  const h = 1e-3;
  const f = (t: number): number => loss(moved(t)).item();
  const quotient = (8 * (f(h / 2) - f(-h / 2)) - (f(h) - f(-h))) / (6 * h);
  const slope = gradient(loss, [theta]).gradients[0].data.reduce((sum, g, i) => sum + g * v.data[i], 0);
  assert.ok(Math.abs(quotient - slope) <= 1e-8 * (1 + Math.abs(slope)));
});

test('draws have the mean and covariance of their law', () => {
  const head = new EquivariantGaussian(fieldType(C3, [C3.regular]));
  const one = waves([1, 9]).data;
  const count = 20_000;
  const theta = tensor(
    Float64Array.from({ length: count * 9 }, (_, at) => one[at % 9]),
    [count, 9],
  );
  const draws = head.distribution(theta).sample(randomStream(5)).data;
  const law = head.distribution(tensor(one, [1, 9]));
  const covariance = law.covariance();
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let s = 0; s < count; s++) {
        sum += (draws[3 * s + i] - law.mean.at(0, i)) * (draws[3 * s + j] - law.mean.at(0, j));
      }
      // a product of two such normals has a standard deviation of at most √2·σᵢσⱼ; five of the mean's
      const spread = Math.sqrt((2 * covariance.at(0, i, i) * covariance.at(0, j, j)) / count);
      assert.ok(Math.abs(sum / count - covariance.at(0, i, j)) <= 5 * spread);
    }
  }
});

test('what is refused: fields that are not orthogonal, other widths, variances beyond float64', () => {
  const head = new EquivariantGaussian(fieldType(C3, [C3.regular]));
  assert.throws(() => head.distribution(waves([2, 8])), /9/);
  const lorentz = tensorFields(noBaseSpace(parseMatrixGroup('O(1,3)')), parseType('T(1)'));
  assert.throws(() => new EquivariantGaussian(lorentz), /orthogonal/);
  const far = tensor(new Float64Array(9).fill(-3000), [1, 9]);
  assert.throws(
    () => head.distribution(far).logDensity(waves([1, 3])),
    (e: { code: string }) => e.code === 'NOT_FINITE',
  );
});

test.run();
