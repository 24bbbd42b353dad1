/**
 * Irreducible characters modulo a prime, by Burnside (1911), Dixon (1967) and Schneider (1990).
 *
 * For an irreducible χ put ω(C) = |C| χ(C) / χ(1). Then Σ_s a_{jrs} ω(C_s) = ω(C_j) ω(C_r): the vectors ω are the common
 * eigenvectors of the class matrices M_j = (a_{jrs})_{rs}. Modulo a prime p ∤ |G| with p ≡ 1 (mod exponent) all is as in
 * characteristic 0, and with p > 2√|G| the degrees, and hence the values, can be read off.
 */
import type { RandomSource, WorkMeter } from '@isotypic/algebra';
import { ClassMatrices } from './class-matrices.js';
import type { ModularCharacters } from './modular-characters.js';
import { DegreeFinder } from './modular-degrees.js';
import { eigenspaces } from './modular-eigenspaces.js';
import { annihilator, combine, echelonForm, type Subspace } from './modular-subspace.js';
import { reduceVirtualCharacters } from './virtual-characters.js';

/**
 * When the next class matrix costs more than this many class identifications, virtual characters are looked at first, at
 * most as many as take the time of that class matrix: one costs about k² operations, an identification 5 · degree.
 */
const DEAR_CLASS_MATRIX = 2000;

/**
 * Completes `characters` to all irreducible characters modulo p. Each round takes the class whose class matrix, on the
 * pivots of the subspaces that are left, asks for the fewest class identifications.
 */
export function splitClassAlgebra(
  characters: ModularCharacters,
  random: RandomSource,
  meter: WorkMeter,
  useLattice: 'when worth it' | 'never' | 'first' = 'when worth it',
): void {
  const { structure, modulus } = characters;
  if (characters.complete) return;
  const matrices = new ClassMatrices(structure, meter);
  const degrees = new DegreeFinder(structure.groupOrder, modulus);
  // Pivots on small classes make cheap rows.
  const columnOrder = structure.classes
    .map((_, c) => c)
    .sort((a, b) => Number(structure.classes[a].size - structure.classes[b].size) || a - b);
  const rest = annihilator(
    modulus,
    characters.values.map((chi) => characters.functional(chi)),
    structure.count,
    columnOrder,
  );
  let spaces = collect([rest]);
  const used = new Set<number>([0]);
  let latticeTried = 0;
  while (!characters.complete) {
    const { j, cost } = cheapestClass(spaces, used);
    const feedLimit = latticeEffort(cost);
    if (feedLimit > 0) {
      latticeTried = feedLimit;
      const known = characters.values.length;
      reduceVirtualCharacters(characters, feedLimit);
      spaces = collect(withoutKnown(spaces, known));
      continue;
    }
    used.add(j);
    const split = spaces.flatMap((space) => splitSpace(space, j));
    const countBefore = characters.values.length;
    spaces = collect(split);
    if (characters.values.length > countBefore) {
      spaces = collect(withoutKnown(spaces, countBefore));
    }
    meter.report('irreducible characters', characters.values.length, structure.count);
  }

  /** How many virtual characters to look at before a class matrix of this cost; 0 to leave them alone. */
  function latticeEffort(cost: number): number {
    if (useLattice === 'never') return 0;
    if (useLattice === 'first') return latticeTried === 0 ? Number.POSITIVE_INFINITY : 0;
    if (cost <= DEAR_CLASS_MATRIX) return 0;
    const limit = (cost * 5 * structure.group.degree) / structure.count ** 2;
    return limit >= 2 * structure.count && limit >= 4 * latticeTried ? limit : 0;
  }

  /** Takes the one-dimensional spaces as characters; the others remain. */
  function collect(candidates: readonly Subspace[]): Subspace[] {
    for (const { basis } of candidates) {
      if (basis.length === 1) characters.add(characters.fromEigenvector(basis[0], degrees));
    }
    return candidates.filter(({ basis }) => basis.length > 1);
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
    return eigenspaces(modulus, action, random).map((vectors) =>
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
    // known ω that is missed comes out once more later and is recognised then.
    const probe = combine(
      modulus,
      Float64Array.from(space.basis, () => random.below(2 ** 20)),
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
