/** The isotypic decomposition of a representation: which irreps it contains, how often, and where. */
import { type ExactMatrix, Matrix, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  arrayOf,
  checkArgument,
  checkOptions,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import type { Copies } from '../bases/copies.js';
import { type CopiesSought, independentCopies, type MatrixCopies, orthogonalCopies } from '../bases/matrix-copies.js';
import type { ExactMultiplicitySpace } from '../bases/multiplicity-space.js';
import { NumericCopies, numericMultiplicities } from '../bases/numeric-copies.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { isCyclotomicMatrix } from '../matrices/exact-matrices.js';
import { product } from '../matrices/products.js';
import {
  type ExactRepresentation,
  REPRESENTATION,
  type Representation,
  requireExact,
} from '../representations/kinds.js';
import type { MatrixRepresentation } from '../representations/matrix-representation.js';
import { requireSameGroup, sameGenerators } from '../representations/same-group.js';
import { permutationCopies } from './copies-on-orbits.js';
import type { IsotypicDecomposition } from './decomposition.js';
import {
  type ComplexDecomposition,
  complexDecomposition,
  type RationalDecomposition,
  rationalDecomposition,
} from './field-decomposition.js';
import { incomplete } from './incomplete.js';
import { type IrrepSource, irrepsFor } from './irrep-source.js';
import { matrixMultiplicities } from './matrix-multiplicities.js';
import { DECOMPOSITION_OPTION_KINDS, type DecompositionOptions } from './options.js';
import type { DecomposedFactors } from './product-spaces.js';
import { RealDecomposition } from './real-decomposition.js';

const FIELD_OPTION_KINDS: OptionKinds<DecompositionOptions & { readonly field?: string }> = {
  ...DECOMPOSITION_OPTION_KINDS,
  field: oneOf('real', 'rational', 'complex'),
};

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
  options: WorkOptions & { readonly field: 'rational' },
): RationalDecomposition;
/** Decomposes over ℂ, into the irreps of `irreps`. */
export function isotypicDecomposition(
  rep: ExactRepresentation,
  options: WorkOptions & { readonly field: 'complex' },
): ComplexDecomposition;
export function isotypicDecomposition(
  rep: Representation,
  options: DecompositionOptions & { readonly field?: 'real' | 'rational' | 'complex' } = {},
): IsotypicDecomposition | RationalDecomposition | ComplexDecomposition {
  const where = 'isotypicDecomposition';
  checkArgument(where, 'rep', rep, REPRESENTATION);
  checkOptions(where, options, FIELD_OPTION_KINDS);
  const { field = 'real', ...real } = options;
  const meter = new WorkMeter(where, options);
  if (field === 'real') return realDecompositions(where, [rep], real, meter)[0];
  requireExact(where, rep);
  const { signal, budget, onProgress } = options;
  const work = { signal, budget, onProgress };
  return field === 'rational' ? rationalDecomposition(rep, work, meter) : complexDecomposition(rep, work, meter);
}

/**
 * Decomposes several representations of one group together: all answers list the same irreps in the same order, with
 * multiplicity 0 where one does not occur, and a common irrep has identical matrices in all of them.
 *
 * Multiplicities are exact: for each orbit of a permutation representation, the rows fixed by some elements of the
 * point stabilizer bound them from above, and when the bounds add up to the dimension they are attained; otherwise
 * every Schreier generator is used. For matrices they come from characters modulo a prime, after the relations of the
 * group, and Hom_G(ρ̂, ρ) is solved exactly for the components whose columns or projectors are asked for. Tensor
 * products made by `tensorProduct` are decomposed through their factors and Clebsch–Gordan tensors instead.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations of different groups, a matrix that is not real, or
 *   `irreps` that do not fill the representations; `NOT_A_HOMOMORPHISM` when that is why; `NOT_DECIDED`;
 *   `BUDGET_EXCEEDED`, with nothing known: a part of a decomposition is none
 * @example
 * const G = catalogue.dihedral(4);
 * const [points, regular] = isotypicDecompositions([permutationRepresentation(G), regularRepresentation(G)]);
 * regular.components.map((c) => c.multiplicity) // [1, 1, 1, 1, 2]
 */
export function isotypicDecompositions(
  reps: readonly Representation[],
  options: DecompositionOptions = {},
): IsotypicDecomposition[] {
  const where = 'isotypicDecompositions';
  checkArgument(where, 'reps', reps, arrayOf(REPRESENTATION));
  checkOptions(where, options, DECOMPOSITION_OPTION_KINDS);
  return realDecompositions(where, reps, options, new WorkMeter(where, options));
}

/** The same as a part of a larger piece of work, with the spaces of copies that its own package builds on. */
export function realDecompositions(
  where: string,
  reps: readonly Representation[],
  options: DecompositionOptions,
  meter: WorkMeter,
): RealDecomposition[] {
  const group = requireSameGroup(where, reps);
  for (const irrep of options.irreps ?? []) {
    if (sameGenerators(irrep.group, group)) continue;
    throw invalidArgument(where, 'irreps of the group of the representation, on the same generators', irrep.label);
  }
  meter.report('irreps', 0);
  const distinct = [...new Set(reps)]; // an object that comes twice is decomposed once
  const source = options.irreps ? { irreps: options.irreps } : irrepsFor(where, distinct, options, meter);
  const { irreps } = source;
  const spaces = distinct.map((rep) => copySpaces(where, rep, source, options, meter));
  const present = irreps.map((_, k) => k).filter((k) => spaces.some((list) => list[k].multiplicity > 0));
  const decompositions = new Map(
    distinct.map((rep, i) => {
      const copies = present.map((k) => spaces[i][k]);
      return [rep, new RealDecomposition(rep, copies)] as const;
    }),
  );
  return reps.map((rep) => decompositions.get(rep) as RealDecomposition);
}

function copySpaces(
  where: string,
  rep: Representation,
  source: IrrepSource,
  options: DecompositionOptions,
  meter: WorkMeter,
): Copies[] {
  let spaces: Copies[];
  if (rep.kind === 'permutation') spaces = permutationCopies(rep, source, options, meter);
  else if (rep.kind === 'numeric') {
    const multiplicities = numericMultiplicities(rep, source.irreps, meter);
    spaces = source.irreps.map((irrep, k) => new NumericCopies(irrep, multiplicities[k], rep, options.seed));
  } else {
    const spacesOf = (factor: ExactRepresentation): ExactMultiplicitySpace[] =>
      copySpaces(where, factor, source, options, meter).filter((space) => space.kind !== 'numeric');
    const { irreps } = source;
    const factors = rep.factors as DecomposedFactors | undefined; // `tensorProduct` alone says them
    spaces = factors?.spacesOfProduct(rep, irreps, spacesOf, meter) ?? matrixCopies(where, rep, irreps, meter);
  }
  const total = spaces.reduce((sum, s) => sum + s.multiplicity * s.irrep.degree, 0);
  if (total !== rep.dimension) {
    throw incomplete(where, rep, total, meter, options.irreps ? 'irreps given' : 'irreps found');
  }
  return spaces;
}

/** Multiplicities by characters now, the copies of a component when they are asked for. */
function matrixCopies(
  where: string,
  rep: MatrixRepresentation,
  irreps: readonly RealIrrep[],
  meter: WorkMeter,
): MatrixCopies[] {
  const { generatorMatrices: generators, dimension } = rep;
  if (!generators.every(isRealMatrix)) {
    throw invalidArgument(where, 'real matrices', `${rep}, which has complex ones`, 'Decompose rep + conjugate(rep).');
  }
  const multiplicities = matrixMultiplicities(where, rep, irreps, meter);
  const sought: CopiesSought = {
    generators,
    dimension,
    incomplete: (found, late) => incomplete(where, rep, found, late ?? new WorkMeter(where)),
  };
  if (!isOrthogonal(generators, meter)) return independentCopies(irreps, multiplicities, sought);
  return irreps.map((irrep, k) => orthogonalCopies(irrep, multiplicities[k], sought));
}

function isRealMatrix(M: ExactMatrix): boolean {
  return !isCyclotomicMatrix(M) || M.entries.every((x) => x.isReal());
}

function isOrthogonal(generators: readonly ExactMatrix[], meter: WorkMeter): boolean {
  return generators.every((m) => product(m.transpose(), m, meter).equals(Matrix.identity(m.field, m.rows)));
}
