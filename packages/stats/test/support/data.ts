/** Data of the tests. */
import { readFileSync } from 'node:fs';

const root = new URL('../../../../', import.meta.url);

export function readCsv(name: string): number[][] {
  const [, ...lines] = readFileSync(new URL(`data/${name}`, root), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => line.split(',').map(Number));
}

export function readVector<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`vectors/${name}`, root), 'utf8')) as T;
}

/** A small deterministic generator for test data; not for statistics. */
export function testRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** N×D samples, roughly normal. */
export function testSamples(N: number, D: number, seed: number): number[][] {
  const random = testRandom(seed);
  const normal = () => random() + random() + random() + random() - 2;
  return Array.from({ length: N }, () => Array.from({ length: D }, normal));
}

/** max |a − b| / max(1, max |b|). */
export function deviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let [far, size] = [0, 1];
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i] - b[i]);
    if (!(d <= far)) far = d;
    size = Math.max(size, Math.abs(b[i]));
  }
  return far / size;
}
