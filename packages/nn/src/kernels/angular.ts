/**
 * The angular part of steerable kernels by Wigner and Eckart: Hom_G(H_f ⊗ ψ_in, ψ_out), tensors A[q, o, i] such that
 * Σ_q A_q Y_q(gx) = ψ_out(g) (Σ_q A_q Y_q(x)) ψ_in(g)ᵀ. They are the image of the mean P of D(g) ⊗ ψ_out(g) ⊗ ψ_in(g),
 * and as many as its trace, a sum over characters (Lang & Weiler 2021, Theorem 4.1, over ℝ).
 */
import { IsotypicError } from '@isotypic/algebra';
import type { FiberIrrep, GroupAverage, GSpace } from '../fields/gspace.js';
import { harmonicCount, harmonicMatrix } from './harmonics.js';

/** Orthonormal tensors A[q, o, i], one after the other. */
export interface AngularBasis {
  readonly dimension: number;
  readonly data: Float64Array;
}

type PairKey = WeakMap<FiberIrrep, WeakMap<FiberIrrep, Map<number, AngularBasis>>>;

const kept = new WeakMap<GSpace, PairKey>();
const harmonicMatrices = new WeakMap<GroupAverage, Map<number, readonly Float64Array[]>>();

/** Found once for each space, pair of irreducibles and frequency. Cost O(|G|·n²), n = harmonics · d_out · d_in. */
export function angularBasis(space: GSpace, output: FiberIrrep, input: FiberIrrep, frequency: number): AngularBasis {
  const byOutput = getOrMake(kept, space, () => new WeakMap());
  const byInput = getOrMake(byOutput, output, () => new WeakMap());
  const byFrequency = getOrMake(byInput, input, () => new Map<number, AngularBasis>());
  let basis = byFrequency.get(frequency);
  if (basis === undefined) {
    basis = frequency === 0 ? schurBasis(output, input) : averagedBasis(space, output, input, frequency);
    byFrequency.set(frequency, basis);
  }
  return basis;
}

function getOrMake<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Frequency 0, by Schur's lemma: nothing between different irreducibles, and what commutes with one. */
function schurBasis(output: FiberIrrep, input: FiberIrrep): AngularBasis {
  if (output !== input) return { dimension: 0, data: new Float64Array(0) };
  const scale = 1 / Math.sqrt(output.degree);
  const data = Float64Array.from(output.commuting.flatMap((m) => Array.from(m, (x) => x * scale)));
  return { dimension: output.commuting.length, data };
}

function averagedBasis(space: GSpace, output: FiberIrrep, input: FiberIrrep, frequency: number): AngularBasis {
  const average = space.average(frequency + output.bandlimit + input.bandlimit);
  const harmonics = harmonicsOfAverage(space, average, frequency);
  const size = [harmonicCount(space.baseDimension, frequency), output.degree, input.degree];
  const dimension = dimensionByCharacters(average, harmonics, output, input, size);
  if (dimension === 0) return { dimension, data: new Float64Array(0) };
  const n = size[0] * size[1] * size[2];
  const mean = new Float64Array(n * n);
  average.elements.forEach((g, e) => {
    addProduct(mean, average.weights[e], [harmonics[e], output.matrix(g), input.matrix(g)], size);
  });
  return { dimension, data: projectorColumns(mean, n, dimension) };
}

function harmonicsOfAverage(space: GSpace, average: GroupAverage, frequency: number): readonly Float64Array[] {
  const byFrequency = getOrMake(harmonicMatrices, average, () => new Map<number, readonly Float64Array[]>());
  let matrices = byFrequency.get(frequency);
  if (matrices === undefined) {
    matrices = average.elements.map((g) => harmonicMatrix(space.baseDimension, frequency, space.pointMatrix(g)));
    byFrequency.set(frequency, matrices);
  }
  return matrices;
}

/**
 * The integer ⟨χ_f χ_out χ_in, 1⟩ from its float sum. Every term is below n with an error of some 16 n ε, and the
 * weights add up to 1: the sum is within 16 n ε ≪ 1/4 of the integer, which is therefore known exactly.
 */
function dimensionByCharacters(
  average: GroupAverage,
  harmonics: readonly Float64Array[],
  output: FiberIrrep,
  input: FiberIrrep,
  [a, b, c]: readonly number[],
): number {
  let sum = 0;
  average.elements.forEach((g, e) => {
    const values = trace(harmonics[e], a) * trace(output.matrix(g), b) * trace(input.matrix(g), c);
    sum += average.weights[e] * values;
  });
  const nearest = Math.round(sum);
  if (Math.abs(sum - nearest) < 0.25) return nearest;
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'angularBasis',
    expected: 'an integer for the mean of a character',
    received: `${sum} for ${output.label} and ${input.label}`,
  });
}

export function trace(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += matrix[i * n + i];
  return sum;
}

/** mean += weight · (D ⊗ ψ_out ⊗ ψ_in). */
export function addProduct(
  mean: Float64Array,
  weight: number,
  [D, out, into]: readonly Float64Array[],
  [a, b, c]: readonly number[],
): void {
  const n = a * b * c;
  for (let q = 0; q < a; q++) {
    for (let r = 0; r < a; r++) {
      const d = weight * D[q * a + r];
      if (d === 0) continue;
      for (let o = 0; o < b; o++) {
        for (let p = 0; p < b; p++) {
          const e = d * out[o * b + p];
          if (e === 0) continue;
          for (let i = 0; i < c; i++) {
            const row = ((q * b + o) * c + i) * n + (r * b + p) * c;
            for (let j = 0; j < c; j++) mean[row + j] += e * into[i * c + j];
          }
        }
      }
    }
  }
}

/**
 * Orthonormal columns that span the image of an orthogonal projector of known rank, by pivoted Cholesky: P = LLᵀ, and
 * P² = P makes the columns of L orthonormal.
 */
export function projectorColumns(projector: Float64Array, n: number, rank: number): Float64Array {
  const rest = projector.slice();
  const columns = new Float64Array(rank * n);
  for (let k = 0; k < rank; k++) {
    let pivot = 0;
    // among equal diagonals the first: rounding decides nothing that matters, since any pivot of size ~1/n will do
    for (let i = 1; i < n; i++) if (rest[i * n + i] > rest[pivot * n + pivot] * (1 + 1e-9)) pivot = i;
    const scale = 1 / Math.sqrt(rest[pivot * n + pivot]);
    const column = columns.subarray(k * n, (k + 1) * n);
    for (let i = 0; i < n; i++) column[i] = rest[i * n + pivot] * scale;
    for (let i = 0; i < n; i++) {
      const x = column[i];
      if (x === 0) continue;
      for (let j = 0; j < n; j++) rest[i * n + j] -= x * column[j];
    }
  }
  return columns;
}
