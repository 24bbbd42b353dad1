/** Normal subgroups of a group inside a perfect one of them: the radical, its layers, and what they say. */
import { factorial } from '../../scalars/integers.js';
import type { ElementTable } from './element-table.js';
import type { Zuppos } from './zuppos.js';

export interface Subgroup {
  readonly elements: Int32Array;
  readonly generators: readonly number[];
}

/** No perfect group above 1 is smaller; factor groups of perfect groups are perfect, so this bounds indices. */
const LEAST_PERFECT = 60;

export class NormalSubgroups {
  /** One cyclic group of prime power order inside for each class of them, and its class. */
  private readonly classes: number[][];

  constructor(
    private readonly zuppos: Zuppos,
    private readonly table: ElementTable,
    private readonly whole: Subgroup,
  ) {
    const open = new Set(zuppos.within(whole.elements));
    this.classes = [];
    for (const z of open) {
      const orbit = new Set([z]);
      for (const y of orbit) for (const conjugation of zuppos.conjugation) orbit.add(conjugation[y]);
      for (const y of orbit) open.delete(y);
      this.classes.push([...orbit]);
    }
  }

  /** 1 = L₀ < L₁ < … < Lₖ, the solvable radical of the whole, normal subgroups of the group with nothing between. */
  layers(): Subgroup[] {
    const layers: Subgroup[] = [{ elements: Int32Array.of(0), generators: [] }];
    for (;;) {
      const below = layers[layers.length - 1];
      const next = this.next(below);
      if (next === undefined) return layers;
      layers.push(next);
    }
  }

  /** A smallest normal subgroup above `below` with an abelian factor. */
  private next(below: Subgroup): Subgroup | undefined {
    let best: Subgroup | undefined;
    const inside = new Set(below.elements);
    for (const orbit of this.classes) {
      const [z] = orbit;
      const power = this.zuppos.below[z];
      if (inside.has(this.zuppos.generators[z])) continue;
      if (power !== -1 && !inside.has(this.zuppos.generators[power])) continue;
      const closure = this.closure(below, orbit, best?.elements.length);
      if (closure !== undefined && this.isAbelianModulo(closure.generators, inside)) best = closure;
    }
    return best;
  }

  /** What an orbit generates with a normal subgroup; undefined for more than `most` elements, or all of the whole. */
  private closure(below: Subgroup, orbit: readonly number[], most = Number.POSITIVE_INFINITY): Subgroup | undefined {
    const { table, whole } = this;
    const least = Math.min(most, whole.elements.length / LEAST_PERFECT);
    let elements = below.elements;
    const generators = [...below.generators];
    const inside = new Set(elements);
    for (const z of orbit) {
      const a = this.zuppos.generators[z];
      if (inside.has(a)) continue;
      const larger = table.closure(elements, generators, [a], least);
      if (larger === undefined) return undefined;
      for (let k = elements.length; k < larger.length; k++) inside.add(larger[k]);
      elements = larger;
      generators.push(a);
    }
    return { elements, generators };
  }

  private isAbelianModulo(generators: readonly number[], normal: ReadonlySet<number>): boolean {
    const { table } = this;
    return generators.every((x) =>
      generators.every((y) => normal.has(table.product(table.conjugate(x, y), table.inverses[y]))),
    );
  }

  /**
   * A lower bound of the index of a proper subgroup that contains the radical R of a perfect group D. Up to 4 the group
   * of the cosets would be solvable; and where D/R is simple it is faithful there, and even.
   */
  leastIndex(radical: Subgroup): number {
    const { whole } = this;
    const inside = new Set(radical.elements);
    const isSimple = this.classes.every((orbit) => {
      if (inside.has(this.zuppos.generators[orbit[0]])) return true;
      return this.closure(radical, orbit) === undefined;
    });
    let index = 5;
    if (!isSimple) return index;
    const order = BigInt(whole.elements.length / radical.elements.length);
    while ((factorial(index) / 2n) % order !== 0n) index++;
    return index;
  }
}
