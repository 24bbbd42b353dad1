/** Trained modules as plain dense operations. */
import { arrayOf, checkArgument, checkOptions, instance, integer, type OptionKinds } from '@isotypic/algebra/internal';
import type { Module } from '../modules/module.js';
import { shapeFault, shapeText } from '../tensor/tensor.js';
import { type DenseGraph, type DenseInput, GraphWriter } from './dense-graph.js';
import { DenseModule } from './dense-module.js';
import { EquivariantModule, extentsAfter } from './equivariant-module.js';
import { MemoryModule, SequenceModule } from './sequence-module.js';

/** How a module is written down. */
export interface ExportOptions {
  /**
   * Extents of the input in space, or its time: of the target, where there is a memory, whose time is any. Needed by
   * layers that are another matrix for each: positions and causal masks of attention, attention on grids, adaptive
   * pools to more than one place, interpolation. Default: any.
   */
  readonly extents?: readonly number[];
}

const OPTION_KINDS: OptionKinds<ExportOptions> = {
  extents: arrayOf(integer(1), 'an array of integers from 1 on, one for each axis in space'),
};

const MODULE = instance(
  [EquivariantModule, SequenceModule, MemoryModule, DenseModule],
  'an equivariant module, one on sequences, or one on lists of features',
);

/**
 * What the module computes in evaluation, as operations of ONNX (opset 17) with constant filters: nothing of groups is
 * left in it. Its input is `x`; a module that looks at a memory has `target` and `memory`.
 * @throws {IsotypicError} `INVALID_ARGUMENT`; `SHAPE_MISMATCH` for other extents than the module has axes
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3);
 * const graph = exportModule(layer);
 * graph.operations.map((o) => o.operation) // ['Conv']
 * graph.constants['0.weight'].shape // [4, 1, 3, 3]
 */
export function exportModule(
  module: EquivariantModule | SequenceModule | MemoryModule | DenseModule,
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
    graph.within('0');
    const output = module instanceof MemoryModule ? module.write(graph, 'target', 'memory') : module.write(graph, 'x');
    return {
      ...endsOf(module, extents),
      output,
      operations: graph.operations,
      constants: graph.constants,
      integers: graph.integers,
    };
  });
}

/** Axes besides samples and channels. */
function axesOf(module: EquivariantModule | SequenceModule | MemoryModule | DenseModule): number {
  if (module instanceof DenseModule) return 0;
  return module instanceof SequenceModule || module instanceof MemoryModule ? 1 : module.inType.space.baseDimension;
}

/** What goes in, and the extents of what comes out. */
function endsOf(
  module: EquivariantModule | SequenceModule | MemoryModule | DenseModule,
  extents: readonly number[] | undefined,
): Pick<DenseGraph, 'inputs' | 'outputShape'> {
  const input = (name: string, ...shape: readonly number[]): DenseInput => ({ name, shape: [-1, ...shape] });
  if (module instanceof DenseModule) {
    return { inputs: [input('x', ...module.shapes.inputs)], outputShape: [-1, ...module.shapes.outputs] };
  }
  if (module instanceof MemoryModule) {
    const { size } = module.type;
    const target = input('target', size, ...(extents ?? [-1]));
    return { inputs: [target, input('memory', size, -1)], outputShape: target.shape };
  }
  const axes = axesOf(module);
  const any = (count: number): readonly number[] => new Array<number>(count).fill(-1);
  const outputAxes = module instanceof SequenceModule ? module.outputAxes : axes;
  return {
    inputs: [input('x', module.inType.size, ...(extents ?? any(axes)))],
    outputShape: [-1, module.outType.size, ...(extents ? extentsAfter(module, extents) : any(outputAxes))],
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
