/** Means over rotation groups in doubles, by quadrature and random rotations: what estimates are held against. */
import { Float64Matrix, product, randomStream } from '@isotypic/numeric';
import { eulerRotation, rotationMatrix, wignerD } from '@isotypic/rotations';

/** R ⊗ R ⊗ … */
export function tensorPower(R: Float64Matrix, k: number): Float64Matrix {
  let power = Float64Matrix.identity(1);
  for (let i = 0; i < k; i++) power = kronecker(power, R);
  return power;
}

export function kronecker(A: Float64Matrix, B: Float64Matrix): Float64Matrix {
  return Float64Matrix.generate(
    A.rows * B.rows,
    A.cols * B.cols,
    (i, j) => A.at(Math.floor(i / B.rows), Math.floor(j / B.cols)) * B.at(i % B.rows, j % B.cols),
  );
}

/** Samples without any symmetry. */
export function samples(N: number, D: number, seed: number): Float64Matrix {
  const stream = randomStream(seed);
  const mix = Float64Matrix.generate(D, D, () => stream.normal());
  return product(
    Float64Matrix.generate(N, D, () => stream.normal()),
    mix,
  );
}

export interface Weighted {
  readonly weight: number;
  readonly matrix: Float64Matrix;
}

/** Σ w ρ(g) S ρ(g)ᵀ for the covariance S about the averaged mean. */
export function averaged(X: Float64Matrix, elements: readonly Weighted[]): Float64Matrix {
  const D = X.cols;
  const mu = new Float64Array(D);
  const plain = Float64Matrix.generate(1, D, (_, j) => X.toRows().reduce((sum, x) => sum + x[j], 0) / X.rows);
  for (const { weight, matrix } of elements) {
    for (let i = 0; i < D; i++) for (let j = 0; j < D; j++) mu[i] += weight * matrix.at(i, j) * plain.at(0, j);
  }
  const centered = X.map((x, _, j) => x - mu[j]);
  const S = product(centered.transpose(), centered).map((x) => x / X.rows);
  const sum = new Float64Matrix(D, D);
  for (const { weight, matrix } of elements) {
    const moved = product(product(matrix, S), matrix.transpose()).data;
    for (let i = 0; i < moved.length; i++) sum.data[i] += weight * moved[i];
  }
  return sum;
}

export function distance(A: Float64Matrix, B: Float64Matrix): number {
  let worst = 0;
  for (let i = 0; i < A.data.length; i++) worst = Math.max(worst, Math.abs(A.data[i] - B.data[i]));
  return worst / Math.max(...A.data.map(Math.abs));
}

/** Rotations whose weighted mean is that over SO(3), exactly for polynomials of degree < n: trapezoids and Gauss. */
export function quadrature(n: number): { weight: number; rotation: Float64Matrix }[] {
  const list: { weight: number; rotation: Float64Matrix }[] = [];
  for (const { node, weight } of gaussLegendre(n)) {
    for (let a = 0; a < n; a++) {
      for (let c = 0; c < n; c++) {
        const angles = [(2 * Math.PI * a) / n, Math.acos(node), (2 * Math.PI * c) / n];
        const rotation = Float64Matrix.from(rotationMatrix(eulerRotation(angles)));
        list.push({ weight: weight / (2 * n * n), rotation });
      }
    }
  }
  return list;
}

/** Nodes and weights on [−1, 1], by Newton's iteration on the Legendre polynomial. */
function gaussLegendre(n: number): { node: number; weight: number }[] {
  return Array.from({ length: n }, (_, k) => {
    let x = Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let step = 0; step < 20; step++) {
      let [p0, p1] = [1, x];
      for (let l = 2; l <= n; l++) [p0, p1] = [p1, ((2 * l - 1) * x * p1 - (l - 1) * p0) / l];
      slope = (n * (x * p1 - p0)) / (x * x - 1);
      x -= p1 / slope;
    }
    return { node: x, weight: 2 / ((1 - x * x) * slope * slope) };
  });
}

/** Wigner matrices side by side: of rotations in doubles, not of the exact action. */
export function onHarmonics(degrees: readonly number[], rotation: Float64Matrix): Float64Matrix {
  const size = degrees.reduce((n, l) => n + 2 * l + 1, 0);
  const matrix = new Float64Matrix(size, size);
  let offset = 0;
  for (const l of degrees) {
    const D = wignerD(l, rotation.toRows());
    for (let i = 0; i < D.rows; i++) {
      for (let j = 0; j < D.cols; j++) matrix.data[(offset + i) * size + offset + j] = D.data[i * D.cols + j];
    }
    offset += D.rows;
  }
  return matrix;
}

/** A uniformly random rotation: a normal vector of four numbers as a quaternion. */
export function randomRotation(normal: () => number): Float64Matrix {
  const q = [normal(), normal(), normal(), normal()];
  const [w, x, y, z] = q.map((c) => c / Math.hypot(...q));
  return Float64Matrix.from(rotationMatrix({ w, x, y, z }));
}

/**
 * How many of their standard errors the averages of ρ(R)Cρ(R)ᵀ over random rotations are from S, C the covariance of X
 * about its mean; the largest over all entries.
 */
export function errorsFromRandomRotations(
  X: Float64Matrix,
  S: Float64Matrix,
  represent: (rotation: Float64Matrix) => Float64Matrix,
  draws: number,
): number {
  const centered = X.map((x, _, j) => x - X.toRows().reduce((sum, row) => sum + row[j], 0) / X.rows);
  const plain = product(centered.transpose(), centered).map((x) => x / X.rows);
  const stream = randomStream(3);
  const [sum, squares] = [new Float64Array(S.data.length), new Float64Array(S.data.length)];
  for (let r = 0; r < draws; r++) {
    const matrix = represent(randomRotation(() => stream.normal()));
    const moved = product(product(matrix, plain), matrix.transpose()).data;
    for (let i = 0; i < moved.length; i++) {
      const x = moved[i] - S.data[i];
      sum[i] += x / draws;
      squares[i] += (x * x) / draws;
    }
  }
  // entries that are known but for rounding have no error of their own
  const floor = 1e-12 * Math.max(...S.data.map(Math.abs));
  return sum.reduce(
    (worst, x, i) => Math.max(worst, (Math.abs(x) - floor) / Math.sqrt(squares[i] / draws + 1e-300)),
    0,
  );
}
