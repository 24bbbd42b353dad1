/** Wreath products H ≀ S_m in their imprimitive action on m blocks. */
import { Cyclotomic, type PermutationGroup } from '@isotypic/algebra';
import { type Multipartition, multipartitions } from '../../partitions.js';
import type { CharacterRow } from '../character-row.js';
import type { ClassStructure } from '../class-structure.js';
import type { FactorTable } from '../factor-table.js';
import type { TableWork } from '../table-work.js';
import { rimHookRemovals } from './rim-hooks.js';
import { type CycleType, recognizeWreathProduct } from './wreath-recognition.js';

/** 13 blocks give 1770 rows already for an H of two classes. */
const LARGEST_BLOCK_COUNT = 12;

/**
 * The characters of H ≀ S_m (Specht 1932; James & Kerber 1981, ch. 4), m ≥ 2, on m blocks of the one orbit that is
 * moved.
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
  const wreath = recognizeWreathProduct(structure.group, work.meter, LARGEST_BLOCK_COUNT);
  if (!wreath) return undefined;
  const base = tableOf(wreath.base);
  const types = structure.classes.map((c) => {
    work.step(0);
    return wreath
      .cycles(c.representative)
      .map(
        ({ blocks, product }): CycleType => ({ length: blocks.length, classIndex: base.structure.identify(product) }),
      )
      .sort((a, b) => b.length - a.length || a.classIndex - b.classIndex);
  });
  const characters = new WreathCharacters(base, work);
  return multipartitions(base.characters.length, wreath.blockCount).map((lambda) => {
    work.step(structure.count);
    // ν₂ of the induced Clifford construction: complex unless λ is constant under ψ ↦ ψ̄, else Π ν₂(ψ)^{|λ_ψ|}
    return { indicator: indicatorOf(lambda, base), values: types.map((type) => characters.value(lambda, type)) };
  });
}

class WreathCharacters {
  private readonly known = new Map<string, Cyclotomic>();
  private readonly pool = new Map<string, Cyclotomic>();

  constructor(
    private readonly base: FactorTable,
    private readonly work: TableWork,
  ) {}

  value(lambda: Multipartition, type: readonly CycleType[], from = 0): Cyclotomic {
    if (from === type.length) return Cyclotomic.one;
    const key = `${name(lambda)};${type.slice(from).map((t) => `${t.length}:${t.classIndex}`)}`;
    const known = this.known.get(key);
    if (known) return known;
    this.work.step(0);
    let sum = Cyclotomic.zero;
    const { length, classIndex } = type[from];
    lambda.forEach((part, i) => {
      const factor = this.base.characters[i].values[classIndex];
      if (part.length === 0 || factor.isZero()) return;
      for (const { partition, sign } of rimHookRemovals(part, length)) {
        const rest = lambda.map((p, k) => (k === i ? partition : p));
        const term = factor.times(this.value(rest, type, from + 1));
        sum = sign === 1 ? sum.plus(term) : sum.minus(term);
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
