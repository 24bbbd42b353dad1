/**
 * Representations of a small group by matrices in random bases that are not orthogonal, rational and cyclotomic, and
 * everything that a decomposition hands out, checked by its definition.
 */
import {
  type Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type Field,
  inverse,
  Matrix,
  type PermutationGroup,
  type RandomSource,
  rationals,
  toFloat64,
} from '@isotypic/algebra';
import {
  type ExactRepresentation,
  exteriorPower,
  intertwiners,
  isotypicDecomposition,
  matrixRepresentation,
  permutationRepresentation,
  symmetricPower,
  tensorProduct,
  verifyDecomposition,
} from '@isotypic/reps';
import * as assert from 'uvu/assert';
import { inOneField } from '../../dist/matrices/exact-matrices.js';

export type BasisKind = 'rational' | 'cyclotomic';

/** A unipotent change of basis, and its inverse: small entries, over ℚ or with √5 and √2 in them. */
export function randomBasis(n: number, kind: BasisKind, random: RandomSource): [ExactMatrix, ExactMatrix] {
  if (kind === 'rational') {
    const S = unipotent(rationals, n, random, (x) => rationals.fromInteger(x));
    return [S, inverse(S)];
  }
  const irrational = [cyclotomics.parse('E(5)+E(5)^4'), cyclotomics.parse('E(8)-E(8)^3')];
  const S = unipotent<Cyclotomic>(cyclotomics, n, random, (x, k) =>
    cyclotomics.mul(cyclotomics.fromInteger(x), k % 3 === 0 ? irrational[k % 2] : cyclotomics.one),
  );
  return [S, inverse(S)];
}

function unipotent<T>(field: Field<T>, n: number, random: RandomSource, entry: (x: number, k: number) => T): Matrix<T> {
  const upper = Matrix.build(field, n, n, (i, j) =>
    i === j ? field.one : j === i + 1 ? entry(random.below(3) - 1, random.below(6)) : field.zero,
  );
  const lower = Matrix.build(field, n, n, (i, j) =>
    i === j ? field.one : i === j + 1 && j % 2 === 0 ? entry(random.below(3) - 1, random.below(6)) : field.zero,
  );
  return upper.times(lower);
}

/** The representation in the basis of the columns of S. */
export function inBasis(rep: ExactRepresentation, [S, T]: readonly [ExactMatrix, ExactMatrix]): ExactRepresentation {
  const matrices = rep.generatorMatrices.map((M) => {
    const [left, middle, right] = inOneField([T, M, S]);
    return left.times(middle).times(right) as ExactMatrix;
  });
  return matrixRepresentation(rep.group, matrices, { dimension: rep.dimension });
}

/** The natural representation in a random basis, its square and its second powers as far as they are small. */
export function representationsOf(
  group: PermutationGroup,
  kind: BasisKind,
  random: RandomSource,
  largest: number,
): ExactRepresentation[] {
  const natural = permutationRepresentation(group);
  const n = natural.dimension;
  const rep = inBasis(natural, randomBasis(n, kind, random));
  const list = [rep];
  if (n * n <= largest) list.push(tensorProduct(rep, rep));
  if ((n * (n + 1)) / 2 <= largest) list.push(symmetricPower(rep, 2));
  if (n >= 2 && (n * (n - 1)) / 2 <= largest) list.push(exteriorPower(rep, 2));
  return list;
}

/** Every consumer of the fields of a decomposition: projectors, vectors, bases, intertwiners, verification. */
export function checkConsumers(rep: ExactRepresentation): number {
  const decomposition = isotypicDecomposition(rep);
  const n = rep.dimension;
  const projectors = decomposition.components.map((c) => c.projector());
  const over = inOneField([...projectors, ...rep.generatorMatrices]);
  const exact = over.slice(0, projectors.length);
  const generators = over.slice(projectors.length);
  const { field } = over[0];
  const one = Matrix.identity(field, n);
  assert.ok(exact.reduce((a, b) => a.plus(b)).equals(one), 'projectors add up to 1');
  const x = Float64Array.from({ length: n }, (_, i) => (i % 3) - 0.5);
  decomposition.components.forEach((component, k) => {
    const P = exact[k];
    assert.ok(P.times(P).equals(P), 'PP = P');
    for (const A of generators) assert.ok(P.times(A).equals(A.times(P)), 'PA = AP');
    assert.equal(field.print(P.trace()), `${component.degree * component.multiplicity}`);
    const rounded = toFloat64(projectors[k]);
    assert.equal(component.projectorFloat().data, rounded.data);
    const image = component.apply(x);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      let size = 0;
      for (let j = 0; j < n; j++) {
        sum += rounded.data[i * n + j] * x[j];
        size += Math.abs(rounded.data[i * n + j] * x[j]);
      }
      // Two sums of n products.
      assert.ok(Math.abs(image[i] - sum) <= 2 * n * 2 ** -52 * size, 'apply is the projector');
    }
  });
  const { columns, gram } = decomposition.basis();
  const [B, G] = inOneField([columns, gram]);
  assert.ok(B.transpose().times(B).equals(G));
  assert.is(verifyDecomposition(decomposition).dimension, n);
  const hom = intertwiners(rep, rep);
  for (const map of hom.basis().slice(0, 3)) {
    const [A, ...images] = inOneField([map, ...rep.generatorMatrices]);
    for (const M of images) assert.ok(A.times(M).equals(M.times(A)), 'an intertwiner');
    const [again, T] = inOneField([hom.project(map), map]);
    assert.ok(again.equals(T), 'projection fixes Hom');
    const float = toFloat64(map);
    assert.is(hom.project(float).data.length, n * n);
  }
  return decomposition.components.length;
}
