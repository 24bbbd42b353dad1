/** The form of an irrep from its generators' matrices, whose traces are checked. */

import { Cyclotomic, type ExactMatrix, type ExactScalar, IsotypicError, type Permutation } from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import { evaluateThroughWords } from '../../matrices/evaluate.js';
import { commonConductor, type GramAndMatrices, type IrrepForm } from '../formed-irrep.js';

/** @throws {IsotypicError} `VERIFICATION_FAILED` when a trace is no value of χ */
export function checkedForm(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  { gram, matrices }: GramAndMatrices,
): IrrepForm {
  requireTraces(table, χ, matrices);
  return {
    isReal: matrices.every((M) => M.entries.every((x) => !(x instanceof Cyclotomic) || x.isReal())),
    conductor: commonConductor(matrices),
    gram,
    matrix: evaluateThroughWords(table.group, matrices, χ.degree),
  };
}

/** The traces of the generators' matrices and of products of two are the values of χ. */
function requireTraces(
  { group, structure }: CharacterTable,
  χ: IrreducibleCharacter,
  small: readonly ExactMatrix[],
): void {
  const check = (trace: ExactScalar, g: Permutation): void => {
    const value = trace instanceof Cyclotomic ? trace : Cyclotomic.fromRational(trace as never);
    const expected = χ.values[structure.identify(g)];
    if (value.equals(expected)) return;
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'irreps',
      expected: `trace ${expected}`,
      received: `${value}`,
    });
  };
  small.forEach((A, k) => {
    check(A.trace(), group.generators[k]);
    for (const [l, B] of small.entries()) {
      const { field, rows: d } = A;
      let trace = field.zero;
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < d; j++) {
          if (field.isZero(A.at(i, j)) || field.isZero(B.at(j, i))) continue;
          trace = field.add(trace, field.mul(A.at(i, j), B.at(j, i)));
        }
      }
      check(trace, group.generators[k].times(group.generators[l]));
    }
  });
}
