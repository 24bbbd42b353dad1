/** Tables in random dialects: told ones are read back to the bit, found ones are right, said, or refused by name. */
import { IsotypicError } from '@isotypic/algebra';
import { openTable, type Table, type TableOptions } from '@isotypic/sources';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Contents, rowsOf } from './read.js';
import { FOUND_DELIMITERS, type WrittenTable, writtenTable } from './written-table.js';

/** The bytes in pieces of this size, to cut everything anywhere. */
function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

const read = (table: Table, { numeric, textual }: WrittenTable, batchRows: number) =>
  rowsOf(table, { columns: numeric, texts: textual, missing: 'drop', batchRows });

/** No silent loss, and the rows that miss nothing are those that are left. */
function holds(written: WrittenTable, { table, rows, texts }: Contents): void {
  const whole = [...written.values.keys()].filter((n) => !written.values[n].includes(undefined));
  const { counts } = table;
  assert.equal(table.columns, written.names);
  assert.is(counts.rows, written.values.length);
  assert.is(counts.used, whole.length);
  assert.is(counts.rows, counts.used + counts.dropped);
  assert.is(counts.comments, written.comments);
  assert.equal(rows, whole.map((n) => written.values[n])); // biome-ignore format: short
  assert.equal(texts, written.texts.map((column) => whole.map((n) => column[n]))); // biome-ignore format: short
}

export interface Tally {
  right: number;
  said: number;
  refused: number;
}

/** What is not looked for: words for missing values, lines to skip, comments and delimiters of other kinds. */
function notLookedFor({ told }: WrittenTable): TableOptions {
  const { missingWords, skip, comment, delimiter = ',' } = told;
  return {
    missingWords,
    skip,
    ...(comment === '' || comment === '#' ? {} : { comment }),
    ...(FOUND_DELIMITERS.includes(delimiter) ? {} : { delimiter }),
  };
}

/** Opens without being told what it claims to find. */
async function found(written: WrittenTable, tally: Tally): Promise<void> {
  const options = notLookedFor(written);
  let contents: Contents;
  try {
    const table = await openTable([written.bytes], options);
    contents = { table, ...(await read(table, written, 4096)) };
  } catch (error) {
    if (!(error instanceof IsotypicError)) throw error;
    tally.refused++;
    return;
  }
  try {
    holds(written, contents);
    tally.right++;
  } catch (error) {
    // a comma within the cells of one column is a delimiter to whoever does not know
    const isAmbiguous = written.names.length === 1 && /[,;|\t ]/.test(written.text);
    // a first line of numbers, or words over words: decided otherwise, but not silently
    if (contents.table.notes.length === 0 && !isAmbiguous) throw error;
    tally.said++;
  }
}

export function dialectTests(runs: number): void {
  test(`${runs} tables in random dialects, which are told: every value, name and count is read back`, async () => {
    await fc.assert(
      fc.asyncProperty(writtenTable, fc.integer({ min: 1, max: 40 }), async (written, size) => {
        const table = await openTable(pieces(written.bytes, size), written.told);
        holds(written, { table, ...(await read(table, written, 1 + (size % 4))) });
      }),
      { numRuns: runs },
    );
  });

  test(`${runs} tables in random dialects, which are not told: right, said, or refused by name`, async () => {
    const tally: Tally = { right: 0, said: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(writtenTable, (written) => found(written, tally)),
      { numRuns: runs },
    );
    console.log(`dialects found: ${tally.right} right, ${tally.said} otherwise and said, ${tally.refused} refused`);
    assert.ok(tally.right > 0.6 * runs, 'most dialects are found');
  });
}
