/**
 * Weights first: an invariant tensor has weight 0 under every element of a torus, so that in a basis of weight vectors
 * only the products of total weight 0 are unknowns. A torus is made of commuting elements of the Lie algebra that are
 * diagonalizable over ℚ(√a, √b, …) on every factor, and of the generators of turns, for which the total weight need
 * only be divisible by their order. The eigenvectors are computed modulo p, where the roots exist: nothing of a number
 * field.
 */
import { Cyclotomic, type Fraction } from '@isotypic/algebra';
import { symmetricResidue } from '@isotypic/algebra/internal';
import { integerEntry } from '../linear/entries.js';
import {
  fromDenseResidues,
  type ModularMatrix,
  multiplyResidues,
  type Place,
  reduceMatrix,
  reduceNumber,
  squareRootModulo,
  toDenseResidues,
} from '../linear/modular-arithmetic.js';
import { ModularEchelon } from '../linear/modular-echelon.js';
import type { SparseMatrix } from '../linear/sparse-matrix.js';
import { quadraticSpectrum } from '../matrix-groups/turns.js';
import type { Factor } from '../representations/factor.js';

/** One element of the torus, on each factor of the product. */
export interface TorusElement {
  /** 'algebra' k, or 'turn' k of the group. */
  readonly from: 'algebra' | 'turn';
  readonly index: number;
  /** For a turn: its order. */
  readonly order: number | null;
  readonly matrices: readonly SparseMatrix[];
  /** For each factor the eigenvalues: numbers of the field for a diagonal matrix, else roots of these. */
  readonly spectra: readonly Spectrum[];
}

interface Spectrum {
  readonly values: readonly Cyclotomic[];
  /** a where ±√a are eigenvalues. */
  readonly squares: readonly Fraction[];
}

/** A largest set, in the order given, of commuting elements that can be diagonalized; turns before the Lie algebra. */
export function findTorus(factors: readonly Factor[]): TorusElement[] {
  if (factors.length === 0) return [];
  const { group } = factors[0];
  const torus: TorusElement[] = [];
  const consider = (
    from: 'algebra' | 'turn',
    index: number,
    order: number | null,
    matrices: readonly SparseMatrix[],
  ) => {
    const commutes = torus.every((t) =>
      t.matrices.every((A, f) => A.times(matrices[f]).minus(matrices[f].times(A)).isZero()),
    );
    if (!commutes) return;
    const spectra: Spectrum[] = [];
    for (const A of matrices) {
      const spectrum = spectrumOf(A);
      if (spectrum === null) return;
      spectra.push(spectrum);
    }
    torus.push({ from, index, order, matrices, spectra });
  };
  group.turns.forEach(({ order }, k) => {
    if (factors.every((f) => f.turnGenerators !== null)) {
      consider(
        'turn',
        k,
        order,
        factors.map((f) => (f.turnGenerators as readonly SparseMatrix[])[k]),
      );
    }
  });
  group.algebra.forEach((_, k) => {
    consider(
      'algebra',
      k,
      null,
      factors.map((f) => f.algebra[k]),
    );
  });
  return torus;
}

function spectrumOf(A: SparseMatrix): Spectrum | null {
  if (A.isDiagonal()) {
    const values: Cyclotomic[] = [];
    const add = (x: Cyclotomic) => {
      if (!values.some((y) => y.equals(x))) values.push(x);
    };
    for (const x of A.values) add(x);
    if (A.values.length < A.rows) add(integerEntry(0));
    return { values, squares: [] };
  }
  const spectrum = quadraticSpectrum(A);
  if (spectrum === null) return null;
  return { values: spectrum.rational.map((x) => Cyclotomic.fromRational(x)), squares: spectrum.squares };
}

/** The factors' weight bases modulo p. */
export interface WeightBases {
  /** For each factor its change of basis P, columns weight vectors, and P⁻¹; row-major residues. */
  readonly bases: readonly Float64Array[];
  readonly inverses: readonly Float64Array[];
  /** weights[t][f][j]: of weight vector j of factor f under torus element t; a residue, or an integer for a turn. */
  readonly weights: readonly (readonly Float64Array[])[];
}

/** The weight bases at a place; null where p has not all the roots, or divides a denominator. */
export function weightBases(
  torus: readonly TorusElement[],
  factors: readonly Factor[],
  place: Place,
): WeightBases | null {
  const bases: Float64Array[] = [];
  const inverses: Float64Array[] = [];
  const weights: Float64Array[][] = torus.map(() => []);
  for (const [f, factor] of factors.entries()) {
    const d = factor.dimension;
    let spaces: { basis: Float64Array[]; weights: number[] }[] = [
      { basis: Array.from({ length: d }, (_, j) => unitVector(d, j)), weights: [] },
    ];
    for (const element of torus) {
      const eigenvalues = eigenvaluesAt(element.spectra[f], element.order !== null, place);
      const M = reduceMatrix(element.matrices[f], place);
      if (eigenvalues === null || M === null) return null;
      spaces = spaces.flatMap((space) =>
        eigenvalues
          .map(({ residue, weight }) => ({
            basis: eigenvectorsIn(space.basis, M, residue, place.p),
            weights: [...space.weights, weight],
          }))
          .filter(({ basis }) => basis.length > 0),
      );
    }
    const columns = spaces.flatMap(({ basis }) => basis);
    if (columns.length !== d) return null; // two eigenvalues coincide modulo p
    const P = new Float64Array(d * d);
    columns.forEach((column, j) => {
      for (let i = 0; i < d; i++) P[i * d + j] = column[i];
    });
    bases.push(P);
    inverses.push(invertResidues(P, d, place.p));
    torus.forEach((_, t) => {
      weights[t].push(Float64Array.from(spaces.flatMap((s) => s.basis.map(() => s.weights[t]))));
    });
  }
  return { bases, inverses, weights };
}

function unitVector(d: number, j: number): Float64Array {
  const e = new Float64Array(d);
  e[j] = 1;
  return e;
}

/** The eigenvalues as residues, with the weights that are added: for a turn, m where the eigenvalue is im. */
function eigenvaluesAt(
  spectrum: Spectrum,
  isTurn: boolean,
  place: Place,
): { residue: number; weight: number }[] | null {
  const { p } = place;
  const i = isTurn ? squareRootModulo(-1, p) : 0;
  if (i === null) return null;
  const found: { residue: number; weight: number }[] = [];
  for (const x of spectrum.values) {
    const residue = reduceNumber(x, place);
    if (residue === null) return null;
    found.push({ residue, weight: residue }); // for a turn the only one is 0
  }
  for (const a of spectrum.squares) {
    const square = reduceNumber(Cyclotomic.fromRational(a), place);
    if (square === null) return null;
    const m = isTurn ? Math.round(Math.sqrt(Number(a.n))) : 0; // an integer, as the turn's own check found
    const root = isTurn ? (i * m) % p : squareRootModulo(square, p);
    if (root === null) return null;
    for (const sign of [1, -1]) {
      const residue = symmetricResidue(sign * root, p);
      found.push({ residue, weight: isTurn ? sign * m : residue });
    }
  }
  return found;
}

/** The combinations of `basis` that M multiplies by `eigenvalue`. */
function eigenvectorsIn(
  basis: readonly Float64Array[],
  M: ModularMatrix,
  eigenvalue: number,
  p: number,
): Float64Array[] {
  const echelon = new ModularEchelon(basis.length, p);
  const images = basis.map((v) => {
    const image = new Float64Array(v.length);
    for (let i = 0; i < M.size; i++) {
      let sum = symmetricResidue(-eigenvalue * v[i], p);
      for (let k = M.starts[i]; k < M.starts[i + 1]; k++)
        sum = symmetricResidue(sum + M.values[k] * v[M.indices[k]], p);
      image[i] = sum;
    }
    return image;
  });
  for (let i = 0; i < M.size; i++) {
    echelon.add(
      images.map((_, j) => j),
      images.map((image) => image[i]),
    );
  }
  return echelon.kernelBasis().map(({ indices, values }) => {
    const v = new Float64Array(M.size);
    indices.forEach((j, k) => {
      for (let i = 0; i < v.length; i++) v[i] = symmetricResidue(v[i] + values[k] * basis[j][i], p);
    });
    return v;
  });
}

/** P⁻¹ from the kernel of [P | −1]. */
function invertResidues(P: Float64Array, d: number, p: number): Float64Array {
  const inverse = new Float64Array(d * d);
  const echelon = new ModularEchelon(2 * d, p);
  for (let i = 0; i < d; i++) {
    const columns = Array.from({ length: d }, (_, j) => j);
    echelon.add([...columns, d + i], [...columns.map((j) => P[i * d + j]), -1]);
  }
  echelon.kernelBasis().forEach(({ indices, values }, column) => {
    indices.forEach((i, k) => {
      if (i < d) inverse[i * d + column] = values[k];
    });
  });
  return inverse;
}

/** P⁻¹ M P. */
export function inWeightBasis(M: ModularMatrix, P: Float64Array, inverse: Float64Array, p: number): ModularMatrix {
  const d = M.size;
  return fromDenseResidues(d, multiplyResidues(inverse, multiplyResidues(toDenseResidues(M), P, d, p), d, p));
}
