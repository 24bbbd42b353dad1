/** ONNX models, read back by ONNX's own schema: every field is one that it has, and holds what the graph says. */
import { readFileSync } from 'node:fs';
import type { DescFile, DescMessage } from '@bufbuild/protobuf';
import { catalogue } from '@isotypic/algebra';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  ConditionalTransformer,
  ConditionalUnet1d,
  type DenseGraph,
  Emlp,
  encodeOnnx,
  exportModule,
  fieldType,
  GroupPooling,
  gspaces,
  HamiltonianNetwork,
  InnerBatchNorm,
  Mlp,
  noBaseSpace,
  PointwiseNonlinearity,
  R2Conv,
  SequentialModule,
  TransformerDecoder,
  TransformerEncoder,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeMessage, type Message, parseSchema } from '../helpers/protobuf.js';

const schema = parseSchema(readFileSync(new URL('../../onnx/onnx.proto', import.meta.url), 'utf8'));

const C4 = gspaces.rot2dOnR2(4);
const [image, hidden] = [fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular, C4.trivial])];
const S3 = noBaseSpace(catalogue.symmetric(3));
const inTime = fieldType(S3, [S3.regular, S3.regular]);
const lorentz = parseMatrixGroup('O(1,3)');
const vectors = parseType('2*T(0) + 2*T(1)');

const graphs: Readonly<Record<string, DenseGraph>> = {
  'a model of fields': exportModule(
    new SequentialModule([
      new R2Conv(image, hidden, 3, { padding: 1, stride: 2 }),
      new InnerBatchNorm(hidden),
      new PointwiseNonlinearity(hidden, 'elu', 0.5),
      new GroupPooling(hidden),
    ]),
  ),
  'nothing at all': exportModule(new SequentialModule([new PointwiseNonlinearity(hidden, 'relu')])),
  'an encoder at a time of 7': exportModule(
    new TransformerEncoder(inTime, { heads: 2, positions: 'relative', causal: true }),
    { extents: [7] },
  ),
  'a decoder at a time of 7, and what it looks at': exportModule(new TransformerDecoder(inTime, { heads: 2 }), {
    extents: [7],
  }),
  'a transformer at times of 7 and 4, under a step': exportModule(
    new ConditionalTransformer(inTime, inTime, inTime, { layers: 1, stepFeatures: 4 }),
    { extents: [7, 4] },
  ),
  'a U-Net at any time': exportModule(new ConditionalUnet1d(inTime, [inTime], { conditionType: inTime })),
  'the field of an energy': exportModule(
    new HamiltonianNetwork(new Mlp([4, 5, 1], { activation: 'gelu', random: randomStream(1) })),
  ),
  'an EMLP': exportModule(new Emlp(vectors, vectors, lorentz, { channels: 24, layers: 1, random: randomStream(1) })),
};

/** An attribute as the graph has it, the field that its type names being the one that is set. */
function attributeOf({ name, type, ...rest }: Message): [unknown, unknown] {
  const fields: Readonly<Record<string, string>> = { 1: 'f', 2: 'i', 7: 'ints' };
  const field = fields[String(type)];
  assert.equal(Object.keys(rest), [field]);
  const value = rest[field];
  return [name, Array.isArray(value) ? value.map(Number) : Number(value)];
}

const numbersOf = (bytes: Uint8Array, isInteger: boolean): number[] =>
  isInteger ? Array.from(new BigInt64Array(bytes.slice().buffer), Number) : [...new Float32Array(bytes.slice().buffer)];

const extentsOf = (info: Message): unknown[] => {
  const { tensor_type: type } = info.type as { tensor_type: { elem_type: bigint; shape: { dim: Message[] } } };
  assert.is(type.elem_type, 1n);
  return type.shape.dim.map((dim) => ('dim_param' in dim ? -1 : Number(dim.dim_value)));
};

/** What the number of samples is called. */
const samplesOf = (info: Message): unknown => {
  const { tensor_type: type } = info.type as { tensor_type: { shape: { dim: Message[] } } };
  return type.shape.dim[0].dim_param;
};

for (const [name, graph] of Object.entries(graphs)) {
  test(`${name}: operations, constants and shapes by the schema`, () => {
    const model = decodeMessage(schema, 'ModelProto', encodeOnnx(graph));
    assert.equal([model.ir_version, model.opset_import], [8n, [{ domain: '', version: 17n }]]);
    const body = model.graph as Record<'node' | 'initializer' | 'input' | 'output', Message[]>;
    const nodes = body.node.map((node) => ({
      operation: node.op_type,
      inputs: node.input,
      output: (node.output as string[])[0],
      attributes: Object.fromEntries(((node.attribute ?? []) as Message[]).map(attributeOf)),
    }));
    const rounded = (attributes: object): object =>
      Object.fromEntries(Object.entries(attributes).map(([k, v]) => [k, k === 'alpha' ? Math.fround(v) : v]));
    assert.equal(
      nodes.slice(0, -1),
      graph.operations.map((o) => ({ ...o, attributes: rounded(o.attributes) })),
    );
    assert.equal(nodes.at(-1), { operation: 'Identity', inputs: [graph.output], output: 'y', attributes: {} });
    assert.equal(
      (body.initializer ?? []).map((constant) => constant.name),
      Object.keys(graph.constants),
    );
    for (const constant of body.initializer ?? []) {
      const isInteger = graph.integers.includes(constant.name as string);
      const { shape, data } = graph.constants[constant.name as string];
      assert.equal(((constant.dims ?? []) as bigint[]).map(Number), [...shape]);
      assert.is(constant.data_type, isInteger ? 7n : 1n);
      assert.equal(numbersOf(constant.raw_data as Uint8Array, isInteger), Array.from(data, Math.fround));
    }
    assert.equal(
      body.input.map((info) => ({ name: info.name, shape: extentsOf(info) })),
      graph.inputs,
    );
    assert.equal(body.input.map(samplesOf), new Array(graph.inputs.length).fill(`${graph.inputs[0].name}0`));
    assert.equal(body.output.map(extentsOf), [[...graph.outputShape]]);
  });
}

test('what was generated has the fields of the schema', async () => {
  const { file_onnx: file }: { file_onnx: DescFile } = await import(
    new URL('../../dist/generated/onnx.js', import.meta.url).href
  );
  const byNumber = ([a]: (number | string | boolean)[], [b]: (number | string | boolean)[]) => Number(a) - Number(b);
  const walk = (messages: readonly DescMessage[]): DescMessage[] =>
    messages.flatMap((m) => [m, ...walk(m.nestedMessages)]);
  const generated = walk(file.messages).map(({ name, fields }) => [
    name,
    fields.map((f) => [f.number, f.name, f.fieldKind === 'list']).sort(byNumber),
  ]);
  const published = [...schema].map(([name, fields]) => [
    name,
    [...fields].map(([number, { name: field, isRepeated }]) => [number, field, isRepeated]).sort(byNumber),
  ]);
  assert.is(generated.length, published.length);
  assert.equal(Object.fromEntries(generated), Object.fromEntries(published));
});

test('the schema has what is written, and its reader refuses what it has not', () => {
  assert.is(schema.get('ModelProto')?.get(7)?.type, 'GraphProto');
  assert.is(schema.get('Dimension')?.get(2)?.name, 'dim_param');
  const decode = (...bytes: number[]) => decodeMessage(schema, 'NodeProto', Uint8Array.from(bytes));
  assert.equal(decode((4 << 3) | 2, 3, 65, 100, 100), { op_type: 'Add' });
  assert.throws(() => decode((12 << 3) | 2, 0), /no field 12/);
  assert.throws(() => decode(4 << 3, 0), /wire type 0 for string/);
  assert.throws(() => decode((4 << 3) | 2, 3, 65), /end early/);
  assert.throws(() => decode((4 << 3) | 2, 0, (4 << 3) | 2, 0), /stands twice/);
});

test.run();
