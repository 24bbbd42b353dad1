/** Symmetric and alternating groups in their natural action, possibly with fixed points. */
import { Cyclotomic } from '@isotypic/algebra';
import { factorial, squareRoot } from '@isotypic/algebra/internal';
import Fraction from 'fraction.js';
import { conjugatePartition, partitions } from '../../partitions.js';
import type { CharacterRow } from '../character-row.js';
import type { ClassStructure } from '../class-structure.js';
import type { TableWork } from '../table-work.js';
import { PowerSums } from './power-sums.js';

/** The largest degree of a character of S₃₀ is about 1.9·10¹⁵, that of S₃₁ about 9.2·10¹⁵ > 2⁵³. */
const LARGEST_DEGREE = 30;

/** Cycle types on the one orbit that moves, or nothing when there are several or it is too long. */
function cycleTypes(structure: ClassStructure): { degree: number; types: number[][] } | undefined {
  const moved = structure.group.orbits().filter((orbit) => orbit.length > 1);
  if (moved.length !== 1 || moved[0].length > LARGEST_DEGREE) return undefined;
  const degree = moved[0].length;
  const types = structure.classes.map(({ representative }) => {
    const cycles = representative.cycles().map((c) => c.length);
    const fixed = degree - cycles.reduce((sum, l) => sum + l, 0);
    return [...cycles, ...new Array<number>(fixed).fill(1)].sort((a, b) => b - a);
  });
  return { degree, types };
}

/** The characters of the symmetric group of a set of at most 30 points. */
export function symmetricRows(structure: ClassStructure, work: TableWork): CharacterRow[] | undefined {
  const action = cycleTypes(structure);
  if (!action || structure.groupOrder !== factorial(action.degree)) return undefined;
  const columns = columnsOn(action, work);
  const integer = integerPool();
  return partitions(action.degree).map((_, i) => ({
    values: columns.map((column) => integer(column[i])),
    indicator: 1,
  }));
}

/** The values χ^λ(μ) of all λ on each cycle type μ. */
function columnsOn({ degree, types }: { degree: number; types: readonly number[][] }, work: TableWork): Float64Array[] {
  const powerSums = new PowerSums(degree);
  const columns = new Map<string, Float64Array>();
  const inOrder = types.map((mu) => ({ mu, name: mu.map((part) => String(part).padStart(2, '0')).join() }));
  inOrder.sort((x, y) => (x.name < y.name ? -1 : 1));
  for (const { mu } of inOrder) {
    work.step(types.length);
    columns.set(mu.join(), powerSums.column(mu));
  }
  return types.map((mu) => columns.get(mu.join()) as Float64Array);
}

/**
 * The characters of the alternating group of a set of at most 30 points (James & Kerber 1981, 2.5.13). χ^λ restricts
 * irreducibly when λ ≠ λ′. When λ = λ′, with diagonal hook lengths h, it falls into two halves, which are χ^λ/2 except
 * on the two classes of cycle type h, where they are (ε ± √(ε·Πh))/2, ε = χ^λ(h).
 */
export function alternatingRows(structure: ClassStructure, work: TableWork): CharacterRow[] | undefined {
  const action = cycleTypes(structure);
  if (!action || action.degree < 4 || 2n * structure.groupOrder !== factorial(action.degree)) return undefined;
  const columns = columnsOn(action, work);
  const integer = integerPool();
  const rows: CharacterRow[] = [];
  for (const [i, lambda] of partitions(action.degree).entries()) {
    work.step(0);
    const dual = conjugatePartition(lambda);
    const order = lambda.findIndex((part, i) => part !== (dual[i] ?? 0));
    const onClasses = columns.map((column) => column[i]);
    if (order !== -1) {
      if (lambda[order] > (dual[order] ?? 0)) rows.push({ values: onClasses.map(integer), indicator: 1 });
      continue;
    }
    const hooks = lambda.flatMap((part, i) => (part > i ? [2 * (part - i) - 1] : [])).join();
    const split = action.types.flatMap((mu, c) => (mu.join() === hooks ? [c] : []));
    const epsilon = onClasses[split[0]];
    const root = splittingRoot(hooks.split(',').map(Number));
    const half = Cyclotomic.fromRational(new Fraction(1, 2));
    for (const sign of [1, -1]) {
      const values = onClasses.map((x, c) => {
        if (!split.includes(c)) return integer(x / 2);
        const signed = sign === (c === split[0] ? 1 : -1) ? root : root.negate();
        return Cyclotomic.fromRational(epsilon).plus(signed).times(half);
      });
      rows.push({ values, indicator: root.isReal() ? 1 : 0 });
    }
  }
  return rows;
}

/** √(ε·Πh) for odd h, ε = Π (−1)^{(h−1)/2}. */
function splittingRoot(hooks: readonly number[]): Cyclotomic {
  const root = squareRoot(hooks.reduce((product, h) => product * h, 1));
  const isNegative = hooks.filter((h) => h % 4 === 3).length % 2 === 1;
  return isNegative ? root.times(Cyclotomic.rootOfUnity(4)) : root;
}

/** Integers as cyclotomic numbers, each made once. */
function integerPool(): (x: number) => Cyclotomic {
  const pool = new Map<number, Cyclotomic>();
  return (x) => {
    let value = pool.get(x);
    if (!value) {
      value = Cyclotomic.fromRational(x);
      pool.set(x, value);
    }
    return value;
  };
}
