/** Proofs of single irreps of groups too large to list: relators, characters by the table, invariance of the form. */
import type { Cyclotomic, Matrix } from '@isotypic/algebra';
import { type ComplexIrrep, characterTable, checkRepresentation, matrixRepresentation } from '@isotypic/reps';
import * as assert from 'uvu/assert';
import { conjugateMatrix, overCyclotomics } from '../../dist/matrices/exact-matrices.js';

export function verifyIrrep(irrep: ComplexIrrep): void {
  const { group, degree, generatorMatrices, gram } = irrep;
  checkRepresentation(matrixRepresentation(group, generatorMatrices, { dimension: degree }));
  const H = overCyclotomics(gram) as Matrix<Cyclotomic>;
  for (const M of generatorMatrices.map(overCyclotomics)) {
    assert.ok(conjugateMatrix(M.transpose()).times(H).times(M).equals(H), `${irrep.label}: invariant form`);
  }
  const table = characterTable(group);
  const traces = table.classes.map((c) => overCyclotomics(irrep.matrix(c.representative)).trace());
  const row = table.characters.findIndex((χ) => χ.values.every((x, c) => x.equals(traces[c])));
  assert.ok(
    row >= 0 && table.characters[row].indicator === irrep.indicator,
    `${irrep.label}: an irreducible character`,
  );
}

export const sumOfSquares = (list: readonly ComplexIrrep[]): bigint =>
  list.reduce((sum, { degree }) => sum + BigInt(degree) ** 2n, 0n);

/** Verifies as many irreps of each degree as the list names. */
export function verifyDegrees(list: readonly ComplexIrrep[], wanted: readonly number[]): void {
  for (const degree of new Set(wanted)) {
    const matching = list.filter((x) => x.degree === degree);
    for (const irrep of matching.slice(0, wanted.filter((d) => d === degree).length)) verifyIrrep(irrep);
  }
}
