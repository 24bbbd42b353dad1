/** Symmetric and exterior powers of representations (and, under the same names, of their characters). */
import { type ExactMatrix, type Field, invalidArgument, Matrix, Permutation } from '@isotypic/algebra';
import {
  exteriorPower as exteriorPowerCharacter,
  symmetricPower as symmetricPowerCharacter,
} from '../characters/adams.js';
import { ClassFunction } from '../characters/class-function.js';
import { overCommonField } from '../matrices/exact-matrices.js';
import { jointKind } from './constructions.js';
import { MatrixRepresentation } from './matrix-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';
import type { ExactRepresentation } from './representation.js';

/** Multisets (repeats allowed) or sets of size k from {0, …, n−1}, in lexicographic order. */
function selections(n: number, k: number, repeats: boolean): number[][] {
  const found: number[][] = [];
  const extend = (chosen: number[], from: number): void => {
    if (chosen.length === k) {
      found.push(chosen);
      return;
    }
    for (let i = from; i < n; i++) extend([...chosen, i], repeats ? i : i + 1);
  };
  extend([], 0);
  return found;
}

function checkPower(where: string, k: number): void {
  if (!Number.isInteger(k) || k < 0) throw invalidArgument(where, 'an exponent ≥ 0', k);
}

/**
 * The k-th symmetric power, on the monomials of degree k in the basis vectors, in lexicographic order. The symmetric
 * power of a permutation representation is the permutation of monomials.
 */
export function symmetricPower(rep: ExactRepresentation, k: number): PermutationRepresentation | MatrixRepresentation;
/** The character of the k-th symmetric power. */
export function symmetricPower(character: ClassFunction, k: number): ClassFunction;
export function symmetricPower(
  rep: ExactRepresentation | ClassFunction,
  k: number,
): PermutationRepresentation | MatrixRepresentation | ClassFunction {
  if (rep instanceof ClassFunction) return symmetricPowerCharacter(rep, k);
  checkPower('symmetricPower', k);
  const label = `S${superscript(k)}(${rep.label})`;
  const monomials = selections(rep.dimension, k, true);
  const index = new Map(monomials.map((m, i) => [m.join(), i]));
  if (rep instanceof PermutationRepresentation) {
    const images = rep.images.map((p) =>
      Permutation.fromImages(
        monomials.map(
          (m) =>
            index.get(
              m
                .map((i) => p.images[i])
                .sort((a, b) => a - b)
                .join(),
            ) as number,
        ),
      ),
    );
    return new PermutationRepresentation(rep.group, images, monomials.length, label);
  }
  const matrices = rep.generatorMatrices.map((m) => powerOfMatrix(m, k, 'symmetric'));
  return new MatrixRepresentation(rep.group, matrices, monomials.length, label, jointKind([rep]));
}

/**
 * The k-th exterior power, on the wedges of k basis vectors, in lexicographic order.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when k exceeds the dimension: the power is zero.
 */
export function exteriorPower(rep: ExactRepresentation, k: number): MatrixRepresentation;
/** The character of the k-th exterior power. */
export function exteriorPower(character: ClassFunction, k: number): ClassFunction;
export function exteriorPower(
  rep: ExactRepresentation | ClassFunction,
  k: number,
): MatrixRepresentation | ClassFunction {
  if (rep instanceof ClassFunction) return exteriorPowerCharacter(rep, k);
  checkPower('exteriorPower', k);
  if (k > rep.dimension) throw invalidArgument('exteriorPower', `an exponent ≤ ${rep.dimension}`, k);
  const matrices = rep.generatorMatrices.map((m) => powerOfMatrix(m, k, 'exterior'));
  const dimension = selections(rep.dimension, k, false).length;
  return new MatrixRepresentation(rep.group, matrices, dimension, `Λ${superscript(k)}(${rep.label})`, jointKind([rep]));
}

/** The k-th exterior or symmetric power of one matrix, on wedges or monomials in lexicographic order. */
export function powerOfMatrix(M: ExactMatrix, k: number, kind: 'exterior' | 'symmetric'): ExactMatrix {
  const selected = selections(M.rows, k, kind === 'symmetric');
  const index = new Map(selected.map((m, i) => [m.join(), i]));
  return overCommonField([M], (field, [A]) => powerMatrix(field, A, selected, index, kind === 'exterior'));
}

/** Column of a selection: the product of the images of its basis vectors, collected by (signed) sorted index lists. */
function powerMatrix<T>(
  field: Field<T>,
  A: Matrix<T>,
  selected: readonly number[][],
  index: ReadonlyMap<string, number>,
  alternating: boolean,
): Matrix<T> {
  const n = selected.length;
  const entries: T[] = new Array(n * n).fill(field.zero);
  for (const [column, selection] of selected.entries()) {
    let terms = new Map<string, { indices: number[]; value: T }>([['', { indices: [], value: field.one }]]);
    for (const j of selection) {
      const next = new Map<string, { indices: number[]; value: T }>();
      for (const { indices, value } of terms.values()) {
        for (let i = 0; i < A.rows; i++) {
          const a = A.at(i, j);
          if (field.isZero(a) || (alternating && indices.includes(i))) continue;
          const above = indices.filter((x) => x > i).length;
          const sorted = [...indices, i].sort((x, y) => x - y);
          const product = field.mul(value, a);
          const signed = alternating && above % 2 === 1 ? field.neg(product) : product;
          const name = sorted.join();
          const old = next.get(name);
          next.set(name, { indices: sorted, value: old ? field.add(old.value, signed) : signed });
        }
      }
      terms = next;
    }
    for (const [name, { value }] of terms) entries[(index.get(name) as number) * n + column] = value;
  }
  return new Matrix(field, n, n, entries);
}

function superscript(k: number): string {
  return [...String(k)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}
