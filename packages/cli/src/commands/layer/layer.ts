/** `isotypic layer`: an initialized layer with its basis, for other systems. */
import { EquivariantLinear, encodeBasis, encodeGraph, encodeOnnx, exportModule } from '@isotypic/nn';
import type { Console } from '../../console.js';
import { checkFolder, writeFolder } from '../../output/write-folder.js';
import { alignTable } from '../../report/text.js';
import { parseLayer } from './parse-line.js';

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
    ...(wanted('basis') && { 'basis.safetensors': encodeBasis(made) }),
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
