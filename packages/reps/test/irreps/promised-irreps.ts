/** Groups of the catalogue of which every irrep of degree ≤ 300 is promised: each is made, and checked exactly. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  BudgetExceededError,
  type Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  Matrix,
  PermutationGroup,
  randomSource,
} from '@isotypic/algebra';
import { type CharacterTable, type ComplexIrrep, characterTable, irreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { conjugateMatrix, overCyclotomics } from '../../dist/matrices/exact-matrices.js';
import { verifyIrrep } from './single-irreps.js';

/** Relations and characters are verified up to this degree or one given, beyond it the form and traces. */
const FULL_PROOF = 25;

/** All characters are verified on tables of up to so many classes, on larger ones the traces of the generators. */
const FULL_PROOF_CLASSES = 200;

const file = new URL('../../../../vectors/groups/catalogue.json', import.meta.url);
const rows: CatalogueRow[] = JSON.parse(readFileSync(file, 'utf8')).groups;

export interface CatalogueRow {
  readonly id: string;
  readonly gens: number[][];
  readonly degree: number;
  readonly order: string;
}

/** The generators and the degree of a group of the catalogue. */
export function catalogueRow(id: string): CatalogueRow {
  return rows.find((row) => row.id === id) as CatalogueRow;
}

/** The names of the catalogue's groups of these orders. */
export function catalogueIds(isWanted: (order: bigint) => boolean): string[] {
  return rows.filter(({ order }) => isWanted(BigInt(order))).map(({ id }) => id);
}

/** The groups of the families of order above 20 000 whose generators are known: 208 transitive and primitive ones. */
export function largeFamilyRows(): CatalogueRow[] {
  return ['transitive', 'sample', 'primitive'].flatMap((family) => {
    const packed = readFileSync(new URL(`../../../../vectors/groups/families/${family}.jsonl.gz`, import.meta.url));
    const lines = gunzipSync(packed).toString().trim().split('\n');
    return lines
      .map((line): CatalogueRow => JSON.parse(line))
      .filter(({ order, gens }) => BigInt(order) > 20_000n && gens !== undefined);
  });
}

/** Columns on which the invariance of a form is checked. */
const COLUMNS = 3;

/**
 * A test for each group: it has as many irreps of degree ≤ 300 as its table has characters, and each that is promised
 * is made; of more than `sample`, so many at random.
 */
export function testPromised(ids: readonly string[], options: PromiseOptions = {}) {
  testPromisedRows(ids.map(catalogueRow), options);
}

export interface PromiseOptions {
  readonly isPromised?: (id: string, degree: number) => boolean;
  readonly sample?: number;
  readonly fullProof?: number;
}

/** The same for groups given by generators. */
export function testPromisedRows(
  rowsToTest: readonly CatalogueRow[],
  { isPromised = () => true, sample = Number.POSITIVE_INFINITY, fullProof = FULL_PROOF }: PromiseOptions = {},
) {
  for (const { id, gens, degree: points } of rowsToTest) {
    test(`${id}: every irrep of degree ≤ 300`, () => {
      const before = process.cpuUsage().user;
      const group = new PermutationGroup(gens, { degree: points });
      const table = characterTable(group);
      const small = irreps(group).filter(({ degree }) => degree <= 300);
      assert.is(small.length, table.characters.filter(({ degree }) => degree <= 300).length);
      const list = some(
        small.filter(({ degree }) => isPromised(id, degree)),
        sample,
      );
      for (const irrep of list) {
        if (irrep.degree <= fullProof && table.classes.length <= FULL_PROOF_CLASSES) verifyIrrep(irrep);
        else checkFormAndTraces(irrep, table);
      }
      console.log(
        `${id}: ${list.length} irreps made and checked in ${Math.round((process.cpuUsage().user - before) / 1e6)} s`,
      );
    });
  }
}

/** At most `count` of a list, at random. */
function some<T>(list: readonly T[], count: number): T[] {
  const random = randomSource();
  const left = [...list];
  while (left.length > count) left.splice(random.below(left.length), 1);
  return left;
}

/** A test for each group: no list of its irreps is made, and that is said within seconds. */
export function testRefused(ids: readonly string[]) {
  for (const id of ids) {
    test(`${id}: no list of irreps`, () => {
      const before = process.cpuUsage().user;
      const { gens, degree } = catalogueRow(id);
      assert.throws(
        () => irreps(new PermutationGroup(gens, { degree })),
        (error: unknown) => error instanceof BudgetExceededError,
      );
      assert.ok(process.cpuUsage().user - before < 30e6, `${id}: refused after more than 30 s`);
    });
  }
}

export function checkFormAndTraces(
  { group, generatorMatrices, gram, degree, indicator, label }: ComplexIrrep,
  table: CharacterTable,
) {
  const random = randomSource(degree);
  const S = overCyclotomics(gram) as Matrix<Cyclotomic>;
  // (Mx)*S(My) = x*Sy for x and y from {0, …, 32}^d at random: a form that is not kept passes for one pair with
  // probability 2/33 at most (Schwartz–Zippel).
  const columns = () => Matrix.build(cyclotomics, degree, COLUMNS, () => cyclotomics.fromInteger(random.below(33)));
  const [X, Y] = [columns(), columns()];
  const product = (A: Matrix<Cyclotomic>, B: Matrix<Cyclotomic>) => conjugateMatrix(A.transpose()).times(S.times(B));
  const expected = product(X, Y);
  const matrices = generatorMatrices.map((M: ExactMatrix) => overCyclotomics(M) as Matrix<Cyclotomic>);
  for (const M of matrices) assert.ok(product(M.times(X), M.times(Y)).equals(expected), `${label}: form`);
  const classes = group.generators.map((g) => table.structure.identify(g));
  const isRow = table.characters.some(
    (χ) =>
      χ.degree === degree &&
      χ.indicator === indicator &&
      classes.every((c, k) => χ.values[c].equals(matrices[k].trace())),
  );
  assert.ok(isRow, `${label}: traces`);
}
