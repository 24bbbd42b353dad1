/**
 * Irreducible characters modulo a prime, by Burnside (1911), Dixon (1967) and Schneider (1990).
 *
 * For an irreducible χ put ω(C) = |C| χ(C) / χ(1). Then Σ_s a_{jrs} ω(C_s) = ω(C_j) ω(C_r): the vectors ω are the common
 * eigenvectors of the class matrices M_j = (a_{jrs})_{rs}. Modulo a prime p ∤ |G| with p ≡ 1 (mod exponent) all is as in
 * characteristic 0, and with p > 2√|G| the degrees, and hence the values, can be read off.
 */
import type { RandomSource, WorkMeter } from '@isotypic/algebra';
import { ClassMatrices } from './class-matrices.js';
import type { ClassStructure } from './class-structure.js';
import { DegreeFinder } from './modular-degrees.js';
import { eigenspaces } from './modular-eigenspaces.js';
import { annihilator, combine, echelonForm, type Subspace } from './modular-subspace.js';
import type { Modulus } from './modulus.js';

/** Characters modulo p under construction: closed under Galois conjugation and products with linear characters. */
export class ModularCharacters {
  /** χ(C_s) mod p. */
  readonly values: Float64Array[] = [];
  private readonly known = new Set<string>();
  private readonly linear: Float64Array[] = [];
  private readonly inverseSizes: Float64Array;
  private readonly sizes: Float64Array;

  constructor(
    readonly structure: ClassStructure,
    readonly modulus: Modulus,
  ) {
    this.sizes = Float64Array.from(structure.classes, (c) => modulus.fromBigInt(c.size));
    this.inverseSizes = this.sizes.map((size) => modulus.inv(size));
  }

  get complete(): boolean {
    return this.values.length === this.structure.count;
  }

  /** Adds an irreducible character with its Galois conjugates and their products with the linear characters. */
  add(values: Float64Array): void {
    const { structure, modulus } = this;
    if (this.known.has(values.join())) return;
    const pending = [values];
    this.remember(values);
    for (const chi of pending) {
      const related: Float64Array[] = [];
      for (const u of structure.unitGenerators) {
        related.push(Float64Array.from(structure.powers, (row, c) => chi[row[u % structure.orders[c]]]));
      }
      for (const lambda of this.linear) related.push(chi.map((x, c) => modulus.mul(x, lambda[c])));
      for (const psi of related) {
        if (this.known.has(psi.join())) continue;
        this.remember(psi);
        pending.push(psi);
      }
    }
  }

  /** Adds one of the linear characters, all of which the caller knows. */
  addLinear(values: Float64Array): void {
    this.remember(values);
  }

  /** The Frobenius–Schur indicator (1/|G|) Σ |C_s| χ(C_s²), which is −1, 0 or 1. */
  indicator(chi: Float64Array): 1 | 0 | -1 {
    const { modulus, structure } = this;
    const onSquares = Float64Array.from(structure.powerMap(2), (c) => chi[c]);
    const sum = modulus.dot(this.sizes, onSquares);
    if (sum === 0) return 0;
    return sum === modulus.fromBigInt(structure.groupOrder) ? 1 : -1;
  }

  private remember(values: Float64Array): void {
    this.known.add(values.join());
    this.values.push(values);
    if (values[0] === 1) this.linear.push(values);
  }

  /** The functional v ↦ Σ_s v_s χ(C_s⁻¹), which on ω_ψ is |G|/ψ(1)·⟨ψ, χ⟩: it kills every ω_ψ with ψ ≠ χ. */
  functional(chi: Float64Array): Float64Array {
    return Float64Array.from(this.structure.inverse, (c) => chi[c]);
  }

  /** χ from a multiple of ω_χ. */
  fromEigenvector(vector: Float64Array, degrees: DegreeFinder): Float64Array {
    const { modulus, structure } = this;
    const scale = modulus.inv(vector[0]); // ω(1) = 1
    const ratio = vector.map((x, s) => modulus.mul(modulus.mul(x, scale), this.inverseSizes[s])); // χ(C_s)/χ(1)
    let norm = 0; // Σ |C_s| χ(C_s) χ(C_s⁻¹) / χ(1)² = |G| / χ(1)²
    for (let s = 0; s < ratio.length; s++) {
      norm = modulus.add(norm, modulus.mul(this.sizes[s], modulus.mul(ratio[s], ratio[structure.inverse[s]])));
    }
    const degree = degrees.fromSquare(modulus.mul(modulus.fromBigInt(structure.groupOrder), modulus.inv(norm)));
    return ratio.map((x) => modulus.mul(x, degree));
  }
}

/**
 * Completes `characters` to all irreducible characters modulo p. Each round takes the class whose class matrix, on the
 * pivots of the subspaces that are left, asks for the fewest class identifications.
 */
export function splitClassAlgebra(characters: ModularCharacters, random: RandomSource, meter: WorkMeter): void {
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
  while (!characters.complete) {
    const j = cheapestClass(spaces, used);
    used.add(j);
    const split = spaces.flatMap((space) => splitSpace(space, j));
    const countBefore = characters.values.length;
    spaces = collect(split);
    if (characters.values.length > countBefore) spaces = collect(spaces.map((space) => withoutKnown(space)));
    meter.report('irreducible characters', characters.values.length, structure.count);
  }

  /** Takes the one-dimensional spaces as characters; the others remain. */
  function collect(candidates: readonly Subspace[]): Subspace[] {
    for (const { basis } of candidates) {
      if (basis.length === 1) characters.add(characters.fromEigenvector(basis[0], degrees));
    }
    return candidates.filter(({ basis }) => basis.length > 1);
  }

  function cheapestClass(open: readonly Subspace[], tried: ReadonlySet<number>): number {
    let best = -1;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const j of columnOrder) {
      if (tried.has(j)) continue;
      let cost = 0;
      for (const { pivots } of open) for (const r of pivots) cost += matrices.cost(j, r);
      if (cost < bestCost) [best, bestCost] = [j, cost];
    }
    return best;
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

  /** The part of `space` spanned by the ω that are not known yet. */
  function withoutKnown(space: Subspace): Subspace {
    const functionals = characters.values
      .map((chi) => {
        const functional = characters.functional(chi);
        return Float64Array.from(space.basis, (b) => modulus.dot(functional, b));
      })
      .filter((f) => f.some((x) => x !== 0));
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
