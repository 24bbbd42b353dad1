/**
 * Lift, convolve, project under p4m: translations of a 32×32 grid (with its edges joined), quarter turns and mirrors.
 * An image f becomes a function on the group, f↑(t·h) = f(t); the kernel ω lives on the eight elements of the
 * stabilizer D₄, 5×5 translations and 3×3 channels,
 *
 *   (f ∗ ω)(u) = Σ_{n,h} f↑(u n⁻¹ h⁻¹) ω(h n),   u = t·h_u,
 *
 * and since f↑ does not see h, that is an ordinary convolution with Σ_h ω(h n) turned by h_u, once for each h_u. The
 * mean over the coset t·D₄ is an image again, and it turns and moves with f.
 *
 *   node examples/p4m-convolution.mjs
 */
import { pathToFileURL } from 'node:url';
import { catalogue, randomSource } from '@isotypic/algebra';

const SIZE = 32;
const CHANNELS = 3;
const REACH = 2; // a 5×5 window

/** The stabilizer D₄ as 2×2 integer matrices: its action on the four unit vectors ±e₁, ±e₂ of the grid. */
const compass = catalogue.dihedral(4); // points 0 … 3 are e₁, e₂, −e₁, −e₂
const unit = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];
export const stabilizer = [...compass.elements()].map((g) => [unit[g.image(0)], unit[g.image(1)]]); // columns

export const apply = (h, [x, y]) => [h[0][0] * x + h[1][0] * y, h[0][1] * x + h[1][1] * y];
const wrap = (x) => ((x % SIZE) + SIZE) % SIZE;
const at = (x, y) => (wrap(y) * SIZE + wrap(x)) * CHANNELS;

/** f moved by g = (translation, h): (g·f)(v) = f(g⁻¹v). */
export function moved(f, h, [dx, dy]) {
  const result = new Float64Array(f.length);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const [u, v] = apply(h, [x, y]);
      result.set(f.subarray(at(x, y), at(x, y) + CHANNELS), at(u + dx, v + dy));
    }
  }
  return result;
}

/** ω: eight stabilizer elements × 25 translations × 3×3. */
export function randomKernel(seed) {
  const random = randomSource(seed);
  return stabilizer.map(() => Float64Array.from({ length: 25 * 9 }, () => random.below(2001) / 1000 - 1));
}

export function randomImage(seed) {
  const random = randomSource(seed);
  return Float64Array.from({ length: SIZE * SIZE * CHANNELS }, () => random.below(256) / 255);
}

/** σ(f ∗ ω), one image for each element of the stabilizer. */
export function convolve(f, ω) {
  // Σ_h ω(h n) for each n of the window: ω_h holds the kernel at (h, n)
  const kernel = new Float64Array(25 * 9);
  for (const ω_h of ω) for (let i = 0; i < kernel.length; i++) kernel[i] += ω_h[i];
  return stabilizer.map((h) => {
    const result = new Float64Array(f.length);
    for (let ny = -REACH; ny <= REACH; ny++) {
      for (let nx = -REACH; nx <= REACH; nx++) {
        const [ox, oy] = apply(h, [-nx, -ny]);
        const base = ((ny + REACH) * 5 + nx + REACH) * 9;
        for (let y = 0; y < SIZE; y++) {
          for (let x = 0; x < SIZE; x++) {
            const from = at(x + ox, y + oy);
            const to = at(x, y);
            for (let i = 0; i < CHANNELS; i++) {
              for (let j = 0; j < CHANNELS; j++) result[to + j] += f[from + i] * kernel[base + 3 * i + j];
            }
          }
        }
      }
    }
    return result.map((x) => 1 / (1 + Math.exp(-x)));
  });
}

/** The mean over each coset t·D₄. */
export function project(lifted) {
  return lifted[0].map((_, i) => lifted.reduce((sum, image) => sum + image[i], 0) / lifted.length);
}

/** Largest difference between moving before and after, and the time of one convolution. */
export function comparison(seed = 1) {
  const [f, ω] = [randomImage(seed), randomKernel(seed + 1)];
  const halfTurn = [
    [-1, 0],
    [0, -1],
  ];
  const shift = [-10, 16];
  const start = performance.now();
  const after = moved(project(convolve(f, ω)), halfTurn, shift);
  const milliseconds = performance.now() - start;
  const before = project(convolve(moved(f, halfTurn, shift), ω));
  const difference = before.reduce((m, x, i) => Math.max(m, Math.abs(x - after[i])), 0);
  return { difference, milliseconds, elements: compass.order };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { difference, milliseconds, elements } = comparison();
  console.log(`${elements} elements in each coset; turned by π and moved by (−10, 16) before or after: ${difference}`);
  console.log(`lift, convolution and projection of a 32×32 RGB image: ${milliseconds.toFixed(0)} ms`);
}
