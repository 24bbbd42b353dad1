/**
 * The equivariant maps between two products of spaces, Hom(A, B) = (B ⊗ A*)^G. For a product of groups that act on
 * different factors the invariants are the products of each group's: the factors are sorted by group, and every group
 * is solved for alone.
 */
import { Fraction, type WorkOptions } from '@isotypic/algebra';
import type { ExactNumber, InvariantBasis } from '../linear/invariant-basis.js';
import type { Factor } from '../representations/factor.js';
import { invariantBasis } from './engine.js';
import { asCyclotomic } from './exact-vectors.js';
import { TensorShape } from './tensor-operators.js';

/** Called for each entry of a map that is not zero. */
export type VisitMapEntry = (row: number, col: number, value: ExactNumber) => void;

/** One group's factors, and where they stand. */
export interface HomPart {
  readonly token: string;
  readonly factors: readonly Factor[];
  readonly basis: InvariantBasis;
  readonly shape: TensorShape;
  /** What a step in each of the factors adds to the row and to the column. */
  readonly rowStrides: readonly number[];
  readonly colStrides: readonly number[];
}

export class HomBlock {
  readonly rows: number;
  readonly cols: number;
  readonly parts: readonly HomPart[];
  readonly dimension: number;

  constructor(
    readonly inFactors: readonly Factor[],
    readonly outFactors: readonly Factor[],
    options: WorkOptions,
  ) {
    const [into, out] = [inFactors, outFactors].map((fs) => new TensorShape(fs.map((f) => f.dimension)));
    this.rows = out.size;
    this.cols = into.size;
    const places = [
      ...outFactors.map((factor, k) => ({ factor, isOut: true, row: out.strides[k], col: 0 })),
      ...inFactors.map((factor, k) => ({
        factor: factor.dual(),
        isOut: false,
        row: 0,
        col: into.strides[k],
      })),
    ];
    this.parts = [...new Set(places.map((p) => p.factor.token))].map((token) => {
      const own = places.filter((p) => p.factor.token === token);
      const factors = own.map((p) => p.factor);
      return {
        token,
        factors,
        basis: factors[0].knownMaps ?? invariantBasis(factors, own.filter((p) => p.isOut).length, options),
        shape: new TensorShape(factors.map((f) => f.dimension)),
        rowStrides: own.map((p) => p.row),
        colStrides: own.map((p) => p.col),
      };
    });
    this.dimension = this.parts.reduce((n, p) => n * p.basis.dimension, 1);
  }

  /** The engines used. */
  get method(): string {
    return this.parts.map((p) => p.basis.method).join(' ⊗ ') || 'scalars';
  }

  /** Whether the basis is orthogonal. */
  get orthogonal(): boolean {
    return this.parts.every((p) => p.basis.orthogonal);
  }

  /** The number of entries of map k that are not zero. */
  nonZeros(k: number): number {
    return this.digits(k).reduce((n, digit, part) => n * this.parts[part].basis.nonZeros(digit), 1);
  }

  forEachEntry(k: number, visit: VisitMapEntry): void {
    const digits = this.digits(k);
    const descend = (part: number, row: number, col: number, value: ExactNumber): void => {
      if (part === this.parts.length) {
        visit(row, col, value);
        return;
      }
      const { basis, shape, rowStrides, colStrides } = this.parts[part];
      const { dimensions, strides } = shape;
      basis.forEachEntry(digits[part], (position, x) => {
        let [r, c] = [row, col];
        for (let f = 0; f < dimensions.length; f++) {
          const digit = Math.floor(position / strides[f]) % dimensions[f];
          r += digit * rowStrides[f];
          c += digit * colStrides[f];
        }
        descend(part + 1, r, c, part === 0 ? x : product(value, x));
      });
    };
    descend(0, 0, 0, ONE);
  }

  /** Σ coefficients_k·(map k)·x by the engine's own way of multiplying, where it has one. */
  contract(coefficients: Float64Array, x: Float64Array): Float64Array | null {
    const [part] = this.parts;
    if (this.parts.length !== 1 || part.basis.contract === undefined) return null;
    return part.basis.contract(coefficients, x, this.outFactors.length);
  }

  /** The invariant closest to x, row-major, where the engine has a way of its own to find it. */
  average(x: Float64Array): Float64Array | null {
    const [part] = this.parts;
    return this.parts.length === 1 ? (part.basis.average?.(x) ?? null) : null;
  }

  /** Which basis tensor of each part; the last part's varies fastest. */
  private digits(k: number): number[] {
    const digits = new Array<number>(this.parts.length);
    for (let part = this.parts.length - 1, rest = k; part >= 0; part--) {
      const { dimension } = this.parts[part].basis;
      digits[part] = rest % dimension;
      rest = Math.floor(rest / dimension);
    }
    return digits;
  }
}

const ONE = new Fraction(1);

function product(a: ExactNumber, b: ExactNumber): ExactNumber {
  if (a instanceof Fraction && b instanceof Fraction) return a.mul(b);
  return asCyclotomic(a).times(asCyclotomic(b));
}
