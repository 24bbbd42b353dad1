// A layer from 5 scalars and 5 vectors to one vector, equivariant under rotations: the projector onto the weights that
// are, and that a random matrix is not equivariant but its projection is.
//   node packages/maps/examples/constraints.mjs
import { equivariantMaps, parseMatrixGroup, parseType, randomElementFloat64, Scalar, T } from '@isotypic/maps';
import { Float64Matrix, product, randomStream } from '@isotypic/numeric/dense';

const so3 = parseMatrixGroup('SO(3)');
const into = parseType('5*T(0) + 5*T(1)').over(so3);
const out = T(1).over(so3);
const weights = equivariantMaps(into, out);
const bias = equivariantMaps(Scalar.over(so3), out);

const Q = weights.orthonormalBasis();
const P = product(Q, Q, { transposeRight: true });
console.log(`W is ${out.dimension}x${into.dimension}, its projector ${P.rows}x${P.cols} of rank ${weights.dimension}`);
console.log(`the bias has ${bias.dimension} free parameters`);

/** rho(g) on 5 scalars and 5 vectors. */
const onInputs = (R) =>
  Float64Matrix.generate(20, 20, (i, j) => {
    if (i < 5 || j < 5) return i === j ? 1 : 0;
    return Math.floor((i - 5) / 3) === Math.floor((j - 5) / 3) ? R.at((i - 5) % 3, (j - 5) % 3) : 0;
  });
const defect = (W, R) => {
  const [left, right] = [product(W, onInputs(R)), product(R, W)];
  return left.map((x, i, j) => x - right.at(i, j)).norm() / W.norm();
};
const stream = randomStream(1);
const W = Float64Matrix.generate(3, 20, () => stream.normal());
const projected = weights.project(W);
const R = randomElementFloat64(so3, 2);
console.log(
  `W rho(g) = rho(g) W for a random W: ${defect(W, R) < 1e-12}, for its projection: ${defect(projected, R) < 1e-12}`,
);
