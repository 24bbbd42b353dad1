/**
 * One level of a presentation: the action of the stabilizer of earlier base points on the orbit of the next one, as a
 * table of cosets that is filled by deductions from relators alone.
 */
import { Permutation } from '../permutations/permutation.js';
import type { WorkMeter } from '../work.js';
import { type ColumnWord, cyclicConjugates, inverseColumn, inverseWord } from './coset-table.js';

export class LevelTable {
  private readonly point: number;
  /** Element i at 2i, its inverse at 2i + 1. */
  private readonly letters: readonly Permutation[];
  /** The letters that fix the earlier base points. */
  private readonly columns: number[] = [];
  /** The orbit of the base point, breadth first. */
  private readonly orbit: number[] = [];
  private readonly place = new Map<number, number>();
  /** The last letter of the word that leads from the base point to each point of the orbit. */
  private readonly edge: number[] = [];
  /** What is proved: row k is the k-th point of the orbit, 1 where the entry follows from the relators. */
  private readonly known: Uint8Array;
  private readonly width: number;
  /** For each column, the cyclic conjugates of relators, and of their inverses, that end with it. */
  private readonly ending: ColumnWord[][];
  private readonly queue: number[] = [];

  /** `relators` are those of the stabilizer of the base point; those found here are added to them. */
  constructor(
    elements: readonly Permutation[],
    base: readonly number[],
    private readonly relators: ColumnWord[],
    private readonly meter: WorkMeter,
  ) {
    this.letters = elements.flatMap((g) => [g, g.inverse()]);
    const earlier = base.slice(0, -1);
    this.point = base[base.length - 1];
    this.width = 2 * elements.length;
    elements.forEach((g, i) => {
      if (earlier.every((b) => g.image(b) === b)) this.columns.push(2 * i, 2 * i + 1);
    });
    this.ending = Array.from({ length: this.width }, () => []);
    this.search();
    this.known = new Uint8Array(this.orbit.length * this.width);
  }

  /** The image of a point under a letter. */
  private image(point: number, column: number): number {
    return this.letters[column].images[point];
  }

  private search(): void {
    const reach = (point: number, column: number): void => {
      if (this.place.has(point)) return;
      this.place.set(point, this.orbit.length);
      this.orbit.push(point);
      this.edge.push(column);
    };
    reach(this.point, -1);
    for (let k = 0; k < this.orbit.length; k++) {
      for (const column of this.columns) reach(this.image(this.orbit[k], column), column);
    }
  }

  /** The word of the tree that carries the base point to a point of the orbit. */
  private wordTo(point: number): number[] {
    const word: number[] = [];
    for (let at = point; at !== this.point; ) {
      const column = this.edge[this.place.get(at) as number];
      word.push(column);
      at = this.image(at, inverseColumn(column));
    }
    return word;
  }

  /** Fills the table; `below` are the tables of the deeper levels, next one first. */
  complete(below: readonly LevelTable[]): void {
    for (const word of this.relators) this.use(word);
    // the subgroup fixes its own coset, and the tree defines the others
    for (const column of this.columns) {
      if (this.image(this.point, column) === this.point) this.prove(this.point, column);
    }
    for (const point of this.orbit) {
      if (point === this.point) continue;
      const column = this.edge[this.place.get(point) as number];
      this.prove(this.image(point, inverseColumn(column)), column);
    }
    this.deduce();
    for (const point of this.orbit) {
      for (const column of this.columns) {
        if (this.isKnown(point, column)) continue;
        const word = this.schreierRelator(point, column, below);
        this.relators.push(word);
        this.use(word);
        this.scanEverywhere(word);
        this.deduce();
      }
    }
  }

  private at(point: number, column: number): number {
    return (this.place.get(point) as number) * this.width + column;
  }

  private isKnown(point: number, column: number): boolean {
    return this.known[this.at(point, column)] === 1;
  }

  /** Marks the entry (point, column), and its mirror, as following from the relators. */
  private prove(point: number, column: number): void {
    if (this.isKnown(point, column)) return;
    const image = this.image(point, column);
    this.known[this.at(point, column)] = 1;
    this.known[this.at(image, inverseColumn(column))] = 1;
    this.queue.push(point, column, image, inverseColumn(column));
  }

  /** u_{s(p)}⁻¹ · s · u_p · h⁻¹, h the element of the next level that the first three make. */
  private schreierRelator(point: number, column: number, below: readonly LevelTable[]): ColumnWord {
    const image = this.image(point, column);
    const word = [...inverseWord(Int32Array.from(this.wordTo(image))), column, ...this.wordTo(point)];
    let element = this.valueOf(word);
    const rest: number[] = [];
    for (const level of below) {
      const step = level.wordTo(element.images[level.point]);
      element = level.valueOf(step).inverse().times(element);
      rest.push(...step);
    }
    return reduced([...word, ...inverseWord(Int32Array.from(rest))]);
  }

  private valueOf(word: readonly number[]): Permutation {
    const one = Permutation.identity(this.letters[0].degree);
    return word.reduce((product, column) => product.times(this.letters[column]), one);
  }

  /** Files the cyclic conjugates of a relator and of its inverse under their last letters. */
  private use(relator: ColumnWord): void {
    if (relator.some((column) => !this.columns.includes(column))) return;
    for (const turned of cyclicConjugates(relator)) this.ending[turned[turned.length - 1]].push(turned);
  }

  private scanEverywhere(word: ColumnWord): void {
    for (const point of this.orbit) this.scan(point, word);
  }

  /** Every new entry may complete the relators that go through it. */
  private deduce(): void {
    for (let column = this.queue.pop(); column !== undefined; column = this.queue.pop()) {
      const point = this.queue.pop() as number;
      for (const word of this.ending[column]) this.scan(point, word);
    }
  }

  /** word·p = p: where all entries but one on the way are known, so is that one. */
  private scan(point: number, word: ColumnWord): void {
    let right = word.length - 1;
    let forward = point;
    for (; right >= 0 && this.isKnown(forward, word[right]); right--) forward = this.image(forward, word[right]);
    let left = 0;
    let backward = point;
    for (; left < right && this.isKnown(backward, inverseColumn(word[left])); left++) {
      backward = this.image(backward, inverseColumn(word[left]));
    }
    this.meter.step(word.length - right + left);
    if (left === right) this.prove(forward, word[right]);
  }
}

/** Without neighbors that cancel, at the ends too. */
function reduced(word: readonly number[]): ColumnWord {
  const kept: number[] = [];
  for (const column of word) {
    if (kept.length > 0 && kept[kept.length - 1] === inverseColumn(column)) kept.pop();
    else kept.push(column);
  }
  let [from, to] = [0, kept.length];
  while (to - from > 1 && kept[from] === inverseColumn(kept[to - 1])) [from, to] = [from + 1, to - 1];
  return Int32Array.from(kept.slice(from, to));
}
