/** A type bound to groups: a sum of tensor products of factors, each acted on by one group. */
import type { ExactMatrix } from '@isotypic/algebra';
import type { LinearAction } from '@isotypic/reps';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import type { MatrixGroup } from '../matrix-groups/matrix-group.js';
import type { Factor } from './factor.js';

/** `multiplicity` copies of a tensor product. */
export interface RepresentationSummand {
  readonly text: string;
  readonly multiplicity: number;
  readonly factors: readonly Factor[];
  /** Of one copy. */
  readonly dimension: number;
}

/** Which coordinates are what. */
export interface SummandSize {
  /** The summand's text, such as `T(2)`. */
  readonly summand: string;
  readonly copy: number;
  /** The first of its coordinates. */
  readonly offset: number;
  readonly dimension: number;
}

/**
 * A type bound to groups: `type.over(group)` makes one.
 * @example
 * const V = parseType('2*T(1) + T(2)').over(parseMatrixGroup('O(3)'));
 * V.dimension // 15
 * V.sizes().map(({ summand, offset }) => `${summand} at ${offset}`) // ['T(1) at 0', 'T(1) at 3', 'T(2) at 6']
 */
export class Representation implements LinearAction {
  readonly dimension: number;
  /** @internal */
  readonly summands: readonly RepresentationSummand[];
  /** The groups that act, by token; the group is their product, its generators those of one after the other. */
  readonly groups: ReadonlyMap<string, MatrixGroup>;
  private lazyGenerators: readonly SparseMatrix[] | undefined;
  private lazyDerivations: readonly SparseMatrix[] | undefined;

  /** @internal */
  constructor(summands: readonly RepresentationSummand[], groups: ReadonlyMap<string, MatrixGroup>) {
    this.summands = summands;
    this.groups = groups;
    this.dimension = summands.reduce((sum, s) => sum + s.multiplicity * s.dimension, 0);
  }

  /** The layout of the coordinates: summand by summand, copy by copy; a product's are row-major. */
  sizes(): SummandSize[] {
    const sizes: SummandSize[] = [];
    let offset = 0;
    for (const { text, multiplicity, dimension } of this.summands) {
      for (let copy = 0; copy < multiplicity; copy++, offset += dimension) {
        sizes.push({ summand: text, copy, offset, dimension });
      }
    }
    return sizes;
  }

  /**
   * The same with further groups, which act trivially: so that two representations have the same generators. @internal
   */
  withGroups(groups: ReadonlyMap<string, MatrixGroup>): Representation {
    return new Representation(this.summands, groups);
  }

  /** @internal ρ of the discrete generators and turns, group after group, sparse. */
  sparseGenerators(): readonly SparseMatrix[] {
    this.lazyGenerators ??= [...this.groups].flatMap(([token, group]) => [
      ...group.elements.map((_, k) => this.ofElement(token, k)),
      ...group.turns.map((_, k) => this.ofTurn(token, k)),
    ]);
    return this.lazyGenerators;
  }

  /** @internal ρ of discrete generator k of one of the groups. @internal */
  ofElement(token: string, k: number): SparseMatrix {
    return this.sum(token, 'element', (f) => f.elements[k]);
  }

  /** @internal dρ of element k given of the Lie algebra of one of the groups. @internal */
  ofAlgebra(token: string, k: number): SparseMatrix {
    return this.sum(token, 'derivation', (f) => f.algebra[k]);
  }

  /** @internal ρ of turn k. @throws {IsotypicError} `CONDUCTOR_BUDGET` @internal */
  ofTurn(token: string, k: number): SparseMatrix {
    return this.sum(token, 'element', (f) => f.turnMatrices()[k]);
  }

  /** @internal dρ of the generator of turn k; null where a factor knows only the matrix of the turn. @internal */
  ofTurnGenerator(token: string, k: number): SparseMatrix | null {
    const known = this.summands.every((s) => s.factors.every((f) => f.token !== token || f.turnGenerators !== null));
    return known ? this.sum(token, 'derivation', (f) => (f.turnGenerators as readonly SparseMatrix[])[k]) : null;
  }

  /** @internal dρ of the given elements of the Lie algebras, sparse. */
  sparseDerivations(): readonly SparseMatrix[] {
    this.lazyDerivations ??= [...this.groups].flatMap(([token, group]) =>
      group.algebra.map((_, k) => this.ofAlgebra(token, k)),
    );
    return this.lazyDerivations;
  }

  get generatorMatrices(): readonly ExactMatrix[] {
    return this.sparseGenerators().map((m) => m.toDense());
  }

  get derivations(): readonly ExactMatrix[] {
    return this.sparseDerivations().map((m) => m.toDense());
  }

  toString(): string {
    const terms = this.summands.map((s) => (s.multiplicity === 1 ? s.text : `${s.multiplicity}*${s.text}`));
    return `${terms.join(' + ') || '0'} of ${[...this.groups.values()].join(' x ') || 'the trivial group'}`;
  }

  /** The direct sum over the summands of what one generator of the group `token` does. */
  private sum(token: string, kind: 'element' | 'derivation', of: (f: Factor) => SparseMatrix): SparseMatrix {
    const blocks = this.summands.flatMap((s) => {
      const block = onProduct(s.factors, token, kind, of);
      return Array.from({ length: s.multiplicity }, () => block);
    });
    return SparseMatrix.blockDiagonal(blocks);
  }
}

function onProduct(
  factors: readonly Factor[],
  token: string,
  kind: 'element' | 'derivation',
  of: (f: Factor) => SparseMatrix,
): SparseMatrix {
  const one = SparseMatrix.identity(1);
  if (kind === 'element') {
    return factors.reduce(
      (product, f) => product.kronecker(f.token === token ? of(f) : SparseMatrix.identity(f.dimension)),
      one,
    );
  }
  const size = factors.reduce((n, f) => n * f.dimension, 1);
  let sum = SparseMatrix.fromColumns(
    size,
    Array.from({ length: size }, () => new Map()),
  );
  factors.forEach((f, place) => {
    if (f.token !== token) return;
    const term = factors.reduce(
      (product, g, k) => product.kronecker(k === place ? of(g) : SparseMatrix.identity(g.dimension)),
      one,
    );
    sum = sum.plus(term);
  });
  return sum;
}
