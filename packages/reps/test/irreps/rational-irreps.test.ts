import { readFileSync } from 'node:fs';
import { catalogue, IsotypicError, PermutationGroup } from '@isotypic/algebra';
import { irreps, rationalIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface SmallGroup {
  readonly id: readonly [number, number];
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly qIrreps: number;
}

const file = new URL('../../../../vectors/groups/small-groups.jsonl', import.meta.url);
const groups = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SmallGroup);
const groupOf = ({ gens, degree }: SmallGroup): PermutationGroup => new PermutationGroup(gens, { degree });

test('as many rational irreps as GAP finds rational characters, for every group of order ≤ 63', () => {
  for (const small of groups) {
    if (small.id[0] <= 63) assert.is(rationalIrreps(groupOf(small)).length, small.qIrreps, `${small.id}`);
  }
});

test('rational irreps of S₃ have degrees 1, 1, 2; of C₅ 1, 4; of Q₈ 1, 1, 1, 1, 4', () => {
  const degrees = (G: PermutationGroup): number[] => rationalIrreps(G).map((x) => x.degree);
  assert.equal(degrees(catalogue.symmetric(3)), [1, 1, 2]);
  assert.equal(degrees(catalogue.cyclic(5)), [1, 4]);
  assert.equal(degrees(catalogue.quaternion()), [1, 1, 1, 1, 4]);
  assert.equal(
    rationalIrreps(catalogue.quaternion()).map((x) => x.schurIndex),
    [1, 1, 1, 1, 2],
  );
});

test('matrices multiply as the group does, and the traces are m times the sums over the Galois orbits', () => {
  for (const small of groups.filter(({ id }) => id[0] === 21 || id[0] === 24 || id[0] === 32)) {
    const G = groupOf(small);
    const complex = irreps(G);
    let total = 0;
    for (const irrep of rationalIrreps(G)) {
      try {
        irrep.schurIndex;
      } catch (e) {
        assert.ok(e instanceof IsotypicError && e.code === 'NOT_DECIDED');
        total += irrep.fieldDegree;
        continue;
      }
      const matrices = irrep.generatorMatrices;
      matrices.forEach((A, k) => {
        assert.is(A.rows, irrep.degree);
        matrices.forEach((B, l) => {
          assert.ok(A.times(B).equals(irrep.matrix(G.generators[k].times(G.generators[l]))));
        });
      });
      total += irrep.fieldDegree;
    }
    assert.is(total, complex.length);
  }
});

test('an index that is not decided is said to be so: C₃:C₈', () => {
  const G = groupOf(groups.find(({ id }) => id[0] === 24 && id[1] === 1) as SmallGroup);
  const undecided = rationalIrreps(G).filter((x) => {
    try {
      return Number.isNaN(x.schurIndex);
    } catch (e) {
      return e instanceof IsotypicError && e.code === 'NOT_DECIDED' && e.details.schurIndexDivides === 2;
    }
  });
  assert.is(undecided.length, 1);
});

test.run();
