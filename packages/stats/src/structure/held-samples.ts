/**
 * Samples as the factor of Gram matrices that are too large to be made: R(Z), the (e·m)×(e·n) real form of the m×n
 * matrix over ℝ, ℂ or ℍ whose columns are the pooled coordinates of the rows in one component, n = N·d/e. It is never
 * made either: products with it are combinations of the rows as they came, and the rows are held, not copied.
 */
import { UNIT_SIGNS } from '@isotypic/algebra/internal';
import { type Float64Layout, Float64Matrix } from '@isotypic/numeric/dense';
import type { Term } from './basis-rows.js';
import { fromCoordinates, toCoordinates } from './equivariant-blocks.js';
import type { IsotypicStructure, StructureComponent } from './isotypic-structure.js';
import { type Slab, slabsOf } from './slabs.js';

/** Most columns that are remembered at a time. */
const REMEMBERED = 64;

/** Terms of a sparse vector up to which rows of R(Z), which are remembered, are sooner joined than products made. */
const FEW_TERMS = 8;

export class HeldSamples {
  private readonly lines = new Map<string, Float64Array>();
  private cut: readonly Slab[] | undefined;

  /**
   * @param rows N×D. @param center taken off every row. @param roots √w of each row.
   * @param chunkNumbers numbers of the coordinates that are in memory at a time, by default 16 MB
   */
  constructor(
    readonly structure: IsotypicStructure,
    readonly rows: Float64Layout,
    readonly center: Float64Array | undefined,
    readonly roots: Float64Array | undefined,
    private readonly chunkNumbers = 2 ** 21,
  ) {}

  /** The coordinates of all rows slab by slab are so few at a time. */
  get slabs(): readonly Slab[] {
    this.cut ??= slabsOf(this.structure, Math.floor(this.chunkNumbers / Math.max(1, this.rows.rows)));
    return this.cut;
  }

  /** Columns of R(Z): e·N·d/e. */
  columns(k: number): number {
    const { units, pooled } = this.structure.components[k];
    return units * pooled * this.rows.rows;
  }

  /** R(Z)ᵀ·part, `part` of e·m rows. O(N·D) for each of its columns, pooled coordinates and units. */
  pull(k: number, part: Float64Layout): Float64Matrix {
    const c = this.structure.components[k];
    const out = new Float64Matrix(this.columns(k), part.cols);
    for (let v = 0; v < part.cols; v++) {
      eachForm(c, (s, u) => {
        const image = this.dots(this.spread(c, s, u, (i) => part.data[i * part.cols + v]));
        for (let n = 0; n < image.length; n++) out.data[this.at(c, n, s, u) * part.cols + v] = image[n];
      });
    }
    return out;
  }

  /** R(Z)·part, `part` of as many rows as R(Z) has columns. */
  push(k: number, part: Float64Layout): Float64Matrix {
    const c = this.structure.components[k];
    const { multiplicity, units, pooled, offset } = c;
    const out = new Float64Matrix(multiplicity * units, part.cols);
    for (let v = 0; v < part.cols; v++) {
      eachForm(c, (s, u) => {
        const sum = this.combination((n) => part.data[this.at(c, n, s, u) * part.cols + v]);
        const coordinates = toCoordinates(sum, this.structure);
        for (let i = 0; i < out.rows; i++) {
          const { line, sign } = formEntry(units, i, u);
          out.data[i * part.cols + v] += sign * coordinates[offset + line * pooled + s];
        }
      });
    }
    return out;
  }

  /** R(Z)ᵀu of a sparse u. */
  along(k: number, u: readonly Term[]): Float64Array {
    const { multiplicity, units } = this.structure.components[k];
    if (u.length > FEW_TERMS) {
      const part = new Float64Array(multiplicity * units);
      for (const { a, value } of u) part[a] = value;
      return this.pull(k, { data: part, rows: part.length, cols: 1 }).data;
    }
    const sum = new Float64Array(this.columns(k));
    for (const { a, value } of u) {
      const line = this.line(k, a);
      for (let n = 0; n < sum.length; n++) sum[n] += value * line[n];
    }
    return sum;
  }

  /** Row a of R(Z). Some are remembered: entries of a map ask for the same ones again. */
  private line(k: number, a: number): Float64Array {
    const key = `${k} ${a}`;
    let found = this.lines.get(key);
    if (found === undefined) {
      const { multiplicity, units } = this.structure.components[k];
      const unit = new Float64Array(multiplicity * units);
      unit[a] = 1;
      found = this.pull(k, { data: unit, rows: unit.length, cols: 1 }).data;
      if (this.lines.size >= REMEMBERED) this.lines.clear();
      this.lines.set(key, found);
    }
    return found;
  }

  /** R(Z)ᵀ. */
  matrix(k: number): Float64Matrix {
    const c = this.structure.components[k];
    const made = new Float64Matrix(this.columns(k), c.multiplicity * c.units);
    for (let n = 0; n < this.rows.rows; n++) {
      const one = this.combination((row) => (row === n ? 1 : 0), [n, n + 1]);
      fillForms(c, toCoordinates(one, this.structure), made, this.at(c, n, 0, 0));
    }
    return made;
  }

  private at({ pooled, units }: StructureComponent, n: number, s: number, u: number): number {
    return (n * pooled + s) * units + u;
  }

  /** The vector whose products with rows are a column of R(Z)ᵀ·x. */
  private spread(c: StructureComponent, s: number, u: number, x: (i: number) => number): Float64Array {
    const coordinates = new Float64Array(this.structure.dimension);
    for (let i = 0; i < c.multiplicity * c.units; i++) {
      const { line, sign } = formEntry(c.units, i, u);
      coordinates[c.offset + line * c.pooled + s] = sign * x(i);
    }
    return fromCoordinates(coordinates, this.structure);
  }

  /** √w (x − center)·q of every row. */
  private dots(q: Float64Array): Float64Array {
    const { data, rows, cols } = this.rows;
    const where: number[] = [];
    for (let j = 0; j < cols; j++) if (q[j] !== 0) where.push(j);
    const points = where.length < cols / 4 ? Int32Array.from(where) : undefined;
    const values = points === undefined ? q : Float64Array.from(points, (j) => q[j]);
    const center = this.center ?? new Float64Array(cols);
    const out = new Float64Array(rows);
    for (let n = 0; n < rows; n++) {
      let sum = 0;
      const start = n * cols;
      if (points === undefined) for (let j = 0; j < cols; j++) sum += (data[start + j] - center[j]) * values[j];
      else {
        for (let e = 0; e < points.length; e++) sum += (data[start + points[e]] - center[points[e]]) * values[e];
      }
      out[n] = (this.roots?.[n] ?? 1) * sum;
    }
    return out;
  }

  /** Σ a(n) √w (x − center) over rows, all of them by default. */
  private combination(a: (n: number) => number, [from, to] = [0, this.rows.rows]): Float64Array {
    const { data, cols } = this.rows;
    const center = this.center ?? new Float64Array(cols);
    const out = new Float64Array(cols);
    for (let n = from; n < to; n++) {
      const factor = a(n) * (this.roots?.[n] ?? 1);
      if (factor === 0) continue;
      for (let j = 0; j < cols; j++) out[j] += factor * (data[n * cols + j] - center[j]);
    }
    return out;
  }
}

/** Entry (i, u) of the real form of a column: which of its numbers, with which sign. */
function formEntry(units: 1 | 2 | 4, i: number, u: number): { readonly line: number; readonly sign: number } {
  if (units === 1) return { line: i, sign: 1 };
  const row = i % units;
  return { line: i - row + (row ^ u), sign: UNIT_SIGNS[row ^ u][u] };
}

function eachForm({ pooled, units }: StructureComponent, visit: (s: number, u: number) => void): void {
  for (let s = 0; s < pooled; s++) for (let u = 0; u < units; u++) visit(s, u);
}

/** Rows of R(Z)ᵀ from `first` on: those of one sample's coordinates in the component. */
function fillForms(c: StructureComponent, coordinates: Float64Array, target: Float64Layout, first: number): void {
  const { offset, pooled, units } = c;
  const width = target.cols;
  let row = first * width;
  if (units === 1 && pooled === 1) {
    target.data.set(coordinates.subarray(offset, offset + width), row);
    return;
  }
  eachForm(c, (s, u) => {
    for (let i = 0; i < width; i++) {
      const { line, sign } = formEntry(units, i, u);
      target.data[row + i] = sign * coordinates[offset + line * pooled + s];
    }
    row += width;
  });
}
