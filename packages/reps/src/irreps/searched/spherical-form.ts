/**
 * Irreps as constituents of induced linear characters: where λ of a subgroup H occurs once in χ, the vector v with
 * hv = λ(h)v spans a line, and translates x₁v, …, x_dv that are a basis have the Gram matrix S = (φ(xᵢ⁻¹xⱼ)), φ the
 * spherical function; g acts as S⁻¹(φ(xᵢ⁻¹gxⱼ)) (Dixon 1993, "Constructing representations of finite groups"; Janusz
 * 1966). All entries of S and of the right-hand sides are values of φ on cosets, so that a table of how translates move
 * the cosets is all that is needed. The translates are spun from v, so that most columns of generators are unit
 * vectors.
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  IsotypicError,
  Matrix,
  type Permutation,
  solve,
  type WorkMeter,
} from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import { CharacterLift } from '../../characters/lift.js';
import { Modulus, rootOfUnityModulo, splittingPrime } from '../../characters/modulus.js';
import { evaluateThroughWords } from '../../matrices/evaluate.js';
import { isRationalMatrix, overSmallestField } from '../../matrices/exact-matrices.js';
import { permutationOperations } from '../../representations/relators.js';
import { solveOverSubfield } from '../descent/subfield-systems.js';
import { commonConductor, type IrrepForm } from '../formed-irrep.js';
import { LineSearch } from './line-search.js';
import { type Residues, type SphericalFunction, sphericalFunction } from './spherical-function.js';

/** Degrees looked for: systems of this size are solved in about a minute. */
const LARGEST_DEGREE = 300;

/** Subgroups whose translates are tried as a basis: of so many times the degree elements, and so many of them. */
const SPREAD = 4;
const MOST_SPREADS = 8;

/** Finds matrices for rows of a table by linear characters of subgroups. */
export class SphericalSearch {
  private readonly arithmetic: Residues;
  private readonly lines: LineSearch;

  constructor(private readonly table: CharacterTable) {
    const bound = Math.max(2 ** 24, 2 * Math.sqrt(Number(table.order)));
    const modulus = new Modulus(splittingPrime(table.exponent, bound));
    const root = rootOfUnityModulo(modulus, table.exponent);
    this.arithmetic = { modulus, root, lift: new CharacterLift(table.structure, modulus, root) };
    this.lines = new LineSearch(table, this.arithmetic);
  }

  /** Matrices of row i; undefined where no subgroup looked at has a linear character that occurs once. */
  form(i: number, meter: WorkMeter): IrrepForm | undefined {
    const χ = this.table.characters[i];
    if (χ.degree > LARGEST_DEGREE) return undefined;
    const line = this.lines.line(χ, meter);
    if (line === undefined) return undefined;
    const φ = sphericalFunction(this.table, χ, line, this.arithmetic, meter);
    const { modulus } = this.arithmetic;
    const near = φ.isRational() ? undefined : this.translatesOfSubgroup(φ, χ.degree, meter);
    const translates = near ?? spinTranslates(φ, φ.images, χ.degree, modulus, meter);
    return translates && sphericalForm(this.table, χ, φ, translates, meter);
  }

  /**
   * A basis among the translates by a small subgroup P: S is then nearly a group matrix of P, and its inverse has far
   * smaller entries, which tells over fields of large degree.
   */
  private translatesOfSubgroup(φ: SphericalFunction, d: number, meter: WorkMeter): Translates | undefined {
    const operations = permutationOperations(φ.images[0].degree);
    const memo = new WeakMap();
    const candidates = this.lines.subgroups(BigInt(d), BigInt(SPREAD * d));
    for (const P of candidates.slice(0, MOST_SPREADS)) {
      const moves = P.generators.map((g) => this.table.group.factor(g).evaluateIn(operations, φ.images, memo));
      const found = spinTranslates(φ, moves, d, this.arithmetic.modulus, meter);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function sphericalForm(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  φ: SphericalFunction,
  { positions, moved }: Translates,
  meter: WorkMeter,
): IrrepForm {
  const { group } = table;
  const d = χ.degree;
  const numberAt = new Map(positions.map((x, j) => [x, j]));
  const column = (point: number): Cyclotomic[] => moved.map((back) => φ.exact(back[point]));
  const columns = positions.map(column);
  const gram = Matrix.build(cyclotomics, d, d, (i, j) => columns[j][i]);
  // Generator k takes xⱼv to another translate of the basis, or to a vector whose coordinates are solved for.
  const moves: { k: number; j: number; target: number }[] = [];
  const wanted: { k: number; j: number; values: Cyclotomic[] }[] = [];
  group.generators.forEach((_, k) => {
    for (let j = 0; j < d; j++) {
      meter.step(d);
      const point = φ.images[k].images[positions[j]];
      const target = numberAt.get(point);
      if (target === undefined) wanted.push({ k, j, values: column(point) });
      else moves.push({ k, j, target });
    }
  });
  const sides = Matrix.build(cyclotomics, d, wanted.length, (i, s) => wanted[s].values[i]);
  const rational = isRationalMatrix(overSmallestField([gram])[0]) && isRationalMatrix(overSmallestField([sides])[0]);
  const over = (M: Matrix<Cyclotomic>): ExactMatrix => (rational ? overSmallestField([M])[0] : M);
  const S = over(gram);
  const X: ExactMatrix = rational
    ? meter.part((options) => solve<ExactScalar>(S, over(sides), options))
    : solveOverSubfield(gram, sides, meter);
  const { zero, one } = S.field;
  const entries = group.generators.map(() => new Array<ExactScalar>(d * d).fill(zero));
  for (const { k, j, target } of moves) entries[k][target * d + j] = one;
  wanted.forEach(({ k, j }, s) => {
    for (let i = 0; i < d; i++) entries[k][i * d + j] = X.at(i, s);
  });
  const small = entries.map((list) => new Matrix(S.field, d, d, list) as ExactMatrix);
  requireTraces(table, χ, small);
  return {
    isReal: rational || small.every((M) => M.entries.every((x) => !(x instanceof Cyclotomic) || x.isReal())),
    conductor: commonConductor(small),
    gram: S,
    matrix: evaluateThroughWords(group, small, d),
  };
}

/** Translates xⱼv that are a basis. */
interface Translates {
  /** xⱼ·0, the coset that xⱼ is in. */
  readonly positions: readonly number[];
  /** How xⱼ⁻¹ moves the cosets. */
  readonly moved: readonly Uint32Array[];
}

/**
 * Spun from v by some elements of the group, given by how they move the cosets; a translate is independent of the
 * others where the Gram matrix bordered by it is regular modulo the prime. Its triangular factors grow by a row and a
 * column at a time.
 * @returns undefined when they span less than d dimensions
 */
function spinTranslates(
  φ: SphericalFunction,
  moves: readonly Permutation[],
  d: number,
  modulus: Modulus,
  meter: WorkMeter,
): Translates | undefined {
  const inverses = moves.map((move) => move.inverse().images);
  const positions = [0];
  const reached = new Set(positions);
  const moved: Uint32Array[] = [Uint32Array.from(φ.images[0].images, (_, x) => x)];
  const corner = φ.residue(0);
  // Unit lower and upper triangular factors: lower[i][k], k < i, and upper[j][i], i ≤ j, by columns.
  const lower: Float64Array[] = [new Float64Array(0)];
  const upper: Float64Array[] = [Float64Array.of(corner)];
  const pivots = [modulus.inv(corner)];
  for (let at = 0; at < positions.length; at++) {
    for (let k = 0; k < moves.length && positions.length < d; k++) {
      const point = moves[k].images[positions[at]];
      if (reached.has(point)) continue;
      reached.add(point);
      const n = positions.length;
      meter.step(n);
      const column = new Float64Array(n + 1);
      const row = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        const back = moved[i][point];
        column[i] = modulus.sub(φ.residue(back), dot(lower[i], column, i, modulus));
        row[i] = modulus.mul(modulus.sub(φ.conjugate(back), dot(upper[i], row, i, modulus)), pivots[i]);
      }
      const pivot = modulus.sub(corner, dot(row, column, n, modulus));
      if (pivot === 0) continue;
      column[n] = pivot;
      lower.push(row);
      upper.push(column);
      pivots.push(modulus.inv(pivot));
      positions.push(point);
      // (g·x)⁻¹ = x⁻¹·g⁻¹
      const before = moved[at];
      moved.push(inverses[k].map((y) => before[y]));
    }
  }
  return positions.length < d ? undefined : { positions, moved };
}

function dot(a: Float64Array, b: Float64Array, n: number, modulus: Modulus): number {
  let sum = 0;
  let terms = 0;
  for (let i = 0; i < n; i++) {
    sum += a[i] * b[i];
    if (++terms < modulus.lazyTerms) continue;
    sum = modulus.reduce(sum);
    terms = 1;
  }
  return modulus.reduce(sum);
}

/** The traces of the generators' matrices and of products of two are the values of χ. */
function requireTraces(
  { group, structure }: CharacterTable,
  χ: IrreducibleCharacter,
  small: readonly ExactMatrix[],
): void {
  const check = (trace: ExactScalar, g: Permutation): void => {
    const value = trace instanceof Cyclotomic ? trace : Cyclotomic.fromRational(trace as never);
    const expected = χ.values[structure.identify(g)];
    if (value.equals(expected)) return;
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'irreps',
      expected: `trace ${expected}`,
      received: `${value}`,
    });
  };
  small.forEach((A, k) => {
    check(A.trace(), group.generators[k]);
    for (const [l, B] of small.entries()) {
      const { field, rows: d } = A;
      let trace = field.zero;
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          if (field.isZero(A.at(i, j)) || field.isZero(B.at(j, i))) continue;
          trace = field.add(trace, field.mul(A.at(i, j), B.at(j, i)));
        }
      }
      check(trace, group.generators[k].times(group.generators[l]));
    }
  });
}
