/**
 * What a table is a table of: the group, its action, the conventions and the component layout. Written into every
 * file, so that nobody has to guess a sign or an order.
 */
import { checkArgument, fingerprint, type Kind, realDimension, text } from '@isotypic/algebra/internal';
import { actionFingerprint, type ExactRepresentation, type IsotypicDecomposition } from '@isotypic/reps';
import type { Precision } from '../exact/float-tensors.js';
import { type PrintedMatrix, printMatrix } from '../exact/printed-matrix.js';
import { generatorFor } from '../generator.js';
import { describeGroupIn, type GroupDescriptor } from '../groups/group-descriptor.js';
import { describeRepresentation, type RepresentationDescriptor } from '../representations/representation-descriptor.js';
import type { TableDescriptor } from '../table.js';

export const SCHEMA = 'isotypic/decomposition';
/** 2: with the fingerprints of the action and of the basis. 3: with the representation, so that it can be verified. */
export const SCHEMA_VERSION = 3;

/** 64 projectors of dimension 64 have 2¹⁸ entries, a few megabytes as text. */
const PROJECTOR_DIMENSION = 64;

export const DECOMPOSITION: Kind = {
  expected: "an isotypic decomposition with { field: 'real' }",
  accepts: (v) => {
    if (typeof v !== 'object' || v === null) return false;
    const { field, components, basis } = v as Partial<IsotypicDecomposition>;
    return field === 'real' && Array.isArray(components) && typeof basis === 'function';
  },
  remedy: (v) => {
    if (typeof v !== 'object' || v === null) return undefined;
    if ('generatorMatrices' in v) return 'isotypicDecomposition(rep) makes one.';
    return 'generators' in v ? 'isotypicDecomposition(permutationRepresentation(group)) makes one.' : undefined;
  },
};

/** What a table says of one component. */
export interface ComponentDescriptor {
  readonly label: string;
  /** Dimension of one copy. */
  readonly degree: number;
  readonly multiplicity: number;
  readonly type: 'real' | 'complex' | 'quaternionic';
  /** 1, 0, −1: Frobenius–Schur indicator of the complex constituents. */
  readonly frobeniusSchur: 1 | 0 | -1;
  readonly endomorphismDimension: 1 | 2 | 4;
  readonly isTrivial: boolean;
  /** First column of the component in the basis; copy i starts at offset + i·degree. */
  readonly offset: number;
}

/** The descriptor of a table of a decomposition. */
export interface DecompositionDescriptor extends TableDescriptor {
  readonly schema: typeof SCHEMA;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly fingerprints: {
    /** Of the images of the generators, `actionFingerprint(rep)`. */
    readonly action: string;
    /** Of the exact columns. */
    readonly basis: string;
  };
  readonly group: GroupDescriptor;
  /** (g·h)[i] = g[h[i]], ρ(g·h) = ρ(g) ρ(h). */
  readonly action: 'left';
  readonly dimension: number;
  readonly representation: RepresentationDescriptor;
  readonly precision: Precision;
  /** Whether the projectors are written too. */
  readonly projectors: boolean;
  readonly field: 'real' | 'rational' | 'complex';
  readonly components: readonly ComponentDescriptor[];
  readonly basis: {
    /** ρ(g) = Q (⊕ I_m ⊗ ρ̂(g)) Qᵀ with the basis vectors as Q's columns. */
    readonly orientation: 'columns';
    readonly ordering: 'copy-major';
    /** Inside a copy r = u·(degree/e) + s; E_u ⊗ I commutes: real parts first, then imaginary. */
    readonly insideCopy: 'unit-major';
    readonly complexStructure: 'blocks';
    /** Of the float basis; the exact basis has the Gram matrix given with it. */
    readonly gram: 'identity';
  };
}

/**
 * The descriptor of a decomposition. Costs its exact basis, for the fingerprint, and the group's order.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no decomposition over ℝ
 * @example
 * const decomposition = isotypicDecomposition(permutationRepresentation(catalogue.cyclic(4)));
 * describeDecomposition(decomposition, 'cyclic(4)').components.map((c) => c.degree) // [1, 1, 2]
 */
export function describeDecomposition(
  decomposition: IsotypicDecomposition,
  groupName: string,
): DecompositionDescriptor {
  checkArgument('describeDecomposition', 'decomposition', decomposition, DECOMPOSITION);
  checkArgument('describeDecomposition', 'groupName', groupName, text);
  return descriptorOf(decomposition, groupName, printMatrix(decomposition.basis().columns), {});
}

/** The descriptor, with the exact columns as they are printed. */
export function descriptorOf(
  { representation, components, field }: IsotypicDecomposition,
  groupName: string,
  columns: PrintedMatrix,
  { precision = 'float64', projectors }: { readonly precision?: Precision; readonly projectors?: boolean },
): DecompositionDescriptor {
  const { group, dimension } = representation;
  const described = describeGroupIn('describeDecomposition', group, groupName);
  return {
    schema: SCHEMA,
    schemaVersion: SCHEMA_VERSION,
    fingerprints: { action: actionFingerprint(representation), basis: basisFingerprint(columns) },
    generator: generatorFor(described),
    group: described,
    action: 'left',
    dimension,
    // the basis is exact, and so is what it belongs to
    representation: describeRepresentation(representation as ExactRepresentation),
    precision,
    projectors: projectors ?? dimension <= PROJECTOR_DIMENSION,
    field,
    components: componentDescriptors(components),
    basis: {
      orientation: 'columns',
      ordering: 'copy-major',
      insideCopy: 'unit-major',
      complexStructure: 'blocks',
      gram: 'identity',
    },
  };
}

export function componentDescriptors(components: IsotypicDecomposition['components']): ComponentDescriptor[] {
  let offset = 0;
  return components.map(({ label, degree, multiplicity, type, isTrivial }) => {
    const endomorphismDimension = realDimension(type);
    const frobeniusSchur = type === 'real' ? 1 : type === 'complex' ? 0 : -1;
    const start = offset;
    offset += degree * multiplicity;
    return { label, degree, multiplicity, type, frobeniusSchur, endomorphismDimension, isTrivial, offset: start };
  });
}

/** The fingerprint of an exact basis, whose columns are printed in their normal form. */
export function basisFingerprint(columns: PrintedMatrix): string {
  return fingerprint(['exact columns', [columns.length], ...columns.flat()]);
}
