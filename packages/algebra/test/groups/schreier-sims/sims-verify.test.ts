/** Sims' test of a level, given levels below it that are complete for a subgroup of the stabilizer: is it all of it? */
import { catalogue, type PermutationGroup, parseGroup, randomSource } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SchreierTree, strongGenerator } from '../../../dist/groups/chain/schreier-tree.js';
import { StabilizerChain, strongGeneratorsFrom } from '../../../dist/groups/chain/stabilizer-chain.js';
import { siftAndInstall } from '../../../dist/groups/schreier-sims/install.js';
import { SimsTest } from '../../../dist/groups/schreier-sims/sims-verify.js';
import { Word } from '../../../dist/groups/word.js';
import { WorkMeter } from '../../../dist/work.js';

type Images = Uint32Array<ArrayBuffer>;

const compose = (p: Images, q: Images): Images => q.map((x) => p[x]);

/** All elements of the group that these generate. */
function closure(generators: readonly Images[], degree: number): Images[] {
  const identity = Uint32Array.from({ length: degree }, (_, i) => i);
  const found = new Map([[identity.join(), identity]]);
  for (const x of found.values()) {
    for (const g of generators) {
      const y = compose(g, x);
      if (!found.has(y.join())) found.set(y.join(), y);
    }
  }
  return [...found.values()];
}

/** A level for ⟨generators⟩ above a complete chain of the subgroup that has these elements. */
function chainOver(generators: readonly Images[], below: readonly Images[], base: number): StabilizerChain {
  const degree = generators[0].length;
  const rest = new StabilizerChain(degree);
  for (const h of below) siftAndInstall(rest, h.slice());
  const chain = new StabilizerChain(degree);
  const level = new SchreierTree(degree, base, chain.budget);
  for (const g of generators) level.extend(strongGenerator(g, Word.identity));
  chain.levels.push(level, ...rest.levels);
  return chain;
}

const verdict = (chain: StabilizerChain): boolean => {
  const [below, belowNext] = [1, 2].map((l) => strongGeneratorsFrom(chain, l));
  const edges = chain.levels[0].generators;
  return new SimsTest({
    chain,
    l: 0,
    edges,
    below,
    belowNext,
    random: randomSource(1),
    meter: new WorkMeter('test'),
  }).isPassed();
};

const GROUPS: readonly (readonly [string, PermutationGroup])[] = [
  ['D₅', catalogue.dihedral(5)],
  ['D₆', catalogue.dihedral(6)],
  ['S₄', catalogue.symmetric(4)],
  ['A₅', catalogue.alternating(5)],
  ['7:3', catalogue.frobenius(7, 3)],
  ['PSL(2, 7)', catalogue.projectiveSpecialLinear(2, 7)],
  ['S₃ ≀ C₂', parseGroup('symmetric(3) wr cyclic(2)')],
];

test('a level is complete exactly when the groups below it are its stabilizers: subgroups of them, and all', () => {
  let holes = 0;
  for (const [name, group] of GROUPS) {
    const random = randomSource(5);
    const all = closure(
      group.generators.map(({ images }) => Uint32Array.from(images)),
      group.degree,
    );
    const draw = (from: readonly Images[]): Images => from[random.below(from.length)];
    for (let round = 0; round < 60; round++) {
      // edges that generate some subgroup, and a subgroup of its stabilizer from 0 to 2 of its elements
      const edges = [draw(all), draw(all), draw(all)].slice(0, 1 + (round % 3));
      const generated = closure(edges, group.degree);
      const fixing = generated.filter((g) => g[0] === 0);
      const below = closure(
        Array.from({ length: random.below(3) }, () => draw(fixing)),
        group.degree,
      );
      const orbit = new Set(generated.map((g) => g[0])).size;
      const isComplete = orbit * below.length === generated.length;
      if (!isComplete) holes++;
      const chain = chainOver(edges, below, 0);
      assert.is(verdict(chain), isComplete, `${name}, round ${round}`);
    }
  }
  assert.ok(holes > 50);
});

test('edges that connect the orbit are checked too: D₅ by two reflections that move the base point, above 1', () => {
  const reflection = (axis: number): Images => Uint32Array.from({ length: 5 }, (_, x) => (((axis - x) % 5) + 5) % 5);
  const chain = chainOver([reflection(1), reflection(4)], [], 0);
  assert.is(chain.levels[0].orbit.length, 5);
  assert.is(verdict(chain), false);
});

test.run();
