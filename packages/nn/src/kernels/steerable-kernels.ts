/**
 * Steerable filters between any two fields (Weiler & Cesa 2019; Cesa, Lang & Weiler 2022): Gaussian rings × harmonics ×
 * tensors of Hom_G(H_f ⊗ ψ_in, ψ_out) for each pair of irreducibles, then the change of basis on both sides. Sampled on
 * the grid and normalized as in escnn: ‖B‖² = dim ψ_out; what vanishes on the grid is no parameter.
 */
import type { Fiber, FiberIrrep, FieldRepresentation, GSpace } from '../fields/gspace.js';
import { angularBasis } from './angular.js';
import type { KernelPoints } from './grid.js';
import { harmonicCount, harmonicsAt } from './harmonics.js';
import { type EntryRow, type KernelBasis, RowKernelBasis, rowTable } from './kernel-basis.js';
import { frequenciesOn, type Ring, ringOnGrid } from './rings.js';
import { sharedEntries } from './sharing.js';

/** The entries of one element of the basis between two irreducibles: [out, in, points]. */
type SampledElement = Float64Array;

export function steerableKernels(
  space: GSpace,
  output: FieldRepresentation,
  input: FieldRepresentation,
  grid: KernelPoints,
  rings: readonly Ring[],
): KernelBasis {
  return assembled(space, output, input, grid, new PointSamples(grid, rings));
}

/**
 * The same filters apart from points, K(x) = Σ φ_s(x) C_s over the terms s = (ring, frequency, harmonic) of
 * `KernelTerms`: a basis whose "points" are the terms and whose filters are the matrices C_s.
 */
export function kernelTermMatrices(
  space: GSpace,
  output: FieldRepresentation,
  input: FieldRepresentation,
  terms: Samples,
): KernelBasis {
  return assembled(space, output, input, { count: terms.count }, terms);
}

function assembled(
  space: GSpace,
  output: FieldRepresentation,
  input: FieldRepresentation,
  grid: Pick<KernelPoints, 'count' | 'images'>,
  samples: Samples,
): KernelBasis {
  const [outFiber, inFiber] = space.fibers([output, input]);
  const sharing = sharedEntries(space, output, input, grid);
  const sampler = new Sampler(space, samples);
  const columns: Float64Array[] = []; // one for each element: its entries at the representatives
  forEachPart(outFiber, (outIrrep, outOffset) => {
    forEachPart(inFiber, (inIrrep, inOffset) => {
      for (const sampled of sampler.elements(outIrrep, inIrrep)) {
        const block = { sampled, outIrrep, inIrrep, outOffset, inOffset };
        columns.push(entriesAt(sharing.representatives, block, outFiber, inFiber, grid.count));
      }
    });
  });
  const rows: EntryRow[] = Array.from(sharing.representatives, (_, k) => ({
    from: 0,
    factors: rowOf(columns, k),
  }));
  return new RowKernelBasis(columns.length, output.dimension, input.dimension, grid.count, sharing, rowTable(rows));
}

function rowOf(columns: readonly Float64Array[], k: number): Float64Array {
  const row = new Float64Array(columns.length);
  for (let b = 0; b < row.length; b++) row[b] = columns[b][k];
  return row;
}

/** Every copy of every irreducible, with its first column in Q. */
function forEachPart(fiber: Fiber, visit: (irrep: FiberIrrep, offset: number) => void): void {
  let offset = 0;
  for (const { irrep, multiplicity } of fiber.parts) {
    for (let copy = 0; copy < multiplicity; copy++, offset += irrep.degree) visit(irrep, offset);
  }
}

interface Block {
  readonly sampled: SampledElement;
  readonly outIrrep: FiberIrrep;
  readonly inIrrep: FiberIrrep;
  readonly outOffset: number;
  readonly inOffset: number;
}

/** Q_out S(x) Q_inᵀ at chosen entries. */
function entriesAt(
  entries: Int32Array,
  { sampled, outIrrep, inIrrep, outOffset, inOffset }: Block,
  outFiber: Fiber,
  inFiber: Fiber,
  points: number,
): Float64Array {
  const [b, a] = [outIrrep.degree, inIrrep.degree];
  const [rows, cols] = [outFiber.dimension, inFiber.dimension];
  const values = new Float64Array(entries.length);
  for (let k = 0; k < values.length; k++) {
    const e = entries[k];
    const [p, i, o] = [e % points, Math.floor(e / points) % cols, Math.floor(e / (points * cols))];
    let sum = 0;
    for (let s = 0; s < b; s++) {
      const q = outFiber.basis[o * rows + outOffset + s];
      if (q === 0) continue;
      for (let t = 0; t < a; t++) {
        sum += q * sampled[(s * a + t) * points + p] * inFiber.basis[i * cols + inOffset + t];
      }
    }
    values[k] = sum;
  }
  return values;
}

// Tensors are right to some n·16ε, n ≤ 1000, so what vanishes is below 1e-12 of the ring; other elements are above
// 1/√points of it
const VANISHING = 1e-10;

/** Samples the elements between two irreducibles once, for all their copies. */
class Sampler {
  private readonly known = new Map<FiberIrrep, Map<FiberIrrep, SampledElement[]>>();

  constructor(
    private readonly space: GSpace,
    private readonly samples: Samples,
  ) {}

  elements(output: FiberIrrep, input: FiberIrrep): readonly SampledElement[] {
    const byInput = this.known.get(output) ?? new Map<FiberIrrep, SampledElement[]>();
    this.known.set(output, byInput);
    let elements = byInput.get(input);
    if (elements === undefined) {
      const { samples } = this;
      elements = samples.rings.flatMap((ring, k) =>
        frequenciesOn(ring).flatMap((f) => this.sample(output, input, f, samples.profiles[k])),
      );
      byInput.set(input, elements);
    }
    return elements;
  }

  private sample(output: FiberIrrep, input: FiberIrrep, frequency: number, ring: Float64Array): SampledElement[] {
    const { dimension, data } = angularBasis(this.space, output, input, frequency);
    if (dimension === 0) return [];
    const harmonics = this.samples.harmonics(frequency);
    const count = harmonicCount(this.space.baseDimension, frequency);
    const size = output.degree * input.degree;
    const points = this.samples.count;
    const ringNorm = ring.reduce((sum, x) => sum + x * x, 0);
    const elements: SampledElement[] = [];
    for (let h = 0; h < dimension; h++) {
      const element = new Float64Array(size * points);
      for (let q = 0; q < count; q++) {
        for (let m = 0; m < size; m++) {
          const factor = data[(h * count + q) * size + m];
          if (factor === 0) continue;
          for (let p = 0; p < points; p++) element[m * points + p] += factor * ring[p] * harmonics[q * points + p];
        }
      }
      const norm = element.reduce((sum, x) => sum + x * x, 0);
      if (norm <= VANISHING ** 2 * ringNorm) continue;
      elements.push(element.map((x) => x * Math.sqrt(output.degree / norm)));
    }
    return elements;
  }
}

/** Values of rings and harmonics at a number of places. */
export interface Samples {
  readonly count: number;
  readonly rings: readonly Ring[];
  /** Ring by ring, at each place. */
  readonly profiles: readonly Float64Array[];
  /** Harmonic by harmonic, at each place. */
  harmonics(frequency: number): Float64Array;
}

/** At the points of a grid. */
class PointSamples implements Samples {
  readonly profiles: readonly Float64Array[];
  private readonly known = new Map<number, Float64Array>();

  constructor(
    private readonly grid: KernelPoints,
    readonly rings: readonly Ring[],
  ) {
    this.profiles = rings.map((ring) => ringOnGrid(ring, grid));
  }

  get count(): number {
    return this.grid.count;
  }

  harmonics(frequency: number): Float64Array {
    let values = this.known.get(frequency);
    if (values === undefined) {
      values = harmonicsAt(this.grid.dimension, frequency, this.grid.coordinates);
      this.known.set(frequency, values);
    }
    return values;
  }
}
