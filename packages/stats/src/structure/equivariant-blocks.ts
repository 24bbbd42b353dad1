/**
 * Equivariant maps by blocks (Schur's lemma): A ∈ Hom_G(X, Y) is one mY×mX matrix over ℝ, ℂ or ℍ per component, kept
 * here as its real (e·mY)×(e·mX) form C_k, and A = Q_Y (⊕ₖ C_k ⊗ I) Q_Xᵀ in pooled order.
 */
import { IsotypicError } from '@isotypic/algebra';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import { projectOnUnits } from '@isotypic/numeric/internal';
import { doublePrecision, type Products } from '../run/run.js';
import { fromIsotypic, toIsotypic } from './change-of-basis.js';
import { type IsotypicStructure, pooledBasis, type StructureComponent } from './isotypic-structure.js';

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

/** The rows of component k as samples: an N×D matrix in pooled coordinates gives (N·pooled)×(m·e). */
export function pooledSamples(coordinates: Float64Layout, component: StructureComponent): Float64Layout {
  const { multiplicity, units, pooled, offset } = component;
  const width = multiplicity * units;
  const span = width * pooled;
  const { data, rows, cols } = coordinates;
  const out = new Float64Array(rows * span);
  if (span === cols) out.set(data);
  else for (let n = 0; n < rows; n++) out.set(data.subarray(n * cols + offset, n * cols + offset + span), n * span);
  return { data: out, rows: rows * pooled, cols: width };
}

/**
 * The blocks of the orthogonal projection of a Dy×Dx matrix on Hom_G(X, Y): change basis, average over the pooled
 * coordinate, project every e×e block on span{E_u}.
 */
export async function projectOnHom(
  A: Float64Layout,
  Y: IsotypicStructure,
  X: IsotypicStructure,
  products: Products,
): Promise<Float64Layout[]> {
  const AQ = await toIsotypic(A, X, await doublePrecision(products));
  const QY = pooledBasis(Y).data;
  return X.components.map((x, k) => {
    const y = Y.components[k];
    const [h, w] = [y.multiplicity * y.units, x.multiplicity * x.units];
    const block = new Float64Matrix(h, w);
    // Only the pooled diagonal of Q_YᵀAQ_X is wanted: D·h·w products for each of its slices.
    for (let row = 0; row < Y.dimension; row++) {
      for (let s = 0; s < x.pooled; s++) {
        const q = row * Y.dimension + y.offset + s * h;
        const from = row * X.dimension + x.offset + s * w;
        for (let i = 0; i < h; i++) {
          const v = QY[q + i] / x.pooled;
          if (v === 0) continue;
          for (let j = 0; j < w; j++) block.data[i * w + j] += v * AQ.data[from + j];
        }
      }
    }
    projectOnUnits(block.data, y.multiplicity, x.multiplicity, x.units);
    return block;
  });
}

/** The Dy×Dx matrix Q_Y (⊕ₖ C_k ⊗ I) Q_Xᵀ of the map with the given blocks. */
export async function assembleMap(
  blocks: readonly Float64Layout[],
  Y: IsotypicStructure,
  X: IsotypicStructure,
  products: Products,
): Promise<Float64Matrix> {
  const QY = pooledBasis(Y);
  const T = new Float64Matrix(Y.dimension, X.dimension);
  X.components.forEach((x, k) => {
    const y = Y.components[k];
    const C = blocks[k];
    const [h, w] = [C.rows, C.cols];
    for (let row = 0; row < T.rows; row++) {
      for (let s = 0; s < x.pooled; s++) {
        const q = row * QY.cols + y.offset + s * h;
        const t = row * T.cols + x.offset + s * w;
        for (let i = 0; i < h; i++) {
          const a = QY.data[q + i];
          if (a === 0) continue;
          for (let j = 0; j < w; j++) T.data[t + j] += a * C.data[i * w + j];
        }
      }
    }
  });
  return fromIsotypic(T, X, await doublePrecision(products));
}

/** Applies the map with the given blocks to pooled coordinates (N×Dx → N×Dy): ŷ = C x̂ on every pooled slice. */
export function applyBlocks(
  blocks: readonly Float64Layout[],
  Y: IsotypicStructure,
  X: IsotypicStructure,
  coordinates: Float64Layout,
): Float64Layout {
  const out = new Float64Matrix(coordinates.rows, Y.dimension);
  X.components.forEach((x, k) => {
    const y = Y.components[k];
    const C = blocks[k];
    for (let n = 0; n < coordinates.rows; n++) {
      for (let s = 0; s < x.pooled; s++) {
        const from = n * X.dimension + x.offset + s * C.cols;
        const to = n * Y.dimension + y.offset + s * C.rows;
        for (let i = 0; i < C.rows; i++) {
          let sum = 0;
          for (let j = 0; j < C.cols; j++) sum += C.data[i * C.cols + j] * coordinates.data[from + j];
          out.data[to + i] = sum;
        }
      }
    }
  });
  return out;
}

/** x̂ = Qᵀx in pooled order, for one vector. */
export function toCoordinates(x: Float64Array, structure: IsotypicStructure): Float64Array {
  const Q = pooledBasis(structure);
  const D = structure.dimension;
  const out = new Float64Array(D);
  for (let i = 0; i < D; i++) {
    const xi = x[i];
    if (xi !== 0) for (let j = 0; j < D; j++) out[j] += xi * Q.data[i * D + j];
  }
  return out;
}

/** x = Qx̂ from pooled order, for one vector. */
export function fromCoordinates(coordinates: ArrayLike<number>, structure: IsotypicStructure): Float64Array {
  const Q = pooledBasis(structure);
  const D = structure.dimension;
  const out = new Float64Array(D);
  for (let i = 0; i < D; i++) {
    let sum = 0;
    for (let j = 0; j < D; j++) sum += Q.data[i * D + j] * coordinates[j];
    out[i] = sum;
  }
  return out;
}

/**
 * The D×d image of one irreducible in component c: Q_k (W ⊗ I), W the real (e·m)×e form of an 𝔽-vector. Column
 * u·(d/e) + s, as in the normal form, so that the columns transform by the irreducible's own matrices.
 */
export function copyColumns(structure: IsotypicStructure, c: StructureComponent, W: Float64Layout): Float64Matrix {
  const { offset, units, pooled, multiplicity, degree } = c;
  const D = structure.dimension;
  const Q = pooledBasis(structure).data;
  const width = multiplicity * units;
  return Float64Matrix.generate(D, degree, (row, r) => {
    const [u, s] = [Math.floor(r / pooled), r % pooled];
    let sum = 0;
    for (let i = 0; i < width; i++) sum += Q[row * D + offset + s * width + i] * W.data[i * units + u];
    return sum;
  });
}
