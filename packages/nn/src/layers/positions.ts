/** What a sequence of fields may know of time: invariants added at each time, and fields turned into each other. */
import { checkArgument, integer, invalidArgument } from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import { Parameter } from '../modules/stored-tensor.js';
import { add } from '../tensor/add.js';
import { gather } from '../tensor/gather-and-scatter.js';
import { matmul } from '../tensor/matmul.js';
import { multiply } from '../tensor/multiply.js';
import { slice } from '../tensor/pad-and-slice.js';
import { transpose } from '../tensor/permute.js';
import { shapeFault, Tensor, zeros } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { invariantVectors } from './invariant-bias.js';
import { SequenceModule } from './sequence-module.js';

/**
 * Adds to each time an invariant vector of its own, which is all that may be added: learned positions.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for fields without invariant vectors; on `forward` `SHAPE_MISMATCH` for a
 *   sequence that is longer
 * @example
 * const C4 = noBaseSpace(catalogue.cyclic(4));
 * const positions = new InvariantPositions(fieldType(C4, [C4.regular, C4.irrep(1)]), 10);
 * positions.values.value.shape // [10, 1]: one number for each invariant vector
 */
export class InvariantPositions extends SequenceModule {
  /** Coordinates along the orthonormal invariant vectors, [length, vectors]. */
  readonly values: Parameter;
  private readonly invariants: Tensor;

  constructor(
    type: FieldType,
    readonly length: number,
  ) {
    super(type, type);
    checkArgument('InvariantPositions', 'length', length, integer(1, 2 ** 24));
    this.invariants = invariantVectors(type);
    const [count] = this.invariants.shape;
    if (count === 0) {
      throw invalidArgument(
        'InvariantPositions',
        'fields with invariant vectors',
        String(type),
        'Add a trivial field.',
      );
    }
    this.values = new Parameter(zeros([length, count]));
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return add(x, this.vectors('InvariantPositions.forward', x.shape[2]));
  }

  /** What is added, [channels, time]. */
  private vectors(where: string, time: number): Tensor {
    if (time > this.length) throw shapeFault(where, `a time of at most ${this.length}`, `${time}`);
    const [, count] = this.values.value.shape;
    return transpose(matmul(slice(this.values.value, [0, 0], [time, count]), this.invariants));
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    const [time] = graph.requireExtents('InvariantPositions, which have a length');
    return graph.apply('Add', [x, graph.constant('positions', this.vectors('exportModule', time))]);
  }

  override get kind(): string {
    return 'InvariantPositions';
  }
}

/** The slowest angle turns once in some 2π·10⁴ steps, as in the paper. */
const LONGEST = 1e4;

/**
 * Rotary positions (Su et al. 2021) for fields: field 2j and field 2j + 1 of one representation are turned into each
 * other by the angle t·10000^(−j/pairs), which commutes with the group, so that ⟨q(t), k(s)⟩ depends on t − s.
 */
export class RotaryPositions {
  private readonly partner: Int32Array;
  private readonly signs: Float64Array;
  private readonly speeds: Float64Array;

  constructor(where: string, headType: FieldType, heads: number) {
    const { size } = headType;
    this.partner = new Int32Array(size);
    this.signs = new Float64Array(size);
    this.speeds = new Float64Array(size);
    headType.kinds.forEach((rep, kind) => {
      const fields = headType.fieldsOf(kind);
      if (fields.length % 2 !== 0) {
        const received = `${fields.length} of ${rep.label} in each of ${heads} heads`;
        throw invalidArgument(where, "an even number of equal fields for 'rotary'", received, 'Pass headType.');
      }
      fields.forEach(({ offset, dimension }, k) => {
        const other = fields[k % 2 === 0 ? k + 1 : k - 1].offset;
        for (let c = 0; c < dimension; c++) {
          this.partner[offset + c] = other + c;
          this.signs[offset + c] = k % 2 === 0 ? -1 : 1;
          this.speeds[offset + c] = LONGEST ** (-(2 * Math.floor(k / 2)) / fields.length);
        }
      });
    });
  }

  /** Factors [channels, time] of each entry and of its partner: cosines, and sines with their signs. */
  private tables(time: number): readonly [Tensor, Tensor] {
    const table = (f: (angle: number) => number, signs?: Float64Array): Tensor => {
      const data = new Float64Array(this.speeds.length * time);
      for (let c = 0; c < this.speeds.length; c++) {
        for (let t = 0; t < time; t++) data[c * time + t] = (signs?.[c] ?? 1) * f(t * this.speeds[c]);
      }
      return new Tensor([this.speeds.length, time], data);
    };
    return [table(Math.cos), table(Math.sin, this.signs)];
  }

  /** x [samples, heads, channels, time] at each time turned by its angles. */
  turned(x: Tensor): Tensor {
    const [own, other] = this.tables(x.shape[3]);
    return add(multiply(x, own), multiply(gather(x, this.partner, { axis: 2 }), other));
  }

  /** @internal The same, written down. */
  write(graph: GraphWriter, x: string, time: number): string {
    const [own, other] = this.tables(time).map((table, k) => graph.constant(k === 0 ? 'cosines' : 'sines', table));
    const partners = graph.apply('Gather', [x, graph.indices('partners', this.partner)], { axis: 2 });
    return graph.apply('Add', [graph.apply('Mul', [x, own]), graph.apply('Mul', [partners, other])]);
  }
}
