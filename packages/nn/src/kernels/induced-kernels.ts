/**
 * Filters between fields whose channels a finite group permutes, regular and quotient fields among them: K(gx)[g·(o,
 * i)]
 * = κ(x) for one (o, i) of each orbit, with κ any function that the stabilizer of (o, i) leaves alone (Frobenius
 * reciprocity). The combinatorics is exact; no irreducible is needed. Same span as the steerable filters.
 */
import type { Float64Layout, Permutation } from '@isotypic/algebra';
import type { PermutationRepresentation } from '@isotypic/reps';
import type { FiniteGSpace } from '../fields/finite-gspace.js';
import { projectorColumns } from './angular.js';
import type { KernelPoints } from './grid.js';
import { harmonicCount, harmonicMatrix, harmonicsAt } from './harmonics.js';
import { type EntryRow, type KernelBasis, RowKernelBasis, type Sharing } from './kernel-basis.js';
import { frequenciesOn, type Ring, ringOnGrid } from './rings.js';
import { sharedEntries } from './sharing.js';

export function inducedKernels(
  space: FiniteGSpace,
  output: PermutationRepresentation,
  input: PermutationRepresentation,
  grid: KernelPoints,
  rings: readonly Ring[],
): KernelBasis {
  const sharing = sharedEntries(space, output, input, grid);
  const pairs = orbitsOfPairs(space, output, input);
  const turned = new TurnedHarmonics(space, grid, rings);
  const tables = turnedFunctions(turned, pairs.stabilizers);
  const functions = tables.map(({ functions }) => functions);
  const [cols, points] = [input.dimension, grid.count];
  const rows: EntryRow[] = Array.from(sharing.representatives, (e) => {
    const pair = Math.floor(e / points);
    return { from: 0, factors: tables[pairs.orbitOf[pair]].factors(pairs.elementOf[pair], e % points) };
  });
  const orbitOfRow = Array.from(sharing.representatives, (e) => pairs.orbitOf[Math.floor(e / points)]);
  const sizes = functions.map((list) => list.length);
  const normalized = normalizedRows(rows, orbitOfRow, sizes, sharing, output.dimension);
  return new RowKernelBasis(normalized.dimension, output.dimension, cols, points, sharing, normalized.rows);
}

/** The functions that an orbit of pairs may take, and their values at each turned point. */
interface TurnedFunctions {
  readonly functions: readonly RingFunction[];
  /** At g⁻¹x for an element g and a point x. */
  factors(element: number, p: number): Float64Array;
}

/** For each stabilizer; orbits with one stabilizer, as all between regular fields are, share one table. */
function turnedFunctions(turned: TurnedHarmonics, stabilizers: readonly (readonly number[])[]): TurnedFunctions[] {
  const known = new Map<string, TurnedFunctions>();
  return stabilizers.map((stabilizer) => {
    const key = stabilizer.join();
    const table = known.get(key) ?? turned.table(turned.invariant(stabilizer));
    known.set(key, table);
    return table;
  });
}

/** The orbits of the group on pairs (o, i), and for each pair an element that takes its orbit's first pair to it. */
function orbitsOfPairs(
  space: FiniteGSpace,
  output: PermutationRepresentation,
  input: PermutationRepresentation,
): {
  readonly orbitOf: Int32Array;
  /** Index among the elements of the space. */
  readonly elementOf: Int32Array;
  /** Indices of the elements that fix the first pair of each orbit. */
  readonly stabilizers: readonly (readonly number[])[];
} {
  const { elements } = space;
  const outImages = elements.map((g) => output.permutation(g).images);
  const inImages = input === output ? outImages : elements.map((g) => input.permutation(g).images);
  const cols = input.dimension;
  const orbitOf = new Int32Array(output.dimension * cols).fill(-1);
  const elementOf = new Int32Array(orbitOf.length);
  const stabilizers: number[][] = [];
  for (let pair = 0; pair < orbitOf.length; pair++) {
    if (orbitOf[pair] >= 0) continue;
    const [o, i] = [Math.floor(pair / cols), pair % cols];
    const stabilizer: number[] = [];
    for (let e = 0; e < elements.length; e++) {
      const image = outImages[e][o] * cols + inImages[e][i];
      if (image === pair) stabilizer.push(e);
      if (orbitOf[image] >= 0) continue;
      orbitOf[image] = stabilizers.length;
      elementOf[image] = e;
    }
    stabilizers.push(stabilizer);
  }
  return { orbitOf, elementOf, stabilizers };
}

/** A function on the grid: a ring times a combination of harmonics. */
interface RingFunction {
  readonly ring: number;
  readonly frequency: number;
  readonly coefficients: Float64Array;
}

/** Harmonics at g⁻¹x for every element g and point x. */
class TurnedHarmonics {
  private readonly matrices = new Map<number, readonly Float64Array[]>();
  /** Values [element, harmonic, point] of each frequency. */
  private readonly values = new Map<number, Float64Array>();
  private readonly profiles: readonly Float64Array[];
  private readonly points: readonly Float64Layout[];

  constructor(
    private readonly space: FiniteGSpace,
    private readonly grid: KernelPoints,
    private readonly rings: readonly Ring[],
  ) {
    this.points = space.elements.map((g: Permutation) => space.pointMatrix(g));
    this.profiles = rings.map((ring) => ringOnGrid(ring, grid));
    for (const f of new Set(rings.flatMap(frequenciesOn))) {
      const matrices = this.points.map((g) => harmonicMatrix(space.baseDimension, f, g));
      this.matrices.set(f, matrices);
      this.values.set(f, this.turn(f, matrices));
    }
  }

  /** Y(g⁻¹x) = D(g)ᵀ Y(x). */
  private turn(f: number, matrices: readonly Float64Array[]): Float64Array {
    const { grid } = this;
    const at = harmonicsAt(this.space.baseDimension, f, grid.coordinates);
    const count = harmonicCount(this.space.baseDimension, f);
    const values = new Float64Array(matrices.length * count * grid.count);
    matrices.forEach((D, e) => {
      for (let q = 0; q < count; q++) {
        const base = (e * count + q) * grid.count;
        for (let r = 0; r < count; r++) {
          const factor = D[r * count + q];
          if (factor === 0) continue;
          for (let p = 0; p < grid.count; p++) values[base + p] += factor * at[r * grid.count + p];
        }
      }
    });
    return values;
  }

  /** A basis of the functions that the elements of a stabilizer leave alone. */
  invariant(stabilizer: readonly number[]): RingFunction[] {
    const byFrequency = new Map<number, Float64Array[]>();
    return this.rings.flatMap((ring, k) =>
      frequenciesOn(ring).flatMap((frequency) => {
        const found = byFrequency.get(frequency) ?? this.invariantHarmonics(stabilizer, frequency);
        byFrequency.set(frequency, found);
        return found.map((coefficients) => ({ ring: k, frequency, coefficients }));
      }),
    );
  }

  private invariantHarmonics(stabilizer: readonly number[], frequency: number): Float64Array[] {
    const n = harmonicCount(this.space.baseDimension, frequency);
    const matrices = this.matrices.get(frequency) as readonly Float64Array[];
    const mean = new Float64Array(n * n);
    for (const e of stabilizer)
      matrices[e].forEach((x, at) => {
        mean[at] += x / stabilizer.length;
      });
    let trace = 0;
    for (let q = 0; q < n; q++) trace += mean[q * n + q];
    // a mean of characters is an integer, and the sum of n|S| terms is within n·16ε of it
    const rank = Math.round(trace);
    const columns = projectorColumns(mean, n, rank);
    return Array.from({ length: rank }, (_, h) => columns.subarray(h * n, (h + 1) * n));
  }

  /** Values of functions at turned points, each computed once. */
  table(functions: readonly RingFunction[]): TurnedFunctions {
    const rows: Float64Array[] = [];
    const factors = (element: number, p: number): Float64Array => {
      const at = element * this.grid.count + p;
      if (rows[at] === undefined) {
        const row = new Float64Array(functions.length); // from(…, callback) takes ten times as long (measured)
        for (let t = 0; t < row.length; t++) row[t] = this.value(functions[t], element, p);
        rows[at] = row;
      }
      return rows[at];
    };
    return { functions, factors };
  }

  private value({ ring, frequency, coefficients }: RingFunction, element: number, p: number): number {
    const values = this.values.get(frequency) as Float64Array;
    const count = coefficients.length;
    const points = this.grid.count;
    let sum = 0;
    for (let q = 0, at = element * count * points + p; q < count; q++, at += points)
      sum += coefficients[q] * values[at];
    return this.profiles[ring][p] * sum;
  }
}

// harmonics vanish on a grid to the last bit or by a few ulp; other functions are of size 1/points at least
const VANISHING = 1e-12;

/** Elements scaled to ‖B‖² = dim ρ_out, those that vanish on the grid left out, coefficients numbered. */
function normalizedRows(
  rows: readonly EntryRow[],
  orbitOfRow: readonly number[],
  sizes: readonly number[],
  sharing: Sharing,
  outDimension: number,
): { readonly dimension: number; readonly rows: EntryRow[] } {
  const entries = new Float64Array(rows.length);
  for (const k of sharing.classOf) if (k >= 0) entries[k]++;
  const norms = sizes.map((n) => new Float64Array(n));
  rows.forEach(({ factors }, k) => {
    const own = norms[orbitOfRow[k]];
    for (let t = 0; t < factors.length; t++) own[t] += entries[k] * factors[t] ** 2;
  });
  let dimension = 0;
  const kept = norms.map((own) => {
    const list = Array.from(own.keys()).filter((t) => own[t] > VANISHING ** 2);
    const from = dimension;
    dimension += list.length;
    return { from, list, scales: list.map((t) => Math.sqrt(outDimension / own[t])) };
  });
  const scaled = rows.map(({ factors }, k) => {
    const { from, list, scales } = kept[orbitOfRow[k]];
    const own = new Float64Array(list.length);
    for (let n = 0; n < own.length; n++) own[n] = factors[list[n]] * scales[n];
    return { from, factors: own };
  });
  return { dimension, rows: scaled };
}
