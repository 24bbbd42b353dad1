/**
 * The group of all permutations that keep the orbits of an action: it has the same invariant vectors, and averages over
 * it have the same diagonals, the means over each orbit. Its structure is written down: of an orbit of n points, the
 * constant vectors, and those of sum 0, an irreducible of dimension n − 1.
 */
import type { ChangeOfBasis, Summand } from '@isotypic/numeric';
import type { Float64Layout } from '@isotypic/numeric/dense';
import { reflectionMatrix } from '@isotypic/numeric/internal';
import { PermutationRepresentation } from '@isotypic/reps';
import { rememberChange } from './change-of-basis.js';
import type { IsotypicStructure, StructureComponent } from './isotypic-structure.js';
import { orbitsOf } from './orbit-averages.js';
import type { StructureSource } from './structure-of.js';

export interface OrbitStructure {
  readonly orbits: readonly (readonly number[])[];
  /** Component 0 is trivial, one copy for each orbit; then one for each orbit of several points, in order. */
  readonly structure: IsotypicStructure;
}

/** Larger orbits would need a matrix of more than 8 MB. */
const LARGEST = 1024;

const known = new WeakMap<PermutationRepresentation, OrbitStructure>();

/** Of a permutation representation, without decomposing it; undefined for others, and for those of large orbits. */
export function orbitStructureOf(source: StructureSource): OrbitStructure | undefined {
  const rep =
    source instanceof PermutationRepresentation || !('representation' in source) ? source : source.representation;
  if (!(rep instanceof PermutationRepresentation)) return undefined;
  let made = known.get(rep);
  if (made === undefined) {
    const orbits = orbitsOf(rep);
    if (orbits.some(({ length }) => length > LARGEST)) return undefined;
    made = { orbits, structure: structureOfOrbits(rep, orbits) };
    known.set(rep, made);
  }
  return made;
}

function structureOfOrbits(rep: PermutationRepresentation, orbits: readonly (readonly number[])[]): IsotypicStructure {
  const components: StructureComponent[] = [componentOf('trivial', 1, orbits.length, 0)];
  const matrices = new Map<number, Float64Layout>([[1, reflectionMatrix(1)]]);
  let offset = orbits.length;
  const summands = orbits.map((orbit, i): Summand => {
    const n = orbit.length;
    const first = offset;
    const matrix = matrices.get(n) ?? reflectionMatrix(n);
    matrices.set(n, matrix);
    const summand = {
      points: Int32Array.from(orbit),
      coordinates: Int32Array.from(orbit, (_, j) => (j === 0 ? i : first + j - 1)),
      matrix,
    };
    if (n === 1) return summand;
    components.push(componentOf(`orbit ${i}`, n - 1, 1, offset));
    offset += n - 1;
    return { ...summand, isReflection: true };
  });
  const dimension = rep.dimension;
  const lines = components.map((c) => ({ offset: c.offset, width: c.multiplicity, pooled: c.pooled }));
  const change = { dimension, components: lines, summands };
  const structure = {
    dimension,
    components,
    representation: rep,
    /** Made when it is asked for: sums over orbits need none. */
    get basis(): Float64Layout {
      return denseBasis(change);
    },
  };
  rememberChange(structure, change);
  return structure;
}

function componentOf(label: string, degree: number, multiplicity: number, offset: number): StructureComponent {
  const isTrivial = offset === 0;
  return { label, degree, multiplicity, type: 'real', isTrivial, units: 1, pooled: degree, offset };
}

function denseBasis({ dimension: D, summands }: ChangeOfBasis): Float64Layout {
  const data = new Float64Array(D * D);
  for (const { points, coordinates, matrix } of summands) {
    points.forEach((point, i) => {
      coordinates.forEach((c, j) => {
        data[point * D + c] = matrix.data[i * matrix.cols + j];
      });
    });
  }
  return { data, rows: D, cols: D };
}

/** The diagonal of a map with these blocks: of each orbit the mean, told at all of its points. */
export function orbitVariances(
  [trivial, ...others]: readonly Float64Layout[],
  orbits: readonly (readonly number[])[],
): Float64Array {
  const variance = new Float64Array(orbits.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  orbits.forEach((orbit, i) => {
    const n = orbit.length;
    const constant = trivial.data[i * trivial.cols + i];
    const value = n === 1 ? constant : (constant + (n - 1) * others[next++].data[0]) / n;
    for (const point of orbit) variance[point] = value;
  });
  return variance;
}
