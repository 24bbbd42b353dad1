// Engines as `QueryEngine`s: processes behind lines of JSON, and PostgreSQL's own server behind psql.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { dialect } from '@isotypic/sql';

const PYTHON = process.env.PEER_PYTHON ?? 'python3';
const serve = fileURLToPath(new URL('serve.py', import.meta.url));

const hasModule = (name) => spawnSync(PYTHON, ['-c', `import ${name}`], { encoding: 'utf8' }).status === 0;
const hasProgram = (name) => spawnSync(name, ['--version'], { encoding: 'utf8' }).error === undefined;

/** What has to be there, by engine; undefined where it is. */
export function lacking(engine) {
  if (engine === 'postgres') return ['initdb', 'postgres', 'psql'].find((name) => !hasProgram(name));
  const modules = { sqlite: ['sqlite3'], chdb: ['chdb'], spark: ['pyspark', 'numpy', 'pyarrow'], sqlglot: ['sqlglot'] };
  if (engine === 'spark' && !hasProgram('java')) return 'java';
  return modules[engine].find((name) => !hasModule(name));
}

/** One of the Python engines. */
export async function pythonEngine(name, words, folder) {
  mkdirSync(folder, { recursive: true });
  const child = spawn(PYTHON, [serve, name], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ENGINE_FOLDER: folder, PYSPARK_PYTHON: PYTHON, PYSPARK_DRIVER_PYTHON: PYTHON },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended`);
    return JSON.parse(value);
  };
  await next();
  let last = Promise.resolve();
  const put = (request) => {
    const answer = last.then(async () => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { rows, error } = await next();
      if (error !== undefined) throw new Error(error);
      return rows;
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    dialect: words === undefined ? undefined : dialect(words),
    run: (sql) => put({ sql }),
    program: (program) => put({ program }),
    parse: (parse, words) => put({ parse, dialect: words }),
    close: async () => child.kill(),
  };
}

/** PostgreSQL of the system: a cluster of its own, on a socket alone; as user postgres where root may not run it. */
export async function postgresEngine() {
  // a folder that its user may enter
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-postgres-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const isRoot = process.getuid?.() === 0;
  const as = (program, args) => (isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args]);
  const data = join(folder, 'data');
  if (isRoot) spawnSync('chown', ['-R', 'postgres', folder]);
  chmodSync(folder, 0o755);
  const made = spawnSync(...as('initdb', ['-D', data, '-U', 'postgres', '--auth=trust']), { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const [program, args] = as('postgres', ['-D', data, '-k', folder, '-c', 'listen_addresses=']);
  const server = spawn(program, args, { stdio: 'ignore' });
  const psql = (sql) =>
    spawnSync('psql', ['-X', '-q', '-t', '-A', '-v', 'ON_ERROR_STOP=1', '-h', folder, '-U', 'postgres'], {
      input: sql,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
  for (let tries = 0; psql('SELECT 1').status !== 0; tries++) {
    if (tries > 100) throw new Error('PostgreSQL does not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    dialect: dialect('postgres'),
    run: async (sql) => {
      const isQuery = /^\s*(WITH|SELECT)/i.test(sql);
      const text = isQuery ? `SELECT coalesce(json_agg(t), '[]') FROM (${sql}) AS t` : sql;
      const { status, stdout, stderr } = psql(text);
      if (status !== 0) throw new Error(stderr.trim());
      return isQuery ? JSON.parse(stdout) : [];
    },
    close: async () => {
      spawnSync(...as('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']));
      server.kill();
    },
  };
}
