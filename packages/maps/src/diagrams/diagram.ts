/**
 * A diagram: an invariant tensor of (Kⁿ)^{⊗k} that is a product of small tensors, its cells, each on positions of its
 * own. A cell is a list of terms: for an equality of positions one term for each of the n values, for a form one for
 * each of its entries, for a Levi-Civita tensor one for each of the n! permutations.
 */

/** A small tensor on some positions: term t has index indices[t·positions.length + s] in position s, and a weight. */
export interface Cell {
  readonly positions: readonly number[];
  readonly terms: number;
  readonly indices: Int32Array;
  /** Null where all weights are 1. */
  readonly weights: Float64Array | null;
}

/** The positions take equal values: Σ_v e_v ⊗ … ⊗ e_v. */
export function equalityCell(n: number, positions: readonly number[]): Cell {
  const width = positions.length;
  return {
    positions,
    terms: n,
    indices: Int32Array.from({ length: n * width }, (_, i) => Math.floor(i / width)),
    weights: null,
  };
}

/** A form with one entry in each row: e_v ⊗ e_{partner(v)} with weight sign(v). */
export function formCell(
  positions: readonly [number, number],
  form: { readonly partner: readonly number[]; readonly sign: readonly number[] },
): Cell {
  const indices = Int32Array.from(form.partner.flatMap((w, v) => [v, w]));
  const weights = form.sign.every((s) => s === 1) ? null : Float64Array.from(form.sign);
  return { positions, terms: form.partner.length, indices, weights };
}

/** The Levi-Civita tensor; `lowered[s]` gives the signs of the form by which position s is lowered, or null. */
export function leviCivitaCell(
  n: number,
  positions: readonly number[],
  lowered: readonly (readonly number[] | null)[],
): Cell {
  const all = signedPermutations(n);
  return {
    positions,
    terms: all.length,
    indices: Int32Array.from(all.flatMap(({ images }) => images)),
    weights: Float64Array.from(all, ({ images, sign }) =>
      images.reduce((w, v, s) => w * (lowered[s] === null ? 1 : (lowered[s] as readonly number[])[v]), sign),
    ),
  };
}

function signedPermutations(n: number): { images: number[]; sign: number }[] {
  let found: { images: number[]; sign: number }[] = [{ images: [], sign: 1 }];
  for (let k = 0; k < n; k++) {
    // k enters in front of the last j entries: j exchanges
    found = found.flatMap(({ images, sign }) =>
      Array.from({ length: k + 1 }, (_, j) => ({
        images: [...images.slice(0, k - j), k, ...images.slice(k - j)],
        sign: j % 2 === 0 ? sign : -sign,
      })),
    );
  }
  return found;
}

/** The number of entries of the product of the cells. */
export function termCount(cells: readonly Cell[]): number {
  return cells.reduce((product, cell) => product * cell.terms, 1);
}

/** Visits the entries of the product: row-major position in the tensor of n^order entries, and weight. */
export function forEachTerm(
  cells: readonly Cell[],
  n: number,
  order: number,
  visit: (position: number, weight: number) => void,
): void {
  const strides = stridesOf(n, order);
  const offsets = cells.map((cell) => cellOffsets(cell, (position) => strides[position]));
  const descend = (at: number, position: number, weight: number): void => {
    if (at === cells.length) {
      visit(position, weight);
      return;
    }
    const { weights, terms } = cells[at];
    for (let t = 0; t < terms; t++)
      descend(at + 1, position + offsets[at][t], weights === null ? weight : weight * weights[t]);
  };
  descend(0, 0, 1);
}

function stridesOf(n: number, order: number): number[] {
  return Array.from({ length: order }, (_, k) => n ** (order - 1 - k));
}

function cellOffsets(cell: Cell, strideOf: (position: number) => number): Float64Array {
  const { positions, terms, indices } = cell;
  const offsets = new Float64Array(terms);
  for (let t = 0; t < terms; t++) {
    for (let s = 0; s < positions.length; s++) offsets[t] += indices[t * positions.length + s] * strideOf(positions[s]);
  }
  return offsets;
}

/** All sums of one offset of each list, and the products of their weights. */
interface OffsetTable {
  readonly offsets: Float64Array;
  readonly weights: Float64Array;
}

function combine(cells: readonly Cell[], strideOf: (position: number) => number, weighted: boolean): OffsetTable {
  let table: OffsetTable = { offsets: new Float64Array(1), weights: new Float64Array([1]) };
  for (const cell of cells) {
    const own = cellOffsets(cell, strideOf);
    const size = table.offsets.length * cell.terms;
    const [offsets, weights] = [new Float64Array(size), new Float64Array(size)];
    for (let i = 0, at = 0; i < table.offsets.length; i++) {
      for (let t = 0; t < cell.terms; t++, at++) {
        offsets[at] = table.offsets[i] + own[t];
        weights[at] = table.weights[i] * (weighted && cell.weights !== null ? cell.weights[t] : 1);
      }
    }
    table = { offsets, weights };
  }
  return table;
}

/**
 * y += factor·D·x for the diagram D as a map from the positions after the first `out` to those. The cells with inputs
 * only are summed away, those with both carry their values over, those with outputs only are spread: O(nᵏ + nˡ)
 * operations in place of nᵏ⁺ˡ (Pearce-Crump & Knottenbelt, arXiv 2304.14165: factor, permute, multiply by planar
 * diagrams).
 */
export function addProduct(
  y: Float64Array,
  factor: number,
  cells: readonly Cell[],
  x: Float64Array,
  shape: { readonly n: number; readonly order: number; readonly out: number },
): void {
  const { n, order, out } = shape;
  const outStrides = stridesOf(n, out);
  const inStrides = stridesOf(n, order - out);
  const inStride = (position: number) => (position < out ? 0 : inStrides[position - out]);
  const outStride = (position: number) => (position < out ? outStrides[position] : 0);
  const has = (cell: Cell, side: 'in' | 'out') => cell.positions.some((p) => (side === 'in' ? p >= out : p < out));
  const mixed = cells.filter((c) => has(c, 'in') && has(c, 'out'));
  const summed = combine(
    cells.filter((c) => !has(c, 'out')),
    inStride,
    true,
  );
  const spread = combine(
    cells.filter((c) => !has(c, 'in')),
    outStride,
    true,
  );
  const from = combine(mixed, inStride, true);
  const to = combine(mixed, outStride, false);
  for (let m = 0; m < from.offsets.length; m++) {
    let sum = 0;
    for (let i = 0; i < summed.offsets.length; i++) sum += summed.weights[i] * x[from.offsets[m] + summed.offsets[i]];
    const z = factor * from.weights[m] * sum;
    if (z === 0) continue;
    for (let o = 0; o < spread.offsets.length; o++) y[to.offsets[m] + spread.offsets[o]] += z * spread.weights[o];
  }
}

/** Σ over the terms of ∏ x_position[index]·weight modulo p, for vectors x in every position: the diagram as a form. */
export function evaluateCell(cell: Cell, vectors: readonly Float64Array[], p: number): number {
  const { positions, terms, indices, weights } = cell;
  let sum = 0;
  for (let t = 0; t < terms; t++) {
    let product = weights === null ? 1 : weights[t];
    for (let s = 0; s < positions.length; s++) {
      const y = product * vectors[positions[s]][indices[t * positions.length + s]];
      product = y - p * Math.round(y / p);
    }
    sum += product;
    sum -= p * Math.round(sum / p);
  }
  return sum;
}
