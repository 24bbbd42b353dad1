import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@isotypic/algebra';
import { openDuckDB } from '@isotypic/duckdb';
import { permutationRepresentation } from '@isotypic/reps';
import { type MomentsRequest, momentsIn, planMoments } from '@isotypic/sql';
import { covarianceOf, type SymmetricMoments } from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exactVariances } from '../support/exact.js';
import { names, temporary } from '../support/made-files.js';

const folder = temporary();
const engine = await openDuckDB({ threads: 1 });
test.after(() => engine.close());

const rep = permutationRepresentation(catalogue.dihedral(4));

/** Numbers from −1 to 1: mulberry32. */
function noiseFrom(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

function table(name: string, rows: readonly (readonly number[])[]): MomentsRequest {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${names(4).join(',')}\n${rows.map((row) => `${row.join(',')}\n`).join('')}`);
  return { source: { files: [file] }, columns: names(4) };
}

/** Isotypic coordinates of a square's corners, times 2, 2, √2 and √2: trivial, alternating, and a plane. */
const FORMS = [
  [1, 1, 1, 1],
  [1, -1, 1, -1],
  [1, 0, -1, 0],
  [0, 1, 0, -1],
];

/** (1/N) of the second moment of each component, its two coordinates in the plane averaged. */
function exactComponents(rows: readonly (readonly number[])[]): Map<string, number> {
  const [trivial, alternating, first, second] = exactVariances(rows, FORMS);
  return new Map([
    ['trivial', trivial / 4],
    ['alternating', alternating / 4],
    ['plane', (first + second) / 4],
  ]);
}

function components(moments: SymmetricMoments): Map<string, number> {
  const [structure] = moments.structures;
  const { exponents, weightExponent } = moments.scales;
  return new Map(
    structure.components.map(({ degree, isTrivial }, k) => {
      const [value] = moments.block(k, 0, 0, 'sample-mean').data;
      const name = degree === 2 ? 'plane' : isTrivial ? 'trivial' : 'alternating';
      return [name, (value * 2 ** (weightExponent + 2 * exponents[0])) / moments.count];
    }),
  );
}

/** The largest relative error of a component. */
function worst(moments: SymmetricMoments, exact: Map<string, number>): number {
  const found = components(moments);
  return Math.max(...Array.from(exact, ([name, value]) => Math.abs((found.get(name) as number) / value - 1)));
}

/** The largest error of an entry of the covariance, in units of the variance. */
async function worstCovariance(moments: SymmetricMoments): Promise<number> {
  const covariance = await covarianceOf(moments, { normalization: 'n', center: 'sample-mean' });
  const [trivial, alternating, plane] = ['trivial', 'alternating', 'plane'].map((k) => exactFar.get(k) as number);
  const exact = [trivial + alternating + 2 * plane, trivial - alternating, trivial + alternating - 2 * plane];
  return Math.max(...exact.map((v, j) => Math.abs(covariance.at(0, j) - v / 4))) / (exact[0] / 4);
}

// mean 1e8, standard deviation 0.3, 10⁵ rows
const next = noiseFrom(1);
const far = Array.from({ length: 100_000 }, () => {
  const common = next();
  return Array.from({ length: 4 }, () => 1e8 + 0.3 * (common + next() + next()));
});
const sorted = [...far].sort((a, b) => a[0] - b[0]);
const exactFar = exactComponents(far);

for (const [name, rows] of [
  ['as they come', far],
  ['sorted', sorted],
] as const) {
  test(`mean 1e8 and deviations of 0.3, ${name}: 1e-13 from exact rationals, by sums and by rows`, async () => {
    const request = table(name.replaceAll(' ', '-'), rows);
    for (const path of ['push', 'pull'] as const) {
      const moments = (await momentsIn(engine, rep, request, { path })).total();
      assert.is(moments.count, 100_000);
      const error = await worstCovariance(moments);
      assert.ok(error <= 1e-13, `${path}: ${error}`);
      assert.ok(worst(moments, exactFar) <= 1e-12, `${path}: ${worst(moments, exactFar)}`);
    }
  });
}

test('a trivial component 1e9 times as large as the rest: isotypic sums by themselves, to 1e-12', async () => {
  const draw = noiseFrom(2);
  const rows = Array.from({ length: 20_000 }, () => {
    const common = 1e5 * (draw() + draw());
    return Array.from({ length: 4 }, () => common + draw());
  }).map((row) => row.map((x) => Math.round(x * 2 ** 30) / 2 ** 30));
  const exact = exactComponents(rows);
  assert.ok((exact.get('trivial') as number) / (exact.get('plane') as number) > 1e9);
  const request = table('drowned', rows);
  assert.is.not(planMoments(rep, request, { dialect: engine.dialect }).form, 'isotypic');
  const moments = (await momentsIn(engine, rep, request, { path: 'push' })).total();
  assert.ok(worst(moments, exact) <= 1e-12, `${worst(moments, exact)}`);
  // and that of the orbits, asked for, has not as many
  const gram = (await momentsIn(engine, rep, request, { path: 'push', form: 'gram' })).total();
  assert.ok(worst(gram, exact) > 1e-12, `${worst(gram, exact)}`);
});

test.run();
