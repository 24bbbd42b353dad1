/** Trained modules as plain dense operations. */
import { arrayOf, checkArgument, checkOptions, instance, integer, type OptionKinds } from '@isotypic/algebra/internal';
import type { Module } from '../modules/module.js';
import { shapeFault, shapeText } from '../tensor/tensor.js';
import { type DenseGraph, GraphWriter } from './dense-graph.js';
import { DenseModule } from './dense-module.js';
import { EquivariantModule, extentsAfter } from './equivariant-module.js';
import { SequenceModule } from './sequence-module.js';

/** How a module is written down. */
export interface ExportOptions {
  /**
   * Extents of the input in space, or its time. Needed by layers that are another matrix for each: positions and causal
   * masks of attention, attention on grids, adaptive pools to more than one place, interpolation. Default: any.
   */
  readonly extents?: readonly number[];
}

const OPTION_KINDS: OptionKinds<ExportOptions> = {
  extents: arrayOf(integer(1), 'an array of integers from 1 on, one for each axis in space'),
};

const MODULE = instance(
  [EquivariantModule, SequenceModule, DenseModule],
  'an equivariant module, one on sequences, or one on lists of features',
);

/**
 * What the module computes in evaluation, as operations of ONNX (opset 17) with constant filters: nothing of groups is
 * left in it.
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` for other extents than the module has axes
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3);
 * const graph = exportModule(layer);
 * graph.operations.map((o) => o.operation) // ['Conv']
 * graph.constants['0.weight'].shape // [4, 1, 3, 3]
 */
export function exportModule(
  module: EquivariantModule | SequenceModule | DenseModule,
  options: ExportOptions = {},
): DenseGraph {
  const where = 'exportModule';
  checkArgument(where, 'module', module, MODULE);
  checkOptions(where, options, OPTION_KINDS);
  const { extents } = options;
  const axes = axesOf(module);
  if (extents !== undefined && extents.length !== axes) {
    throw shapeFault(where, `extents of ${axes} axes`, shapeText(extents));
  }
  return inEvaluation(module, () => {
    const graph = new GraphWriter(axes, extents);
    const output = module.write(graph.within('0'), 'x');
    const shapes = shapesOf(module, extents);
    return {
      input: 'x',
      output,
      inputShape: [-1, ...shapes.inputs],
      outputShape: [-1, ...shapes.outputs],
      operations: graph.operations,
      constants: graph.constants,
      integers: graph.integers,
    };
  });
}

/** Axes besides samples and channels. */
function axesOf(module: EquivariantModule | SequenceModule | DenseModule): number {
  if (module instanceof DenseModule) return 0;
  return module instanceof SequenceModule ? 1 : module.inType.space.baseDimension;
}

function shapesOf(
  module: EquivariantModule | SequenceModule | DenseModule,
  extents: readonly number[] | undefined,
): DenseModule['shapes'] {
  if (module instanceof DenseModule) return module.shapes;
  const axes = axesOf(module);
  const any = (count: number): readonly number[] => new Array<number>(count).fill(-1);
  const outputAxes = module instanceof SequenceModule ? module.outputAxes : axes;
  return {
    inputs: [module.inType.size, ...(extents ?? any(axes))],
    outputs: [module.outType.size, ...(extents ? extentsAfter(module, extents) : any(outputAxes))],
  };
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
