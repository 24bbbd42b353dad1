/** The basis of a component written out in the names of the columns: "(north + south) − (east + west)". */
import { type Cyclotomic, type ExactMatrix, Fraction, lcm } from '@isotypic/algebra';
import type { IsotypicDecomposition } from '@isotypic/reps';

/** Longer formulas are not read. */
const MOST_COLUMNS = 16;

/** A vector of the basis, and how it is written. */
export interface Contrast {
  readonly formula: string;
  /** The formula's own coefficients. */
  readonly vector: Float64Array;
}

/** The formulas of each component, one for each basis vector; none where there are too many columns. */
export function contrastsOf(decomposition: IsotypicDecomposition, names: readonly string[]): readonly Contrast[][] {
  const { components } = decomposition;
  if (names.length > MOST_COLUMNS) return components.map(() => []);
  const { columns } = decomposition.basis();
  let offset = 0;
  return components.map(({ degree, multiplicity }) => {
    const from = offset;
    offset += degree * multiplicity;
    return Array.from({ length: offset - from }, (_, j) => contrastIn(columns, from + j, names));
  });
}

/** A coefficient with its sign apart: rational ones without denominators, others to three digits. */
interface Term {
  readonly name: string;
  readonly isNegative: boolean;
  readonly factor: string;
}

function contrastIn(columns: ExactMatrix, column: number, names: readonly string[]): Contrast {
  const values = names.map((_, i) => columns.at(i, column) as Fraction | Cyclotomic);
  const fractions = values.map(asFraction);
  if (!fractions.every((v) => v !== undefined)) {
    const vector = Float64Array.from(values, (v) => (v instanceof Fraction ? v.valueOf() : v.toNumber()));
    return { formula: written(decimalTerms(values, names)), vector };
  }
  const scale = scaleOf(fractions);
  const vector = Float64Array.from(fractions, (v) => v.mul(scale).valueOf());
  return { formula: written(rationalTerms(fractions, names)), vector };
}

function written(terms: readonly Term[]): string {
  const side = (isNegative: boolean): string => sumOf(terms.filter((t) => t.isNegative === isNegative));
  const [plus, minus] = [side(false), side(true)];
  if (minus === '') return plus;
  const bracket = (text: string): string => (text.includes(' + ') ? `(${text})` : text);
  return plus === '' ? `−${bracket(minus)}` : `${bracket(plus)} − ${bracket(minus)}`;
}

function asFraction(value: Fraction | Cyclotomic): Fraction | undefined {
  if (value instanceof Fraction) return value;
  return value.isRational() ? value.toFraction() : undefined;
}

/** What makes all of them integers. */
const scaleOf = (values: readonly Fraction[]): number => values.reduce((common, { d }) => lcm(common, Number(d)), 1);

function rationalTerms(values: readonly Fraction[], names: readonly string[]): Term[] {
  const scale = scaleOf(values);
  return values.flatMap((value, i) => {
    const whole = value.mul(scale);
    if (whole.equals(0)) return [];
    const factor = whole.abs().equals(1) ? '' : `${whole.abs().toFraction()}·`;
    return [{ name: names[i], isNegative: whole.compare(0) < 0, factor }];
  });
}

function decimalTerms(values: readonly (Fraction | Cyclotomic)[], names: readonly string[]): Term[] {
  return values.flatMap((value, i) => {
    const x = value instanceof Fraction ? value.valueOf() : value.toNumber();
    if (x === 0) return [];
    const rounded = Number(Math.abs(x).toPrecision(3));
    return [{ name: names[i], isNegative: x < 0, factor: rounded === 1 ? '' : `${rounded}·` }];
  });
}

/** Equal factors together: 2·(a + b) + c. */
function sumOf(terms: readonly Term[]): string {
  const byFactor = new Map<string, string[]>();
  for (const { factor, name } of terms) byFactor.set(factor, [...(byFactor.get(factor) ?? []), name]);
  return [...byFactor]
    .map(([factor, list]) => {
      const sum = list.join(' + ');
      return factor === '' ? sum : `${factor}${list.length > 1 ? `(${sum})` : sum}`;
    })
    .join(' + ');
}
