/** Recolouring until nothing splits, on the source's side of a search, and the same rounds on the target's side. */
import { identityImages } from '../../permutations/images.js';
import type { ColouredPermutation } from './coloured-permutation.js';
import { CellCounter, recolourByImages } from './colouring.js';
import { type OrbitalGraph, recolourByNeighbours } from './orbital-graph.js';

/** One round: by a power of the permutation, or by a graph. `sum` is that of the source's colours afterwards. */
export interface Round {
  readonly by: number | OrbitalGraph;
  readonly sum: number;
}

export class Recolouring {
  readonly cells: CellCounter;
  private readonly one: Uint32Array;
  private readonly outward: Int32Array;
  private readonly inward: Int32Array;

  constructor(readonly source: ColouredPermutation) {
    const { degree } = source;
    this.cells = new CellCounter(degree);
    this.one = identityImages(degree);
    this.outward = new Int32Array(degree);
    this.inward = new Int32Array(degree);
  }

  /** One round by the permutation, even where it splits nothing: on the target's side it may find that points do not match. */
  check(colours: Int32Array): Round[] {
    if (this.source.powers.length === 0) return [];
    return [{ by: 0, sum: this.recolour(0, colours, this.source, this.one) }];
  }

  /** Recolours in place until neither the permutation nor a graph splits a cell. Returns the rounds that did. */
  settle(colours: Int32Array, graphs: readonly OrbitalGraph[]): Round[] {
    const ways = [...this.source.powers.keys(), ...graphs];
    const rounds: Round[] = [];
    let count = this.cells.count(colours);
    const trial = new Int32Array(colours.length);
    for (let i = 0, quiet = 0; quiet < ways.length && count < colours.length; i = (i + 1) % ways.length) {
      const by = ways[i];
      trial.set(colours);
      const sum = this.recolour(by, trial, this.source, this.one);
      const finer = this.cells.count(trial);
      quiet++;
      if (finer <= count) continue;
      colours.set(trial);
      count = finer;
      rounds.push({ by, sum });
      quiet = 0;
    }
    this.cells.count(colours);
    return rounds;
  }

  /** One round on either side: `element` carries the graphs of the source's side to those of this side. */
  recolour(by: number | OrbitalGraph, colours: Int32Array, side: ColouredPermutation, element: Uint32Array): number {
    if (typeof by === 'number') return recolourByImages(colours, side.powers[by], this.outward);
    return recolourByNeighbours(colours, by, element, this.outward, this.inward);
  }
}
