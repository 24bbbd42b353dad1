/** Trained modules as plain dense operations. */
import { arrayOf, checkArgument, checkOptions, instance, integer, type OptionKinds } from '@isotypic/algebra/internal';
import type { Module } from '../modules/module.js';
import { shapeFault, shapeText } from '../tensor/tensor.js';
import { type DenseGraph, GraphWriter } from './dense-graph.js';
import { ExportableModule } from './exportable-module.js';

/** How a module is written down. */
export interface ExportOptions {
  /**
   * Extents of the input in space, or its time: of the target, where there is a memory, whose time is any; of a
   * conditional transformer the times of sample and condition. Needed by layers that are another matrix for each:
   * positions and causal masks of attention, attention on grids, adaptive pools to more than one place, interpolation,
   * U-Nets of several levels. Default: any.
   */
  readonly extents?: readonly number[];
}

const OPTION_KINDS: OptionKinds<ExportOptions> = {
  extents: arrayOf(integer(1), 'an array of integers from 1 on, one for each axis in space'),
};

const MODULE = instance(
  ExportableModule,
  'a module that is dense operations: one of fields, of sequences, of features',
);

/**
 * What the module computes in evaluation, as operations of ONNX (opset 17) with constant filters: nothing of groups is
 * left in it. Its input is `x`; a module that looks at several tensors has one for each, by the names of `forward`:
 * `target` and `memory`, or `sample`, `step` [samples] and `condition`. A Hamiltonian network is written down with the
 * derivatives of its energy.
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` for other extents than the module has axes
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3);
 * const graph = exportModule(layer);
 * graph.operations.map((o) => o.operation) // ['Conv']
 * graph.constants['0.weight'].shape // [4, 1, 3, 3]
 */
export function exportModule(module: ExportableModule<never, unknown>, options: ExportOptions = {}): DenseGraph {
  const where = 'exportModule';
  checkArgument(where, 'module', module, MODULE);
  checkOptions(where, options, OPTION_KINDS);
  const { extents } = options;
  const { extentsCount } = module;
  if (extents !== undefined && extents.length !== extentsCount) {
    throw shapeFault(where, `extents of ${extentsCount} axes`, shapeText(extents));
  }
  return inEvaluation(module, () => {
    const graph = new GraphWriter(module.writtenAxes, extents);
    graph.within('0');
    const { inputs, outputShape } = module.ends(extents);
    const output = module.write(graph, ...inputs.map(({ name }) => name));
    const { operations, constants, integers } = graph;
    return { inputs, output, outputShape, operations, constants, integers };
  });
}

/** Runs `work` with the module, and all within it, in evaluation. */
function inEvaluation<T>(module: Module<never, unknown>, work: () => T): T {
  // those that hold others stand before them
  const modes = [...module.modules().values()].map((one) => [one, one.isTraining] as const);
  module.evaluate();
  try {
    return work();
  } finally {
    for (const [one, isTraining] of modes) {
      if (isTraining) one.train();
      else one.evaluate();
    }
  }
}
