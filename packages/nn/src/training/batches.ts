/** Which samples each step sees. */
import { checkArgument, DEFAULT_SEED, integer } from '@isotypic/algebra/internal';
import { randomStream } from '@isotypic/numeric';

/**
 * The samples of each step, counted from 0: every epoch goes through all samples in an order of its own, cut into
 * batches of one size (the last, smaller rest of an epoch is left out). The order depends on seed and epoch alone, so
 * that a resumed training goes on with the same batches.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 * @example
 * const batch = epochBatches(10, 5, 7);
 * [...batch(0), ...batch(1)].sort(); // [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
 */
export function epochBatches(
  samples: number,
  batchSize: number,
  seed: number = DEFAULT_SEED,
): (step: number) => Int32Array {
  checkArgument('epochBatches', 'samples', samples, integer(1));
  checkArgument('epochBatches', 'batchSize', batchSize, integer(1, samples));
  checkArgument('epochBatches', 'seed', seed, integer());
  const perEpoch = Math.floor(samples / batchSize);
  let known = -1;
  let order: Int32Array = new Int32Array(0);
  return (step) => {
    const epoch = Math.floor(step / perEpoch);
    if (epoch !== known) {
      order = shuffled(samples, seed, epoch);
      known = epoch;
    }
    const from = (step % perEpoch) * batchSize;
    return order.slice(from, from + batchSize);
  };
}

/** A uniformly random order (Fisher & Yates). */
function shuffled(samples: number, seed: number, epoch: number): Int32Array {
  const stream = randomStream(seed, [epoch]);
  const order = Int32Array.from({ length: samples }, (_, i) => i);
  for (let i = samples - 1; i > 0; i--) {
    const j = Math.floor(stream.uniform() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
