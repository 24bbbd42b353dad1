/** The isotypic basis of an orbit of an abelian group: √(1/n)·χ(x) for signs, √(2/n)·(cos, sin) for pairs χ, χ̄. */
import type { AbelianOrbit } from '../orbitals/abelian-orbit.js';
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
