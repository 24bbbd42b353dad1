/**
 * Irreducible characters modulo a prime, by Burnside (1911), Dixon (1967) and Schneider (1990).
 *
 * For an irreducible χ put ω(C) = |C| χ(C) / χ(1). Then Σ_s a_{jrs} ω(C_s) = ω(C_j) ω(C_r): the vectors ω are the
 * common eigenvectors of the class matrices M_j = (a_{jrs})_{rs}. Modulo a prime p ∤ |G| with p ≡ 1 (mod exponent) all
 * is as in characteristic 0, and with p > 2√|G| the degrees, and hence the values, can be read off.
 */
import { ClassMatrices } from './class-matrices.js';
import type { ClassStructure } from './class-structure.js';
import type { ModularCharacters } from './modular-characters.js';
import { DegreeFinder } from './modular-degrees.js';
import { eigenspaces } from './modular-eigenspaces.js';
import { rootsModulo } from './modular-polynomial.js';
import { annihilator, combine, echelonForm, type Subspace } from './modular-subspace.js';
import type { Modulus } from './modulus.js';
import type { TableWork } from './table-work.js';
import { reduceVirtualCharacters } from './virtual-characters.js';

/**
 * When the next class matrix costs more than this many class identifications, virtual characters are looked at first,
 * at most as many as take the time of that class matrix: one costs about 3k² operations, an identification 5 · degree.
 */
const DEAR_CLASS_MATRIX = 2000;

/** Whether virtual characters are looked at before class matrices. */
export type LatticeUse = 'when worth it' | 'never' | 'first';

export interface SplittingOptions {
  readonly lattice?: LatticeUse;
  /** Stop before the class matrices have asked for more identifications than this altogether. */
  readonly affordable?: number;
}

/** Completes `characters` to all irreducible characters modulo p; to fewer where that is not `affordable`. */
export function splitClassAlgebra(
  characters: ModularCharacters,
  work: TableWork,
  { lattice = 'when worth it', affordable = Number.POSITIVE_INFINITY }: SplittingOptions = {},
): void {
  if (!characters.complete) new ClassAlgebraSplitting(characters, work, lattice).run(affordable);
}

/**
 * The class algebra modulo p on its way to being a sum of lines: subspaces that are invariant under all class matrices
 * and contain no ω of a known character. Each round takes the class whose class matrix, on the pivots of the subspaces
 * that are left, asks for the fewest class identifications, and splits them into its eigenspaces.
 */
class ClassAlgebraSplitting {
  private readonly structure: ClassStructure;
  private readonly modulus: Modulus;
  private readonly matrices: ClassMatrices;
  private readonly degrees: DegreeFinder;
  /** Classes with cheap rows first: pivots are chosen in this order. */
  private readonly columnOrder: readonly number[];
  /** The subspaces of more than one dimension. */
  private open: readonly Subspace[] = [];
  private latticeTried = 0;

  constructor(
    private readonly characters: ModularCharacters,
    private readonly work: TableWork,
    private readonly lattice: LatticeUse,
  ) {
    this.structure = characters.structure;
    this.modulus = characters.modulus;
    this.matrices = new ClassMatrices(this.structure, work);
    this.degrees = new DegreeFinder(this.structure.groupOrder, this.modulus);
    this.columnOrder = this.matrices.cheapestFirst();
  }

  run(affordable: number): void {
    const { characters, work } = this;
    const functionals = characters.values.map((chi) => characters.functional(chi));
    this.collect([annihilator(this.modulus, functionals, this.structure.count, this.columnOrder, work)]);
    const used = new Set<number>([0]);
    let spent = 0;
    while (!characters.complete) {
      const { j, cost } = this.cheapestClass(used);
      const known = characters.values.length;
      const feedLimit = this.latticeEffort(cost);
      if (feedLimit > 0) {
        this.latticeTried = feedLimit;
        reduceVirtualCharacters(characters, work, feedLimit);
        this.collect(this.withoutKnown(known));
        continue;
      }
      // What has been spent and the next matrix together: at most twice what the better method would have cost.
      spent += cost;
      if (spent > affordable) return;
      used.add(j);
      this.collect(this.open.flatMap((space) => this.eigenspacesOn(space, j)));
      if (characters.values.length > known) this.collect(this.withoutKnown(known));
      work.report('irreducible characters', characters.values.length, this.structure.count);
    }
  }

  /** How many virtual characters to look at before a class matrix of this cost; 0 to leave them alone. */
  private latticeEffort(cost: number): number {
    const { lattice, latticeTried, structure } = this;
    if (lattice === 'never') return 0;
    if (lattice === 'first') return latticeTried === 0 ? Number.POSITIVE_INFINITY : 0;
    if (cost <= DEAR_CLASS_MATRIX) return 0;
    const limit = (cost * 5 * structure.group.degree) / (3 * structure.count ** 2);
    return limit >= 2 * structure.count && limit >= 4 * latticeTried ? limit : 0;
  }

  /** Takes the one-dimensional spaces as characters; the others stay open. */
  private collect(candidates: readonly Subspace[]): void {
    const { characters } = this;
    this.open = candidates.filter((space) => {
      const { basis } = space;
      this.work.step(0);
      const vectors = basis.length <= 1 ? basis : basis.length === 2 ? this.galoisPair(space) : undefined;
      for (const omega of vectors ?? []) characters.add(characters.fromEigenvector(omega, this.degrees));
      return vectors === undefined;
    });
  }

  /**
   * ω_χ and ω_χ′ from the plane they span, when a Galois automorphism exchanges χ and χ′: with T fixed and D negated by
   * it, normed so that T(1) = 2, they are (T ± cD)/2, and Σ ω_χ(C) ω_χ′(C⁻¹)/|C| = 0 gives c² = ⟨T, T⟩/⟨D, D⟩.
   */
  private galoisPair({ basis: plane, pivots }: Subspace): Float64Array[] | undefined {
    const { modulus, characters } = this;
    for (const u of this.structure.unitGenerators) {
      if (!this.mayExchange(plane, pivots, u)) continue;
      const images = plane.map((v) => characters.conjugate(v, u));
      // A multiple of the identity, or not stable: ω_χ and ω_χ′ are not exchanged.
      const fixed = this.echelon(plane.map((v, i) => this.linear(v, images[i], 1))).basis;
      const negated = this.echelon(plane.map((v, i) => this.linear(v, images[i], modulus.p - 1))).basis;
      if (fixed.length !== 1 || negated.length !== 1) continue;
      const inside = this.echelon([...plane, fixed[0], negated[0]].map((v) => v.slice()));
      if (inside.basis.length !== 2) continue;
      const scale = modulus.mul(2, modulus.inv(fixed[0][0]));
      const t = fixed[0].map((x) => modulus.mul(x, scale));
      const square = modulus.mul(characters.form(t, t), modulus.inv(characters.form(negated[0], negated[0])));
      const [c] = rootsModulo(modulus, [modulus.neg(square), 0, 1], this.work);
      return [this.linear(t, negated[0], c), this.linear(t, negated[0], modulus.neg(c))];
    }
    return undefined;
  }

  /** The automorphism by u has trace 0 and determinant −1 on the plane, if that is stable: read off at the pivots. */
  private mayExchange([v, w]: readonly Float64Array[], [i, l]: readonly number[], u: number): boolean {
    const { modulus, characters } = this;
    const map = characters.unitMap(u);
    const [a, b, c, d] = [v[map[i]], v[map[l]], w[map[i]], w[map[l]]];
    return modulus.add(a, d) === 0 && modulus.sub(modulus.mul(a, d), modulus.mul(b, c)) === modulus.p - 1;
  }

  private echelon(rows: Float64Array[]): Subspace {
    return echelonForm(this.modulus, rows, this.columnOrder, this.work);
  }

  /** v + c·w. */
  private linear(v: Float64Array, w: Float64Array, c: number): Float64Array {
    const sum = v.slice();
    this.modulus.eliminate(sum, w, this.modulus.neg(c));
    return sum;
  }

  private cheapestClass(tried: ReadonlySet<number>): { j: number; cost: number } {
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const j of this.columnOrder) {
      if (tried.has(j)) continue;
      this.work.step(0);
      const cost = this.costOf(j, bestCost);
      if (cost < bestCost) [best, bestCost] = [j, cost];
    }
    return { j: best, cost: bestCost };
  }

  /** What M_j costs on the pivots of the open spaces, as far as that is below `limit`. */
  private costOf(j: number, limit: number): number {
    let cost = 0;
    for (const { pivots } of this.open) {
      for (let i = 0; i < pivots.length && cost < limit; i++) cost += this.matrices.cost(j, pivots[i]);
    }
    return cost;
  }

  /** The eigenspaces of M_j on `space`, from the rows of M_j at its pivots only. */
  private eigenspacesOn(space: Subspace, j: number): Subspace[] {
    const { modulus, structure } = this;
    const { basis, pivots } = space;
    const action = pivots.map((r) => this.matrixRow(j, r, basis));
    if (isScalar(action)) return [space];
    // ω(C) is an integer for a rational class C, and |ω(C)| ≤ |C|.
    const bound = this.matrices.isRationalClass(j) ? Number(structure.classes[j].size) : undefined;
    return eigenspaces(modulus, action, this.work, bound).map((vectors) => this.subspaceOf(space, vectors));
  }

  /** The subspace with these coordinates in the basis of `space`. */
  private subspaceOf({ basis }: Subspace, coordinates: readonly Float64Array[]): Subspace {
    return this.echelon(coordinates.map((x) => combine(this.modulus, x, basis)));
  }

  /** Σ_s a_{jrs} b_s modulo p for each b of `basis`; few of the a_{jrs} are not 0. */
  private matrixRow(j: number, r: number, basis: readonly Float64Array[]): Float64Array {
    const { modulus } = this;
    const { inverseSizes, sizes } = this.characters;
    const { classes } = this.structure;
    const larger = sizes[classes[j].size > classes[r].size ? j : r];
    const counts = this.matrices.counts(j, r);
    const places: number[] = [];
    for (let s = 0; s < counts.length; s++) if (counts[s] !== 0) places.push(s);
    const row = places.map((s) => modulus.mul(modulus.mul(modulus.reduce(counts[s]), larger), inverseSizes[s]));
    const products = new Float64Array(basis.length);
    for (let i = 0; i < basis.length; i++) {
      const b = basis[i];
      let sum = 0;
      for (let t = 0; t < places.length; t++) {
        const x = b[places[t]];
        if (x !== 0) sum = modulus.add(sum, modulus.mul(row[t], x));
      }
      products[i] = sum;
    }
    return products;
  }

  /** The parts of the open spaces orthogonal to the characters from index `from` on, which are new. */
  private withoutKnown(from: number): Subspace[] {
    const fresh = this.characters.values.slice(from).map((chi) => this.characters.functional(chi));
    return this.open.map((space) => this.orthogonalPart(space, fresh));
  }

  private orthogonalPart(space: Subspace, fresh: readonly Float64Array[]): Subspace {
    const { modulus, work } = this;
    // A character's functional vanishes on the space unless its ω lies there. One random vector tells, nearly always; a
    // known ω that is missed comes out once more later and is recognized then.
    const probe = combine(
      modulus,
      Float64Array.from(space.basis, () => work.random.below(2 ** 20)),
      space.basis,
    );
    const functionals = fresh
      .filter((functional) => modulus.dot(functional, probe) !== 0)
      .map((functional) => Float64Array.from(space.basis, (b) => modulus.dot(functional, b)));
    if (functionals.length === 0) return space;
    const order = space.basis.map((_, i) => i);
    return this.subspaceOf(space, annihilator(modulus, functionals, space.basis.length, order, work).basis);
  }
}

function isScalar(matrix: readonly Float64Array[]): boolean {
  return matrix.every((row, i) => row.every((x, l) => x === (i === l ? matrix[0][0] : 0)));
}
