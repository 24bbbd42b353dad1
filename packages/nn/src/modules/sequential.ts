/** One module after the other. */
import { arrayOf, checkArgument, instance } from '@isotypic/algebra/internal';
import type { Tensor } from '../tensor/tensor.js';
import { Module } from './module.js';

/**
 * Modules applied one after the other; without any, the identity.
 *
 * @example
 * new Sequential([]).forward(tensor([1])).item(); // 1
 */
export class Sequential<X = Tensor> extends Module<X, X> {
  /** @throws {IsotypicError} `INVALID_ARGUMENT` */
  constructor(readonly layers: readonly Module<X, X>[]) {
    super();
    checkArgument('Sequential', 'layers', layers, arrayOf(instance(Module, 'a Module'), 'an array of Modules'));
  }

  override forward(x: X): X {
    return this.layers.reduce((value, layer) => layer.forward(value), x);
  }

  override get kind(): string {
    return 'Sequential';
  }
}
