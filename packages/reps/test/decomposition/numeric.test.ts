import { catalogue, type Float64Layout, toFloat64 } from '@isotypic/algebra';
import {
  isotypicDecomposition,
  isotypicDecompositions,
  numericRepresentation,
  orthogonalize,
  permutationRepresentation,
  rationalize,
  regularRepresentation,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { multiply, normalFormErrors, transpose } from './float-checks.js';

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'nothing thrown';
};

/** A fixed rotation of ℝⁿ, by Givens rotations. */
function rotation(n: number) {
  let Q: Float64Layout = {
    data: Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0)),
    rows: n,
    cols: n,
  };
  for (let i = 0; i + 1 < n; i++) {
    const G = { data: Q.data.map((_, k) => (k % (n + 1) === 0 ? 1 : 0)), rows: n, cols: n };
    const [c, s] = [Math.cos(i + 0.3), Math.sin(i + 0.3)];
    G.data[i * n + i] = c;
    G.data[i * n + i + 1] = -s;
    G.data[(i + 1) * n + i] = s;
    G.data[(i + 1) * n + i + 1] = c;
    Q = multiply(Q, G);
  }
  return Q;
}

for (const [name, rep] of Object.entries({
  'S4 on 4 points': permutationRepresentation(catalogue.symmetric(4)),
  'regular C5': regularRepresentation(catalogue.cyclic(5)),
  'regular Q8': regularRepresentation(catalogue.quaternion()),
  'regular S3': regularRepresentation(catalogue.symmetric(3)),
})) {
  test(`${name} in a rotated basis decomposes as in the given one`, () => {
    const R = rotation(rep.dimension);
    const rotated = rep.generatorMatrices.map((m) => multiply(R, multiply(toFloat64(m), transpose(R))));
    const numeric = numericRepresentation(rep.group, rotated);
    const [x, y] = isotypicDecompositions([rep, numeric]);
    assert.equal(
      y.components.map((c) => c.multiplicity),
      x.components.map((c) => c.multiplicity),
    );
    const { orthogonality, blocks } = normalFormErrors(y);
    assert.ok(orthogonality < 1e-13 && blocks < 1e-13, `${orthogonality}, ${blocks}`);
  });
}

test('matrices that are not orthogonal are refused, and orthogonalize repairs them', () => {
  const G = catalogue.symmetric(3);
  const skewed = isotypicDecomposition(permutationRepresentation(G)).components[1].irrep.generatorMatrices.map((m) => {
    const { data } = toFloat64(m);
    // Conjugation by diag(1, 2).
    return [
      [data[0], data[1] / 2],
      [data[2] * 2, data[3]],
    ];
  });
  assert.is(
    code(() => numericRepresentation(G, skewed)),
    'INVALID_ARGUMENT',
  );
  const { matrices } = orthogonalize(G, skewed);
  const decomposition = isotypicDecomposition(numericRepresentation(G, matrices));
  assert.equal(
    decomposition.components.map((c) => [c.degree, c.multiplicity]),
    [[2, 1]],
  );
});

test('matrices that break a relation are refused with the relation', () => {
  const G = catalogue.cyclic(3);
  const quarter = [
    [0, -1],
    [1, 0],
  ];
  assert.is(
    code(() => numericRepresentation(G, [quarter])),
    'NOT_A_HOMOMORPHISM',
  );
  assert.is(
    code(() => numericRepresentation(G, [[[Number.NaN]]])),
    'NOT_FINITE',
  );
  assert.is(
    code(() => numericRepresentation(G, [])),
    'INVALID_ARGUMENT',
  );
});

test('rationalize finds the simplest fractions, and refuses what has none nearby', () => {
  const exact = rationalize(
    [
      [0.5, -1 / 3],
      [2, 0],
    ],
    1e-12,
  );
  assert.is(`${exact}`, '1/2 -1/3\n2 0');
  assert.is(
    code(() => rationalize([[Math.SQRT2]], 1e-15)),
    'NOT_DECIDED',
  );
});

test('a rationalized representation is proved one, or refused with the relation that its fractions break', () => {
  const G = catalogue.cyclic(3);
  const noisy = (entries: number[][]) => entries.map((row) => row.map((x) => x + 1e-9));
  const cycle = noisy([
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ]);
  const exact = rationalize(numericRepresentation(G, [cycle], { tolerance: 1e-8 }), 1e-6);
  assert.is(`${exact.generatorMatrices[0]}`, '0 0 1\n1 0 0\n0 1 0');
  // A third of a turn, cos and sin: −1/2 is found, √3/2 is only near a fraction, whose cube is not 1.
  const turn = [
    [-0.5, -Math.sqrt(3) / 2],
    [Math.sqrt(3) / 2, -0.5],
  ];
  assert.is(
    code(() => rationalize(numericRepresentation(G, [turn]), 1e-3)),
    'NOT_A_HOMOMORPHISM',
  );
});

test('a representation by floats does not change with the array that it was made of', () => {
  const data = Float64Array.of(0, -1, 1, 0);
  const rep = numericRepresentation(catalogue.cyclic(4), [{ data, rows: 2, cols: 2 }]);
  data.fill(7);
  assert.equal([...rep.generatorMatrices[0].data], [0, -1, 1, 0]);
  assert.equal(
    isotypicDecomposition(rep).components.map((c) => [c.degree, c.multiplicity, c.type]),
    [[2, 1, 'complex']],
  );
});

test.run();
