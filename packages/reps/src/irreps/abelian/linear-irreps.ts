/** Real irreps made of linear characters: signs, and rotations by the angle of a character. */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type Float64Layout,
  gcd,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
  WorkMeter,
} from '@isotypic/algebra';
import { overSmallestField } from '../../matrices/exact-matrices.js';
import { commutingOf, type Realification, realification } from '../descent/realification.js';
import { RealIrrep } from '../real-irrep.js';
import type { AbelianCharacters } from './abelian-characters.js';
import { Circle } from './circle.js';

/** A linear character λ of an abelian group behind a real irrep: λ(g_k) = e^(2πi·turns[k]/order). */
export interface LinearCharacter {
  readonly order: number;
  /** For each generator of the group. */
  readonly turns: readonly number[];
  /** Cosines and sines of the turns; irreps made together share them. */
  readonly circle: Circle;
}

const characters = new WeakMap<RealIrrep, LinearCharacter>();

/** The linear character of an irrep that was made from one: a sign, or the rotations by its angles. */
export function linearCharacterOf(irrep: RealIrrep): LinearCharacter | undefined {
  return characters.get(irrep);
}

/**
 * The real irreps made of the characters of a table, a set closed under conjugation: λ and λ̄ make one, a sign when λ =
 * λ̄, otherwise a rotation by the angle of λ. Signs come first.
 */
export function linearRealIrreps(
  group: PermutationGroup,
  table: AbelianCharacters,
  meter = new WorkMeter('realIrreps'),
): { readonly irrep: RealIrrep; readonly turns: readonly number[] }[] {
  const N = table.denominator;
  const circle = new Circle();
  const signs: { irrep: RealIrrep; turns: readonly number[] }[] = [];
  const rotations: { irrep: RealIrrep; turns: readonly number[] }[] = [];
  for (const turns of table.characters) {
    meter.step(0);
    const conjugate = turns.map((a) => (N - a) % N);
    const order = turns.map((a, i) => a - conjugate[i]).find((x) => x !== 0) ?? 0;
    if (order > 0) continue; // the conjugate came first
    const isTrivial = turns.every((a) => a === 0);
    const label = isTrivial ? 'trivial' : `χ(${turns.map((a) => fraction(a, N)).join(',')})`;
    const irrep = linearRealIrrep(group, table, turns, label, isTrivial, order === 0);
    const common = turns.reduce(gcd, N);
    characters.set(irrep, { order: N / common, turns: turns.map((a) => a / common), circle });
    (order === 0 ? signs : rotations).push({ irrep, turns });
  }
  return [...signs, ...rotations];
}

function linearRealIrrep(
  group: PermutationGroup,
  table: AbelianCharacters,
  turns: readonly number[],
  label: string,
  isTrivial: boolean,
  isReal: boolean,
): RealIrrep {
  const N = table.denominator;
  const common = turns.reduce(gcd, N);
  const order = N / common; // λ has values in the roots of unity of this order
  const exponents = turns.map((a) => a / common);
  const turnsOf = (g: Permutation): number =>
    table.exponents(g).reduce((sum, e, i) => (sum + e * exponents[i]) % order, 0);
  const value = (k: number): Matrix<Cyclotomic> => new Matrix(cyclotomics, 1, 1, [Cyclotomic.rootOfUnity(order, k)]);
  if (isReal) {
    const sign = (k: number): ExactMatrix => overSmallestField([value(k)])[0];
    return new RealIrrep({
      group,
      degree: 1,
      label,
      isTrivial,
      type: 'real',
      generatorMatrices: () => exponents.map(sign),
      evaluate: (g) => sign(turnsOf(g)),
      gram: () => Matrix.identity(rationals, 1),
    });
  }
  const isRational = order === 3 || order === 4 || order === 6;
  const overField = (M: ExactMatrix): ExactMatrix => (isRational ? overSmallestField([M])[0] : M);
  let lazy: Realification | undefined;
  const realified = (): Realification => {
    lazy ??= realification(order);
    return lazy;
  };
  const rotation = (k: number): ExactMatrix => overField(realified().real(value(k)));
  return new RealIrrep({
    group,
    degree: 2,
    label,
    isTrivial: false,
    type: 'complex',
    generatorMatrices: () => exponents.map(rotation),
    evaluate: (g) => rotation(turnsOf(g)),
    gram: () => overField(realified().form(value(0))),
    commuting: () => commutingOf(realified(), 1, isRational),
    orthogonal: (g) => rotationMatrix(turnsOf(g), order),
  });
}

/**
 * The rotation by k/n of a turn, entries within an ulp: the angle is reduced to an eighth of a turn before π comes in.
 */
function rotationMatrix(k: number, n: number): Float64Layout {
  const [cos, sin] = cosSin(k, n);
  return { data: Float64Array.of(cos, -sin, sin, cos), rows: 2, cols: 2 };
}

function cosSin(k: number, n: number): [number, number] {
  const a = ((k % n) + n) % n;
  if (8 * a > 4 * n) {
    const [cos, sin] = cosSin(n - a, n);
    return [cos, -sin];
  }
  if (4 * a > n) {
    const [cos, sin] = cosSin(n - 2 * a, 2 * n);
    return [-cos, sin];
  }
  if (8 * a > n) {
    const [cos, sin] = cosSin(n - 4 * a, 4 * n);
    return [sin, cos];
  }
  const cos = Math.cos((2 * Math.PI * a) / n);
  if (12 * a === n) return [cos, 0.5]; // the one other rational value, which π rounded would miss
  return [cos, a === 0 ? 0 : Math.sin((2 * Math.PI * a) / n)];
}

/** a/N of a turn in lowest terms. */
function fraction(a: number, N: number): string {
  const g = gcd(a, N);
  return a === 0 ? '0' : `${a / g}/${N / g}`;
}
