/** Symmetry operations and classes of them in Schoenflies's notation: E, Cₙᵏ, i, σ, Sₙᵏ. */
import { Cyclotomic, type Matrix } from '@isotypic/algebra';
import type { CharacterTable } from '@isotypic/reps';
import { horizontalMirror, twofoldOnX, twofoldOnZ, verticalMirror } from './generators.js';
import type { PointGroupName } from './names.js';

/** What a 3×3 orthogonal matrix does: det R · R is a rotation by 2πk/n. */
export interface Operation {
  readonly determinant: 1 | -1;
  /** 2cos θ of the rotation det R · R. */
  readonly twiceCosine: Cyclotomic;
  /** Its order n, and k ≤ n/2. */
  readonly n: number;
  readonly k: number;
}

/** The class of an element given as a matrix; undefined when the group has no such element. */
export type ClassOfMatrix = (matrix: Matrix<Cyclotomic>) => number | undefined;

export function operationOf(R: Matrix<Cyclotomic>): Operation {
  const minor = (a: number, b: number): Cyclotomic =>
    R.at(1, a)
      .times(R.at(2, b))
      .minus(R.at(1, b).times(R.at(2, a)));
  const determinant = R.at(0, 0)
    .times(minor(1, 2))
    .minus(R.at(0, 1).times(minor(0, 2)))
    .plus(R.at(0, 2).times(minor(0, 1)));
  const isProper = determinant.equals(Cyclotomic.one);
  const rotation = isProper ? R : R.scale(Cyclotomic.fromRational(-1));
  const twiceCosine = rotation.trace().minus(Cyclotomic.one);
  let n = 1;
  let power = rotation;
  while (!power.trace().equals(Cyclotomic.fromRational(3))) {
    power = power.times(rotation);
    n++;
  }
  let k = n === 1 ? 0 : 1;
  while (!twiceCosineOf(k, n).equals(twiceCosine)) k++;
  return { determinant: isProper ? 1 : -1, twiceCosine, n, k };
}

function twiceCosineOf(k: number, n: number): Cyclotomic {
  const ζ = Cyclotomic.rootOfUnity(n, k);
  return ζ.plus(ζ.conjugate());
}

/**
 * The head of a chemist's character table: the number of operations of each class and their common symbol. A rotation and
 * its inverse in classes of their own are Cₙᵏ and Cₙⁿ⁻ᵏ.
 */
export function classLabels(
  name: PointGroupName,
  table: CharacterTable,
  operations: readonly Operation[],
  classOf: ClassOfMatrix,
  generators: readonly Matrix<Cyclotomic>[],
): string[] {
  const positive = positiveTurns(table, operations, generators, classOf);
  return table.classes.map((c, index) => {
    const { determinant, n, k } = operations[index];
    // a class that holds its inverses has the smaller power in its name
    const turns = table.inverseClass[index] === index ? [k, n - k] : [positive[index] ? k : n - k];
    const isProper = determinant === 1;
    const [order, power] = least(turns.map((turn) => (isProper ? [n, turn] : rotoreflection(n, turn))));
    let symbol = withPower(isProper ? 'C' : 'S', order, power);
    if (n === 1) symbol = isProper ? 'E' : 'i';
    if (n === 2) symbol = isProper ? twofoldSymbol(name, index, classOf) : mirrorSymbol(name, index, classOf);
    return `${c.size === 1n ? '' : c.size}${symbol}`;
  });
}

/**
 * Which classes turn as their generators do, where a class and its inverse differ: those of powers of the first generator
 * up to half a turn, and of their products with −1 and with the mirror.
 */
function positiveTurns(
  table: CharacterTable,
  operations: readonly Operation[],
  generators: readonly Matrix<Cyclotomic>[],
  classOf: ClassOfMatrix,
): boolean[] {
  const positive = operations.map(() => true);
  if (generators.length === 0) return positive;
  const first = generators[0];
  const { determinant } = operationOf(first);
  const rotation = determinant === 1 ? first : first.times(horizontalMirror);
  const { n, k } = operationOf(rotation);
  let power = rotation;
  for (let j = 1; j < n; j++) {
    const isPositive = 2 * ((j * k) % n) < n;
    const inverted = power.scale(Cyclotomic.fromRational(-1));
    for (const matrix of [power, inverted]) {
      const index = classOf(matrix);
      if (index !== undefined && table.inverseClass[index] !== index) positive[index] = isPositive;
    }
    const mirrored = classOf(power.times(horizontalMirror));
    if (mirrored !== undefined && table.inverseClass[mirrored] !== mirrored) {
      // R·σ = −(R·C₂): the rotation of the operation is half a turn further
      positive[mirrored] = !isPositive;
    }
    power = power.times(rotation);
  }
  return positive;
}

const SUPERSCRIPTS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

function withPower(letter: string, n: number, k: number): string {
  const power = k === 1 ? '' : [...String(k)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${letter}${n}${power}`;
}

/** −C(2πk/n) = S(2π(2k + n)/2n), with an odd power: Sₘᵃ, a/m in lowest terms, or a + m where a is even. */
function rotoreflection(n: number, k: number): readonly [order: number, power: number] {
  let [a, m] = [(2 * k + n) % (2 * n), 2 * n];
  while (a % 2 === 0 && m % 2 === 0) [a, m] = [a / 2, m / 2];
  for (let p = 3; p <= a; p += 2) while (a % p === 0 && m % p === 0) [a, m] = [a / p, m / p];
  return [m, a % 2 === 1 ? a : a + m];
}

function least(turns: readonly (readonly [number, number])[]): readonly [order: number, power: number] {
  return turns.reduce((best, turn) => (turn[1] < best[1] ? turn : best));
}

function twofoldSymbol({ family, n }: PointGroupName, index: number, classOf: ClassOfMatrix): string {
  const [isOnX, isOnZ] = [index === classOf(twofoldOnX), index === classOf(twofoldOnZ)];
  if ((family === 'D' || family === 'Dh') && n === 2) return isOnZ ? 'C2(z)' : isOnX ? 'C2(x)' : 'C2(y)';
  if (isOnZ) return 'C2';
  if (family === 'O' || family === 'Oh') return 'C2′';
  return family.startsWith('D') && n % 2 === 0 ? (isOnX ? 'C2′' : 'C2″') : 'C2';
}

function mirrorSymbol({ family, n }: PointGroupName, index: number, classOf: ClassOfMatrix): string {
  const [isHorizontal, isVertical] = [index === classOf(horizontalMirror), index === classOf(verticalMirror)];
  if (family === 'Dh' && n === 2) return isHorizontal ? 'σ(xy)' : isVertical ? 'σ(xz)' : 'σ(yz)';
  if (family === 'Cv' && n === 2) return isVertical ? 'σv(xz)' : 'σv(yz)';
  if (family === 'Ih') return 'σ';
  if (isHorizontal && family !== 'Td') return 'σh';
  if (/^(Dd|Td|Oh)$/.test(family)) return 'σd';
  return n % 2 === 0 && !isVertical ? 'σd' : 'σv';
}
