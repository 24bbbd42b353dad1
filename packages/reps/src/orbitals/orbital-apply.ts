/** A combination of orbitals applied to a vector, without its matrix. */
import type { OrbitEdges } from './orbit-edges.js';
import { forEachTranslate, type ShortTransversal } from './short-transversal.js';

/** Σ coefficients[k]·A_k on one orbit; label[y] is the orbital of (base point, y). */
export interface OrbitalCombination<T> {
  readonly coefficients: readonly T[];
  readonly label: Int32Array;
  readonly transversal: ShortTransversal;
}

/**
 * y += Σ_k coefficients[k]·A_k x on one orbit. The orbital with the most points is written as the all-ones matrix minus
 * the others, and the other suborbits are carried along the transversal depth first, so that nothing of size n² is
 * held. Cost: O(n · (n − largest valency)) time, O(depth · (n − largest valency)) memory.
 */
export function applyOrbitals(
  orbit: OrbitEdges,
  { coefficients, label, transversal }: OrbitalCombination<number>,
  x: Float64Array,
  y: Float64Array,
): void {
  const { points } = orbit.tree;
  const n = points.length;
  const valencies = coefficients.map(() => 0);
  for (const k of label) valencies[k]++;
  const largest = valencies.reduce((best, valency, k) => (valency > valencies[best] ? k : best), 0);
  const common = coefficients[largest];
  const near = Int32Array.from(
    Array.from({ length: n }, (_, p) => p).filter((p) => label[p] !== largest && coefficients[label[p]] !== common),
  );
  const weights = Float64Array.from(near, (p) => coefficients[label[p]] - common);
  const values = Float64Array.from(points, (p) => x[p]);
  let total = 0;
  for (let p = 0; p < n; p++) total += values[p];
  forEachTranslate(transversal, near, (at, translate) => {
    let sum = common * total;
    for (let i = 0; i < translate.length; i++) sum += weights[i] * values[translate[i]];
    y[points[at]] += sum;
  });
}
