/** Permutation representations: the group acts on a finite set, and on the space with that set as basis. */
import { IsotypicError, invalidArgument, Matrix, Permutation, PermutationGroup, rationals } from '@isotypic/algebra';
import type Fraction from 'fraction.js';
import { checkPermutationImages, permutationOperations } from './relators.js';
import type { ExactRepresentation } from './representation.js';

/** The linear representation of an action on {0, …, dimension−1}: ρ(g) eᵢ = e_{g(i)}. */
export class PermutationRepresentation implements ExactRepresentation {
  readonly kind = 'permutation';
  private lazyMatrices: readonly Matrix<Fraction>[] | undefined;

  /** Use `permutationRepresentation`, which checks its arguments. */
  constructor(
    readonly group: PermutationGroup,
    /** How each generator of the group permutes the basis. */
    readonly images: readonly Permutation[],
    readonly dimension: number,
    readonly label: string,
  ) {}

  get generatorMatrices(): readonly Matrix<Fraction>[] {
    this.lazyMatrices ??= this.images.map(permutationMatrix);
    return this.lazyMatrices;
  }

  /**
   * How g permutes the basis.
   * @throws {IsotypicError} `NOT_IN_GROUP`
   */
  permutation(g: Permutation): Permutation {
    if (this.images === this.group.generators) {
      this.group.factor(g);
      return g;
    }
    return this.group.factor(g).evaluateIn(permutationOperations(this.dimension), this.images);
  }

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

/**
 * The permutation representation of G in which generator k of the group acts as `images[k]`; the natural action on the
 * group's own points when `images` is left out. Images are proved to respect the relations of the group, at the cost of
 * one stabilizer chain on n + degree points; `{ check: false }` leaves that out for images that are known to.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when there is not one image for each generator; `DEGREE_MISMATCH` when
 * they
 *   have different degrees; `NOT_A_PERMUTATION`; `NOT_A_HOMOMORPHISM`, with `details.relator` naming a relation that
 *   fails.
 * @example permutationRepresentation(new PermutationGroup([[1, 2, 0]])).dimension // 3
 */
export function permutationRepresentation(
  group: PermutationGroup,
  images?: readonly (Permutation | readonly number[])[],
  options: { readonly degree?: number; readonly check?: boolean } = {},
): PermutationRepresentation {
  const where = 'permutationRepresentation';
  if (!(group instanceof PermutationGroup)) throw invalidArgument(where, 'a PermutationGroup', group);
  if (images === undefined) {
    return new PermutationRepresentation(group, group.generators, group.degree, `perm[${group.degree}]`);
  }
  if (images.length !== group.generators.length) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where,
      expected: `one image for each of the ${group.generators.length} generators of the group`,
      received: `${images.length}`,
    });
  }
  const permutations = images.map((p) => (p instanceof Permutation ? p : Permutation.fromImages(p)));
  const degree = options.degree ?? permutations[0]?.degree ?? 0;
  for (const p of permutations) {
    if (p.degree !== degree) {
      throw new IsotypicError('DEGREE_MISMATCH', {
        where,
        expected: `images of degree ${degree}`,
        received: `one of degree ${p.degree}`,
      });
    }
  }
  if (options.check !== false) checkPermutationImages(where, group, permutations, degree);
  return new PermutationRepresentation(group, permutations, degree, `perm[${degree}]`);
}

/** The one-dimensional representation in which everything acts as 1. */
export function trivialRepresentation(group: PermutationGroup): PermutationRepresentation {
  const one = Permutation.identity(1);
  return new PermutationRepresentation(
    group,
    group.generators.map(() => one),
    1,
    'trivial',
  );
}

/**
 * The regular representation: G acts on its own elements by left multiplication. Elements are numbered breadth first
 * from the identity along the generators, so that the identity is number 0.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the group has more than `options.limit` elements (default 10⁵).
 * Cost: O(|G| · #generators · degree).
 */
export function regularRepresentation(
  group: PermutationGroup,
  options: { readonly limit?: number } = {},
): PermutationRepresentation {
  const limit = options.limit ?? 100_000;
  if (group.order > BigInt(limit)) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: 'regularRepresentation',
      expected: `a group of order at most ${limit}`,
      received: `order ${group.order}`,
      remedy: 'Pass a larger { limit } if a representation of that dimension is wanted.',
    });
  }
  const order = Number(group.order);
  const elements: Permutation[] = [Permutation.identity(group.degree)];
  const number = new Map<string, number>([[key(elements[0]), 0]]);
  const images = group.generators.map(() => new Uint32Array(order));
  for (let i = 0; i < elements.length; i++) {
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
  return p.degree < 0xd800 ? String.fromCharCode(...p.images) : p.images.join();
}
