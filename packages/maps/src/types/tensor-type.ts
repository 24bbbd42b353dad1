/**
 * Types of representations: sums of products of spaces, as immutable values in a canonical form. They name spaces
 * before the group is known; `over` binds them.
 *
 * Canonical form: a sum of distinct products with multiplicities. Products commute (V⊗W and W⊗V are one type), their
 * factors are sorted by group and variance; summands are sorted by the number of factors, then by their text. That
 * order is the order of coordinates, which `sizes()` of the bound representation spells out.
 */
import { checkArgument, either, instance, integer, invalidArgument, type Kind, text } from '@isotypic/algebra/internal';
import { MATRIX_GROUP, type MatrixGroup } from '../matrix-groups/matrix-group.js';
import type { Representation } from '../representations/representation.js';
import { type Atom, keyOf, printSummand, type Summand, sortedAtoms, type TypeContent } from './atom.js';
import { type BindingOptions, bindType, type GroupBinding } from './bind-type.js';

const ATOM: Kind = {
  expected: 'a space { kind, … } of the kind vector, power or custom',
  accepts: (v) => typeof v === 'object' && v !== null && ATOM_KINDS.includes((v as Partial<Atom>).kind),
};
const ATOM_KINDS: readonly unknown[] = ['vector', 'power', 'custom'];

/** Of a tensor power: beyond, n^k has no coordinates to speak of. */
const EXPONENT = integer(0, 64);

/**
 * The type of a tensor: sums and products of V, duals and irreps.
 * @example
 * parseType('2*T(1) + T(0)').over(parseMatrixGroup('SO(3)')).dimension // 7
 */
export class TensorType implements TypeContent {
  /** The canonical form. */
  readonly summands: readonly Summand[];
  private readonly text: string;

  private constructor(summands: readonly Summand[]) {
    const merged = new Map<string, Summand>();
    for (const { multiplicity, atoms } of summands) {
      const sorted = sortedAtoms(atoms);
      const key = keyOf(sorted);
      const known = merged.get(key);
      merged.set(key, { multiplicity: multiplicity + (known?.multiplicity ?? 0), atoms: sorted });
    }
    const order = [...merged].filter(([, s]) => s.multiplicity > 0);
    order.sort(([a, s], [b, t]) => s.atoms.length - t.atoms.length || (a < b ? -1 : a > b ? 1 : 0));
    this.summands = order.map(([, s]) => s);
    this.text = order.map(([key, s]) => `${s.multiplicity}*${key}`).join('+');
  }

  /** The zero type; the field itself; one space. */
  static readonly zero = new TensorType([]);
  static readonly scalar = new TensorType([{ multiplicity: 1, atoms: [] }]);
  static of(atom: Atom): TensorType {
    checkArgument('TensorType.of', 'atom', atom, ATOM);
    return new TensorType([{ multiplicity: 1, atoms: [atom] }]);
  }

  /** The direct sum. @example String(V.plus(Scalar)) // 'T(0) + T(1)' */
  plus(other: TensorType | number): TensorType {
    return new TensorType([...this.summands, ...asType('TensorType.plus', 'other', other).summands]);
  }

  /** The tensor product, distributed over sums; a number stands for that many scalars. */
  times(other: TensorType | number): TensorType {
    const { summands } = asType('TensorType.times', 'other', other);
    return new TensorType(
      this.summands.flatMap((a) =>
        summands.map((b) => ({ multiplicity: a.multiplicity * b.multiplicity, atoms: [...a.atoms, ...b.atoms] })),
      ),
    );
  }

  /** The k-fold tensor product with itself; the scalars for k = 0. */
  power(k: number): TensorType {
    checkArgument('TensorType.power', 'k', k, EXPONENT);
    let result: TensorType = TensorType.scalar;
    for (let i = 0; i < k; i++) result = result.times(this);
    return result;
  }

  /** The dual: V becomes V*, and back. */
  dual(): TensorType {
    return this.mapAtoms((atom) =>
      atom.kind === 'power' ? { ...atom, base: atom.base.dual() } : { ...atom, dual: !atom.dual },
    );
  }

  /** The complex conjugate; for real groups the same space. */
  conjugate(): TensorType {
    return this.mapAtoms((atom) =>
      atom.kind === 'power' ? { ...atom, base: atom.base.conjugate() } : { ...atom, conjugate: !atom.conjugate },
    );
  }

  /** The k-th symmetric power, on monomials in lexicographic order. */
  symmetricPower(k: number): TensorType {
    return this.powerAtom('TensorType.symmetricPower', k, true);
  }

  /** The k-th alternating power. */
  alternatingPower(k: number): TensorType {
    return this.powerAtom('TensorType.alternatingPower', k, false);
  }

  /** The type of linear maps from this to `target`: target ⊗ this*. */
  to(target: TensorType): TensorType {
    return asType('TensorType.to', 'target', target).times(this.dual());
  }

  /** Every `V` not yet bound, bound to a group: its name, or the group itself. */
  of(group: string | MatrixGroup): TensorType {
    checkArgument('TensorType.of', 'group', group, either(text, MATRIX_GROUP));
    return this.mapAtoms((atom) => {
      if (atom.kind === 'vector') return atom.group === undefined ? { ...atom, group } : atom;
      return atom.kind === 'power' ? { ...atom, base: atom.base.of(group) } : atom;
    });
  }

  /**
   * The representation of a group: every `V` stands for the given one's space, every `V` of a named group for that of
   * the group given under the name, or of the name itself where it is one of the catalogue.
   * @throws {IsotypicError} `UNKNOWN_NAME` where a name stands for no group; `INVALID_ARGUMENT` where no group is given
   * @example T(2).over(parseMatrixGroup('SO(3)')).dimension // 9
   */
  over(binding?: GroupBinding, options: BindingOptions = {}): Representation {
    return bindType(this, binding, options);
  }

  /** Equality of content. */
  equals(other: TensorType): boolean {
    checkArgument('TensorType.equals', 'other', other, TENSOR_TYPE);
    return this.key === other.key;
  }

  /** The canonical form as text that is equal exactly for equal types. */
  get key(): string {
    return this.text;
  }

  /** What `parseType` reads, but for custom spaces and groups that have no name. */
  toString(): string {
    if (this.summands.length === 0) return '0';
    return this.summands.map(printSummand).join(' + ');
  }

  private mapAtoms(f: (atom: Atom) => Atom): TensorType {
    return new TensorType(this.summands.map((s) => ({ ...s, atoms: s.atoms.map(f) })));
  }

  private powerAtom(where: string, exponent: number, symmetric: boolean): TensorType {
    checkArgument(where, 'k', exponent, EXPONENT);
    if (exponent === 0) return TensorType.scalar;
    if (exponent === 1) return this;
    return TensorType.of({ kind: 'power', symmetric, exponent, base: this });
  }
}

export const TENSOR_TYPE = instance(
  TensorType,
  'a type',
  () => 'Types are V, Scalar, T(p, q) and what is made of them.',
);

/** The defining space of the group. */
export const V: TensorType = TensorType.of({ kind: 'vector', group: undefined, dual: false, conjugate: false });
/** The scalars, on which every group acts trivially. */
export const Scalar: TensorType = TensorType.scalar;

/** V^{⊗p} ⊗ (V*)^{⊗q}. @example T(2, 1).equals(V.times(V).times(V.dual())) // true */
export function T(p: number, q = 0): TensorType {
  checkArgument('T', 'p', p, EXPONENT);
  checkArgument('T', 'q', q, EXPONENT);
  return V.power(p).times(V.dual().power(q));
}

/** k copies. @example multiple(5, V).equals(V.times(5)) // true */
export function multiple(k: number, type: TensorType): TensorType {
  checkArgument('multiple', 'k', k, integer(0));
  checkArgument('multiple', 'type', type, TENSOR_TYPE);
  return type.times(k);
}

function asType(where: string, name: string, given: TensorType | number): TensorType {
  if (given instanceof TensorType) return given;
  if (Number.isSafeInteger(given) && given >= 0) {
    let result = TensorType.zero;
    let bit = TensorType.scalar;
    for (let k = given; k > 0; k = Math.floor(k / 2)) {
      if (k % 2 === 1) result = result.plus(bit);
      bit = bit.plus(bit);
    }
    return result;
  }
  throw invalidArgument(
    where,
    `${name} to be a type, or a number of copies from 0 on`,
    given,
    'Types are V, Scalar, T(p, q) and what is made of them.',
  );
}
