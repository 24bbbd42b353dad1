/** Matrix groups over a point: finite, continuous and non-compact ones, whose fields are tensors. */
import type { Float64Layout } from '@isotypic/algebra';
import { checkArgument, instance, integer, invalidArgument } from '@isotypic/algebra/internal';
import { type MatrixGroup, T } from '@isotypic/maps';
import type { Representation } from '@isotypic/reps';
import type { Fiber, FieldRepresentation, GroupAverage, GroupElement, GSpace } from './gspace.js';
import { TensorRepresentation } from './tensor-representation.js';

const TENSOR_FIELD = instance(
  TensorRepresentation,
  'a tensor field of the group',
  () => 'space.tensor(1) is a vector, space.trivial a scalar.',
);

/**
 * A matrix group over a point. Use `noBaseSpace`.
 * @example
 * const space = noBaseSpace(parseMatrixGroup('O(1,3)'));
 * space instanceof MatrixGSpace // true
 * fieldType(space, [space.trivial, space.tensor(1), space.tensor(2)]).size // 21
 */
export class MatrixGSpace implements GSpace {
  readonly kind = 'matrix';
  readonly name: string;
  readonly baseDimension = 0;
  readonly order = undefined;
  readonly trivial: TensorRepresentation;
  private readonly tensors = new Map<string, TensorRepresentation>();

  /** @internal */
  constructor(readonly group: MatrixGroup) {
    this.name = `${group}, over a point`;
    this.trivial = this.tensor(0);
  }

  /**
   * V^⊗p ⊗ V*^⊗q, coordinates row-major in its factors.
   * @throws {IsotypicError} `INVALID_ARGUMENT`
   */
  tensor(p: number, q = 0): TensorRepresentation {
    checkArgument('MatrixGSpace.tensor', 'p', p, integer(0, MOST_FACTORS));
    checkArgument('MatrixGSpace.tensor', 'q', q, integer(0, MOST_FACTORS));
    const key = `${p},${q}`;
    const known = this.tensors.get(key) ?? new TensorRepresentation(this.group, p, q, T(p, q).over(this.group));
    this.tensors.set(key, known);
    return known;
  }

  get regular(): Representation {
    throw invalidArgument('GSpace.regular', 'a permutation group', this.name, 'Use tensors: space.tensor(1).');
  }

  /** Only the trivial one, 0, is known: fields are tensors. */
  irrep(...id: readonly number[]): TensorRepresentation {
    checkArgument('GSpace.irrep', 'id', id, {
      expected: 'the number 0, of the trivial one',
      accepts: (v) => Array.isArray(v) && v.length === 1 && v[0] === 0,
      remedy: () => 'Fields of a matrix group are tensors: space.tensor(p, q).',
    });
    return this.trivial;
  }

  /** @internal */
  requireRepresentation(where: string, value: unknown): asserts value is TensorRepresentation {
    checkArgument(where, 'representation', value, TENSOR_FIELD);
    if ((value as TensorRepresentation).group === this.group) return;
    throw invalidArgument(where, `a tensor of ${this.group}`, String(value), 'Make it by space.tensor.');
  }

  /** @internal */
  fibers(representations: readonly FieldRepresentation[]): readonly Fiber[] {
    throw invalidArgument(
      'GSpace.fibers',
      'a finite or compact group, whose fields are known by their irreducibles',
      `${representations.map((rep) => rep.label).join(', ')} over ${this.name}`,
      'FieldLinear, GatedNonlinearity, norms and attention do without; Bilinear multiplies tensors.',
    );
  }

  matrix(representation: FieldRepresentation, g: GroupElement): Float64Array {
    this.requireRepresentation('GSpace.matrix', representation);
    return representation.matrix(this.requireElement('GSpace.matrix', g));
  }

  pointMatrix(g: GroupElement): Float64Layout {
    this.requireElement('GSpace.pointMatrix', g);
    return { data: new Float64Array(0), rows: 0, cols: 0 };
  }

  private requireElement(where: string, g: GroupElement): Float64Layout {
    const n = this.group.dimension;
    checkArgument(where, 'g', g, {
      expected: `a matrix { data, rows, cols } of the group, ${n}×${n}`,
      accepts: (v) => isSquare(v, n),
      remedy: () => 'randomElementFloat64(group, seed) draws one; that it is of the group is not looked at.',
    });
    return g as Float64Layout;
  }

  /** @internal */
  average(): GroupAverage {
    throw invalidArgument('GSpace.average', 'a finite or compact group', this.name);
  }

  /** The identity. */
  get gridSymmetries(): readonly Float64Layout[] {
    const n = this.group.dimension;
    return [{ data: Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0)), rows: n, cols: n }];
  }

  toString(): string {
    return this.name;
  }
}

/** Beyond this many factors tensors of any group are too long to hold. */
const MOST_FACTORS = 16;

function isSquare(v: unknown, n: number): boolean {
  if (typeof v !== 'object' || v === null) return false;
  const { data, rows, cols } = v as Partial<Float64Layout>;
  return (
    data instanceof Float64Array && rows === n && cols === n && data.length === n * n && data.every(Number.isFinite)
  );
}
