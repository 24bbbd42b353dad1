/** Trained modules as plain dense operations. */
import { checkArgument, instance } from '@isotypic/algebra/internal';
import { type DenseGraph, GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { SequenceModule } from './sequence-module.js';

/**
 * What the module computes in evaluation, as operations of ONNX (opset 17) with constant filters: nothing of groups is
 * left in it.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3);
 * const graph = exportModule(layer);
 * graph.operations.map((o) => o.operation) // ['Conv']
 * graph.constants['0.weight'].shape // [4, 1, 3, 3]
 */
export function exportModule(module: EquivariantModule | SequenceModule): DenseGraph {
  const kinds = instance([EquivariantModule, SequenceModule], 'an equivariant module, or one on sequences');
  checkArgument('exportModule', 'module', module, kinds);
  const axes = module instanceof SequenceModule ? 1 : module.inType.space.baseDimension;
  const outputAxes = module instanceof SequenceModule ? module.outputAxes : axes;
  const graph = new GraphWriter(axes);
  const output = module.write(graph.within('0'), 'x');
  return {
    input: 'x',
    output,
    inputShape: [-1, module.inType.size, ...new Array<number>(axes).fill(-1)],
    outputShape: [-1, module.outType.size, ...new Array<number>(outputAxes).fill(-1)],
    operations: graph.operations,
    constants: graph.constants,
    integers: graph.integers,
  };
}
