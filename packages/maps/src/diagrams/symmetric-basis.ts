/** The invariants of S(n) in V^{⊗k}: tuples by which of their entries are equal, one orbit for each set partition. */
import { rationals } from '@isotypic/algebra';
import type { InvariantBasis, VisitEntry } from '../linear/invariant-basis.js';
import { symmetricInvariants } from './counts.js';
import { addProduct, type Cell, equalityCell } from './diagram.js';
import { blocksOf, coarsenings, type SetPartition, setPartitions } from './set-partitions.js';

/**
 * The orbit basis (Maron, Ben-Hamu, Shamir & Lipman 2019): 0/1 tensors with disjoint supports, for any n without a
 * table; multiplied through the diagrams D_σ, to which Möbius inversion leads (Godfrey, Pearce-Crump et al. 2023).
 */
export class SymmetricBasis implements InvariantBasis {
  readonly method = 'set partitions';
  readonly orthogonal = true;
  readonly dimension: number;
  readonly size: number;
  private lazyOrbits: readonly SetPartition[] | undefined;

  constructor(
    private readonly n: number,
    private readonly order: number,
  ) {
    this.dimension = Number(symmetricInvariants(n, order));
    this.size = n ** order;
  }

  nonZeros(k: number): number {
    const blocks = blocksOf(this.orbits()[k]).length;
    let count = 1;
    for (let b = 0; b < blocks; b++) count *= this.n - b;
    return count;
  }

  forEachEntry(k: number, visit: VisitEntry): void {
    const { n, order } = this;
    const steps = blocksOf(this.orbits()[k]).map((block) => block.reduce((sum, i) => sum + n ** (order - 1 - i), 0));
    const used = new Uint8Array(n);
    const descend = (b: number, position: number): void => {
      if (b === steps.length) {
        visit(position, rationals.one);
        return;
      }
      for (let v = 0; v < n; v++) {
        if (used[v] === 1) continue;
        used[v] = 1;
        descend(b + 1, position + v * steps[b]);
        used[v] = 0;
      }
    };
    descend(0, 0);
  }

  contract(coefficients: Float64Array, x: Float64Array, outFactors: number): Float64Array {
    const { n, order } = this;
    const shape = { n, order, out: outFactors };
    const y = new Float64Array(n ** outFactors);
    const diagrams = new Map<string, { cells: Cell[]; factor: number }>();
    this.orbits().forEach((orbit, k) => {
      for (const { partition, mobius } of coarsenings(orbit)) {
        const key = partition.join();
        const known = diagrams.get(key) ?? { cells: blocksOf(partition).map((b) => equalityCell(n, b)), factor: 0 };
        known.factor += mobius * coefficients[k];
        diagrams.set(key, known);
      }
    });
    for (const { cells, factor } of diagrams.values()) if (factor !== 0) addProduct(y, factor, cells, x, shape);
    return y;
  }

  private orbits(): readonly SetPartition[] {
    this.lazyOrbits ??= setPartitions(this.order, this.n);
    return this.lazyOrbits;
  }
}
