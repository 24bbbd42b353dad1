/**
 * A group small enough to be listed, as a multiplication table: elements are numbers 0…|G|−1 (0 the identity), and row
 * x of the table is left multiplication by x. Rows are made when they are used, row gx from rows g and x.
 */
import { BudgetExceededError, type Permutation, type PermutationGroup, type WorkMeter } from '@isotypic/algebra';

/** Largest group that is listed: its characters and their constructions take seconds. A row has 4·|G| bytes. */
export const LISTING_LIMIT = 20_000;

/** Entries of rows kept at a time: 256 MiB. */
const ROW_BUDGET = 2 ** 26;

export class ElementTable {
  readonly group: PermutationGroup;
  readonly order: number;
  /** The elements that the group's generators are. */
  readonly generators: readonly number[];
  readonly inverse: Int32Array;
  /** Class number of every element; classes are numbered by their smallest element. */
  readonly classOf: Int32Array;
  readonly classes: readonly { readonly representative: number; readonly size: number }[];
  private readonly elements: readonly Permutation[];
  private readonly rows: (Int32Array | undefined)[];
  private readonly rightRows: (Int32Array | undefined)[];
  private rowCount = 0;
  /** x = generator · rest for every element but the identity: how its row is made. */
  private readonly firstLetter: Int32Array;
  private readonly rest: Int32Array;

  /**
   * A step of the meter is an element.
   * @throws {BudgetExceededError} for a group of more than `LISTING_LIMIT` elements
   */
  constructor(group: PermutationGroup, meter: WorkMeter) {
    if (group.order > BigInt(LISTING_LIMIT)) {
      throw new BudgetExceededError({
        where: 'irreps',
        expected: `a group of order at most ${LISTING_LIMIT}, or one with a closed form`,
        received: `order ${group.order}`,
        remedy: 'Decompose a representation of it instead: isotypicDecomposition needs generators only.',
        details: { order: group.order },
      });
    }
    this.group = group;
    this.order = Number(group.order);
    const n = this.order;
    meter.step(n);
    this.rows = new Array(n).fill(undefined);
    this.rightRows = new Array(n).fill(undefined);
    this.rows[0] = Int32Array.from({ length: n }, (_, i) => i);
    const elements = Array.from(group.elements(), (x) => {
      meter.step(0);
      return x;
    });
    this.elements = elements;
    const indices = (image: (x: Permutation) => Permutation): Int32Array =>
      Int32Array.from(elements, (x) => {
        meter.step(0);
        return this.indexOf(image(x));
      });
    const generatorRows = group.generators.map((g) => indices((x) => g.times(x)));
    this.generators = generatorRows.map((row) => row[0]);
    this.generators.forEach((g, k) => {
      this.rows[g] = g === 0 ? this.rows[0] : generatorRows[k];
    });
    this.firstLetter = new Int32Array(n).fill(-1);
    this.rest = new Int32Array(n).fill(-1);
    const queue = [0];
    for (const x of queue) {
      generatorRows.forEach((row, k) => {
        const y = row[x];
        if (y === 0 || this.firstLetter[y] !== -1) return;
        this.firstLetter[y] = this.generators[k];
        this.rest[y] = x;
        queue.push(y);
      });
    }
    this.inverse = indices((x) => x.inverse());
    this.classOf = new Int32Array(n).fill(-1);
    this.classes = this.findClasses(generatorRows);
  }

  indexOf(g: Permutation): number {
    return Number(this.group.rank(g));
  }

  element(x: number): Permutation {
    return this.elements[x];
  }

  /** Left multiplication by x: row(x)[y] = x·y. */
  row(x: number): Int32Array {
    const chain: number[] = [];
    let y = x;
    while (this.rows[y] === undefined) {
      chain.push(y);
      y = this.rest[y];
    }
    let row = this.rows[y] as Int32Array;
    while (chain.length > 0) {
      const z = chain.pop() as number;
      const left = this.generatorRow(this.firstLetter[z]);
      const next = new Int32Array(this.order);
      for (let i = 0; i < next.length; i++) next[i] = left[row[i]];
      row = next;
      this.keep(this.rows, z, row);
    }
    return row;
  }

  /** Right multiplication by y: rightRow(y)[x] = x·y = (y⁻¹·x⁻¹)⁻¹. */
  rightRow(y: number): Int32Array {
    let right = this.rightRows[y];
    if (right === undefined) {
      const { inverse } = this;
      const left = this.row(inverse[y]);
      right = Int32Array.from(inverse, (x) => inverse[left[x]]);
      this.keep(this.rightRows, y, right);
    }
    return right;
  }

  /** x·y: from a row already made, else as permutations. */
  times(x: number, y: number): number {
    const row = this.rows[x];
    if (row !== undefined) return row[y];
    const right = this.rightRows[y];
    if (right !== undefined) return right[x];
    return this.indexOf(this.elements[x].times(this.elements[y]));
  }

  private generatorRow(g: number): Int32Array {
    return this.rows[g] as Int32Array;
  }

  /** Rows beyond `ROW_BUDGET` entries are forgotten, all but those of the generators. */
  private keep(rows: (Int32Array | undefined)[], x: number, row: Int32Array): void {
    if (++this.rowCount * this.order > ROW_BUDGET) {
      const kept = new Set([0, ...this.generators]);
      for (let i = 0; i < this.order; i++) {
        this.rightRows[i] = undefined;
        if (!kept.has(i)) this.rows[i] = undefined;
      }
      this.rowCount = 1;
    }
    rows[x] = row;
  }

  /** x y x⁻¹ */
  conjugate(y: number, x: number): number {
    return this.times(this.times(x, y), this.inverse[x]);
  }

  elementOrder(x: number): number {
    let order = 1;
    for (let y = x; y !== 0; y = this.times(x, y)) order++;
    return order;
  }

  private findClasses(generatorRows: readonly Int32Array[]): { representative: number; size: number }[] {
    const classes: { representative: number; size: number }[] = [];
    for (let x = 0; x < this.order; x++) {
      if (this.classOf[x] !== -1) continue;
      const members = [x];
      this.classOf[x] = classes.length;
      for (const y of members) {
        for (const row of generatorRows) {
          // g y g⁻¹ = (g (g y⁻¹)⁻¹)… read as g · (g · y⁻¹)⁻¹ = g y g⁻¹
          const z = row[this.inverse[row[this.inverse[y]]]];
          if (this.classOf[z] !== -1) continue;
          this.classOf[z] = classes.length;
          members.push(z);
        }
      }
      classes.push({ representative: x, size: members.length });
    }
    return classes;
  }
}

/** A subgroup as the list of its elements, with generators and a membership mask. */
export interface Subgroup {
  readonly generators: readonly number[];
  readonly elements: readonly number[];
  readonly contains: Uint8Array;
}

/**
 * The subgroup generated by a known subgroup and more elements; given up, with more than `limit` elements listed, when
 * it turns out larger than that.
 */
export function subgroup(
  table: ElementTable,
  generators: readonly number[],
  start?: Subgroup,
  limit: number = table.order,
): Subgroup {
  const contains = start === undefined ? new Uint8Array(table.order) : start.contains.slice();
  let elements: number[] = start === undefined ? [0] : [...start.elements];
  contains[0] = 1;
  const kept: number[] = start === undefined ? [] : [...start.generators];
  for (const g of generators) {
    if (contains[g]) continue;
    kept.push(g);
    // Dimino: the new subgroup is a union of cosets r·H of the old one; multiply the representatives by all generators.
    const old = elements;
    elements = [...old];
    const representatives = [0];
    for (const r of representatives) {
      if (elements.length > limit) break;
      for (const s of kept) {
        const candidate = table.row(s)[r];
        if (contains[candidate]) continue;
        representatives.push(candidate);
        const row = table.row(candidate);
        for (const h of old) {
          contains[row[h]] = 1;
          elements.push(row[h]);
        }
      }
    }
  }
  return { generators: kept, elements, contains };
}

/** The left coset xH, in the order of the elements of H, from whichever rows are fewer. */
export function leftCoset(table: ElementTable, H: readonly number[], x: number): number[] {
  if (H.length * H.length >= table.order) {
    const row = table.row(x);
    return H.map((h) => row[h]);
  }
  return H.map((h) => table.rightRow(h)[x]);
}

/** The right coset Hx, in the order of the elements of H. */
function rightCoset(table: ElementTable, H: readonly number[], x: number): number[] {
  if (H.length * H.length >= table.order) {
    const right = table.rightRow(x);
    return H.map((h) => right[h]);
  }
  return H.map((h) => table.row(h)[x]);
}

/**
 * The elements x of T with x H x⁻¹ = H and λ(x h x⁻¹) = λ(h), in increasing order. With the right cosets written as
 * x = κ(x)·r, x h x⁻¹ lies in H when xh is in the coset of x, and is then κ(xh)·κ(x)⁻¹: one pass for each generator of
 * H.
 */
export function inertiaElements(
  table: ElementTable,
  H: Subgroup,
  turns: Int32Array,
  within: readonly number[],
): number[] {
  const coset = new Int32Array(table.order).fill(-1);
  const κ = new Int32Array(table.order);
  for (const x of within) {
    if (coset[x] !== -1) continue;
    rightCoset(table, H.elements, x).forEach((y, i) => {
      coset[y] = x;
      κ[y] = H.elements[i];
    });
  }
  const rows = H.generators.map((h) => table.rightRow(h));
  const N = table.order;
  return within.filter((x) =>
    H.generators.every((h, i) => {
      const y = rows[i][x];
      return coset[y] === coset[x] && (turns[κ[y]] - turns[κ[x]] - turns[h]) % N === 0;
    }),
  );
}
