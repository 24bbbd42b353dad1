/** Permutation representations: the group acts on a finite set, and on the space with that set as basis. */
import { IsotypicError, Matrix, Permutation, type PermutationGroup, rationals, WorkMeter } from '@isotypic/algebra';
import {
  arrayOf,
  boolean,
  checkArgument,
  checkOptions,
  either,
  integer,
  invalidArgument,
  type OptionKinds,
} from '@isotypic/algebra/internal';
import type Fraction from 'fraction.js';
import { GROUP, PERMUTATION } from '../argument-kinds.js';
import { ObjectCache } from '../caches.js';
import { CONSTRUCTION_OPTION_KINDS, type ConstructionOptions } from './construction-options.js';
import type { LinearAction } from './linear-action.js';
import { checkPermutationImages, permutationOperations } from './relators.js';
import type { RepresentationBase } from './representation.js';

/** Matrices of lists of permutations, written out once. */
const matricesOf = new ObjectCache<readonly Permutation[], readonly Matrix<Fraction>[]>();

/**
 * The linear representation of an action on {0, …, dimension−1}: ρ(g) eᵢ = e_{g(i)}.
 * @example
 * const G = catalogue.dihedral(4);
 * permutationRepresentation(G).permutation(G.generators[0]).image(0) // 1
 */
export class PermutationRepresentation implements RepresentationBase, LinearAction {
  readonly kind = 'permutation';

  /** Use `permutationRepresentation`, which checks its arguments. */
  constructor(
    readonly group: PermutationGroup,
    /** How each generator of the group permutes the basis. */
    readonly images: readonly Permutation[],
    readonly dimension: number,
    readonly label: string,
  ) {}

  get generatorMatrices(): readonly Matrix<Fraction>[] {
    return matricesOf.getOrMake(this.images, () => this.images.map(permutationMatrix));
  }

  /**
   * How g permutes the basis.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   */
  permutation(g: Permutation): Permutation {
    // the natural action: no word is needed, and outside of the group the search for one refuses
    if (this.images === this.group.generators && this.group.contains(g)) return g;
    return this.group.factor(g).evaluateIn(permutationOperations(this.dimension), this.images);
  }

  /**
   * ρ(g), exact.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   */
  matrix(g: Permutation): Matrix<Fraction> {
    return permutationMatrix(this.permutation(g));
  }

  toString(): string {
    return this.label;
  }
}

/** M with M[p(i)][i] = 1, so that M eᵢ = e_{p(i)}. */
export function permutationMatrix(p: Permutation): Matrix<Fraction> {
  const n = p.degree;
  const entries: Fraction[] = new Array(n * n).fill(rationals.zero);
  for (let i = 0; i < n; i++) entries[p.images[i] * n + i] = rationals.one;
  return new Matrix(rationals, n, n, entries);
}

/** Options of {@link permutationRepresentation}. */
export interface PermutationRepresentationOptions {
  /** Needed only where the group has no generators. */
  readonly degree?: number;
  /** `false` leaves the proof out, for images that are known to respect the relations. Default: true. */
  readonly check?: boolean;
}

const OPTION_KINDS: OptionKinds<PermutationRepresentationOptions> = { degree: integer(0), check: boolean };

/**
 * The permutation representation of G in which generator k of the group acts as `images[k]`; the natural action on the
 * group's own points when `images` is left out. Images are proved to respect the relations of the group, at the cost of
 * one stabilizer chain on n + degree points.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when there is not one image for each generator; `DEGREE_MISMATCH` when
 *   they have different degrees; `NOT_A_PERMUTATION`; `NOT_A_HOMOMORPHISM`, with `details.relator` naming a relation
 *   that fails.
 * @example permutationRepresentation(new PermutationGroup([[1, 2, 0]])).dimension // 3
 */
export function permutationRepresentation(
  group: PermutationGroup,
  images?: readonly (Permutation | readonly number[])[],
  options: PermutationRepresentationOptions = {},
): PermutationRepresentation {
  const where = 'permutationRepresentation';
  checkArgument(where, 'group', group, GROUP);
  checkOptions(where, options, OPTION_KINDS);
  if (images === undefined) {
    return new PermutationRepresentation(group, group.generators, group.degree, `perm[${group.degree}]`);
  }
  checkArgument(where, 'images', images, arrayOf(either(PERMUTATION, arrayOf(integer(0)))));
  if (images.length !== group.generators.length) {
    const expected = `one image for each of the ${group.generators.length} generators of the group`;
    throw invalidArgument(where, expected, images.length);
  }
  const permutations = images.map((p) => (p instanceof Permutation ? p : Permutation.fromImages(p)));
  const degree = options.degree ?? permutations[0]?.degree ?? 0;
  for (const p of permutations) {
    if (p.degree === degree) continue;
    throw new IsotypicError('DEGREE_MISMATCH', {
      where,
      expected: `images of degree ${degree}`,
      received: `one of degree ${p.degree}`,
    });
  }
  if (options.check !== false) checkPermutationImages(where, group, permutations, degree);
  return new PermutationRepresentation(group, permutations, degree, `perm[${degree}]`);
}

/**
 * The one-dimensional representation in which everything acts as 1.
 * @example trivialRepresentation(catalogue.cyclic(3)).dimension // 1
 */
export function trivialRepresentation(group: PermutationGroup): PermutationRepresentation {
  checkArgument('trivialRepresentation', 'group', group, GROUP);
  const one = Permutation.identity(1);
  return new PermutationRepresentation(
    group,
    group.generators.map(() => one),
    1,
    'trivial',
  );
}

/** Elements that are still listed unless asked for. */
const REGULAR_LIMIT = 100_000;

/**
 * The regular representation: G acts on its own elements by left multiplication. Elements are numbered breadth first
 * from the identity along the generators, so that the identity is number 0.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the group has more than `options.limit` elements (default 10⁵);
 *   `BUDGET_EXCEEDED`, a step being an element
 * Cost: O(|G| · #generators · degree).
 * @example regularRepresentation(catalogue.dihedral(4)).dimension // 8
 */
export function regularRepresentation(
  group: PermutationGroup,
  options: ConstructionOptions = {},
): PermutationRepresentation {
  const where = 'regularRepresentation';
  checkArgument(where, 'group', group, GROUP);
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const limit = options.limit ?? REGULAR_LIMIT;
  if (group.order > BigInt(limit)) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: `a group of order at most ${limit}`,
      received: `order ${group.order}`,
      remedy: 'Pass a larger { limit } if a representation of that dimension is wanted.',
    });
  }
  const meter = new WorkMeter(where, options);
  const order = Number(group.order);
  const elements: Permutation[] = [Permutation.identity(group.degree)];
  const number = new Map<string, number>([[key(elements[0]), 0]]);
  const images = group.generators.map(() => new Uint32Array(order));
  for (let i = 0; i < elements.length; i++) {
    meter.step();
    for (let k = 0; k < group.generators.length; k++) {
      const product = group.generators[k].times(elements[i]);
      const name = key(product);
      let j = number.get(name);
      if (j === undefined) {
        j = elements.length;
        number.set(name, j);
        elements.push(product);
      }
      images[k][i] = j;
    }
  }
  return new PermutationRepresentation(
    group,
    images.map((p) => Permutation.fromTrustedImages(p)),
    order,
    `regular[${order}]`,
  );
}

function key(p: Permutation): string {
  // a spread argument list of 2¹⁴ entries is safe on every engine; code units below 0xd800 stand for themselves
  return p.degree <= 0x4000 ? String.fromCharCode(...p.images) : p.images.join();
}
