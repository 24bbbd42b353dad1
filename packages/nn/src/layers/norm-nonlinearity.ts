/** Nonlinearities of the length of each field, and gates: for fields of any kind. */
import { checkArgument, oneOf } from '@isotypic/algebra/internal';
import { type FieldType, fieldType } from '../fields/field-type.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { maximum } from '../tensor/choose.js';
import { exp, relu, sigmoid, sqrt } from '../tensor/elementwise.js';
import { divide, multiply, scale } from '../tensor/multiply.js';
import { slice } from '../tensor/pad-and-slice.js';
import { filled, scalar, type Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';
import { alongChannels, fieldOfChannels, requireOrthogonalFields, sumByField, toChannels } from './field-groups.js';

/** Lengths below this count as it: escnn's, so that nothing is divided by 0 and the derivative at 0 is 0. */
const SHORTEST = 1e-10;

/** The length of each field, at least 1e-10: [samples, fields, …space]. */
export function fieldLengths(x: Tensor, fieldOf: Int32Array, fields: number): Tensor {
  return sqrt(maximum(sumByField(multiply(x, x), fieldOf, fields), scalar(SHORTEST ** 2)));
}

/** The same in a graph. */
export function writeFieldLengths(graph: GraphWriter, x: string, fieldOf: Int32Array, fields: number): string {
  const indicator = new Float64Array(fields * fieldOf.length);
  fieldOf.forEach((field, channel) => {
    indicator[field * fieldOf.length + channel] = 1;
  });
  const sums = graph.mixChannels('sums', graph.apply('Mul', [x, x]), indicator, fields);
  return graph.apply('Sqrt', [graph.apply('Max', [sums, graph.constant('shortest', scalar(SHORTEST ** 2))])]);
}

/**
 * v ↦ v·f(|v|)/|v| for each field, with a bias b > 0 of its own: f(r) = max(r − b, 0) for 'relu', r·σ(r − b) for
 * 'sigmoid'. As escnn's NormNonLinearity 'n_relu' with log_bias = log b.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a function of another name
 * @example
 * const SO2 = gspaces.rot2dOnR2();
 * const type = fieldType(SO2, [SO2.irrep(1)]);
 * const x = geometricTensor(tensor([3, 4], [1, 2, 1, 1]), type);
 * new NormNonlinearity(type).forward(x).tensor.data // [2.4, 3.2]: of length 5 − 1
 */
export class NormNonlinearity extends EquivariantModule {
  /** log b of each field; 0 at first. */
  readonly logBias: Parameter;
  private readonly fieldOf: Int32Array;

  constructor(
    type: FieldType,
    readonly name: 'relu' | 'sigmoid' = 'relu',
  ) {
    super(type, type);
    checkArgument('NormNonlinearity', 'name', name, oneOf('relu', 'sigmoid'));
    requireOrthogonalFields('NormNonlinearity', type);
    this.fieldOf = fieldOfChannels(type);
    this.logBias = new Parameter(filled([type.fields.length], 0));
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const lengths = fieldLengths(x, this.fieldOf, this.inType.fields.length);
    const reduced = add(lengths, scale(alongChannels(exp(this.logBias.value), x), -1));
    const factors = this.name === 'relu' ? divide(relu(reduced), lengths) : sigmoid(reduced);
    return multiply(x, toChannels(factors, this.fieldOf));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const lengths = writeFieldLengths(graph, x, this.fieldOf, this.inType.fields.length);
    const bias = graph.perChannel('bias', exp(this.logBias.value).data);
    const reduced = graph.apply('Sub', [lengths, bias]);
    const factors =
      this.name === 'relu'
        ? graph.apply('Div', [graph.apply('Relu', [reduced]), lengths])
        : graph.apply('Sigmoid', [reduced]);
    const spread = graph.apply('Gather', [factors, graph.indices('fields', this.fieldOf)], { axis: 1 });
    return graph.apply('Mul', [x, spread]);
  }

  override get kind(): string {
    return 'NormNonlinearity';
  }
}

/**
 * Each field times the sigmoid of a scalar of its own: the input has a trivial field for each, behind them.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const SO2 = gspaces.rot2dOnR2();
 * const gated = new GatedNonlinearity(fieldType(SO2, [SO2.irrep(1)]));
 * gated.inType.size // 3
 */
export class GatedNonlinearity extends EquivariantModule {
  private readonly fieldOf: Int32Array;

  constructor(type: FieldType) {
    super(withGates(checkedType('GatedNonlinearity', type)), type);
    this.fieldOf = fieldOfChannels(type);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const { size } = this.outType;
    const [samples, channels, ...space] = x.shape;
    const zeros = space.map(() => 0);
    const values = slice(x, [0, 0, ...zeros], [samples, size, ...space]);
    const gates = slice(x, [0, size, ...zeros], [samples, channels, ...space]);
    return multiply(values, toChannels(sigmoid(gates), this.fieldOf));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const { size } = this.outType;
    const values = graph.indices(
      'values',
      Int32Array.from({ length: size }, (_, c) => c),
    );
    const gates = graph.indices(
      'gates',
      this.fieldOf.map((field) => size + field),
    );
    const opened = graph.apply('Sigmoid', [graph.apply('Gather', [x, gates], { axis: 1 })]);
    return graph.apply('Mul', [graph.apply('Gather', [x, values], { axis: 1 }), opened]);
  }

  override get kind(): string {
    return 'GatedNonlinearity';
  }
}

function withGates(type: FieldType): FieldType {
  const { space, representations } = type;
  return fieldType(space, [...representations, ...representations.map(() => space.trivial)]);
}
