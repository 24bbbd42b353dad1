/** Characters of symmetric groups as coefficients of power sums in Schur functions. */
import { type Partition, partitions } from '../../partitions.js';
import { rimHookRemovals } from './rim-hooks.js';

/**
 * Columns of the character table of S_n: p_μ = Σ_λ χ^λ(μ) s_λ, and p_l s_ν = Σ ± s_λ over the λ with λ∖ν a rim hook of
 * length l (Murnaghan–Nakayama; Macdonald 1995, I.3 example 11). Column by column, a product with p_l is shared by all
 * μ that begin alike.
 *
 * |χ^λ(μ)| ≤ χ^λ(1), and so are all partial sums: removing a rim hook from λ can be done box by box, so
 * Σ χ^{λ∖ξ}(1) ≤ χ^λ(1). O(Σ_{m≤n} p(m)²·√m) operations for all columns, p(m) the number of partitions of m.
 */
export class PowerSums {
  /** `partitions[m]` lists the partitions of m. */
  private readonly partitions: Partition[][] = [];
  private readonly indices: Map<string, number>[] = [];
  private readonly removals = new Map<number, RimHooks>();
  /** The parts of the last μ that have been multiplied, and the column after each. */
  private readonly stack: { readonly part: number; readonly size: number; readonly column: Float64Array }[] = [];

  constructor(private readonly n: number) {
    for (let m = 0; m <= n; m++) {
      this.partitions.push(partitions(m));
      this.indices.push(new Map(this.partitions[m].map((lambda, i) => [lambda.join(), i])));
    }
  }

  /** χ^λ(μ) for all λ, in the order of `partitions(n)`. Fastest when the μ come in lexicographic order. */
  column(mu: readonly number[]): Float64Array {
    const { stack } = this;
    let shared = 0;
    while (shared < stack.length && stack[shared].part === mu[shared]) shared++;
    stack.length = shared;
    for (const part of mu.slice(shared)) {
      const { size, column } = stack.at(-1) ?? { size: 0, column: Float64Array.of(1) };
      stack.push({ part, size: size + part, column: this.times(column, size + part, part) });
    }
    return stack.at(-1)?.column ?? Float64Array.of(1);
  }

  /** p_l times a combination of Schur functions of degree m − l. */
  private times(column: Float64Array, m: number, l: number): Float64Array {
    const { starts, smaller, signs } = this.rimHooks(m, l);
    const product = new Float64Array(starts.length - 1);
    for (let i = 0; i < product.length; i++) {
      for (let at = starts[i]; at < starts[i + 1]; at++) product[i] += signs[at] * column[smaller[at]];
    }
    return product;
  }

  private rimHooks(m: number, l: number): RimHooks {
    const key = m * (this.n + 1) + l;
    let found = this.removals.get(key);
    if (!found) {
      const starts = [0];
      const smaller: number[] = [];
      const signs: number[] = [];
      for (const lambda of this.partitions[m]) {
        for (const { partition, sign } of rimHookRemovals(lambda, l)) {
          smaller.push(this.indices[m - l].get(partition.join()) as number);
          signs.push(sign);
        }
        starts.push(smaller.length);
      }
      found = { starts: Int32Array.from(starts), smaller: Int32Array.from(smaller), signs: Int8Array.from(signs) };
      this.removals.set(key, found);
    }
    return found;
  }
}

/** The rim hooks of one length of the partitions of m: those of the i-th at starts[i] … starts[i + 1]. */
interface RimHooks {
  readonly starts: Int32Array;
  /** The index of what is left among the smaller partitions. */
  readonly smaller: Int32Array;
  readonly signs: Int8Array;
}
