/** The order of the rows of a character table. */
import type { Cyclotomic, WorkMeter } from '@isotypic/algebra';
import type { CharacterRow } from './character-row.js';

/** Rows in the order of the table; see `CharacterTable`. O(k² log k) looks at values, and few of them at most rows. */
export function sortRows<R extends CharacterRow>(rows: readonly R[], meter: WorkMeter): R[] {
  const names = new Map<Cyclotomic, string>();
  const nameOf = (x: Cyclotomic): string => {
    let name = names.get(x);
    if (name === undefined) {
      name = x.toString();
      names.set(x, name);
    }
    return name;
  };
  const withDegrees = rows.map((row) => ({ row, degree: row.values[0].toNumber() }));
  withDegrees.sort((a, b) => {
    meter.step(0);
    if (a.degree !== b.degree) return a.degree - b.degree;
    const [x, y] = [a.row.values, b.row.values];
    for (let c = 0; c < x.length; c++) {
      const compared = x[c] === y[c] ? 0 : compareValues(x[c], y[c], nameOf);
      if (compared !== 0) return compared;
    }
    return 0;
  });
  return withDegrees.map(({ row }) => row);
}

/** Rational values before others, larger ones first; the others by conductor, then by their text. */
function compareValues(x: Cyclotomic, y: Cyclotomic, nameOf: (x: Cyclotomic) => string): number {
  if (x.isRational() !== y.isRational()) return x.isRational() ? -1 : 1;
  if (x.isRational()) {
    const [a, b] = [x.toNumber(), y.toNumber()];
    return a !== b ? (a > b ? -1 : 1) : y.toFraction().compare(x.toFraction());
  }
  if (x.conductor !== y.conductor) return x.conductor - y.conductor;
  const [a, b] = [nameOf(x), nameOf(y)];
  return a < b ? -1 : a > b ? 1 : 0;
}
