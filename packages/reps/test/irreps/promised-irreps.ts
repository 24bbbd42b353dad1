/** Groups of the catalogue of which every irrep of degree ≤ 300 is promised: each is made, and checked exactly. */
import { readFileSync } from 'node:fs';
import {
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

/** Relations and characters are verified up to this degree or one given, beyond it the form and the generators' traces. */
const FULL_PROOF = 25;

const file = new URL('../../../../vectors/groups/catalogue.json', import.meta.url);
const rows: { id: string; gens: number[][]; degree: number }[] = JSON.parse(readFileSync(file, 'utf8')).groups;

/** The generators and the degree of a group of the catalogue. */
export function catalogueRow(id: string): { gens: number[][]; degree: number } {
  return rows.find((row) => row.id === id) as (typeof rows)[number];
}

/** Columns on which the invariance of a form is checked. */
const COLUMNS = 3;

/** A test for each group: it has as many irreps of degree ≤ 300 as its table has characters, and each is made. */
export function testPromised(
  ids: readonly string[],
  isPromised = (_id: string, _degree: number): boolean => true,
  fullProof = FULL_PROOF,
) {
  for (const id of ids) {
    test(`${id}: every irrep of degree ≤ 300`, () => {
      const before = process.cpuUsage().user;
      const { gens, degree: points } = catalogueRow(id);
      const group = new PermutationGroup(gens, { degree: points });
      const table = characterTable(group);
      const small = irreps(group).filter(({ degree }) => degree <= 300);
      assert.is(small.length, table.characters.filter(({ degree }) => degree <= 300).length);
      const list = small.filter(({ degree }) => isPromised(id, degree));
      for (const irrep of list) {
        if (irrep.degree <= fullProof) verifyIrrep(irrep);
        else checkFormAndTraces(irrep, table);
      }
      console.log(
        `${id}: ${list.length} irreps made and checked in ${Math.round((process.cpuUsage().user - before) / 1e6)} s`,
      );
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
