import { catalogue, Matrix, PermutationGroup } from '@isotypic/algebra';
import {
  isotypicDecomposition,
  numericRepresentation,
  permutationRepresentation,
  regularRepresentation,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('the rational irreps of S3 are of degree 1, 1, 2', () => {
  const { components } = isotypicDecomposition(regularRepresentation(catalogue.symmetric(3)), { field: 'rational' });
  assert.equal(
    components.map((c) => [c.degree, c.multiplicity, c.type]),
    [
      [1, 1, 'real'],
      [1, 1, 'real'],
      [2, 2, 'real'],
    ],
  );
});

test('the regular representation of C5 is 1 + 4 over ℚ, 1 + 2 + 2 over ℝ, 1 + 1 + 1 + 1 + 1 over ℂ', () => {
  const rep = regularRepresentation(catalogue.cyclic(5));
  const degrees = (components: readonly { degree: number }[]) => components.map((c) => c.degree);
  const rational = isotypicDecomposition(rep, { field: 'rational' }).components;
  assert.equal(degrees(rational), [1, 4]);
  assert.equal(
    rational.map((c) => c.type),
    ['real', 'complex'],
  );
  assert.equal(degrees(isotypicDecomposition(rep, { field: 'real' }).components), [1, 2, 2]);
  assert.equal(degrees(isotypicDecomposition(rep, { field: 'complex' }).components), [1, 1, 1, 1, 1]);
});

test('the regular representation of Q8 over ℚ and ℂ: type ℍ, with multiplicity 1 over ℚ and 2 over ℂ', () => {
  const rep = regularRepresentation(catalogue.quaternion());
  const last = <T>(list: readonly T[]): T => list[list.length - 1];
  const rational = last(isotypicDecomposition(rep, { field: 'rational' }).components);
  assert.equal([rational.degree, rational.multiplicity, rational.type], [4, 1, 'quaternionic']);
  const complex = last(isotypicDecomposition(rep, { field: 'complex' }).components);
  assert.equal([complex.degree, complex.multiplicity, complex.type], [2, 2, 'quaternionic']);
});

test('a decomposition over ℚ or ℂ is written as one over ℝ is: copies before labels', () => {
  const rep = regularRepresentation(catalogue.symmetric(3));
  const written = [
    isotypicDecomposition(rep),
    isotypicDecomposition(rep, { field: 'rational' }),
    isotypicDecomposition(rep, { field: 'complex' }),
  ].map(String);
  for (const text of written) assert.match(text, /^[^·+]+ \+ [^·+]+ \+ 2·[^·+]+$/);
});

test('without generators every basis vector is a copy of the trivial irrep', () => {
  for (const degree of [1, 3]) {
    const rep = permutationRepresentation(new PermutationGroup([], { degree }));
    for (const { components } of [
      isotypicDecomposition(rep, { field: 'rational' }),
      isotypicDecomposition(rep, { field: 'complex' }),
    ]) {
      assert.equal(
        components.map((c) => [c.degree, c.multiplicity]),
        [[1, degree]],
      );
    }
  }
});

for (const field of ['rational', 'complex'] as const) {
  for (const [name, rep] of Object.entries({
    'natural A4': permutationRepresentation(catalogue.alternating(4)),
    'regular C6': regularRepresentation(catalogue.cyclic(6)),
    'regular Q8': regularRepresentation(catalogue.quaternion()),
    'regular S3': regularRepresentation(catalogue.symmetric(3)),
  })) {
    test(`${name} over the ${field} numbers: projectors and the exact basis`, () => {
      const decomposition =
        field === 'rational' ? isotypicDecomposition(rep, { field }) : isotypicDecomposition(rep, { field });
      const projectors = decomposition.components.map((c) => c.projector() as Matrix<unknown>);
      const sum = projectors.reduce((a, b) => a.plus(b));
      assert.ok(sum.equals(Matrix.identity(sum.field, rep.dimension)));
      for (const P of projectors) assert.ok(P.times(P).equals(P));
      const B = decomposition.basis().columns as Matrix<unknown>;
      rep.generatorMatrices.forEach((given, k) => {
        const A = given.map(B.field, (x) => B.field.parse(`${x.toFraction()}`)) as Matrix<unknown>;
        let offset = 0;
        for (const { irrep, degree, multiplicity } of decomposition.components) {
          const hat = irrep.generatorMatrices[k] as Matrix<unknown>;
          const inField = hat.map(B.field, (x) => B.field.parse(hat.field.print(x)));
          for (let copy = 0; copy < multiplicity; copy++, offset += degree) {
            const start = offset;
            const T = Matrix.build(B.field, rep.dimension, degree, (i, j) => B.at(i, start + j));
            assert.ok(A.times(T).equals(T.times(inField)));
          }
        }
      });
    });
  }
}

test('floats have no decomposition over ℚ or ℂ', () => {
  const numeric = numericRepresentation(catalogue.cyclic(2), [[[-1]]]);
  assert.throws(() => isotypicDecomposition(numeric as never, { field: 'rational' }), /exact matrices/);
});

test.run();
