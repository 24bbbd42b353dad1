/** Symmetric and exterior powers of representations (and, under the same names, of their characters). */
import { type ExactMatrix, type Field, Matrix, Permutation, WorkMeter } from '@isotypic/algebra';
import { checkArgument, checkOptions, either, instance, integer, invalidArgument } from '@isotypic/algebra/internal';
import {
  exteriorPower as exteriorPowerCharacter,
  symmetricPower as symmetricPowerCharacter,
} from '../characters/adams.js';
import { ClassFunction } from '../characters/class-function.js';
import { overCommonField } from '../matrices/exact-matrices.js';
import { CONSTRUCTION_OPTION_KINDS, type ConstructionOptions, jointKind, requireSize } from './construction-options.js';
import { EXACT_REPRESENTATION, type ExactRepresentation } from './kinds.js';
import { MatrixRepresentation } from './matrix-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';

type PowerKind = 'exterior' | 'symmetric';

const POWER_OF = either(EXACT_REPRESENTATION, instance(ClassFunction, 'a character'));

/**
 * The number of sets (exterior) or multisets (symmetric) of size k in n basis vectors, a binomial coefficient; Infinity
 * beyond 2⁵³.
 */
function powerDimension(n: number, k: number, kind: PowerKind): number {
  const above = kind === 'exterior' ? n : n + k - 1;
  if (k > above) return k === 0 ? 1 : 0;
  let size = 1;
  const least = Math.min(k, above - k);
  for (let i = 1; i <= least; i++) {
    size = (size * (above - least + i)) / i; // C(above − least + i, i), an integer that grows with i
    if (size > Number.MAX_SAFE_INTEGER) return Number.POSITIVE_INFINITY;
  }
  return size;
}

/** Multisets (symmetric) or sets (exterior) of size k from {0, …, n−1}, in lexicographic order. */
function* selections(n: number, k: number, kind: PowerKind): Generator<number[]> {
  const shift = kind === 'exterior' ? 1 : 0; // how far the next index stands above the one before it
  if (n === 0 ? k > 0 : shift * (k - 1) >= n) return;
  const chosen = Array.from({ length: k }, (_, i) => shift * i);
  for (;;) {
    yield [...chosen];
    let at = k - 1;
    while (at >= 0 && chosen[at] === n - 1 - shift * (k - 1 - at)) at--;
    if (at < 0) return;
    const start = chosen[at] + 1;
    for (let i = at; i < k; i++) chosen[i] = start + shift * (i - at);
  }
}

// Factors of all monomials together: 4·10⁷ small integers, 300 MB
const FACTOR_LIMIT = 4e7;

/** The argument checks and the size of a power, before anything is made. */
function requirePower(
  where: string,
  rep: ExactRepresentation,
  k: number,
  kind: PowerKind,
  options: ConstructionOptions,
) {
  const dimension = powerDimension(rep.dimension, k, kind);
  const made = kind === 'symmetric' && rep.kind === 'permutation' ? 'permutation' : 'matrix';
  requireSize(where, dimension, made, options);
  if (dimension * k > FACTOR_LIMIT) {
    const expected = `basis vectors of at most ${FACTOR_LIMIT} factors in all`;
    throw invalidArgument(where, expected, `${dimension} of ${k} factors each`);
  }
  return dimension;
}

/**
 * The k-th symmetric power, on the monomials of degree k in the basis vectors, in lexicographic order. The symmetric
 * power of a permutation representation is the permutation of monomials.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless k is an integer from 0 on, and for a result beyond `options.limit`,
 *   whose dimension is C(n + k − 1, k)
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * symmetricPower(rep, 2).dimension // 10
 */
export function symmetricPower(rep: ExactRepresentation, k: number, options?: ConstructionOptions): ExactRepresentation;
/** The character of the k-th symmetric power. */
export function symmetricPower(character: ClassFunction, k: number): ClassFunction;
export function symmetricPower(
  rep: ExactRepresentation | ClassFunction,
  k: number,
  options: ConstructionOptions = {},
): ExactRepresentation | ClassFunction {
  const where = 'symmetricPower';
  checkArgument(where, 'rep', rep, POWER_OF);
  if (rep instanceof ClassFunction) return symmetricPowerCharacter(rep, k);
  checkArgument(where, 'k', k, integer(0));
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const dimension = requirePower(where, rep, k, 'symmetric', options);
  const label = `S${superscript(k)}(${rep.label})`;
  const meter = new WorkMeter(where, options);
  if (rep.kind === 'permutation') {
    const images = permutedMonomials(rep, k, meter);
    return new PermutationRepresentation(rep.group, images, dimension, label);
  }
  const matrices = rep.generatorMatrices.map((m) => powerOfMatrix(m, k, 'symmetric', meter));
  return new MatrixRepresentation(rep.group, matrices, dimension, label, jointKind([rep]));
}

function permutedMonomials(rep: PermutationRepresentation, k: number, meter: WorkMeter): Permutation[] {
  const monomials: number[][] = [];
  const index = new Map<string, number>();
  for (const monomial of selections(rep.dimension, k, 'symmetric')) {
    meter.step();
    index.set(monomial.join(), monomials.push(monomial) - 1);
  }
  return rep.images.map((p) =>
    Permutation.fromTrustedImages(
      Uint32Array.from(monomials, (monomial) => {
        meter.step();
        const image = monomial.map((i) => p.images[i]).sort((a, b) => a - b);
        return index.get(image.join()) as number;
      }),
    ),
  );
}

/**
 * The k-th exterior power, on the wedges of k basis vectors, in lexicographic order.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless k is an integer from 0 on, when k exceeds the dimension (the power
 *   is zero), and for a result beyond `options.limit`, whose dimension is C(n, k)
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * exteriorPower(rep, 2).dimension // 6
 */
export function exteriorPower(rep: ExactRepresentation, k: number, options?: ConstructionOptions): MatrixRepresentation;
/** The character of the k-th exterior power. */
export function exteriorPower(character: ClassFunction, k: number): ClassFunction;
export function exteriorPower(
  rep: ExactRepresentation | ClassFunction,
  k: number,
  options: ConstructionOptions = {},
): MatrixRepresentation | ClassFunction {
  const where = 'exteriorPower';
  checkArgument(where, 'rep', rep, POWER_OF);
  if (rep instanceof ClassFunction) return exteriorPowerCharacter(rep, k);
  checkArgument(where, 'k', k, integer(0, rep.dimension));
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  const dimension = requirePower(where, rep, k, 'exterior', options);
  const meter = new WorkMeter(where, options);
  const matrices = rep.generatorMatrices.map((m) => powerOfMatrix(m, k, 'exterior', meter));
  return new MatrixRepresentation(rep.group, matrices, dimension, `Λ${superscript(k)}(${rep.label})`, jointKind([rep]));
}

/**
 * The k-th exterior or symmetric power of one matrix, on wedges or monomials in lexicographic order. A step of the
 * meter is a term of a column.
 */
export function powerOfMatrix(M: ExactMatrix, k: number, kind: PowerKind, meter?: WorkMeter): ExactMatrix {
  const selected = [...selections(M.rows, k, kind)];
  const index = new Map(selected.map((m, i) => [m.join(), i]));
  return overCommonField([M], (field, [A]) => powerMatrix(field, A, selected, index, kind, meter));
}

/** Column of a selection: the product of the images of its basis vectors, collected by (signed) sorted index lists. */
function powerMatrix<T>(
  field: Field<T>,
  A: Matrix<T>,
  selected: readonly number[][],
  index: ReadonlyMap<string, number>,
  kind: PowerKind,
  meter: WorkMeter | undefined,
): Matrix<T> {
  const n = selected.length;
  const entries: T[] = new Array(n * n).fill(field.zero);
  for (const [column, selection] of selected.entries()) {
    let terms = new Map<string, { indices: number[]; value: T }>([['', { indices: [], value: field.one }]]);
    for (const j of selection) terms = timesColumn(field, A, j, terms, kind, meter);
    for (const [name, { value }] of terms) entries[(index.get(name) as number) * n + column] = value;
  }
  return new Matrix(field, n, n, entries);
}

type Terms<T> = Map<string, { indices: number[]; value: T }>;

/** The terms times the image Σ A[i][j] e_i of basis vector j. */
function timesColumn<T>(
  field: Field<T>,
  A: Matrix<T>,
  j: number,
  terms: Terms<T>,
  kind: PowerKind,
  meter: WorkMeter | undefined,
): Terms<T> {
  const next: Terms<T> = new Map();
  for (const { indices, value } of terms.values()) {
    meter?.step();
    for (let i = 0; i < A.rows; i++) {
      const a = A.at(i, j);
      if (field.isZero(a) || (kind === 'exterior' && indices.includes(i))) continue;
      const above = indices.filter((x) => x > i).length;
      const sorted = [...indices, i].sort((x, y) => x - y);
      const product = field.mul(value, a);
      const signed = kind === 'exterior' && above % 2 === 1 ? field.neg(product) : product;
      const name = sorted.join();
      const old = next.get(name);
      next.set(name, { indices: sorted, value: old ? field.add(old.value, signed) : signed });
    }
  }
  return next;
}

function superscript(k: number): string {
  return [...String(k)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}
