import { join } from 'node:path';
import { catalogue } from '@isotypic/algebra';
import { openDuckDB } from '@isotypic/duckdb';
import { permutationRepresentation } from '@isotypic/reps';
import { type MomentsRequest, momentsIn } from '@isotypic/sql';
import { SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { temporary, writeParquet } from '../support/made-files.js';

const folder = temporary();
const engine = await openDuckDB({ threads: 1 });
test.after(() => engine.close());

const rep = permutationRepresentation(catalogue.cyclic(2));
let files = 0;

async function request(select: string): Promise<MomentsRequest> {
  const file = await writeParquet(engine, join(folder, `types-${files++}.parquet`), select);
  return { source: { files: [file] }, columns: ['x', 'y'] };
}

for (const [type, pairs] of [
  [
    'TINYINT',
    [
      [-128, 127],
      [127, 5],
      [100, 100],
    ],
  ],
  [
    'UTINYINT',
    [
      [255, 0],
      [200, 3],
    ],
  ],
  [
    'SMALLINT',
    [
      [-32768, 32767],
      [1, 2],
    ],
  ],
  [
    'INTEGER',
    [
      [2147483647, -2147483648],
      [2147483647, 1],
      [3, 4],
    ],
  ],
  // beyond 2⁵³ a BIGINT becomes the nearest double
  [
    'BIGINT',
    [
      [2 ** 53 + 2, 1],
      [2 ** 63 - 1024, -5],
      [3, 2],
    ],
  ],
  [
    'HUGEINT',
    [
      [1e30, 2],
      [3, 4],
    ],
  ],
  [
    'DECIMAL(18, 4)',
    [
      [1234.5678, -0.0001],
      [99999999999.9999, 2],
    ],
  ],
  [
    'FLOAT',
    [
      [0.1, 3.4e38],
      [1e-40, 2],
    ].map((pair) => pair.map(Math.fround)),
  ],
  [
    'DOUBLE',
    [
      [1e300, 1e-300],
      [-1e300, 5],
    ],
  ],
] as readonly (readonly [string, readonly (readonly number[])[]])[]) {
  test(`${type} is cast to doubles before anything is multiplied`, async () => {
    const literal = (v: number) => (type === 'BIGINT' || type === 'HUGEINT' ? BigInt(v).toString() : String(v));
    const cast = (v: number) => `CAST('${literal(v)}' AS ${type})`;
    const values = pairs.map(([x, y]) => `(${cast(x)}, ${cast(y)})`).join(', ');
    const of = await request(`SELECT * FROM (VALUES ${values}) AS v(x, y)`);
    const expected = await new SymmetricMoments(rep).push(pairs.map((pair) => [...pair]));
    const limit = type === 'DOUBLE';
    if (limit) {
      // squares of these are beyond doubles, which is said and not returned as ∞
      await refuses('NOT_FINITE', () => momentsIn(engine, rep, of, { path: 'push' }));
      return;
    }
    for (const path of ['push', 'pull'] as const) {
      const { groups } = await momentsIn(engine, rep, of, { path });
      const [found, own] = [groups[0].moments, expected].map((m) => blocks(m));
      const size = Math.max(...own.map(Math.abs));
      own.forEach((v, i) => {
        assert.ok(Math.abs(found[i] - v) <= 1e-12 * size, `${path} ${i}: ${found[i]}, not ${v}`);
      });
    }
  });
}

function blocks(moments: SymmetricMoments): number[] {
  const { exponents, weightExponent } = moments.scales;
  const unit = 2 ** (weightExponent + 2 * exponents[0]);
  return moments.structures[0].components.flatMap((_, k) =>
    Array.from(moments.block(k, 0, 0, 'sample-mean').data, (v) => v * unit),
  );
}

test('BOOLEAN is 0 and 1', async () => {
  const of = await request('SELECT i % 2 = 0 AS x, i > 3 AS y FROM range(8) AS r(i)');
  const rows = Array.from({ length: 8 }, (_, i) => [i % 2 === 0 ? 1 : 0, i > 3 ? 1 : 0]);
  const [found, own] = [(await momentsIn(engine, rep, of)).total(), await new SymmetricMoments(rep).push(rows)];
  blocks(found).forEach((v, k) => {
    assert.ok(Math.abs(v - blocks(own)[k]) < 1e-12, `${k}: ${v}`);
  });
});

for (const type of ['VARCHAR', 'DATE', 'TIMESTAMP', 'DOUBLE[]', 'STRUCT(a DOUBLE)', 'BLOB']) {
  test(`${type} is refused by the name of the column`, async () => {
    const of = await request(`SELECT 1.5::DOUBLE AS x, NULL::${type} AS y FROM range(3)`);
    for (const path of ['push', 'pull'] as const) {
      await refuses('INVALID_ARGUMENT', () => momentsIn(engine, rep, of, { path }), 'y', type.split('(')[0]);
    }
  });
}

test('a column that is not there is refused by name', async () => {
  const of = { ...(await request('SELECT 1.5::DOUBLE AS x, 2.5::DOUBLE AS z')), columns: ['x', 'y'] };
  for (const path of ['push', 'pull'] as const) {
    await refuses('UNKNOWN_NAME', () => momentsIn(engine, rep, of, { path }), 'y');
  }
});

test.run();
