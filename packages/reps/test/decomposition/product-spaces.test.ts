/** Tensor products through their factors, against the same matrices without factors. */
import { catalogue, type ExactMatrix, Matrix, parseGroup, randomSource, rank, rationals } from '@isotypic/algebra';
import {
  type ExactRepresentation,
  intertwiners,
  isotypicDecomposition,
  matrixRepresentation,
  permutationRepresentation,
  realIrreps,
  tensorProduct,
  verifyDecomposition,
  verifyIntertwiners,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inOneField } from '../../dist/matrices/exact-matrices.js';

const random = randomSource(3);

/** The same matrices, of which nothing is known. */
const plain = (rep: ExactRepresentation): ExactRepresentation =>
  matrixRepresentation(rep.group, rep.generatorMatrices, { dimension: rep.dimension });

function rankOf(maps: readonly ExactMatrix[]): number {
  const flat = inOneField(maps);
  return rank(
    Matrix.fromRows(
      flat[0].field,
      flat.map(({ entries }) => [...entries]),
    ),
  );
}

function assertSameHoms(X: ExactRepresentation, Y: ExactRepresentation): void {
  const [ours, twins] = [intertwiners(X, Y), intertwiners(plain(X), plain(Y))];
  assert.is(ours.dimension, twins.dimension);
  assert.is(verifyIntertwiners(ours).dimension, twins.dimension);
  if (ours.dimension > 0) assert.is(rankOf([...ours.basis(), ...twins.basis()]), twins.dimension);
}

test('decompositions and Hom spaces of products are those of their matrices', () => {
  const names = ['symmetric(4)', 'alternating(5)', 'quaternion()', 'cyclic(5)', 'dihedral(5)', 'SL(2,3)', 'AGL(1,7)'];
  for (const name of names) {
    const G = parseGroup(name);
    const irreps = realIrreps(G).filter(({ degree }) => degree <= 6);
    const draw = (): ExactRepresentation => {
      const irrep = irreps[random.below(irreps.length)];
      return matrixRepresentation(G, irrep.generatorMatrices, { dimension: irrep.degree });
    };
    const points = permutationRepresentation(G);
    const largest = matrixRepresentation(G, irreps[irreps.length - 1].generatorMatrices);
    const products = [tensorProduct(draw(), draw()), tensorProduct(largest, largest), tensorProduct(points, draw())];
    if (largest.dimension <= 3) products.push(tensorProduct(tensorProduct(largest, draw()), largest));
    for (const X of products) {
      const decomposition = isotypicDecomposition(X);
      assert.is(`${decomposition}`, `${isotypicDecomposition(plain(X))}`, name);
      assert.ok(verifyDecomposition(decomposition).irreducibilityProved, `${name}: ${X}`);
      assertSameHoms(X, draw());
      assertSameHoms(largest, X);
    }
  }
});

test('rational representations keep rational copies where the factors have conjugate irreps over Q(√5)', () => {
  const G = catalogue.icosahedral(); // on the 12 vertices
  const icosahedron = permutationRepresentation(G);
  const [four] = realIrreps(G).filter(({ degree }) => degree === 4);
  const product = tensorProduct(icosahedron, matrixRepresentation(G, four.generatorMatrices));
  assert.is(product.dimension, 48);
  for (const component of isotypicDecomposition(product).components) {
    const { irrep } = component;
    assert.ok(component.multiplicity > 0);
    const isRational = irrep.generatorMatrices.every(({ field }) => field === rationals);
    assert.is(isRational, irrep.degree !== 3);
    assert.is(component.projector().field === rationals, isRational);
  }
  assertSameHoms(product, icosahedron);
});

test('products of complex or projective representations are decomposed by their matrices', () => {
  const C3 = parseGroup('cyclic(3)');
  const [ζ, conjugate] = ['E(3)', 'E(3)^2'].map((x) => matrixRepresentation(C3, [[[x]]]));
  assert.is(`${isotypicDecomposition(tensorProduct(ζ, conjugate))}`, 'trivial');
  const V4 = parseGroup('cyclic(2) × cyclic(2)');
  const anticommuting = matrixRepresentation(V4, [
    [
      [0, 1],
      [1, 0],
    ],
    [
      [1, 0],
      [0, -1],
    ],
  ]);
  const product = tensorProduct(anticommuting, anticommuting);
  const decomposition = isotypicDecomposition(product);
  assert.is(decomposition.components.length, 4);
  assert.ok(verifyDecomposition(decomposition).irreducibilityProved);
  assert.throws(() => isotypicDecomposition(anticommuting), /./);
});

test.run();
