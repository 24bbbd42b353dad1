// The samples that the paper's errors under the Lorentz group are of: one draw of 36000 by PyTorch's generator from the
// seed 2021, split by NumPy's from the same seed into 5000 for the test, 1000 for validation, and as many as are trained
// with (Finzi, Welling, Wilson 2021; experiments/data_efficiency). Both are the Mersenne Twister.
import { particleInteraction, tensor } from '@isotypic/nn';

const [SEED, COUNT, WIDTH] = [2021, 36000, 16];

/** 32 random bits a call: MT19937 (Matsumoto & Nishimura 1998), its state filled from one number. */
function mersenneTwister(seed) {
  const state = new Uint32Array(624);
  state[0] = seed;
  for (let i = 1; i < 624; i++) {
    state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  }
  let next = 624;
  const renew = () => {
    for (let i = 0; i < 624; i++) {
      const y = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7fffffff);
      state[i] = state[(i + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    next = 0;
  };
  return () => {
    if (next === 624) renew();
    let y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

/** torch.randn(count) in float32, where 16 divides count: uniform numbers of 24 bits, eight pairs at a time by Box–Muller. */
function torchNormal(count, bits) {
  const x = Float64Array.from({ length: count }, () => (bits() & 0xffffff) * 2 ** -24);
  for (let i = 0; i < count; i++) {
    if (i % 16 >= 8) continue;
    const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - x[i])), 2 * Math.PI * x[i + 8]];
    [x[i], x[i + 8]] = [Math.fround(radius * Math.cos(angle)), Math.fround(radius * Math.sin(angle))];
  }
  return x;
}

/** np.random.permutation(count): each number by masked bits, refused while too large. */
function numpyPermutation(count, bits) {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const mask = 2 ** (32 - Math.clz32(i)) - 1;
    let j = bits() & mask;
    while (j > i) j = bits() & mask;
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** As scikit-learn's train_test_split: `count` of the places, and the rest. */
function split(places, count, bits) {
  const order = numpyPermutation(places.length, bits);
  const taken = (from, to) => Array.from(order.subarray(from, to), (k) => places[k]);
  return [taken(0, count), taken(count)];
}

/** @returns {{ own, validation, test, all }} each { x, y } */
export function publishedParticles(samples) {
  const drawn = torchNormal(COUNT * WIDTH, mersenneTwister(SEED)).map((v) => v / 4);
  const bits = mersenneTwister(SEED);
  const [test, most] = split(
    Array.from({ length: COUNT }, (_, k) => k),
    5000,
    bits,
  );
  const [validation, rest] = split(most, 1000, bits);
  const [own] = split(rest, samples, bits);
  const setOf = (places) => {
    const rows = places.flatMap((k) => [...drawn.subarray(k * WIDTH, (k + 1) * WIDTH)]);
    const x = tensor(rows, [places.length, WIDTH]);
    return { x, y: particleInteraction(x) };
  };
  const all = tensor(drawn, [COUNT, WIDTH]);
  return {
    own: setOf(own),
    validation: setOf(validation),
    test: setOf(test),
    all: { x: all, y: particleInteraction(all) },
  };
}
