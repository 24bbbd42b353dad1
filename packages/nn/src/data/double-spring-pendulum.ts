/**
 * Two masses hanging on two springs (Finzi, Welling, Wilson 2021), turned about the vertical by O(2): z = (x_1, x_2,
 * p_1, p_2) in 4T(1) of O2eR3. All constants are 1; the second spring is twice as stiff, as in EMLP's data.
 */
import { checkArgument } from '@isotypic/algebra/internal';
import type { RandomStream } from '@isotypic/numeric';
import { add } from '../tensor/add.js';
import { reduceSum } from '../tensor/broadcast-and-sum.js';
import { sqrt } from '../tensor/elementwise.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { multiply, scale, subtract } from '../tensor/multiply.js';
import { slice } from '../tensor/pad-and-slice.js';
import { scalar, shapeFault, shapeText, TENSOR, type Tensor } from '../tensor/tensor.js';
import { drawn } from './samples.js';

const square = (x: Tensor): Tensor => multiply(x, x);

/** (|x| − 1)² of each row. */
const stretch = (x: Tensor): Tensor => square(subtract(sqrt(reduceSum(square(x), { axes: [1] })), scalar(1)));

/**
 * The energy |p_1|²/2 + |p_2|²/2 + (|x_1| − 1)²/2 + (|x_1 − x_2| − 1)² + height of x_1 + height of x_2.
 * @param z [samples, 12]
 * @throws {IsotypicError} `SHAPE_MISMATCH`
 * @example
 * doubleSpringPendulumEnergy(tensor([0, 0, -1, 0, 0, -2, 1, 0, 0, 0, 0, 0], [1, 12])).item(); // -2.5
 */
export function doubleSpringPendulumEnergy(z: Tensor): Tensor {
  const where = 'doubleSpringPendulumEnergy';
  checkArgument(where, 'z', z, TENSOR);
  if (z.shape.length !== 2 || z.shape[1] !== 12) {
    throw shapeFault(where, 'z of the shape [samples, 12]', shapeText(z.shape));
  }
  const part = (from: number, to: number): Tensor => slice(z, [0, from], [z.shape[0], to]);
  const motion = scale(reduceSum(square(part(6, 12)), { axes: [1] }), 0.5);
  const springs = add(scale(stretch(part(0, 3)), 0.5), stretch(subtract(part(0, 3), part(3, 6))));
  const heights = reduceSum(gather(z, [2, 5], { axis: 1 }), { axes: [1] });
  return add(add(motion, springs), heights);
}

/**
 * Where EMLP's pendulums start: x_1 = (0, 0, −1.5) + 0.2 n, x_2 = (0, 0, −3) + 0.2 n, p = 0.4 n, n standard normal.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * doubleSpringPendulumStarts(5, randomStream(1)).shape; // [5, 12]
 */
export function doubleSpringPendulumStarts(count: number, random: RandomStream): Tensor {
  const rest = [0, 0, -1.5, 0, 0, -3, 0, 0, 0, 0, 0, 0];
  const draw = (column: number): number => rest[column] + (column < 6 ? 0.2 : 0.4) * random.normal();
  return drawn('doubleSpringPendulumStarts', count, 12, random, draw);
}
