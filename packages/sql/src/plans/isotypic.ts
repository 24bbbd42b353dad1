/**
 * Second moments in isotypic coordinates: squares and products within components alone, each summed by itself, so that
 * no component drowns in another one. A coordinate is f·L, L with integer coefficients where the basis has them: equal
 * coefficients are collected, and signed sums that several coordinates share are forms of an inner layer.
 */
import { UNIT_SIGNS } from '@isotypic/algebra/internal';
import type { Float64Layout } from '@isotypic/numeric/dense';
import type { IsotypicStructure } from '@isotypic/stats';
import { type FormProduct, type LinearForm, type Program, variable } from './program.js';

/**
 * Coefficients are rounded sums of a few roots of rationals or of unity, right to some units of 2⁻⁵²: nearer than 2⁻⁴⁶
 * to each other, or to an integer times the smallest, they are taken for equal. What that moves is within 2⁻⁴⁶ too.
 */
const SAME = 2 ** -46;

/** f·L, L the form of a name. */
export interface Coordinate {
  readonly name: string;
  readonly factor: number;
}

/** Signed variables of one size of coefficient. */
interface SizedTerms {
  readonly size: number;
  readonly terms: readonly (readonly [variable: number, sign: 1 | -1])[];
}

export function isotypicProgram(structures: readonly IsotypicStructure[]): Program {
  const forms = new CoordinateForms(structures);
  const outputs: { readonly place: Place; readonly scale: number }[] = [];
  const sums: FormProduct[][] = [];
  structures[0].components.forEach(({ units, pooled }, k) => {
    const lines = linesOf(structures, k);
    const copies = lines.length / units;
    for (let i = 0; i < copies; i++) {
      for (let j = i; j < copies; j++) {
        // a Gram matrix is Hermitian: units other than 1 cancel on the diagonal
        for (let v = 0; v < (i === j ? 1 : units); v++) {
          const products: FormProduct[] = [];
          for (let column = 0; column < units; column++) {
            const row = column ^ v;
            for (let s = 0; s < pooled; s++) {
              const [left, right] = [forms.at(lines[i * units + row] + s), forms.at(lines[j * units + column] + s)];
              const factor = UNIT_SIGNS[v][column] * left.factor * right.factor;
              products.push({ left: left.name, right: right.name, factor });
            }
          }
          const scale = Math.abs(products[0].factor);
          sums.push(products.map((p) => ({ ...p, factor: nearInteger(p.factor / scale) })));
          outputs.push({ place: { k, i, j, v }, scale: scale / (units * pooled) });
        }
      }
    }
  });
  return {
    form: 'isotypic',
    layers: forms.layers,
    sums,
    decode: (values) => ({ blocks: blocksOf(structures, outputs, values) }),
  };
}

/** Unit v between the copies i and j of component k. */
interface Place {
  readonly k: number;
  readonly i: number;
  readonly j: number;
  readonly v: number;
}

/** Where the lines of a component begin among the coordinates of all spaces. */
export function linesOf(structures: readonly IsotypicStructure[], k: number): number[] {
  let start = 0;
  return structures.flatMap(({ components, dimension }) => {
    const { offset, multiplicity, units, pooled } = components[k];
    const first = start + offset;
    start += dimension;
    return Array.from({ length: multiplicity * units }, (_, line) => first + line * pooled);
  });
}

function blocksOf(
  structures: readonly IsotypicStructure[],
  outputs: readonly { readonly place: Place; readonly scale: number }[],
  values: Float64Array,
): Float64Layout[] {
  const blocks = structures[0].components.map((_, k): Float64Layout => {
    const width = linesOf(structures, k).length;
    return { data: new Float64Array(width * width), rows: width, cols: width };
  });
  outputs.forEach(({ place: { k, i, j, v }, scale }, at) => {
    const { units } = structures[0].components[k];
    const { data, rows: width } = blocks[k];
    for (let column = 0; column < units; column++) {
      const [p, q] = [i * units + (column ^ v), j * units + column];
      data[p * width + q] = UNIT_SIGNS[v][column] * scale * values[at];
      data[q * width + p] = data[p * width + q];
    }
  });
  return blocks;
}

/** The coordinates of all spaces as forms: an inner layer of shared sums, and an outer one of coordinates. */
export class CoordinateForms {
  readonly layers: LinearForm[][];
  private readonly coordinates: Coordinate[] = [];

  constructor(structures: readonly IsotypicStructure[]) {
    const columns = columnsOf(structures);
    const uses = new Map<string, number>();
    for (const { terms } of columns) {
      for (const sized of terms) uses.set(keyOf(sized), (uses.get(keyOf(sized)) ?? 0) + 1);
    }
    const inner = new Map<string, LinearForm>();
    const outer: LinearForm[] = [];
    columns.forEach(({ terms, factor }, c) => {
      const collected = terms.flatMap((sized): (readonly [string, number])[] => {
        const own = sized.terms.map(([i, sign]) => [variable(i), sign * sized.size] as const);
        const key = keyOf(sized);
        if (sized.terms.length === 1 || (uses.get(key) ?? 0) < 2) return own;
        const lead = sized.terms[0][1];
        let form = inner.get(key);
        if (form === undefined) {
          form = { name: `g${inner.size}`, terms: sized.terms.map(([i, sign]) => [variable(i), sign * lead] as const) };
          inner.set(key, form);
        }
        return [[form.name, lead * sized.size]];
      });
      // one form alone is the coordinate, with its coefficient in the factor
      const isNamed = collected.length === 1;
      if (!isNamed) outer.push({ name: `z${c}`, terms: collected });
      this.coordinates.push(
        isNamed ? { name: collected[0][0], factor: factor * collected[0][1] } : { name: `z${c}`, factor },
      );
    });
    this.layers = [[...inner.values()], outer].filter((layer) => layer.length > 0);
  }

  at(coordinate: number): Coordinate {
    return this.coordinates[coordinate];
  }
}

/** Up to the sign of the first. */
function keyOf({ terms }: SizedTerms): string {
  const lead = terms[0][1];
  return terms.map(([i, sign]) => (sign === lead ? `${i}` : `-${i}`)).join();
}

/** The columns of the bases: sizes of coefficients in units of the smallest, and the factor that makes the length 1. */
function columnsOf(structures: readonly IsotypicStructure[]): { terms: SizedTerms[]; factor: number }[] {
  let start = 0;
  return structures.flatMap(({ basis, dimension: D }) => {
    const first = start;
    start += D;
    return Array.from({ length: D }, (_, c) => {
      const column = Float64Array.from({ length: D }, (_, i) => basis.data[i * D + c]);
      const largest = column.reduce((most, q) => Math.max(most, Math.abs(q)), 0);
      // below that it is the rounding of 0
      const entries = Array.from(column, (q, i) => ({ i: first + i, q, size: Math.abs(q) })).filter(
        ({ size }) => size > SAME * largest,
      );
      entries.sort((a, b) => a.size - b.size || a.i - b.i);
      const smallest = entries[0].size;
      const groups: (typeof entries)[] = [];
      for (const entry of entries) {
        const group = groups.at(-1);
        if (group !== undefined && entry.size - group[0].size <= SAME * entry.size) group.push(entry);
        else groups.push([entry]);
      }
      const terms = groups.map((group): SizedTerms => {
        const size = nearInteger(group[0].size / smallest);
        group.sort((a, b) => a.i - b.i);
        return { size, terms: group.map(({ i, q }) => [i, q > 0 ? 1 : -1] as const) };
      });
      const squares = terms.reduce((sum, { size, terms: list }) => sum + size * size * list.length, 0);
      return { terms, factor: 1 / Math.sqrt(squares) };
    });
  });
}

function nearInteger(x: number): number {
  const rounded = Math.round(x);
  return Math.abs(x - rounded) <= SAME * Math.abs(x) ? rounded : x;
}
