// A walk through fields of C4 on the plane: representations, a convolution of a small image that is turned four times,
// a model that gives one invariant number, and a convolution in time. The numbers are those of escnn's walk-through.
//   node packages/nn/examples/walkthrough.mjs
import { catalogue } from '@isotypic/algebra';
import {
  EquivariantConv1d,
  fieldType,
  GroupPooling,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  noBaseSpace,
  PointwiseAvgPool,
  PointwiseNonlinearity,
  R2Conv,
  SequentialModule,
  tensor,
  zeros,
} from '@isotypic/nn';

const C4 = gspaces.rot2dOnR2(4);
const [quarter] = C4.group.generators;
const image = fieldType(C4, [C4.trivial]);
const regular = (n) => fieldType(C4, new Array(n).fill(C4.regular));

console.log('irreducibles', [0, 1, 2].map((k) => C4.irrep(k).dimension).join(' '), 'regular', C4.regular.dimension);
console.log('the quarter turn', [...C4.matrix(C4.irrep(1), quarter)].join(' '));

const lifted = new R2Conv(image, regular(3), 3).forward(geometricTensor(zeros([2, 1, 32, 32]), image));
console.log('trivial → 3 regular fields, kernel 3:', lifted.shape.join('×'));

// the Vandermonde image: powers of 0 … 3
const rows = [0, 1, 2, 3].flatMap((x) => [x ** 3, x ** 2, x, 1]);
const x = geometricTensor(tensor(rows, [1, 1, 4, 4]), image);
const layer = new R2Conv(image, regular(1), 3, { bias: false });
for (const weight of layer.weights)
  weight.value = tensor(new Float64Array(weight.value.size).fill(1), weight.value.shape);
const [after, before] = [layer.forward(x.transform(quarter)), layer.forward(x).transform(quarter)];
const difference = after.tensor.data.reduce((most, y, i) => Math.max(most, Math.abs(y - before.tensor.data[i])), 0);
console.log(`${layer.basis.dimension} weights; turned before and after: the same up to ${difference.toExponential(0)}`);

const hidden = regular(4);
const model = new SequentialModule([
  new R2Conv(image, hidden, 3),
  new InnerBatchNorm(hidden),
  new PointwiseNonlinearity(hidden, 'relu'),
  new R2Conv(hidden, hidden, 3),
  new InnerBatchNorm(hidden),
  new PointwiseNonlinearity(hidden, 'relu'),
  new R2Conv(hidden, regular(1), 3),
  new PointwiseAvgPool(regular(1), 11),
  new GroupPooling(regular(1)),
]).evaluate();
const scene = geometricTensor(
  tensor(
    Float64Array.from({ length: 289 }, (_, i) => Math.sin(i * i)),
    [1, 1, 17, 17],
  ),
  image,
);
const [number, ofTurned] = [scene, scene.transform(quarter)].map((s) => model.forward(s).tensor.item());
console.log('an invariant number', number.toFixed(12), 'and of the turned scene', ofTurned.toFixed(12));

// channels that D10 acts on, in time
const D10 = noBaseSpace(catalogue.dihedral(10));
const one = fieldType(D10, [D10.regular]);
const two = fieldType(D10, [D10.regular, D10.regular]);
console.log('in time', new EquivariantConv1d(one, two, 3).forward(zeros([5, 20, 10])).shape.join('×'));
