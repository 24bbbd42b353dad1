// Starts a process of tests with a bound on its CPU time, which a loaded machine does not shorten, and reads its answer.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const trial = fileURLToPath(new URL('./trial.mjs', import.meta.url));
const preload = new URL('./preload.mjs', import.meta.url).href;

/** A process that waits for what never comes uses no CPU time: it is given so many times its CPU bound by the clock. */
const WALL_FACTOR = 6;

/**
 * Runs test files in the folder of their package. Resolves to { failure, seconds } of trial.mjs, or to
 * { failure: { file: undefined, text }, ended: 'time' | 'broken' } when the process did not come to its end.
 */
export function runTrial(files, { cwd, cpuSeconds, mutant, coverage }) {
  const env = { ...process.env };
  if (mutant !== undefined) {
    env.NODE_OPTIONS = `--import ${preload}`;
    env.ISOTYPIC_MUTANT = JSON.stringify(mutant);
  }
  if (coverage !== undefined) env.NODE_V8_COVERAGE = coverage;
  const limited = `ulimit -t ${Math.ceil(cpuSeconds)}; exec "$0" --max-old-space-size=2048 "$@"`;
  return new Promise((done) => {
    const child = spawn('sh', ['-c', limited, process.execPath, trial, ...files], { cwd, env });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const clock = setTimeout(() => child.kill('SIGKILL'), cpuSeconds * WALL_FACTOR * 1000);
    child.on('close', (code, signal) => {
      clearTimeout(clock);
      const answer = output.trimEnd().split('\n').pop();
      if (code === 0 && answer?.startsWith('{')) return done(JSON.parse(answer));
      const ended = signal === 'SIGXCPU' || signal === 'SIGKILL' ? 'time' : 'broken';
      done({ failure: { text: `${signal ?? code}: ${output.slice(-300)}` }, ended });
    });
  });
}
