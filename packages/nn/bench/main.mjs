// `npm run bench -w packages/nn [row …]`: training steps and convolutions with their gradients, in CPU milliseconds,
// each row the least of three fresh processes on one thread, alternating with PyTorch's where $PEER_PYTHON has it; then
// how much of the peak of WebAssembly (peak.mjs) the products take, beside what a bar would: as fast as PyTorch in
// float64, a quarter as fast as in float32; then (row `build`) what it takes to build steerable convolutions, beside
// escnn's where $ESCNN_PYTHON names one that has it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run as buildTimes } from './build.mjs';
import { peak } from './peak.mjs';
import { products, rows } from './row.mjs';

const PROCESSES = 3;
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const wanted = process.argv.slice(2).filter((a) => !a.startsWith('-'));
const names = Object.keys(rows).filter((name) => wanted.length === 0 || wanted.some((w) => name.includes(w)));
const peer = process.env.PEER_PYTHON;

function measured(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

const least = (list, key) => Math.min(...list.map((one) => one[key]));
const shown = (ms) => (Number.isFinite(ms) ? ms.toPrecision(3) : '');
console.log(
  `| CPU ms, one thread, Node ${process.versions.node}, float64 unless said | isotypic | PyTorch float64 | ratio | PyTorch float32 | ratio |`,
);
console.log('|---|--:|--:|--:|--:|--:|');
const shares = [];
for (const name of names) {
  const [own, others] = [[], []];
  for (let k = 0; k < PROCESSES; k++) {
    own.push(measured(process.execPath, [path('row.mjs'), name]));
    const other = peer ? measured(peer, [path('peers.py'), name]) : 'missing';
    if (other !== 'missing') others.push(other);
  }
  const [ms, double, single] = [least(own, 'ms'), least(others, 'ms'), least(others, 'ms32')];
  console.log(
    `| ${name} | ${shown(ms)} | ${shown(double)} | ${shown(ms / double)} | ${shown(single)} | ${shown(ms / single)} |`,
  );
  if (name in products) shares.push({ name, ms, double, single });
}
if (shares.length > 0) {
  const most = peak();
  const share = (atPeak, time) => (Number.isFinite(time) ? `${((100 * atPeak) / time).toFixed(0)} %` : '');
  console.log(
    `\n| float64 products; peak of one thread ${most.toFixed(1)} GFLOP/s | MFLOP | ms at the peak | share | for PyTorch float64 | for a quarter of float32 |`,
  );
  console.log('|---|--:|--:|--:|--:|--:|');
  for (const { name, ms, double, single } of shares) {
    const atPeak = products[name] / most / 1e6;
    const cells = [share(atPeak, ms), share(atPeak, double), share(atPeak, 4 * single)];
    console.log(`| ${name} | ${(products[name] / 1e6).toFixed(0)} | ${shown(atPeak)} | ${cells.join(' | ')} |`);
  }
}
if (wanted.length === 0 || wanted.includes('build')) {
  console.log();
  buildTimes();
}
