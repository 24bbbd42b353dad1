/** New representations from old: sums, products, powers, duals, restriction and induction. */
import {
  cyclotomics,
  type Field,
  IsotypicError,
  invalidArgument,
  inverse,
  Matrix,
  Permutation,
  type PermutationGroup,
} from '@isotypic/algebra';
import {
  isRationalList,
  isRationalMatrix,
  kronecker,
  overCommonField,
  overCyclotomics,
} from '../matrices/exact-matrices.js';
import { MatrixRepresentation } from './matrix-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';
import type { ExactRepresentation } from './representation.js';

function sameGroup(where: string, reps: readonly ExactRepresentation[]): PermutationGroup {
  if (reps.length === 0) throw invalidArgument(where, 'at least one representation', 'none');
  const group = reps[0].group;
  for (const rep of reps) {
    const same =
      rep.group === group ||
      (rep.group.generators.length === group.generators.length &&
        rep.group.generators.every((g, k) => g.equals(group.generators[k])));
    if (!same) throw invalidArgument(where, 'representations of one group, on the same generators', `${rep}`);
  }
  return group;
}

function arePermutations(reps: readonly ExactRepresentation[]): reps is readonly PermutationRepresentation[] {
  return reps.every((r) => r instanceof PermutationRepresentation);
}

/** 'monomial' when both are monomial or permutation representations. */
export function jointKind(reps: readonly ExactRepresentation[]): 'monomial' | 'matrix' {
  return reps.every((r) => r.kind !== 'matrix') ? 'monomial' : 'matrix';
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

function factorLabel(label: string): string {
  return label.includes(' ') ? `(${label})` : label;
}

/**
 * The direct sum, block by block in the order given. A sum of permutation representations is one.
 * @example
 * const G = catalogue.symmetric(3);
 * directSum(trivialRepresentation(G), permutationRepresentation(G)).toString() // 'trivial + perm[3]'
 */
export function directSum(...reps: readonly ExactRepresentation[]): PermutationRepresentation | MatrixRepresentation {
  const group = sameGroup('directSum', reps);
  const dimension = reps.reduce((sum, r) => sum + r.dimension, 0);
  const label = sumLabel(reps);
  if (arePermutations(reps)) {
    const images = group.generators.map((_, k) => {
      const joint = new Uint32Array(dimension);
      let offset = 0;
      for (const rep of reps) {
        for (let i = 0; i < rep.dimension; i++) joint[offset + i] = offset + rep.images[k].images[i];
        offset += rep.dimension;
      }
      return Permutation.fromTrustedImages(joint);
    });
    return new PermutationRepresentation(group, images, dimension, label);
  }
  const matrices = group.generators.map((_, k) =>
    overCommonField(
      reps.map((r) => r.generatorMatrices[k]),
      blockDiagonal,
    ),
  );
  return new MatrixRepresentation(group, matrices, dimension, label, jointKind(reps));
}

function blockDiagonal<T>(field: Field<T>, blocks: readonly Matrix<T>[]): Matrix<T> {
  const n = blocks.reduce((sum, b) => sum + b.rows, 0);
  const entries: T[] = new Array(n * n).fill(field.zero);
  let offset = 0;
  for (const block of blocks) {
    for (let i = 0; i < block.rows; i++) {
      for (let j = 0; j < block.cols; j++) entries[(offset + i) * n + offset + j] = block.at(i, j);
    }
    offset += block.rows;
  }
  return new Matrix(field, n, n, entries);
}

/**
 * k copies of one representation: `multiple(2, rep)` is `directSum(rep, rep)`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless k is an integer ≥ 1.
 */
export function multiple(k: number, rep: ExactRepresentation): PermutationRepresentation | MatrixRepresentation {
  if (!Number.isInteger(k) || k < 1) throw invalidArgument('multiple', 'a number of copies ≥ 1', k);
  return directSum(...new Array<ExactRepresentation>(k).fill(rep));
}

/** The tensor product, basis e_i ⊗ f_j at index i·dim(b) + j. A product of permutation representations is one. */
export function tensorProduct(
  a: ExactRepresentation,
  b: ExactRepresentation,
): PermutationRepresentation | MatrixRepresentation {
  const group = sameGroup('tensorProduct', [a, b]);
  const dimension = a.dimension * b.dimension;
  const label = `${factorLabel(a.label)}⊗${factorLabel(b.label)}`;
  if (a instanceof PermutationRepresentation && b instanceof PermutationRepresentation) {
    const images = group.generators.map((_, k) => {
      const product = new Uint32Array(dimension);
      const [p, q] = [a.images[k].images, b.images[k].images];
      for (let i = 0; i < p.length; i++) {
        for (let j = 0; j < q.length; j++) product[i * q.length + j] = p[i] * q.length + q[j];
      }
      return Permutation.fromTrustedImages(product);
    });
    return new PermutationRepresentation(group, images, dimension, label);
  }
  const matrices = group.generators.map((_, k) =>
    overCommonField([a.generatorMatrices[k], b.generatorMatrices[k]], (_, [x, y]) => kronecker(x, y)),
  );
  return new MatrixRepresentation(group, matrices, dimension, label, jointKind([a, b]));
}

/** The dual (contragredient) representation, ρ*(g) = ρ(g⁻¹)ᵀ. A permutation representation is its own dual. */
export function dual(rep: ExactRepresentation): PermutationRepresentation | MatrixRepresentation {
  if (rep instanceof PermutationRepresentation) return rep;
  const matrices = rep.generatorMatrices.map((m) =>
    isRationalMatrix(m) ? inverse(m).transpose() : inverse(m).transpose(),
  );
  return new MatrixRepresentation(rep.group, matrices, rep.dimension, `${factorLabel(rep.label)}*`, jointKind([rep]));
}

/** The complex conjugate representation. */
export function conjugate(rep: ExactRepresentation): ExactRepresentation {
  if (rep instanceof PermutationRepresentation || isRationalList(rep.generatorMatrices)) return rep;
  const matrices = rep.generatorMatrices.map((m) => overCyclotomics(m).map(cyclotomics, (x) => x.conjugate()));
  return new MatrixRepresentation(rep.group, matrices, rep.dimension, `conj(${rep.label})`, jointKind([rep]));
}

/**
 * The restriction to a subgroup H: its generators act as they do in G.
 * @throws {IsotypicError} `NOT_IN_GROUP` when H is not contained in the group of the representation.
 */
export function restrict(
  rep: ExactRepresentation,
  subgroup: PermutationGroup,
): PermutationRepresentation | MatrixRepresentation {
  const label = `${factorLabel(rep.label)}↓`;
  if (rep instanceof PermutationRepresentation) {
    const images = subgroup.generators.map((h) => rep.permutation(h));
    return new PermutationRepresentation(subgroup, images, rep.dimension, label);
  }
  const matrices = subgroup.generators.map((h) => rep.matrix(h));
  return new MatrixRepresentation(subgroup, matrices, rep.dimension, label, jointKind([rep]));
}

/**
 * The representation of G induced from a representation of a subgroup H, on coset representatives t₀ = 1, t₁, … found
 * breadth first: basis t_i ⊗ v_j at index i·dim + j. Induction of a permutation representation is one.
 * @throws {IsotypicError} `NOT_IN_GROUP` when H is not a subgroup of G; `INVALID_ARGUMENT` when the index is above 10⁴.
 */
export function induce(
  rep: ExactRepresentation,
  group: PermutationGroup,
): PermutationRepresentation | MatrixRepresentation {
  const where = 'induce';
  for (const h of rep.group.generators) {
    if (group.contains(h)) continue;
    throw new IsotypicError('NOT_IN_GROUP', { where, expected: 'a representation of a subgroup', received: `${h}` });
  }
  const index = Number(group.order / rep.group.order);
  if (index > 10_000) throw invalidArgument(where, 'a subgroup of index at most 10000', index);
  const cosets: Permutation[] = [Permutation.identity(group.degree)];
  const find = (g: Permutation): number => cosets.findIndex((t) => rep.group.contains(t.inverse().times(g)));
  const moves = group.generators.map(() => [] as { to: number; by: Permutation }[]);
  for (let i = 0; i < cosets.length; i++) {
    for (const [k, g] of group.generators.entries()) {
      const product = g.times(cosets[i]);
      let to = find(product);
      if (to < 0) to = cosets.push(product) - 1;
      moves[k][i] = { to, by: cosets[to].inverse().times(product) };
    }
  }
  const d = rep.dimension;
  const dimension = cosets.length * d;
  const label = `${factorLabel(rep.label)}↑`;
  if (rep instanceof PermutationRepresentation) {
    const images = moves.map((move) => {
      const image = new Uint32Array(dimension);
      move.forEach(({ to, by }, i) => {
        const p = rep.permutation(by).images;
        for (let j = 0; j < d; j++) image[i * d + j] = to * d + p[j];
      });
      return Permutation.fromTrustedImages(image);
    });
    return new PermutationRepresentation(group, images, dimension, label);
  }
  const matrices = moves.map((move) => {
    const blocks = move.map(({ by }) => rep.matrix(by));
    return overCommonField(blocks, (field, typed) => {
      const entries = new Array(dimension * dimension).fill(field.zero);
      typed.forEach((block, i) => {
        for (let r = 0; r < d; r++) {
          for (let c = 0; c < d; c++) entries[(move[i].to * d + r) * dimension + i * d + c] = block.at(r, c);
        }
      });
      return new Matrix(field, dimension, dimension, entries);
    });
  });
  return new MatrixRepresentation(group, matrices, dimension, label, jointKind([rep]));
}

/**
 * The representation of a permutation group on the orbits of a normal subgroup, or on any other system of blocks: the
 * quotient of a permutation representation. `blocks[i]` is the block of basis vector i.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when the blocks are not permuted.
 */
export function quotient(rep: PermutationRepresentation, blocks: readonly number[]): PermutationRepresentation {
  const count = Math.max(-1, ...blocks) + 1;
  const images = rep.images.map((p) => {
    const image = new Int32Array(count).fill(-1);
    for (let i = 0; i < rep.dimension; i++) {
      const to = blocks[p.images[i]];
      if (image[blocks[i]] >= 0 && image[blocks[i]] !== to) {
        throw invalidArgument('quotient', 'blocks that the group permutes', `block ${blocks[i]}, torn apart by ${p}`);
      }
      image[blocks[i]] = to;
    }
    return Permutation.fromImages(image);
  });
  return new PermutationRepresentation(rep.group, images, count, `${factorLabel(rep.label)}/~`);
}
