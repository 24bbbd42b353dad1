import { catalogue } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { approximateMomentsIn, type MomentsRequest, momentsIn, type QueryEngine, refreshMoments } from '@isotypic/sql';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { duckdb, postgres } from './engines.js';
import { difference } from './moments-of-rows.js';
import { fill } from './tables.js';

const rep = permutationRepresentation(catalogue.cyclic(3));
const request: MomentsRequest = { source: { table: ['t'] }, columns: ['a', 'b', 'c'] };
const part = (day: number) => ({
  name: `day ${day}`,
  request: { ...request, where: { column: 'day', operator: '=', value: day } } satisfies MomentsRequest,
});

function stored(engine: () => Promise<QueryEngine>, name: string): void {
  const test = suite(name);
  let open: QueryEngine;
  let statements: string[] = [];
  test.before(async () => {
    const plain = await engine();
    open = {
      ...plain,
      run: (sql) => {
        statements.push(sql);
        return plain.run(sql);
      },
    };
    const rows = Array.from({ length: 3000 }, (_, r) => [Math.sin(r), Math.cos(3 * r), Math.sin(7 * r) + 1, r % 3]);
    await fill(open, 't', { names: ['a', 'b', 'c', 'day'], rows });
  });
  test.after(() => open.close());

  test(`${name}: parts are summed once, kept, and together are the whole`, async () => {
    const table = ["the 'moments'"];
    await refreshMoments(open, rep, [part(0), part(1)], { table });
    statements = [];
    const all = await refreshMoments(open, rep, [part(0), part(1), part(2)], { table });
    assert.is(statements.filter((sql) => sql.includes('iso_q0')).length, 1, 'one part was new');
    const whole = (await momentsIn(open, rep, request)).total();
    assert.is(all.total().count, 3000);
    assert.ok((await difference(all.total(), whole)) <= 1e-13);
    const other = { ...part(0), request: { ...request, columns: ['b', 'a', 'c'] } };
    await refuses('INVALID_ARGUMENT', () => refreshMoments(open, rep, [other], { table }), /another request/);
    const foreign = permutationRepresentation(catalogue.symmetric(3));
    await refuses('INVALID_ARGUMENT', () => refreshMoments(open, foreign, [part(0)], { table }), /another request/);
  });

  test(`${name}: a sample is near to the whole, and all of it where all rows are drawn`, async () => {
    const whole = (await momentsIn(open, rep, request)).total();
    const [some] = (await approximateMomentsIn(open, rep, request, { fraction: 0.5 })).groups;
    // 3000 rows, each with probability 1/2: ten standard deviations
    assert.ok(Math.abs(some.read - 1500) < 280);
    assert.ok(
      (await difference((await approximateMomentsIn(open, rep, request, { fraction: 1 })).total(), whole)) < 1e-13,
    );
    await refuses('INVALID_ARGUMENT', () => approximateMomentsIn(open, rep, request, { fraction: 0 }), /above 0/);
  });
  test.run();
}

stored(duckdb, 'DuckDB');
stored(postgres, 'PGlite');
