/**
 * Mulliken's symbols of irreducible representations (Mulliken 1955; Altmann & Herzig 1994, ch. 15): A and B by the principal
 * rotation, E, T, G, H by degree, subscripts by a perpendicular twofold axis or a vertical mirror, or by the frequency of
 * the principal rotation, g and u by the inversion, ′ and ″ by the horizontal mirror.
 */
import { Cyclotomic, type Matrix } from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '@isotypic/reps';
import {
  axialRotation,
  fivefold,
  horizontalMirror,
  inversion,
  quarterTurn,
  rotoreflection,
  twofoldOnX,
  twofoldOnZ,
  verticalMirror,
} from './generators.js';
import type { PointGroupName } from './names.js';
import type { ClassOfMatrix } from './operations.js';

type Value = (χ: IrreducibleCharacter, matrix: Matrix<Cyclotomic>) => Cyclotomic;

/** The symbol of each character, in the order of the table; those of a complex conjugate pair have the same. */
export function mullikenLabels(name: PointGroupName, table: CharacterTable, classOf: ClassOfMatrix): string[] {
  const value: Value = (χ, matrix) => {
    const index = classOf(matrix);
    if (index === undefined) throw new Error(`${name.schoenflies} lacks the operation that names its irreps`);
    return χ.values[index];
  };
  const hasCenter = classOf(inversion) !== undefined;
  const hasMirror = !hasCenter && classOf(horizontalMirror) !== undefined;
  const stems = table.characters.map((χ) => stem(name, χ, value, hasCenter));
  const frequencies = new Set(stems.map((s) => s.frequency));
  frequencies.delete(undefined);
  return table.characters.map((χ, i) => {
    const { letter, subscript, frequency } = stems[i];
    // a single E needs no frequency
    const index = frequency === undefined ? subscript : frequencies.size > 1 ? String(frequency) : '';
    const parity = hasCenter ? (isPositive(value(χ, inversion)) ? 'g' : 'u') : '';
    const prime = hasMirror && !name.family.startsWith('T') ? (isPositive(value(χ, horizontalMirror)) ? '′' : '″') : '';
    return `${letter}${index}${parity}${prime}`;
  });
}

interface Stem {
  readonly letter: string;
  readonly subscript: string;
  /** k of an E on which the principal rotation turns by ±k of its own angle. */
  readonly frequency: number | undefined;
}

function stem(name: PointGroupName, χ: IrreducibleCharacter, value: Value, hasCenter: boolean): Stem {
  const plain = (letter: string, subscript = ''): Stem => ({ letter, subscript, frequency: undefined });
  const { family, n } = name;
  const isComplex = χ.indicator === 0;
  if (family.startsWith('T') || family.startsWith('O')) {
    if (isComplex || χ.degree === 2) return plain('E');
    const letter = χ.degree === 1 ? 'A' : 'T';
    if (family === 'T' || family === 'Th') return plain(letter);
    return plain(letter, isPositive(value(χ, family === 'Td' ? rotoreflection(4) : quarterTurn)) ? '1' : '2');
  }
  if (family.startsWith('I')) {
    if (χ.degree !== 3) return plain({ 1: 'A', 4: 'G', 5: 'H' }[χ.degree] ?? '?');
    return plain('T', value(χ, fivefold).toNumber() > 0 ? '1' : '2');
  }
  // the principal operation: a rotation, or the rotoreflection where no smaller group with a center has it
  const isRoto = (family === 'S' || family === 'Dd') && !hasCenter;
  const order = isRoto ? 2 * n : n;
  const principal = isRoto ? rotoreflection(2 * n) : axialRotation(n);
  if (isComplex || χ.degree === 2) {
    return { letter: 'E', subscript: '', frequency: frequencyOf(χ, value(χ, principal), order) };
  }
  if (n === 2 && (family === 'D' || family === 'Dh')) return plain(...dihedralOfFour(χ, value));
  const letter = isPositive(value(χ, principal)) ? 'A' : 'B';
  if (family === 'Cv') return plain(letter, isPositive(value(χ, verticalMirror)) ? '1' : '2');
  return plain(letter, family.startsWith('D') ? (isPositive(value(χ, twofoldOnX)) ? '1' : '2') : '');
}

/** D2, whose three axes are alike: A, and B₁, B₂, B₃ by the axis z, y or x that is kept. */
function dihedralOfFour(χ: IrreducibleCharacter, value: Value): [letter: string, subscript: string] {
  const [z, x] = [isPositive(value(χ, twofoldOnZ)), isPositive(value(χ, twofoldOnX))];
  if (z) return x ? ['A', ''] : ['B', '1'];
  return ['B', x ? '3' : '2'];
}

/** k ≤ order/2 with value = ζᵏ or ζ⁻ᵏ (degree 1), or 2cos(2πk/order) (degree 2). */
function frequencyOf(χ: IrreducibleCharacter, value: Cyclotomic, order: number): number {
  for (let k = 1; 2 * k <= order; k++) {
    const ζ = Cyclotomic.rootOfUnity(order, k);
    const values = χ.degree === 2 ? [ζ.plus(ζ.conjugate())] : [ζ, ζ.conjugate()];
    if (values.some((v) => v.equals(value))) return k;
  }
  return 0;
}

/** Of a value ±degree, or 1 and −1 at a fourfold operation. */
function isPositive(value: Cyclotomic): boolean {
  return value.toNumber() > 0;
}
