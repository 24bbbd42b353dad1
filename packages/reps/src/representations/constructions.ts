/** New representations of one group from old: sums, duals, conjugates; products lie where they are decomposed. */
import { cyclotomics, type Field, inverse, Matrix, Permutation, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, checkOptions, integer, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import { isRationalList, overCommonField, overCyclotomics } from '../matrices/exact-matrices.js';
import {
  CONSTRUCTION_OPTION_KINDS,
  type ConstructionOptions,
  factorLabel,
  jointKind,
  requireSize,
} from './construction-options.js';
import { EXACT_REPRESENTATION, type ExactRepresentation } from './kinds.js';
import { MatrixRepresentation } from './matrix-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';
import { requireSameGroup } from './same-group.js';

function arePermutations(reps: readonly ExactRepresentation[]): reps is readonly PermutationRepresentation[] {
  return reps.every(({ kind }) => kind === 'permutation');
}

/**
 * The direct sum, block by block in the order given. A sum of permutation representations is one. Options may come
 * last.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for none, for representations of different groups, and for a result beyond
 *   `options.limit`
 * @example
 * const G = catalogue.symmetric(3);
 * directSum(trivialRepresentation(G), permutationRepresentation(G)).toString() // 'trivial + perm[3]'
 */
export function directSum(...reps: readonly ExactRepresentation[]): ExactRepresentation;
export function directSum(...reps: readonly [...ExactRepresentation[], ConstructionOptions]): ExactRepresentation;
export function directSum(...given: readonly (ExactRepresentation | ConstructionOptions)[]): ExactRepresentation {
  const last = given[given.length - 1];
  const options = isOptions(last) ? last : {};
  const reps = (isOptions(last) ? given.slice(0, -1) : given) as readonly ExactRepresentation[];
  reps.forEach((rep, i) => {
    checkArgument('directSum', `summand ${i}`, rep, EXACT_REPRESENTATION);
  });
  checkOptions('directSum', options, CONSTRUCTION_OPTION_KINDS);
  return sumOf('directSum', reps, options);
}

/** A plain object: whatever else is no representation is refused as a summand. */
function isOptions(value: unknown): value is ConstructionOptions {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * k copies of one representation: `multiple(2, rep)` is `directSum(rep, rep)`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless k is an integer from 1 on, and for a result beyond `options.limit`
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * multiple(3, rep).dimension // 12
 */
export function multiple(k: number, rep: ExactRepresentation, options: ConstructionOptions = {}): ExactRepresentation {
  checkArgument('multiple', 'k', k, integer(1));
  checkArgument('multiple', 'rep', rep, EXACT_REPRESENTATION);
  checkOptions('multiple', options, CONSTRUCTION_OPTION_KINDS);
  requireSize('multiple', k * rep.dimension, rep.kind === 'permutation' ? 'permutation' : 'matrix', options);
  return sumOf('multiple', new Array<ExactRepresentation>(k).fill(rep), options);
}

function sumOf(where: string, reps: readonly ExactRepresentation[], options: ConstructionOptions): ExactRepresentation {
  const group = requireSameGroup(where, reps);
  const dimension = reps.reduce((sum, r) => sum + r.dimension, 0);
  const label = sumLabel(reps);
  const meter = new WorkMeter(where, options);
  if (arePermutations(reps)) {
    requireSize(where, dimension, 'permutation', options);
    const images = group.generators.map((_, k) => {
      const joint = new Uint32Array(dimension);
      let offset = 0;
      for (const rep of reps) {
        meter.step(rep.dimension);
        for (let i = 0; i < rep.dimension; i++) joint[offset + i] = offset + rep.images[k].images[i];
        offset += rep.dimension;
      }
      return Permutation.fromTrustedImages(joint);
    });
    return new PermutationRepresentation(group, images, dimension, label);
  }
  requireSize(where, dimension, 'matrix', options);
  const matrices = group.generators.map((_, k) =>
    overCommonField(
      reps.map((r) => r.generatorMatrices[k]),
      (field, blocks) => blockDiagonal(field, blocks, meter),
    ),
  );
  return new MatrixRepresentation(group, matrices, dimension, label, jointKind(reps));
}

/** `2·trivial + perm[5]`: equal neighbors are counted, compound labels bracketed. */
function sumLabel(reps: readonly ExactRepresentation[]): string {
  const terms: [string, number][] = [];
  for (const { label } of reps) {
    const last = terms[terms.length - 1];
    if (last?.[0] === label) last[1]++;
    else terms.push([label, 1]);
  }
  return terms.map(([label, k]) => (k === 1 ? label : `${k}·${factorLabel(label)}`)).join(' + ');
}

function blockDiagonal<T>(field: Field<T>, blocks: readonly Matrix<T>[], meter: WorkMeter): Matrix<T> {
  const n = blocks.reduce((sum, b) => sum + b.rows, 0);
  const entries: T[] = new Array(n * n).fill(field.zero);
  let offset = 0;
  for (const block of blocks) {
    meter.step(block.rows);
    for (let i = 0; i < block.rows; i++) {
      for (let j = 0; j < block.cols; j++) entries[(offset + i) * n + offset + j] = block.at(i, j);
    }
    offset += block.rows;
  }
  return new Matrix(field, n, n, entries);
}

/**
 * The dual (contragredient) representation, ρ*(g) = ρ(g⁻¹)ᵀ. A permutation representation is its own dual.
 * @throws {IsotypicError} `BUDGET_EXCEEDED`, steps as in `inverse`
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * dual(rep).dimension // 4
 */
export function dual(rep: ExactRepresentation, options: WorkOptions = {}): ExactRepresentation {
  checkArgument('dual', 'rep', rep, EXACT_REPRESENTATION);
  checkOptions('dual', options, WORK_OPTION_KINDS);
  if (rep.kind === 'permutation') return rep;
  const meter = new WorkMeter('dual', options);
  const matrices = rep.generatorMatrices.map((m) => inverse(m, { meter }).transpose());
  return new MatrixRepresentation(rep.group, matrices, rep.dimension, `${factorLabel(rep.label)}*`, jointKind([rep]));
}

/**
 * The complex conjugate representation.
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(3));
 * conjugate(rep) === rep // true
 */
export function conjugate(rep: ExactRepresentation): ExactRepresentation {
  checkArgument('conjugate', 'rep', rep, EXACT_REPRESENTATION);
  if (rep.kind === 'permutation' || isRationalList(rep.generatorMatrices)) return rep;
  const matrices = rep.generatorMatrices.map((m) => overCyclotomics(m).map(cyclotomics, (x) => x.conjugate()));
  return new MatrixRepresentation(rep.group, matrices, rep.dimension, `conj(${rep.label})`, jointKind([rep]));
}
