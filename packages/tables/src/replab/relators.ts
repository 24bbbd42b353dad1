/**
 * Relators that present a small group on its generators (Cannon 1973): those of loops in the Cayley graph, one after
 * the other, each for an edge that does not follow from the ones before.
 */
import type { PermutationGroup } from '@isotypic/algebra';
import { regularRepresentation } from '@isotypic/reps';

/**
 * Words as letters ±(k + 1), read as products: the last letter is applied first. The edges of a spanning tree are known
 * from the start; an edge is known when it closes a loop of a relator whose other edges are known. When all edges are
 * known every loop of the graph is a product of conjugates of relators, and so they present the group.
 *
 * O(order · letters) for each pass over the loops.
 */
export function relatorsOf(group: PermutationGroup): number[][] {
  const steps = regularRepresentation(group).images.map((p) => p.images);
  const n = Number(group.order);
  const graph = new CayleyGraph(steps, n);
  const relators: number[][] = [];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < steps.length; k++) {
      if (graph.isKnown(i, k)) continue;
      relators.push(cyclicallyReduced(graph.loopThrough(i, k)));
      graph.close(relators);
    }
  }
  return relators.sort((a, b) => a.length - b.length);
}

/** Above it the elements are not listed. */
export const LARGEST_ORDER = 50_000n;

/**
 * Whether relators that hold are found to present the group, as above. `false` says nothing: it may take loops of
 * elements that are not in the graph to see it (Todd–Coxeter).
 */
export function relatorsPresent(group: PermutationGroup, relators: readonly (readonly number[])[]): boolean {
  if (group.order > LARGEST_ORDER) return false;
  const steps = regularRepresentation(group).images.map((p) => p.images);
  const graph = new CayleyGraph(steps, Number(group.order));
  graph.close(relators);
  return graph.isComplete();
}

/** Element i has an edge to generator k times it, `steps[k][i]`. */
class CayleyGraph {
  private readonly known: Uint8Array;
  private readonly words: (readonly number[])[] = [[]];
  private readonly back: readonly Uint32Array[];

  constructor(
    private readonly steps: readonly Uint32Array[],
    private readonly n: number,
  ) {
    this.known = new Uint8Array(n * steps.length);
    this.back = steps.map((step) => {
      const inverse = new Uint32Array(n);
      step.forEach((to, from) => {
        inverse[to] = from;
      });
      return inverse;
    });
    // elements are numbered breadth first, so that words are shortest ones
    for (let i = 0; i < n; i++) {
      steps.forEach((step, k) => {
        if (this.words[step[i]] !== undefined) return;
        this.words[step[i]] = [k + 1, ...this.words[i]];
        this.known[k * n + i] = 1;
      });
    }
  }

  isComplete(): boolean {
    return this.known.every((known) => known === 1);
  }

  isKnown(i: number, k: number): boolean {
    return this.known[k * this.n + i] === 1;
  }

  /** From 1 to i in the tree, over the edge, and back in the tree. */
  loopThrough(i: number, k: number): number[] {
    const back = this.words[this.steps[k][i]].map((x) => -x).reverse();
    return [...back, k + 1, ...this.words[i]];
  }

  /** Marks what follows from the loops of the relators at all elements. */
  close(relators: readonly (readonly number[])[]): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const relator of relators) {
        for (let i = 0; i < this.n; i++) changed = this.closeLoop(relator, i) || changed;
      }
    }
  }

  private closeLoop(relator: readonly number[], start: number): boolean {
    let [at, missing, times] = [start, -1, 0];
    for (let l = relator.length - 1; l >= 0; l--) {
      const k = Math.abs(relator[l]) - 1;
      const to = relator[l] > 0 ? this.steps[k][at] : this.back[k][at];
      const edge = k * this.n + (relator[l] > 0 ? at : to);
      at = to;
      if (this.known[edge] === 1) continue;
      if (times++ > 0) return false; // two unknown edges, or one twice
      missing = edge;
    }
    if (times === 0) return false;
    this.known[missing] = 1;
    return true;
  }
}

function cyclicallyReduced(word: readonly number[]): number[] {
  const reduced: number[] = [];
  for (const x of word) {
    if (reduced[reduced.length - 1] === -x) reduced.pop();
    else reduced.push(x);
  }
  let cut = 0;
  while (2 * cut + 1 < reduced.length && reduced[cut] === -reduced[reduced.length - 1 - cut]) cut++;
  return reduced.slice(cut, reduced.length - cut);
}
