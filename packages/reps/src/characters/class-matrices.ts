/**
 * Structure constants of the center of the group algebra: C_j C_r = Σ_s a_{jrs} C_s.
 */
import type { Permutation } from '@isotypic/algebra';
import { classElements } from './class-elements.js';
import type { ClassStructure } from './class-structure.js';
import type { TableWork } from './table-work.js';

/**
 * About how much more a class identification costs than an invariant, where invariants do not tell Galois conjugate
 * classes apart. Groups up to order 20 000 list their elements and look the class of one up; larger ones mostly search
 * for a conjugating element.
 */
function searchPenalty({ identifiesCheaply, groupOrder }: ClassStructure): number {
  if (identifiesCheaply) return 1;
  return groupOrder <= 20_000n ? 10 : 60;
}

/** Images kept, of all classes together: 80 MB. Classes beyond are enumerated anew each time. */
const KEPT_WORDS = 2e7;

/**
 * Rows of class matrices, each costing as many class identifications as the smaller of its two classes has elements
 * (Schneider 1990): for fixed y in C_r, a_{jrs} |C_s| / |C_r| is the number of x in C_j with xy in C_s, and the roles
 * of j and r may be exchanged. Galois conjugates of a known row are read off, not computed: a_{jᵏrᵏsᵏ} = a_{jrs}.
 */
export class ClassMatrices {
  private readonly rows = new Map<number, Float64Array>();
  private readonly elements = new Map<number, readonly Permutation[]>();
  private keptWords = 0;
  private readonly sizes: Float64Array;
  /** What an identification costs where invariants do not tell Galois conjugate classes apart; measured. */
  private readonly irrationalPenalty: number;
  /** 1 for the classes that are alone in their Galois orbit. */
  private readonly isRational: Uint8Array;

  constructor(
    private readonly structure: ClassStructure,
    private readonly work: TableWork,
  ) {
    this.irrationalPenalty = searchPenalty(structure);
    this.isRational = new Uint8Array(structure.count);
    for (const orbit of structure.galoisOrbits) if (orbit.length === 1) this.isRational[orbit[0]] = 1;
    this.sizes = Float64Array.from(structure.classes, (c) => Number(c.size));
  }

  /** Classes with the cheapest rows first: the order in which pivots should be chosen. */
  cheapestFirst(): number[] {
    const cost = Array.from(this.sizes, (size, c) => size * (this.isRational[c] === 1 ? 1 : this.irrationalPenalty));
    return cost.map((_, c) => c).sort((a, b) => cost[a] - cost[b] || a - b);
  }

  /** Whether class c is alone in its Galois orbit: then ω(c) is an integer for every character. */
  isRationalClass(c: number): boolean {
    return this.isRational[c] === 1;
  }

  /** What `counts(j, r)` will take, in cheap identifications. */
  cost(j: number, r: number): number {
    if (this.rows.has(this.key(j, r))) return 0;
    const penalty = this.isRational[j] === 1 && this.isRational[r] === 1 ? 1 : this.irrationalPenalty;
    return penalty * Math.min(this.sizes[j], this.sizes[r]);
  }

  /**
   * n_s = #{ (x, y) ∈ C_j × C_r : xy ∈ C_s } / max(|C_j|, |C_r|), s = 0, 1, …
   * Hence a_{jrs} = n_s · max(|C_j|, |C_r|) / |C_s|.
   */
  counts(j: number, r: number): Float64Array {
    const known = this.rows.get(this.key(j, r));
    if (known) return known;
    const { structure } = this;
    const { classes } = structure;
    const [small, large] = classes[j].size <= classes[r].size ? [j, r] : [r, j];
    const y = classes[large].representative;
    const counts = new Float64Array(structure.count);
    const rational = this.isRational[j] === 1 && this.isRational[r] === 1;
    for (const x of this.elementsOf(small)) {
      this.work.step();
      const product = x.times(y);
      counts[rational ? structure.identifyUpToGalois(product) : structure.identify(product)]++;
    }
    if (rational) {
      // a_{jrs} is then the same for all s of a Galois orbit.
      for (const orbit of structure.galoisOrbits) {
        if (orbit.length === 1) continue;
        const total = orbit.reduce((sum, s) => sum + counts[s], 0);
        for (const s of orbit) counts[s] = total / orbit.length;
      }
    }
    this.store(j, r, counts);
    return counts;
  }

  private store(j: number, r: number, counts: Float64Array): void {
    const { powers, unitGenerators, orders } = this.structure;
    this.rows.set(this.key(j, r), counts);
    const pending: [number, number][] = [[j, r]];
    for (const [a, b] of pending) {
      const row = this.rows.get(this.key(a, b)) as Float64Array;
      for (const u of unitGenerators) {
        const map = (c: number): number => powers[c][u % orders[c]];
        const [au, bu] = [map(a), map(b)];
        if (this.rows.has(this.key(au, bu))) continue;
        const conjugate = new Float64Array(row.length);
        for (let s = 0; s < row.length; s++) conjugate[map(s)] = row[s];
        this.rows.set(this.key(au, bu), conjugate);
        pending.push([au, bu]);
      }
    }
  }

  private key(j: number, r: number): number {
    return j < r ? j * this.structure.count + r : r * this.structure.count + j;
  }

  private elementsOf(c: number): readonly Permutation[] {
    const kept = this.elements.get(c);
    if (kept) return kept;
    const { group, classes } = this.structure;
    const size = Number(classes[c].size);
    this.work.step(size);
    const elements = classElements(group, classes[c].representative, size, this.work.meter);
    if (this.keptWords + size * group.degree <= KEPT_WORDS) {
      this.keptWords += size * group.degree;
      this.elements.set(c, elements);
    }
    return elements;
  }
}
