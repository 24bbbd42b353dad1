/**
 * Hom_G(ψ_a ⊗ ψ_b, ψ_c) for real irreducibles: the Clebsch–Gordan tensors of any group of fields, finite or compact, as
 * the image of the mean of ψ_c(g) ⊗ ψ_a(g) ⊗ ψ_b(g); how many there are is a sum over characters.
 */
import { IsotypicError } from '@isotypic/algebra';
import type { FiberIrrep, GSpace } from '../fields/gspace.js';
import { type AngularBasis, addProduct, projectorColumns, trace } from './angular.js';

/** The two factors and where they go. */
export interface IrrepProduct {
  readonly left: FiberIrrep;
  readonly right: FiberIrrep;
  readonly output: FiberIrrep;
  /** Of one vector with itself: only tensors A[c, a, b] = A[c, b, a]. Both factors are of one irreducible then. */
  readonly isSquare: boolean;
}

const kept = new WeakMap<FiberIrrep, WeakMap<FiberIrrep, WeakMap<FiberIrrep, AngularBasis[]>>>();

/** Orthonormal tensors [c, a, b], one after the other; found once. Cost O(|G|·n²), n = abc. */
export function productTensors(space: GSpace, product: IrrepProduct): AngularBasis {
  const { left, right, output, isSquare } = product;
  const byRight = kept.get(left) ?? new WeakMap<FiberIrrep, WeakMap<FiberIrrep, AngularBasis[]>>();
  kept.set(left, byRight);
  const byOutput = byRight.get(right) ?? new WeakMap<FiberIrrep, AngularBasis[]>();
  byRight.set(right, byOutput);
  const both = byOutput.get(output) ?? [];
  byOutput.set(output, both);
  both[Number(isSquare)] ??= foundTensors(space, product);
  return both[Number(isSquare)];
}

function foundTensors(space: GSpace, product: IrrepProduct): AngularBasis {
  const { left, right, output, isSquare } = product;
  const [c, a, b] = [output.degree, left.degree, right.degree];
  const dimension = dimensionByCharacters(space, product);
  if (dimension === 0) return { dimension, data: new Float64Array(0) };
  const n = c * a * b;
  const average = space.average(left.bandlimit + right.bandlimit + output.bandlimit);
  const mean = new Float64Array(n * n);
  average.elements.forEach((g, e) => {
    addProduct(mean, average.weights[e], [output.matrix(g), left.matrix(g), right.matrix(g)], [c, a, b]);
  });
  return { dimension, data: projectorColumns(isSquare ? symmetrized(mean, c, a) : mean, n, dimension) };
}

/** The mean commutes with the exchange of both factors: their product with its mean is a projector again. */
function symmetrized(mean: Float64Array, c: number, a: number): Float64Array {
  const n = c * a * a;
  return mean.map((x, at) => {
    const column = at % n;
    const [o, i, j] = [Math.floor(column / (a * a)), Math.floor(column / a) % a, column % a];
    return (x + mean[at - column + (o * a + j) * a + i]) / 2;
  });
}

/**
 * The integer ⟨χ_c · χ, 1⟩ from its float sum, χ = χ_a χ_b or (χ_a(g)² + χ_a(g²))/2. As for angular bases the error is
 * some 16 abc ε ≪ 1/4, so that the integer is known exactly.
 */
function dimensionByCharacters(space: GSpace, { left, right, output, isSquare }: IrrepProduct): number {
  const average = space.average(left.bandlimit + right.bandlimit + output.bandlimit);
  let sum = 0;
  average.elements.forEach((g, e) => {
    const [A, C] = [left.matrix(g), output.matrix(g)];
    const first = trace(A, left.degree);
    const both = isSquare
      ? (first * first + traceOfSquare(A, left.degree)) / 2
      : first * trace(right.matrix(g), right.degree);
    sum += average.weights[e] * both * trace(C, output.degree);
  });
  const nearest = Math.round(sum);
  if (Math.abs(sum - nearest) < 0.25) return nearest;
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'productTensors',
    expected: 'an integer for the mean of a character',
    received: `${sum} for ${left.label} ⊗ ${right.label} to ${output.label}`,
  });
}

function traceOfSquare(matrix: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += matrix[i * n + j] * matrix[j * n + i];
  return sum;
}
