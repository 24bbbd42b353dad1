// Where the CPU time of cov and lstsq goes: the share inside of the WebAssembly kernels, and what is next.
//
//   node bench/profile.mjs [case …]
import { Session } from 'node:inspector/promises';
import { openBackend, standardNormals } from '@isotypic/numeric';
import { cov, lstsq, structureOf } from '@isotypic/stats';
import { CASES, representationOf } from './cases.mjs';

const asked = process.argv.slice(2);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 200 });
const backend = await openBackend();

/** CPU time by function, in microseconds, of about two seconds of calls. */
async function profile(work) {
  for (let k = 0; k < 30; k++) await work(); // until it is compiled
  await session.post('Profiler.start');
  const start = performance.now();
  while (performance.now() - start < 2000) await work();
  const { profile: found } = await session.post('Profiler.stop');
  const nodes = new Map(found.nodes.map((node) => [node.id, node.callFrame]));
  const spent = new Map();
  found.samples.forEach((id, k) => {
    const { functionName, url } = nodes.get(id);
    const name = url.startsWith('wasm:')
      ? 'kernels'
      : `${functionName || 'anonymous'} (${url.split('/').pop() || 'host'})`;
    // waiting, and the profiler itself as it starts and stops
    if (name === '(idle) (host)' || name === 'dispatch (host)') return;
    spent.set(name, (spent.get(name) ?? 0) + found.timeDeltas[k]);
  });
  return spent;
}

for (const { name, rows, ...rest } of CASES) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const rep = representationOf(rest);
  const D = structureOf(rep).dimension;
  const X = standardNormals(rows, D, 1);
  const Y = standardNormals(rows, D, 2);
  const work = { cov: () => cov(X, rep, { backend }), lstsq: () => lstsq(X, Y, rep, rep, { backend }) };
  for (const [what, run] of Object.entries(work)) {
    const spent = await profile(run);
    const total = [...spent.values()].reduce((a, b) => a + b, 0);
    const share = (t) => `${((100 * t) / total).toFixed(0)} %`;
    const others = [...spent].filter(([f]) => f !== 'kernels').sort((a, b) => b[1] - a[1]);
    const next = others.slice(0, 4).map(([f, t]) => `${f} ${share(t)}`);
    console.log(`${name} ${what}: kernels ${share(spent.get('kernels') ?? 0)}; ${next.join(', ')}`);
  }
}
await backend.close();
session.disconnect();
