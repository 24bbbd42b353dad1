/** Rows of Q by their non-zeros, and what a map by blocks is on two of them. */
import type { StructuredBasis } from '@isotypic/reps';
import type { IsotypicStructure } from './isotypic-structure.js';

/** Row i of Q: values at some coordinates, zero at all others. */
export interface BasisRow {
  readonly coordinates: Int32Array;
  readonly values: Float64Array;
}

/** One number of a sparse vector of a component's lines. */
export interface Term {
  readonly a: number;
  readonly value: number;
}

/** Where a point stands among the orbits of a structured basis. */
interface Places {
  readonly orbit: Int32Array;
  readonly position: Int32Array;
}

const places = new WeakMap<StructuredBasis, Places>();

function placesOf(operator: StructuredBasis): Places {
  let known = places.get(operator);
  if (known === undefined) {
    const orbit = new Int32Array(operator.dimension);
    const position = new Int32Array(operator.dimension);
    operator.orbits.forEach(({ points }, o) => {
      points.forEach((point, p) => {
        orbit[point] = o;
        position[point] = p;
      });
    });
    known = { orbit, position };
    places.set(operator, known);
  }
  return known;
}

/** Row i of Q. O(D), of an operator what one product on the orbit costs. */
export function basisRow(structure: IsotypicStructure, i: number): BasisRow {
  const { operator } = structure;
  if (operator === undefined) {
    const { data, cols } = structure.basis;
    return nonZeros(data.subarray(i * cols, (i + 1) * cols), (j) => j);
  }
  const at = placesOf(operator);
  const { coordinates, basis } = operator.orbits[at.orbit[i]];
  const unit = new Float64Array(coordinates.length);
  unit[at.position[i]] = 1;
  return nonZeros(basis.transposeTimes(unit), (j) => coordinates[j]);
}

function nonZeros(row: Float64Array, coordinate: (j: number) => number): BasisRow {
  let count = 0;
  for (const value of row) if (value !== 0) count++;
  const coordinates = new Int32Array(count);
  const values = new Float64Array(count);
  let next = 0;
  row.forEach((value, j) => {
    if (value === 0) return;
    coordinates[next] = coordinate(j);
    values[next++] = value;
  });
  return { coordinates, values };
}

/** Numbers of the components that occur by their first coordinates, and these. */
interface ByOffset {
  readonly starts: readonly number[];
  readonly order: readonly number[];
}

const offsets = new WeakMap<IsotypicStructure, ByOffset>();

function componentsByOffset(structure: IsotypicStructure): ByOffset {
  const known = offsets.get(structure);
  if (known !== undefined) return known;
  const { components } = structure;
  const order = components
    .map((_, k) => k)
    .filter((k) => components[k].multiplicity > 0)
    .sort((a, b) => components[a].offset - components[b].offset);
  const made = { order, starts: order.map((k) => components[k].offset) };
  offsets.set(structure, made);
  return made;
}

/** Numbers of a row of Q by component k and pooled coordinate s, under k·stride + s: at line a of it. */
function byLines({ coordinates, values }: BasisRow, structure: IsotypicStructure, stride: number): Map<number, Term[]> {
  const { starts, order } = componentsByOffset(structure);
  const lines = new Map<number, Term[]>();
  coordinates.forEach((c, e) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= c) low = middle;
      else high = middle - 1;
    }
    const k = order[low];
    const { offset, pooled } = structure.components[k];
    const key = k * stride + ((c - offset) % pooled);
    const list = lines.get(key) ?? [];
    list.push({ a: Math.floor((c - offset) / pooled), value: values[e] });
    lines.set(key, list);
  });
  return lines;
}

/**
 * Σ p_{k,a,s} C_k[a, b] q_{k,b,s} over rows p of Q_Y and q of Q_X, an entry of the map with blocks C_k, by what
 * `form(k, u, v)` gives as uᵀC_k v: of one list twice where both rows are the same.
 */
export function entryOfMap(
  left: BasisRow,
  right: BasisRow,
  [Y, X]: readonly [IsotypicStructure, IsotypicStructure],
  form: (k: number, left: readonly Term[], right: readonly Term[]) => number,
): number {
  const stride = 1 + X.components.reduce((most, { pooled }) => Math.max(most, pooled), 0);
  const p = byLines(left, Y, stride);
  const q = left === right ? p : byLines(right, X, stride);
  let sum = 0;
  for (const [key, list] of p) {
    const others = q.get(key);
    if (others === undefined) continue;
    sum += form(Math.floor(key / stride), list, others);
  }
  return sum;
}
