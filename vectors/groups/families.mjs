// Writes FAMILY.jsonl.gz, facts of a whole family of groups from GAP (families.g says which, and what a line holds):
//
//   node families.mjs transitive|sample|primitive|small [seconds]
//
// A group on which GAP spends more than so many seconds (600) is written as skipped, and GAP started again behind it.
// Lines are kept in families/FAMILY.jsonl.part on the way, so that a run which was stopped goes on where it was.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';

const [family, seconds = '600'] = process.argv.slice(2);
const folder = new URL('./families/', import.meta.url);
const part = new URL(`${family}.jsonl.part`, folder);
mkdirSync(folder, { recursive: true });

const linesSoFar = () => (existsSync(part) ? readFileSync(part, 'utf8').split('\n').slice(0, -1) : []);

/** Runs GAP from a place on; resolves to true at the end of the list, to false when a group took too long. */
function run(first) {
  return new Promise((done, fail) => {
    const script = new URL('./families.g', import.meta.url).pathname;
    const gap = spawn('gap', ['-q', '-A', '-T', '-c', `family := "${family}";; first := ${first};;`, script]);
    let place = first;
    let ended = false;
    let begun = '';
    let timer;
    const wind = () => {
      clearTimeout(timer);
      timer = setTimeout(() => gap.kill('SIGKILL'), 1000 * Number(seconds));
    };
    wind();
    createInterface({ input: gap.stdout }).on('line', (line) => {
      wind();
      begun = '';
      if (line === 'end') {
        ended = true;
        return;
      }
      const [number, json] = line.split(/ (.*)/s);
      if (Number(number) !== place) throw new Error(`line ${place} expected, not ${line}`);
      JSON.parse(json);
      appendFileSync(part, `${json}\n`);
      place++;
    });
    gap.stdout.on('data', (chunk) => {
      begun = chunk.toString().split('\n').at(-1) || begun;
    });
    gap.stderr.pipe(process.stderr);
    gap.on('error', fail);
    gap.on('close', (code, signal) => {
      clearTimeout(timer);
      if (ended) return done(true);
      if (signal === null) return fail(new Error(`GAP ended with ${code} at place ${place}`));
      const [, id, order] = /"id":"([^"]+)","order":(\d+)/.exec(begun) ?? [];
      if (id === undefined) return fail(new Error(`GAP said nothing at place ${place}`));
      const skipped = `GAP: ${seconds} s`;
      appendFileSync(part, `{"id":"${id}","order":${order},"skipped":"${skipped}"}\n`);
      done(false);
    });
  });
}

while (!(await run(linesSoFar().length + 1)));
writeFileSync(new URL(`${family}.jsonl.gz`, folder), gzipSync(readFileSync(part), { level: 9 }));
rmSync(part);
