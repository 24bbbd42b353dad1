// What a check costs beside the function that it checks: node bench/main.mjs
import { checkEquivariance } from '@isotypic/property-tests';

const cpu = (from) => {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e3;
};

/** Least CPU time of five checks in ms, and the share of f in five more: the clock is read around each call. */
async function measure(f, specification) {
  let best = { ms: Number.POSITIVE_INFINITY, calls: 0 };
  let [all, within] = [0, 0];
  for (let k = 0; k < 5; k++) {
    let inside = 0;
    const timed = (x) => {
      const before = process.cpuUsage();
      const y = f(x);
      inside += cpu(before);
      return y;
    };
    const plain = process.cpuUsage();
    const report = await checkEquivariance(f, { seed: 1, ...specification });
    const ms = cpu(plain);
    if (!report.holds) throw new Error(`${report}`);
    const watched = process.cpuUsage();
    await checkEquivariance(timed, { seed: 1, ...specification });
    all += cpu(watched);
    within += inside;
    if (ms < best.ms) best = { ms, calls: report.calls };
  }
  return { ...best, inside: (within / all) * best.ms };
}

const dense = (n, diagonal, rest) => {
  const A = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? diagonal : rest));
  return (x) => {
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let s = 0;
      for (let j = 0; j < n; j++) s += A[i * n + j] * x[j];
      y[i] = s;
    }
    return y;
  };
};

const rows = [
  ['64-dimensional linear map, 1000 runs', dense(64, 0.7, 0.01), 64, 1000],
  ['the identity on 64, 1000 runs', (x) => x, 64, 1000],
  ['dense layer of 10⁶ parameters, 300 runs', dense(1000, 0.7, 0.001), 1000, 300],
];

console.log('| check | CPU ms | calls of f | overhead per run, µs | in f |');
console.log('|---|--:|--:|--:|--:|');
for (const [name, f, n, runs] of rows) {
  const on = `permutation of symmetric(${n})`;
  const { ms, inside, calls } = await measure(f, { in: on, out: on, runs });
  const overhead = (1000 * (ms - inside)) / runs;
  console.log(
    `| ${name} | ${ms.toFixed(1)} | ${calls} | ${overhead.toFixed(1)} | ${((100 * inside) / ms).toFixed(0)} % |`,
  );
}
