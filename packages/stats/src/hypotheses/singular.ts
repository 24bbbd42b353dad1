/** Data that lie in a proper subspace but for the rounding of their entries: where, and on which variables. */
import type { IsotypicError } from '@isotypic/algebra';
import type { TwofoldCholesky } from '@isotypic/numeric/internal';
import { type IsotypicStructure, pooledBasis } from '../structure/isotypic-structure.js';
import type { MomentBlock } from './model-moment.js';

/**
 * The first coordinate of a block that is a combination of earlier ones, as that combination a; undefined when there is
 * none. An entry xⱼ of the data is rounded by ε·|xⱼ|, so that Σ aⱼxⱼ may be constant when its variance is at most
 * (D·ε)²·Σ aⱼ²·mean xⱼ².
 */
export function dependencyIn(block: MomentBlock, { L, rows }: TwofoldCholesky, D: number): Float64Array | undefined {
  const n = L.rows;
  const noise = (D * Number.EPSILON) ** 2;
  for (let i = 0; i < n; i++) {
    const a = combinationOf(L.high, n, i);
    let size = 0;
    for (let k = 0; k <= i; k++) size += a[k] ** 2 * block.meanSquares[k];
    if (i === rows || L.high[i * n + i] ** 2 <= noise * size) return a;
  }
  return undefined;
}

/** a with aᵢ = 1, zero after i, and Σ aₖxₖ what is left of xᵢ when its regression on the earlier ones is taken off. */
function combinationOf(L: Float64Array, n: number, i: number): Float64Array {
  const a = new Float64Array(n);
  a[i] = 1;
  for (let k = i - 1; k >= 0; k--) {
    let sum = 0;
    for (let r = k + 1; r <= i; r++) sum += a[r] * L[r * n + k];
    a[k] = -sum / L[k * n + k];
  }
  return a;
}

/** Share of a component, or of a variable, from which on it is named: what is smaller is rounding or as good as. */
const NAMED_SHARE = 1e-6;

/**
 * The combination of a block's coordinates as one of the variables.
 *
 * @param structure the one that the block is of
 * @param coordinates the variables that a block in the original coordinates is on; all, unless given
 */
export function inVariables(
  a: Float64Array,
  { component }: MomentBlock,
  structure: IsotypicStructure,
  coordinates?: readonly number[],
): Float64Array {
  const { data: Q, rows: D } = pooledBasis(structure);
  const x = new Float64Array(D);
  if (component === undefined) for (const [k, value] of a.entries()) x[coordinates?.[k] ?? k] = value;
  else for (let i = 0; i < D; i++) for (let c = 0; c < a.length; c++) x[i] += Q[i * D + component.offset + c] * a[c];
  return x;
}

/** The components and the variables that a combination of variables lies on. */
export function describeDependency(
  x: Float64Array,
  structure: IsotypicStructure,
): { readonly components: string[]; readonly variables: number[]; readonly text: string } {
  const { data: Q, rows: D } = structure.basis;
  const total = x.reduce((s, v) => s + v * v, 0);
  const parts = structure.components.map(({ label, offset, degree, multiplicity }) => {
    let share = 0;
    for (let c = offset; c < offset + degree * multiplicity; c++) {
      let dot = 0;
      for (let i = 0; i < D; i++) dot += Q[i * D + c] * x[i];
      share += dot * dot;
    }
    return { label, share };
  });
  const components = parts.filter(({ share }) => share > NAMED_SHARE * total).map(({ label }) => label);
  const largest = x.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const variables = [...x.keys()].filter((i) => Math.abs(x[i]) > NAMED_SHARE * largest);
  const shown =
    variables.length > 8 ? `${variables.slice(0, 7).join(', ')}, … (${variables.length})` : variables.join(', ');
  const [some, more] = [components, variables].map(({ length }) => (length === 1 ? '' : 's'));
  const text = `component${some} ${components.join(', ')}, variable${more} ${shown}`;
  return { components, variables, text };
}

/** What `details` of the error of singular data say, in words. */
export function singularText({ details }: IsotypicError): string {
  return `singular: on ${(details as { text: string }).text} the data are constant`;
}
