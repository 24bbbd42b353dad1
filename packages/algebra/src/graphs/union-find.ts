/** Disjoint sets with sizes (Tarjan 1975): orbits of a growing group on its points. */
export class UnionFind {
  private readonly parent: Int32Array;
  private readonly count: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, i) => i);
    this.count = new Int32Array(size).fill(1);
  }

  find(x: number): number {
    let root = x;
    while (this.parent[root] !== root) {
      this.parent[root] = this.parent[this.parent[root]];
      root = this.parent[root];
    }
    return root;
  }

  /** Joins the sets of x and y; the larger one's root stays. */
  union(x: number, y: number): void {
    const [a, b] = [this.find(x), this.find(y)];
    if (a === b) return;
    const [large, small] = this.count[a] >= this.count[b] ? [a, b] : [b, a];
    this.parent[small] = large;
    this.count[large] += this.count[small];
  }

  same(x: number, y: number): boolean {
    return this.find(x) === this.find(y);
  }

  /** The number of elements in the set of x. */
  size(x: number): number {
    return this.count[this.find(x)];
  }
}
