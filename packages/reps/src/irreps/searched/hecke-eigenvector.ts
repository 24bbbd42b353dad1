/**
 * The spherical function φ as an eigenvector of class sums. For a class C of G, Σ_{c ∈ C} φ(cy) = ω(C)φ(y) with ω(C) =
 * |C|χ(C)/χ(1); on functions with f(hyk) = λ(h)f(y)λ(k), a space of dimension Σ_ψ ⟨λ^G, ψ⟩², the class sum is a matrix
 * with a row for each double coset, and as λ occurs once in χ, few classes leave φ alone up to a factor (collapsed
 * adjacency matrices: Bannai–Ito 1984, "Algebraic combinatorics I", §II.3; Breuer–Lux 1996). It takes the
 * double cosets times the index, and no sum over H.
 *
 * With θ_x the eigenvalue at χ of the double coset HxH, φ(x) = θ_x/k, k the number of cosets of H in HxH: θ_x is an
 * algebraic integer in ℚ(χ, λ) of absolute value ≤ k under all embeddings, known once it and its conjugates are
 * modulo a prime p: Nθ = Σ_i Tr(θζ^(−i))ζ^i, ζ of order N, and these traces are integers of absolute value ≤ ϕ(N)k,
 * less than p/2.
 */
import { Cyclotomic, eulerPhi, gcd, IsotypicError, lcm, type WorkMeter } from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import { CharacterLift } from '../../characters/lift.js';
import { annihilator } from '../../characters/modular-subspace.js';
import { Modulus, powersOf, rootOfUnityModulo, splittingPrime } from '../../characters/modulus.js';
import { TableWork } from '../../characters/table-work.js';
import { movedPoints } from '../../representations/relators.js';
import { fixingUnits, units } from '../descent/number-field.js';
import type { CosetTree } from '../induced/coset-points.js';
import type { PhasedOrbits } from './phased-orbits.js';

/** φ at the representative of a double coset: `eigenvalue` over `size`, an algebraic integer over an integer. */
export interface HeckeValue {
  readonly eigenvalue: Cyclotomic;
  readonly size: number;
}

/**
 * φ at the representatives of all double cosets. One step of the meter is a coset carried by an element.
 * @param turns the order of λ
 */
export function heckeEigenvector(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  turns: number,
  cosets: CosetTree,
  phased: PhasedOrbits,
  meter: WorkMeter,
): HeckeValue[] {
  const { exponent } = table;
  const index = cosets.degree / turns;
  const λ = Cyclotomic.rootOfUnity(turns, 1);
  const N = [...χ.values, λ].reduce((n, { conductor }) => lcm(n, conductor), 1);
  const bound = Math.max(2 ** 24, 2 * eulerPhi(N) * index);
  const modulus = new Modulus(splittingPrime(exponent, bound));
  const root = rootOfUnityModulo(modulus, exponent);
  // σ_u for units u modulo N; those of one coset of the units that fix χ and λ agree.
  const fixing = fixingUnits(N, [...χ.values, λ]);
  const representatives: number[] = [];
  const all = units(N).map((u) => {
    const known = representatives.findIndex((r) => fixing.some((f) => (r * f) % N === u % N));
    if (known >= 0) return { u, at: known };
    return { u, at: representatives.push(u) - 1 };
  });
  const embeddings = representatives.map((u): Embedding => {
    let unit = u;
    while (gcd(unit, exponent) !== 1) unit += N;
    const conjugate = modulus.pow(root, unit);
    const lift = new CharacterLift(table.structure, modulus, conjugate);
    return {
      values: lift.residues(χ.values),
      powers: powersOf(modulus, modulus.pow(conjugate, exponent / turns), turns),
    };
  });
  const system = new ClassSums(table, turns, cosets, phased, modulus, meter);
  const vectors = system.eigenvectors(separatingClasses(table, χ, modulus, root), embeddings);
  const ζ = powersOf(modulus, modulus.pow(root, exponent / N), N);
  const overN = Cyclotomic.fromRational(N).inverse();
  return phased.orbits.map(({ length, isZero }, orbit) => {
    const size = length / turns;
    const l = system.numberOf[orbit];
    if (isZero) return { eigenvalue: Cyclotomic.zero, size };
    const terms = Array.from({ length: N }, (_, i): [number, number] => {
      const trace = all.reduce((sum, { u, at }) => {
        const θ = modulus.mul(vectors[at][l], size);
        return modulus.add(sum, modulus.mul(θ, ζ[(N - ((i * u) % N)) % N]));
      }, 0);
      return [i, trace > modulus.p / 2 ? trace - modulus.p : trace];
    });
    return { eigenvalue: Cyclotomic.fromExponents(N, terms).times(overN), size };
  });
}

/** χ and the powers of E(order of λ) modulo the prime, under one embedding of their field. */
interface Embedding {
  readonly values: Float64Array;
  readonly powers: Float64Array;
}

/** The matrices of class sums on the double cosets on which functions need not be zero. */
class ClassSums {
  /** Of each double coset its number among those, −1 for the others. */
  readonly numberOf: Int32Array;
  private readonly representatives: readonly number[];
  /** A coset of ker λ in each coset of H in these double cosets. */
  private readonly points: Int32Array;
  /** λ as exponents of E(order of λ), point by point. */
  private readonly phase: Int32Array;

  constructor(
    private readonly table: CharacterTable,
    private readonly turns: number,
    private readonly cosets: CosetTree,
    private readonly phased: PhasedOrbits,
    private readonly modulus: Modulus,
    private readonly meter: WorkMeter,
  ) {
    const { orbits, orbitOf, turnOf, translation } = phased;
    this.numberOf = new Int32Array(orbits.length).fill(-1);
    const nonzero = orbits.flatMap(({ isZero }, i) => (isZero ? [] : [i]));
    nonzero.forEach((i, l) => {
      this.numberOf[i] = l;
    });
    this.representatives = nonzero.map((i) => orbits[i].first);
    this.phase = turnOf.map((turn) => turn / (table.exponent / turns));
    const isSeen = new Uint8Array(cosets.degree);
    const points: number[] = [];
    for (let x = 0; x < cosets.degree; x++) {
      if (isSeen[x] === 1 || orbits[orbitOf[x]].isZero) continue;
      points.push(x);
      for (let y = x, i = 0; i < turns; i++, y = translation[y]) isSeen[y] = 1;
    }
    this.points = Int32Array.from(points);
  }

  /** For each embedding the common eigenvector of all class sums with the values of χ, 1 at the first double coset. */
  eigenvectors(classes: readonly number[], embeddings: readonly Embedding[]): Float64Array[] {
    const { modulus, meter } = this;
    const work = new TableWork(meter, this.table.group.seed);
    const r = this.representatives.length;
    const columns = Array.from({ length: r }, (_, l) => l);
    const equations: Float64Array[][] = embeddings.map(() => []);
    for (const c of classes) {
      this.equations(c, embeddings).forEach((rows, e) => {
        equations[e].push(...rows);
      });
      const spaces = equations.map((rows) => annihilator(modulus, rows, r, columns, work).basis);
      if (spaces.some((basis) => basis.length > 1)) continue;
      return spaces.map(([v]) => {
        const scale = modulus.inv(v[this.numberOf[0]]);
        return v.map((x) => modulus.mul(x, scale));
      });
    }
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'irreps',
      expected: 'class sums with one common eigenvector for a linear character that occurs once',
      received: `more than one, of ${r} double cosets`,
      remedy: 'This is a bug; please report it with the generators.',
    });
  }

  /** The rows of M − ω for the matrix M of a class sum, under each embedding. */
  private equations(c: number, embeddings: readonly Embedding[]): Float64Array[][] {
    const { modulus, phase, turns, points, numberOf, cosets, representatives, meter } = this;
    const { orbitOf } = this.phased;
    const r = representatives.length;
    const size = modulus.fromBigInt(this.table.classes[c].size);
    const weights = this.weights(c, embeddings);
    const matrices = embeddings.map(() => Array.from({ length: r }, () => new Float64Array(r)));
    for (let i = 0; i < r; i++) {
      meter.step(points.length);
      const word = cosets.word(representatives[i]);
      const rows = matrices.map((M) => M[i]);
      for (let k = 0; k < points.length; k++) {
        const x = points[k];
        const j = numberOf[orbitOf[x]];
        if (!weights.isUsed[j]) continue;
        const y = cosets.carry(word, x);
        const l = numberOf[orbitOf[y]];
        if (l < 0) continue;
        const turn = (phase[y] - phase[x] + turns) % turns;
        for (let e = 0; e < rows.length; e++) rows[e][l] = modulus.add(rows[e][l], weights.of[e][j * turns + turn]);
      }
    }
    embeddings.forEach(({ values }, e) => {
      const ω = modulus.mul(size, modulus.mul(values[c], modulus.inv(values[0])));
      matrices[e].forEach((row, i) => {
        row[i] = modulus.sub(row[i], ω);
      });
    });
    return matrices;
  }

  /**
   * Σ_{c ∈ C} f(tc) = Σ_j u_j/k_j Σ f(tx)λ⁻¹(x), x over the cosets of H in double coset j, with u_j = Σ λ(c) over the c
   * in C ∩ HxⱼH; for any c in C, u_j is |C|/index times that sum over the cosets yH with y⁻¹cy in HxⱼH.
   * @returns u_j/k_j·E(order of λ)^a, for each embedding at j·(order of λ) + a
   */
  private weights(c: number, embeddings: readonly Embedding[]): { of: Float64Array[]; isUsed: boolean[] } {
    const { modulus, phase, turns, points, numberOf, cosets, representatives, meter } = this;
    const { orbitOf, orbits } = this.phased;
    const { representative, size } = this.table.classes[c];
    const moved = movedPoints(this.table.group, cosets.images)(representative).images;
    const counts = new Float64Array(representatives.length * turns);
    meter.step(points.length);
    for (let x = 0; x < cosets.degree; x++) {
      const y = cosets.carryBack(x, moved[x]);
      const j = numberOf[orbitOf[y]];
      if (j >= 0) counts[j * turns + phase[y]]++;
    }
    const isUsed = representatives.map((_, j) => counts.subarray(j * turns, (j + 1) * turns).some((n) => n > 0));
    const scale = modulus.mul(modulus.fromBigInt(size), modulus.inv(cosets.degree));
    const of = embeddings.map(({ powers }) => {
      const list = new Float64Array(counts.length);
      representatives.forEach((x, j) => {
        const sum = powers.reduce((s, power, a) => modulus.add(s, modulus.mul(counts[j * turns + a], power)), 0);
        const weight = modulus.mul(modulus.mul(sum, scale), modulus.inv(orbits[orbitOf[x]].length / turns));
        powers.forEach((power, a) => {
          list[j * turns + a] = modulus.mul(weight, power);
        });
      });
      return list;
    });
    return { of, isUsed };
  }
}

/** All classes but the first, those before others that tell χ's central character from most that are in question. */
function separatingClasses(table: CharacterTable, χ: IrreducibleCharacter, modulus: Modulus, root: number): number[] {
  const lift = new CharacterLift(table.structure, modulus, root);
  const mine = lift.residues(χ.values);
  let others = table.characters.filter((ψ) => ψ !== χ).map((ψ) => lift.residues(ψ.values));
  const rest = table.classes.map((_, c) => c).slice(1);
  const agrees = (ψ: Float64Array, c: number): boolean => modulus.mul(ψ[c], mine[0]) === modulus.mul(mine[c], ψ[0]);
  const chosen: number[] = [];
  while (others.length > 0 && rest.length > 0) {
    const left = rest.map((c) => others.filter((ψ) => agrees(ψ, c)).length);
    const least = left.indexOf(Math.min(...left));
    if (left[least] === others.length) break;
    const [c] = rest.splice(least, 1);
    others = others.filter((ψ) => agrees(ψ, c));
    chosen.push(c);
  }
  return [...chosen, ...rest];
}
