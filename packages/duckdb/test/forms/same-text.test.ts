import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { type MomentsRequest, planMoments, type QueryEngine } from '@isotypic/sql';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { actions } from './actions.js';
import { duckdb, postgres } from './engines.js';
import { disagreement } from './moments-of-rows.js';
import { type Cell, fill } from './tables.js';

let engines: readonly QueryEngine[];
test.before(async () => {
  engines = await Promise.all([duckdb(), postgres()]);
});
test.after(async () => {
  for (const engine of engines) await engine.close();
});

/** Of D₄ and of quaternions, permutations and rotated bases. */
const CHOSEN = [0, 1, actions.length - 2, actions.length - 1].map((k) => actions[k]);

/** Rows of variables, a weight, a key and a number to choose by; some are missing or not finite. */
function rowsOf(n: number): Cell[][] {
  return Array.from({ length: 200 }, (_, r) => [
    ...Array.from({ length: n }, (_, i) =>
      (r * (i + 3)) % 97 === 5 ? [null, Number.NaN, Number.POSITIVE_INFINITY][r % 3] : 40 + 3 * Math.sin(r * (i + 1.3)),
    ),
    0.5 + ((r * 7) % 11),
    [null, 'a', "it's", 'b\\'][r % 4],
    r % 10,
  ]);
}

test('one text, PostgreSQL’s, on DuckDB and on PGlite: equal counts, sums to 1e-12', async () => {
  let texts = 0;
  for (const { x, y, isPermutation } of CHOSEN) {
    const n = x.dimension + y.dimension;
    const names = [...Array.from({ length: n }, (_, i) => `v${i}`), 'weight', 'key', 'time'];
    for (const engine of engines) await fill(engine, 't', { names, rows: rowsOf(n), texts: [n + 1] });
    const request: MomentsRequest = {
      source: { table: ['t'] },
      columns: names.slice(0, x.dimension),
      response: { columns: names.slice(x.dimension, n), rep: y },
      weight: 'weight',
      groupBy: ['key'],
      where: { column: 'time', operator: '<', value: 8 },
      missing: 'drop',
    };
    for (const form of isPermutation ? (['gram', 'twins', 'isotypic'] as const) : (['gram', 'isotypic'] as const)) {
      const plan = planMoments(x, request, { dialect: 'postgres', form });
      // the shift of one engine for both: the texts are the same to the last letter
      const shift = plan.readShift(await engines[1].run(plan.probe));
      const [a, b] = await Promise.all(
        engines.map(async (engine) => plan.decode(await engine.run(plan.statement(shift)))),
      );
      const known = new Map(b.groups.map(({ key, ...group }) => [JSON.stringify(key), group]));
      assert.is(known.size, 4);
      assert.ok(b.groups.every(({ read, dropped }) => read > 0 && dropped > 0));
      assert.is(await disagreement(a, known, 1e-12), undefined, `${x}, ${form}`);
      texts++;
    }
  }
  assert.is(texts, (3 + 2) * (CHOSEN.length / 2));
});

test('each engine’s own words for days give the same groups', async () => {
  const rep = permutationRepresentation(catalogue.cyclic(2));
  const found = [];
  for (const engine of engines) {
    const plan = planMoments(
      rep,
      { source: { table: ['days'] }, columns: ['a', 'b'], groupBy: [{ column: 'time', window: 'day' }] },
      { dialect: engine.dialect, form: 'gram' },
    );
    await engine.run('CREATE TABLE days (a double precision, b double precision, time timestamp)');
    const values = Array.from({ length: 60 }, (_, r) => `(${r}, ${r % 7}, '2024-02-${28 + (r % 2)} 0${r % 10}:30:00')`);
    await engine.run(`INSERT INTO days VALUES ${values.join(', ')}`);
    const { groups } = plan.decode(await engine.run(plan.statement([30, 3])));
    found.push(groups.map(({ key, read, moments }) => [key, read, moments.toJSON()]));
  }
  assert.equal(
    found[0].map(([key]) => key),
    [['2024-02-28'], ['2024-02-29']],
  );
  // sums of small integers are exact, in whatever order
  assert.equal(found[0], found[1]);
});

test.run();
