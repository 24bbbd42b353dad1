/** Recoloring until nothing splits, on the source's side of a search, and the same rounds on the target's side. */
import { identityImages } from '../../permutations/images.js';
import { CellCounter } from './coloring.js';
import { type OrbitalGraph, recolorByNeighbors } from './orbital-graph.js';
import type { SearchObject } from './search-object.js';

/** One round: in a way of the object, or by a graph. `sum` is that of the source's colors afterwards. */
export interface Round {
  readonly by: number | OrbitalGraph;
  readonly sum: number;
}

export class Recoloring<S extends SearchObject<S>> {
  readonly cells: CellCounter;
  private readonly one: Uint32Array;
  private readonly outward: Int32Array;
  private readonly inward: Int32Array;

  constructor(readonly source: S) {
    const { degree } = source;
    this.cells = new CellCounter(degree);
    this.one = identityImages(degree);
    this.outward = new Int32Array(degree);
    this.inward = new Int32Array(degree);
  }

  /**
   * One round in the first way, even where it splits nothing: on the target's side it may find that points do not
   * match.
   */
  check(colors: Int32Array): Round[] {
    if (this.source.ways === 0) return [];
    return [{ by: 0, sum: this.recolor(0, colors, this.source, this.one) }];
  }

  /** Recolors in place until neither the object nor a graph splits a cell. Returns the rounds that did. */
  settle(colors: Int32Array, graphs: readonly OrbitalGraph[]): Round[] {
    const ways = [...Array(this.source.ways).keys(), ...graphs];
    const rounds: Round[] = [];
    let count = this.cells.count(colors);
    const trial = new Int32Array(colors.length);
    for (let i = 0, quiet = 0; quiet < ways.length && count < colors.length; i = (i + 1) % ways.length) {
      const by = ways[i];
      trial.set(colors);
      const sum = this.recolor(by, trial, this.source, this.one);
      const finer = this.cells.count(trial);
      quiet++;
      if (finer <= count) continue;
      colors.set(trial);
      count = finer;
      rounds.push({ by, sum });
      quiet = this.source.settlesAtOnce && typeof by === 'number' ? 1 : 0;
    }
    this.cells.count(colors);
    return rounds;
  }

  /** One round on either side: `element` carries the graphs of the source's side to those of this side. */
  recolor(by: number | OrbitalGraph, colors: Int32Array, side: S, element: Uint32Array): number {
    if (typeof by === 'number') return side.recolor(by, colors, this.outward);
    return recolorByNeighbors(colors, by, element, this.outward, this.inward);
  }
}
