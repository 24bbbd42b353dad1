/** How EMLP fills its hidden layers. */
import { checkArgument, integer } from '@isotypic/algebra/internal';
import { type MatrixGroup, multiple, T, TensorType } from '@isotypic/maps';
import { type RandomStream, randomStream } from '@isotypic/numeric';
import { STREAM } from '../initial/initial-values.js';
import { isOrthogonal, MATRIX_GROUP } from '../layers/tensor-summands.js';

/**
 * A type of `channels` coordinates in which every rank has about the same share: while coordinates are left, the
 * highest rank R with (R + 1)dᴿ ≤ channels gets one tensor, rank r gets dᴿ⁻ʳ. Under a group that is not orthogonal, the
 * tensors of a rank are shared out over T(p, q) as binomially as their number allows, the rest drawn.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * String(uniformType(128, parseMatrixGroup('O(3)'))); // '38*T(0) + 12*T(1) + 3*T(2) + T(3)'
 */
export function uniformType(channels: number, group: MatrixGroup, random: RandomStream = randomStream()): TensorType {
  checkArgument('uniformType', 'channels', channels, integer(1));
  checkArgument('uniformType', 'group', group, MATRIX_GROUP);
  checkArgument('uniformType', 'random', random, STREAM);
  const counts = tensorsPerRank(channels, group.dimension);
  const orthogonal = isOrthogonal(group);
  let type = TensorType.zero;
  for (const [rank, count] of counts.entries()) {
    const shares = orthogonal ? [...Array<number>(rank).fill(0), count] : binomialShares(rank, count, random);
    for (const [p, share] of shares.entries()) type = type.plus(multiple(share, T(p, rank - p)));
  }
  return type;
}

function tensorsPerRank(channels: number, d: number): readonly number[] {
  const counts: number[] = [];
  for (let left = channels; left > 0; ) {
    let top = 0;
    // in dimension 1 every rank costs the same: rank 0 holds all
    while (d > 1 && (top + 2) * d ** (top + 1) <= left) top++;
    for (let rank = 0; rank <= top; rank++) counts[rank] = (counts[rank] ?? 0) + d ** (top - rank);
    left -= (top + 1) * d ** top;
  }
  return counts;
}

/** For p from 0 to rank: how many of the tensors are T(p, rank − p). */
function binomialShares(rank: number, count: number, random: RandomStream): number[] {
  const even = Math.floor(count / 2 ** rank);
  const shares = new Array<number>(rank + 1).fill(0);
  let ways = 1;
  for (let p = 0; p <= rank; p++) {
    shares[p] = even * ways;
    ways = (ways * (rank - p)) / (p + 1);
  }
  for (let rest = count % 2 ** rank; rest > 0; rest--) {
    let p = 0;
    for (let k = 0; k < rank; k++) if (random.uniform() < 0.5) p++;
    shares[p]++;
  }
  return shares;
}
