/** Exact tensors with their entries listed. */
import { Cyclotomic, Fraction, rationals } from '@isotypic/algebra';
import { integerEntry } from '../linear/entries.js';
import type { ExactNumber, InvariantBasis, VisitEntry } from '../linear/invariant-basis.js';

/**
 * Entry i is Σ_c numerators[i·φ + c]·ζ_orderᶜ / denominator at position indices[i], φ coordinates an entry.
 */
export interface ExactVector {
  readonly indices: readonly number[];
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
  readonly order: number;
}

export class ExactVectorBasis implements InvariantBasis {
  readonly orthogonal = false;

  constructor(
    readonly size: number,
    private readonly vectors: readonly ExactVector[],
    readonly method: string,
  ) {}

  get dimension(): number {
    return this.vectors.length;
  }

  nonZeros(k: number): number {
    return this.vectors[k].indices.length;
  }

  forEachEntry(k: number, visit: VisitEntry): void {
    const { indices, numerators, denominator, order } = this.vectors[k];
    const degree = indices.length === 0 ? 1 : numerators.length / indices.length;
    indices.forEach((at, i) => {
      visit(at, entryOf(numerators.slice(i * degree, (i + 1) * degree), denominator, order));
    });
  }
}

const ONE = rationals.one;
const MINUS_ONE = rationals.neg(rationals.one);

function entryOf(coordinates: readonly bigint[], denominator: bigint, order: number): ExactNumber {
  if (coordinates.slice(1).every((c) => c === 0n)) {
    const [n] = coordinates;
    if (n === denominator) return ONE;
    return n === -denominator ? MINUS_ONE : new Fraction(n, denominator);
  }
  return Cyclotomic.fromExponents(
    order,
    coordinates.map((c, e): [number, Fraction] => [e, new Fraction(c, denominator)]),
  );
}

/** An exact number as a cyclotomic one. */
export function asCyclotomic(x: ExactNumber): Cyclotomic {
  if (x instanceof Cyclotomic) return x;
  if (x.d === 1n && x.n <= 1024n) return integerEntry(Number(x.s * x.n));
  return Cyclotomic.fromRational(x);
}
