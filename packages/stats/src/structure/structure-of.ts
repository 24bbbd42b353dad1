/** From a representation to the structure that statistics runs in, decomposed once and remembered. */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, invalidArgument } from '@isotypic/algebra/internal';
import {
  type ActionDecomposition,
  type IsotypicDecomposition,
  isotypicDecomposition,
  isotypicDecompositions,
  PermutationRepresentation,
  type Representation,
  realIrreps,
  type StructuredBasis,
} from '@isotypic/reps';
import { sameGenerators } from '@isotypic/reps/internal';
import { STRUCTURE } from '../data/argument-kinds.js';
import {
  type IsotypicStructure,
  isotypicStructure,
  type StructureComponent,
  withComponents,
} from './isotypic-structure.js';

/**
 * Whatever says how a group acts: a representation, a decomposition (`compactDecomposition` of maps makes those of
 * SO(3) and other groups that are not finite), or a structure made from one or from a basis of one's own.
 */
export type StructureSource = IsotypicStructure | Representation | ActionDecomposition;

const structures = new WeakMap<Representation | ActionDecomposition, IsotypicStructure>();

/**
 * The isotypic structure of a representation: decomposed on first use, remembered for as long as the object lives. A
 * decomposition is taken as it is.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the representation is not by orthogonal matrices.
 * @example
 * structureOf(permutationRepresentation(catalogue.dihedral(4))).components.map((c) => c.degree) // [1, 1, 2]
 */
export function structureOf(source: StructureSource): IsotypicStructure {
  if (isStructure(source)) return source;
  checkArgument('structureOf', 'source', source, STRUCTURE);
  const known = structures.get(source);
  if (known) return known;
  const made = fromDecomposition(isDecomposition(source) ? source : isotypicDecomposition(source));
  structures.set(source, made);
  return made;
}

const alignments = new WeakMap<IsotypicStructure, WeakMap<IsotypicStructure, readonly IsotypicStructure[]>>();

/**
 * Structures of two representations of one group with the same list of irreducibles, multiplicity 0 where one does not
 * occur, and the same matrices on those that occur in both.
 *
 * Two representations are decomposed together: apart, a group too large for its irreducibles to be listed would give
 * each its own form of a common one, and labels that mean nothing across the two. A structure from float matrices is
 * over the listed irreducibles, so a representation beside it is decomposed over those.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for representations of different groups, `SHAPE_MISMATCH` when equal
 * labels stand for different irreducibles.
 */
export function structuresOf(where: string, x: StructureSource, y: StructureSource): readonly IsotypicStructure[] {
  if (isRepresentation(x) && isRepresentation(y) && x !== y) return decomposedTogether(where, x, y);
  const [X, Y] = [structureOf(x), structureOf(y)];
  if (X === Y) return [X, Y];
  const known = alignments.get(X)?.get(Y);
  if (known) return known;
  requireOneGroup(where, X, Y);
  requireOneFamily(where, X, Y);
  const [repX, repY] = [X.representation, Y.representation];
  const aligned =
    repX && repY
      ? decomposedTogether(where, repX, repY)
      : joinByLabel(where, repX ? overListedIrreps(repX) : X, repY ? overListedIrreps(repY) : Y);
  const row = alignments.get(X) ?? new WeakMap();
  row.set(Y, aligned);
  alignments.set(X, row);
  return aligned;
}

const pairs = new WeakMap<Representation, WeakMap<Representation, readonly IsotypicStructure[]>>();

/** Two representations of one group, decomposed together once, in either order; apart they need not be. */
function decomposedTogether(where: string, x: Representation, y: Representation): readonly IsotypicStructure[] {
  const known = pairs.get(x)?.get(y);
  if (known !== undefined) return known;
  const other = pairs.get(y)?.get(x);
  if (other === undefined && !sameGenerators(x.group, y.group)) throw otherGroup(where, x, y);
  const made = other === undefined ? isotypicDecompositions([x, y]).map(fromDecomposition) : [other[1], other[0]];
  const row = pairs.get(x) ?? new WeakMap();
  row.set(y, made);
  pairs.set(x, row);
  return made;
}

/** From this dimension on, 32 MB of matrix, the basis of a permutation representation is an operator. */
const MATRIX_DIMENSION = 2048;

function fromDecomposition(
  decomposition: ActionDecomposition & { readonly representation?: Representation },
): IsotypicStructure {
  const { components, representation, family, randomMatrix } = decomposition;
  if (representation instanceof PermutationRepresentation && representation.dimension > MATRIX_DIMENSION) {
    const operator = structuredBasisOf(decomposition);
    if (operator !== undefined) return isotypicStructure(operator, components, representation);
  }
  const structure = isotypicStructure(decomposition.orthonormalBasis(), components, representation);
  return { ...structure, ...(family && { family }), ...(randomMatrix && { randomMatrix }) };
}

/** Undefined where the decomposition has no basis as an operator, or refuses one: the matrix may still be made. */
function structuredBasisOf(decomposition: object): StructuredBasis | undefined {
  if (!('structuredBasis' in decomposition)) return undefined;
  try {
    return (decomposition as IsotypicDecomposition).structuredBasis();
  } catch (error) {
    if (error instanceof IsotypicError && error.code === 'BUDGET_EXCEEDED') return undefined;
    throw error;
  }
}

function overListedIrreps(rep: Representation): IsotypicStructure {
  return fromDecomposition(isotypicDecomposition(rep, { irreps: realIrreps(rep.group) }));
}

/** Structures whose labels come from one list of irreducibles. */
function joinByLabel(where: string, X: IsotypicStructure, Y: IsotypicStructure): readonly IsotypicStructure[] {
  const missing = (from: IsotypicStructure, to: IsotypicStructure) =>
    from.components.filter((c) => !to.components.some((other) => other.label === c.label));
  const inX = [...X.components, ...missing(Y, X).map(absent)];
  const inY = inX.map((c) => {
    const own = Y.components.find((other) => other.label === c.label) ?? absent(c);
    if (own.degree !== c.degree || own.type !== c.type || own.isTrivial !== c.isTrivial) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `one irreducible for the label ${c.label}`,
        received: `${c.type} of degree ${c.degree} and ${own.type} of degree ${own.degree}`,
      });
    }
    return own;
  });
  const same = (list: readonly StructureComponent[], s: IsotypicStructure) =>
    list.length === s.components.length && list.every((c, k) => c === s.components[k]);
  return [same(inX, X) ? X : withComponents(X, inX), same(inY, Y) ? Y : withComponents(Y, inY)];
}

function isStructure(source: StructureSource): source is IsotypicStructure {
  return typeof source === 'object' && source !== null && 'components' in source && !('orthonormalBasis' in source);
}

function isRepresentation(source: StructureSource): source is Representation {
  return STRUCTURE.accepts(source) && !isStructure(source) && !isDecomposition(source);
}

function isDecomposition(source: Representation | ActionDecomposition): source is ActionDecomposition {
  return 'orthonormalBasis' in source;
}

function absent(c: StructureComponent): StructureComponent {
  return { ...c, multiplicity: 0, offset: 0 };
}

function requireOneGroup(where: string, X: IsotypicStructure, Y: IsotypicStructure): void {
  const [g, h] = [X.representation?.group, Y.representation?.group];
  if (g === undefined || h === undefined || sameGenerators(g, h)) return;
  throw otherGroup(where, X.representation, Y.representation);
}

function otherGroup(where: string, x: Representation | undefined, y: Representation | undefined): IsotypicError {
  return invalidArgument(where, 'two representations of one group, on the same generators', `${x} and ${y}`);
}

function requireOneFamily(where: string, X: IsotypicStructure, Y: IsotypicStructure): void {
  if (X.family === Y.family) return;
  throw invalidArgument(
    where,
    'decompositions made together, whose equal labels mean equal matrices',
    'two that were made apart',
    'compactDecompositions([x, y]) makes both.',
  );
}
