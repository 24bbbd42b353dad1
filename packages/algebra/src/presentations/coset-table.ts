/**
 * Coset tables (Holt, Eick & O'Brien, Handbook of Computational Group Theory, 2005, §5.1–5.2). Cosets are left cosets
 * gH, numbered from 0 = H; entry (c, x) is the coset x·c, or −1 where it is not known. Column 2i is generator i, column
 * 2i + 1 its inverse. A word is a list of columns, its last letter acting first.
 */

/** A word as columns of the table. */
export type ColumnWord = Int32Array;

export const inverseColumn = (column: number): number => column ^ 1;

export function inverseWord(word: ColumnWord): ColumnWord {
  return word.map(inverseColumn).reverse();
}

/** The word and its inverse, each begun at every letter: all of them are 1 where one is. */
export function cyclicConjugates(word: ColumnWord): ColumnWord[] {
  return [word, inverseWord(word)].flatMap((w) =>
    Array.from(w, (_, k) => {
      const turned = new Int32Array(w.length);
      turned.set(w.subarray(k));
      turned.set(w.subarray(0, k), w.length - k);
      return turned;
    }),
  );
}

const UNKNOWN = -1;

export class CosetTable {
  /** Row c is at c·columns. */
  private entries: Int32Array;
  /** Cosets found to be the same: a coset c is alive when same[c] = c, else same[c] leads to the smallest of them. */
  private same: Int32Array;
  /** Cosets numbered so far, dead ones too. */
  count = 1;
  alive = 1;
  private readonly merged: number[] = [];
  /** Pairs (coset, column) whose entries are new, where somebody wants to know them. */
  deductions: number[] | undefined;

  constructor(
    readonly columns: number,
    /** Called before a coset is numbered. */
    private readonly onDefine: (table: CosetTable) => void = () => {},
  ) {
    this.entries = new Int32Array(64 * columns).fill(UNKNOWN);
    this.same = new Int32Array(64);
  }

  isAlive(coset: number): boolean {
    return this.same[coset] === coset;
  }

  entry(coset: number, column: number): number {
    return this.entries[coset * this.columns + column];
  }

  /** A new coset x·c. */
  define(coset: number, column: number): number {
    this.onDefine(this);
    const fresh = this.count++;
    this.alive++;
    if (fresh === this.same.length) this.grow();
    this.same[fresh] = fresh;
    this.join(coset, column, fresh);
    return fresh;
  }

  /** x·c = d, of two entries not known yet. */
  join(coset: number, column: number, image: number): void {
    this.entries[coset * this.columns + column] = image;
    this.entries[image * this.columns + inverseColumn(column)] = coset;
    this.deductions?.push(coset, column);
  }

  private grow(): void {
    const entries = new Int32Array(2 * this.entries.length).fill(UNKNOWN);
    entries.set(this.entries);
    this.entries = entries;
    const same = new Int32Array(2 * this.same.length);
    same.set(this.same);
    this.same = same;
  }

  /** The coset that word·c is, or −1 where an entry on the way is not known. */
  trace(coset: number, word: ColumnWord): number {
    let at = coset;
    for (let k = word.length - 1; k >= 0 && at >= 0; k--) at = this.entry(at, word[k]);
    return at;
  }

  /**
   * Uses word·c = c: from both ends as far as entries are known; where they meet but for one letter, that entry
   * follows, and where they meet in two cosets, these are the same. With `fill`, cosets are defined for the letters
   * between.
   */
  scan(coset: number, word: ColumnWord, fill: boolean): void {
    let right = word.length - 1;
    let forward = coset;
    let left = 0;
    let backward = coset;
    for (;;) {
      for (; right >= left; right--) {
        const next = this.entry(forward, word[right]);
        if (next < 0) break;
        forward = next;
      }
      if (right < left) {
        if (forward !== backward) this.coincide(forward, backward);
        return;
      }
      for (; left <= right; left++) {
        const next = this.entry(backward, inverseColumn(word[left]));
        if (next < 0) break;
        backward = next;
      }
      if (left > right) {
        this.coincide(forward, backward);
        return;
      }
      if (left === right) {
        this.join(forward, word[right], backward);
        return;
      }
      if (!fill) return;
      this.define(forward, word[right]);
    }
  }

  /** The smallest coset that `coset` is known to be. */
  private find(coset: number): number {
    let root = coset;
    while (this.same[root] !== root) root = this.same[root];
    for (let c = coset; this.same[c] !== root; ) {
      const next = this.same[c];
      this.same[c] = root;
      c = next;
    }
    return root;
  }

  private merge(a: number, b: number): void {
    const [low, high] = [this.find(a), this.find(b)].sort((x, y) => x - y);
    if (low === high) return;
    this.same[high] = low;
    this.alive--;
    this.merged.push(high);
  }

  /** Two cosets are the same, and so are their images under every generator (Handbook, COINCIDENCE). */
  coincide(a: number, b: number): void {
    this.merge(a, b);
    for (let dead = this.merged.pop(); dead !== undefined; dead = this.merged.pop()) {
      for (let x = 0; x < this.columns; x++) {
        const image = this.entry(dead, x);
        if (image < 0) continue;
        this.entries[image * this.columns + inverseColumn(x)] = UNKNOWN;
        const [from, to] = [this.find(dead), this.find(image)];
        const known = this.entry(from, x);
        const knownBack = this.entry(to, inverseColumn(x));
        if (known >= 0) this.merge(to, known);
        else if (knownBack >= 0) this.merge(from, knownBack);
        else this.join(from, x, to);
      }
    }
  }

  /** Numbers the living cosets 0, 1, … in their order; returns what each old number became, −1 for the dead. */
  compress(): Int32Array {
    const { columns } = this;
    const renamed = new Int32Array(this.count).fill(UNKNOWN);
    let next = 0;
    for (let c = 0; c < this.count; c++) if (this.isAlive(c)) renamed[c] = next++;
    for (let c = 0; c < this.count; c++) {
      if (renamed[c] < 0) continue;
      for (let x = 0; x < columns; x++) {
        const image = this.entries[c * columns + x];
        this.entries[renamed[c] * columns + x] = image < 0 ? UNKNOWN : renamed[image];
      }
    }
    this.entries.fill(UNKNOWN, next * columns, this.count * columns);
    for (let c = 0; c < next; c++) this.same[c] = c;
    this.count = next;
    this.alive = next;
    return renamed;
  }
}
