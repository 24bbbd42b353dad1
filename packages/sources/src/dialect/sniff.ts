/** The delimiter and the decimal mark of a table, told from its first records. */
import { looksNumeric } from './numerals.js';
import { type Cell, type Record, type RecordGrammar, recordsOf } from './records.js';

/** In order of preference, where nothing else decides. */
const CANDIDATES = [',', ';', '\t', '|', ' '] as const;

/** Records that are looked at: enough to tell, however long the table is. */
const MOST_RECORDS = 200;

/** Scores nearer than this do not tell two delimiters apart: one cell in fifty. */
const CLOSE = 0.02;

/** Where the records begin. */
export interface Beginning {
  readonly text: string;
  readonly at: number;
  readonly line: number;
  readonly complete: boolean;
}

/** Delimiter and decimal mark, and the records that show them. */
export interface Sniffed {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly records: readonly Record[];
  /** Another delimiter that fits as well. */
  readonly rival: string | undefined;
}

/** The records under a grammar, up to a quote that is not closed. */
export function sampleRecords(beginning: Beginning, grammar: RecordGrammar): readonly Record[] {
  const { text, ...from } = beginning;
  return recordsOf(text, grammar, { ...from, most: MOST_RECORDS });
}

/**
 * The delimiter under which most rows have one and the same number of cells, two at least, and most cells are numbers.
 * A table of one column has no delimiter; a comma is said then.
 */
export function sniff(
  beginning: Beginning,
  told: { readonly delimiter: string | undefined; readonly decimal: '.' | ',' | undefined },
  comment: string | undefined,
  missing: ReadonlySet<string>,
): Sniffed {
  const found: (Omit<Sniffed, 'rival'> & { readonly score: number })[] = [];
  for (const delimiter of told.delimiter === undefined ? CANDIDATES : [told.delimiter]) {
    const records = sampleRecords(beginning, { delimiter, comment });
    for (const decimal of told.decimal === undefined ? (['.', ','] as const) : [told.decimal]) {
      const score = scoreOf(records, decimal, missing);
      found.push({ delimiter, decimal, records, score });
    }
  }
  // the sort is stable: of equals the first candidate is kept
  const [best, ...others] = found.sort((a, b) => b.score - a.score);
  const cells = ({ records }: (typeof found)[number]) => JSON.stringify(records.map((r) => r.cells.map((c) => c.text)));
  const rival = others.find((other) => other.delimiter !== best.delimiter && cells(other) !== cells(best));
  const isClose = rival !== undefined && best.score > 0.2 && best.score - rival.score < CLOSE;
  return { ...best, rival: isClose ? rival.delimiter : undefined };
}

/** The number of cells that most records have; of two, the one that comes first. */
export function modalWidth(records: readonly Record[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let [width, most] = [0, 0];
  for (const [cells, count] of counts) if (count > most) [width, most] = [cells, count];
  return width;
}

/** Between 0 and 1; a single column counts for next to nothing, since every text is one under some delimiter. */
function scoreOf(records: readonly Record[], decimal: '.' | ',', missing: ReadonlySet<string>): number {
  // the first one may be names
  const rows = records.length > 1 ? records.slice(1) : records;
  if (rows.length === 0) return -1;
  const width = modalWidth(rows);
  const regular = rows.filter(({ cells }) => cells.length === width);
  let [numbers, words] = [0, 0];
  const count = ({ text }: Cell) => {
    if (looksNumeric(text, decimal)) numbers++;
    else if (!missing.has(text)) words++;
  };
  for (const { cells } of regular) cells.forEach(count);
  const share = numbers + words === 0 ? 0 : numbers / (numbers + words);
  const [first] = records;
  // what the first record says decides where the others do not: its numbers, and whether it is as wide as they are
  const numerals = first.cells.filter(({ text }) => looksNumeric(text, decimal)).length / first.cells.length;
  const start = 1e-3 * numerals + (first.cells.length === width ? 1e-2 : 0);
  // one name over two cells is a decimal comma sooner than a column of row names
  if (records.length > 1 && first.cells.length === 1 && width === 2) return 0.05 * share;
  // a quarter for being a table at all: one of words is one too
  return start + (width < 2 ? 0.1 * share : (regular.length / rows.length) * (0.25 + 0.75 * share));
}
