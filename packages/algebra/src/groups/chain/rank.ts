/**
 * Ranking: elements of a group of order below 2⁵³ ↔ 0…|G|−1, through the mixed-radix digits of the stabilizer chain.
 */
import { isIdentityImages } from '../../permutations/images.js';
import type { StabilizerChain } from './stabilizer-chain.js';

/** Position of every orbit point in its orbit, one table a level; made once a chain. */
const positions = new WeakMap<StabilizerChain, Int32Array[]>();

function positionsOf(chain: StabilizerChain): Int32Array[] {
  const known = positions.get(chain);
  if (known !== undefined) return known;
  const tables = chain.levels.map(({ orbit }) => {
    const table = new Int32Array(chain.degree).fill(-1);
    for (let k = 0; k < orbit.length; k++) table[orbit[k]] = k;
    return table;
  });
  positions.set(chain, tables);
  return tables;
}

/** The rank of a member (identity: 0); undefined for others. The first level is the most significant digit. */
export function rankOf(chain: StabilizerChain, images: Uint32Array): number | undefined {
  const tables = positionsOf(chain);
  const residue = images.slice();
  let rank = 0;
  for (let l = 0; l < chain.levels.length; l++) {
    const level = chain.levels[l];
    const point = residue[level.basePoint];
    const digit = tables[l][point];
    if (digit === -1) return undefined;
    rank = rank * level.orbit.length + digit;
    level.divide(residue, point);
  }
  return isIdentityImages(residue) ? rank : undefined;
}

/** The element of a given rank. */
export function unrank(chain: StabilizerChain, rank: number): Uint32Array {
  const digits = new Array<number>(chain.levels.length);
  let rest = rank;
  for (let l = chain.levels.length - 1; l >= 0; l--) {
    const length = chain.levels[l].orbit.length;
    digits[l] = rest % length;
    rest = Math.floor(rest / length);
  }
  return chain.elementAt(digits);
}

/** The same for groups of any order. */
export function unrankBig(chain: StabilizerChain, rank: bigint): Uint32Array {
  const digits = new Array<number>(chain.levels.length);
  let rest = rank;
  for (let l = chain.levels.length - 1; l >= 0; l--) {
    const length = BigInt(chain.levels[l].orbit.length);
    digits[l] = Number(rest % length);
    rest /= length;
  }
  return chain.elementAt(digits);
}

/** The rank of a member of a group of any order; undefined for others. */
export function rankOfBig(chain: StabilizerChain, images: Uint32Array): bigint | undefined {
  const tables = positionsOf(chain);
  const residue = images.slice();
  let rank = 0n;
  for (let l = 0; l < chain.levels.length; l++) {
    const level = chain.levels[l];
    const point = residue[level.basePoint];
    const digit = tables[l][point];
    if (digit === -1) return undefined;
    rank = rank * BigInt(level.orbit.length) + BigInt(digit);
    level.divide(residue, point);
  }
  return isIdentityImages(residue) ? rank : undefined;
}

/** Every element once, in the order of their ranks. */
export function* elementsInOrder(chain: StabilizerChain): IterableIterator<Uint32Array> {
  const { levels } = chain;
  const digits = new Array<number>(levels.length).fill(0);
  for (;;) {
    yield chain.elementAt(digits);
    let l = levels.length - 1;
    while (l >= 0 && digits[l] === levels[l].orbit.length - 1) digits[l--] = 0;
    if (l < 0) return;
    digits[l]++;
  }
}
