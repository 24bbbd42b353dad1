/**
 * The irreducible representations over ℚ. To a Galois orbit of complex characters belongs one, with character m·Σ χ^σ,
 * m the Schur index (Isaacs 1976, chapter 10). Matrices over a field K of degree m over ℚ(χ) become matrices over ℚ by
 * writing each entry as multiplication on K.
 */
import {
  Cyclotomic,
  type ExactMatrix,
  IsotypicError,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
} from '@isotypic/algebra';
import type Fraction from 'fraction.js';
import { alternatingIrreps, naturalAlternatingPoints } from './alternating-irreps.js';
import { dixonForm } from './dixon.js';
import { isRationalMatrix } from './exact.js';
import { dixonIrrepForm, type IrrepForm, type ListedGroup, type ListedIrrep, listedGroup } from './listed-group.js';
import { multiplicityOne } from './multiplicity-one.js';
import { fixedField, fixingUnits, units } from './number-field.js';
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
   * @throws {IsotypicError} `NOT_DECIDED`, with an upper bound in `details.schurIndexDivides`.
   */
  readonly schurIndex: number;
  /** characterDegree · fieldDegree · schurIndex. */
  readonly degree: number;
  /** ρ(g) over ℚ for each generator. */
  readonly generatorMatrices: readonly Matrix<Fraction>[];
  matrix(g: Permutation): Matrix<Fraction>;
}

/**
 * All irreducible representations over ℚ: trivial first, then in the order of `irreps`.
 *
 * The Schur index is decided when matrices over ℚ(χ) are found (m = 1), or matrices over a quadratic extension of ℚ(χ)
 * for a character of quaternionic type (m = 2, since it is 2 over ℝ already). Other cases are said to be undecided when
 * the index, the degree or the matrices are asked for.
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
  private realised: { schurIndex: number; matrix(g: Permutation): Matrix<Fraction> } | undefined;
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
    return this.realise().schurIndex;
  }

  get degree(): number {
    return this.characterDegree * this.fieldDegree * this.schurIndex;
  }

  get generatorMatrices(): readonly Matrix<Fraction>[] {
    this.lazyGenerators ??= this.group.generators.map((g) => this.matrix(g));
    return this.lazyGenerators;
  }

  matrix(g: Permutation): Matrix<Fraction> {
    return this.realise().matrix(g);
  }

  private realise(): { schurIndex: number; matrix(g: Permutation): Matrix<Fraction> } {
    this.realised ??= realise(this.list, this.irrep, this.fieldDegree);
    return this.realised;
  }
}

function realise(
  list: ListedGroup,
  irrep: ListedIrrep,
  fieldDegree: number,
): { schurIndex: number; matrix(g: Permutation): Matrix<Fraction> } {
  const { indicator, degree } = irrep.character;
  let best: { form: IrrepForm; fixing: number[]; relative: number } | undefined;
  for (const form of candidateForms(list, irrep)) {
    const n = form.conductor;
    const fixing = fixingUnits(n, entriesOf(list, form));
    const relative = units(n).length / fixing.length / fieldDegree;
    if (best === undefined || relative < best.relative) best = { form, fixing, relative };
    if (relative === 1) break;
  }
  const decided = best !== undefined && (best.relative === 1 || (best.relative === 2 && indicator === -1));
  if (best === undefined || !decided) {
    throw new IsotypicError('NOT_DECIDED', {
      where: 'rationalIrreps',
      expected: 'matrices over ℚ(χ), or over a quadratic extension for quaternionic type',
      received: `${irrep.label}, found over an extension of degree ${best?.relative} of ℚ(χ)`,
      remedy: 'The Schur index divides that degree; it is not decided here.',
      details: { schurIndexDivides: best?.relative, degree, indicator },
    });
  }
  const { form, fixing, relative } = best;
  if (form.conductor === 1) return { schurIndex: 1, matrix: (g) => form.matrix(g) as Matrix<Fraction> };
  const K = fixedField(form.conductor, fixing);
  return { schurIndex: relative, matrix: (g) => overRationals(form.matrix(g), K) };
}

/** The form at hand, then Dixon forms with λ over ℚ(χ), then with λ over a quadratic extension. */
function* candidateForms({ table, field }: ListedGroup, irrep: ListedIrrep): Generator<IrrepForm> {
  const { character: χ } = irrep;
  yield irrep.form();
  const values = table.classes.map((_, c) => χ.value(c));
  const n = values.reduce((m, x) => (m / gcd(m, x.conductor)) * x.conductor, table.order);
  const stabiliser = fixingUnits(n, values);
  // [ℚ(χ, ζ_o) : ℚ(χ)] is the number of residues modulo o of the units that fix ℚ(χ).
  const relative = (o: number): number => new Set(stabiliser.map((u) => u % o)).size;
  for (const bound of [1, 2]) {
    const λ = multiplicityOne(table, χ, field, (o) => o <= 2 || relative(o) <= bound);
    if (λ !== undefined) yield dixonIrrepForm(table, dixonForm(table, χ, λ, field), false);
  }
}

function entriesOf({ table }: ListedGroup, form: IrrepForm): Cyclotomic[] {
  return table.group.generators.flatMap((g) => {
    const M = form.matrix(g);
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

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
