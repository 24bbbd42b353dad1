/**
 * The irreps of a wreath product H ≀ S_m on m blocks (Specht 1932; James & Kerber 1981, theorem 4.3.34): one for each
 * family of partitions λ_ψ, ψ an irrep of H, of total size m. It acts on the sum, over all ways a to give each block j
 * an irrep a(j), ψ to |λ_ψ| blocks, of ⊗_j V_{a(j)} ⊗ ⊗_ψ S^{λ_ψ}: an element carries the factor of a block to the
 * block where it moves that one, by what it does inside, and permutes the blocks of each ψ, in increasing order, in
 * S^{λ_ψ}.
 */
import {
  type ExactMatrix,
  type ExactScalar,
  type Field,
  lcm,
  Matrix,
  Permutation,
  type PermutationGroup,
  type WorkMeter,
} from '@isotypic/algebra';
import { factorial } from '@isotypic/algebra/internal';
import type { BlockFrames } from '../../characters/block-frames.js';
import { recognizeWreathProduct } from '../../characters/closed-forms/wreath-recognition.js';
import { jointField, overField } from '../../matrices/exact-matrices.js';
import { multipartitionCount, multipartitions, type Partition } from '../../partitions.js';
import { descendedForm } from '../descent/real-descent.js';
import { type FormedIrrep, type IrrepForm, labelOf } from '../formed-irrep.js';
import type { IrrepListing } from '../irrep-listing.js';
import { diagonalForm, hookDegree, type SeminormalForm, seminormalForm } from '../symmetric/young.js';

/** An irrep ψ of H with its partition, of the number of blocks that ψ is given to. */
interface Share {
  readonly index: number;
  readonly irrep: FormedIrrep;
  readonly shape: Partition;
  readonly size: number;
}

/**
 * All irreps, trivial first, then by degree; undefined when the group is no such product.
 * @param irrepsOf lists the irreps of H
 */
export function wreathIrreps(
  group: PermutationGroup,
  work: IrrepListing,
  irrepsOf: (base: PermutationGroup) => readonly FormedIrrep[],
): FormedIrrep[] | undefined {
  const frames = recognizeWreathProduct(group, work.meter);
  if (frames === undefined) return undefined;
  const base = irrepsOf(frames.base);
  work.announce(multipartitionCount(base.length, frames.blockCount));
  const list = multipartitions(base.length, frames.blockCount).map((λ) => {
    work.meter.step();
    const shares = λ.flatMap((shape, index): Share[] =>
      shape.length === 0 ? [] : [{ index, irrep: base[index], shape, size: shape.reduce((a, b) => a + b) }],
    );
    const isTrivial = shares.length === 1 && shares[0].irrep.isTrivial && shares[0].shape.length === 1;
    return { shares, isTrivial, degree: degreeOf(shares, frames.blockCount), name: λ.join('|') };
  });
  list.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.degree - b.degree);
  const positions = new Map(list.map(({ name }, i) => [name, i]));
  return list.map(({ shares, isTrivial, degree, name }, i): FormedIrrep => {
    const conjugate = positions.get(conjugateName(shares, base)) as number;
    const quaternionic = shares.reduce((count, { irrep, size }) => count + (irrep.indicator < 0 ? size : 0), 0);
    // The invariant bilinear form is that of the factors: alternating for each block of quaternionic type.
    const indicator = positions.get(name) !== conjugate ? 0 : quaternionic % 2 === 0 ? 1 : -1;
    let form: IrrepForm | undefined;
    return {
      degree,
      indicator,
      isTrivial,
      label: labelOf(i, degree, isTrivial),
      conjugate,
      form: (meter) => {
        if (form === undefined) {
          const found = inducedForm(frames, shares, degree, meter);
          form = indicator === 1 && !found.isReal ? (descendedForm(group, found, meter) ?? found) : found;
        }
        return form;
      },
    };
  });
}

/** The number of assignments times the dimension of one summand. */
function degreeOf(shares: readonly Share[], blockCount: number): number {
  let degree = factorial(blockCount);
  for (const { irrep, shape, size } of shares) {
    degree = (degree / factorial(size)) * BigInt(irrep.degree) ** BigInt(size) * hookDegree(shape);
  }
  return Number(degree);
}

/** The family of the complex conjugate: Specht modules are real, so λ_ψ goes to ψ̄. */
function conjugateName(shares: readonly Share[], base: readonly FormedIrrep[]): string {
  const shapes: Partition[] = base.map(() => []);
  for (const { irrep, shape } of shares) shapes[irrep.conjugate] = shape;
  return shapes.join('|');
}

/** A factor of a summand, with its strides in the basis: rows are of the summand that it goes to. */
interface Factor {
  readonly matrix: ExactMatrix;
  readonly rowStride: number;
  readonly columnStride: number;
}

function inducedForm(frames: BlockFrames, shares: readonly Share[], degree: number, meter: WorkMeter): IrrepForm {
  meter.step(degree * degree);
  const module = new InducedModule(frames, shares, degree, meter);
  return {
    isReal: module.forms.every(({ isReal }) => isReal),
    conductor: module.forms.reduce((n, { conductor }) => lcm(n, conductor), 1),
    gram: module.gram(),
    matrix: (g, work) => module.matrix(g, work),
  };
}

/** A summand for each assignment of a share to every block. */
class InducedModule {
  readonly forms: readonly IrrepForm[];
  private readonly spechts: readonly SeminormalForm[];
  private readonly field: Field<ExactScalar>;
  private readonly assignments: readonly (readonly number[])[];
  private readonly positions: ReadonlyMap<string, number>;
  /** Of each summand: the basis counts the factors of the blocks in their order, then those of the Specht modules. */
  private readonly strides: readonly (readonly number[])[];

  constructor(
    private readonly frames: BlockFrames,
    shares: readonly Share[],
    private readonly degree: number,
    meter: WorkMeter,
  ) {
    this.forms = shares.map(({ irrep }) => irrep.form(meter));
    this.spechts = shares.map(({ shape }) => seminormalForm(shape, meter));
    this.field = jointField(this.forms.map(({ gram }) => gram));
    this.assignments = arrangements(shares.map(({ size }) => size));
    this.positions = new Map(this.assignments.map((a, k) => [a.join(), k]));
    this.strides = this.assignments.map((a) =>
      stridesOf([...a.map((s) => shares[s].irrep.degree), ...this.spechts.map((specht) => specht.degree)]),
    );
  }

  gram(): ExactMatrix {
    const forms = this.forms.map(({ gram }) => overField(gram, this.field));
    const norms = this.spechts.map((specht) => overField(diagonalForm(specht.norms), this.field));
    return this.assembled((a, k) => {
      const strides = this.strides[k];
      const matrices = [...a.map((s) => forms[s]), ...norms];
      const factors = matrices.map((matrix, i) => ({ matrix, rowStride: strides[i], columnStride: strides[i] }));
      return { to: k, factors };
    });
  }

  matrix({ images }: Permutation, meter: WorkMeter): ExactMatrix {
    const { frames, forms, spechts, strides, field, degree } = this;
    meter.step(degree * degree);
    const blocks = Array.from({ length: frames.blockCount }, (_, j) => j);
    const targets = blocks.map((j) => frames.target(images, j));
    const inside = blocks.map((j) => {
      const h = Permutation.fromTrustedImages(frames.local(images, j));
      return remembered((s: number) => overField(forms[s].matrix(h, meter), field), String);
    });
    const among = spechts.map((specht) =>
      remembered((order: readonly number[]) => overField(specht.matrix(order, meter), field), String),
    );
    return this.assembled((a, k) => {
      meter.step(0);
      const moved: number[] = [];
      for (const j of blocks) moved[targets[j]] = a[j];
      const to = this.positions.get(moved.join()) as number;
      const factors = blocks.map((j) => ({
        matrix: inside[j](a[j]),
        rowStride: strides[to][targets[j]],
        columnStride: strides[k][j],
      }));
      among.forEach((permuted, s) => {
        const reached = blocks.filter((j) => a[j] === s).map((j) => targets[j]);
        const order = reached.map((x) => reached.filter((y) => y < x).length);
        const i = blocks.length + s;
        factors.push({ matrix: permuted(order), rowStride: strides[to][i], columnStride: strides[k][i] });
      });
      return { to, factors };
    });
  }

  /** From what takes each summand to another. */
  private assembled(
    image: (assignment: readonly number[], k: number) => { readonly to: number; readonly factors: readonly Factor[] },
  ): ExactMatrix {
    const { field, degree, assignments } = this;
    const dimension = degree / assignments.length;
    const entries = new Array<ExactScalar>(degree * degree).fill(field.zero);
    assignments.forEach((a, k) => {
      const { to, factors } = image(a, k);
      place(field, entries, degree, to * dimension, k * dimension, factors);
    });
    return new Matrix(field, degree, degree, entries) as ExactMatrix;
  }
}

function remembered<A, T>(make: (argument: A) => T, key: (argument: A) => string): (argument: A) => T {
  const known = new Map<string, T>();
  return (argument) => {
    const name = key(argument);
    const value = known.get(name) ?? make(argument);
    known.set(name, value);
    return value;
  };
}

/** Writes the Kronecker product of the factors into the summand that begins at a row and a column. */
function place(
  field: Field<ExactScalar>,
  entries: ExactScalar[],
  degree: number,
  row: number,
  column: number,
  factors: readonly Factor[],
): void {
  let terms = [{ at: row * degree + column, value: field.one }];
  for (const { matrix, rowStride, columnStride } of factors) {
    const next: typeof terms = [];
    matrix.entries.forEach((x: ExactScalar, k: number) => {
      if (field.isZero(x)) return;
      const shift = Math.floor(k / matrix.cols) * rowStride * degree + (k % matrix.cols) * columnStride;
      for (const { at, value } of terms) next.push({ at: at + shift, value: field.mul(value, x) });
    });
    terms = next;
  }
  for (const { at, value } of terms) entries[at] = value;
}

/** All ways to give to blocks in a row the numbers 0, 1, …, the k-th to `sizes[k]` of them; in lexicographic order. */
function arrangements(sizes: readonly number[]): number[][] {
  if (sizes.every((size) => size === 0)) return [[]];
  return sizes.flatMap((size, k) =>
    size === 0 ? [] : arrangements(sizes.map((x, i) => (i === k ? x - 1 : x))).map((rest) => [k, ...rest]),
  );
}

function stridesOf(dimensions: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (let i = dimensions.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= dimensions[i];
  }
  return strides;
}
