/**
 * Typed uses of the names that scripts outside the project call. It is compiled as a consumer would, under node16 and
 * under a bundler, and never run: what must hold is that every line type-checks, with the types written here.
 */
import { Cyclotomic, catalogue, Permutation, PermutationGroup, type Word } from '@isotypic/algebra';
import { type Backend, Float64Matrix, openBackend } from '@isotypic/numeric';
import {
  characterTable,
  directSum,
  dual,
  exteriorPower,
  induce,
  intertwiners,
  isotypicDecomposition,
  matrixRepresentation,
  multiple,
  numericRepresentation,
  permutationRepresentation,
  regularRepresentation,
  restrict,
  symmetricPower,
  tensorProduct,
  trivialRepresentation,
  weightSharing,
} from '@isotypic/reps';
import {
  cov,
  crossCov,
  EquivariantNormal,
  invariantProjector,
  lstsq,
  mean,
  SymmetricMoments,
  varMean,
} from '@isotypic/stats';

export function permutations(p: Permutation): void {
  const made: Permutation = Permutation.fromImages([1, 0]).times(Permutation.fromCycles('(0 1)', 2));
  const numbers: number[] = [p.degree, p.image(0), ...p.toArray(), ...p.cycles().flat()];
  const order: bigint = p.order();
  const sign: 1 | -1 = p.sign();
  const same: boolean = p.equals(made.inverse().power(3).power(5n));
  void [numbers, order, sign, same, p.toString()];
}

export function groups(p: Permutation): PermutationGroup[] {
  const G = new PermutationGroup([p, [1, 0, 2]], { degree: 3, seed: 7 });
  const generators: readonly Permutation[] = G.generators;
  const order: bigint = G.order;
  const word: Word = G.factor(p);
  const facts: boolean[] = [
    G.contains(p),
    G.isTransitive(),
    G.isPrimitive(),
    G.isAbelian(),
    G.isSolvable(),
    G.isNilpotent(),
  ];
  const orbits: number[][] = [G.orbit(0), ...G.orbits(), ...(G.blockSystem() ?? [])];
  for (const { representative, size, elementOrder } of G.conjugacyClasses()) {
    const counted: [Permutation, bigint, bigint] = [representative, size, elementOrder];
    void counted;
  }
  const elements: IterableIterator<Permutation> = G.elements();
  void [generators, order, word, facts, orbits, elements, G.degree, G.randomElement()];
  return [
    G.stabilizer(0),
    G.stabilizer([0, 1]),
    G.setwiseStabilizer([0, 1]),
    G.centralizer(p),
    G.normalClosure([p]),
    G.derivedSubgroup(),
    G.center(),
    catalogue.cyclic(4),
    catalogue.dihedral(4),
    catalogue.symmetric(4),
    catalogue.alternating(5),
    catalogue.quaternion(),
    catalogue.icosahedral(),
    catalogue.octahedral(),
    catalogue.rubiksCube(),
    catalogue.mathieu(11),
  ];
}

export function characters(G: PermutationGroup): void {
  const table = characterTable(G);
  for (const { values, degree, indicator } of table.characters) {
    const row: [readonly Cyclotomic[], number, 1 | 0 | -1] = [values, degree, indicator];
    void row;
  }
  const { re, im }: { re: number; im: number } = Cyclotomic.parse('E(5)+E(5)^4').toComplex();
  void [re, im, table.classes.length, table.powerMap(2)];
}

export function representations(G: PermutationGroup, H: PermutationGroup): void {
  const natural = permutationRepresentation(G);
  const all = [
    permutationRepresentation(G, [[1, 0]]),
    regularRepresentation(G),
    trivialRepresentation(G),
    matrixRepresentation(G, [
      [
        [0, 1],
        [1, 0],
      ],
    ]),
    directSum(natural, natural),
    tensorProduct(natural, natural),
    multiple(2, natural),
    dual(natural),
    symmetricPower(natural, 2),
    exteriorPower(natural, 2),
    restrict(natural, H),
    induce(restrict(natural, H), G),
  ];
  for (const rep of all) {
    const sizes: [number, PermutationGroup] = [rep.dimension, rep.group];
    void [sizes, rep.matrix(G.generators[0])];
  }
  const float = numericRepresentation(G, [
    [
      [0, 1],
      [1, 0],
    ],
  ]);
  void float.dimension;
}

export function decompositions(G: PermutationGroup): void {
  const rep = permutationRepresentation(G);
  const decomposition = isotypicDecomposition(rep, { field: 'real' });
  for (const c of decomposition.components) {
    const facts: [number, number, 'real' | 'complex' | 'quaternionic'] = [c.degree, c.multiplicity, c.type];
    void [facts, c.irrep, c.projector()];
  }
  const { columns, gram } = decomposition.basis();
  const { data, rows, cols } = decomposition.orthonormalBasis();
  const layout: [Float64Array, number, number] = [data, rows, cols];
  isotypicDecomposition(rep, { field: 'rational' });
  isotypicDecomposition(rep, { field: 'complex' });
  const hom = intertwiners(rep, rep);
  const dimension: number = hom.dimension;
  const sharing = weightSharing([[1, 0]], [[1, 0]]);
  const counts: [number, number] = [sharing.weights, sharing.biases];
  const colours: [number[][], number[]] = [sharing.colours(), sharing.biasColours()];
  void [columns, gram, layout, dimension, hom.basis(), counts, colours];
}

export async function backends(): Promise<Float64Matrix> {
  const backend: Backend = await openBackend({ kind: 'auto' });
  const A = Float64Matrix.from([[1, 2]]);
  const G: Float64Matrix = await backend.gram(A);
  const P: Float64Matrix = await backend.multiply(A, G);
  backend.info();
  await backend.close();
  return P;
}

export async function statistics(G: PermutationGroup, X: number[][], Y: Float64Matrix): Promise<void> {
  const rep = permutationRepresentation(G);
  const anything: { data: Float64Array; rows: number; cols: number } = Y;
  const mu = await mean(X, rep);
  const both = await varMean(Y, rep);
  const C: Float64Matrix = await cov(anything, rep, { normalization: 'unbiased' });
  const D: Float64Matrix = await crossCov(X, Y, rep, rep, { normalization: 'n' });
  const fit = await lstsq(X, Y, rep, rep, { ridge: 1, intercept: true, weights: [1] });
  const rank: number = fit.rank;
  void [mu[0], both.mean, both.variance, C, D, fit.coefficients, fit.residual, rank, invariantProjector(rep)];
  void [EquivariantNormal, SymmetricMoments];
}
