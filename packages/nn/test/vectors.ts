/** The vectors of other systems that these tests are held against. */
import { readFileSync } from 'node:fs';

/** A file of vectors/nn. */
export function vectors<T>(name: string): T {
  const file = new URL(`../../../vectors/nn/${name}.json`, import.meta.url); // from packages/nn/dist-test
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
