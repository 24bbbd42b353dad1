// What one thread of WebAssembly can multiply and add here: a loop of independent chains s = s·a + b in registers, without
// memory. No product of matrices is faster; what the rows reach is a share of it. `node bench/peak.mjs` prints it.
import { fileURLToPath } from 'node:url';

/** Chains at once: as many as registers hold beside a and b, so that none waits for the one before. */
const CHAINS = 13;
const LANES = 2;

const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >>> 7)]);
const list = (items) => [...leb(items.length), ...items.flat()];
const section = (id, body) => [id, ...leb(body.length), ...body];
const simd = (operation) => [0xfd, ...leb(operation)];
const [CONSTANT, ADD, MULTIPLY, FIRST_LANE] = [12, 240, 242, 33];

/** The bytes of a module whose function run(n) takes n steps of all chains. */
function moduleBytes() {
  const [a, b, first] = [1, 2, 3]; // locals behind n
  const [get, set] = [(k) => [0x20, k], (k) => [0x21, k]];
  const constant = (x) => [...simd(CONSTANT), ...new Uint8Array(Float64Array.of(x, x).buffer)];
  const chains = Array.from({ length: CHAINS }, (_, k) => first + k);
  const body = [
    ...[...constant(0.999), ...set(a), ...constant(0.5), ...set(b)],
    ...chains.flatMap((s) => [...constant(s), ...set(s)]),
    ...[0x03, 0x40], // loop
    ...chains.flatMap((s) => [...get(s), ...get(a), ...simd(MULTIPLY), ...get(b), ...simd(ADD), ...set(s)]),
    ...[...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b], // while n − 1 is not 0
    ...get(first),
    ...chains.slice(1).flatMap((s) => [...get(s), ...simd(ADD)]), // all count, so that none is left out
    ...[...simd(FIRST_LANE), 0, 0x0b],
  ];
  const code = [...list([[2 + CHAINS, 0x7b]]), ...body];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([[0x60, 1, 0x7f, 1, 0x7c]])),
    ...section(3, list([[0]])),
    ...section(7, list([[3, ...Buffer.from('run'), 0, 0]])),
    ...section(10, list([[...leb(code.length), ...code]])),
  ]);
}

/** 10⁹ float64 operations in a second of processor time, the most of several trials. */
export function peak() {
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes())).exports;
  const steps = 2e6;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 12; k++) {
    const before = process.cpuUsage();
    run(steps);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return (2 * LANES * CHAINS * steps) / least / 1000;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`${peak().toFixed(1)} GFLOP/s`);
