/**
 * Exact matrices in text: `<[[0, -1], [1, 0]], [[1, 0], [0, -1]]>`.
 *
 *     matrices = matrix { "," matrix } | "<" matrix { "," matrix } ">"
 *     matrix   = "[" row { "," row } "]"          row = "[" entry { "," entry } "]"
 *     entry    = a number of a cyclotomic field: -1, 1/2, 0.5, sqrt(3)/2, E(5)+E(5)^4
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  Fraction,
  finiteMatrixGroup,
  IsotypicError,
  Matrix,
  rank,
  rationals,
} from '@isotypic/algebra';
import { TextScanner } from '@isotypic/algebra/internal';
import { inOneField } from '../matrices/exact-matrices.js';
import { type MatrixRepresentation, matrixRepresentation } from './matrix-representation.js';

const WHERE = 'parseRepresentation';
const REMEDY =
  "Write it as in '<[[0, -1], [1, 0]], [[1, 0], [0, -1]]>': rows of exact numbers such as 1/2 or sqrt(3)/2.";

export const isMatrixText = (text: string): boolean => /^\s*<?\s*\[\s*\[/.test(text);

/** Entries of a row that a text may have; images of the basis vectors that a group may have. */
const LARGEST_SIZE = 1024;
const MOST_VECTORS = 2 ** 14;

/** The representation; its group permutes the images of the basis vectors, which it moves faithfully. */
export function parseMatrices(text: string): MatrixRepresentation {
  const scanner = new TextScanner(WHERE, text, REMEDY);
  const isBracketed = scanner.accept('<');
  const matrices = list(scanner, () => matrix(scanner));
  if (isBracketed) scanner.expect('>');
  scanner.expectEnd("',' or the end");
  const exact = inOneField(matrices);
  const size = exact[0].rows;
  for (const [k, { rows }] of exact.entries()) {
    if (rows !== size)
      throw shapeMismatch(`${size}×${size} matrices, as the first one`, `${rows}×${rows} for generator ${k}`);
    const r = rank(exact[k]);
    if (r < size) throw singular(r, k);
  }
  return matrixRepresentation(finiteMatrixGroup(exact, { limit: MOST_VECTORS }).group, exact);
}

function list<T>(scanner: TextScanner, read: () => T): T[] {
  const items = [read()];
  while (scanner.accept(',')) items.push(read());
  return items;
}

function matrix(scanner: TextScanner): ExactMatrix {
  scanner.expect('[');
  const rows = list(scanner, () => {
    scanner.expect('[');
    const start = scanner.at;
    const row = list(scanner, () => entry(scanner));
    if (!scanner.accept(']')) scanner.fail("',' or ']'");
    return { row, start };
  });
  if (!scanner.accept(']')) scanner.fail("',' or ']'");
  if (rows.length > LARGEST_SIZE) scanner.fail(`matrices of at most ${LARGEST_SIZE} rows`);
  for (const { row, start } of rows) {
    if (row.length !== rows.length) scanner.fail(`a row of ${rows.length} entries, as there are rows`, start);
  }
  const n = rows.length;
  const entries = rows.flatMap(({ row }) => row);
  if (!entries.every((x) => x.isRational())) return new Matrix(cyclotomics, n, n, entries);
  const fractions = entries.map((x) => x.toFraction());
  return new Matrix(rationals, n, n, fractions);
}

function entry(scanner: TextScanner): Cyclotomic {
  scanner.peek();
  const start = scanner.at;
  const source = scanner.match(/[^,[\]<>]+/y) ?? scanner.fail('an entry');
  const plain = source.replace(/\d+\.\d+/g, (decimal) => `(${new Fraction(decimal).toFraction()})`);
  try {
    return Cyclotomic.parse(plain);
  } catch (error) {
    if (!(error instanceof IsotypicError) || error.code !== 'PARSE') throw error;
    return scanner.fail('an exact number such as -1, 1/2, sqrt(3)/2 or E(5)+E(5)^4', start);
  }
}

const shapeMismatch = (expected: string, received: string): IsotypicError =>
  new IsotypicError('SHAPE_MISMATCH', { where: WHERE, expected, received });

const singular = (r: number, generator: number): IsotypicError =>
  new IsotypicError('SINGULAR', {
    where: WHERE,
    expected: 'invertible matrices',
    received: `one of rank ${r} for generator ${generator}`,
    details: { rank: r, generator },
  });
