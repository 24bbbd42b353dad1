/** Spaces that are not taken apart, products of them, and their texts. */
import type { MatrixGroup } from '../matrix-groups/matrix-group.js';
import type { CustomRepresentation } from '../representations/custom-representation.js';

/** What of a type its parts need to know: `TensorType` is the only one. */
export interface TypeContent {
  readonly summands: readonly Summand[];
  readonly key: string;
  dual(): TypeContent;
  conjugate(): TypeContent;
  of(group: string | MatrixGroup): TypeContent;
  toString(): string;
}

/** A space that is not taken apart. */
export type Atom =
  | {
      readonly kind: 'vector';
      readonly group: string | MatrixGroup | undefined;
      readonly dual: boolean;
      readonly conjugate: boolean;
    }
  | { readonly kind: 'power'; readonly symmetric: boolean; readonly exponent: number; readonly base: TypeContent }
  | {
      readonly kind: 'custom';
      readonly representation: CustomRepresentation;
      readonly dual: boolean;
      readonly conjugate: boolean;
    };

/** A product of spaces, `multiplicity` times. */
export interface Summand {
  readonly multiplicity: number;
  readonly atoms: readonly Atom[];
}

function groupKey(group: string | MatrixGroup | undefined): string {
  if (group === undefined) return '';
  return typeof group === 'string' ? group : `${group.name}{${group.contentKey}}`;
}

function atomKey(atom: Atom): string {
  switch (atom.kind) {
    case 'vector':
      return `${groupKey(atom.group)}:V${atom.conjugate ? 'c' : ''}${atom.dual ? '*' : ''}`;
    case 'power':
      return `~${atom.symmetric ? 'Sym' : 'Alt'}(${atom.exponent}, ${atom.base.key})`;
    case 'custom':
      return `~${atom.representation.contentKey}${atom.conjugate ? 'c' : ''}${atom.dual ? '*' : ''}`;
  }
}

/** The canonical order of a product. */
export function sortedAtoms(atoms: readonly Atom[]): readonly Atom[] {
  return atoms
    .map((atom) => ({ atom, key: atomKey(atom) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ atom }) => atom);
}

/** Equal exactly for equal products, sorted. */
export function keyOf(atoms: readonly Atom[]): string {
  return atoms.map(atomKey).join('⊗');
}

export function printSummand({ multiplicity, atoms }: Summand): string {
  const text = printProduct(atoms);
  return multiplicity === 1 ? text : `${multiplicity}*${text}`;
}

/** A product as text: `T(2,1)[O(3)]*Sym(2, T(1))`; the scalars are T(0). */
export function printProduct(atoms: readonly Atom[]): string {
  const parts: string[] = [];
  const counted = new Map<string, { p: number; q: number; suffix: string; conjugate: boolean }>();
  for (const atom of atoms) {
    if (atom.kind !== 'vector') continue;
    const key = `${groupKey(atom.group)}${atom.conjugate}`;
    const name = typeof atom.group === 'string' ? atom.group : atom.group?.name;
    const entry = counted.get(key) ?? {
      p: 0,
      q: 0,
      suffix: name === undefined ? '' : `[${name}]`,
      conjugate: atom.conjugate,
    };
    if (atom.dual) entry.q++;
    else entry.p++;
    counted.set(key, entry);
  }
  for (const { p, q, suffix, conjugate } of counted.values()) {
    const tensor = `T(${q === 0 ? p : `${p},${q}`})${suffix}`;
    parts.push(conjugate ? `conj(${tensor})` : tensor);
  }
  for (const atom of atoms) {
    if (atom.kind === 'power') parts.push(`${atom.symmetric ? 'Sym' : 'Alt'}(${atom.exponent}, ${atom.base})`);
    if (atom.kind === 'custom') {
      const { name } = atom.representation;
      const dual = atom.dual ? `dual(${name})` : name;
      parts.push(atom.conjugate ? `conj(${dual})` : dual);
    }
  }
  return parts.length === 0 ? 'T(0)' : parts.join('*');
}
