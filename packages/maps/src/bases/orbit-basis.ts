/**
 * Invariants of permutations with signs: one tensor for each orbit on index tuples, its entries the signs of the
 * elements that carry the first tuple to the others; none for an orbit with an element that fixes a tuple and changes
 * its sign.
 */
import { IsotypicError, type Orbitals, orbitals, Permutation, rationals, type WorkOptions } from '@isotypic/algebra';
import type { InvariantBasis, VisitEntry } from '../linear/invariant-basis.js';
import type { SignedPermutation } from '../linear/sparse-matrix.js';
import type { Factor } from '../representations/factor.js';

/** Pairs that are labeled one by one; two tables of them are 4 GB. */
const MOST_PAIRS = 2 ** 29;
/** Tables of labels up to 64 MB. */
const TABLE_UP_TO = 2 ** 24;

/**
 * The orbits on tuples, the first `outFactors` places being the rows; null unless every generator is a permutation with
 * signs on every factor.
 * @throws {IsotypicError} `OUT_OF_MEMORY` past 2²⁹ pairs of indices where signs occur
 */
export function orbitBasis(
  factors: readonly Factor[],
  outFactors: number,
  options: WorkOptions,
): InvariantBasis | null {
  if (factors.length === 0 || !factors[0].group.isMonomial()) return null;
  const { group } = factors[0];
  const actions: SignedPermutation[][] = [];
  for (const factor of factors) {
    const own = factor.elements.map((h) => h.signedPermutation());
    if (own.includes(null)) return null;
    actions.push(own as SignedPermutation[]);
  }
  const generators = group.elements.map((_, k) => {
    const [out, into] = [actions.slice(0, outFactors), actions.slice(outFactors)];
    return { rows: onTuples(out.map((a) => a[k])), cols: onTuples(into.map((a) => a[k])) };
  });
  const [rows, cols] = [factors.slice(0, outFactors), factors.slice(outFactors)].map((fs) =>
    fs.reduce((n, f) => n * f.dimension, 1),
  );
  if (generators.length === 0) return null; // the trivial group: every entry is free
  const signed = generators.some(({ rows: r, cols: c }) => r.signs.includes(-1) || c.signs.includes(-1));
  if (!signed) return unsignedOrbits(generators, rows, cols, options);
  requireTable(rows, cols);
  return new SignedOrbits(signedLabels(generators, rows, cols), rows, cols);
}

interface PairAction {
  readonly rows: SignedPermutation;
  readonly cols: SignedPermutation;
}

function requireTable(rows: number, cols: number): void {
  if (rows * cols <= MOST_PAIRS) return;
  throw new IsotypicError('OUT_OF_MEMORY', {
    where: 'equivariantMaps',
    expected: `at most ${MOST_PAIRS} pairs of indices where their entries are listed`,
    received: `${rows}·${cols}, ${((rows * cols * 8) / 2 ** 30).toFixed(0)} GiB`,
    remedy: 'Split the representation into the orbits of the group.',
    details: { pairs: rows * cols },
  });
}

/** The action on row-major tuples. */
function onTuples(perms: readonly SignedPermutation[]): SignedPermutation {
  let images = new Int32Array(1);
  let signs = new Int8Array([1]);
  for (const p of perms) {
    const d = p.images.length;
    const [nextImages, nextSigns] = [new Int32Array(images.length * d), new Int8Array(images.length * d)];
    for (let i = 0, at = 0; i < images.length; i++) {
      for (let j = 0; j < d; j++, at++) {
        nextImages[at] = images[i] * d + p.images[j];
        nextSigns[at] = signs[i] * p.signs[j];
      }
    }
    images = nextImages;
    signs = nextSigns;
  }
  return { images, signs };
}

/** The orbitals between the action on rows and that on columns. */
class LabeledOrbits implements InvariantBasis {
  readonly orthogonal = true;
  readonly method = 'orbitals';
  readonly dimension: number;
  readonly size: number;
  private readonly labelOf: Orbitals['labelOf'];
  private lazySizes: readonly number[] | undefined;
  private lazyIndex: { readonly positions: Float64Array; readonly starts: Float64Array } | undefined;

  constructor(
    private readonly orbitals: Orbitals,
    private readonly rows: number,
    private readonly cols: number,
  ) {
    this.dimension = orbitals.rank;
    // a table where it is small beside the tensors themselves: each look at it is then one load
    const labels = rows * cols <= TABLE_UP_TO ? orbitals.labels() : null;
    this.labelOf = labels === null ? orbitals.labelOf : (row, col) => labels[row * cols + col];
    this.size = rows * cols;
  }

  private sizes(): readonly number[] {
    this.lazySizes ??= this.orbitals.sizes();
    return this.lazySizes;
  }

  nonZeros(k: number): number {
    return this.sizes()[k];
  }

  forEachEntry(k: number, visit: VisitEntry): void {
    const { positions, starts } = this.index();
    for (let at = starts[k]; at < starts[k + 1]; at++) visit(positions[at], rationals.one);
  }

  contract(coefficients: Float64Array, x: Float64Array): Float64Array {
    const { rows, cols, labelOf } = this;
    const y = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < cols; j++) sum += coefficients[labelOf(i, j)] * x[j];
      y[i] = sum;
    }
    return y;
  }

  /** The means over the orbits. */
  average(x: Float64Array): Float64Array {
    const { rows, cols, labelOf } = this;
    const means = new Float64Array(this.dimension);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) means[labelOf(i, j)] += x[i * cols + j];
    this.sizes().forEach((size, k) => {
      means[k] /= size;
    });
    const y = new Float64Array(rows * cols);
    for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) y[i * cols + j] = means[labelOf(i, j)];
    return y;
  }

  /** The positions of each orbit, one after the other. */
  private index(): { readonly positions: Float64Array; readonly starts: Float64Array } {
    if (this.lazyIndex === undefined) {
      requireTable(this.rows, this.cols);
      const starts = new Float64Array(this.dimension + 1);
      this.sizes().forEach((size, k) => {
        starts[k + 1] = starts[k] + size;
      });
      const next = starts.slice();
      const positions = new Float64Array(this.size);
      for (let i = 0; i < this.rows; i++) {
        for (let j = 0; j < this.cols; j++) positions[next[this.labelOf(i, j)]++] = i * this.cols + j;
      }
      this.lazyIndex = { positions, starts };
    }
    return this.lazyIndex;
  }
}

function unsignedOrbits(
  generators: readonly PairAction[],
  rows: number,
  cols: number,
  options: WorkOptions,
): InvariantBasis {
  const permutations = (side: 'rows' | 'cols') => generators.map((g) => Permutation.fromImages(g[side].images));
  const found = orbitals(permutations('cols'), permutations('rows'), options);
  return new LabeledOrbits(found, rows, cols);
}

interface SignedLabels {
  /** ±(k + 1) in orbit k, 0 where no invariant has an entry. */
  readonly labels: Int32Array;
  readonly sizes: readonly number[];
}

/** Breadth-first search over pairs with the sign of the element that leads there. */
function signedLabels(generators: readonly PairAction[], rows: number, cols: number): SignedLabels {
  const labels = new Int32Array(rows * cols);
  const queue = new Int32Array(rows * cols);
  const met = new Uint8Array(rows * cols);
  const sizes: number[] = [];
  for (let start = 0; start < labels.length; start++) {
    if (met[start] === 1) continue;
    const label = sizes.length + 1;
    let end = 1;
    let vanishes = false;
    queue[0] = start;
    met[start] = 1;
    labels[start] = label;
    for (let at = 0; at < end; at++) {
      const row = Math.floor(queue[at] / cols);
      const col = queue[at] - row * cols;
      for (const g of generators) {
        const next = g.rows.images[row] * cols + g.cols.images[col];
        const value = labels[queue[at]] * g.rows.signs[row] * g.cols.signs[col];
        if (met[next] === 0) {
          met[next] = 1;
          labels[next] = value;
          queue[end++] = next;
        } else if (labels[next] !== value) vanishes = true;
      }
    }
    if (vanishes) for (let at = 0; at < end; at++) labels[queue[at]] = 0;
    else sizes.push(end);
  }
  return { labels, sizes };
}

class SignedOrbits implements InvariantBasis {
  readonly orthogonal = true;
  readonly method = 'signed orbitals';
  readonly dimension: number;
  readonly size: number;

  constructor(
    private readonly found: SignedLabels,
    private readonly rows: number,
    private readonly cols: number,
  ) {
    this.dimension = found.sizes.length;
    this.size = rows * cols;
  }

  nonZeros(k: number): number {
    return this.found.sizes[k];
  }

  forEachEntry(k: number, visit: VisitEntry): void {
    const { labels } = this.found;
    for (let at = 0; at < labels.length; at++) {
      if (labels[at] === k + 1) visit(at, rationals.one);
      else if (labels[at] === -k - 1) visit(at, MINUS_ONE);
    }
  }

  contract(coefficients: Float64Array, x: Float64Array): Float64Array {
    const { rows, cols } = this;
    const { labels } = this.found;
    const y = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const label = labels[i * cols + j];
        if (label > 0) y[i] += coefficients[label - 1] * x[j];
        else if (label < 0) y[i] -= coefficients[-label - 1] * x[j];
      }
    }
    return y;
  }
}

const MINUS_ONE = rationals.neg(rationals.one);
