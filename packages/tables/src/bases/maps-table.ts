/** What tables of bases of equivariant maps share: entries by place, dense tensors, the order of coefficients. */
import { Cyclotomic, type ExactScalar, Fraction, rationals } from '@isotypic/algebra';
import { boolean, roundRatio } from '@isotypic/algebra/internal';
import type { EquivariantMaps, MapEntry } from '@isotypic/maps';
import { floatTensor, type Precision } from '../exact/float-tensors.js';
import { type AnyTensor, int32Tensor } from '../formats/safetensors.js';
import { type CheckedField, field } from '../kinds/table-kind.js';

/** The part of a descriptor that describes the maps. */
export interface MapsDescription {
  /** Of each map. */
  readonly rows: number;
  readonly cols: number;
  /** How many there are. */
  readonly dimension: number;
  /** Whether there are tensors of imaginary parts. */
  readonly isComplex: boolean;
  readonly dense: boolean;
  readonly precision: Precision;
  /** y = W x for columns x: ρ_out(g) W = W ρ_in(g). */
  readonly acts: 'on columns';
  /** Coefficients run through the copies in the codomain, for each through those in the domain, then the maps. */
  readonly order: 'codomain, domain, map';
}

/** By map the entries that are not zero, [row, column, value], row by row. */
export interface ExactMaps {
  readonly maps: readonly (readonly (readonly [number, number, string])[])[];
}

/** Whether a table holds dense tensors. */
export interface DenseOption {
  /** Whether the dense and the orthonormal basis are written beside the entries. Default: up to 2²⁰ numbers each. */
  readonly dense?: boolean;
}

export const DENSE_FIELD: CheckedField = field('boolean', 'dense tensors too, whatever their size', boolean);

/** 8 megabytes of doubles. */
const DENSE_NUMBERS = 2 ** 20;

/** The shared parts of a table of maps. */
export function mapsTable(
  maps: EquivariantMaps,
  precision: Precision,
  wantsDense: boolean | undefined,
): { readonly description: MapsDescription; readonly exact: ExactMaps; readonly tensors: Record<string, AnyTensor> } {
  const [rows, cols] = [maps.codomain.dimension, maps.domain.dimension];
  const { dimension } = maps;
  const basis = maps.basis().map((map) => map.entries());
  const isComplex = basis.some((entries) =>
    entries.some(({ value }) => value instanceof Cyclotomic && !value.isReal()),
  );
  const dense = wantsDense ?? dimension * rows * cols <= DENSE_NUMBERS;
  const description: MapsDescription = {
    rows,
    cols,
    dimension,
    isComplex,
    dense,
    precision,
    acts: 'on columns',
    order: 'codomain, domain, map',
  };
  const parts: readonly Part[] = isComplex ? [REAL, IMAGINARY] : [REAL];
  const tensors: Record<string, AnyTensor> = { blocks: blocksTensor(maps), ...sparse(basis, parts, precision) };
  if (dense) {
    for (const part of parts) tensors[part.dense] = denseTensor(basis, [rows, cols], part, precision);
    if (!isComplex) tensors.orthonormal = orthonormalTensor(maps, precision);
  }
  const exact = {
    maps: basis.map((entries) => entries.map(({ row, col, value }) => [row, col, print(value)] as const)),
  };
  return { description, exact, tensors };
}

const print = (x: ExactScalar): string => (x instanceof Fraction ? rationals.print(x) : String(x));

/** A part of a complex number, and the names of its tensors. */
interface Part {
  readonly sparse: string;
  readonly dense: string;
  readonly of: (x: Cyclotomic) => Cyclotomic;
  readonly double: (x: ExactScalar) => number;
}

const REAL: Part = {
  sparse: 'value',
  dense: 'basis',
  of: (x) => x.real(),
  double: (x) => (x instanceof Fraction ? roundRatio(x.s * x.n, x.d) : x.toComplex().re),
};

const IMAGINARY: Part = {
  sparse: 'imaginary',
  dense: 'basis_imaginary',
  of: (x) => x.imaginary(),
  double: (x) => (x instanceof Fraction ? 0 : x.toComplex().im),
};

const exactPart = (x: ExactScalar, part: Part): ExactScalar => (x instanceof Fraction ? x : part.of(x));

function sparse(
  basis: readonly (readonly MapEntry[])[],
  parts: readonly Part[],
  precision: Precision,
): Record<string, AnyTensor> {
  const entries = basis.flatMap((of, map) => of.map((entry) => ({ map, ...entry })));
  const n = entries.length;
  const column = (of: (e: (typeof entries)[number]) => number): AnyTensor => int32Tensor([n], entries.map(of));
  return {
    map: column((e) => e.map),
    row: column((e) => e.row),
    col: column((e) => e.col),
    ...Object.fromEntries(
      parts.map((part) => {
        const doubles = Float64Array.from(entries, ({ value }) => part.double(value));
        return [part.sparse, floatTensor([n], doubles, precision, (i) => exactPart(entries[i].value, part))];
      }),
    ),
  };
}

function denseTensor(
  basis: readonly (readonly MapEntry[])[],
  [rows, cols]: readonly [number, number],
  part: Part,
  precision: Precision,
): AnyTensor {
  const doubles = new Float64Array(basis.length * rows * cols);
  const values = new Map<number, ExactScalar>();
  basis.forEach((entries, map) => {
    for (const { row, col, value } of entries) {
      const at = (map * rows + row) * cols + col;
      doubles[at] = part.double(value);
      values.set(at, value);
    }
  });
  const exactAt = (i: number): ExactScalar => exactPart(values.get(i) ?? rationals.zero, part);
  return floatTensor([basis.length, rows, cols], doubles, precision, exactAt);
}

/** The orthonormal basis, map by map. */
function orthonormalTensor(maps: EquivariantMaps, precision: Precision): AnyTensor {
  const { data, rows: numbers, cols: dimension } = maps.orthonormalBasis();
  const doubles = new Float64Array(numbers * dimension);
  for (let i = 0; i < numbers; i++)
    for (let k = 0; k < dimension; k++) doubles[k * numbers + i] = data[i * dimension + k];
  return floatTensor([dimension, maps.codomain.dimension, maps.domain.dimension], doubles, precision);
}

/**
 * K×6: first row, first column, rows, columns, first coefficient and number of coefficients of each pair of copies, in
 * the order of the coefficients.
 */
function blocksTensor(maps: EquivariantMaps): AnyTensor {
  const [into, out] = [maps.domain.sizes(), maps.codomain.sizes()].map((sizes) => {
    let summand = -1;
    return sizes.map((size) => {
      if (size.copy === 0) summand++;
      return { ...size, number: summand };
    });
  });
  const seen = new Map<string, number>();
  const blocks: number[] = [];
  let first = 0;
  for (const y of out) {
    for (const x of into) {
      const key = `${x.number}→${y.number}`;
      const block = seen.get(key) ?? seen.size;
      seen.set(key, block); // maps.blocks lists pairs of summands as they are met
      const { dimension } = maps.blocks[block];
      blocks.push(y.offset, x.offset, y.dimension, x.dimension, first, dimension);
      first += dimension;
    }
  }
  return int32Tensor([blocks.length / 6, 6], blocks);
}
