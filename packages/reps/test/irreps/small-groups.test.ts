/** Every group of order at most 63: degrees, indicators, exact homomorphisms and invariant forms. */
import { readFileSync } from 'node:fs';
import { PermutationGroup } from '@isotypic/algebra';
import { irreps, realIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface SmallGroup {
  readonly id: readonly [number, number];
  readonly structure: string;
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly degreesWithIndicator: readonly (readonly [number, number])[];
}

const file = new URL('../../../../vectors/groups/small-groups.jsonl', import.meta.url);
const groups = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SmallGroup)
  .filter(({ id }) => id[0] <= 63);

test('degrees and Frobenius–Schur indicators of the complex irreps are those of GAP', () => {
  assert.is(groups.length, 319);
  for (const { gens, degree, degreesWithIndicator, structure } of groups) {
    const found = irreps(new PermutationGroup(gens, { degree })).map((x): [number, number] => [x.degree, x.indicator]);
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    assert.equal(found, degreesWithIndicator, structure);
  }
});

test('real irreps: types from the indicators, Σ d²/e = |G|, homomorphism and form exact', () => {
  for (const { gens, degree, degreesWithIndicator, id } of groups) {
    const G = new PermutationGroup(gens, { degree });
    const irreps = realIrreps(G);
    const count = (indicator: number): number => degreesWithIndicator.filter(([, ν]) => ν === indicator).length;
    assert.is(irreps.filter((x) => x.type === 'real').length, count(1));
    assert.is(irreps.filter((x) => x.type === 'complex').length, count(0) / 2);
    assert.is(irreps.filter((x) => x.type === 'quaternionic').length, count(-1));
    const total = irreps.reduce((sum, x) => sum + x.degree ** 2 / x.endomorphismDimension, 0);
    assert.is(total, id[0]);
    for (const irrep of irreps) {
      const S = irrep.gram;
      irrep.generatorMatrices.forEach((M, k) => {
        assert.ok(M.transpose().times(S).times(M).equals(S));
        irrep.generatorMatrices.forEach((N, l) => {
          assert.ok(M.times(N).equals(irrep.matrix(G.generators[k].times(G.generators[l]))), `${id} ${irrep.label}`);
        });
      });
    }
  }
});

test.run();
