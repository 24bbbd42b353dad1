import { type Cyclotomic, Permutation, PermutationGroup } from '@isotypic/algebra';
import type { CharacterRow } from '../character-row.js';
import type { ClassStructure } from '../class-structure.js';
import type { FactorTable } from '../factor-table.js';
import type { TableWork } from '../table-work.js';

/**
 * The characters of a direct product that acts with its factors on different orbits: χ₁ ⊗ ⋯ ⊗ χ_m.
 *
 * Orbits are merged until the orders of the constituents multiply to |G|, which is then their direct product.
 * `tableOf` computes the tables of the factors.
 */
export function directProductRows(
  structure: ClassStructure,
  work: TableWork,
  tableOf: (group: PermutationGroup) => FactorTable,
): CharacterRow[] | undefined {
  const { group, classes } = structure;
  const parts = independentParts(group);
  if (parts.length < 2) return undefined;
  const factors = parts.map(({ constituent, project }) => {
    const table = tableOf(constituent);
    return { table, classIn: classes.map((c) => table.structure.identify(project(c.representative))) };
  });
  let rows: CharacterRow[] = [{ values: [], indicator: 1 }];
  factors.forEach(({ table, classIn }, f) => {
    const product = memoizedProduct();
    rows = rows.flatMap((row) =>
      table.characters.map((x) => {
        work.step(structure.count);
        return {
          values: classIn.map((c, i) => (f === 0 ? x.values[c] : product(row.values[i], x.values[c]))),
          indicator: (row.indicator * x.indicator) as 1 | 0 | -1,
        };
      }),
    );
  });
  return rows;
}

/** A set of points on which the group acts independently of the others. */
export interface Part {
  readonly points: readonly number[];
  readonly constituent: PermutationGroup;
  project(g: Permutation): Permutation;
}

/** The action on a union of orbits. */
function actionOn(group: PermutationGroup, points: readonly number[]): Part {
  const position = new Map(points.map((x, i) => [x, i]));
  const project = (g: Permutation): Permutation =>
    Permutation.fromTrustedImages(Uint32Array.from(points, (x) => position.get(g.images[x]) as number));
  const constituent = new PermutationGroup(group.generators.map(project), { degree: points.length, seed: group.seed });
  return { points, constituent, project };
}

/** A partition of the moved orbits into sets on which G acts independently, by merging dependent pairs. */
export function independentParts(group: PermutationGroup): Part[] {
  let parts = group
    .orbits()
    .filter((orbit) => orbit.length > 1)
    .map((orbit) => actionOn(group, orbit));
  const independent = (list: readonly Part[], order: bigint): boolean =>
    list.reduce((product, p) => product * p.constituent.order, 1n) === order;
  while (parts.length > 1 && !independent(parts, group.order)) {
    const merged = firstDependentPair();
    if (!merged) return []; // dependent, though no two are: leave it to the general method
    const [i, j, union] = merged;
    parts = [...parts.filter((_, k) => k !== i && k !== j), union];
  }
  return parts;

  function firstDependentPair(): [number, number, Part] | undefined {
    for (let i = 0; i < parts.length; i++) {
      for (let j = i + 1; j < parts.length; j++) {
        const union = actionOn(group, [...parts[i].points, ...parts[j].points]);
        if (!independent([parts[i], parts[j]], union.constituent.order)) return [i, j, union];
      }
    }
    return undefined;
  }
}

/** Products of values, each pair multiplied once. */
function memoizedProduct(): (x: Cyclotomic, y: Cyclotomic) => Cyclotomic {
  const known = new Map<Cyclotomic, Map<Cyclotomic, Cyclotomic>>();
  return (x, y) => {
    let row = known.get(x);
    if (!row) {
      row = new Map();
      known.set(x, row);
    }
    let value = row.get(y);
    if (!value) {
      value = x.times(y);
      row.set(y, value);
    }
    return value;
  };
}
