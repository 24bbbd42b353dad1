import { spawnSync } from 'node:child_process';

/** CPU milliseconds of one run; short work is repeated until 40 ms have passed, as it is for GAP. */
export function cpuMilliseconds(work) {
  const start = process.cpuUsage();
  for (let runs = 1; ; runs++) {
    work();
    const { user, system } = process.cpuUsage(start);
    if (user + system >= 40_000 || runs >= 200) return (user + system) / 1000 / runs;
  }
}

/**
 * CPU milliseconds of the first call, the compiler's included, and then, after a second of further calls, the least of
 * three times. What takes longer than two seconds at first is not repeated.
 */
export function firstAndLeast(work) {
  const start = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  work();
  const first = spent();
  if (first > 2000) return { first, least: first };
  while (spent() < 1000) work();
  return { first, least: Math.min(...[1, 2, 3].map(() => cpuMilliseconds(work))) };
}

/**
 * What GAP writes, given up after so many seconds of its own CPU time: of wall-clock time a busy machine would leave it
 * less. Standard error is not buffered: what was measured before the limit is not lost. The status is 0 where GAP came to
 * its end. Undefined without GAP.
 */
export function runGap(input, seconds, options = '') {
  const program = `command -v gap > /dev/null || exit 127; ulimit -t ${seconds}; exec gap -q ${options}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', program], { input, encoding: 'utf8' });
  return status === 127 ? undefined : { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}
