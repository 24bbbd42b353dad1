/** Projectors and averages over the group, without enumerating it: all read off the isotypic basis. */
import { checkArgument, checkOptions, type OptionKinds } from '@isotypic/algebra/internal';
import { Float64Matrix } from '@isotypic/numeric/dense';
import { PermutationRepresentation } from '@isotypic/reps';
import { SAMPLE_OPTION_KINDS, STRUCTURE } from '../data/argument-kinds.js';
import type { SampleOptions } from '../data/sample-options.js';
import { checkSamples, layoutOf, type Samples } from '../data/samples.js';
import { checkVector } from '../data/vectors.js';
import { RUN_OPTION_KINDS, type RunOptions, watched, withOperations } from '../run/run.js';
import { changeOf } from '../structure/change-of-basis.js';
import { dimensionOf, invariantPart } from '../structure/invariant-part.js';
import type { IsotypicStructure, StructureComponent } from '../structure/isotypic-structure.js';
import { type StructureSource, structureOf } from '../structure/structure-of.js';

/**
 * The orthogonal projector on the invariant vectors, D×D: the Reynolds operator |G|⁻¹ Σ ρ(g), whatever the size of G.
 *
 * @example invariantProjector(permutationRepresentation(catalogue.symmetric(4))).data[0] // 0.25
 */
export function invariantProjector(rep: StructureSource): Float64Matrix {
  checkArgument('invariantProjector', 'rep', rep, STRUCTURE);
  const structure = structureOf(rep);
  const trivial = structure.components.find((c) => c.isTrivial);
  return trivial === undefined
    ? new Float64Matrix(structure.dimension, structure.dimension)
    : componentProjector(structure, trivial);
}

/**
 * The projectors on the isotypic components, in the decomposition's order; they are orthogonal and add up to I.
 * @example
 * const square = permutationRepresentation(catalogue.dihedral(4));
 * isotypicProjectors(square).map(({ label, degree }) => `${label} ${degree}`) // ['trivial 1', 'χ₂[1] 1', 'χ₅[2] 2']
 */
export function isotypicProjectors(rep: StructureSource): {
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;
  readonly projector: Float64Matrix;
}[] {
  checkArgument('isotypicProjectors', 'rep', rep, STRUCTURE);
  const structure = structureOf(rep);
  return structure.components.map((c) => ({
    label: c.label,
    degree: c.degree,
    multiplicity: c.multiplicity,
    projector: componentProjector(structure, c),
  }));
}

/**
 * The group average of a vector, |G|⁻¹ Σ ρ(g)x, length D.
 *
 * @example reynolds([1, 2, 6], permutationRepresentation(catalogue.cyclic(3))) // Float64Array [3, 3, 3]
 */
export function reynolds(x: ArrayLike<number>, rep: StructureSource): Float64Array {
  checkArgument('reynolds', 'rep', rep, STRUCTURE);
  return invariantPart(checkVector('reynolds', x, dimensionOf(rep)), rep);
}

/**
 * The projection of every sample on the invariants, |G|⁻¹ Σ ρ(g)x for each row x: N×D.
 *
 * @param X N×D samples (rows).
 * @throws {IsotypicError} `SHAPE_MISMATCH`, `NOT_FINITE`. Complexity O(N·D) for permutation representations of any
 * dimension, which are not decomposed; else that of a change of basis and back.
 * @example (await groupAverages([[1, 2, 6]], permutationRepresentation(catalogue.cyclic(3)))).row(0) // [3, 3, 3]
 */
export async function groupAverages(
  X: Samples,
  rep: StructureSource,
  options: Pick<SampleOptions, 'missing'> & RunOptions = {},
): Promise<Float64Matrix> {
  const where = 'groupAverages';
  checkArgument(where, 'rep', rep, STRUCTURE);
  checkOptions(where, options, AVERAGE_OPTION_KINDS);
  const rows = layoutOf(checkSamples(where, X, dimensionOf(rep), { missing: options.missing, minimum: 0 }));
  return withOperations(watched(where, options).backend, async (operations) => {
    if (rep instanceof PermutationRepresentation) {
      return operations.groupAverage(
        rows,
        rep.images.map(({ images }) => images),
      );
    }
    const structure = structureOf(rep);
    const basis = changeOf(structure);
    const blocks = basis.components.map(({ width }, k) => {
      return structure.components[k].isTrivial ? Float64Matrix.identity(width) : new Float64Matrix(width, width);
    });
    const coordinates = await operations.toCoordinates({ rows, basis });
    return operations.fromCoordinates({ coordinates, from: basis, to: basis, blocks });
  });
}

const AVERAGE_OPTION_KINDS: OptionKinds<Pick<SampleOptions, 'missing'> & RunOptions> = {
  missing: SAMPLE_OPTION_KINDS.missing,
  ...RUN_OPTION_KINDS,
};

/** Σ q qᵀ over the component's basis columns. */
function componentProjector(structure: IsotypicStructure, c: StructureComponent): Float64Matrix {
  const D = structure.dimension;
  const { data: Q } = structure.basis;
  const P = new Float64Matrix(D, D);
  const [from, to] = [c.offset, c.offset + c.degree * c.multiplicity];
  for (let i = 0; i < D; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = from; k < to; k++) sum += Q[i * D + k] * Q[j * D + k];
      P.data[i * D + j] = sum;
      P.data[j * D + i] = sum;
    }
  }
  return P;
}
