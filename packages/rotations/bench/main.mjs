// `npm run bench -w packages/rotations`: coupling coefficients and harmonics, beside SymPy, SciPy and e3nn where
// $PEER_PYTHON (default python3) has them, all in one run, one thread; median of five, or one run of what takes
// seconds.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { so3, sphericalHarmonics, wigner3j, wigner3jByProjection } from '@isotypic/rotations';

function cpuMilliseconds(work, runs = 5) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
}

/** 10⁴ symbols at j = 100, each looked at. */
function families(look) {
  for (let m3 = 0, n = 0; n < 10_000; m3++) {
    const family = wigner3jByProjection(100, 100, 100, m3);
    n += family.length;
    for (const { value } of family) look(value);
  }
}

const points = Float64Array.from({ length: 3e5 }, (_, i) => Math.sin(i + 1));
const degrees = Array.from({ length: 11 }, (_, l) => l);

const ours = {
  blocks: cpuMilliseconds(() => {
    for (const a of degrees.slice(0, 9))
      for (const b of degrees.slice(0, 9)) for (const c of degrees.slice(0, 9)) so3.clebschGordan(a, b, c);
  }),
  // an exact value, the fraction under its root written out as SymPy does
  single: cpuMilliseconds(() => {
    for (let m1 = -10; m1 < 10; m1++) for (let m2 = -2; m2 < 3; m2++) wigner3j(100, 100, 100, m1, m2, -m1 - m2).square;
  }),
  factored: cpuMilliseconds(() => families(() => {})),
  squares: cpuMilliseconds(() => families((value) => value.square)),
  doubles: cpuMilliseconds(() => families((value) => value.toNumber())),
  harmonics: cpuMilliseconds(() => sphericalHarmonics(degrees, { data: points, rows: 1e5, cols: 3 })),
};

const python = process.env.PEER_PYTHON ?? 'python3';
const peer = spawnSync(python, [fileURLToPath(new URL('./peers.py', import.meta.url))], {
  encoding: 'utf8',
  env: { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
});
const theirs = peer.status === 0 ? JSON.parse(peer.stdout) : {};
if (peer.status !== 0)
  console.log(`(no peers: ${python} ${peer.error?.message ?? peer.stderr.trim().split('\n').pop()})`);

const row = (what, ms, name, peerMs) =>
  `| ${what} | ${ms.toFixed(1)} | ${name} | ${peerMs === undefined ? '–' : peerMs.toFixed(1)} | ${
    peerMs === undefined ? '–' : (ms / peerMs).toPrecision(2)
  } |`;
console.log(`CPU ms, ${cpus()[0].model}, Node ${process.version}\n`);
console.log('| work | isotypic | peer | peer’s | ours/theirs |\n|---|--:|---|--:|--:|');
console.log(row('all e3nn blocks l ≤ 8, exact', ours.blocks, theirs.e3nn ?? 'e3nn', theirs.blocks));
console.log(row('100 single 3j at j = 100', ours.single, theirs.sympy ?? 'SymPy', theirs.single));
const scaled = (ms) => (ms === undefined ? undefined : ms * 100);
const name = theirs.sympy ?? 'SymPy';
const hundredfold = `${name}, 100 × 100 of them`;
console.log(row('10⁴ 3j at j = 100, exact, in factors', ours.factored, hundredfold, scaled(theirs.single)));
console.log(row('the same, fractions written out', ours.squares, hundredfold, scaled(theirs.single)));
console.log(row('the same as doubles', ours.doubles, `${hundredfold}, float(…)`, scaled(theirs.doubles)));
console.log(row('harmonics l ≤ 10 at 10⁵ points', ours.harmonics, theirs.e3nn ?? 'e3nn', theirs.harmonicsE3nn));
console.log(row('the same', ours.harmonics, theirs.scipy ?? 'SciPy', theirs.harmonicsScipy));
