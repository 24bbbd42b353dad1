/** `isotypic layer`: an initialized layer with its basis, for other systems. */
import {
  EquivariantLinear,
  encodeBasis,
  encodeGraph,
  encodeOnnx,
  exportModule,
  type Parameter,
  type Tensor,
  tensor,
} from '@isotypic/nn';
import { encodeSafetensors, float64Tensor } from '@isotypic/tables/formats';
import { misuse } from '../../command.js';
import type { Console } from '../../console.js';
import { checkFolder, writeFolder } from '../../output/write-folder.js';
import { alignTable } from '../../report/text.js';
import { type ParsedLayer, parseLayer } from './parse-line.js';

export const FORMATS = ['all', 'basis', 'onnx', 'state'] as const;

export interface LayerArguments {
  readonly text: string;
  readonly seed: number;
  readonly format: (typeof FORMATS)[number];
  readonly out: string;
  readonly json: boolean;
}

/** @throws {IsotypicError} for every kind of bad input, before anything is written */
export function layer(args: LayerArguments, console: Console): void {
  checkFolder(args.out);
  const made = parseLayer(args.text, args.seed);
  const graph = exportModule(made);
  const wanted = (format: (typeof FORMATS)[number]): boolean => args.format === 'all' || args.format === format;
  const files: Record<string, Uint8Array> = {
    ...(wanted('basis') && { 'basis.safetensors': basisOf(made) }),
    ...(wanted('onnx') && { 'layer.onnx': encodeOnnx(graph) }),
    ...(wanted('state') && { 'state.safetensors': encodeGraph(graph, { precision: 'float32' }) }),
  };
  writeFolder(args.out, files);
  const filter = Object.entries(graph.constants).find(([name]) => name.includes('weight'))?.[1];
  const report = {
    layer: made.kind,
    free: [...made.parameters().values()].reduce((sum, { value }) => sum + value.size, 0),
    dense: Object.values(graph.constants).reduce((sum, { size }) => sum + size, 0),
    weight: made instanceof EquivariantLinear ? made.weight().shape : (filter?.shape ?? []),
    files: Object.keys(files),
  };
  if (args.json) {
    console.out(`${JSON.stringify({ ...report, folder: args.out }, null, 2)}\n`);
    return;
  }
  const rows = [
    ['Layer', `${report.layer}, weight ${report.weight.join('×')}`],
    ['Numbers', `${report.free} free, ${report.dense} when written out`],
    ['Wrote', `${report.files.join(', ')} in ${args.out}`],
  ];
  console.out(`${alignTable(rows)}\n`);
}

function basisOf(made: ParsedLayer): Uint8Array {
  return made instanceof EquivariantLinear ? linearBasis(made) : encodeBasis(made);
}

/** 128 MiB in float64. */
const LARGEST_BASIS = 2 ** 24;

/** `weight.basis` [dimension, out, in] with `weight.coefficients`, and the same of the bias. */
function linearBasis(made: EquivariantLinear): Uint8Array {
  const { inputs, outputs } = made.dimensions;
  const free = made.weightCoefficients.reduce((sum, { value }) => sum + value.size, 0);
  if (free * inputs * outputs > LARGEST_BASIS) {
    throw misuse(
      `a basis of at most ${LARGEST_BASIS} numbers`,
      `${free} matrices of ${outputs}×${inputs}`,
      'Write --format onnx, or the sparse basis by isotypic basis.',
    );
  }
  const tensors = {
    'weight.basis': stored(
      basisBy(made.weightCoefficients, () => made.weight()),
      [free, outputs, inputs],
    ),
    'weight.coefficients': stored(joined(made.weightCoefficients), [free]),
    'bias.basis': stored(basisBy(made.biasCoefficients, () => made.bias())),
    'bias.coefficients': stored(joined(made.biasCoefficients)),
  };
  return encodeSafetensors({ tensors, metadata: { format: 'isotypic-linear-basis-1' } });
}

const stored = ({ data, shape }: Tensor, own: readonly number[] = shape): ReturnType<typeof float64Tensor> =>
  float64Tensor(own, data);

function joined(parameters: readonly Parameter[]): Tensor {
  const data = parameters.flatMap(({ value }) => [...value.data]);
  return tensor(data, [data.length]);
}

/** What each coefficient contributes: the value when it is 1 and all others are 0. */
function basisBy(parameters: readonly Parameter[], value: () => Tensor): Tensor {
  const before = parameters.map((parameter) => parameter.value);
  const set = (values: readonly Tensor[]): void =>
    parameters.forEach((parameter, k) => {
      parameter.value = values[k];
    });
  const zeros = before.map(({ data, shape }) => tensor(new Float64Array(data.length), shape));
  const size = value().size;
  const rows: Float64Array[] = [];
  for (let k = 0; k < parameters.length; k++) {
    for (let i = 0; i < before[k].size; i++) {
      const unit = new Float64Array(before[k].size);
      unit[i] = 1;
      set(zeros.map((zero, l) => (l === k ? tensor(unit, zero.shape) : zero)));
      rows.push(value().data);
    }
  }
  set(before);
  const data = new Float64Array(rows.length * size);
  for (const [k, row] of rows.entries()) data.set(row, k * size);
  return tensor(data, [rows.length, size]);
}
