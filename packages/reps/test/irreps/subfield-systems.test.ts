/** Systems over subfields of cyclotomic fields, against elimination over the whole field. */
import { Cyclotomic, cyclotomics, Matrix, randomSource, solve, WorkMeter } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { solveOverSubfield } from '../../dist/irreps/descent/subfield-systems.js';

const fields: readonly [string, readonly string[]][] = [
  ['ℚ(√5)', ['1', 'E(5)+E(5)^4']],
  ['the cubic field in ℚ(ζ₇)', ['1', 'E(7)+E(7)^6', 'E(7)^2+E(7)^5']],
  ['ℚ(√−7)', ['1', 'E(7)+E(7)^2+E(7)^4']],
  ['ℚ(ζ₅), the whole field', ['1', 'E(5)', 'E(5)^2', 'E(5)^3']],
];
for (const [name, texts] of fields) {
  test(`${name}: the solution is that over the cyclotomic field`, () => {
    const basis = texts.map((text) => Cyclotomic.parse(text));
    const random = randomSource(7);
    const entry = (): Cyclotomic =>
      basis.reduce((sum, b) => sum.plus(b.times(Cyclotomic.fromRational(random.below(9) - 4))), Cyclotomic.zero);
    for (const size of [1, 2, 5]) {
      const S = Matrix.build(cyclotomics, size, size, (i, j) =>
        i === j ? entry().plus(Cyclotomic.fromRational(40)) : entry(),
      );
      const A = Matrix.build(cyclotomics, size, 3, entry);
      const X = solveOverSubfield(S, A, new WorkMeter('test'));
      assert.ok(S.times(X).equals(A));
      assert.ok(X.equals(solve(S, A)));
    }
  });
}

test.run();
