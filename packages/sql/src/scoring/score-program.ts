/** What a model says of a row, as linear and quadratic forms of its variables. */

import { IsotypicError } from '@isotypic/algebra';
import { type Float64Layout, Float64Matrix, solveLower, tryCholesky } from '@isotypic/numeric/dense';
import type { EquivariantNormal, IsotypicStructure, SymmetricPCA } from '@isotypic/stats';
import { type Coordinate, CoordinateForms, linesOf } from '../plans/isotypic.js';
import { type FormProduct, type LinearForm, variable } from '../plans/program.js';

/** constant + linear terms + products. */
export interface Score {
  readonly name: string;
  readonly constant: number;
  readonly terms: LinearForm['terms'];
  readonly products: readonly FormProduct[];
}

export interface ScoreProgram {
  /** What is taken off the variables before anything else. */
  readonly shift: Float64Array;
  readonly layers: readonly (readonly LinearForm[])[];
  readonly scores: readonly Score[];
}

/** y = Ax + b: `prediction_0`, … */
export function predictions(A: Float64Layout, intercept: ArrayLike<number>): ScoreProgram {
  const scores = Array.from({ length: A.rows }, (_, i): Score => {
    const row = A.data.subarray(i * A.cols, (i + 1) * A.cols);
    return { name: `prediction_${i}`, constant: intercept[i] ?? 0, terms: termsOf(row), products: [] };
  });
  return { shift: new Float64Array(A.cols), layers: [], scores };
}

/** Scores on the principal axes, in the order of `transform`: `score_0`, … */
export function principalScores(pca: SymmetricPCA): ScoreProgram {
  const columns = pca.axes.flatMap((_, k) => {
    const { data, rows, cols } = pca.basis(k);
    return Array.from({ length: cols }, (_, r) => Float64Array.from({ length: rows }, (_, i) => data[i * cols + r]));
  });
  const scores = columns.map(
    (column, c): Score => ({ name: `score_${c}`, constant: 0, terms: termsOf(column), products: [] }),
  );
  return { shift: pca.mean.slice(), layers: [], scores };
}

/**
 * Invariants of a row, copy by copy as `irrepNorms` has them: the coordinate of a trivial copy, the squared norm of
 * another one: `invariant_0`, …
 */
export function invariantScores(structure: IsotypicStructure): ScoreProgram {
  const forms = new CoordinateForms([structure]);
  const scores: Score[] = [];
  for (const { offset, multiplicity, degree, isTrivial } of structure.components) {
    for (let i = 0; i < multiplicity; i++) {
      const own = Array.from({ length: degree }, (_, r) => forms.at(offset + i * degree + r));
      const name = `invariant_${scores.length}`;
      const isLinear = isTrivial && degree === 1;
      const terms = isLinear ? [[own[0].name, own[0].factor] as const] : [];
      scores.push({ name, constant: 0, terms, products: isLinear ? [] : own.map(squareOf) });
    }
  }
  return { shift: new Float64Array(structure.dimension), layers: forms.layers, scores };
}

/**
 * (x − μ)ᵀ Σ⁻¹ (x − μ), as `squared_distance`: by blocks Σ = LLᵀ, the sum of the squares of L⁻¹ times the coordinates.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE`
 */
export function squaredDistance(where: string, normal: EquivariantNormal): ScoreProgram {
  const { structure, blocks, mean } = normal;
  const forms = new CoordinateForms([structure]);
  const whitened: LinearForm[] = [];
  const products: FormProduct[] = [];
  structure.components.forEach(({ pooled, label }, k) => {
    const lines = linesOf([structure], k);
    if (lines.length === 0) return;
    const factor = tryCholesky(blocks[k]);
    if (!('L' in factor)) {
      throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
        where,
        expected: `a covariance with an inverse, on component ${label}`,
        received: 'a singular one',
        remedy: 'Fit it with a ridge or with shrinkage.',
      });
    }
    const inverse = solveLower(factor.L, Float64Matrix.identity(lines.length));
    for (let s = 0; s < pooled; s++) {
      lines.forEach((_, i) => {
        const terms: (readonly [string, number])[] = [];
        for (let j = 0; j <= i; j++) {
          const { name, factor: f } = forms.at(lines[j] + s);
          if (inverse.at(i, j) !== 0) terms.push([name, inverse.at(i, j) * f]);
        }
        if (terms.length === 1) {
          products.push({ left: terms[0][0], right: terms[0][0], factor: terms[0][1] ** 2 });
          return;
        }
        const name = `y${whitened.length}`;
        whitened.push({ name, terms });
        products.push({ left: name, right: name, factor: 1 });
      });
    }
  });
  const layers = whitened.length === 0 ? forms.layers : [...forms.layers, whitened];
  return { shift: mean.slice(), layers, scores: [{ name: 'squared_distance', constant: 0, terms: [], products }] };
}

function termsOf(coefficients: Float64Array): LinearForm['terms'] {
  return Array.from(coefficients, (c, i) => [variable(i), c] as const).filter(([, c]) => c !== 0);
}

function squareOf({ name, factor }: Coordinate): FormProduct {
  return { left: name, right: name, factor: factor * factor };
}
