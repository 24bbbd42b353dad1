/**
 * Independent diagrams. The first fundamental theorems say that diagrams span the invariants; where n is small against
 * the order they depend on each other. Diagrams are evaluated as multilinear forms at random vectors modulo a prime:
 * those that are independent there are independent. The dimension is known by partitions, so that as many as that are a
 * basis: proved.
 */
import { IsotypicError, randomSource } from '@isotypic/algebra';
import { modularPrimes } from '@isotypic/algebra/internal';
import { ModularEchelon } from '../linear/modular-echelon.js';
import { type Cell, evaluateCell } from './diagram.js';

/** The first diagrams, in the given order, that are a basis of the span of all, which is of the given dimension. */
export function independentDiagrams(
  diagrams: readonly (readonly Cell[])[],
  n: number,
  order: number,
  dimension: number,
): (readonly Cell[])[] {
  if (diagrams.length === dimension) return [...diagrams];
  for (const p of modularPrimes()) {
    const chosen = independentModulo(diagrams, n, order, dimension, p);
    if (chosen.length === dimension) return chosen;
    if (chosen.length > dimension) break;
  }
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'independentDiagrams',
    expected: `${dimension} independent diagrams among ${diagrams.length}`,
    received: 'another number',
  });
}

function independentModulo(
  diagrams: readonly (readonly Cell[])[],
  n: number,
  order: number,
  dimension: number,
  p: number,
): (readonly Cell[])[] {
  const random = randomSource(p);
  const points = Array.from({ length: dimension }, () =>
    Array.from({ length: order }, () => Float64Array.from({ length: n }, () => random.below(p) - Math.floor(p / 2))),
  );
  const values = points.map(() => new Map<string, number>());
  const echelon = new ModularEchelon(dimension, p);
  const columns = points.map((_, k) => k);
  const valueAt = (cells: readonly Cell[], k: number): number => {
    let product = 1;
    for (const cell of cells) {
      const key = cell.positions.join();
      let value = values[k].get(key); // cells on the same positions are the same tensor
      if (value === undefined) {
        value = evaluateCell(cell, points[k], p);
        values[k].set(key, value);
      }
      const y = product * value;
      product = y - p * Math.round(y / p);
    }
    return product;
  };
  const chosen: (readonly Cell[])[] = [];
  for (const cells of diagrams) {
    if (chosen.length === dimension) break;
    if (
      echelon.add(
        columns,
        columns.map((k) => valueAt(cells, k)),
      )
    )
      chosen.push(cells);
  }
  return chosen;
}
