/** Modules: functions with parameters. */

import { IsotypicError } from '@isotypic/algebra';
import { checkArgument } from '@isotypic/algebra/internal';
import { detach } from '../tensor/detach.js';
import { TENSOR, type Tensor } from '../tensor/tensor.js';
import { Parameter, RunningTensor, type StoredTensor } from './stored-tensor.js';

/** All that a module remembers, by name. */
export type ModuleState = Readonly<Record<string, Tensor>>;

/**
 * A function with parameters. Parameters, running values and modules that stand in its fields, or in arrays there, are
 * its own and are named after the field: `weight`, `layers.0.weight`.
 *
 * @example
 * class Affine extends Module {
 *   weight = new Parameter(tensor([1, 2], [2, 1]));
 *   forward(x) { return matmul(x, this.weight.value); }
 * }
 * const affine = new Affine();
 * affine.forward(tensor([3, 4], [1, 2])).item(); // 11
 * [...affine.parameters().keys()]; // ['weight']
 */
export abstract class Module<In = Tensor, Out = Tensor> {
  private training = true;

  abstract forward(x: In): Out;

  /**
   * What errors and files call it: the name of its class. Those of this package spell it out, so that a bundler that
   * shortens names changes no file.
   */
  get kind(): string {
    return this.constructor.name;
  }

  /** Whether it behaves as in training (batch statistics, dropout): so at first. */
  get isTraining(): boolean {
    return this.training;
  }

  /** Switches this and all modules within to training. */
  train(): this {
    return this.setTraining(true);
  }

  /** Switches this and all modules within to evaluation. */
  evaluate(): this {
    return this.setTraining(false);
  }

  private setTraining(training: boolean): this {
    for (const [, module] of this.modules()) module.training = training;
    return this;
  }

  /** This module under the name '', and all within it. */
  modules(): ReadonlyMap<string, Module<never, unknown>> {
    const found = new Map<string, Module<never, unknown>>();
    const seen = new Set<unknown>();
    const visit = (name: string, module: Module<never, unknown>): void => {
      if (seen.has(module)) return;
      seen.add(module);
      found.set(name, module);
      for (const [field, member] of membersOf(module)) {
        if (member instanceof Module) visit(name === '' ? field : `${name}.${field}`, member);
      }
    };
    visit('', this);
    return found;
  }

  /** What is trained, by name; what several modules share stands under the first name. */
  parameters(): ReadonlyMap<string, Parameter> {
    return this.stored(Parameter);
  }

  /** What is kept but not trained, by name. */
  buffers(): ReadonlyMap<string, RunningTensor> {
    return this.stored(RunningTensor);
  }

  private stored<T extends StoredTensor>(kind: new (value: Tensor) => T): ReadonlyMap<string, T> {
    const found = new Map<string, T>();
    const seen = new Set<unknown>();
    for (const [name, module] of this.modules()) {
      for (const [field, member] of membersOf(module)) {
        if (!(member instanceof kind) || seen.has(member)) continue;
        seen.add(member);
        found.set(name === '' ? field : `${name}.${field}`, member);
      }
    }
    return found;
  }

  /** The values of parameters and buffers, by name. */
  state(): ModuleState {
    const stored = [...this.parameters(), ...this.buffers()];
    return Object.fromEntries(stored.map(([name, { value }]) => [name, detach(value)]));
  }

  /**
   * Takes over the values of a state.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless the names are those of this module; `SHAPE_MISMATCH`. Nothing is
   *   changed then.
   */
  loadState(state: ModuleState): void {
    const where = 'Module.loadState';
    checkArgument(where, 'state', state, STATE);
    const stored = new Map<string, StoredTensor>([...this.parameters(), ...this.buffers()]);
    const names = Object.keys(state);
    const [strange] = names.filter((name) => !stored.has(name));
    const [missing] = [...stored.keys()].filter((name) => !Object.hasOwn(state, name));
    const wrong = names.find((name) => String(stored.get(name)?.value.shape) !== String(state[name].shape));
    const known = [...stored].map(([name, { value }]) => `${name} [${value.shape}]`);
    if (strange !== undefined || missing !== undefined || wrong !== undefined) {
      throw new IsotypicError(strange === undefined && missing === undefined ? 'SHAPE_MISMATCH' : 'INVALID_ARGUMENT', {
        where,
        expected: `state to hold tensors for ${known.join(', ')}`,
        received:
          missing !== undefined
            ? `none for ${missing}`
            : `${strange ?? wrong} [${state[strange ?? wrong ?? ''].shape}]`,
      });
    }
    for (const [name, place] of stored) place.value = detach(state[name]);
  }
}

const STATE = {
  expected: 'an object of Tensors by name',
  accepts: (v: unknown) =>
    typeof v === 'object' &&
    v !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(v)) &&
    Object.values(v).every((x) => TENSOR.accepts(x)),
};

/** What stands in the fields of a module, or in arrays there, by name. */
function membersOf(module: object): readonly (readonly [string, unknown])[] {
  return Object.entries(module).flatMap(([field, value]): (readonly [string, unknown])[] =>
    Array.isArray(value) ? value.map((entry, i) => [`${field}.${i}`, entry] as const) : [[field, value]],
  );
}
