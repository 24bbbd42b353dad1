/** Normal subgroups, radical, Fitting and Frattini subgroups, socle, and series: against GAP, and laws. */
import {
  catalogue,
  chiefSeries,
  compositionSeries,
  fittingSubgroup,
  frattiniSubgroup,
  isSubgroup,
  maximalSubgroupClasses,
  type PermutationGroup,
  parseGroup,
  socle,
  solvableRadical,
  subgroupClasses,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { normalStructureTests } from './normal-structure-suite.js';

normalStructureTests(8);

test('simple factors have their names', () => {
  const names = (text: string): string[] => chiefSeries(parseGroup(text)).factors.map((f) => `${f.simple}^${f.power}`);
  assert.equal(names('symmetric(4)'), ['C2^2', 'C3^1', 'C2^1']);
  assert.equal(names('alternating(5) wr cyclic(2)'), ['A5^2', 'C2^1']);
  assert.equal(names('PSL(2,7) x cyclic(3)').sort(), ['C3^1', 'PSL(2,7)^1']);
  assert.equal(names('alternating(8)'), ['A8^1']);
  assert.equal(names('PSL(3,4)'), ['PSL(3,4)^1']);
  assert.equal(names('mathieu(12)'), ['M12^1']);
  assert.equal(names('SL(2,5)'), ['C2^1', 'A5^1']);
  assert.equal(names('PSL(2,25)'), ['PSL(2,25)^1']);
  assert.equal(
    compositionSeries(parseGroup('symmetric(3) wr alternating(5)')).factors.map((f) => f.simple),
    [...Array(5).fill('C3'), ...Array(5).fill('C2'), 'A5'],
  );
});

test('maximal subgroups are the subgroups that lie in no other, and their cores meet in Φ', () => {
  for (const text of ['symmetric(5)', 'SL(2,3)', 'dihedral(12)', 'AGL(1,9)', 'cyclic(12)']) {
    const G = parseGroup(text);
    const maximal = maximalSubgroupClasses(G);
    const elements = [...G.elements()];
    const within = (H: PermutationGroup, K: PermutationGroup): boolean =>
      elements.some((x) => H.generators.every((h) => K.contains(h.conjugateBy(x))));
    for (const c of subgroupClasses(G)) {
      const isMaximal = maximal.some((m) => m.order === c.order && within(c.representative, m.representative));
      if (c.order === G.order) continue;
      assert.is(isMaximal, !maximal.some((m) => m.order > c.order && within(c.representative, m.representative)), text);
    }
    const F = frattiniSubgroup(G);
    const inAll = elements.filter((g) =>
      maximal.every(({ representative: M }) => elements.every((x) => M.contains(g.conjugateBy(x)))),
    );
    assert.is(F.order, BigInt(inAll.length), text);
  }
});

test('Fitting subgroup, radical and socle of groups that nobody lists', () => {
  const G = parseGroup('cyclic(2) wr symmetric(10)');
  assert.is(fittingSubgroup(G).order, 2n ** 10n);
  assert.is(solvableRadical(G).order, 2n ** 10n);
  assert.ok(isSubgroup(socle(G), fittingSubgroup(G)));
  assert.is(chiefSeries(catalogue.symmetric(20)).factors[0].simple, 'A20');
});

test.run();
