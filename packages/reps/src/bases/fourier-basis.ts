/** The isotypic basis of an orbit of an abelian group: √(1/n)·χ(x) for signs, √(2/n)·(cos, sin) for pairs χ, χ̄. */
import type { LinearCharacter } from '../irreps/abelian/linear-irreps.js';
import type { AbelianOrbit } from '../orbitals/abelian-orbit.js';
import type { OrbitEdges } from '../orbitals/orbit-edges.js';
import { type OrbitBasis, requireNumbers } from './orbit-basis.js';

/** One real irrep on an abelian orbit. */
export interface FourierCopy {
  readonly orbit: AbelianOrbit;
  /** Its character, or one of a pair, as a number in `orbit.characters`. */
  readonly character: number;
  readonly degree: 1 | 2;
}

/** Products cost O(n log n), by the fast Fourier transform on the quotient that acts regularly. */
export class FourierBasis implements OrbitBasis {
  constructor(
    private readonly orbit: AbelianOrbit,
    private readonly copies: readonly FourierCopy[],
  ) {}

  times(coordinates: Float64Array): Float64Array {
    const n = this.orbit.points;
    requireNumbers('times', coordinates, n);
    const { re, im } = this.orbit.room();
    re.fill(0);
    im.fill(0);
    let at = 0;
    for (const { character, degree } of this.copies) {
      const scale = Math.sqrt(degree / n);
      // a cos θ + b sin θ = Re (a − ib) e^(iθ)
      re[character] = scale * coordinates[at];
      if (degree === 2) im[character] = -scale * coordinates[at + 1];
      at += degree;
    }
    return this.orbit.synthesize(re, im);
  }

  transposeTimes(x: Float64Array): Float64Array {
    const n = this.orbit.points;
    requireNumbers('transposeTimes', x, n);
    const { re, im } = this.orbit.analyze(x);
    const coordinates = new Float64Array(n);
    let at = 0;
    for (const { character, degree } of this.copies) {
      const scale = Math.sqrt(degree / n);
      coordinates[at] = scale * re[character];
      if (degree === 2) coordinates[at + 1] = scale * im[character];
      at += degree;
    }
    return coordinates;
  }

  /** The first vector is the real part of one transform, the second its imaginary part. */
  transposeBoth(x: Float64Array, y: Float64Array): void {
    const n = this.orbit.points;
    requireNumbers('transposeBoth', x, n);
    requireNumbers('transposeBoth', y, n);
    // of one size, so that rounding of neither is felt in the other
    const factor = ratioOfSizes(x, y);
    const { re, im } = this.orbit.analyze(x, y, factor);
    const conjugate = this.orbit.conjugate();
    const [one, two] = [Math.sqrt(1 / n), Math.sqrt(2 / n) / 2];
    const [ofOne, ofTwo] = [one / factor, two / factor];
    let at = 0;
    for (const { character: c, degree } of this.copies) {
      if (degree === 1) {
        x[at] = one * re[c];
        y[at] = ofOne * im[c];
      } else {
        // X + iY at χ, and the conjugate of X − iY at χ̄
        const d = conjugate[c];
        x[at] = two * (re[c] + re[d]);
        x[at + 1] = two * (im[c] - im[d]);
        y[at] = ofTwo * (im[c] + im[d]);
        y[at + 1] = ofTwo * (re[d] - re[c]);
      }
      at += degree;
    }
  }
}

/** The power of two that brings y to the size of x; 1 where one of them is zero. */
function ratioOfSizes(x: Float64Array, y: Float64Array): number {
  const [a, b] = [largest(x), largest(y)];
  if (!(a > 0 && b > 0)) return 1;
  return 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(a)) - Math.floor(Math.log2(b))));
}

function largest(x: Float64Array): number {
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i]));
  return most;
}

/**
 * Writes the columns of one character on an orbit: entry x is cos θ (and sin θ) over √(n/degree), θ the angle of any
 * element that carries the base point to x; position p of the orbit goes to row rows[p], its point by default.
 * The cosine, the root and the quotient are each the nearest double.
 * Cost: O(n).
 */
export function writeCharacter(
  { tree }: OrbitEdges,
  { order, turns, circle }: LinearCharacter,
  degree: number,
  target: Float64Array,
  stride: number,
  offset: number,
  rows: Int32Array = tree.points,
): void {
  const { parent, generator, inverted } = tree;
  const n = parent.length;
  const { cos, sin } = circle.values(order);
  const length = Math.sqrt(n / degree);
  const angle = new Float64Array(n); // in turns / order: integers, which may be beyond 2³¹ while they are added
  for (let p = 0; p < n; p++) {
    if (p > 0) {
      const turn = turns[generator[p]];
      angle[p] = (angle[parent[p]] + (inverted[p] === 0 ? turn : order - turn)) % order;
    }
    const at = rows[p] * stride + offset;
    target[at] = cos[angle[p]] / length;
    if (degree === 2) target[at + 1] = sin[angle[p]] / length;
  }
}
