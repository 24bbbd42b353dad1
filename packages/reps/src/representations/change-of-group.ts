/** Representations of other groups from old: restriction, induction, and the action on blocks. */
import { IsotypicError, Matrix, Permutation, type PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { arrayOf, checkArgument, checkOptions, integer, invalidArgument } from '@isotypic/algebra/internal';
import { GROUP } from '../argument-kinds.js';
import { overCommonField } from '../matrices/exact-matrices.js';
import {
  CONSTRUCTION_OPTION_KINDS,
  type ConstructionOptions,
  factorLabel,
  jointKind,
  requireSize,
} from './construction-options.js';
import { EXACT_REPRESENTATION, type ExactRepresentation, PERMUTATION_REPRESENTATION } from './kinds.js';
import { MatrixRepresentation } from './matrix-representation.js';
import { PermutationRepresentation } from './permutation-representation.js';

/**
 * The restriction to a subgroup H: its generators act as they do in G.
 * @throws {IsotypicError} `NOT_IN_GROUP` when H is not contained in the group of the representation.
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * restrict(rep, catalogue.cyclic(4)).group.order // 4n
 */
export function restrict(rep: ExactRepresentation, subgroup: PermutationGroup): ExactRepresentation {
  checkArgument('restrict', 'rep', rep, EXACT_REPRESENTATION);
  checkArgument('restrict', 'subgroup', subgroup, GROUP);
  const label = `${factorLabel(rep.label)}↓`;
  if (rep.kind === 'permutation') {
    const images = subgroup.generators.map((h) => rep.permutation(h));
    return new PermutationRepresentation(subgroup, images, rep.dimension, label);
  }
  const matrices = subgroup.generators.map((h) => rep.matrix(h));
  return new MatrixRepresentation(subgroup, matrices, rep.dimension, label, jointKind([rep]));
}

/** Cosets that are still looked through one by one: each new one is compared with all before it. */
const INDEX_LIMIT = 10_000;

/**
 * The representation of G induced from a representation of a subgroup H, on coset representatives t₀ = 1, t₁, … found
 * breadth first: basis t_i ⊗ v_j at index i·dim + j. Induction of a permutation representation is one.
 * @throws {IsotypicError} `NOT_IN_GROUP` when H is not a subgroup of G; `INVALID_ARGUMENT` when the index is above 10⁴
 *   or the result beyond `options.limit`; `BUDGET_EXCEEDED`, a step being a comparison of cosets
 * @example
 * const rep = permutationRepresentation(catalogue.cyclic(4));
 * induce(rep, catalogue.dihedral(4)).dimension // 8
 */
export function induce(
  rep: ExactRepresentation,
  group: PermutationGroup,
  options: ConstructionOptions = {},
): ExactRepresentation {
  const where = 'induce';
  checkArgument(where, 'rep', rep, EXACT_REPRESENTATION);
  checkArgument(where, 'group', group, GROUP);
  checkOptions(where, options, CONSTRUCTION_OPTION_KINDS);
  for (const h of rep.group.generators) {
    if (h.degree === group.degree && group.contains(h)) continue;
    throw new IsotypicError('NOT_IN_GROUP', { where, expected: 'a representation of a subgroup', received: `${h}` });
  }
  const index = Number(group.order / rep.group.order);
  if (index > INDEX_LIMIT) throw invalidArgument(where, `a subgroup of index at most ${INDEX_LIMIT}`, index);
  const d = rep.dimension;
  const dimension = index * d;
  requireSize(where, dimension, rep.kind === 'permutation' ? 'permutation' : 'matrix', options);
  const meter = new WorkMeter(where, options);
  const moves = cosetMoves(rep.group, group, meter);
  const label = `${factorLabel(rep.label)}↑`;
  if (rep.kind === 'permutation') {
    const images = moves.map((move) => {
      const image = new Uint32Array(dimension);
      move.forEach(({ to, by }, i) => {
        meter.step(d);
        const p = rep.permutation(by).images;
        for (let j = 0; j < d; j++) image[i * d + j] = to * d + p[j];
      });
      return Permutation.fromTrustedImages(image);
    });
    return new PermutationRepresentation(group, images, dimension, label);
  }
  const matrices = moves.map((move) => {
    const blocks = move.map(({ by }) => {
      meter.step(d);
      return rep.matrix(by);
    });
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

/** g t_i = t_to·by, by in H. */
interface CosetMove {
  readonly to: number;
  readonly by: Permutation;
}

/** For each generator of G, where it takes each coset of H and by which element of H. */
function cosetMoves(H: PermutationGroup, G: PermutationGroup, meter: WorkMeter): CosetMove[][] {
  const cosets: Permutation[] = [Permutation.identity(G.degree)];
  const find = (g: Permutation): number =>
    cosets.findIndex((t) => {
      meter.step();
      return H.contains(t.inverse().times(g));
    });
  const moves = G.generators.map(() => [] as CosetMove[]);
  for (let i = 0; i < cosets.length; i++) {
    for (const [k, g] of G.generators.entries()) {
      const product = g.times(cosets[i]);
      let to = find(product);
      if (to < 0) to = cosets.push(product) - 1;
      moves[k][i] = { to, by: cosets[to].inverse().times(product) };
    }
  }
  return moves;
}

/**
 * The representation of a permutation group on the orbits of a normal subgroup, or on any other system of blocks: the
 * quotient of a permutation representation.
 * @param blocks blocks[i] is the block of basis vector i; blocks are numbered from 0 without gaps
 * @throws {IsotypicError} `INVALID_ARGUMENT` when there is not one block for each basis vector, their numbers have
 *   gaps, or the group does not permute them
 * @example
 * quotient(permutationRepresentation(catalogue.cyclic(4)), [0, 1, 0, 1]).dimension // 2
 */
export function quotient(rep: PermutationRepresentation, blocks: readonly number[]): PermutationRepresentation {
  const where = 'quotient';
  checkArgument(where, 'rep', rep, PERMUTATION_REPRESENTATION);
  checkArgument(where, 'blocks', blocks, arrayOf(integer(0)));
  if (blocks.length !== rep.dimension) {
    throw invalidArgument(
      where,
      `blocks to be ${rep.dimension} numbers, one for each basis vector`,
      `${blocks.length}`,
    );
  }
  const distinct = new Set(blocks);
  const count = distinct.size;
  for (const block of distinct) {
    if (block < count) continue;
    throw invalidArgument(where, `blocks to be numbered from 0 to ${count - 1}, as there are ${count}`, block);
  }
  const images = rep.images.map((p) => {
    const image = new Int32Array(count).fill(-1);
    for (let i = 0; i < rep.dimension; i++) {
      const to = blocks[p.images[i]];
      if (image[blocks[i]] >= 0 && image[blocks[i]] !== to) {
        throw invalidArgument(where, 'blocks that the group permutes', `block ${blocks[i]}, torn apart by ${p}`);
      }
      image[blocks[i]] = to;
    }
    return Permutation.fromImages(image);
  });
  return new PermutationRepresentation(rep.group, images, count, `${factorLabel(rep.label)}/~`);
}
