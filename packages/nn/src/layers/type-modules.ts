/** Modules that change how channels are seen, and little else: restriction, the isotypic basis, masks. */
import { checkArgument, finite, integer } from '@isotypic/algebra/internal';
import type { FieldType } from '../fields/field-type.js';
import type { FiniteGSpace } from '../fields/finite-gspace.js';
import { isotypicType } from '../fields/isotypic.js';
import { restrictedType } from '../fields/restriction.js';
import { multiply } from '../tensor/multiply.js';
import { Tensor } from '../tensor/tensor.js';
import type { GraphWriter } from './dense-graph.js';
import { checkedType, EquivariantModule } from './equivariant-module.js';
import { mixChannels } from './field-groups.js';

/**
 * The same channels under a subgroup: behind it layers may break the rest of the symmetry.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the space's group is a finite subgroup
 * @example
 * const [D4, C4] = [gspaces.flipRot2dOnR2(4), gspaces.rot2dOnR2(4)];
 * new RestrictionModule(fieldType(D4, [D4.regular]), C4).outType.space.name // 'C4 on R2'
 */
export class RestrictionModule extends EquivariantModule {
  constructor(type: FieldType, subspace: FiniteGSpace) {
    super(type, restrictedType(type, subspace));
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return x;
  }

  /** @internal */
  override write(_: GraphWriter, x: string): string {
    return x;
  }

  override get kind(): string {
    return 'RestrictionModule';
  }
}

/**
 * To the basis in which every field falls apart into irreducibles, as escnn's DisentangleModule.
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const module = new DisentangleModule(fieldType(C4, [C4.regular]));
 * module.outType.representations.map((r) => r.dimension) // [1, 1, 2]
 */
export class DisentangleModule extends EquivariantModule {
  private readonly coordinates: Tensor;

  constructor(type: FieldType) {
    const isotypic = isotypicType(checkedType('DisentangleModule', type));
    super(type, isotypic.type);
    this.coordinates = new Tensor([type.size, type.size], isotypic.matrix);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return mixChannels(this.coordinates, x);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return graph.mixChannels('coordinates', x, this.coordinates.data, this.inType.size);
  }

  override get kind(): string {
    return 'DisentangleModule';
  }
}

/** A mask has 2²⁶ places at most, half a gigabyte. */
const MOST_PLACES = 26;

/**
 * A disk or ball that hides the corners, which leave the image when it is turned: 1 within, falling off as a Gaussian
 * of width sigma from `margin` pixels before the edge. Exact on the symmetries of the grid: a function of the integer
 * r².
 * @throws {IsotypicError} `INVALID_ARGUMENT`; on `forward` `SHAPE_MISMATCH` for images of another size
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial]);
 * const x = geometricTensor(tensor(new Float64Array(25).fill(1), [1, 1, 5, 5]), type);
 * new MaskModule(type, 5, 1).forward(x).tensor.at(0, 0, 2, 2) // 1
 */
export class MaskModule extends EquivariantModule {
  /** [1, 1, …space]. */
  readonly mask: Tensor;

  constructor(
    type: FieldType,
    readonly size: number,
    readonly margin = 0,
    readonly sigma = 2,
  ) {
    super(type, type);
    const { baseDimension } = type.space;
    checkArgument('MaskModule', 'size', size, integer(1, Math.floor(2 ** (MOST_PLACES / Math.max(1, baseDimension)))));
    checkArgument('MaskModule', 'margin', margin, finite(0));
    checkArgument('MaskModule', 'sigma', sigma, finite(0));
    const axes = baseDimension;
    const edge = size / 2 - margin;
    const data = Float64Array.from({ length: size ** axes }, (_, at) => {
      let squared = 0;
      for (let axis = 0, rest = at; axis < axes; axis++, rest = Math.floor(rest / size)) {
        squared += (2 * (rest % size) - (size - 1)) ** 2;
      }
      const radius = Math.sqrt(squared) / 2;
      return radius <= edge ? 1 : Math.exp(-((radius - edge) ** 2) / (2 * sigma ** 2));
    });
    this.mask = new Tensor([1, 1, ...new Array<number>(axes).fill(size)], data);
  }

  /** @internal */
  override compute(x: Tensor): Tensor {
    return multiply(x, this.mask);
  }

  /** @internal */
  override write(graph: GraphWriter, x: string): string {
    return graph.apply('Mul', [x, graph.constant('mask', this.mask)]);
  }

  override get kind(): string {
    return 'MaskModule';
  }
}
