/**
 * What a table is a table of: the group, its action, the conventions and the component layout. Written into every
 * file, so that nobody has to guess a sign or an order.
 */
import { invalidArgument, type PermutationGroup } from '@isotypic/algebra';
import type { IsotypicDecomposition } from '@isotypic/reps';

export const SCHEMA = 'isotypic/decomposition';
export const SCHEMA_VERSION = 1;

/** Real dimension of the endomorphism algebra ℝ, ℂ, ℍ. */
export const ENDOMORPHISM_DIMENSION = { real: 1, complex: 2, quaternionic: 4 } as const;

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

export interface TableDescriptor {
  readonly schema: typeof SCHEMA;
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly group: {
    readonly name: string;
    readonly degree: number;
    /** 0-based image arrays. */
    readonly generators: readonly (readonly number[])[];
    /** Decimal. */
    readonly order: string;
    readonly seed: number;
  };
  /** (g·h)[i] = g[h[i]], ρ(g·h) = ρ(g) ρ(h). */
  readonly action: 'left';
  readonly dimension: number;
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

/** The descriptor of a decomposition. O(number of components) besides the group's order. */
export function describeDecomposition(decomposition: IsotypicDecomposition, groupName: string): TableDescriptor {
  if (decomposition.field !== 'real') {
    throw invalidArgument('describeDecomposition', "a decomposition with { field: 'real' }", decomposition.field);
  }
  const group: PermutationGroup = decomposition.representation.group;
  let offset = 0;
  const components = decomposition.components.map((component): ComponentDescriptor => {
    const { label, degree, multiplicity, type, isTrivial } = component;
    const endomorphismDimension = ENDOMORPHISM_DIMENSION[type];
    const frobeniusSchur = type === 'real' ? 1 : type === 'complex' ? 0 : -1;
    const start = offset;
    offset += degree * multiplicity;
    return { label, degree, multiplicity, type, frobeniusSchur, endomorphismDimension, isTrivial, offset: start };
  });
  return {
    schema: SCHEMA,
    schemaVersion: SCHEMA_VERSION,
    group: {
      name: groupName,
      degree: group.degree,
      generators: group.generators.map((g) => g.toArray()),
      order: String(group.order),
      seed: group.seed,
    },
    action: 'left',
    dimension: decomposition.representation.dimension,
    field: decomposition.field,
    components,
    basis: {
      orientation: 'columns',
      ordering: 'copy-major',
      insideCopy: 'unit-major',
      complexStructure: 'blocks',
      gram: 'identity',
    },
  };
}
