/** Irreducible representations of the compact groups of rotations and reflections, by escnn's numbers. */
import type { Float64Layout } from '@isotypic/algebra';
import { wignerD } from '@isotypic/rotations';
import type { Flip } from './axial.js';

/** Which compact group: about an axis with what beside, or of all of space. */
export interface CompactFamily {
  readonly dimension: 2 | 3;
  /** Rotations about one axis, or all. */
  readonly rotations: 'axial' | 'spatial';
  readonly flip: Flip;
  readonly inversion: boolean;
}

/** An element apart: g = (−1)ⁱ R sʲ with R a rotation. */
interface ElementParts {
  readonly inversion: 0 | 1;
  readonly flip: 0 | 1;
  /** cos and sin of an axial rotation. */
  readonly cosine: number;
  readonly sine: number;
  /** The rotation of space by rows, with the inversion taken out. */
  readonly rows: number[][];
}

/** Takes apart the matrix by which an element moves points. */
export function partsOfElement(family: CompactFamily, g: Float64Layout): ElementParts {
  const { dimension: d, data } = { dimension: family.dimension, data: g.data };
  const at = (i: number, j: number): number => data[i * d + j];
  const planar = at(0, 0) * at(1, 1) - at(0, 1) * at(1, 0);
  const whole = d === 2 ? planar : determinant3(data);
  // with a mirror beside it the inversion would not be told by the determinant: cylinders have half turns
  const inversion = family.inversion && (family.flip === 'none' && family.rotations === 'axial' ? at(2, 2) : whole) < 0;
  const sign = inversion ? -1 : 1;
  const flip = family.rotations === 'axial' && family.flip !== 'none' && planar < 0;
  const first = flip ? -sign : sign; // s turns the axis x round
  const rows = Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => sign * at(i, j)));
  return {
    inversion: inversion ? 1 : 0,
    flip: flip ? 1 : 0,
    cosine: first * at(0, 0),
    sine: first * at(1, 0),
    rows,
  };
}

export function determinant3(m: Float64Array): number {
  return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
}

/**
 * An irreducible representation of a compact group; elements are the matrices by which they move points.
 * @example
 * const SO3 = gspaces.rot3dOnR3();
 * const vector = SO3.irrep(1);
 * [vector.dimension, vector.frequency, vector.isTrivial] // [3, 1, false]
 * fieldType(SO3, [SO3.trivial, vector]).size // 4
 */
export class CompactRepresentation {
  readonly kind = 'compact';

  /** @internal Use `GSpace.irrep`, which checks its numbers. */
  constructor(
    readonly family: CompactFamily,
    readonly dimension: number,
    readonly label: string,
    /** How −1 and s act on scalars. */
    private readonly parities: { readonly inversion: 0 | 1; readonly flip: 0 | 1 },
    /** The frequency k of an axial rotation, or the degree l. */
    readonly frequency: number,
  ) {}

  get isTrivial(): boolean {
    return this.frequency === 0 && this.parities.inversion === 0 && this.parities.flip === 0;
  }

  /**
   * @internal ψ(g), row-major, orthogonal to a few ulp; exact for signed permutations where the entries are 0
   * and ±1.
   */
  matrix(g: Float64Layout): Float64Array {
    const parts = partsOfElement(this.family, g);
    const sign = parts.inversion === 1 && this.parities.inversion === 1 ? -1 : 1;
    if (this.family.rotations === 'spatial') {
      const rotation = this.frequency === 1 ? vectorRows(parts.rows) : undefined;
      const data = rotation ?? wignerD(this.frequency, parts.rows, { convention: 'escnn' }).data;
      return data.map((x) => sign * x);
    }
    if (this.dimension === 1) {
      return Float64Array.of(sign * (parts.flip === 1 && this.parities.flip === 1 ? -1 : 1));
    }
    const [re, im] = powerOf(parts.cosine, parts.sine, this.frequency);
    const second = parts.flip === 1 ? -sign : sign; // ψ(R s) = ψ(R) diag(1, −1)
    return Float64Array.of(sign * re, -second * im, sign * im, second * re);
  }

  toString(): string {
    return this.label;
  }
}

/** R in escnn's order of l = 1: (y, z, x). Exact. */
function vectorRows(rows: readonly (readonly number[])[]): Float64Array {
  const order = [1, 2, 0];
  return Float64Array.from(order.flatMap((i) => order.map((j) => rows[i][j])));
}

/** (x + iy)ᵏ by multiplication: exact for the powers of i. */
export function powerOf(x: number, y: number, k: number): [number, number] {
  let [re, im] = [1, 0];
  for (let n = 0; n < k; n++) [re, im] = [re * x - im * y, re * y + im * x];
  return [re, im];
}
