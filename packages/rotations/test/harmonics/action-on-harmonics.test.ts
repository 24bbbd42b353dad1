/** The exact action on harmonics: against Wigner matrices in doubles, and exactly as a homomorphism. */
import { cyclotomics, type ExactMatrix, Matrix, toFloat64 } from '@isotypic/algebra';
import { Float64Matrix, matrixExponential } from '@isotypic/numeric/dense';
import { harmonicAction, pointGroup, REAL_CONVENTIONS, wignerD } from '@isotypic/rotations';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const skew = (x: number, y: number, z: number) =>
  Matrix.fromRows(
    cyclotomics,
    [
      [0, -z, y],
      [z, 0, -x],
      [-y, x, 0],
    ].map((row) => row.map((n) => cyclotomics.fromInteger(n))),
  ) as unknown as ExactMatrix;
const turns = { dimension: 3, generatorMatrices: [], derivations: [skew(1, 0, 0), skew(0, 1, 0), skew(1, 2, 3)] };

function exponential(X: ExactMatrix, t: number): Float64Matrix {
  const { data, rows, cols } = toFloat64(X);
  return matrixExponential(
    new Float64Matrix(
      rows,
      cols,
      data.map((x) => t * x),
    ),
  );
}

for (const convention of REAL_CONVENTIONS) {
  test(`one-parameter subgroups exponentiate to Wigner matrices, ${convention}`, () => {
    for (let l = 0; l <= 4; l++) {
      const { derivations = [] } = harmonicAction(l, turns, { convention });
      turns.derivations.forEach((X, k) => {
        const expected = wignerD(l, exponential(X, 0.3).toRows(), { convention }).data;
        exponential(derivations[k], 0.3).data.forEach((x, i) => {
          assert.ok(Math.abs(x - expected[i]) < 1e-14);
        });
      });
    }
  });
}

test('brackets go to brackets, and everything is skew', () => {
  const [x, y] = [skew(1, 0, 0), skew(0, 1, 0)];
  const bracket = x.times(y).minus(y.times(x));
  const { derivations = [] } = harmonicAction([1, 3], { ...turns, derivations: [x, y, bracket] });
  const [X, Y, XY] = derivations;
  assert.ok(X.times(Y).minus(Y.times(X)).equals(XY));
  for (const A of derivations) assert.ok(A.plus(A.transpose()).isZero());
});

test('rotations and reflections of a point group go to orthogonal matrices that its Wigner matrices round', () => {
  const { vector } = pointGroup('Oh');
  const { generatorMatrices } = harmonicAction([0, 1, 2, 3], vector);
  generatorMatrices.forEach((g, k) => {
    assert.ok(g.transpose().times(g).equals(Matrix.identity(g.field, 16)));
    const R = new Float64Matrix(3, 3, toFloat64(vector.generatorMatrices[k]).data);
    const { data } = toFloat64(g);
    let offset = 0;
    for (let l = 0; l <= 3; l++) {
      // the parity of harmonics, (−1)ˡ
      const D = wignerD(l, R.toRows(), { parity: l % 2 === 0 ? 1 : -1 });
      for (let i = 0; i < D.rows; i++) {
        for (let j = 0; j < D.cols; j++)
          assert.ok(Math.abs(data[(offset + i) * 16 + offset + j] - D.data[i * D.cols + j]) < 1e-15);
      }
      offset += D.rows;
    }
  });
});

test('what is not orthogonal is refused', () => {
  assert.throws(
    () => harmonicAction(1, { dimension: 3, generatorMatrices: [skew(1, 0, 0)] }),
    /orthogonal matrices and skew derivations/,
  );
});

test.run();
