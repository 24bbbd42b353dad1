/** Maps between matrix representations of one finite group, from their isotypic decompositions in reps. */
import { type Cyclotomic, type ExactMatrix, Fraction, type Matrix, type PermutationGroup } from '@isotypic/algebra';
import { intertwiners, type LinearAction, MatrixRepresentation, PermutationRepresentation } from '@isotypic/reps';
import type { InvariantBasis, VisitEntry } from '../linear/invariant-basis.js';

/** From here on two decompositions cost less than the constraints of all pairs of coordinates; measured on S(6). */
const BLOCKS_FROM = 400;

/**
 * The basis adapted to the irreps; null unless both are representations of one group object, one of them by matrices.
 */
export function isotypicBasis(into: LinearAction, out: LinearAction): InvariantBasis | null {
  if (into.dimension * out.dimension < BLOCKS_FROM || groupOf(into) === null || groupOf(into) !== groupOf(out))
    return null;
  if (into instanceof PermutationRepresentation && out instanceof PermutationRepresentation) return null;
  const [X, Y] = [into, out] as (MatrixRepresentation | PermutationRepresentation)[];
  return new IntertwinerBasis(intertwiners(X, Y), X.dimension * Y.dimension);
}

function groupOf(action: LinearAction): PermutationGroup | null {
  return action instanceof MatrixRepresentation || action instanceof PermutationRepresentation ? action.group : null;
}

class IntertwinerBasis implements InvariantBasis {
  readonly method = 'isotypic blocks';
  readonly orthogonal = false;
  private lazyMaps: readonly ExactMatrix[] | undefined;

  constructor(
    private readonly found: ReturnType<typeof intertwiners>,
    readonly size: number,
  ) {}

  get dimension(): number {
    return this.found.dimension;
  }

  nonZeros(k: number): number {
    let count = 0;
    this.forEachEntry(k, () => {
      count++;
    });
    return count;
  }

  forEachEntry(k: number, visit: VisitEntry): void {
    this.lazyMaps ??= this.found.basis();
    const map = this.lazyMaps[k] as Matrix<Fraction | Cyclotomic>;
    map.entries.forEach((x, position) => {
      if (!(x instanceof Fraction ? x.n === 0n : x.isZero())) visit(position, x);
    });
  }
}
