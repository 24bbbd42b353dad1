/**
 * Irreducible characters modulo a prime, by Burnside (1911), Dixon (1967) and Schneider (1990).
 *
 * For an irreducible χ put ω(C) = |C| χ(C) / χ(1). Then Σ_s a_{jrs} ω(C_s) = ω(C_j) ω(C_r): the vectors ω are the
 * common eigenvectors of the class matrices M_j = (a_{jrs})_{rs}. Modulo a prime p ∤ |G| with p ≡ 1 (mod exponent) all
 * is as in characteristic 0, and with p > 2√|G| the degrees, and hence the values, can be read off.
 */
import { ClassMatrices } from './class-matrices.js';
import type { ModularCharacters } from './modular-characters.js';
import { DegreeFinder } from './modular-degrees.js';
import { eigenspaces } from './modular-eigenspaces.js';
import { rootsModulo } from './modular-polynomial.js';
import { annihilator, combine, echelonForm, type Subspace } from './modular-subspace.js';
import type { TableWork } from './table-work.js';
import { reduceVirtualCharacters } from './virtual-characters.js';

/**
 * When the next class matrix costs more than this many class identifications, virtual characters are looked at first,
 * at most as many as take the time of that class matrix: one costs about 3k² operations, an identification 5 · degree.
 */
const DEAR_CLASS_MATRIX = 2000;

/** Whether virtual characters are looked at before class matrices. */
export type LatticeUse = 'when worth it' | 'never' | 'first';

/**
 * Completes `characters` to all irreducible characters modulo p. Each round takes the class whose class matrix, on the
 * pivots of the subspaces that are left, asks for the fewest class identifications. Stops before the class
 * matrices have asked for more than `affordable` altogether.
 */
export function splitClassAlgebra(
  characters: ModularCharacters,
  work: TableWork,
  useLattice: LatticeUse = 'when worth it',
  affordable = Number.POSITIVE_INFINITY,
): void {
  const { structure, modulus } = characters;
  if (characters.complete) return;
  const matrices = new ClassMatrices(structure, work);
  const degrees = new DegreeFinder(structure.groupOrder, modulus);
  const columnOrder = matrices.cheapestFirst();
  const rest = annihilator(
    modulus,
    characters.values.map((chi) => characters.functional(chi)),
    structure.count,
    columnOrder,
  );
  let spaces = collect([rest]);
  const used = new Set<number>([0]);
  let latticeTried = 0;
  let spent = 0;
  while (!characters.complete) {
    const { j, cost } = cheapestClass(spaces, used);
    const feedLimit = latticeEffort(cost);
    if (feedLimit > 0) {
      latticeTried = feedLimit;
      const known = characters.values.length;
      reduceVirtualCharacters(characters, work, feedLimit);
      spaces = collect(withoutKnown(spaces, known));
      continue;
    }
    // What has been spent and the next matrix together: at most twice what the better method would have cost.
    spent += cost;
    if (spent > affordable) return;
    used.add(j);
    const split = spaces.flatMap((space) => splitSpace(space, j));
    const countBefore = characters.values.length;
    spaces = collect(split);
    if (characters.values.length > countBefore) {
      spaces = collect(withoutKnown(spaces, countBefore));
    }
    work.report('irreducible characters', characters.values.length, structure.count);
  }

  /** How many virtual characters to look at before a class matrix of this cost; 0 to leave them alone. */
  function latticeEffort(cost: number): number {
    if (useLattice === 'never') return 0;
    if (useLattice === 'first') return latticeTried === 0 ? Number.POSITIVE_INFINITY : 0;
    if (cost <= DEAR_CLASS_MATRIX) return 0;
    const limit = (cost * 5 * structure.group.degree) / (3 * structure.count ** 2);
    return limit >= 2 * structure.count && limit >= 4 * latticeTried ? limit : 0;
  }

  /** Takes the one-dimensional spaces as characters; the others remain. */
  function collect(candidates: readonly Subspace[]): Subspace[] {
    return candidates.filter(({ basis }) => {
      const vectors = basis.length <= 1 ? basis : basis.length === 2 ? galoisPair(basis) : undefined;
      for (const omega of vectors ?? []) characters.add(characters.fromEigenvector(omega, degrees));
      return vectors === undefined;
    });
  }

  /**
   * ω_χ and ω_χ′ from the plane they span, when a Galois automorphism exchanges χ and χ′: with T fixed and D negated by
   * it, normed so that T(1) = 2, they are (T ± cD)/2, and Σ ω_χ(C) ω_χ′(C⁻¹)/|C| = 0 gives c² = ⟨T, T⟩/⟨D, D⟩.
   */
  function galoisPair(plane: readonly Float64Array[]): Float64Array[] | undefined {
    for (const u of structure.unitGenerators) {
      const conjugate = (v: Float64Array): Float64Array => characters.conjugate(v, u);
      const sums = plane.map((v) => linear(v, conjugate(v), 1));
      const differences = plane.map((v) => linear(v, conjugate(v), modulus.p - 1));
      // A multiple of the identity, or not stable: ω_χ and ω_χ′ are not exchanged.
      const fixed = echelonForm(modulus, sums, columnOrder).basis;
      const negated = echelonForm(modulus, differences, columnOrder).basis;
      if (fixed.length !== 1 || negated.length !== 1) continue;
      const inside = echelonForm(
        modulus,
        [...plane.map((v) => v.slice()), fixed[0].slice(), negated[0].slice()],
        columnOrder,
      );
      if (inside.basis.length !== 2) continue;
      const scale = modulus.mul(2, modulus.inv(fixed[0][0]));
      const t = fixed[0].map((x) => modulus.mul(x, scale));
      const square = modulus.mul(characters.form(t, t), modulus.inv(characters.form(negated[0], negated[0])));
      const [c] = rootsModulo(modulus, [modulus.neg(square), 0, 1], work.random);
      return [linear(t, negated[0], c), linear(t, negated[0], modulus.neg(c))];
    }
    return undefined;
  }

  /** v + c·w. */
  function linear(v: Float64Array, w: Float64Array, c: number): Float64Array {
    const sum = v.slice();
    modulus.eliminate(sum, w, modulus.neg(c));
    return sum;
  }

  function cheapestClass(open: readonly Subspace[], tried: ReadonlySet<number>): { j: number; cost: number } {
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const j of columnOrder) {
      if (tried.has(j)) continue;
      let cost = 0;
      for (const { pivots } of open) for (const r of pivots) cost += matrices.cost(j, r);
      if (cost < bestCost) [best, bestCost] = [j, cost];
    }
    return { j: best, cost: bestCost };
  }

  /** The eigenspaces of M_j on `space`, from the rows of M_j at its pivots only. */
  function splitSpace(space: Subspace, j: number): Subspace[] {
    const { basis, pivots } = space;
    const action = pivots.map((r) => {
      const row = matrixRow(j, r);
      return Float64Array.from(basis, (b) => modulus.dot(row, b));
    });
    if (isScalar(action)) return [space];
    return eigenspaces(modulus, action, work.random).map((vectors) =>
      echelonForm(
        modulus,
        vectors.map((coefficients) => combine(modulus, coefficients, basis)),
        columnOrder,
      ),
    );
  }

  /** (a_{jrs})_s modulo p. */
  function matrixRow(j: number, r: number): Float64Array {
    const { classes } = structure;
    const larger = modulus.fromBigInt(classes[j].size > classes[r].size ? classes[j].size : classes[r].size);
    return matrices
      .counts(j, r)
      .map((n, s) =>
        n === 0
          ? 0
          : modulus.mul(modulus.mul(modulus.reduce(n), larger), modulus.inv(modulus.fromBigInt(classes[s].size))),
      );
  }

  /** The parts of the spaces orthogonal to the characters from index `from` on, which are new. */
  function withoutKnown(open: readonly Subspace[], from: number): Subspace[] {
    const fresh = characters.values.slice(from).map((chi) => characters.functional(chi));
    return open.map((space) => orthogonalPart(space, fresh));
  }

  function orthogonalPart(space: Subspace, fresh: readonly Float64Array[]): Subspace {
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
    const kernel = annihilator(modulus, functionals, space.basis.length, order);
    return echelonForm(
      modulus,
      kernel.basis.map((coefficients) => combine(modulus, coefficients, space.basis)),
      columnOrder,
    );
  }
}

function isScalar(matrix: readonly Float64Array[]): boolean {
  return matrix.every((row, i) => row.every((x, l) => x === (i === l ? matrix[0][0] : 0)));
}
