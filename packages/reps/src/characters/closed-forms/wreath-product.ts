/** Wreath products H ≀ S_m in their imprimitive action on m blocks. */
import { type Cyclotomic, Permutation, PermutationGroup, Cyclotomic as Value } from '@isotypic/algebra';
import type { CharacterRow } from '../character-row.js';
import type { ClassStructure } from '../class-structure.js';
import type { TableWork } from '../table-work.js';
import type { FactorTable } from './factor-table.js';
import { partitions, rimHookRemovals } from './rim-hooks.js';

/** More blocks than this would make multipartitions too many to be worth a closed form. */
const LARGEST_BLOCK_COUNT = 12;

/**
 * The characters of H ≀ S_m (Specht 1932; James & Kerber 1981, ch. 4), m ≥ 2, on m blocks of a transitive group.
 *
 * They are labeled by m-multipartitions: a partition λ_ψ for every irreducible ψ of H, of total size m. An element is,
 * up to conjugacy, its cycles on the blocks, each with a class of H, the product along the cycle. Taking out a cycle of
 * length l and class c gives the Murnaghan–Nakayama rule χ^λ = Σ_ψ ψ(c) Σ_ξ ± χ^{λ∖ξ}, ξ the rim hooks of length l of
 * λ_ψ.
 */
export function wreathProductRows(
  structure: ClassStructure,
  work: TableWork,
  tableOf: (group: PermutationGroup) => FactorTable,
): CharacterRow[] | undefined {
  const wreath = recognizeWreathProduct(structure.group, work);
  if (!wreath) return undefined;
  const base = tableOf(wreath.base);
  const types = structure.classes.map((c) => {
    work.step(0);
    return wreath.typeOf(c.representative, (h) => base.structure.identify(h));
  });
  const characters = new WreathCharacters(base, work);
  return multipartitions(base.characters.length, wreath.blockCount).map((lambda) => {
    work.step(structure.count);
    // ν₂ of the induced Clifford construction: complex unless λ is constant under ψ ↦ ψ̄, else Π ν₂(ψ)^{|λ_ψ|}
    return { indicator: indicatorOf(lambda, base), values: types.map((type) => characters.value(lambda, type)) };
  });
}

/** One cycle on the blocks: its length and the class of the product along it. */
interface CycleType {
  readonly length: number;
  readonly classIndex: number;
}

type Multipartition = readonly (readonly number[])[];

class WreathCharacters {
  private readonly known = new Map<string, Cyclotomic>();
  private readonly pool = new Map<string, Cyclotomic>();

  constructor(
    private readonly base: FactorTable,
    private readonly work: TableWork,
  ) {}

  value(lambda: Multipartition, type: readonly CycleType[], from = 0): Cyclotomic {
    if (from === type.length) return Value.one;
    const key = `${name(lambda)};${type.slice(from).map((t) => `${t.length}:${t.classIndex}`)}`;
    let sum = this.known.get(key);
    if (sum) return sum;
    this.work.step(0);
    sum = Value.zero;
    const { length, classIndex } = type[from];
    lambda.forEach((part, i) => {
      const factor = this.base.characters[i].values[classIndex];
      if (part.length === 0 || factor.isZero()) return;
      for (const { partition, sign } of rimHookRemovals(part, length)) {
        const rest = lambda.map((p, k) => (k === i ? partition : p));
        const term = factor.times(this.value(rest, type, from + 1));
        sum = sign === 1 ? (sum as Cyclotomic).plus(term) : (sum as Cyclotomic).minus(term);
      }
    });
    // Equal values are one object, which the table's construction profits from.
    const text = sum.toString();
    const shared = this.pool.get(text);
    if (shared) sum = shared;
    else this.pool.set(text, sum);
    this.known.set(key, sum);
    return sum;
  }
}

function name(lambda: Multipartition): string {
  return lambda.join('|');
}

function indicatorOf(lambda: Multipartition, base: FactorTable): 1 | 0 | -1 {
  const texts = base.characters.map((x) => x.values.join(' '));
  let sign: 1 | -1 = 1;
  for (const [i, x] of base.characters.entries()) {
    if (lambda[i].length === 0) continue;
    if (x.indicator === 0) {
      const dual = texts.indexOf(x.conjugate().values.join(' '));
      if (lambda[dual].join() !== lambda[i].join()) return 0;
    } else if (x.indicator === -1 && lambda[i].reduce((sum, part) => sum + part, 0) % 2 === 1) {
      sign = sign === 1 ? -1 : 1;
    }
  }
  return sign;
}

/** All ways to write m as total size of `count` partitions. */
function multipartitions(count: number, m: number): number[][][] {
  if (count === 1) return partitions(m).map((p) => [p]);
  const found: number[][][] = [];
  for (let first = m; first >= 0; first--) {
    const tails = multipartitions(count - 1, m - first);
    for (const p of partitions(first)) for (const tail of tails) found.push([p, ...tail]);
  }
  return found;
}

interface WreathProduct {
  readonly base: PermutationGroup;
  readonly blockCount: number;
  /** Cycles on blocks, longest first. `classOf` gives the class in the base group. */
  typeOf(g: Permutation, classOf: (h: Permutation) => number): CycleType[];
}

/** Recognizes G = H ≀ S_m by its order |H|^m m!, H the action of a block's stabilizer on the block. */
function recognizeWreathProduct(group: PermutationGroup, work: TableWork): WreathProduct | undefined {
  if (!group.isTransitive()) return undefined;
  for (const blocks of principalBlockSystems(group, work)) {
    const m = blocks.length;
    const size = blocks[0].length;
    if (m < 2 || m > LARGEST_BLOCK_COUNT || size < 2) continue;
    const blockOf = new Int32Array(group.degree);
    blocks.forEach((block, i) => {
      for (const x of block) blockOf[x] = i;
    });
    // carry[i] ∈ G takes block 0 to block i and identifies their points.
    const carry: (Permutation | undefined)[] = [Permutation.identity(group.degree)];
    const queue = [0];
    for (const i of queue) {
      for (const g of group.generators) {
        const j = blockOf[g.images[blocks[i][0]]];
        if (carry[j]) continue;
        carry[j] = g.times(carry[i] as Permutation);
        queue.push(j);
      }
    }
    const place = new Map(blocks[0].map((x, k) => [x, k]));
    /** The permutation of block 0's points by carry[j]⁻¹ g carry[i], where g takes block i to block j. */
    const local = (g: Permutation, i: number): Permutation => {
      const j = blockOf[g.images[blocks[i][0]]];
      const back = (carry[j] as Permutation).inverse();
      const move = carry[i] as Permutation;
      return Permutation.fromTrustedImages(
        Uint32Array.from(blocks[0], (x) => place.get(back.images[g.images[move.images[x]]]) as number),
      );
    };
    // Schreier generators of the block stabilizer, restricted to the block.
    const base = new PermutationGroup(
      blocks.flatMap((_, i) => group.generators.map((g) => local(g, i))),
      { degree: size, seed: group.seed },
    );
    let order = 1n;
    for (let i = 1; i <= m; i++) order *= BigInt(i) * base.order;
    if (order !== group.order) continue;
    return {
      base,
      blockCount: m,
      typeOf(g, classOf) {
        const seen = new Uint8Array(m);
        const cycles: CycleType[] = [];
        for (let start = 0; start < m; start++) {
          if (seen[start]) continue;
          let product = Permutation.identity(size);
          let length = 0;
          for (let i = start; !seen[i]; i = blockOf[g.images[blocks[i][0]]]) {
            seen[i] = 1;
            product = local(g, i).times(product);
            length++;
          }
          cycles.push({ length, classIndex: classOf(product) });
        }
        return cycles.sort((a, b) => b.length - a.length || a.classIndex - b.classIndex);
      },
    };
  }
  return undefined;
}

/** For each point x, the finest block system in which x and the first point share a block; the trivial one left out. */
function principalBlockSystems(group: PermutationGroup, work: TableWork): number[][][] {
  const systems = new Map<string, number[][]>();
  for (let x = 1; x < group.degree; x++) {
    work.step(0);
    const blocks = group.blockSystem([0, x]);
    if (blocks !== null) systems.set(blocks.join('|'), blocks);
  }
  return [...systems.values()].sort((a, b) => b.length - a.length);
}
