/** The characters of an elementary abelian normal subgroup V, by their values on a basis, and their extensions. */
import { type Permutation, PermutationGroup } from '@isotypic/algebra';
import { abelianTower, charactersOfTower, coordinates } from '../linear-characters.js';
import type { Modulus } from '../modulus.js';
import type { TableWork } from '../table-work.js';
import type { AbelianQuotient } from './abelian-quotient.js';
import type { BaseCharacters, Extensions } from './inertia.js';

/** Linear characters of an inertia group looked at: their number is not bounded by that of the classes. */
const MOST_LINEAR = 1 << 16;

/** θ with θ(bᵢ) = ζ^{aᵢ} is number Σ aᵢ pⁱ. */
export class AbelianBase implements BaseCharacters {
  readonly count: number;
  readonly top: PermutationGroup;
  private readonly matrices: readonly number[][][];
  private readonly weights: readonly number[];
  /** The powers of a p-th root of unity. */
  private readonly primeRoots: readonly number[];

  constructor(
    private readonly group: PermutationGroup,
    private readonly quotient: AbelianQuotient,
    private readonly field: { readonly modulus: Modulus; readonly root: number; readonly exponent: number },
    private readonly work: TableWork,
  ) {
    this.top = quotient.top;
    this.weights = quotient.basis.map((_, i) => quotient.prime ** i);
    this.count = quotient.prime ** quotient.rank;
    this.matrices = group.generators.map((g) => quotient.conjugation(g));
    const { modulus, root, exponent } = field;
    this.primeRoots = Array.from({ length: quotient.prime }, (_, i) =>
      modulus.pow(root, (i * exponent) / quotient.prime),
    );
  }

  imageOf(g: Permutation): Permutation {
    return this.quotient.imageOf(g);
  }

  private vectorOf(index: number): number[] {
    return this.weights.map((w) => Math.floor(index / w) % this.quotient.prime);
  }

  /** (gθ)(v) = θ(g⁻¹·v·g). */
  move(k: number, index: number): number {
    const a = this.vectorOf(index);
    return this.matrices[k].reduce(
      (sum, row, i) => sum + this.weights[i] * (row.reduce((s, x, l) => s + x * a[l], 0) % this.quotient.prime),
      0,
    );
  }

  /** θ is fixed where (C − 1)a = 0, row i of C being the coordinates of g⁻¹·bᵢ·g. */
  fixed(g: Permutation): number[] {
    const { prime } = this.quotient;
    const equations = this.quotient.conjugation(g).map((row, i) => row.map((x, l) => (i === l ? x + prime - 1 : x)));
    let vectors: number[][] = [this.weights.map(() => 0)];
    for (const k of nullspace(equations, prime)) {
      vectors = Array.from({ length: prime }, (_, c) => c).flatMap((c) =>
        vectors.map((a) => a.map((x, i) => (x + c * k[i]) % prime)),
      );
    }
    return vectors.map((a) => a.reduce((sum, x, i) => sum + x * this.weights[i], 0));
  }

  factors(g: Permutation, reference: Permutation): (index: number) => number {
    const back = reference.inverse().images;
    const v = this.quotient.coordinates((x) => back[g.images[x]]);
    const { prime } = this.quotient;
    const { weights, primeRoots } = this;
    return (index) => {
      let sum = 0;
      for (let i = 0; i < v.length; i++) sum += v[i] * (Math.floor(index / weights[i]) % prime);
      return primeRoots[sum % prime];
    };
  }

  extensions(generators: readonly Permutation[]): Extensions {
    return new LinearExtensions(this.group, this.quotient, this.field, generators, this.work);
  }
}

/** Linear characters of an inertia group T that extend characters of V. */
class LinearExtensions implements Extensions {
  private readonly tower: ReturnType<typeof abelianTower>;
  /** Of each character of V that extends, one extension, by its exponents on the tower. */
  private readonly extensionOf = new Map<number, { readonly vector: number[]; readonly onTower: readonly number[] }>();
  /** For each coset of V that was met one of its elements. */
  private readonly cosets = new Map<string, { readonly back: Uint32Array; readonly coordinates: readonly number[] }>();
  private readonly rootPowers: Float64Array;

  constructor(
    group: PermutationGroup,
    private readonly quotient: AbelianQuotient,
    private readonly field: { readonly modulus: Modulus; readonly root: number; readonly exponent: number },
    generators: readonly Permutation[],
    private readonly work: TableWork,
  ) {
    const { modulus, root, exponent } = field;
    const { basis, prime } = quotient;
    const T = new PermutationGroup([...generators, ...basis], { degree: group.degree, seed: group.seed });
    const derived = work.meter.part((options) => T.derivedSubgroup(options));
    this.tower = abelianTower(T, derived, work.meter);
    this.rootPowers = new Float64Array(exponent);
    for (let i = 0, power = 1; i < exponent; i++, power = modulus.mul(power, root)) this.rootPowers[i] = power;
    const count = this.tower.reduce((n, { index }) => n * index, 1);
    const onBasis = basis.map((b) => coordinates(this.tower, b, this.tower.length, work.meter));
    const linear = count <= MOST_LINEAR ? charactersOfTower(this.tower, exponent, work.meter) : [];
    for (const onTower of linear) {
      const vector = onBasis.map((x) => Math.round((this.exponentAt(x, onTower) * prime) / exponent) % prime);
      const index = vector.reduce((sum, a, i) => sum + a * prime ** i, 0);
      if (!this.extensionOf.has(index)) this.extensionOf.set(index, { vector, onTower });
    }
  }

  has(index: number): boolean {
    return this.extensionOf.has(index);
  }

  /** θ̂(s) = θ̂(r)·θ(r⁻¹s), r the element that stands for sV. */
  at(index: number, s: Permutation, imageKey: string): number {
    const { quotient, field, tower, work } = this;
    const extension = this.extensionOf.get(index) as { vector: number[]; onTower: readonly number[] };
    let coset = this.cosets.get(imageKey);
    if (coset === undefined) {
      coset = { back: s.inverse().images, coordinates: coordinates(tower, s, tower.length, work.meter) };
      this.cosets.set(imageKey, coset);
    }
    const { back } = coset;
    const v = quotient.coordinates((x) => back[s.images[x]]);
    const onV = v.reduce((sum, x, i) => sum + x * extension.vector[i], 0) % quotient.prime;
    const exponent = this.exponentAt(coset.coordinates, extension.onTower) + onV * (field.exponent / quotient.prime);
    return this.rootPowers[exponent % field.exponent];
  }

  private exponentAt(x: readonly number[], onTower: readonly number[]): number {
    return x.reduce((sum, a, i) => (sum + a * onTower[i]) % this.field.exponent, 0);
  }
}

/** A basis of the solutions of `rows`·a = 0 modulo p. */
function nullspace(rows: readonly (readonly number[])[], p: number): number[][] {
  const size = rows.length;
  const work = rows.map((row) => row.map((x) => x % p));
  const pivotOf: number[] = [];
  let rank = 0;
  for (let column = 0; column < size; column++) {
    const at = work.findIndex((row, i) => i >= rank && row[column] !== 0);
    if (at === -1) continue;
    [work[rank], work[at]] = [work[at], work[rank]];
    let inverse = 1;
    while ((inverse * work[rank][column]) % p !== 1) inverse++;
    const pivot = work[rank].map((x) => (x * inverse) % p);
    work[rank] = pivot;
    work.forEach((row, i) => {
      const c = row[column];
      if (i === rank || c === 0) return;
      for (let l = 0; l < size; l++) row[l] = (row[l] + (p - c) * pivot[l]) % p;
    });
    pivotOf[column] = rank++;
  }
  return Array.from({ length: size }, (_, column) => column)
    .filter((column) => pivotOf[column] === undefined)
    .map((free) =>
      Array.from({ length: size }, (_, l) =>
        l === free ? 1 : pivotOf[l] === undefined ? 0 : (p - work[pivotOf[l]][free]) % p,
      ),
    );
}
