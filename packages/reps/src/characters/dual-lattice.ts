/** Irreducible characters as the vectors of norm 1 in the dual of a lattice of virtual characters. */
import type { CharacterLattice } from './character-lattice.js';
import type { ModularCharacters } from './modular-characters.js';
import { DegreeFinder } from './modular-degrees.js';
import type { TableWork } from './table-work.js';

/** Places looked at while there are other ways to go on: a tenth of a second. */
const SEARCH_NODES = 200_000;

/**
 * Irreducible characters that can be told from the vectors of norm 1 in the dual of `lattice`, a lattice of full rank
 * in the orthogonal complement of the irreducible characters that are known.
 *
 * An unknown irreducible character χ has integer products with all virtual characters, so it is one of these vectors.
 * It also has a degree that divides |G| with square at most |G| and an indicator 1, 0 or −1; multiplied by virtual
 * characters, by χ and by χ̄ it has integer products of bounded size, and so have Sym² χ and Λ² χ; and it contains no
 * linear character of a subgroup a negative number of times (`monomial` lists characters induced from linear ones).
 * Among the vectors that pass, the candidates, are all missing characters. So
 * - one that is orthogonal to fewer than `missing` − 1 others is not irreducible;
 * - one that is orthogonal to all others is: it is not orthogonal to every irreducible character.
 */
export function irreducibleDualVectors(
  characters: ModularCharacters,
  lattice: CharacterLattice,
  monomial: readonly Float64Array[],
  work: TableWork,
): Float64Array[] {
  const { structure } = characters;
  const missing = structure.count - characters.values.length;
  if (missing === 0 || lattice.rank !== missing) return [];
  const vectors = dualUnitVectors(characters, lattice, work);
  // In a lattice of large index too many vectors have norm 1 for the conditions below to single any out.
  if (!vectors || vectors.length > 10 * missing) return [];
  const conditions = new IrreducibleConditions(characters, lattice, monomial);
  let candidates = vectors.filter((e) => {
    work.step(0);
    return conditions.hold(e);
  });
  const partners = (e: Float64Array): number => candidates.filter((f) => characters.inner(e, f) === 0).length;
  for (let before = 0; before !== candidates.length; ) {
    before = candidates.length;
    candidates = candidates.filter((e) => {
      work.step(0);
      return partners(e) >= missing - 1;
    });
  }
  return candidates.filter((e) => partners(e) === candidates.length - 1);
}

/** Conditions that every irreducible character satisfies; see `irreducibleDualVectors`. */
class IrreducibleConditions {
  private readonly degrees: DegreeFinder;
  private readonly square: Int32Array;
  private readonly norms: readonly number[];
  private readonly withLattice: readonly ((f: Float64Array) => number)[];
  private readonly withMonomial: readonly ((f: Float64Array) => number)[];
  private readonly one: Float64Array;

  constructor(
    private readonly characters: ModularCharacters,
    private readonly lattice: CharacterLattice,
    monomial: readonly Float64Array[],
  ) {
    const { structure, modulus } = characters;
    this.degrees = new DegreeFinder(structure.groupOrder, modulus);
    this.square = structure.powerMap(2);
    this.norms = lattice.gramMatrix.map((row, i) => row[i]);
    this.withLattice = lattice.vectors.map((b) => characters.pairing(b));
    this.withMonomial = monomial.map((f) => characters.pairing(f));
    this.one = new Float64Array(structure.count).fill(1);
  }

  hold(e: Float64Array): boolean {
    const { characters, lattice, norms } = this;
    const { modulus, structure } = characters;
    const [degree] = e;
    if (!this.degrees.isDegree(degree)) return false;
    const onSquares = Float64Array.from(this.square, (c) => e[c]);
    if (Math.abs(characters.inner(onSquares, this.one)) > 1) return false;
    if (!this.containsMonomial(e, degree)) return false;
    // Multiplication by e maps the lattice to virtual characters, and is an operator of norm e(1).
    for (const [i, b] of lattice.vectors.entries()) {
      if (!this.isIntegral(modulus.multiply(e, b), degree * Math.sqrt(norms[i]))) return false;
    }
    // Sym² e = (e² + ψ²e)/2 has integer products, and Sym² and Λ² are parts of e².
    const half = modulus.inv(2);
    const symmetric = e.map((v, c) => modulus.mul(half, modulus.add(modulus.mul(v, v), onSquares[c])));
    const alternating = e.map((v, c) => modulus.mul(half, modulus.sub(modulus.mul(v, v), onSquares[c])));
    const bar = Float64Array.from(structure.inverse, (c) => e[c]);
    const dimension = (degree * (degree + 1)) / 2;
    return (
      this.isIntegral(modulus.multiply(e, bar), degree) &&
      this.isIntegral(symmetric, degree) &&
      this.isIntegral(alternating, degree) &&
      this.containsMonomial(symmetric, dimension) &&
      this.containsMonomial(alternating, dimension - degree)
    );
  }

  /** Multiplicities of a linear character in a restriction: between 0 and the degree. */
  private containsMonomial(f: Float64Array, degree: number): boolean {
    if (degree > this.characters.modulus.p / 2) return true; // not known from residues
    return this.withMonomial.every((multiplicityIn) => {
      const m = multiplicityIn(f);
      return m >= 0 && m <= degree;
    });
  }

  /** Integer products with the lattice, as small as Cauchy and Schwarz say for a function of this norm at most. */
  private isIntegral(product: Float64Array, norm: number): boolean {
    return this.withLattice.every(
      (productWith, i) => Math.abs(productWith(product)) <= norm * Math.sqrt(this.norms[i]),
    );
  }
}

/**
 * The vectors of norm 1 of the dual lattice, of each pair ±e the one that is positive at the identity; nothing when
 * there are too many places to look. In a unimodular lattice these are the irreducible characters that it contains.
 */
export function dualUnitVectors(
  characters: ModularCharacters,
  lattice: CharacterLattice,
  work: TableWork,
  nodeLimit = SEARCH_NODES,
): Float64Array[] | undefined {
  const { structure, modulus } = characters;
  const dual = dualBasis(characters, lattice, work);
  const coordinates = lattice.dualUnitVectors(nodeLimit);
  if (!dual || !coordinates) return undefined;
  return coordinates.map((x) => {
    const vector = new Float64Array(structure.count);
    for (const [i, m] of x.entries()) if (m !== 0) modulus.eliminate(vector, dual[i], m > 0 ? modulus.p - m : -m);
    return vector[0] > modulus.p / 2 ? vector.map((v) => modulus.neg(v)) : vector;
  });
}

/** The basis dual to that of the lattice: G⁻¹ B modulo p; nothing when p divides the index. */
function dualBasis(
  { modulus }: ModularCharacters,
  lattice: CharacterLattice,
  work: TableWork,
): Float64Array[] | undefined {
  const size = lattice.rank;
  const width = lattice.vectors[0].length;
  const rows = lattice.gramMatrix.map((row, i) => {
    const extended = new Float64Array(size + width);
    for (let j = 0; j < size; j++) extended[j] = row[j] < 0 ? row[j] + modulus.p : row[j];
    extended.set(lattice.vectors[i], size);
    return extended;
  });
  for (let i = 0; i < size; i++) {
    work.step(0);
    const at = rows.findIndex((row, k) => k >= i && row[i] !== 0);
    if (at === -1) return undefined;
    [rows[i], rows[at]] = [rows[at], rows[i]];
    const scale = modulus.inv(rows[i][i]);
    for (let j = i; j < size + width; j++) rows[i][j] = modulus.mul(rows[i][j], scale);
    for (let k = 0; k < size; k++) if (k !== i) modulus.eliminate(rows[k], rows[i], rows[k][i], i);
  }
  return rows.map((row) => row.slice(size));
}
