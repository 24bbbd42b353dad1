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
    const [re, im] = [new Float64Array(n), new Float64Array(n)];
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
