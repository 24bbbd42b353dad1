/** A feature field's type: what its channels transform by. */
import { checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import { CompactGSpace } from './compact-gspace.js';
import { FiniteGSpace } from './finite-gspace.js';
import type { FieldRepresentation, GroupElement, GSpace } from './gspace.js';
import { MatrixGSpace } from './matrix-gspace.js';

export const GSPACE = instance(
  [FiniteGSpace, CompactGSpace, MatrixGSpace],
  'a space with its symmetry',
  () => 'Make one by gspaces.rot2dOnR2(4) or noBaseSpace(group).',
);

/** Where one field stands among the channels. */
export interface FieldPlace {
  readonly representation: FieldRepresentation;
  /** First channel. */
  readonly offset: number;
  readonly dimension: number;
  /** Index of its representation in `FieldType.kinds`. */
  readonly kind: number;
}

/**
 * Fields side by side: channels [0, size) fall into one block for each representation, in order.
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * const type = fieldType(C4, [C4.trivial, C4.regular]);
 * type.size // 5
 * String(type) // 'C4 on R2: trivial [0], perm[4] [1–4]'
 */
export class FieldType {
  readonly fields: readonly FieldPlace[];
  /** The different representations, in the order in which they come first. */
  readonly kinds: readonly FieldRepresentation[];
  readonly size: number;

  /** @internal Use `fieldType`, which checks its arguments. */
  constructor(
    readonly space: GSpace,
    readonly representations: readonly FieldRepresentation[],
  ) {
    const kinds: FieldRepresentation[] = [];
    const fields: FieldPlace[] = [];
    let offset = 0;
    for (const representation of representations) {
      let kind = kinds.indexOf(representation);
      if (kind < 0) kind = kinds.push(representation) - 1;
      fields.push({ representation, offset, dimension: representation.dimension, kind });
      offset += representation.dimension;
    }
    this.kinds = kinds;
    this.fields = fields;
    this.size = offset;
  }

  /** @internal The fields of one kind, by their places. */
  fieldsOf(kind: number): FieldPlace[] {
    return this.fields.filter((f) => f.kind === kind);
  }

  /** ρ(g) on all channels, row-major size×size. @throws {IsotypicError} `NOT_IN_GROUP`; `INVALID_ARGUMENT` */
  matrix(g: GroupElement): Float64Array {
    const data = new Float64Array(this.size * this.size);
    const blocks = this.kinds.map((rep) => this.space.matrix(rep, g));
    for (const { offset, dimension, kind } of this.fields) {
      for (let i = 0; i < dimension; i++) {
        for (let j = 0; j < dimension; j++) {
          data[(offset + i) * this.size + offset + j] = blocks[kind][i * dimension + j];
        }
      }
    }
    return data;
  }

  /** Whether the channels transform alike: the same representations in the same order, over one space. */
  equals(other: FieldType): boolean {
    checkArgument('FieldType.equals', 'other', other, FIELD_TYPE);
    return (
      this.space === other.space &&
      this.representations.length === other.representations.length &&
      this.representations.every((rep, k) => rep === other.representations[k])
    );
  }

  /** The layout of the fibre: each field with its channels. */
  toString(): string {
    const places = this.fields.map(({ representation, offset, dimension }) => {
      const channels = dimension === 1 ? `${offset}` : `${offset}–${offset + dimension - 1}`;
      return `${representation.label} [${channels}]`;
    });
    return `${this.space.name}: ${places.join(', ') || 'no fields'}`;
  }
}

export const FIELD_TYPE = instance(FieldType, 'a field type', () => 'Make one by fieldType(space, representations).');

/**
 * The type of fields that transform by these representations, side by side.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations of another group
 * @example fieldType(gspaces.flipRot2dOnR2(4), [gspaces.flipRot2dOnR2(4).irrep(1, 1)]).size // 2
 */
export function fieldType(space: GSpace, representations: readonly FieldRepresentation[]): FieldType {
  const where = 'fieldType';
  checkArgument(where, 'space', space, GSPACE);
  if (!Array.isArray(representations)) {
    throw invalidArgument(where, 'a list of representations', representations, 'Write [space.trivial, space.regular].');
  }
  for (const rep of representations) space.requireRepresentation(where, rep);
  return new FieldType(space, [...representations]);
}
