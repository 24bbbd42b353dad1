/** The isotypic decomposition of a representation: which irreps it contains, how often, and where. */
import {
  type Float64Layout,
  IsotypicError,
  invalidArgument,
  Matrix,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import type { RealType } from '../irreps/endomorphism-units.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { inOneField, isRationalList, overCyclotomics } from '../matrices/exact-matrices.js';
import type { ExactRepresentation, Representation } from '../representations/kinds.js';
import { NumericRepresentation } from '../representations/numeric-representation.js';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ExactMatrix } from '../representations/representation.js';
import { permutationCopies } from './copies-on-orbits.js';
import type { CopySpace } from './copy-space.js';
import {
  type ComplexDecomposition,
  complexDecomposition,
  type RationalDecomposition,
  rationalDecomposition,
} from './field-decomposition.js';
import { type IrrepSource, irrepsFor } from './irrep-source.js';
import { independentCopies, orthogonalCopies } from './matrix-copies.js';
import { NumericCopies, numericMultiplicities } from './numeric-copies.js';
import { RealDecomposition } from './real-decomposition.js';
import type { StructuredBasis, StructuredBasisOptions } from './structured-basis.js';

export interface DecompositionOptions extends WorkOptions {
  /** The irreps to look for, when the caller has them; otherwise `realIrreps(group)`. */
  readonly irreps?: readonly RealIrrep[];
  readonly seed?: number;
}

/** All copies of one irrep in a representation. */
export interface IsotypicComponent {
  readonly irrep: RealIrrep;
  readonly label: string;
  /** Dimension of one copy. */
  readonly degree: number;
  /** Number of copies. */
  readonly multiplicity: number;
  readonly type: RealType;
  readonly isTrivial: boolean;
  /**
   * The exact projector onto the component that commutes with the group.
   * @throws {IsotypicError} `OUT_OF_MEMORY` when the matrix would be too large
   */
  projector(): ExactMatrix;
  /**
   * The same in doubles, by orbitals or from the orthonormal basis: for representations by floats, and where exact is
   * not needed.
   */
  projectorFloat(): Float64Layout;
  /** The component of a vector, Px. For actions of small rank no dense matrix is made, whatever the degree. */
  apply(x: Float64Array): Float64Array;
}

/** A decomposition ρ(g) = Q (⊕ₖ I_{mₖ} ⊗ ρ̂ₖ(g)) Qᵀ. */
export interface IsotypicDecomposition {
  readonly representation: Representation;
  readonly field: 'real';
  readonly components: readonly IsotypicComponent[];
  /** Exact columns in which every copy of an irrep carries its exact matrices, and their Gram matrix. */
  basis(): { readonly columns: ExactMatrix; readonly gram: ExactMatrix };
  /**
   * The orthonormal float64 basis Q, dimension × dimension: components in order, then copy, then coordinate. Rounded
   * once from exact data up to degree 64; beyond, within a modest multiple of ε of it.
   * @throws {IsotypicError} `INVALID_ARGUMENT` when the representation is not orthogonal; `OUT_OF_MEMORY` when the
   * matrix
   *   would be too large; `BUDGET_EXCEEDED` for components of degree above 200 that occur more than
   *   once, or above 2000.
   */
  orthonormalBasis(): Float64Layout;
  /**
   * An orthonormal basis as an operator that applies Q and Qᵀ, for permutation representations too large for the
   * matrix.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for other representations; as {@link structuredBasis}
   */
  structuredBasis(options?: StructuredBasisOptions): StructuredBasis;
  /** `2·trivial + 3·χ₂[2]` */
  toString(): string;
}

/**
 * Decomposes a representation over ℝ.
 * @throws {IsotypicError} as `isotypicDecompositions`
 * @example isotypicDecomposition(permutationRepresentation(catalogue.symmetric(3))).toString() // 'trivial + [2,1]'
 */
export function isotypicDecomposition(
  rep: Representation,
  options?: DecompositionOptions & { readonly field?: 'real' },
): IsotypicDecomposition;
/** Decomposes over ℚ, into the irreps of `rationalIrreps`. */
export function isotypicDecomposition(
  rep: ExactRepresentation,
  options: { readonly field: 'rational' },
): RationalDecomposition;
/** Decomposes over ℂ, into the irreps of `irreps`. */
export function isotypicDecomposition(
  rep: ExactRepresentation,
  options: { readonly field: 'complex' },
): ComplexDecomposition;
export function isotypicDecomposition(
  rep: Representation,
  options: DecompositionOptions & { readonly field?: 'real' | 'rational' | 'complex' } = {},
): IsotypicDecomposition | RationalDecomposition | ComplexDecomposition {
  const { field = 'real' } = options;
  if (field === 'real') return isotypicDecompositions([rep], options)[0];
  if (field !== 'rational' && field !== 'complex') {
    throw invalidArgument('isotypicDecomposition', "a field 'real', 'rational' or 'complex'", field);
  }
  if (rep.kind === 'numeric') {
    throw invalidArgument('isotypicDecomposition', `exact matrices over the field '${field}'`, `${rep}`);
  }
  return field === 'rational' ? rationalDecomposition(rep) : complexDecomposition(rep);
}

/**
 * Decomposes several representations of one group together: all answers list the same irreps in the same order, with
 * multiplicity 0 where one does not occur, and a common irrep has identical matrices in all of them.
 *
 * Multiplicities are exact: for each orbit of a permutation representation, the rows fixed by some elements of the
 * point stabilizer bound them from above, and when the bounds add up to the dimension they are attained; otherwise
 * every Schreier generator is used. For matrices, Hom_G(ρ̂, ρ) is solved exactly.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations of different groups or a matrix that is not real;
 *   `VERIFICATION_FAILED` when the irreps do not add up to the representation.
 */
export function isotypicDecompositions(
  reps: readonly Representation[],
  options: DecompositionOptions = {},
): IsotypicDecomposition[] {
  const where = 'isotypicDecompositions';
  if (reps.length === 0) throw invalidArgument(where, 'at least one representation', 'none');
  const group = reps[0].group;
  for (const rep of reps) {
    const same =
      rep.group === group ||
      (rep.group.generators.length === group.generators.length &&
        rep.group.generators.every((g, k) => g.equals(group.generators[k])));
    if (!same) throw invalidArgument(where, 'representations of one group on the same generators', `${rep}`);
  }
  const meter = new WorkMeter(where, options);
  const source = options.irreps ? { irreps: options.irreps } : irrepsFor(reps, options, meter);
  const { irreps } = source;
  const spaces = reps.map((rep) => copySpaces(where, rep, source, options, meter));
  const present = irreps.map((_, k) => k).filter((k) => spaces.some((list) => list[k].multiplicity > 0));
  return reps.map(
    (rep, i) =>
      new RealDecomposition(
        rep,
        present.map((k) => spaces[i][k]),
      ),
  );
}

function copySpaces(
  where: string,
  rep: Representation,
  source: IrrepSource,
  options: DecompositionOptions,
  meter: WorkMeter,
): CopySpace[] {
  let spaces: CopySpace[];
  if (rep instanceof PermutationRepresentation) spaces = permutationCopies(rep, source, options, meter);
  else if (rep instanceof NumericRepresentation) {
    const multiplicities = numericMultiplicities(rep, source.irreps);
    spaces = source.irreps.map((irrep, k) => new NumericCopies(irrep, multiplicities[k], rep, options.seed));
  } else spaces = matrixCopies(where, rep, source.irreps);
  const total = spaces.reduce((sum, s) => sum + s.multiplicity * s.irrep.degree, 0);
  if (total !== rep.dimension) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where,
      expected: `copies of the given irreps of total dimension ${rep.dimension}`,
      received: `${total}`,
      remedy: 'The list of irreps is not complete, or the matrices are no representation: see checkRepresentation.',
      details: { multiplicities: spaces.map((s) => s.multiplicity) },
    });
  }
  return spaces;
}

function matrixCopies(where: string, rep: ExactRepresentation, irreps: readonly RealIrrep[]): CopySpace[] {
  const { generatorMatrices: given, dimension } = rep;
  const generators = inOneField(given);
  if (!isRationalList(given) && !given.map(overCyclotomics).every((m) => m.entries.every((x) => x.isReal()))) {
    throw invalidArgument(where, 'real matrices', `${rep}, which has complex ones`, 'Decompose rep + conjugate(rep).');
  }
  return isOrthogonal(generators)
    ? irreps.map((irrep) => orthogonalCopies(irrep, generators, dimension))
    : independentCopies(irreps, generators, dimension);
}

function isOrthogonal(generators: readonly ExactMatrix[]): boolean {
  return generators.every((m) => m.transpose().times(m).equals(Matrix.identity(m.field, m.rows)));
}
