/**
 * A stabilizer chain as a certificate: checked from scratch, by nothing but products of permutations and Schreier's
 * lemma.
 */
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import type { PermutationGroup } from '../permutation-group.js';

/**
 * Re-proves the order of a group from its chain, trusting no step of the construction:
 * the strong generators' words have the values claimed (so the chain lies in the group: the order is at least the
 * product of the orbit lengths), each fixes the base points before its level, each transversal element carries its base
 * point where it should, and every Schreier generator of every level sifts to the identity (so the order is at most
 * that product). One step is one Schreier generator; the check costs what the slow, textbook algorithm costs.
 *
 * @returns what is wrong, or undefined when the chain is proved
 * @throws {BudgetExceededError} after 10⁷ Schreier generators unless `budget` says otherwise
 * @example verifyStabilizerChain(catalogue.mathieu(24)) // undefined
 */
export function verifyStabilizerChain(group: PermutationGroup, options: WorkOptions = {}): string | undefined {
  const meter = new WorkMeter('verifyStabilizerChain', options, 1e7);
  const { levels } = group.chain;
  const one = Permutation.identity(group.degree);
  const values = new Map();
  const operations = {
    one,
    times: (a: Permutation, b: Permutation) => a.times(b),
    inverse: (a: Permutation) => a.inverse(),
  };
  const strong: Permutation[][] = [];
  for (const [l, level] of levels.entries()) {
    strong[l] = level.generators.map((g) => Permutation.fromImages(g.images));
    for (const [k, g] of strong[l].entries()) {
      const value = level.generators[k].word.evaluateIn(operations, group.generators, values);
      if (!value.equals(g)) return `strong generator ${k} of level ${l} is not the value of its word`;
      if (levels.slice(0, l).some(({ basePoint }) => g.image(basePoint) !== basePoint)) {
        return `strong generator ${k} of level ${l} moves a base point before it`;
      }
    }
  }
  const transversals = levels.map((level, l) => {
    const table = new Map<number, Permutation>([[level.basePoint, one]]);
    // Grown here, breadth first from the strong generators, not taken from the chain.
    for (const [x, u] of table) {
      for (const g of strong[l]) {
        for (const edge of [g, g.inverse()]) {
          const y = edge.image(x);
          if (!table.has(y)) table.set(y, edge.times(u));
        }
      }
    }
    return table;
  });
  const sifts = (p: Permutation, from: number): boolean => {
    let rest = p;
    for (let l = from; l < levels.length; l++) {
      const u = transversals[l].get(rest.image(levels[l].basePoint));
      if (u === undefined) return false;
      rest = u.inverse().times(rest);
    }
    return rest.isIdentity();
  };
  for (let l = levels.length - 1; l >= 0; l--) {
    if (transversals[l].size !== levels[l].orbit.length) return `the orbit of level ${l} has another length`;
    for (const g of strong.slice(l).flat()) {
      for (const u of transversals[l].values()) {
        meter.step();
        if (!sifts(g.times(u), l)) return `a Schreier generator of level ${l} does not sift`;
      }
    }
  }
  const outside = group.generators.findIndex((g) => !sifts(g, 0));
  return outside === -1 ? undefined : `generator ${outside} does not sift`;
}
