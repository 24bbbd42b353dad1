/**
 * A graph of dense operations as an ONNX model, opset 17. The few messages that this takes are written in protobuf's
 * wire
 * format directly (onnx.proto of ONNX 1.12, field numbers beside each); they hold no more than varints, little-endian
 * floats
 * and what is nested by length.
 */
import { checkArgument } from '@isotypic/algebra/internal';
import type { Tensor } from '../tensor/tensor.js';
import { type DenseGraph, type DenseOperation, GRAPH } from './dense-graph.js';

const OPSET = 17n;
const IR_VERSION = 8n; // what ONNX 1.12, the first with opset 17, writes
const FLOAT = 1n;
const INT64 = 7n;
const [ATTRIBUTE_FLOAT, ATTRIBUTE_INT, ATTRIBUTE_INTS] = [1n, 2n, 7n];

/** The bytes of one message, field by field. */
class Message {
  private readonly parts: Uint8Array[] = [];

  /** A varint; negative numbers take ten bytes, as int64 does. */
  integer(field: number, value: bigint): this {
    this.parts.push(varint(BigInt(field << 3)), varint(BigInt.asUintN(64, value)));
    return this;
  }

  float(field: number, value: number): this {
    this.parts.push(varint(BigInt((field << 3) | 5)), new Uint8Array(Float32Array.of(value).buffer));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.parts.push(varint(BigInt((field << 3) | 2)), varint(BigInt(value.length)), value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.encoded());
  }

  encoded(): Uint8Array {
    const whole = new Uint8Array(this.parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 127n);
    if (rest < 128n) {
      bytes.push(low);
      return Uint8Array.from(bytes);
    }
    bytes.push(low | 128);
  }
}

/**
 * The bytes of an ONNX model in float32: input `x` with any number of samples and any extents, output `y`.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const layer = new R2Conv(fieldType(C4, [C4.trivial]), fieldType(C4, [C4.regular]), 3);
 * encodeOnnx(exportModule(layer)).length > 144 // true
 */
export function encodeOnnx(graph: DenseGraph): Uint8Array {
  checkArgument('encodeOnnx', 'graph', graph, GRAPH);
  const integers = new Set(graph.integers);
  const body = new Message();
  for (const operation of graph.operations) body.message(1, node(operation)); // GraphProto.node
  if (graph.operations.length === 0 || graph.output === graph.input) {
    body.message(1, new Message().text(1, graph.input).text(2, 'y').text(4, 'Identity'));
  } else body.message(1, new Message().text(1, graph.output).text(2, 'y').text(4, 'Identity'));
  body.text(2, 'isotypic'); // name
  for (const [name, value] of Object.entries(graph.constants)) {
    body.message(5, initializer(name, value, integers.has(name))); // initializer
  }
  body.message(11, valueInfo(graph.input, graph.inputShape)); // input
  body.message(12, valueInfo('y', graph.outputShape)); // output
  return new Message()
    .integer(1, IR_VERSION) // ModelProto.ir_version
    .text(2, 'isotypic') // producer_name
    .message(7, body) // graph
    .message(8, new Message().text(1, '').integer(2, OPSET)) // opset_import
    .encoded();
}

/** NodeProto. */
function node({ operation, inputs, output, attributes }: DenseOperation): Message {
  const message = new Message();
  for (const name of inputs) message.text(1, name);
  message.text(2, output).text(4, operation);
  for (const [name, value] of Object.entries(attributes)) message.message(5, attribute(name, value));
  return message;
}

/** AttributeProto: `alpha` is a float, other numbers are integers. */
function attribute(name: string, value: number | readonly number[]): Message {
  const message = new Message().text(1, name);
  if (typeof value !== 'number') {
    for (const entry of value) message.integer(8, BigInt(entry));
    return message.integer(20, ATTRIBUTE_INTS);
  }
  if (name === 'alpha') return message.float(2, value).integer(20, ATTRIBUTE_FLOAT);
  return message.integer(3, BigInt(value)).integer(20, ATTRIBUTE_INT);
}

/** TensorProto. */
function initializer(name: string, { shape, data }: Tensor, isInteger: boolean): Message {
  const message = new Message();
  for (const extent of shape) message.integer(1, BigInt(extent));
  const raw = isInteger ? BigInt64Array.from(data, BigInt) : Float32Array.from(data);
  return message
    .integer(2, isInteger ? INT64 : FLOAT)
    .text(8, name)
    .bytes(9, new Uint8Array(raw.buffer));
}

/** ValueInfoProto with a tensor type; extents of −1 are free. */
function valueInfo(name: string, shape: readonly number[]): Message {
  const dims = new Message();
  shape.forEach((extent, axis) => {
    dims.message(1, extent < 0 ? new Message().text(2, `${name}${axis}`) : new Message().integer(1, BigInt(extent)));
  });
  const tensor = new Message().integer(1, FLOAT).message(2, dims);
  return new Message().text(1, name).message(2, new Message().message(1, tensor));
}
