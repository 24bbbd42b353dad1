/** Nonlinearities by way of the circle: frequencies to values at angles, a function of one variable, and back. */
import { checkArgument, instance, integer, invalidArgument, oneOf } from '@isotypic/algebra/internal';
import { CompactGSpace } from '../fields/compact-gspace.js';
import { type FieldType, fieldType } from '../fields/field-type.js';
import { matmul } from '../tensor/matmul.js';
import { reshape } from '../tensor/reshape.js';
import { Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { EquivariantModule } from './equivariant-module.js';
import { POINTWISE_FUNCTIONS, type PointwiseFunction, pointwise, writePointwise } from './pointwise.js';

const CIRCULAR = instance(
  CompactGSpace,
  'a space with all rotations about one axis',
  () => 'For a finite group take regular fields and PointwiseNonlinearity.',
);

/** What `FourierNonlinearity` is made of. */
export interface FourierParts {
  /** Functions on the circle, each with the frequencies 0 … frequency. */
  readonly channels: number;
  readonly frequency: number;
  /** Number of angles at which they are evaluated; at least 2·frequency + 1. */
  readonly samples: number;
}

/**
 * Fields of SO(2) as functions on the circle, f(θ) = a₀ + √2 Σ (aₖ cos kθ + bₖ sin kθ): evaluated at equal angles,
 * changed by a
 * function of one variable, and projected back. Equivariant under the rotations by 2π/samples, and under all others
 * as far
 * as the function makes no frequencies above samples − frequency: approximately.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for another space, or fewer samples than coefficients
 * @example
 * const SO2 = gspaces.rot2dOnR2();
 * const layer = new FourierNonlinearity(SO2, 'elu', { channels: 2, frequency: 1, samples: 8 });
 * layer.inType.size // 6
 */
export class FourierNonlinearity extends EquivariantModule {
  /** Values at angles from coefficients, for all channels: orthonormal columns. */
  private readonly values: Tensor;

  constructor(
    space: CompactGSpace,
    readonly name: PointwiseFunction,
    parts: FourierParts,
  ) {
    const type = circleType(space, parts);
    super(type, type);
    checkArgument('FourierNonlinearity', 'name', name, oneOf(...POINTWISE_FUNCTIONS));
    this.values = valuesOfCoefficients(parts);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    const [samples, channels, ...space] = x.shape;
    const places = space.reduce((a, b) => a * b, 1);
    const values = matmul(this.values, reshape(x, [samples, channels, places]));
    return reshape(matmul(this.values, pointwise(this.name, values, 1), { transposeLeft: true }), x.shape);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const [rows, cols] = this.values.shape;
    const { data } = this.values;
    const back = Float64Array.from(data, (_, at) => data[(at % rows) * cols + Math.floor(at / rows)]);
    const values = graph.mixChannels('values', x, data, rows);
    return graph.mixChannels('coefficients', writePointwise(graph, this.name, values, 1), back, cols);
  }

  override get kind(): string {
    return 'FourierNonlinearity';
  }
}

function circleType(space: CompactGSpace, parts: FourierParts): FieldType {
  const where = 'FourierNonlinearity';
  checkArgument(where, 'space', space, CIRCULAR);
  const { rotations, flip, inversion } = space.family;
  if (rotations !== 'axial' || flip !== 'none' || inversion) {
    throw invalidArgument(where, 'space to have the rotations about one axis and nothing else', space.name);
  }
  checkArgument(where, 'parts', parts, {
    expected: '{ channels, frequency, samples }, samples at least 2·frequency + 1',
    accepts: (v) => {
      const { channels, frequency, samples } = (v ?? {}) as Partial<FourierParts>;
      if (![channels, frequency, samples].every((n) => integer(0, 4096).accepts(n))) return false;
      return (samples as number) >= 2 * (frequency as number) + 1;
    },
  });
  const frequencies = Array.from({ length: parts.frequency + 1 }, (_, k) => space.irrep(k));
  return fieldType(space, Array.from({ length: parts.channels }, () => frequencies).flat());
}

/** Block by channel: row t, a₀/√N and √2 cos(2πkt/N)/√N, √2 sin(2πkt/N)/√N. */
function valuesOfCoefficients({ channels, frequency, samples }: FourierParts): Tensor {
  const width = 2 * frequency + 1;
  const [rows, cols] = [channels * samples, channels * width];
  const data = new Float64Array(rows * cols);
  for (let c = 0; c < channels; c++) {
    for (let t = 0; t < samples; t++) {
      const row = (c * samples + t) * cols + c * width;
      data[row] = 1 / Math.sqrt(samples);
      for (let k = 1; k <= frequency; k++) {
        const angle = (2 * Math.PI * ((k * t) % samples)) / samples;
        data[row + 2 * k - 1] = (Math.SQRT2 * Math.cos(angle)) / Math.sqrt(samples);
        data[row + 2 * k] = (Math.SQRT2 * Math.sin(angle)) / Math.sqrt(samples);
      }
    }
  }
  return new Tensor([rows, cols], data);
}
