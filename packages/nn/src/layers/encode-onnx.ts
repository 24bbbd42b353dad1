/** A graph of dense operations as an ONNX model, opset 17, in the messages of ONNX's own schema. */
import { create, toBinary } from '@bufbuild/protobuf';
import { checkArgument } from '@isotypic/algebra/internal';
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from '../generated/onnx.js';
import type { Tensor } from '../tensor/tensor.js';
import { type DenseGraph, type DenseOperation, GRAPH } from './dense-graph.js';

const OPSET = 17n;
const IR_VERSION = 8n; // what ONNX 1.12, the first with opset 17, writes

/**
 * The bytes of an ONNX model in float32: the graph's inputs by name, `x` where there is one, with any number of
 * samples, and output `y`.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3);
 * encodeOnnx(exportModule(layer)).length > 144 // true
 */
export function encodeOnnx(graph: DenseGraph): Uint8Array {
  checkArgument('encodeOnnx', 'graph', graph, GRAPH);
  const integers = new Set(graph.integers);
  const [{ name: first }] = graph.inputs;
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'isotypic',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: 'isotypic',
      node: [
        ...graph.operations.map(node),
        node({ operation: 'Identity', inputs: [graph.output], output: 'y', attributes: {} }),
      ],
      initializer: Object.entries(graph.constants).map(([name, value]) => initializer(name, value, integers.has(name))),
      input: graph.inputs.map(({ name, shape }) => valueInfo(name, shape, first)),
      output: [valueInfo('y', graph.outputShape, 'y')],
    },
  });
  return toBinary(ModelProtoSchema, model);
}

/** An operation, or the identity that gives the output its name. */
type Step = Omit<DenseOperation, 'operation'> & { readonly operation: DenseOperation['operation'] | 'Identity' };

const node = ({ operation, inputs, output, attributes }: Step): NodeProto =>
  create(NodeProtoSchema, {
    opType: operation,
    input: [...inputs],
    output: [output],
    attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  });

/** `alpha` is a float, other numbers are integers. */
function attribute(name: string, value: number | readonly number[]): AttributeProto {
  const { FLOAT, INT, INTS } = AttributeProto_AttributeType;
  if (typeof value !== 'number') return create(AttributeProtoSchema, { name, type: INTS, ints: value.map(BigInt) });
  if (name === 'alpha') return create(AttributeProtoSchema, { name, type: FLOAT, f: value });
  return create(AttributeProtoSchema, { name, type: INT, i: BigInt(value) });
}

function initializer(name: string, { shape, data }: Tensor, isInteger: boolean): TensorProto {
  const raw = isInteger ? BigInt64Array.from(data, BigInt) : Float32Array.from(data);
  return create(TensorProtoSchema, {
    name,
    dims: shape.map(BigInt),
    dataType: isInteger ? TensorProto_DataType.INT64 : TensorProto_DataType.FLOAT,
    rawData: new Uint8Array(raw.buffer),
  });
}

/** Extents of −1 are free, and named after their axes: the number of samples after the input `first`, as in all. */
function valueInfo(name: string, shape: readonly number[], first: string): ValueInfoProto {
  const dim = shape.map((extent, axis) =>
    extent < 0
      ? { value: { case: 'dimParam' as const, value: `${axis === 0 ? first : name}${axis}` } }
      : { value: { case: 'dimValue' as const, value: BigInt(extent) } },
  );
  const value = { elemType: TensorProto_DataType.FLOAT, shape: { dim } };
  return create(ValueInfoProtoSchema, { name, type: { value: { case: 'tensorType', value } } });
}
