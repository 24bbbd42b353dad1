/** What GAP says of normal subgroups and series, for some rows of the vectors or all. */
import { readFileSync } from 'node:fs';
import {
  chiefSeries,
  compositionSeries,
  fittingSubgroup,
  frattiniSubgroup,
  isNormalSubgroup,
  maximalNormalSubgroups,
  minimalNormalSubgroups,
  normalSubgroups,
  PermutationGroup,
  socle,
  solvableRadical,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface Row {
  readonly id: string;
  readonly degree: number;
  readonly gens: readonly number[][];
  readonly order: number;
  readonly radical: number;
  readonly fitting: number;
  /** −1 where GAP was not asked. */
  readonly frattini: number;
  readonly socle: number;
  readonly normal: number;
  readonly minimal: number;
  readonly maximal: number;
  readonly chief: readonly number[];
  readonly composition: readonly number[];
}

const vectors: readonly Row[] = readFileSync(
  new URL('../../../../vectors/groups/normal-structure.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const groupOf = (row: Row): PermutationGroup => new PermutationGroup(row.gens, { degree: row.degree });
const sorted = (list: readonly (number | bigint)[]): number[] => list.map(Number).sort((a, b) => a - b);

/** The tests for every row whose number is a multiple of `step`. */
export function normalStructureTests(step: number): void {
  const rows = vectors.filter((_, i) => i % step === 0);

  test('radical, Fitting subgroup, socle and the numbers of normal subgroups are those of GAP', () => {
    assert.ok(rows.length >= 80 / step);
    for (const row of rows) {
      const G = groupOf(row);
      assert.is(Number(solvableRadical(G).order), row.radical, row.id);
      assert.is(Number(fittingSubgroup(G).order), row.fitting, row.id);
      assert.is(Number(socle(G).order), row.socle, row.id);
      assert.is(minimalNormalSubgroups(G).length, row.minimal, row.id);
      if (row.normal > 200) continue;
      assert.is(normalSubgroups(G).length, row.normal, row.id);
      assert.is(maximalNormalSubgroups(G).length, row.maximal, row.id);
    }
  });

  test('chief and composition series have the factors of GAP, and are series', () => {
    for (const row of rows) {
      const G = groupOf(row);
      const chief = chiefSeries(G);
      assert.equal(sorted(chief.factors.map((f) => f.order)), sorted(row.chief), row.id);
      const composition = compositionSeries(G);
      assert.equal(sorted(composition.factors.map((f) => f.order)), sorted(row.composition), row.id);
      for (const [{ groups }, isNormalInAll] of [
        [chief, true],
        [composition, false],
      ] as const) {
        assert.is(groups[0].order, 1n);
        groups.slice(1).forEach((above, i) => {
          assert.ok(isNormalSubgroup(groups[i], above), row.id);
          if (isNormalInAll) assert.ok(isNormalSubgroup(above, G), row.id);
        });
        assert.is(groups[groups.length - 1].order, G.order);
      }
    }
  });

  test('Frattini subgroups are those of GAP', () => {
    for (const row of rows) {
      if (row.frattini === -1 || row.order > 2000) continue;
      const F = frattiniSubgroup(groupOf(row));
      assert.is(Number(F.order), row.frattini, row.id);
      assert.ok(isNormalSubgroup(F, groupOf(row)), row.id);
    }
  });
}
