/**
 * The irreducible representations over ℚ. To a Galois orbit of complex characters belongs one, with character m·Σ χ^σ,
 * m the Schur index (Isaacs 1976, chapter 10). Matrices over a field K of degree m over ℚ(χ) become matrices over ℚ by
 * writing each entry as multiplication on K.
 */
import {
  Cyclotomic,
  type ExactMatrix,
  factor,
  gcd,
  IsotypicError,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
} from '@isotypic/algebra';
import type Fraction from 'fraction.js';
import { isRationalMatrix } from '../matrices/exact-matrices.js';
import { squareRoot } from '../scalars/square-root.js';
import { alternatingIrreps, naturalAlternatingPoints } from './alternating-irreps.js';
import { dixonForm } from './dixon.js';
import type { IrrepForm } from './formed-irrep.js';
import { dixonIrrepForm, type ListedGroup, type ListedIrrep, listedGroup } from './listed-group.js';
import { multiplicityOne } from './multiplicity-one.js';
import { fixedField, fixingUnits, units } from './number-field.js';
import { descend } from './schur-descent.js';
import { cyclicAlgebra, schurIndexOf } from './schur-index.js';
import { naturalSymmetricPoints, symmetricIrreps } from './symmetric-irreps.js';

/** A representation irreducible over ℚ. */
export interface RationalIrrep {
  readonly group: PermutationGroup;
  readonly label: string;
  readonly isTrivial: boolean;
  /** χ(1) of a complex constituent χ. */
  readonly characterDegree: number;
  /** [ℚ(χ) : ℚ], the number of different constituents. */
  readonly fieldDegree: number;
  /**
   * m_ℚ(χ), the multiplicity of each constituent.
   * @throws {IsotypicError} `NOT_DECIDED`, with an upper bound in `details.schurIndexDivides`, when matrices were found
   * over
   *   no cyclic extension of ℚ(χ).
   */
  readonly schurIndex: number;
  /** characterDegree · fieldDegree · schurIndex. */
  readonly degree: number;
  /**
   * ρ(g) over ℚ for each generator.
   * @throws {IsotypicError} `NOT_DECIDED` when the index is smaller than the degree of the fields with known matrices
   * and
   *   no norm equation was solved.
   */
  readonly generatorMatrices: readonly Matrix<Fraction>[];
  matrix(g: Permutation): Matrix<Fraction>;
}

/**
 * All irreducible representations over ℚ: trivial first, then in the order of `irreps`.
 *
 * The Schur index is 1 when matrices over ℚ(χ) are found, and 2 otherwise for a character of quaternionic type; in
 * other cases it comes from local class field theory (`schur-index.ts`), and the matrices from matrices over a larger
 * field by Hilbert's Theorem 90, where a norm equation is solved.
 * @throws {IsotypicError} `BUDGET_EXCEEDED` for a group too large to be listed.
 * @example rationalIrreps(catalogue.symmetric(3)).map((x) => x.degree) // [1, 1, 2]
 */
export function rationalIrreps(group: PermutationGroup): readonly RationalIrrep[] {
  const points = naturalSymmetricPoints(group);
  if (points !== undefined) {
    return symmetricIrreps(points, group.degree).map((irrep) => ({
      group,
      label: irrep.isTrivial ? 'trivial' : irrep.label,
      isTrivial: irrep.isTrivial,
      characterDegree: irrep.degree,
      fieldDegree: 1,
      schurIndex: 1,
      degree: irrep.degree,
      get generatorMatrices() {
        return group.generators.map((g) => irrep.matrix(g) as Matrix<Fraction>);
      },
      matrix: (g) => irrep.matrix(g) as Matrix<Fraction>,
    }));
  }
  const even = naturalAlternatingPoints(group);
  if (even !== undefined) return alternatingRationalIrreps(group, even);
  const list = listedGroup(group);
  const powers = powerMaps(list);
  const seen = new Set<string>();
  const found: RationalIrrep[] = [];
  for (const irrep of list.irreps) {
    const { residues } = irrep.character;
    if (seen.has(residues.join())) continue;
    const before = seen.size;
    for (const map of powers) seen.add(map.map((c) => residues[c]).join());
    found.push(new ListedRationalIrrep(group, list, irrep, seen.size - before));
  }
  return found;
}

/** A restriction from the symmetric group, whole when its halves are conjugate over ℚ, else in two rational halves. */
function alternatingRationalIrreps(group: PermutationGroup, points: readonly number[]): RationalIrrep[] {
  const found = alternatingIrreps(points, group.degree).flatMap((irrep): RationalIrrep[] => {
    const { halves } = irrep;
    const make = (
      degree: number,
      fieldDegree: number,
      label: string,
      matrix: RationalIrrep['matrix'],
    ): RationalIrrep => ({
      group,
      label,
      isTrivial: irrep.isTrivial,
      characterDegree: degree / fieldDegree,
      fieldDegree,
      schurIndex: 1,
      degree,
      get generatorMatrices() {
        return group.generators.map((g) => matrix(g));
      },
      matrix,
    });
    if (halves === undefined) return [make(irrep.degree, 1, irrep.isTrivial ? 'trivial' : irrep.label, irrep.matrix)];
    if (!halves.isRational) return [make(irrep.degree, 2, irrep.label, irrep.matrix)];
    return ([1, -1] as const).map((sign) =>
      make(
        irrep.degree / 2,
        1,
        `${irrep.label}${sign > 0 ? '⁺' : '⁻'}`,
        (g) => halves.half(sign).matrix(g) as Matrix<Fraction>,
      ),
    );
  });
  return found.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.characterDegree - b.characterDegree);
}

/** The classes of g^k, for every unit k modulo the exponent: how the Galois group moves the columns. */
function powerMaps({ table }: ListedGroup): number[][] {
  const powersOf = table.classes.map(({ representative: g }) => {
    const classes = [0];
    for (let x = g; x !== 0; x = table.times(g, x)) classes.push(table.classOf[x]);
    return classes;
  });
  const exponent = powersOf.reduce((e, { length }) => (e / gcd(e, length)) * length, 1);
  const distinct = new Map<string, number[]>();
  for (const k of units(exponent)) {
    const map = powersOf.map((classes) => classes[k % classes.length]);
    distinct.set(map.join(), map);
  }
  return [...distinct.values()];
}

class ListedRationalIrrep implements RationalIrrep {
  readonly label: string;
  readonly isTrivial: boolean;
  readonly characterDegree: number;
  private realized: Realization | undefined;
  private lazyGenerators: readonly Matrix<Fraction>[] | undefined;

  constructor(
    readonly group: PermutationGroup,
    private readonly list: ListedGroup,
    private readonly irrep: ListedIrrep,
    readonly fieldDegree: number,
  ) {
    this.label = irrep.label;
    this.isTrivial = irrep.isTrivial;
    this.characterDegree = irrep.character.degree;
  }

  get schurIndex(): number {
    return this.realize().schurIndex;
  }

  get degree(): number {
    return this.characterDegree * this.fieldDegree * this.schurIndex;
  }

  get generatorMatrices(): readonly Matrix<Fraction>[] {
    this.lazyGenerators ??= this.group.generators.map((g) => this.matrix(g));
    return this.lazyGenerators;
  }

  matrix(g: Permutation): Matrix<Fraction> {
    return this.realize().matrix(g);
  }

  private realize(): Realization {
    this.realized ??= realize(this.list, this.irrep, this.fieldDegree);
    return this.realized;
  }
}

/** What is known of an irrep over ℚ: its index, and its matrices when they can be made. */
interface Realization {
  readonly schurIndex: number;
  readonly matrix: (g: Permutation) => Matrix<Fraction>;
}

function realize(list: ListedGroup, irrep: ListedIrrep, fieldDegree: number): Realization {
  const { indicator } = irrep.character;
  const forms: { form: IrrepForm; fixing: readonly number[]; relative: number }[] = [];
  for (const form of candidateForms(list, irrep)) {
    const n = form.conductor;
    const fixing = fixingUnits(n, entriesOf(list, form));
    const relative = units(n).length / fixing.length / fieldDegree;
    forms.push({ form, fixing, relative });
    if (relative === 1) break;
  }
  forms.sort((a, b) => a.relative - b.relative);
  const [{ form, fixing, relative }] = forms;
  const schurIndex = decidedIndex(
    list,
    irrep,
    forms.map((f) => f.form),
    relative,
  );
  if (schurIndex === relative) {
    if (form.conductor === 1) return { schurIndex, matrix: (g) => form.matrix(g) as Matrix<Fraction> };
    const K = fixedField(form.conductor, fixing);
    return { schurIndex, matrix: (g) => overRationals(form.matrix(g), K) };
  }
  let descended: ((g: Permutation) => Matrix<Fraction>) | undefined;
  return {
    schurIndex,
    matrix: (g) => {
      descended ??= descendedMatrices(
        list,
        irrep,
        forms.map((f) => f.form),
        schurIndex,
      );
      if (descended === undefined) {
        throw new IsotypicError('NOT_DECIDED', {
          where: 'rationalIrreps',
          expected: `matrices over an extension of ℚ(χ) of degree ${schurIndex}, the Schur index`,
          received: `${irrep.label}, found over one of degree ${relative} (indicator ${indicator})`,
          remedy: 'Decompose a rational representation that contains it.',
          details: { schurIndex, foundOver: relative },
        });
      }
      return descended(g);
    },
  };
}

/**
 * m_ℚ(χ). It divides the degree over ℚ(χ) of any field with matrices, and 2 when χ is real (Brauer–Speiser), where it
 * is 2 for quaternionic type; otherwise it is computed at each prime from a cyclic algebra.
 */
function decidedIndex(list: ListedGroup, irrep: ListedIrrep, forms: readonly IrrepForm[], relative: number): number {
  const { indicator, degree } = irrep.character;
  if (relative === 1 || indicator === -1) return relative === 1 ? 1 : 2;
  for (const form of forms) {
    const algebra = cyclicAlgebra(generatorMatrices(list, form), valuesOf(list, irrep));
    if (algebra !== undefined) return schurIndexOf(algebra, primesOf(list), false);
  }
  throw new IsotypicError('NOT_DECIDED', {
    where: 'rationalIrreps',
    expected: 'matrices over a cyclic extension of ℚ(χ)',
    received: `${irrep.label}, found over an extension of degree ${relative} of ℚ(χ) that is not cyclic`,
    remedy: 'The Schur index divides that degree; it is not decided here.',
    details: { schurIndexDivides: relative, degree, indicator },
  });
}

/** Square roots adjoined to ℚ(χ) in search of a quadratic splitting field. */
const RADICANDS = [-1, -3, -2, 2, 3, 5, -7, -5, -11, 13, -15] as const;

/** Matrices over ℚ by descent to ℚ(χ), or to a quadratic extension of it, from a cyclic extension of that field. */
function descendedMatrices(
  list: ListedGroup,
  irrep: ListedIrrep,
  forms: readonly IrrepForm[],
  schurIndex: number,
): ((g: Permutation) => Matrix<Fraction>) | undefined {
  const values = valuesOf(list, irrep);
  const isQuaternionic = irrep.character.indicator === -1;
  const extensions = schurIndex === 1 ? [[]] : schurIndex === 2 ? RADICANDS.map((d) => [root(d)]) : [];
  for (const adjoined of extensions) {
    for (const form of forms) {
      const generators = [...values, ...adjoined];
      const algebra = cyclicAlgebra(generatorMatrices(list, form), generators);
      if (algebra === undefined) continue;
      const isReal = generators.every((x) => x.isReal());
      if (schurIndexOf(algebra, primesOf(list), isQuaternionic && isReal) !== 1) continue;
      const change = descend(algebra);
      if (change === undefined) continue;
      const K = fixedField(algebra.n, algebra.fixingF);
      return (g) => overRationals(change(form.matrix(g)), K);
    }
  }
  return undefined;
}

/** √d, d negative or positive. */
function root(d: number): Cyclotomic {
  return d > 0 ? squareRoot(d) : squareRoot(-d).times(Cyclotomic.rootOfUnity(4));
}

function primesOf({ table }: ListedGroup): number[] {
  return factor(table.order).map(([p]) => p);
}

function valuesOf({ table }: ListedGroup, { character: χ }: ListedIrrep): Cyclotomic[] {
  return table.classes.map((_, c) => χ.value(c));
}

function generatorMatrices({ table }: ListedGroup, form: IrrepForm): ExactMatrix[] {
  return table.group.generators.map((g) => form.matrix(g));
}

/** The form at hand, then Dixon forms with λ over ℚ(χ), then with λ over a quadratic extension. */
function* candidateForms(list: ListedGroup, irrep: ListedIrrep): Generator<IrrepForm> {
  const { table, field } = list;
  const { character: χ } = irrep;
  yield irrep.form();
  const values = valuesOf(list, irrep);
  const n = values.reduce((m, x) => (m / gcd(m, x.conductor)) * x.conductor, table.order);
  const stabilizer = fixingUnits(n, values);
  // [ℚ(χ, ζ_o) : ℚ(χ)] is the number of residues modulo o of the units that fix ℚ(χ).
  const relative = (o: number): number => new Set(stabilizer.map((u) => u % o)).size;
  for (const bound of [1, 2]) {
    const λ = multiplicityOne(table, χ, field, (o) => o <= 2 || relative(o) <= bound);
    if (λ !== undefined) yield dixonIrrepForm(table, dixonForm(table, χ, λ, field), false);
  }
}

function entriesOf(list: ListedGroup, form: IrrepForm): Cyclotomic[] {
  return generatorMatrices(list, form).flatMap((M) => {
    return isRationalMatrix(M) ? [] : [...(M as Matrix<Cyclotomic>).entries];
  });
}

function overRationals(M: ExactMatrix, K: ReturnType<typeof fixedField>): Matrix<Fraction> {
  const k = K.degree;
  const blocks = (M.entries as readonly (Cyclotomic | Fraction)[]).map((x) =>
    K.multiplication(x instanceof Cyclotomic ? x : Cyclotomic.fromRational(x)),
  );
  return Matrix.build(rationals, M.rows * k, M.cols * k, (i, j) =>
    blocks[Math.floor(i / k) * M.cols + Math.floor(j / k)].at(i % k, j % k),
  );
}
