/**
 * A convolution over Z₆ on the vertices of a hexagon: f gives every vertex a color in ℝ³, the kernel ω every rotation a
 * 3×3 matrix, and (f ∗ ω)(u) = Σ_g f(u g⁻¹) ω(g). Turning the colors first, or the result, is the same.
 *
 *   node examples/hexagon-convolution.mjs
 */
import { pathToFileURL } from 'node:url';
import { catalogue, randomSource } from '@isotypic/algebra';

const hexagon = catalogue.cyclic(6);
const rotations = [...hexagon.elements()];
const { elementTo } = hexagon.transversal(0); // the group is regular: vertex u is the rotation that takes 0 to u

/** (f ∗ ω)(u), u = 0 … 5; f by vertex, ω by the vertex that a rotation takes 0 to. */
export function convolve(f, ω) {
  return f.map((_, u) => {
    const sum = [0, 0, 0];
    for (const g of rotations) {
      const color = f[elementTo(u).times(g.inverse()).image(0)];
      const matrix = ω[g.image(0)];
      for (let j = 0; j < 3; j++) for (let i = 0; i < 3; i++) sum[j] += color[i] * matrix[i][j];
    }
    return sum;
  });
}

/** (T_k f)(u) = f(u − k). */
export function turn(f, k) {
  const back = elementTo(k).inverse();
  return f.map((_, u) => f[back.image(u)]);
}

/** ψ[f], ψ[T₂f] and T₂ψ[f] for a seeded f and ω, small integers, so that equality is exact. */
export function columns(seed = 1) {
  const random = randomSource(seed);
  const number = () => random.below(19) - 9;
  const f = rotations.map(() => [number(), number(), number()]);
  const ω = rotations.map(() => [0, 1, 2].map(() => [number(), number(), number()]));
  return { plain: convolve(f, ω), turnedBefore: convolve(turn(f, 2), ω), turnedAfter: turn(convolve(f, ω), 2) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { plain, turnedBefore, turnedAfter } = columns();
  const cell = (v) => v.map((x) => String(x).padStart(5)).join('');
  console.log(`u  ${'ψ[f]'.padStart(15)}   ${'ψ[T₂f]'.padStart(15)}   ${'T₂ψ[f]'.padStart(15)}`);
  plain.forEach((v, u) => {
    console.log(`${u}  ${cell(v)}   ${cell(turnedBefore[u])}   ${cell(turnedAfter[u])}`);
  });
}
