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
  const { structure, modulus } = characters;
  const missing = structure.count - characters.values.length;
  if (missing === 0 || lattice.rank !== missing) return [];
  const vectors = dualUnitVectors(characters, lattice, work);
  // In a lattice of large index too many vectors have norm 1 for the conditions below to single any out.
  if (!vectors || vectors.length > 10 * missing) return [];
  const degrees = new DegreeFinder(structure.groupOrder, modulus);
  const square = structure.powerMap(2);
  const norms = lattice.gramMatrix.map((row, i) => row[i]);
  const withLattice = lattice.vectors.map((b) => characters.pairing(b));
  const withMonomial = monomial.map((f) => characters.pairing(f));
  const one = new Float64Array(structure.count).fill(1);

  let candidates = vectors.filter(isPossible);
  const partners = (e: Float64Array): number => candidates.filter((f) => characters.inner(e, f) === 0).length;
  for (let before = 0; before !== candidates.length; ) {
    before = candidates.length;
    candidates = candidates.filter((e) => {
      work.step(0);
      return partners(e) >= missing - 1;
    });
  }
  return candidates.filter((e) => partners(e) === candidates.length - 1);

  function isPossible(e: Float64Array): boolean {
    work.step(0);
    if (!degrees.isDegree(e[0])) return false;
    const onSquares = Float64Array.from(square, (c) => e[c]);
    if (Math.abs(characters.inner(onSquares, one)) > 1) return false;
    // Multiplicities of a linear character in a restriction: between 0 and the degree.
    const isCharacter = (f: Float64Array, degree: number): boolean =>
      degree > modulus.p / 2 ||
      withMonomial.every((multiplicityIn) => {
        const m = multiplicityIn(f);
        return m >= 0 && m <= degree;
      });
    if (!isCharacter(e, e[0])) return false;
    // Multiplication by e maps the lattice to virtual characters, and is an operator of norm e(1).
    const integral = (product: Float64Array, bound: number): boolean =>
      withLattice.every((productWith, i) => Math.abs(productWith(product)) <= bound * Math.sqrt(norms[i]));
    for (const [i, b] of lattice.vectors.entries()) {
      if (!integral(modulus.multiply(e, b), e[0] * Math.sqrt(norms[i]))) return false;
    }
    // Sym² e = (e² + ψ²e)/2 has integer products, and Sym² and Λ² are parts of e².
    const half = modulus.inv(2);
    const symmetric = e.map((v, c) => modulus.mul(half, modulus.add(modulus.mul(v, v), onSquares[c])));
    const alternating = e.map((v, c) => modulus.mul(half, modulus.sub(modulus.mul(v, v), onSquares[c])));
    const bar = Float64Array.from(structure.inverse, (c) => e[c]);
    const dimension = (e[0] * (e[0] + 1)) / 2;
    return (
      integral(modulus.multiply(e, bar), e[0]) &&
      integral(symmetric, e[0]) &&
      integral(alternating, e[0]) &&
      isCharacter(symmetric, dimension) &&
      isCharacter(alternating, dimension - e[0])
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
