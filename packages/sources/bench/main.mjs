// Reading a long table: the numbers of this package, the whole of `isotypic analyze`, and DuckDB on the same file.
//
//   npm run bench -w packages/sources [-- ROWS]
//
// CPU seconds (user and system) of processes, the least of three taken in turns, and the largest resident memory. DuckDB by
// the Python that ISOTYPIC_PYTHON names, or python3, where its package is installed.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROWS = Number(process.argv[2] ?? 8_000_000);
const REPEATS = 3;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Four columns of doubles in full, 75 letters a row. */
function writeTable(path) {
  const file = openSync(path, 'w');
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  writeSync(file, 'a,b,c,d\n');
  for (let at = 0; at < ROWS; at += 20_000) {
    const rows = Array.from({ length: Math.min(20_000, ROWS - at) }, () => {
      const common = next();
      return `${Array.from({ length: 4 }, () => 10 + common + next() * Math.PI).join(',')}\n`;
    });
    writeSync(file, rows.join(''));
  }
  closeSync(file);
}

const READ = `
  import { openTableFile } from '${new URL('../dist/files.js', import.meta.url)}';
  const { table } = await openTableFile(process.argv[1]);
  let sum = 0;
  for await (const { data } of table.batches({ batchRows: 8192 })) for (let i = 0; i < data.length; i++) sum += data[i];
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log((userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024);
`;
const ANALYZE = `
  import { main } from '${new URL('../../cli/dist/index.js', import.meta.url)}';
  const [, path, out] = process.argv;
  const quiet = { out: () => {}, err: () => {}, isTerminal: false };
  await main(['analyze', path, '--group', 'dihedral(4)', '--out', out], quiet);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log((userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024);
`;
const DUCKDB = `
import duckdb, resource, sys
duckdb.execute('SET enable_progress_bar = false')
duckdb.execute(f"SELECT count(*), sum(a) + sum(b) + sum(c) + sum(d) FROM read_csv('{sys.argv[1]}')").fetchall()
r = resource.getrusage(resource.RUSAGE_SELF)
print(r.ru_utime + r.ru_stime, r.ru_maxrss / 1024)
`;

const folder = mkdtempSync(join(tmpdir(), 'isotypic-bench-'));
try {
  const path = join(folder, 'table.csv');
  writeTable(path);
  const python = process.env.ISOTYPIC_PYTHON ?? 'python3';
  const node = (program) => [process.execPath, ['--input-type=module', '-e', program, path, join(folder, 'report')]];
  const peers = {
    'openTableFile, every number summed': node(READ),
    'isotypic analyze, all of it': node(ANALYZE),
    'DuckDB, every number summed': [python, ['-c', DUCKDB, path]],
  };
  const least = new Map();
  for (let n = 0; n < REPEATS; n++) {
    for (const [name, [program, args]] of Object.entries(peers)) {
      const { stdout, status } = spawnSync(program, args, { encoding: 'utf8', cwd: here('..') });
      if (status !== 0) continue;
      const [seconds, memory] = stdout.trim().split(' ').map(Number);
      const known = least.get(name) ?? { seconds: Infinity, memory: 0 };
      least.set(name, { seconds: Math.min(known.seconds, seconds), memory: Math.max(known.memory, memory) });
    }
  }
  const { size } = statSync(path);
  console.log(`${ROWS} rows of 4 columns, ${(size / 1e6).toFixed(0)} MB\n`);
  console.log('| | CPU s | MB resident | / DuckDB |\n|---|--:|--:|--:|');
  const duckdb = least.get('DuckDB, every number summed')?.seconds;
  for (const name of Object.keys(peers)) {
    const found = least.get(name);
    const cells = found
      ? [found.seconds.toFixed(1), found.memory.toFixed(0), duckdb ? (found.seconds / duckdb).toFixed(1) : '–']
      : ['not installed', '–', '–'];
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
