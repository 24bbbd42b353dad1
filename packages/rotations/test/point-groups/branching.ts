/** Branching rules and changes of basis, checked against sums over angles and exact products. */
import { Cyclotomic, cyclotomics, type ExactMatrix, type Fraction, Matrix, rank } from '@isotypic/algebra';
import { type CharacterTable, type ExactRepresentation, isotypicDecomposition } from '@isotypic/reps';
import type { BranchingTerm } from '@isotypic/rotations';
import * as assert from 'uvu/assert';

/** Multiplicities by Σ |class| χ(class) χ_i(class)‾ / |G| in doubles. */
export function multiplicitiesByAngles(table: CharacterTable, values: readonly number[]): number[] {
  const order = table.classes.reduce((sum, c) => sum + Number(c.size), 0);
  return table.characters.map((χ) => {
    let [re, im] = [0, 0];
    table.classes.forEach((c, k) => {
      const value = χ.values[k].toComplex();
      re += (Number(c.size) * values[k] * value.re) / order;
      im += (Number(c.size) * values[k] * value.im) / order;
    });
    assert.ok(Math.abs(im) < 1e-9 && Math.abs(re - Math.round(re)) < 1e-9); // 240 terms below 40, some ulp each
    return Math.round(re);
  });
}

/** Σ cos mθ over m = −j, …, j. */
export function spinCharacterAt(θ: number, j: number): number {
  let sum = 0;
  for (let m = -j; m <= j; m++) sum += Math.cos(m * θ);
  return sum;
}

export function asCounts(terms: readonly BranchingTerm[], irreps: number): number[] {
  const counts = new Array<number>(irreps).fill(0);
  for (const { character, multiplicity } of terms) counts[character] = multiplicity;
  return counts;
}

const cyc = (M: ExactMatrix): Matrix<Cyclotomic> =>
  M.field === cyclotomics
    ? (M as Matrix<Cyclotomic>)
    : (M as Matrix<Fraction>).map(cyclotomics, (x) => Cyclotomic.fromRational(x));

/** The exact basis of a decomposition turns the representation into the group's own irreps. */
export function requireChangeOfBasis(rep: ExactRepresentation, field: 'real' | 'complex', name: string): void {
  const found = field === 'real' ? isotypicDecomposition(rep) : isotypicDecomposition(rep, { field: 'complex' });
  const Q = cyc(found.basis().columns as ExactMatrix);
  assert.is(Q.rows, rep.dimension);
  assert.is(rank(Q), rep.dimension, name);
  rep.generatorMatrices.forEach((g, k) => {
    const moved = cyc(g).times(Q);
    let column = 0;
    for (const { irrep, multiplicity } of found.components) {
      const own = cyc(irrep.generatorMatrices[k] as ExactMatrix);
      for (let copy = 0; copy < multiplicity; copy++, column += own.rows) {
        const start = column;
        const columns = Matrix.build(cyclotomics, Q.rows, own.rows, (i, j) => Q.at(i, start + j));
        const expected = columns.times(own);
        const isSame = expected.entries.every((x, at) =>
          x.equals(moved.at(Math.floor(at / own.rows), start + (at % own.rows))),
        );
        assert.ok(isSame, `${name}: generator ${k}, ${irrep.label}`);
      }
    }
    assert.is(column, rep.dimension);
  });
}
