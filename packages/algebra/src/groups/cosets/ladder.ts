/**
 * Orbits of a group K on the right cosets of U₀ > U₁ > … > Uₘ, step by step (Laue 1982; Schmalz 1990): a coset Uᵢx
 * with its stabilizer S in K splits into the cosets Uᵢ₊₁ux, which S permutes as x·S·x⁻¹ permutes those of Uᵢ₊₁ in Uᵢ.
 * No table is longer than the index of one step.
 */
import { compose, identityImages, invertImages } from '../../permutations/images.js';
import { type RandomSource, randomSource } from '../../random.js';
import type { WorkMeter } from '../../work.js';
import type { Group } from '../group.js';
import { CosetNumbers } from './coset-numbers.js';
import { CosetTree } from './coset-tree.js';

interface Rung {
  readonly x: Uint32Array;
  readonly stabilizer: Group;
  /** The number among the leaves, at the end of the ladder. */
  readonly leaf?: number;
  /** What the stabilizer makes of the cosets of the next step. */
  orbits?: CosetOrbits;
}

/** Orbits on the cosets of one step: a forest, with the generators along its edges. */
interface CosetOrbits {
  readonly of: Int32Array;
  readonly parents: Int32Array;
  readonly edges: Int32Array;
  readonly generators: readonly Uint32Array[];
  readonly rungs: Rung[];
}

/** A representative x of a double coset UxK, and the order of K ∩ x⁻¹·U·x. */
export interface Leaf {
  readonly x: Uint32Array;
  readonly order: bigint;
}

export class Ladder {
  /** One for each double coset of the last group and the acting one. */
  readonly leaves: Leaf[] = [];
  /** The cosets of each group of the ladder in the one before. */
  private readonly steps: CosetNumbers[];
  private readonly root: Rung;
  private readonly random: RandomSource;

  /** @param groups U₀ > U₁ > …, each in the one before. One step of the meter is one image of a coset. */
  constructor(
    groups: readonly Group[],
    acting: Group,
    private readonly meter: WorkMeter,
  ) {
    this.random = randomSource(acting.seed);
    this.steps = groups.slice(1).map((below, i) => {
      const index = Number(groups[i].orderWithin(meter) / below.orderWithin(meter));
      return new CosetNumbers(new CosetTree(groups[i], below, meter), index);
    });
    this.root = { x: identityImages(acting.degree), stabilizer: acting.ready(meter) };
    if (this.steps.length === 0) this.leaves.push({ x: this.root.x, order: acting.order });
    else this.grow(this.root, 0);
  }

  /** The number of the leaf whose double coset contains z. */
  locate(z: Uint32Array): number {
    let rung = this.root;
    let moved = z;
    for (const step of this.steps) {
      let k = step.ofProduct(moved, invertImages(rung.x));
      const { of, parents, edges, generators, rungs } = rung.orbits as CosetOrbits;
      const next = rungs[of[k]];
      for (; parents[k] !== -1; k = parents[k]) moved = compose(moved, invertImages(generators[edges[k]]));
      rung = next;
    }
    return rung.leaf ?? 0;
  }

  private grow(rung: Rung, level: number): void {
    const { x, stabilizer } = rung;
    const step = this.steps[level];
    const isLast = level + 1 === this.steps.length;
    const generators = stabilizer.generators.map((g) => g.images);
    const tables = generators.map((s) => this.tableOf(rung, level, s));
    const orbits: CosetOrbits = {
      of: new Int32Array(step.count).fill(-1),
      parents: new Int32Array(step.count).fill(-1),
      edges: new Int32Array(step.count),
      generators,
      rungs: [],
    };
    rung.orbits = orbits;
    for (let first = 0; first < step.count; first++) {
      if (orbits.of[first] !== -1) continue;
      const length = growOrbit(orbits, tables, first);
      const next = compose(step.representative(first), x);
      const order = stabilizer.order / BigInt(length);
      if (isLast) {
        orbits.rungs.push({ x: next, stabilizer, leaf: this.leaves.length });
        this.leaves.push({ x: next, order });
      } else {
        orbits.rungs.push({ x: next, stabilizer: this.stabilizerOf(rung, level, first, order) });
      }
    }
    if (!isLast) for (const child of orbits.rungs) this.grow(child, level + 1);
  }

  /** Where an element of the stabilizer sends each coset of the next step. */
  private tableOf({ x }: Rung, level: number, s: Uint32Array): Int32Array {
    const step = this.steps[level];
    const moved = compose(compose(x, s), invertImages(x));
    const table = new Int32Array(step.count);
    for (let k = 0; k < table.length; k++) {
      this.meter.step();
      table[k] = step.imageOf(k, moved);
    }
    return table;
  }

  /** The stabilizer of the first coset of an orbit, from random Schreier generators up to the order that is left. */
  private stabilizerOf({ x, stabilizer, orbits }: Rung, level: number, first: number, order: bigint): Group {
    if (order === stabilizer.order) return stabilizer;
    const step = this.steps[level];
    const { parents, edges, generators } = orbits as CosetOrbits;
    const found: Uint32Array[] = [];
    const start = compose(step.representative(first), x);
    const back = invertImages(x);
    let group = stabilizer.subgroup(found);
    while (group.orderWithin(this.meter) !== order) {
      this.meter.step(0);
      let s = stabilizer.randomElement(this.random).images;
      let k = step.ofProduct(start, compose(s, back));
      for (; parents[k] !== -1; k = parents[k]) s = compose(s, invertImages(generators[edges[k]]));
      found.push(s);
      group = stabilizer.subgroup(found);
    }
    return group;
  }
}

/** Closes the orbit of a coset; its length. */
function growOrbit({ of, parents, edges, rungs }: CosetOrbits, tables: readonly Int32Array[], first: number): number {
  const orbit = [first];
  of[first] = rungs.length;
  for (const k of orbit) {
    for (const [g, table] of tables.entries()) {
      const image = table[k];
      if (of[image] !== -1) continue;
      of[image] = rungs.length;
      parents[image] = k;
      edges[image] = g;
      orbit.push(image);
    }
  }
  return orbit.length;
}
