// Moments of Parquet files by each form of the query, by pulling rows, and DuckDB's own covar_samp of all pairs.
//
//   npm run bench -w packages/duckdb [-- CASES [REPEATS [DIVISOR]]]
//
// CASES by their numbers, such as 0,3 (default: all); DIVISOR of the numbers of rows: 1, the default, writes 1 GB into the
// temporary folder.
//
// CPU seconds (user and system, all threads) of the query alone, in a process of its own, the least of REPEATS (3) taken in turns;
// the largest resident memory of the process. One thread, and 64 MB for DuckDB where it is said.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [chosen, repeats, divisor] = process.argv.slice(2);
const REPEATS = Number(repeats ?? 3);
const DIVISOR = Number(divisor ?? 1);

const CASES = [
  { columns: 4, group: 'dihedral(4)', rows: 1e7 },
  { columns: 12, group: 'cyclic(12)', rows: 1e7, memory: '64MB' },
  { columns: 64, group: 'cyclic(64)', rows: 2e5 },
  { columns: 64, group: 'wreath(symmetric(8), symmetric(8))', rows: 2e5 },
  { columns: 256, group: 'cyclic(256)', rows: 2e4 },
]
  .filter((_, k) => chosen === undefined || chosen.split(',').includes(String(k)))
  .map((one) => ({ ...one, rows: Math.ceil(one.rows / DIVISOR) }));

const WAYS = ['covar_samp', 'gram', 'twins', 'isotypic', 'pull', 'auto'];

const folder = mkdtempSync(join(tmpdir(), 'isotypic-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function run(way, one, file) {
  const script = fileURLToPath(new URL('case.mjs', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, JSON.stringify({ way, file, ...one })], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${way}: ${stderr}`);
  return JSON.parse(stdout);
}

function bar(said, value, bound) {
  console.log(`  ${value <= bound ? 'held' : 'MISSED'}: ${said} ${value.toFixed(2)}, at most ${bound}`);
}

for (const one of CASES) {
  const file = join(folder, `${one.columns}-${one.rows}.parquet`);
  if (!existsSync(file)) run('write', one, file);
  const best = {};
  let resident = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const way of WAYS) {
      const { cpu, megabytes, form, refused } = run(way, one, file);
      if (refused !== undefined) best[way] = { cpu: Number.POSITIVE_INFINITY, refused };
      else if (!(best[way]?.cpu <= cpu)) best[way] = { cpu, megabytes, form };
      if (way === 'auto') resident = Math.max(resident, megabytes);
    }
  }
  const memory = one.memory === undefined ? '' : `, ${one.memory} for DuckDB`;
  console.log(`${one.columns} columns under ${one.group}, ${one.rows} rows${memory}`);
  for (const way of WAYS) {
    const { cpu, megabytes, form, refused } = best[way];
    const chosen = way === 'auto' ? ` (${form})` : '';
    console.log(`  ${way.padEnd(11)}${refused ?? `${cpu.toFixed(2)} s, ${megabytes.toFixed(0)} MB`}${chosen}`);
  }
  const forms = ['gram', 'twins', 'isotypic', 'pull'].map((way) => best[way].cpu);
  bar('chosen over the best form', best.auto.cpu / Math.min(...forms), 1.5);
  if (one.memory !== undefined) {
    bar('resident MB', resident, 300);
    bar('chosen over covar_samp', best.auto.cpu / best.covar_samp.cpu, 1.2);
  }
  if (one.group.startsWith('wreath')) bar('twins over pull', best.twins.cpu / best.pull.cpu, 0.7);
}
