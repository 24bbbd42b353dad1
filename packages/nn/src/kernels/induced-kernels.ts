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
import { type KernelBasis, RowKernelBasis } from './kernel-basis.js';
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
  const tables = new FunctionTables(new TurnedHarmonics(space, grid, rings), pairs, output.dimension);
  const orbits = pairs.stabilizers.map((_, orbit) => tables.of(orbit));
  let dimension = 0;
  const firsts = orbits.map(({ count }) => {
    dimension += count;
    return dimension - count;
  });
  const [cols, points] = [input.dimension, grid.count];
  const { representatives } = sharing;
  const [from, at, count] = [0, 1, 2].map(() => new Int32Array(representatives.length));
  for (let k = 0; k < representatives.length; k++) {
    const pair = Math.floor(representatives[k] / points);
    const orbit = orbits[pairs.orbitOf[pair]];
    from[k] = firsts[pairs.orbitOf[pair]];
    count[k] = orbit.count;
    at[k] = orbit.start + (pairs.elementOf[pair] * points + (representatives[k] % points)) * orbit.count;
  }
  const rows = { from, at, count, factors: tables.factors() };
  return new RowKernelBasis(dimension, output.dimension, cols, points, sharing, rows, output.dimension);
}

/** The functions that the orbits of pairs may take, scaled, by what they are at g⁻¹x for each element and point. */
class FunctionTables {
  private readonly known = new Map<string, FunctionTable>();
  private readonly parts: Float64Array[] = [];
  private length = 0;

  constructor(
    private readonly turned: TurnedHarmonics,
    private readonly pairs: PairOrbits,
    private readonly outDimension: number,
  ) {}

  /** That of an orbit; orbits with one stabilizer, as all between regular fields are, share one. */
  of(orbit: number): FunctionTable {
    const { stabilizers } = this.pairs;
    const key = stabilizers[orbit].join();
    let table = this.known.get(key);
    if (table === undefined) {
      const { count, values } = this.turned.scaled(stabilizers[orbit], this.elementsOf(orbit), this.outDimension);
      table = { count, start: this.length };
      this.parts.push(values);
      this.length += values.length;
      this.known.set(key, table);
    }
    return table;
  }

  /** Elements that take the orbit's first pair to each of its pairs: the same for orbits with one stabilizer. */
  private elementsOf(orbit: number): Int32Array {
    const { orbitOf, elementOf } = this.pairs;
    return elementOf.filter((_, pair) => orbitOf[pair] === orbit);
  }

  factors(): Float64Array {
    const all = new Float64Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** `count` functions, whose values [element, point, function] begin at `start`. */
interface FunctionTable {
  readonly count: number;
  readonly start: number;
}

interface PairOrbits {
  readonly orbitOf: Int32Array;
  /** Index among the elements of the space. */
  readonly elementOf: Int32Array;
  /** Indices of the elements that fix the first pair of each orbit. */
  readonly stabilizers: readonly (readonly number[])[];
}

/** The orbits of the group on pairs (o, i), and for each pair an element that takes its orbit's first pair to it. */
function orbitsOfPairs(
  space: FiniteGSpace,
  output: PermutationRepresentation,
  input: PermutationRepresentation,
): PairOrbits {
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

  /**
   * The functions that a stabilizer leaves alone, scaled to ‖B‖² = dim ρ_out over an orbit of pairs, which these
   * elements run through; those that vanish on the grid are left out.
   */
  scaled(stabilizer: readonly number[], elements: Int32Array, outDimension: number) {
    const all = this.invariant(stabilizer).map((f) => this.valuesOf(f, elements));
    const kept = all.filter(({ squares }) => squares > VANISHING * VANISHING);
    const [count, points] = [kept.length, this.grid.count];
    const values = new Float64Array(this.points.length * points * count);
    kept.forEach(({ own, squares }, t) => {
      const factor = Math.sqrt(outDimension / squares);
      for (let n = 0; n < elements.length; n++) {
        for (let p = 0; p < points; p++) values[(elements[n] * points + p) * count + t] = factor * own[n * points + p];
      }
    });
    return { count, values };
  }

  /** A function at g⁻¹x for these elements g and all points x, and the sum of its squares. */
  private valuesOf({ ring, frequency, coefficients }: RingFunction, elements: Int32Array) {
    const turned = this.values.get(frequency) as Float64Array;
    const profile = this.profiles[ring];
    const [count, points] = [coefficients.length, this.grid.count];
    const own = new Float64Array(elements.length * points);
    let squares = 0;
    for (let n = 0; n < elements.length; n++) {
      for (let p = 0; p < points; p++) {
        let sum = 0;
        for (let q = 0, at = elements[n] * count * points + p; q < count; q++, at += points)
          sum += coefficients[q] * turned[at];
        const value = profile[p] * sum;
        own[n * points + p] = value;
        squares += value * value;
      }
    }
    return { own, squares };
  }
}

// harmonics vanish on a grid to the last bit or by a few ulp; other functions are of size 1/points at least
const VANISHING = 1e-12;
