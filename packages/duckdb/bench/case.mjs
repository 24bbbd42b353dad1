// One way of one case, in a process of its own: `node case.mjs JSON`, the CPU seconds of the query as JSON.
import { IsotypicError, parseGroup } from '@isotypic/algebra';
import { openDuckDB } from '@isotypic/duckdb';
import { permutationRepresentation } from '@isotypic/reps';
import { momentsIn, planMoments } from '@isotypic/sql';
import { structureOf } from '@isotypic/stats';

const { way, file, columns, group, rows, memory } = JSON.parse(process.argv[2]);
const engine = await openDuckDB({ threads: 1, memory: way === 'write' ? '4GB' : memory });
const names = Array.from({ length: columns }, (_, j) => `x${j}`);
const relation = engine.dialect.files([file], 'parquet');

/** Doubles that have nothing in common but a mean and a common part. */
async function write() {
  const noise = (j) => `(hash(i * 1031 + ${j}) % 9007199254740881) / 9007199254740881.0`;
  const list = names.map((name, j) => `10 + ${noise(1000)} + ${noise(j)} AS ${name}`);
  await engine.run(`COPY (SELECT ${list.join(', ')} FROM range(${rows}) AS r(i)) TO '${file}' (FORMAT parquet)`);
}

const queries = {
  write,
  covar_samp: async () => {
    const pairs = names.flatMap((a, i) => names.slice(i).map((b) => `covar_samp(${a}, ${b})`));
    await engine.run(`SELECT ${pairs.join(', ')} FROM ${relation}`);
  },
};

const rep = permutationRepresentation(parseGroup(group));
structureOf(rep);
const request = { source: { files: [file], format: 'parquet' }, columns: names };
const options = way === 'auto' ? {} : way === 'pull' ? { path: 'pull' } : { path: 'push', form: way };
if (!(way in queries))
  await momentsIn(engine, rep, { ...request, where: { column: 'x0', operator: '<', value: 0 } }, options).catch(
    () => {},
  );
const before = process.cpuUsage();
try {
  await (queries[way] ?? (() => momentsIn(engine, rep, request, options)))();
  const { user, system } = process.cpuUsage(before);
  const form = way === 'auto' ? planned() : undefined;
  console.log(JSON.stringify({ cpu: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024, form }));
} catch (error) {
  if (!(error instanceof IsotypicError)) throw error;
  console.log(JSON.stringify({ refused: `refused: ${error.code}` }));
}
await engine.close();

/** The form that is pushed, if any is. */
function planned() {
  try {
    return planMoments(rep, request, { dialect: engine.dialect }).form;
  } catch {
    return 'pull'; // above the limits of a query
  }
}
