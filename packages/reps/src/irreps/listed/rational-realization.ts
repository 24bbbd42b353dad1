/**
 * Matrices over ℚ for a Galois orbit of characters of a listed group. Matrices over a field K of degree m over ℚ(χ)
 * become matrices over ℚ by writing each entry as multiplication on K.
 */
import {
  Cyclotomic,
  type ExactMatrix,
  factor,
  gcd,
  IsotypicError,
  Matrix,
  type Permutation,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import { squareRoot } from '@isotypic/algebra/internal';
import type Fraction from 'fraction.js';
import { isRationalMatrix } from '../../matrices/exact-matrices.js';
import { fixedField, fixingUnits, units } from '../descent/number-field.js';
import { descend } from '../descent/schur-descent.js';
import { cyclicAlgebra, schurIndexOf } from '../descent/schur-index.js';
import { dixonForm } from '../dixon/dixon.js';
import { multiplicityOne } from '../dixon/multiplicity-one.js';
import type { IrrepForm } from '../formed-irrep.js';
import { dixonIrrepForm, type ListedGroup, type ListedIrrep } from './listed-group.js';

/** What is known of an irrep over ℚ: its index, and its matrices when they can be made. */
export interface Realization {
  readonly schurIndex: number;
  readonly matrix: (g: Permutation, meter: WorkMeter) => Matrix<Fraction>;
}

export function realize(list: ListedGroup, irrep: ListedIrrep, fieldDegree: number, meter: WorkMeter): Realization {
  const { indicator } = irrep.character;
  const forms: { form: IrrepForm; fixing: readonly number[]; relative: number }[] = [];
  for (const form of candidateForms(list, irrep, meter)) {
    const n = form.conductor;
    const fixing = fixingUnits(n, entriesOf(list, form, meter));
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
    meter,
  );
  if (schurIndex === relative) {
    if (form.conductor === 1) return { schurIndex, matrix: (g, work) => form.matrix(g, work) as Matrix<Fraction> };
    const K = fixedField(form.conductor, fixing);
    return { schurIndex, matrix: (g, work) => overRationals(form.matrix(g, work), K, work) };
  }
  let descended: Realization['matrix'] | undefined;
  return {
    schurIndex,
    matrix: (g, work) => {
      descended ??= descendedMatrices(
        list,
        irrep,
        forms.map((f) => f.form),
        schurIndex,
        work,
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
      return descended(g, work);
    },
  };
}

/**
 * m_ℚ(χ). It divides the degree over ℚ(χ) of any field with matrices, and 2 when χ is real (Brauer–Speiser), where it
 * is 2 for quaternionic type; otherwise it is computed at each prime from a cyclic algebra.
 */
function decidedIndex(
  list: ListedGroup,
  irrep: ListedIrrep,
  forms: readonly IrrepForm[],
  relative: number,
  meter: WorkMeter,
): number {
  const { indicator, degree } = irrep.character;
  if (relative === 1 || indicator === -1) return relative === 1 ? 1 : 2;
  for (const form of forms) {
    const algebra = cyclicAlgebra(generatorMatrices(list, form, meter), valuesOf(list, irrep), meter);
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
  meter: WorkMeter,
): Realization['matrix'] | undefined {
  const values = valuesOf(list, irrep);
  const isQuaternionic = irrep.character.indicator === -1;
  const extensions = schurIndex === 1 ? [[]] : schurIndex === 2 ? RADICANDS.map((d) => [root(d)]) : [];
  for (const adjoined of extensions) {
    for (const form of forms) {
      const generators = [...values, ...adjoined];
      const algebra = cyclicAlgebra(generatorMatrices(list, form, meter), generators, meter);
      if (algebra === undefined) continue;
      const isReal = generators.every((x) => x.isReal());
      if (schurIndexOf(algebra, primesOf(list), isQuaternionic && isReal) !== 1) continue;
      const change = descend(algebra, meter);
      if (change === undefined) continue;
      const K = fixedField(algebra.n, algebra.fixingF);
      return (g, work) => overRationals(change(form.matrix(g, work)), K, work);
    }
  }
  return undefined;
}

/** √d, d negative or positive. */
function root(d: number): Cyclotomic {
  return squareRoot(d);
}

function primesOf({ table }: ListedGroup): number[] {
  return factor(table.order).map(([p]) => p);
}

function valuesOf({ table }: ListedGroup, { character: χ }: ListedIrrep): Cyclotomic[] {
  return table.classes.map((_, c) => χ.value(c));
}

function generatorMatrices({ table }: ListedGroup, form: IrrepForm, meter: WorkMeter): ExactMatrix[] {
  return table.group.generators.map((g) => form.matrix(g, meter));
}

/** The form at hand, then Dixon forms with λ over ℚ(χ), then with λ over a quadratic extension. */
function* candidateForms(list: ListedGroup, irrep: ListedIrrep, meter: WorkMeter): Generator<IrrepForm> {
  const { table, field } = list;
  const { character: χ } = irrep;
  yield irrep.form(meter);
  const values = valuesOf(list, irrep);
  const n = values.reduce((m, x) => (m / gcd(m, x.conductor)) * x.conductor, table.order);
  const stabilizer = fixingUnits(n, values);
  // [ℚ(χ, ζ_o) : ℚ(χ)] is the number of residues modulo o of the units that fix ℚ(χ).
  const relative = (o: number): number => new Set(stabilizer.map((u) => u % o)).size;
  for (const bound of [1, 2]) {
    const λ = multiplicityOne(table, χ, field, (o) => o <= 2 || relative(o) <= bound, meter);
    if (λ !== undefined) yield dixonIrrepForm(table, dixonForm(table, χ, λ, field, meter), 'complex', meter);
  }
}

function entriesOf(list: ListedGroup, form: IrrepForm, meter: WorkMeter): Cyclotomic[] {
  return generatorMatrices(list, form, meter).flatMap((M) => {
    return isRationalMatrix(M) ? [] : [...(M as Matrix<Cyclotomic>).entries];
  });
}

function overRationals(M: ExactMatrix, K: ReturnType<typeof fixedField>, meter: WorkMeter): Matrix<Fraction> {
  const k = K.degree;
  meter.step(M.entries.length * k * k);
  const blocks = (M.entries as readonly (Cyclotomic | Fraction)[]).map((x) =>
    K.multiplication(x instanceof Cyclotomic ? x : Cyclotomic.fromRational(x)),
  );
  return Matrix.build(rationals, M.rows * k, M.cols * k, (i, j) =>
    blocks[Math.floor(i / k) * M.cols + Math.floor(j / k)].at(i % k, j % k),
  );
}
