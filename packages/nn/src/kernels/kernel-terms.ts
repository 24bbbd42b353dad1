/**
 * Steerable kernels apart from the points they are read at: K(x) = Σ φ_s(x) C_s with one function for each ring,
 * frequency and harmonic, scaled so that an element of the basis has mean square dim ψ_out over the sphere of its ring.
 */
import type { ScatteredPoints } from './grid.js';
import { harmonicCount, harmonicsAt } from './harmonics.js';
import { frequenciesOn, type Ring, ringOnGrid } from './rings.js';
import type { Samples } from './steerable-kernels.js';

interface Term {
  readonly ring: number;
  readonly frequency: number;
  readonly harmonic: number;
}

/** The terms of rings, as places where one of them is 1 and all others are 0. */
export class KernelTerms implements Samples {
  readonly profiles: readonly Float64Array[];
  private readonly terms: readonly Term[];

  constructor(
    readonly dimension: 2 | 3,
    readonly rings: readonly Ring[],
  ) {
    this.terms = rings.flatMap((ring, k) =>
      frequenciesOn(ring).flatMap((frequency) =>
        Array.from({ length: harmonicCount(dimension, frequency) }, (_, harmonic) => ({
          ring: k,
          frequency,
          harmonic,
        })),
      ),
    );
    this.profiles = rings.map((_, k) => Float64Array.from(this.terms, ({ ring }) => Number(ring === k)));
  }

  get count(): number {
    return this.terms.length;
  }

  harmonics(frequency: number): Float64Array {
    const values = new Float64Array(harmonicCount(this.dimension, frequency) * this.count);
    this.terms.forEach((term, s) => {
      if (term.frequency === frequency) values[term.harmonic * this.count + s] = 1;
    });
    return values;
  }

  /** φ_s at points, [points, terms]. */
  valuesAt(points: ScatteredPoints): Float64Array {
    const profiles = this.rings.map((ring) => ringOnGrid(ring, points));
    const byFrequency = new Map<number, Float64Array>();
    const values = new Float64Array(points.count * this.count);
    this.terms.forEach(({ ring, frequency, harmonic }, s) => {
      const harmonics = byFrequency.get(frequency) ?? harmonicsAt(this.dimension, frequency, points.coordinates);
      byFrequency.set(frequency, harmonics);
      // Σ Y² is 1 in the plane and 2f + 1 in space: to the number of harmonics
      const factor = this.dimension === 2 && frequency > 0 ? Math.SQRT2 : 1;
      for (let p = 0; p < points.count; p++) {
        values[p * this.count + s] = factor * profiles[ring][p] * harmonics[harmonic * points.count + p];
      }
    });
    return values;
  }
}
