/** Where a module keeps the tensors that change: parameters, which are trained, and running values, which are not. */
import { checkArgument } from '@isotypic/algebra/internal';
import { sameShape } from '../tensor/shape.js';
import { shapeFault, shapeText, TENSOR, type Tensor } from '../tensor/tensor.js';

/**
 * A place for a tensor of one shape.
 * @example
 * const weight = new Parameter(zeros([2]));
 * weight instanceof StoredTensor // true
 * weight.value = tensor([1, 2], [2]);
 * weight.version // 1
 */
export abstract class StoredTensor {
  private current: Tensor;
  private changes = 0;

  constructor(value: Tensor) {
    checkArgument(this.kind, 'value', value, TENSOR);
    this.current = value;
  }

  /** What errors call it. */
  get kind(): string {
    return this.constructor.name;
  }

  get value(): Tensor {
    return this.current;
  }

  /** @throws {IsotypicError} `SHAPE_MISMATCH` for a value of another shape */
  set value(value: Tensor) {
    const where = `${this.kind}.value`;
    checkArgument(where, 'value', value, TENSOR);
    if (!sameShape(value.shape, this.current.shape)) {
      throw shapeFault(where, `the shape ${shapeText(this.current.shape)}`, shapeText(value.shape));
    }
    this.current = value;
    this.changes++;
  }

  /** How often the value was set: what was computed from an older one is out of date. */
  get version(): number {
    return this.changes;
  }
}

/**
 * A tensor that is trained.
 * @example
 * const weight = new Parameter(zeros([2, 3]));
 * weight.value.size; // 6
 */
export class Parameter extends StoredTensor {
  override get kind(): string {
    return 'Parameter';
  }
}

/**
 * A tensor that a module keeps beside its parameters, such as a running mean.
 * @example
 * new RunningTensor(zeros([4])).value.shape; // [4]
 */
export class RunningTensor extends StoredTensor {
  override get kind(): string {
    return 'RunningTensor';
  }
}
