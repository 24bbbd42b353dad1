/** Abelian groups by the characters of their orbits: exactly verified where small, fast where large. */
import { catalogue, PermutationGroup, parseGroup, WorkMeter } from '@isotypic/algebra';
import {
  type IsotypicDecomposition,
  isotypicDecomposition,
  isotypicDecompositions,
  type PermutationRepresentation,
  permutationRepresentation,
  regularRepresentation,
  verifyDecomposition,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { abelianSource } from '../../dist/constituents/abelian-source.js';
import { permutationCopies } from '../../dist/decomposition/copies-on-orbits.js';
import { orbitsOf } from '../../dist/decomposition/irrep-source.js';
import { RealDecomposition } from '../../dist/decomposition/real-decomposition.js';
import { fourierTransform } from '../../dist/orbitals/discrete-fourier.js';
import { maxDifference, multiply, normalFormErrors } from '../decomposition/float-checks.js';

const sample = (n: number) => Float64Array.from({ length: n }, (_, i) => Math.sin(1 + i * i));

for (const m of [1, 2, 3, 8, 12, 16, 17, 31, 60, 97, 128, 360, 1009]) {
  test(`the transform of length ${m} is the sum of its definition`, () => {
    const [re, im] = [sample(m), sample(m + 3).slice(3)];
    const expected = Array.from({ length: m }, (_, j) => {
      let [x, y] = [0, 0];
      for (let k = 0; k < m; k++) {
        const angle = (2 * Math.PI * ((j * k) % m)) / m;
        x += re[k] * Math.cos(angle) - im[k] * Math.sin(angle);
        y += re[k] * Math.sin(angle) + im[k] * Math.cos(angle);
      }
      return [x, y];
    });
    fourierTransform(m)(re, im);
    // The slow sum rounds its angles: m·ε·|x| √m.
    const tolerance = 4e-16 * m * Math.sqrt(m) + 1e-15;
    assert.ok(
      maxDifference(
        re,
        expected.map(([x]) => x),
      ) < tolerance,
    );
    assert.ok(
      maxDifference(
        im,
        expected.map(([, y]) => y),
      ) < tolerance,
    );
  });
}

/** The decomposition by orbits, whatever the size of the group. */
function byOrbits(rep: PermutationRepresentation): RealDecomposition {
  const orbits = new Map(orbitsOf(rep).map((orbit) => [orbit.signature, orbit]));
  const source = abelianSource(rep.group, [...orbits.values()]);
  return new RealDecomposition(rep, permutationCopies(rep, source, {}, new WorkMeter('test')));
}

// Two 4-cycles that meet in their squares' product: a sequence in which a power of the second generator is not 1.
const twisted = new PermutationGroup([
  [1, 2, 3, 0, 5, 6, 7, 4],
  [4, 5, 6, 7, 1, 2, 3, 0],
]);
for (const [name, rep] of Object.entries({
  'regular C12': regularRepresentation(catalogue.cyclic(12)),
  'regular C7': regularRepresentation(catalogue.cyclic(7)),
  'regular C2 × C6': regularRepresentation(parseGroup('cyclic(2) x cyclic(6)')),
  'C3 × C5 on 8 points': permutationRepresentation(parseGroup('cyclic(3) x cyclic(5)')),
  'orbits of lengths 4, 2, 1 of C4': permutationRepresentation(new PermutationGroup([[1, 2, 3, 0, 5, 4, 6]])),
  'a power of one generator in the group of the others': permutationRepresentation(twisted),
})) {
  test(`${name}: verified exactly, as the listed irreps give it, and Q is the Fourier basis`, () => {
    const decomposition = byOrbits(rep);
    verifyDecomposition(decomposition);
    const shape = (d: IsotypicDecomposition) =>
      d.components.map((c) => `${c.degree}×${c.multiplicity} ${c.type}`).sort();
    assert.equal(shape(decomposition), shape(isotypicDecomposition(rep)));
    const { orthogonality, blocks } = normalFormErrors(decomposition);
    assert.ok(orthogonality < 1e-14 && blocks < 1e-14);
    const n = rep.dimension;
    const Q = decomposition.orthonormalBasis().data;
    const basis = decomposition.structuredBasis();
    for (let j = 0; j < n; j++) {
      const unit = Float64Array.from({ length: n }, (_, i) => Number(i === j));
      assert.ok(
        maxDifference(
          basis.apply(unit),
          unit.map((_, i) => Q[i * n + j]),
        ) < 1e-14,
      );
      assert.ok(maxDifference(basis.applyTranspose(unit), Q.subarray(j * n, (j + 1) * n)) < 1e-14);
    }
    for (const { points, basis: orbit } of basis.orbits) {
      const [x, y] = [
        sample(points.length),
        sample(points.length + 2)
          .slice(2)
          .map((v) => 1e-9 * v),
      ];
      const [a, b] = [orbit.transposeTimes(x), orbit.transposeTimes(y)];
      assert.type(orbit.transposeBoth, 'function');
      orbit.transposeBoth?.(x, y);
      assert.ok(maxDifference(x, a) < 1e-14 && maxDifference(y, b) < 1e-23);
    }
    // Evaluation at any element goes through a word.
    const [g, h] = [rep.group.randomElement(), rep.group.randomElement()];
    for (const { irrep } of decomposition.components) {
      const product = multiply(irrep.orthogonalMatrix(g), irrep.orthogonalMatrix(h));
      assert.ok(maxDifference(irrep.orthogonalMatrix(g.times(h)).data, product.data) < 1e-15);
    }
    for (const { irrep } of decomposition.components) {
      rep.group.generators.forEach((s, k) => {
        assert.ok(maxDifference(irrep.orthogonalMatrix(s).data, irrep.orthogonalMatrices[k].data) < 1e-15);
      });
    }
  });
}

test('C100000 on its points: 50001 components, Q by the fast Fourier transform', () => {
  const n = 100_000;
  const rep = permutationRepresentation(catalogue.cyclic(n));
  const decomposition = isotypicDecomposition(rep);
  assert.is(decomposition.components.length, 50_001);
  assert.equal(
    decomposition.components.slice(0, 3).map((c) => [c.label, c.degree]),
    [
      ['trivial', 1],
      ['χ(1/2)', 1],
      [`χ(1/${n})`, 2],
    ],
  );
  const basis = decomposition.structuredBasis();
  const x = sample(n);
  const coordinates = basis.applyTranspose(x);
  assert.ok(maxDifference(basis.apply(coordinates), x) < 1e-13);
  // Component k ≥ 2 is χ(·) with frequency k − 1: coordinates √(2/n)·Σ x cos, √(2/n)·Σ x sin.
  const [frequency, at] = [12_345, 2 + 2 * (12_345 - 1)];
  let [a, b] = [0, 0];
  const { images } = rep.images[0];
  for (let e = 0, p = 0; e < n; e++, p = images[p]) {
    const angle = (2 * Math.PI * ((e * frequency) % n)) / n;
    a += x[p] * Math.cos(angle);
    b += x[p] * Math.sin(angle);
  }
  const scale = Math.sqrt(2 / n);
  assert.ok(Math.abs(coordinates[at] - scale * a) < 1e-11 && Math.abs(coordinates[at + 1] - scale * b) < 1e-11);
});

test('two actions of C2520 share irreps, and a component of a vector needs no matrix', () => {
  const n = 2520;
  const shift = (m: number) => Array.from({ length: m }, (_, i) => (i + 1) % m);
  const G = new PermutationGroup([shift(n)]);
  const [x, y] = isotypicDecompositions([
    permutationRepresentation(G),
    permutationRepresentation(G, [[...shift(8), ...shift(9).map((i) => i + 8)]]),
  ]);
  assert.is(x.components.length, 1261);
  assert.is(
    y.components.reduce((sum, c) => sum + c.multiplicity * c.degree, 0),
    17,
  );
  x.components.forEach((c, k) => {
    assert.is(c.irrep, y.components[k].irrep);
  });
  const v = sample(n);
  const c = x.components[700];
  const w = c.apply(v);
  assert.ok(maxDifference(c.apply(w), w) < 1e-13);
  assert.ok(maxDifference(x.components[701].apply(w), new Float64Array(n)) < 1e-13);
});

test('actions of large rank that are not abelian are refused at once', () => {
  const D = permutationRepresentation(catalogue.dihedral(30_000));
  assert.throws(() => isotypicDecomposition(D), /larger rank/);
});

test.run();
