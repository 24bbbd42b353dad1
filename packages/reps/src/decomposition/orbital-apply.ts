/** A combination of orbitals applied to a vector, without its matrix. */
import type { OrbitEdges } from './fixed-vectors.js';

/**
 * y += Σ_k coefficients[k]·A_k x on one orbit. The orbital with the most points is written as the all-ones matrix minus
 * the others, and the other suborbits are carried along the tree depth first, so that nothing of size n² is ever held.
 * Cost: O(n · (n − largest valency)) time, O(depth · (n − largest valency)) memory.
 * @param label label[p] is the orbital of (base point, point p of the orbit)
 */
export function applyOrbitals(
  orbit: OrbitEdges,
  label: Int32Array,
  coefficients: readonly number[],
  x: Float64Array,
  y: Float64Array,
): void {
  const { points, parent, generator, inverted } = orbit.tree;
  const n = points.length;
  const valencies = coefficients.map(() => 0);
  for (const k of label) valencies[k]++;
  const largest = valencies.indexOf(Math.max(...valencies));
  const common = coefficients[largest];
  const near = Array.from({ length: n }, (_, p) => p).filter((p) => label[p] !== largest);
  const weights = Float64Array.from(near, (p) => coefficients[label[p]] - common);
  let total = 0;
  for (let p = 0; p < n; p++) total += x[points[p]];

  const children: number[][] = Array.from({ length: n }, () => []);
  for (let p = 1; p < n; p++) children[parent[p]].push(p);
  const inverses = orbit.targets.map((target) => {
    const back = new Int32Array(n);
    for (let p = 0; p < n; p++) back[target[p]] = p;
    return back;
  });
  const stack: { readonly at: number; readonly list: Int32Array }[] = [{ at: 0, list: Int32Array.from(near) }];
  while (stack.length > 0) {
    const { at, list } = stack.pop() as (typeof stack)[number];
    let sum = common * total;
    for (let i = 0; i < list.length; i++) sum += weights[i] * x[points[list[i]]];
    y[points[at]] += sum;
    for (const child of children[at]) {
      const move = (inverted[child] ? inverses : orbit.targets)[generator[child]];
      stack.push({ at: child, list: Int32Array.from(list, (p) => move[p]) });
    }
  }
}
