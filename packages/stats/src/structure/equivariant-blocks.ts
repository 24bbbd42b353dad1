/**
 * Equivariant maps by blocks (Schur's lemma): A ∈ Hom_G(X, Y) is one mY×mX matrix over ℝ, ℂ or ℍ per component, kept
 * here as its real (e·mY)×(e·mX) form C_k, and A = Q_Y (⊕ₖ C_k ⊗ I) Q_Xᵀ, I over the pooled coordinates.
 */
import { IsotypicError } from '@isotypic/algebra';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import { coordinatesOf, projectOnUnits, vectorOf } from '@isotypic/numeric/internal';
import { requireMatrix } from '../data/size-limit.js';
import { rotateBack, rotated } from '../run/rotated-basis.js';
import { doublePrecision, type Operations } from '../run/run.js';
import { changeOf } from './change-of-basis.js';
import type { IsotypicStructure, StructureComponent } from './isotypic-structure.js';

/** Refuses two structures that do not list the same irreducibles in the same order. */
export function requireAligned(where: string, X: IsotypicStructure, Y: IsotypicStructure): void {
  const agree =
    X.components.length === Y.components.length &&
    X.components.every((x, k) => {
      const y = Y.components[k];
      return x.degree === y.degree && x.type === y.type && x.isTrivial === y.isTrivial && x.label === y.label;
    });
  if (!agree) {
    const list = (s: IsotypicStructure) => s.components.map((c) => `${c.label} (${c.type}, ${c.degree})`).join(', ');
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: 'two structures with the same irreducibles in the same order (multiplicity 0 allowed)',
      received: `${list(X)} and ${list(Y)}`,
      remedy: 'Decompose the two representations together: isotypicDecompositions([repX, repY]).',
    });
  }
}

/**
 * The blocks of the orthogonal projection of a Dy×Dx matrix on Hom_G(X, Y): those of Q_YᵀAQ_X, which is the pooled
 * cross-Gram matrix of the rows of I and of A.
 */
export async function projectOnHom(
  A: Float64Layout,
  Y: IsotypicStructure,
  X: IsotypicStructure,
  operations: Operations,
): Promise<Float64Layout[]> {
  const backend = await doublePrecision(operations, 'maps are projected in float64');
  const spaces = [
    { rows: A, basis: changeOf(X) },
    { rows: Float64Matrix.identity(Y.dimension), basis: changeOf(Y) },
  ];
  const { grams } = await backend.pooledGrams({ spaces, pairs: [[1, 0]], centered: false });
  grams[0].forEach(({ data }, k) => {
    const { pooled, units, multiplicity } = X.components[k];
    for (let e = 0; e < data.length; e++) data[e] /= pooled;
    projectOnUnits(data, Y.components[k].multiplicity, multiplicity, units);
  });
  return [...grams[0]];
}

/** x̂ = Qᵀx, for one vector. */
export function toCoordinates(x: Float64Array, structure: IsotypicStructure): Float64Array {
  const change = changeOf(structure);
  return coordinatesOf(rotated(x, change), change);
}

/** x = Qx̂, for one vector. */
export function fromCoordinates(coordinates: ArrayLike<number>, structure: IsotypicStructure): Float64Array {
  const change = changeOf(structure);
  return rotateBack(vectorOf(coordinates, change), change);
}

/** Component c of coordinates, as a matrix: one row for each of its e·m lines, of its pooled coordinates. */
export function componentOf(coordinates: Float64Array, c: StructureComponent): Float64Layout {
  const rows = c.multiplicity * c.units;
  return { data: coordinates.subarray(c.offset, c.offset + rows * c.pooled), rows, cols: c.pooled };
}

/**
 * The D×d image of one irreducible in component c: Q_k (W ⊗ I), W the real (e·m)×e form of an 𝔽-vector. Column
 * u·(d/e) + s, as in the normal form, so that the columns transform by the irreducible's own matrices.
 */
export function copyColumns(structure: IsotypicStructure, c: StructureComponent, W: Float64Layout): Float64Matrix {
  const { offset, units, pooled, multiplicity, degree } = c;
  const D = structure.dimension;
  const width = multiplicity * units;
  requireMatrix('SymmetricPCA.basis', 'the basis of an axis', D, degree);
  if (structure.operator !== undefined) {
    const columns = new Float64Matrix(D, degree);
    for (let r = 0; r < degree; r++) {
      const [u, s] = [Math.floor(r / pooled), r % pooled];
      const coordinates = new Float64Array(D);
      for (let i = 0; i < width; i++) coordinates[offset + i * pooled + s] = W.data[i * units + u];
      fromCoordinates(coordinates, structure).forEach((value, row) => {
        columns.data[row * degree + r] = value;
      });
    }
    return columns;
  }
  const Q = structure.basis.data;
  return Float64Matrix.generate(D, degree, (row, r) => {
    const [u, s] = [Math.floor(r / pooled), r % pooled];
    let sum = 0;
    for (let i = 0; i < width; i++) sum += Q[row * D + offset + i * pooled + s] * W.data[i * units + u];
    return sum;
  });
}
