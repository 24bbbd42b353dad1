/**
 * Irreps as constituents of induced linear characters: where λ of a subgroup H occurs once in χ, the vector v with
 * hv = λ(h)v spans a line, and φ(y) = ⟨v, yv⟩ = |H|⁻¹ Σ_h χ(yh)λ(h)⁻¹ (Dixon 1993, "Constructing representations of
 * finite groups"; Janusz 1966). Translates x₁v, …, x_dv that are a basis have the Gram matrix S = (φ(xᵢ⁻¹xⱼ)), and g
 * acts as S⁻¹(φ(xᵢ⁻¹gxⱼ)). The translates are spun from v, so that most columns of generators are unit vectors.
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  IsotypicError,
  inverse,
  Matrix,
  Permutation,
  type PermutationGroup,
  type WorkMeter,
} from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import { ClassStructure } from '../../characters/class-structure.js';
import { CharacterLift } from '../../characters/lift.js';
import { linearCharacters } from '../../characters/linear-characters.js';
import { Modulus, primeDivisors, rootOfUnityModulo, splittingPrime } from '../../characters/modulus.js';
import { evaluateThroughWords } from '../../matrices/evaluate.js';
import { isRationalMatrix, overCyclotomics, overSmallestField } from '../../matrices/exact-matrices.js';
import { product } from '../../matrices/products.js';
import { commonConductor, type IrrepForm } from '../formed-irrep.js';

/** Elements of the subgroups looked at: each is listed. */
const MOST_ELEMENTS = 6000n;

/** Degrees looked for: Gram matrices of this size are inverted in about a minute. */
const LARGEST_DEGREE = 300;

/** Class identifications that one irrep may take: about a minute. */
const MOST_IDENTIFICATIONS = 3e7;

/** A linear character of a listed subgroup. */
interface Line {
  readonly elements: readonly Permutation[];
  /** λ(h) = E(order)^exponents[h]. */
  readonly exponents: Int32Array;
  readonly order: number;
}

/** A subgroup with its elements and its linear characters, and what decides multiplicities. */
interface Listed {
  readonly elements: readonly Permutation[];
  readonly classOf: Int32Array;
  readonly inner: ClassStructure;
  readonly fusion: readonly number[];
  readonly linear: readonly Int32Array[];
}

/** Finds matrices for rows of a table by linear characters of subgroups. */
export class SphericalSearch {
  private readonly group: PermutationGroup;
  private readonly subgroups: PermutationGroup[] = [];
  private readonly listed = new Map<PermutationGroup, Listed>();
  private supply: Iterator<PermutationGroup> | undefined;
  private readonly modulus: Modulus;
  private readonly root: number;
  private readonly lift: CharacterLift;

  constructor(private readonly table: CharacterTable) {
    this.group = table.group;
    const bound = Math.max(2 ** 22, 2 * Math.sqrt(Number(table.order)));
    this.modulus = new Modulus(splittingPrime(table.exponent, bound));
    this.root = rootOfUnityModulo(this.modulus, table.exponent);
    this.lift = new CharacterLift(table.structure, this.modulus, this.root);
  }

  /** Matrices of row i; undefined where no subgroup looked at has a linear character that occurs once. */
  form(i: number, meter: WorkMeter): IrrepForm | undefined {
    const χ = this.table.characters[i];
    const found = this.cheapestLine(χ, meter);
    return (
      found && sphericalForm(this.table, χ, found, { modulus: this.modulus, root: this.root, lift: this.lift, meter })
    );
  }

  /** A line of multiplicity one: a rational one before others, then of a smaller field, then of a smaller subgroup. */
  private cheapestLine(χ: IrreducibleCharacter, meter: WorkMeter): Line | undefined {
    if (χ.degree > LARGEST_DEGREE) return undefined;
    let best: { line: Line; cost: number } | undefined;
    for (let k = 0; ; k++) {
      const H = this.subgroups[k] ?? this.nextSubgroup(meter);
      if (H === undefined) break;
      const identifications = Number(H.order) * χ.degree ** 2 * (1 + this.group.generators.length);
      if (identifications > MOST_IDENTIFICATIONS || identifications > (best?.cost ?? Number.POSITIVE_INFINITY))
        continue;
      const subgroup = this.list(H, meter);
      for (const λ of this.linesOnce(subgroup, χ)) {
        const { exponent } = this.table;
        const order = λ.reduce((n, a) => Math.max(n, exponent / greatestCommonDivisor(a, exponent)), 1);
        // Arithmetic over ℚ(ζ) of large degree costs far more than identifications.
        const cost = identifications * (order <= 2 ? 1 : 50 * order);
        if (best !== undefined && best.cost <= cost) continue;
        const exponents = subgroup.classOf.map((c) => λ[c]);
        best = { line: { elements: subgroup.elements, exponents, order: exponent }, cost };
      }
    }
    return best?.line;
  }

  /** The linear characters that occur once in the restriction of χ. */
  private linesOnce({ inner, fusion, linear }: Listed, χ: IrreducibleCharacter): Int32Array[] {
    const { modulus, root, table } = this;
    const residues = this.lift.residues(χ.values);
    const weights = inner.classes.map(({ size }, c) => modulus.mul(Number(size), residues[fusion[c]]));
    const size = Number(inner.groupOrder) % modulus.p;
    const powers = new Float64Array(table.exponent);
    for (let a = 0, power = 1; a < powers.length; a++, power = modulus.mul(power, root)) powers[a] = power;
    return linear.filter((λ) => {
      let sum = 0;
      for (let c = 0; c < weights.length; c++) {
        sum = modulus.add(sum, modulus.mul(weights[c], powers[(table.exponent - λ[c]) % table.exponent]));
      }
      return sum === size;
    });
  }

  private nextSubgroup(meter: WorkMeter): PermutationGroup | undefined {
    this.supply ??= subgroupsOf(this.table, meter);
    for (;;) {
      const next = this.supply.next();
      if (next.done === true) return undefined;
      const H = next.value;
      if (H.order > MOST_ELEMENTS || H.order < 3n) continue;
      this.subgroups.push(H);
      return H;
    }
  }

  private list(H: PermutationGroup, meter: WorkMeter): Listed {
    const known = this.listed.get(H);
    if (known !== undefined) return known;
    const listed = this.makeList(H, meter);
    this.listed.set(H, listed);
    return listed;
  }

  private makeList(H: PermutationGroup, meter: WorkMeter): Listed {
    meter.step(Number(H.order));
    const inner = new ClassStructure(H, undefined, undefined, meter);
    const elements = [...H.elements()];
    const scale = this.table.exponent / inner.exponent;
    return {
      elements,
      classOf: Int32Array.from(elements, (h) => inner.identify(h)),
      inner,
      fusion: inner.classes.map((c) => this.table.structure.identify(c.representative)),
      linear: linearCharacters(inner, meter).map((row) => row.map((a) => a * scale)),
    };
  }
}

/** Sylow subgroups, centralizers, stabilizers of points and pairs, and Sylow subgroups and derived groups of these. */
function* subgroupsOf({ group, classes, exponent }: CharacterTable, meter: WorkMeter): Generator<PermutationGroup> {
  const primes = primeDivisors(exponent);
  const large: PermutationGroup[] = [];
  for (const p of primes) yield meter.part((options) => group.sylowSubgroup(p, options));
  const [moved] = group.orbits().filter((orbit) => orbit.length > 1);
  const points = moved ?? [];
  for (let k = 1; k <= Math.min(4, points.length); k++) {
    large.push(meter.part((options) => group.stabilizer(points.slice(0, k), options)));
  }
  for (const { representative } of classes.slice(1)) {
    large.push(meter.part((options) => group.centralizer(representative, options)));
  }
  for (const H of large) {
    yield H;
    for (const p of primes) if (H.order % BigInt(p) === 0n) yield meter.part((options) => H.sylowSubgroup(p, options));
  }
}

/** φ as a function of elements: in the field of the values, and modulo the prime. */
interface Spherical {
  at(y: Permutation): {
    readonly exact: () => Cyclotomic;
    readonly residue: number;
    /** Of φ(y⁻¹), the complex conjugate. */
    readonly conjugate: number;
  };
}

interface Tools {
  readonly modulus: Modulus;
  readonly root: number;
  readonly lift: CharacterLift;
  readonly meter: WorkMeter;
}

function sphericalFunction(table: CharacterTable, χ: IrreducibleCharacter, line: Line, tools: Tools): Spherical {
  const { modulus, root, lift, meter } = tools;
  const { structure } = table;
  const residues = lift.residues(χ.values);
  const { elements, exponents, order } = line;
  const powers = new Float64Array(order);
  for (let a = 0, power = 1; a < order; a++, power = modulus.mul(power, root)) powers[a] = power;
  const overSize = modulus.inv(elements.length % modulus.p);
  const weight = Cyclotomic.fromRational(elements.length).inverse();
  return {
    at(y) {
      meter.step(elements.length);
      const counts = new Map<number, number>();
      elements.forEach((h, k) => {
        const key = structure.identify(y.times(h)) * order + ((order - exponents[k]) % order);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      });
      let [residue, conjugate] = [0, 0];
      for (const [key, n] of counts) {
        const [c, a] = [Math.floor(key / order), key % order];
        residue = modulus.add(residue, modulus.mul(n, modulus.mul(residues[c], powers[a])));
        const term = modulus.mul(residues[structure.inverse[c]], powers[(order - a) % order]);
        conjugate = modulus.add(conjugate, modulus.mul(n, term));
      }
      const exact = (): Cyclotomic => {
        const turns = new Map<number, [number, number][]>();
        for (const [key, n] of counts) {
          const c = Math.floor(key / order);
          if (χ.values[c].isZero()) continue;
          const list = turns.get(c);
          if (list === undefined) turns.set(c, [[key % order, n]]);
          else list.push([key % order, n]);
        }
        let sum = Cyclotomic.zero;
        for (const [c, list] of turns) sum = sum.plus(χ.values[c].times(sumOfRoots(order, list)));
        return sum.times(weight);
      };
      return { exact, residue: modulus.mul(residue, overSize), conjugate: modulus.mul(conjugate, overSize) };
    },
  };
}

/** Σ n·E(order)^a, over the field of the roots that occur. */
function sumOfRoots(order: number, list: readonly (readonly [number, number])[]): Cyclotomic {
  const common = list.reduce((g, [a]) => greatestCommonDivisor(a, g), order);
  return Cyclotomic.fromExponents(
    order / common,
    list.map(([a, n]) => [a / common, n] as const),
  );
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function sphericalForm(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  line: Line,
  tools: Tools,
): IrrepForm | undefined {
  const { group } = table;
  const φ = sphericalFunction(table, χ, line, tools);
  const spun = spinTranslates(group, χ.degree, φ, tools);
  if (spun === undefined) return undefined;
  const { translates, columns } = spun;
  const d = χ.degree;
  const { meter } = tools;
  const upper = translates.map((_, j) => columns.gram(j).map((value) => value.exact()));
  const gram = Matrix.build(cyclotomics, d, d, (i, j) => (i <= j ? upper[j][i] : upper[i][j].conjugate()));
  const [S] = overSmallestField([gram]);
  const inverseGram = inverse(S, { meter });
  const images = group.generators.map((_, k) => {
    const solved: { j: number; values: Cyclotomic[] }[] = [];
    const unit = new Int32Array(d).fill(-1);
    for (let j = 0; j < d; j++) {
      const target = columns.isTranslate(k, j);
      if (target >= 0) unit[j] = target;
      else solved.push({ j, values: columns.of(k, j).map((value) => value.exact()) });
    }
    const A = Matrix.build(cyclotomics, d, solved.length, (i, s) => solved[s].values[i]);
    return { unit, solved, A };
  });
  const rational = isRationalMatrix(S) && images.every(({ A }) => isRationalMatrix(A));
  const field = rational ? S.field : cyclotomics;
  const lifted = (M: ExactMatrix): ExactMatrix =>
    rational ? overSmallestField([M])[0] : (overCyclotomics(M) as ExactMatrix);
  const small = images.map(({ unit, solved, A }) => {
    const X = product(lifted(inverseGram), lifted(A), meter);
    const entries: ExactScalar[] = new Array(d * d).fill(field.zero);
    unit.forEach((target, j) => {
      if (target >= 0) entries[target * d + j] = field.one;
    });
    solved.forEach(({ j }, s) => {
      for (let i = 0; i < d; i++) entries[i * d + j] = X.at(i, s);
    });
    return new Matrix(field, d, d, entries) as ExactMatrix;
  });
  requireTraces(table, χ, small);
  return {
    isReal: rational,
    conductor: commonConductor(small),
    gram: lifted(S),
    matrix: evaluateThroughWords(group, small, d),
  };
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
        for (let j = 0; j < d; j++) trace = field.add(trace, field.mul(A.at(i, j), B.at(j, i)));
      }
      check(trace, group.generators[k].times(group.generators[l]));
    }
  });
}

type Value = ReturnType<Spherical['at']>;

/** Translates of v that are a basis, spun by the generators, and the columns φ(xᵢ⁻¹y) that are known for them. */
function spinTranslates(
  group: PermutationGroup,
  degree: number,
  φ: Spherical,
  { modulus, meter }: Tools,
):
  | {
      translates: readonly Permutation[];
      columns: {
        gram(j: number): Value[];
        of(k: number, j: number): Value[];
        isTranslate(k: number, j: number): number;
      };
    }
  | undefined {
  const translates: Permutation[] = [Permutation.identity(group.degree)];
  const inverses = [translates[0]];
  const target = new Map<string, number>();
  // φ(xᵢ⁻¹·g·xⱼ) for the generators g that were tried on xⱼ, as far as they were needed.
  const tried = new Map<string, Value[]>();
  const columnOf = (k: number, j: number): Value[] => {
    const values = tried.get(`${k} ${j}`) ?? [];
    const y = group.generators[k].times(translates[j]);
    for (let i = values.length; i < translates.length; i++) values.push(φ.at(inverses[i].times(y)));
    tried.set(`${k} ${j}`, values);
    return values;
  };
  const corner = φ.at(translates[0]);
  const gramColumns: Value[][] = [[corner]];
  const rows: number[][] = [[corner.residue]];
  for (let at = 0; at < translates.length && translates.length < degree; at++) {
    for (let k = 0; k < group.generators.length && translates.length < degree; k++) {
      meter.step(0);
      const column = [...columnOf(k, at)];
      const bordered = [
        ...rows.map((row, i) => [...row, column[i].residue]),
        [...column.map(({ conjugate }) => conjugate), corner.residue],
      ];
      if (isSingular(bordered, modulus)) continue;
      column.forEach(({ residue }, i) => {
        rows[i].push(residue);
      });
      rows.push(bordered[column.length]);
      target.set(`${k} ${at}`, translates.length);
      const x = group.generators[k].times(translates[at]);
      gramColumns.push([...column, corner]);
      translates.push(x);
      inverses.push(x.inverse());
    }
  }
  if (translates.length < degree) return undefined;
  return {
    translates,
    columns: {
      gram: (j) => gramColumns[j],
      of: columnOf,
      isTranslate: (k, j) => target.get(`${k} ${j}`) ?? -1,
    },
  };
}

function isSingular(matrix: readonly (readonly number[])[], modulus: Modulus): boolean {
  const rows = matrix.map((row) => Float64Array.from(row));
  for (let c = 0; c < rows.length; c++) {
    const at = rows.findIndex((row, i) => i >= c && row[c] !== 0);
    if (at === -1) return true;
    [rows[c], rows[at]] = [rows[at], rows[c]];
    const scale = modulus.inv(rows[c][c]);
    for (let i = c + 1; i < rows.length; i++) {
      if (rows[i][c] !== 0) modulus.eliminate(rows[i], rows[c], modulus.mul(rows[i][c], scale), c);
    }
  }
  return false;
}
