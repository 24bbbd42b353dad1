/** A training written down: parameters, running values, the optimizer's memory and step, in one safetensors file. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, instance } from '@isotypic/algebra/internal';
import { decodeSafetensors, encodeSafetensors, float64Tensor, type TensorFile } from '@isotypic/tables/formats';
import { Module } from '../modules/module.js';
import { Optimizer } from '../optimizers/optimizer.js';
import { Tensor } from '../tensor/tensor.js';

const FORMAT = 'isotypic-checkpoint-1';
const MODULE = instance(Module, 'a Module');
const OPTIMIZER = instance(Optimizer, 'an Optimizer');

/**
 * The bytes of a checkpoint: tensors `module.…` and `optimizer.…`, in float64. Random numbers are drawn by seed and
 * step, so that there is nothing of theirs to keep.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const model = new Mlp([1, 2, 1]);
 * const adam = new Adam(model.parameters());
 * const bytes = encodeCheckpoint(model, adam);
 * loadCheckpoint(bytes, model, adam);
 */
export function encodeCheckpoint(module: Module<never, unknown>, optimizer: Optimizer): Uint8Array {
  checkArgument('encodeCheckpoint', 'module', module, MODULE);
  checkArgument('encodeCheckpoint', 'optimizer', optimizer, OPTIMIZER);
  const named = (prefix: string, state: Readonly<Record<string, Tensor>>) =>
    Object.entries(state).map(([name, { shape, data }]) => [`${prefix}.${name}`, float64Tensor(shape, data)] as const);
  const tensors = Object.fromEntries([...named('module', module.state()), ...named('optimizer', optimizer.state())]);
  return encodeSafetensors({ tensors, metadata: { format: FORMAT } });
}

/**
 * Takes over what a checkpoint holds: the training goes on to the same bits.
 *
 * @throws {IsotypicError} `PARSE` for other bytes; `INVALID_ARGUMENT`, `SHAPE_MISMATCH` for a checkpoint of something
 *   else
 * @example
 * const model = new Mlp([1, 2, 1]);
 * const adam = new Adam(model.parameters());
 * loadCheckpoint(encodeCheckpoint(model, adam), model, adam);
 */
export function loadCheckpoint(bytes: Uint8Array, module: Module<never, unknown>, optimizer: Optimizer): void {
  const where = 'loadCheckpoint';
  checkArgument(where, 'bytes', bytes, instance(Uint8Array, 'the bytes of a checkpoint, as a Uint8Array'));
  checkArgument(where, 'module', module, MODULE);
  checkArgument(where, 'optimizer', optimizer, OPTIMIZER);
  const file = decodeSafetensors(bytes);
  if (file.metadata.format !== FORMAT) {
    const received = String(file.metadata.format);
    throw new IsotypicError('PARSE', { where, expected: `a file of the format ${FORMAT}`, received });
  }
  const before = module.state();
  module.loadState(part(file, 'module.'));
  try {
    optimizer.loadState(part(file, 'optimizer.'));
  } catch (error) {
    module.loadState(before);
    throw error;
  }
}

/** The tensors whose names begin so, without that beginning. */
function part(file: TensorFile, prefix: string): Readonly<Record<string, Tensor>> {
  const own = Object.entries(file.tensors).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(
    own.map(([name, { shape, data }]) => [
      name.slice(prefix.length),
      new Tensor(shape, Float64Array.from(data, Number)),
    ]),
  );
}
