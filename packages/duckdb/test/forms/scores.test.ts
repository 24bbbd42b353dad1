import { type QueryEngine, type ScoreModel, scoreExpressions } from '@isotypic/sql';
import { EquivariantNormal, irrepNorms, regression, SymmetricPCA, structureOf } from '@isotypic/stats';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { actions } from './actions.js';
import { duckdb, postgres } from './engines.js';
import { fill } from './tables.js';

function scores(engine: () => Promise<QueryEngine>, name: string): void {
  const test = suite(name);
  let open: QueryEngine;
  test.before(async () => {
    open = await engine();
  });
  test.after(() => open.close());

  test(`${name}: scores in SQL are those of the model on every row, to 1e-13 of their terms`, async () => {
    let checked = 0;
    for (const { x, y } of actions) {
      const [dx, dy] = [x.dimension, y.dimension];
      const rows = Array.from({ length: 40 }, (_, r) =>
        Array.from({ length: dx + dy }, (_, i) => 5 + Math.sin(7 * r + i * i) * (1 + (i % 3)) + Math.cos(r * i)),
      );
      const X = rows.map((row) => row.slice(0, dx));
      const Y = rows.map((row) => row.slice(dx));
      const columns = Array.from({ length: dx }, (_, i) => `v${i}`);
      await fill(open, 's', {
        names: [...Array.from({ length: dx + dy }, (_, i) => `v${i}`), 'id'],
        rows: rows.map((row, r) => [...row, r]),
      });
      const normal = await EquivariantNormal.fit(X, x, {});
      const pca = await SymmetricPCA.fit(X, x);
      const fit = await regression(X, Y, x, y);
      const structure = structureOf(x);
      const norms = await irrepNorms(X, x);
      const isTrivial = structure.components.flatMap((c) => new Array(c.multiplicity).fill(c.isTrivial));
      const transformed = (await pca.transform(X)).scores;
      const models: readonly (readonly [ScoreModel, (row: number) => number[]])[] = [
        [normal, await normal.mahalanobis(X).then((d) => (row: number) => [d[row] ** 2])],
        [pca, (row) => Array.from(transformed.data.subarray(row * dx, (row + 1) * dx))],
        [fit, (row) => Array.from(fit.predict(X[row]).mean)],
        [{ invariantsOf: x }, (row) => isTrivial.map((t, k) => (t ? norms.at(row, k) : norms.at(row, k) ** 2))],
      ];
      for (const [model, known] of models) {
        const plan = scoreExpressions(model, columns, { dialect: open.dialect, keep: ['id'] });
        const found = await open.run(plan.statement({ table: ['s'] }));
        assert.is(found.length, 40);
        for (const row of found) {
          const id = Number(row.id);
          const size = Math.max(...X[id].map(Math.abs)) ** 2 * dx;
          known(id).forEach((value, k) => {
            const score = Number(row[plan.names[1 + k]]);
            assert.ok(Math.abs(score - value) <= 1e-13 * Math.max(size, Math.abs(value)), `${x} ${plan.names[1 + k]}`);
            checked++;
          });
        }
      }
    }
    assert.ok(checked > 1000);
  });
  test.run();
}

scores(duckdb, 'DuckDB');
scores(postgres, 'PGlite');
