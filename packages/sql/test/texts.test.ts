import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { catalogue, parseGroup } from '@isotypic/algebra';
import { permutationRepresentation, regularRepresentation } from '@isotypic/reps';
import {
  type DialectName,
  dialect,
  type MomentsRequest,
  planMoments,
  planPySpark,
  scoreExpressions,
} from '@isotypic/sql';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../tools/testing/refuses.mjs';

const DIALECTS: readonly DialectName[] = ['duckdb', 'clickhouse', 'postgres', 'sqlite', 'spark', 'trino'];
const root = new URL('../../../packages/sql/test/snapshots/', import.meta.url);

/** The text of a file of the repository, written where it is not there; a change of it is looked at in the diff. */
function requireSnapshot(name: string, text: string): void {
  const file = new URL(name, root);
  if (!existsSync(file)) writeFileSync(file, text);
  assert.fixture(text, readFileSync(file, 'utf8'));
}

const d4 = permutationRepresentation(catalogue.dihedral(4));
const request: MomentsRequest = {
  source: { table: ['lake', 'the "cork"'] },
  columns: ['north', 'east', 'south', "w'est"],
  response: { columns: ['y'], rep: permutationRepresentation(catalogue.dihedral(4), [[0], [0]]) },
  weight: 'weight',
  groupBy: ['site', { column: 'at', window: 'day' }],
  where: { and: [{ column: 'year', operator: '>=', value: 2020 }, { not: { column: 'note', operator: 'is null' } }] },
  missing: 'drop',
};

test('the texts of every dialect are those that were looked at and run', () => {
  for (const name of DIALECTS) {
    const parts = (['gram', 'twins', 'isotypic'] as const).map((form) => {
      const plan = planMoments(d4, request, { dialect: name, form });
      const statement = plan.statement([1.5, 2, 0.1, 1e21, -3]);
      return `-- ${form}: ${plan.operations} operations\n${plan.types}\n\n${plan.probe}\n\n${statement}\n`;
    });
    const scores = scoreExpressions({ coefficients: [[1, -0.1, 0, 3]], intercept: [2] }, ['a', 'b', 'c', 'd'], {
      dialect: name,
      keep: ['id'],
    });
    requireSnapshot(`${name}.sql`, [...parts, `-- scores\n${scores.statement({ table: ['t'] })}\n`].join('\n'));
  }
  requireSnapshot('pyspark.py', planPySpark(d4, request).statement([1.5, 2, 0.1, 1e21, -3]));
});

test('forms by their operations: twins for blocks, isotypic coordinates for cycles', () => {
  const form = (text: string) => {
    const rep = permutationRepresentation(parseGroup(text));
    const columns = Array.from({ length: rep.dimension }, (_, i) => `x${i}`);
    return planMoments(rep, { source: { table: ['t'] }, columns }).form;
  };
  assert.is(form('symmetric(8) wr symmetric(8)'), 'twins');
  assert.is(form('symmetric(64)'), 'twins');
  assert.is(form('cyclic(64)'), 'isotypic');
});

test('requests that fit neither action nor engine', async () => {
  const { source, columns } = request;
  const asked = (change: object) => () => planMoments(d4, { source, columns, ...change });
  await refuses('SHAPE_MISMATCH', asked({ columns: ['a'] }), /4 columns of x/);
  await refuses('INVALID_ARGUMENT', asked({ source: 'cork' }), /table: \['cork'\]/);
  await refuses('INVALID_ARGUMENT', asked({ where: 'a > 1' }), /trustedSql/);
  await refuses('INVALID_ARGUMENT', asked({ where: { column: 'a', operator: 'like', value: 'x' } }), /condition/);
  await refuses('INVALID_ARGUMENT', asked({ missing: 'maybe' }), /drop/);
  await refuses(
    'INVALID_ARGUMENT',
    () => planMoments(d4, { source: { files: ['a.parquet'] }, columns }, { dialect: 'postgres' }),
    /no files/,
  );
  await refuses('INVALID_ARGUMENT', () => planMoments(d4, { source: { files: ['a.dat'] }, columns }), /format/);
  await refuses(
    'INVALID_ARGUMENT',
    () => planMoments(d4, { source, columns: { array: 'v', length: 4 } }, { dialect: 'sqlite' }),
    /no arrays/,
  );
  const rotated = regularRepresentation(catalogue.cyclic(3));
  assert.is(planMoments(rotated, { source, columns: ['a', 'b', 'c'] }, { form: 'twins' }).form, 'twins');
  await refuses('INVALID_ARGUMENT', () => dialect('oracle' as DialectName), /duckdb/);
});

test.run();
