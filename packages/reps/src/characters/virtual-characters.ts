/** Irreducible characters by lattice reduction of virtual characters that cost next to nothing to write down. */
import { irreducibleDualVectors } from './dual-lattice.js';
import type { ModularCharacters } from './modular-characters.js';
import type { TableWork } from './table-work.js';
import { type VirtualCharacter, VirtualCharacterSieve } from './virtual-character-sieve.js';

/**
 * Adds to `characters` what lattice reduction finds among the permutation characters of the orbits, the characters
 * induced from cyclic subgroups, and products and symmetric squares of irreducible characters and reduced vectors found
 * on the way. May leave some irreducible characters unfound; never adds a wrong one.
 *
 * At most `feedLimit` virtual characters are looked at, each at the cost of O(k²) operations for k classes.
 */
export function reduceVirtualCharacters(characters: ModularCharacters, work: TableWork, feedLimit: number): void {
  const sieve = new VirtualCharacterSieve(characters, work, feedLimit);
  const monomial = [...permutationCharacters(characters), ...inducedFromCyclic(characters, work)];
  for (const f of monomial) sieve.feed(f);
  const values = monomial.map((f) => f.values);
  const products = new ProductFeed(sieve, work);
  while (!sieve.isOver) {
    products.exhaust();
    if (characters.complete) return;
    const found = irreducibleDualVectors(characters, sieve.lattice, values, work);
    if (found.length === 0) return;
    sieve.accept(found);
  }
}

/** Products of two characters or reduced vectors, and symmetric squares, fed to a sieve, none twice. */
class ProductFeed {
  private readonly characters: ModularCharacters;
  private readonly centralizers: readonly number[];
  private readonly square: Int32Array;
  private readonly half: number;
  private readonly done = new Set<string>();

  constructor(
    private readonly sieve: VirtualCharacterSieve,
    private readonly work: TableWork,
  ) {
    this.characters = sieve.characters;
    const { structure, modulus } = sieve.characters;
    this.centralizers = structure.classes.map((c) => Number(structure.groupOrder / c.size));
    this.square = structure.powerMap(2);
    this.half = modulus.inv(2);
  }

  /** Smallest norms first, until a round brings nothing new. */
  exhaust(): void {
    for (let grown = true; grown && !this.sieve.isOver; ) grown = this.round();
  }

  private round(): boolean {
    const { sieve, characters } = this;
    const factors = [
      ...characters.values.filter((x) => x[0] > 1).sort((a, b) => a[0] - b[0]),
      ...sieve.lattice.vectors.map((v) => v.slice()),
    ];
    let grown = false;
    let fruitless = 0;
    for (const { i, j, bound } of this.pairsOf(factors)) {
      const [f, g] = [factors[i], factors[j]];
      const name = `${f.join()};${g.join()}`;
      if (this.done.has(name)) continue;
      this.done.add(name);
      const useful = this.feedProduct(f, g, bound);
      fruitless = useful ? 0 : fruitless + 1;
      grown ||= useful;
      // A round of k vectors has k²/2 pairs: after 4k in a row without gain, the dual lattice is the cheaper way on.
      if (sieve.isOver || fruitless > 4 * characters.structure.count) break;
    }
    return grown;
  }

  /** The pairs whose products have norms that are known from residues, by upper bounds of them. */
  private pairsOf(factors: readonly Float64Array[]): { i: number; j: number; bound: number }[] {
    const sizes = factors.map((f) => this.squareBounds(f));
    const pairs: { i: number; j: number; bound: number }[] = [];
    factors.forEach((_, i) => {
      this.work.step(0);
      for (let j = 0; j <= i; j++) {
        const bound = this.centralizers.reduce((sum, n, c) => sum + (sizes[i][c] * sizes[j][c]) / n, 0);
        if (bound <= this.sieve.largestNorm) pairs.push({ i, j, bound });
      }
    });
    return pairs.sort((x, y) => x.bound - y.bound || x.i - y.i || x.j - y.j);
  }

  private feedProduct(f: Float64Array, g: Float64Array, bound: number): boolean {
    const { modulus } = this.characters;
    const product = modulus.multiply(f, g);
    if (f !== g) return this.sieve.feed({ values: product, normBound: bound });
    // f² = Sym² + Λ², and Sym² = (f² + ψ²f)/2
    const symmetric = product.map((x, c) => modulus.mul(this.half, modulus.add(x, f[this.square[c]])));
    const useful = this.sieve.feed({ values: symmetric, normBound: bound });
    return this.sieve.feed({ values: product, normBound: bound }) || useful;
  }

  /** Upper bounds of |v(c)|²: N·|C_G(c)| by column orthogonality, N the norm; v(1)² for irreducible v. */
  private squareBounds(v: Float64Array): Float64Array {
    const { modulus } = this.characters;
    const norm = this.characters.inner(v, v);
    const first = v[0] > modulus.p / 2 ? v[0] - modulus.p : v[0];
    return Float64Array.from(this.centralizers, (n, c) =>
      c === 0 || norm === 1 ? Math.min(first ** 2, norm * n) : norm * n,
    );
  }
}

/** The permutation character of each orbit of length above 1. */
function permutationCharacters({ structure, modulus }: ModularCharacters): VirtualCharacter[] {
  return structure.group
    .orbits()
    .filter((orbit) => orbit.length > 1)
    .map((orbit) => ({
      normBound: orbit.length, // the rank of a transitive action is at most its degree
      values: Float64Array.from(structure.classes, ({ representative: { images } }) => {
        let fixed = 0;
        for (const x of orbit) if (images[x] === x) fixed++;
        return fixed % modulus.p;
      }),
    }));
}

/**
 * Ind λ for the linear characters λ of each cyclic subgroup ⟨g⟩ that is not contained in a larger one (those of smaller
 * subgroups are sums of these), small norms first: (Ind λ)(C) = |C_G(C)|/n · Σ_{gˡ ∈ C} λ(gˡ).
 */
export function inducedFromCyclic(characters: ModularCharacters, work: TableWork): VirtualCharacter[] {
  const { structure, modulus, root } = characters;
  const { powers, orders, classes, groupOrder, exponent, count } = structure;
  const seen = new Set<string>();
  const induced: VirtualCharacter[] = [];
  for (const c of structure.maximalCyclicClasses()) {
    const n = orders[c];
    const hits = new Map<number, number>();
    for (const d of powers[c]) hits.set(d, (hits.get(d) ?? 0) + 1);
    let normBound = 0;
    for (const [d, times] of hits) normBound += (Number(groupOrder / classes[d].size) * times * times) / (n * n);
    const scale = new Map(
      [...hits.keys()].map((d) => [
        d,
        modulus.mul(modulus.fromBigInt(groupOrder / classes[d].size), modulus.inv(n % modulus.p)),
      ]),
    );
    const zeta = modulus.pow(root, exponent / n);
    for (let i = 0; i < n; i++) {
      work.step(0);
      const values = new Float64Array(count);
      const lambda = modulus.pow(zeta, i);
      let power = 1;
      for (let l = 0; l < n; l++) {
        values[powers[c][l]] = modulus.add(values[powers[c][l]], power);
        power = modulus.mul(power, lambda);
      }
      for (const [d, factor] of scale) values[d] = modulus.mul(values[d], factor);
      const name = values.join();
      if (seen.has(name)) continue;
      seen.add(name);
      induced.push({ values, normBound });
    }
  }
  return induced.sort((a, b) => a.normBound - b.normBound);
}
