/**
 * What statistics needs to know about a representation: an orthonormal basis Q in the normal form and, per isotypic
 * component, how many copies of what there are. ρ(g) = Q (⊕ₖ I_{mₖ} ⊗ ρ̂ₖ(g)) Qᵀ; inside component k the coordinate of
 * copy i, unit u, coordinate s is offset + i·d + u·(d/e) + s.
 */
import { type DivisionAlgebra, IsotypicError } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  DIVISION_ALGEBRAS,
  integer,
  invalidArgument,
  type Kind,
  oneOf,
  realDimension,
} from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { readFiniteMatrix } from '@isotypic/numeric/internal';
import type { OrbitOfBasis, Representation, StructuredBasis } from '@isotypic/reps';

/** One kind of irreducible in a structure: degree, multiplicity, type. */
export interface StructureComponent {
  readonly label: string;
  /** d: the dimension of one irreducible copy over ℝ. */
  readonly degree: number;
  /** m: the number of copies. */
  readonly multiplicity: number;
  readonly type: DivisionAlgebra;
  readonly isTrivial: boolean;
  /** e = dim_ℝ End: 1, 2 or 4. */
  readonly units: 1 | 2 | 4;
  /** d/e: how many coordinates of each copy act as independent samples of one m-vector over ℝ, ℂ or ℍ. */
  readonly pooled: number;
  /** First coordinate of the component in the basis. */
  readonly offset: number;
}

/** What estimators need of a representation: its components, and the change of basis to them. */
export interface IsotypicStructure {
  readonly dimension: number;
  /**
   * D×D row-major, orthonormal columns in the normal form above. Of a structure with an `operator` it is made when it
   * is asked for, and refused with `OUT_OF_MEMORY` where D² is above 1.5·10⁸.
   */
  readonly basis: Float64Layout;
  /** Q as an operator, where the structure was made of one: nothing D×D is held. */
  readonly operator?: StructuredBasis;
  readonly components: readonly StructureComponent[];
  /** Where the structure comes from; undefined for a basis of one's own. */
  readonly representation?: Representation;
  /** Of structures whose labels were given together: only within one family do equal labels mean equal matrices. */
  readonly family?: object;
  /** The matrix of a uniformly random group element, from standard normal numbers, where none can be listed. */
  readonly randomMatrix?: (normal: () => number) => Float64Layout;
}

/** What a component's user has to say; the rest follows. */
export interface ComponentDescription {
  readonly label?: string;
  readonly degree: number;
  readonly multiplicity: number;
  readonly type: DivisionAlgebra;
  readonly isTrivial?: boolean;
}

const REPRESENTATION: Kind = {
  expected: 'a representation',
  accepts: (v) => typeof v === 'object' && v !== null && 'group' in v && 'dimension' in v,
  remedy: () => 'Pass permutationRepresentation(group), or leave it out.',
};

const DESCRIPTION: Kind = {
  expected: '{ degree, multiplicity, type }, integers from 1 and from 0 on, and one of real, complex, quaternionic',
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { degree, multiplicity, type } = v as Partial<Record<keyof ComponentDescription, unknown>>;
    return integer(1).accepts(degree) && integer(0).accepts(multiplicity) && oneOf(...DIVISION_ALGEBRAS).accepts(type);
  },
};

/**
 * A structure from an orthonormal basis in the normal form. Use it for bases that come from elsewhere; for a
 * `Representation` call {@link structureOf}.
 * @param basis D×D, or a structured basis of a permutation representation, which holds no such matrix.
 * @throws {IsotypicError} `SHAPE_MISMATCH` when the degrees and multiplicities do not add up to the basis, and
 * `INVALID_ARGUMENT` when the basis is not orthonormal to 1e-10 or a degree is not a multiple of its type's 1, 2 or 4.
 * @example
 * const h = Math.SQRT1_2;
 * const basis = Float64Matrix.from([[h, h], [h, -h]]);
 * const { components } = isotypicDecomposition(permutationRepresentation(catalogue.cyclic(2)));
 * isotypicStructure(basis, components).dimension // 2
 */
export function isotypicStructure(
  basis: Float64Layout | StructuredBasis,
  descriptions: readonly ComponentDescription[],
  representation?: Representation,
): IsotypicStructure {
  const where = 'isotypicStructure';
  checkArgument(where, 'descriptions', descriptions, arrayOf(DESCRIPTION));
  if (representation !== undefined) checkArgument(where, 'representation', representation, REPRESENTATION);
  const components = componentsOf(where, descriptions);
  const dimension = components.reduce((sum, c) => sum + c.degree * c.multiplicity, 0);
  if (typeof basis === 'object' && basis !== null && 'orbits' in basis) {
    if (basis.dimension !== dimension) throw wrongShape(where, dimension, `one of dimension ${basis.dimension}`);
    return new OperatorStructure(basis, components, representation);
  }
  readFiniteMatrix(where, 'basis', basis);
  if (basis.rows !== basis.cols || basis.cols !== dimension) {
    throw wrongShape(where, dimension, `${basis.rows}×${basis.cols}`);
  }
  if (representation === undefined) requireOrthonormal(basis, where);
  const structure = { dimension, basis, components };
  return representation === undefined ? structure : { ...structure, representation };
}

function wrongShape(where: string, dimension: number, received: string): IsotypicError {
  return new IsotypicError('SHAPE_MISMATCH', {
    where,
    expected: `a ${dimension}×${dimension} basis (degree × multiplicity, summed over the descriptions)`,
    received,
  });
}

function componentsOf(where: string, descriptions: readonly ComponentDescription[]): StructureComponent[] {
  let offset = 0;
  return descriptions.map((c, k): StructureComponent => {
    const units = realDimension(c.type);
    if (c.degree % units !== 0) throw invalidArgument(where, `a degree divisible by ${units} (${c.type})`, c.degree);
    const component = {
      label: c.label ?? `component ${k}`,
      degree: c.degree,
      multiplicity: c.multiplicity,
      type: c.type,
      isTrivial: c.isTrivial ?? false,
      units,
      pooled: c.degree / units,
      offset,
    };
    offset += c.degree * c.multiplicity;
    return component;
  });
}

/** Entries of a basis that are still made of an operator, as reps bounds its dense ones: 1.2 GB. */
const DENSE_ENTRIES = 1.5e8;

class OperatorStructure implements IsotypicStructure {
  readonly dimension: number;
  private dense: Float64Layout | undefined;

  constructor(
    readonly operator: StructuredBasis,
    readonly components: readonly StructureComponent[],
    readonly representation: Representation | undefined,
  ) {
    this.dimension = operator.dimension;
  }

  get basis(): Float64Layout {
    const D = this.dimension;
    if (D * D > DENSE_ENTRIES) {
      throw new IsotypicError('OUT_OF_MEMORY', {
        where: 'IsotypicStructure.basis',
        expected: `a basis of at most ${DENSE_ENTRIES} entries for what needs it as a matrix`,
        received: `${D}×${D}, ${((8 * D * D) / 1e9).toPrecision(3)} GB of doubles`,
        remedy: "mean, varMean, cov and lstsq with { form: 'structured' } and EquivariantNormal do without it.",
        details: { rows: D, cols: D, bytes: 8 * D * D },
      });
    }
    this.dense ??= denseBasis(this.operator);
    return this.dense;
  }
}

function denseBasis({ dimension: D, orbits }: StructuredBasis): Float64Layout {
  const data = new Float64Array(D * D);
  for (const { points, coordinates, basis } of orbits) {
    orbitMatrix(basis, points.length).forEach((row, i) => {
      row.forEach((value, j) => {
        data[points[i] * D + coordinates[j]] = value;
      });
    });
  }
  return { data, rows: D, cols: D };
}

/** The rows of Q on one orbit: row i is Qᵀeᵢ. */
export function orbitMatrix(basis: OrbitOfBasis['basis'], n: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) => {
    const unit = new Float64Array(n);
    unit[i] = 1;
    return basis.transposeTimes(unit);
  });
}

/** The same basis, with components that need not occur. */
export function withComponents(
  structure: IsotypicStructure,
  components: readonly StructureComponent[],
): IsotypicStructure {
  const { operator, representation } = structure;
  return operator === undefined
    ? { ...structure, components }
    : new OperatorStructure(operator, components, representation);
}

/** Columns must be orthonormal: rounding of exact √'s leaves 1e-15·D; 1e-10 only catches a wrong basis. */
function requireOrthonormal(basis: Float64Layout, where: string): void {
  const { data, rows: n } = basis;
  for (let j = 0; j < n; j++) {
    for (let k = j; k < n; k++) {
      let dot = 0;
      for (let i = 0; i < n; i++) dot += data[i * n + j] * data[i * n + k];
      if (!(Math.abs(dot - (j === k ? 1 : 0)) < 1e-10)) {
        throw invalidArgument(where, 'orthonormal columns', `columns ${j} and ${k} with product ${dot}`);
      }
    }
  }
}

const pooledBases = new WeakMap<Float64Layout, Float64Layout>();

/**
 * Q with the columns of each component in *pooled* order: coordinate s first, then copy i, then unit u. A sample's
 * component, read off in that order, is the row-major pooled×(m·e) array whose rows are the "extra samples" of Schur's
 * lemma. Cached with the basis.
 */
export function pooledBasis(structure: IsotypicStructure): Float64Layout {
  const cached = pooledBases.get(structure.basis);
  if (cached) return cached;
  const D = structure.dimension;
  const source = structure.basis.data;
  const data = new Float64Array(D * D);
  for (const { degree, multiplicity, units, pooled, offset } of structure.components) {
    for (let i = 0; i < multiplicity; i++) {
      for (let u = 0; u < units; u++) {
        for (let s = 0; s < pooled; s++) {
          const from = offset + i * degree + u * pooled + s;
          const to = offset + s * multiplicity * units + i * units + u;
          for (let row = 0; row < D; row++) data[row * D + to] = source[row * D + from];
        }
      }
    }
  }
  const basis = { data, rows: D, cols: D };
  pooledBases.set(structure.basis, basis);
  return basis;
}

/** Coordinates, in place, with zeros outside of the trivial component: the projection on the invariants. */
export function keepTrivial(coordinates: Float64Array, structure: IsotypicStructure): Float64Array {
  for (const c of structure.components) {
    if (!c.isTrivial) coordinates.fill(0, c.offset, c.offset + c.degree * c.multiplicity);
  }
  return coordinates;
}

const MADE: Kind = {
  expected: 'an isotypic structure, as structureOf gives',
  accepts: (v) => typeof v === 'object' && v !== null && 'components' in v && 'basis' in v,
  remedy: () => 'Pass structureOf(rep).',
};

/**
 * Number of real parameters of an invariant mean: dim V^G.
 * @example
 * meanParameters(structureOf(permutationRepresentation(catalogue.dihedral(4)))) // 1
 */
export function meanParameters(structure: IsotypicStructure): number {
  checkArgument('meanParameters', 'structure', structure, MADE);
  return structure.components.reduce((sum, c) => sum + (c.isTrivial ? c.multiplicity : 0), 0);
}

/**
 * Number of real parameters of an invariant covariance: m(m+1)/2 over ℝ, m² over ℂ, m(2m−1) over ℍ, summed.
 * @example
 * covarianceParameters(structureOf(permutationRepresentation(catalogue.dihedral(4)))) // 3
 */
export function covarianceParameters(structure: IsotypicStructure): number {
  checkArgument('covarianceParameters', 'structure', structure, MADE);
  return structure.components.reduce((sum, c) => sum + hermitianDimension(c.multiplicity, c.units), 0);
}

/** dim_ℝ of the Hermitian m×m matrices over ℝ, ℂ, ℍ (e = 1, 2, 4): m + e·m(m−1)/2. */
export function hermitianDimension(m: number, units: 1 | 2 | 4): number {
  return m + (units * m * (m - 1)) / 2;
}
