/** Where a permutation group splits a covariance: per isotypic component, one Hermitian block over ℝ, ℂ or ℍ. */
import { type Permutation, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { structureOf } from '../structure/structure-of.js';

/** One isotypic component: d, m and e as in `StructureComponent`, and what its block is read off with. */
export interface CommutantBlock {
  readonly degree: number;
  readonly multiplicity: number;
  readonly units: 1 | 2 | 4;
  readonly isTrivial: boolean;
  /**
   * m·e orthonormal vectors of ℝᴰ, one after the other: the same coordinate of every copy, so that V·M·Vᵀ is the m×m
   * block of an invariant M, as a real m·e×m·e matrix.
   */
  readonly vectors: Float64Array;
}

/**
 * The components of the group that permutations generate: closed form for one generator, the exact decomposition for
 * more.
 */
export function commutantBlocks(D: number, generators: readonly Permutation[]): readonly CommutantBlock[] {
  return generators.length <= 1 ? cyclicBlocks(D, generators[0]) : generalBlocks(D, generators);
}

/** Blocks of the group carried along by a relabeling: variable i of `blocks` is variable labels[i]. */
export function relabeledBlocks(blocks: readonly CommutantBlock[], labels: readonly number[]): CommutantBlock[] {
  const D = labels.length;
  return blocks.map((block) => {
    const vectors = new Float64Array(block.vectors.length);
    for (let at = 0; at < vectors.length; at++) vectors[at - (at % D) + labels[at % D]] = block.vectors[at];
    return { ...block, vectors };
  });
}

/**
 * Real irreducibles of a cyclic group: turns by j/p, 0 ≤ j/p ≤ 1/2. A cycle of length q has one copy of each turn whose
 * denominator divides q (Graczyk et al. 2022, sec. 4, with their constants k and d as e and the type).
 */
function cyclicBlocks(D: number, generator: Permutation | undefined): CommutantBlock[] {
  const cycles = generator === undefined ? [] : generator.cycles();
  const moved = new Set(cycles.flat());
  const all = [...cycles, ...Array.from({ length: D }, (_, i) => [i]).filter(([i]) => !moved.has(i))];
  const turns = new Map<string, { readonly turn: number; readonly denominator: number }>();
  for (const length of new Set(all.map((cycle) => cycle.length))) {
    for (let j = 0; 2 * j <= length; j++) {
      const common = greatestCommonDivisor(j, length);
      turns.set(`${j / common}/${length / common}`, { turn: j / length, denominator: length / common });
    }
  }
  return [...turns.values()].map(({ turn, denominator }) => {
    const copies = all.filter((cycle) => cycle.length % denominator === 0);
    const units = denominator <= 2 ? 1 : 2;
    const vectors = new Float64Array(copies.length * units * D);
    copies.forEach((cycle, copy) => {
      const size = Math.sqrt(units / cycle.length);
      cycle.forEach((variable, place) => {
        const angle = 2 * Math.PI * ((turn * place) % 1);
        vectors[copy * units * D + variable] = size * Math.cos(angle);
        if (units === 2) vectors[(copy * units + 1) * D + variable] = size * Math.sin(angle);
      });
    });
    return { degree: units, multiplicity: copies.length, units, isTrivial: denominator === 1, vectors };
  });
}

function generalBlocks(D: number, generators: readonly Permutation[]): CommutantBlock[] {
  const { basis, components } = structureOf(permutationRepresentation(new PermutationGroup(generators, { degree: D })));
  return components
    .filter(({ multiplicity }) => multiplicity > 0)
    .map(({ degree, multiplicity, units, pooled, isTrivial, offset }) => {
      const vectors = new Float64Array(multiplicity * units * D);
      for (let copy = 0; copy < multiplicity; copy++) {
        for (let unit = 0; unit < units; unit++) {
          const column = offset + copy * degree + unit * pooled;
          const row = (copy * units + unit) * D;
          for (let i = 0; i < D; i++) vectors[row + i] = basis.data[i * D + column];
        }
      }
      return { degree, multiplicity, units, isTrivial, vectors };
    });
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** V·M·Vᵀ for symmetric M, row-major. */
export function blockOf({ vectors }: CommutantBlock, M: Float64Array, D: number): Float64Array {
  const rows = vectors.length / D;
  const half = new Float64Array(rows * D);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < D; i++) {
      const v = vectors[r * D + i];
      if (v === 0) continue;
      for (let j = 0; j < D; j++) half[r * D + j] += v * M[i * D + j];
    }
  }
  const block = new Float64Array(rows * rows);
  for (let r = 0; r < rows; r++) {
    for (let s = 0; s <= r; s++) {
      let dot = 0;
      for (let i = 0; i < D; i++) dot += half[r * D + i] * vectors[s * D + i];
      block[r * rows + s] = dot;
      block[s * rows + r] = dot;
    }
  }
  return block;
}
