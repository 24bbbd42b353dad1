/** Finite groups on a base space, or on none. */

import type { ExactMatrix } from '@isotypic/algebra';
import { type Float64Layout, Permutation, type PermutationGroup, toFloat64 } from '@isotypic/algebra';
import { checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import {
  endomorphismUnits,
  isotypicDecompositions,
  matrixRepresentation,
  NumericRepresentation,
  numericRepresentation,
  PermutationRepresentation,
  permutationRepresentation,
  type RealIrrep,
  type Representation,
  realIrreps,
  regularRepresentation,
  trivialRepresentation,
} from '@isotypic/reps';
import { sameGenerators } from '@isotypic/reps/internal';
import { REPRESENTATION_OF_GROUP } from './field-kinds.js';
import type { Fiber, FiberIrrep, FieldRepresentation, GroupAverage, GroupElement, GSpace } from './gspace.js';
import { isSignedPermutation } from './signed-permutations.js';

const PERMUTATION = instance(
  Permutation,
  'a permutation, an element of the group',
  () => 'Take one of gspace.elements.',
);

/** Groups of more elements are not listed: a mean over them would take too long. */
const MOST_ELEMENTS = 20_000;

export interface FiniteGSpaceParts {
  readonly name: string;
  readonly group: PermutationGroup;
  readonly baseDimension: 0 | 2 | 3;
  /** How an element moves points, d×d. */
  readonly pointMatrix: (g: Permutation) => Float64Layout;
  /** Matrices on the generators of the irreducible with escnn's numbers, or undefined where they name none. */
  readonly irrep: (id: readonly number[]) => FieldRepresentation | undefined;
  /** What `irrep` takes, for its refusal. */
  readonly irrepNumbers: string;
}

/**
 * A finite group acting on ℝᵈ. Use `gspaces` or `noBaseSpace`.
 * @example
 * gspaces.rot2dOnR2(4).regular.dimension // 4
 */
export class FiniteGSpace implements GSpace {
  readonly kind = 'finite';
  readonly name: string;
  readonly group: PermutationGroup;
  readonly baseDimension: 0 | 2 | 3;
  readonly trivial: Representation;
  private lazyElements: readonly Permutation[] | undefined;
  private lazySymmetries: readonly Permutation[] | undefined;
  private readonly irreps = new Map<string, FieldRepresentation>();
  private readonly seen = new WeakMap<RealIrrep, FiberIrrep>();
  private lazyRegular: Representation | undefined;

  /** @internal */
  constructor(private readonly parts: FiniteGSpaceParts) {
    this.name = parts.name;
    this.group = parts.group;
    this.baseDimension = parts.baseDimension;
    this.trivial = trivialRepresentation(parts.group);
  }

  get order(): bigint {
    return this.group.order;
  }

  get regular(): Representation {
    // the groups of gspaces stand on their own elements in escnn's order
    const isRegular = this.group.order === BigInt(this.group.degree) && this.group.isTransitive();
    this.lazyRegular ??= isRegular ? permutationRepresentation(this.group) : regularRepresentation(this.group);
    return this.lazyRegular;
  }

  irrep(...id: readonly number[]): FieldRepresentation {
    const key = id.map(String).join();
    const found = this.irreps.get(key) ?? (id.every(Number.isSafeInteger) ? this.parts.irrep(id) : undefined);
    checkArgument('GSpace.irrep', 'id', id, {
      expected: this.parts.irrepNumbers,
      accepts: () => found !== undefined,
      remedy: () => `${this.name} has no other irreducibles.`,
    });
    this.irreps.set(key, found as FieldRepresentation);
    return found as FieldRepresentation;
  }

  /** @internal */
  requireRepresentation(where: string, value: unknown): asserts value is Representation {
    checkArgument(where, 'representation', value, REPRESENTATION_OF_GROUP);
    if (sameGenerators((value as Representation).group, this.group)) return;
    throw invalidArgument(
      where,
      `a representation of the group of ${this.name}, on the same generators`,
      String(value),
      'Make it from gspace.group.',
    );
  }

  /** @internal */
  fibers(representations: readonly FieldRepresentation[]): readonly Fiber[] {
    const reps = representations.map((rep) => {
      this.requireRepresentation('GSpace.fibers', rep);
      return rep;
    });
    return isotypicDecompositions(reps).map((decomposition, k) => ({
      dimension: reps[k].dimension,
      parts: decomposition.components
        .filter((c) => c.multiplicity > 0)
        .map((c) => ({ irrep: this.fiberIrrep(c.irrep), multiplicity: c.multiplicity })),
      basis: decomposition.orthonormalBasis().data,
    }));
  }

  private fiberIrrep(irrep: RealIrrep): FiberIrrep {
    let known = this.seen.get(irrep);
    if (known === undefined) {
      known = new FiniteFiberIrrep(irrep, this.trivial);
      this.seen.set(irrep, known);
    }
    return known;
  }

  matrix(representation: FieldRepresentation, g: GroupElement): Float64Array {
    this.requireRepresentation('GSpace.matrix', representation);
    const element = this.requireElement('GSpace.matrix', g);
    if (representation instanceof NumericRepresentation) return representation.matrix(element).data;
    if (representation instanceof PermutationRepresentation) {
      const n = representation.dimension;
      const data = new Float64Array(n * n);
      representation.permutation(element).images.forEach((to, from) => {
        data[to * n + from] = 1;
      });
      return data;
    }
    return toFloat64(representation.matrix(element)).data;
  }

  pointMatrix(g: GroupElement): Float64Layout {
    return this.parts.pointMatrix(this.requireElement('GSpace.pointMatrix', g));
  }

  private requireElement(where: string, g: GroupElement): Permutation {
    checkArgument(where, 'g', g, PERMUTATION);
    return g as Permutation;
  }

  /** All elements, identity first. @throws {IsotypicError} `INVALID_ARGUMENT` above 20 000 */
  get elements(): readonly Permutation[] {
    if (this.lazyElements === undefined) {
      if (this.group.order > BigInt(MOST_ELEMENTS)) {
        throw invalidArgument(
          'GSpace.elements',
          `a group of at most ${MOST_ELEMENTS} elements`,
          `order ${this.group.order}`,
        );
      }
      this.lazyElements = [...this.group.elements()];
    }
    return this.lazyElements;
  }

  /** @internal */
  average(): GroupAverage {
    const { elements } = this;
    return { elements, weights: new Float64Array(elements.length).fill(1 / elements.length) };
  }

  get gridSymmetries(): readonly Permutation[] {
    if (this.baseDimension === 0) return [Permutation.identity(this.group.degree)];
    this.lazySymmetries ??= this.elements.filter((g) => isSignedPermutation(this.pointMatrix(g)));
    return this.lazySymmetries;
  }

  toString(): string {
    return this.name;
  }
}

/** A real irrep in its orthonormal normal form; matrices are kept. */
class FiniteFiberIrrep implements FiberIrrep {
  readonly label: string;
  readonly degree: number;
  readonly isTrivial: boolean;
  readonly bandlimit = 0;
  readonly commuting: readonly Float64Array[];
  private readonly matrices = new WeakMap<Permutation, Float64Array>();

  private lazyRepresentation: Representation | undefined;

  constructor(
    private readonly irrep: RealIrrep,
    private readonly trivial: Representation,
  ) {
    this.label = irrep.label;
    this.degree = irrep.degree;
    this.isTrivial = irrep.isTrivial;
    this.commuting = endomorphismUnits(irrep.type).map((unit) => unitOnCopy(unit, irrep.degree));
  }

  get representation(): Representation {
    const { group, orthogonalMatrices, isTrivial } = this.irrep;
    this.lazyRepresentation ??= isTrivial
      ? this.trivial
      : numericRepresentation(group, orthogonalMatrices, { label: this.label });
    return this.lazyRepresentation;
  }

  matrix(g: GroupElement): Float64Array {
    const element = g as Permutation;
    let known = this.matrices.get(element);
    if (known === undefined) {
      known = this.irrep.orthogonalMatrix(element).data;
      this.matrices.set(element, known);
    }
    return known;
  }
}

/** E ⊗ I on coordinates r = u·(d/e) + s. */
function unitOnCopy(unit: readonly (readonly number[])[], degree: number): Float64Array {
  const block = degree / unit.length;
  const data = new Float64Array(degree * degree);
  unit.forEach((row, a) => {
    row.forEach((entry, b) => {
      for (let s = 0; s < block; s++) data[(a * block + s) * degree + b * block + s] = entry;
    });
  });
  return data;
}

/** The representation by exact matrices on the generators; 1-dimensional trivial where there are none. */
export function exactIrrep(group: PermutationGroup, matrices: readonly ExactMatrix[], label: string): Representation {
  return matrixRepresentation(group, matrices, { label, dimension: matrices[0]?.rows ?? 1 });
}

/** The k-th real irreducible of the group in its orthonormal form. */
export function listedIrrep(group: PermutationGroup, k: number | undefined): Representation | undefined {
  const irrep = k === undefined ? undefined : realIrreps(group)[k];
  if (irrep === undefined) return undefined;
  if (irrep.isTrivial) return trivialRepresentation(group);
  return numericRepresentation(group, irrep.orthogonalMatrices, { label: `irrep(${k})` });
}
