/**
 * A right argument for each type of the public surface, and whole argument lists where types do not say enough. All
 * belong together: the group is S3 on three points, the representation is its action there, matrices are 3×3, samples
 * have three columns. A new type, or a function that does not run on these, is told by name in the tests.
 */
import {
  actionOnPoints,
  Cyclotomic,
  catalogue,
  catalogueEntry,
  DisjointSets,
  Fraction,
  finiteField,
  Graph,
  graphAutomorphisms,
  Matrix,
  orbitAction,
  orbitals,
  Permutation,
  Polynomial,
  randomSource,
  rationals,
  Surd,
  suborbits,
  suborbitsBetween,
  Word,
  WorkMeter,
} from '@isotypic/algebra';
import { cholesky, Float32Matrix, Float64Matrix, openBackend, randomStream } from '@isotypic/numeric';
import {
  characterTable,
  intertwiners,
  irreps,
  isotypicDecomposition,
  matrixRepresentation,
  numericRepresentation,
  permutationRepresentation,
  rationalIrreps,
  realIrreps,
} from '@isotypic/reps';
import { axisAngle } from '@isotypic/rotations';
import {
  EquivariantNormal,
  PredictiveNormal,
  SymmetricCCA,
  SymmetricMoments,
  SymmetricPCA,
  structureOf,
} from '@isotypic/stats';
import { encodeSafetensors, float64Tensor, printMatrix } from '@isotypic/tables';
import fc from 'fast-check';
import type { Callable, Parameter } from './declarations.js';

type Maker = () => unknown;

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

const group = once(() => catalogue.symmetric(3));
const subgroup = once(() => group().stabilizer(2));
const p = once(() => Permutation.fromImages([1, 2, 0]));
const representation = once(() => permutationRepresentation(group()));
const table = once(() => characterTable(group()));
const standard = once(() => realIrreps(group()).at(-1)!);
const decomposition = once(() => isotypicDecomposition(representation()));
const rationalMatrix = once(() =>
  Matrix.fromRows(
    rationals,
    [
      [4, 1, 0],
      [1, 3, 1],
      [0, 1, 2],
    ].map((row) => row.map((x) => new Fraction(x))),
  ),
);
const polynomial = once(() => Polynomial.of(rationals, [-2, 0, 1]));
const positive = once(() =>
  Float64Matrix.from([
    [4, 1, 0],
    [1, 3, 1],
    [0, 1, 2],
  ]),
);
/** S3-invariant: a·I + b·J. */
const invariant = once(() => Float64Matrix.generate(3, 3, (i, j) => (i === j ? 3 : 1)));
const samples = once(() => Float64Matrix.generate(12, 3, (i, j) => Math.sin(7 * i + 3 * j * j + 1) + j / 9));
const normal = once(() => EquivariantNormal.fit(samples(), representation()));
const moments = async () => new SymmetricMoments(representation()).push(samples());
const jointMoments = async () =>
  new SymmetricMoments(representation(), representation()).push({ x: samples(), y: samples() });
const generators = once(() => group().generators);
const images = once(() => generators().map((g) => g.toArray()));
const field9 = once(() => finiteField(9));
const block = once(() => ({ inStart: 0, outStart: 0, matrix: positive() }));
const divisionMatrix = once(() => ({ algebra: 'real', parts: [positive()] }));
const batch = once(() => ({ data: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), n: 2, batch: 2 }));
const letter = once(() => orbitAction([(x: number) => (x + 1) % 5], [0], String));
const cycle4 = once(() =>
  Graph.fromEdges(4, [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 0],
  ]),
);
const floatAction = once(() => ({
  dimension: 2,
  generators: [{ data: Float64Array.of(0, 1, 1, 0), rows: 2, cols: 2 }],
}));
const permutationMatrices = once(() =>
  representation().generatorMatrices.map((m) => Array.from({ length: 3 }, (_, i) => [0, 1, 2].map((j) => +m.at(i, j)))),
);
const orthogonal = once(() => numericRepresentation(group(), permutationMatrices()));
const backend = once(() => openBackend({ kind: 'float64' }));
const quarterTurn = once(() => axisAngle([0, 0, 1], Math.PI / 2));
const interval = once(() => ({ low: new Fraction(1), high: new Fraction(2) }));

/** By the type's text, as the compiler prints it; a method's receiver by the name of its class or interface. */
export const BY_TYPE: Readonly<Record<string, Maker>> = {
  string: () => 'x',
  bigint: () => 3n,
  'number | bigint': () => 2,
  'number | bigint | Fraction': () => 2,
  'number | bigint | Fraction | Cyclotomic': () => 2,
  'Fraction | Cyclotomic | Surd': () => new Fraction(1, 3),
  Fraction: () => new Fraction(1, 8),
  Cyclotomic: () => Cyclotomic.rootOfUnity(3),
  Surd: () => Surd.root(2),
  T: () => new Fraction(2),
  'readonly T[]': () => [1, 2, 3].map((x) => new Fraction(x)),
  'Field<T>': () => rationals,
  'Field<U>': () => rationals,
  Field: () => rationals,
  'Matrix<T>': rationalMatrix,
  'Matrix<Fraction>': rationalMatrix,
  Matrix: rationalMatrix,
  ExactMatrix: rationalMatrix,
  'readonly ExactMatrix[]': () => representation().generatorMatrices,
  'Polynomial<T>': polynomial,
  'Polynomial<Fraction>': polynomial,
  Polynomial: polynomial,
  RootInterval: interval,
  FiniteField: field9,
  Permutation: p,
  'readonly Permutation[]': generators,
  'readonly (Permutation | readonly number[])[]': images,
  PermutationGroup: group,
  'PermutationGroup | Permutation': p,
  'readonly PermutationGroup[]': () => [group(), catalogue.cyclic(4)],
  'number | readonly number[]': () => [0, 1],
  ActionHomomorphism: () => actionOnPoints(group(), [0, 1, 2]),
  CatalogueEntry: () => catalogueEntry('cyclic'),
  DisjointSets: () => new DisjointSets(3),
  Graph: cycle4,
  'Graph | GraphDescription': cycle4,
  GraphAutomorphisms: () => graphAutomorphisms(cycle4()),
  OrbitAction: letter,
  Orbitals: () => orbitals(generators(), generators()),
  Suborbits: () => suborbits(group()),
  SuborbitsBetween: () => suborbitsBetween(group(), generators()),
  Transversal: () => group().transversal(0),
  Word: () => Word.generator(0).times(Word.generator(1)),
  WorkMeter: () => new WorkMeter('a test'),
  RandomSource: () => randomSource(5),

  MatrixLike: positive,
  Float64Layout: positive,
  'readonly MatrixLike[]': () => permutationMatrices(),
  'readonly Float64Layout[]': () => permutationMatrices().map((m) => Float64Matrix.from(m)),
  'readonly FloatMatrixInput[]': permutationMatrices,
  FloatMatrixInput: () => [
    [0.5, 0],
    [0, 1],
  ],
  'MatrixLike | Float32Matrix': positive,
  Float64Matrix: positive,
  Float32Matrix: () => Float32Matrix.from(positive()),
  Float64Array: () => Float64Array.of(1, 2, 3),
  'ArrayLike<number>': () => [1, 0, 2],
  Indices: () => Int32Array.of(1, 0, 2),
  'readonly Indices[]': () => [Int32Array.of(1, 0, 2)],
  'readonly ArrayLike<number>[]': () => [[1, 0, 2]],
  'readonly number[]': () => [1, 0, 2],
  'readonly Block[]': () => [block()],
  Batch: batch,
  DivisionMatrix: divisionMatrix,
  DivisionAlgebra: () => 'real',
  Backend: backend,
  RandomStream: () => randomStream(3),

  ClassFunction: () => table().characters.at(-1),
  IrreducibleCharacter: () => table().characters.at(-1),
  CharacterTable: table,
  ClassStructure: () => table().structure,
  'readonly Cyclotomic[]': () => table().characters[0].values,
  RealIrrep: standard,
  ComplexIrrep: () => irreps(group()).at(-1),
  RationalIrrep: () => rationalIrreps(group()).at(-1),
  'readonly RealIrrep[]': () => realIrreps(group()),
  'readonly RealIrrep[] | readonly ComplexIrrep[]': () => irreps(group()),
  RealType: () => 'complex',
  Representation: representation,
  ExactRepresentation: representation,
  'readonly ExactRepresentation[]': () => [representation(), representation()],
  'readonly Representation[]': () => [representation(), representation()],
  PermutationRepresentation: representation,
  MatrixRepresentation: () => matrixRepresentation(group(), representation().generatorMatrices),
  NumericRepresentation: orthogonal,
  'readonly MatrixInput[]': permutationMatrices,
  IsotypicDecomposition: decomposition,
  IsotypicComponent: () => decomposition().components[0],
  StructuredBasis: () => decomposition().structuredBasis(),
  Intertwiners: () => intertwiners(representation(), representation()),

  Points: () => [
    [0, 0, 1],
    [1, 0, 0],
  ],
  'Quaternion | RotationMatrix': quarterTurn,
  Quaternion: quarterTurn,
  'readonly [number, number, number]': () => [0.1, 0.2, 0.3],

  StructureSource: representation,
  'readonly StructureSource[]': () => [representation()],
  IsotypicStructure: () => structureOf(representation()),
  CovarianceParameters: () => 'copies',
  EquivariantNormal: normal,
  ConditionalNormal: async () => (await normal()).conditional(invariant(), representation()),
  PredictiveNormal: () => new PredictiveNormal(representation(), 'copies'),
  SymmetricMoments: moments,
  SymmetricCCA: () => SymmetricCCA.fit(samples(), samples(), representation(), representation()),
  SymmetricPCA: () => SymmetricPCA.fit(samples(), representation()),

  ActionSource: representation,
  FloatAction: floatAction,
  VectorMap: () => (x: Float64Array) => x.map((v) => 2 * v),
  'Arbitrary<T>': () => fc.integer({ min: -9, max: 9 }).map((n) => new Fraction(n)),
};

/** A number means what its parameter is called; 1 where nothing is said. */
export const NUMBERS: Readonly<Record<string, number>> = {
  n: 3,
  q: 3,
  k: 2,
  degree: 3,
  digits: 5,
  order: 5,
  rows: 3,
  cols: 3,
  size: 3,
  count: 4,
  samples: 12,
  dimension: 3,
  outCols: 3,
  bound: 5,
  degreesOfFreedom: 4,
  tolerance: 0.1,
  p: 7,
};

const X = samples;
const rep = representation;

/** Whole argument lists, by package and path: where the types alone do not make a right call. */
export const CALLS: Readonly<Record<string, () => readonly unknown[]>> = {
  'catalogue.mathieu': () => [11],
  'catalogue.janko': () => [1],
  'catalogue.frobenius': () => [7, 3],
  'catalogue.quaternion': () => [8],
  'catalogue.extraspecial': () => [3, 1],
  'catalogue.weyl': () => ['A3'],
  'catalogue.generalLinear': () => [2, 3],
  'catalogue.specialLinear': () => [2, 3],
  'catalogue.projectiveGeneralLinear': () => [2, 3],
  'catalogue.projectiveSpecialLinear': () => [2, 5],
  'catalogue.affineGeneralLinear': () => [2, 3],
  'catalogue.symplectic': () => [2, 2],
  'catalogue.heisenberg': () => [3],
  'CatalogueEntry#build': () => [[5], undefined],
  catalogueEntry: () => ['cyclic'],
  parseGroup: () => ['dihedral(4)'],
  cartesianAction: () => [group(), group()],
  unionAction: () => [group(), group()],
  cosetAction: () => [group(), subgroup()],
  inducedAction: () => [group(), subgroup(), subgroup().generators],
  semidirectProduct: () => [catalogue.cyclic(3), catalogue.cyclic(2), [[catalogue.cyclic(3).generators[0].inverse()]]],
  subdirectProduct: () => [group(), group(), generators(), generators()],
  homomorphismOnto: () => [group(), group()],
  'OrbitAction#indexOf': () => [2],
  orbitAction: () => [[(x: number) => (x + 1) % 5], [0], String],
  'FiniteField#parse': () => ['2'],
  affineAction: () => [finiteField(3), [[[2]]], [[1]]],
  matrixActionOnLines: () => [finiteField(3), [[[1, 1], [0, 1]]]], // biome-ignore format: a matrix
  matrixActionOnVectors: () => [finiteField(3), [[[1, 1], [0, 1]]]], // biome-ignore format: a matrix
  isGraphAutomorphism: () => [cycle4(), Permutation.fromImages([1, 2, 3, 0])],
  automorphismGroupOfMatrix: () => [{ rows: 2, cols: 2, at: () => 1 }],
  'Graph.fromEdges': () => [3, [[0, 1], [1, 2]]], // biome-ignore format: edges
  'Graph.fromMatrix': () => [3, () => 1, (x: number) => x],
  'Graph#induced': () => [[0, 1], Int32Array.of(0, 0, 0, 0)],
  actionHomomorphism: () => [group(), [0, 1, 2], (g: Permutation, x: number) => g.image(x), String],
  actionOnBlocks: () => [catalogue.cyclic(4), [[0, 2], [1, 3]]], // biome-ignore format: blocks
  actionOnPoints: () => [group(), [0, 1, 2]],
  elementCarryingSet: () => [group(), [0, 1], [1, 2]],
  'PermutationGroup#setwiseStabilizer': () => [[0, 1]],
  'PermutationGroup#conjugatingElement': () => [p(), p().inverse()],
  'PermutationGroup#sylowSubgroup': () => [3],
  'PermutationGroup#normalClosure': () => [[p()]],
  'PermutationGroup#unrank': () => [4n],
  'PermutationGroup#blockSystem': () => [[0, 1]],
  'Suborbits#intersectionNumber': () => [1, 1, 0],
  'Word.fromLetters': () => [[[0, 1], [1, -1]]], // biome-ignore format: letters
  'Word#evaluateIn': () => [{ one: 0, times: (a: number, b: number) => a + b, inverse: (a: number) => -a }, [1, 2]],
  'new Matrix': () => [rationals, 1, 2, [new Fraction(1), new Fraction(2)]],
  'Matrix.fromRows': () => [rationals, [[new Fraction(1), new Fraction(2)]]],
  'Matrix.build': () => [rationals, 2, 2, (i: number, j: number) => new Fraction(i + j)],
  'Matrix#map': () => [rationals, (x: Fraction) => x.mul(2)],
  'Matrix#selectColumns': () => [[1, 0]],
  'Permutation.fromCycles': () => ['(0 1 2)', 3],
  'new Polynomial': () => [rationals, [new Fraction(1), new Fraction(2)]],
  'Polynomial.of': () => [rationals, [1, 2]],
  'Polynomial#map': () => [rationals, (x: Fraction) => x.mul(2)],
  refineRoot: () => [polynomial(), interval(), new Fraction(1, 100)],
  'Cyclotomic.fromExponents': () => [3, [[1, 2]]],
  'Cyclotomic.parse': () => ['E(5)+E(5)^4'],
  'Cyclotomic#galois': () => [2],
  'Cyclotomic#vectorIn': () => [6],
  'cyclotomics.parse': () => ['E(5)'],
  'rationals.parse': () => ['1/2'],
  'Field#parse': () => ['1/2'],
  'Surd.parse': () => ['sqrt(2)'],
  primeField: () => [7],
  powerMap: () => [group(), 2],
  'Orbitals#labelOf': () => [0, 1],

  frobeniusNorm: () => [positive()],
  'Backend#applyBlocks': () => [positive(), [block()], 3],
  'Backend#leastSquares': () => [positive(), positive()],
  choleskySolve: () => [cholesky(positive()), positive()],
  numericalRank: () => [[3, 1], { rows: 2, cols: 2 }],
  symmetricFunction: () => [positive(), (x: number) => x * x],
  'Float64Matrix.generate': () => [2, 2, (i: number, j: number) => i + j],
  'Float64Matrix#map': () => [(x: number) => 2 * x],
  'Float64Matrix#rowRange': () => [0, 2],
  'Float64Matrix#columnRange': () => [0, 2],

  'CharacterTable#classFunction': () => [table().characters[0].values],
  classFusion: () => [characterTable(subgroup()).structure, table().structure],
  cosetCharacter: () => [subgroup(), table().structure],
  induceCharacter: () => [characterTable(subgroup()).characters[0], table().structure],
  restrictCharacter: () => [table().characters[0], characterTable(subgroup()).structure],
  rootToNumber: () => [{ sign: 1, numerator: 1n, denominator: 2n }],
  su2ClebschGordan: () => [1, 0, 1, 0, 2, 0],
  clebschGordanSo3: () => [1, 1, 2],
  'so3.clebschGordan': () => [1, 1, 2],
  isotypicDecomposition: () => [rep(), { field: 'rational' }],
  'StructuredBasis#columns': () => [0, 0],
  'RealIrrep.fromMatrices': () => [group(), standard().generatorMatrices],
  quotient: () => [rep(), [0, 0, 0]],
  restrict: () => [rep(), subgroup()],
  induce: () => [permutationRepresentation(subgroup()), group()],
  monomialRepresentation: () => [group(), images(), images().map(() => [1, 1, 1])],
  directSum: () => [rep(), rep()],
  exteriorPower: () => [rep(), 2],
  symmetricPower: () => [rep(), 2],

  timeAsSamples: () => [{ data: [1, 2, 3, 4, 5, 6], shape: [1, 3, 2] }],
  'ConditionalNormal#meanGiven': () => [[1, 2, 3]],
  'EquivariantNormal.from': () => [rep(), [1, 1, 1], invariant()],
  'EquivariantNormal.fit': () => [X(), rep()],
  'EquivariantNormal#marginal': () => [invariant(), rep()],
  'EquivariantNormal#conditional': () => [invariant(), rep()],
  'PredictiveNormal#moments': () => [[0, 0, 0, 0, 0]],
  'PredictiveNormal#sample': () => [Float64Matrix.generate(12, 5, () => 0)],
  likelihoodRatioTest: () => [X(), rep()],
  'SymmetricCCA#directions': () => [0],
  'SymmetricPCA#basis': () => [0],
  'PredictiveNormal#logProb': () => [X(), Float64Matrix.generate(12, 5, () => 0)],
  cov: () => [X(), rep()],
  crossCov: () => [X(), X(), rep(), rep()],
  crossCovarianceOf: () => [jointMoments()],
  lstsqOf: () => [jointMoments()],
  'SymmetricCCA.fromMoments': () => [jointMoments()],
  lstsq: () => [X(), X(), rep(), rep()],
  covarianceStandardErrors: () => [invariant(), rep(), 12],
  findSymmetry: () => [X()],
  csvBatches: () => [['a,b\n1,2\n']],
  'SymmetricMoments.fromJSON': () => [moments().then((m) => m.toJSON()), rep()],
  'SymmetricMoments#push': () => [X()],
  'SymmetricMoments#pushAll': () => [[X()]],
  'SymmetricMoments#block': () => [0, 0, 0, 'zero'],
  isotypicStructure: () => [
    structureOf(rep()).basis,
    structureOf(rep()).components.map(({ degree, multiplicity, type }) => ({ degree, multiplicity, type })),
  ],
  orthogonalStructure: () => [group(), permutationMatrices()],

  applyWord: () => [floatAction(), [0, 0], Float64Array.of(1, 2)],
  assertInvariant: () => [(x: Float64Array) => [x[0] + x[1] + x[2]], rep()],
  assertInvariantEstimator: () => [(rows: Float64Array[]) => [rows.length], rep()],

  parseMatrix: () => [rationals, printMatrix(rationalMatrix())],
  decodeSafetensors: () => [
    encodeSafetensors({ tensors: { a: float64Tensor([2], Float64Array.of(1, 2)) }, metadata: {} }),
  ],
  encodeSafetensors: () => [{ tensors: { a: float64Tensor([2], Float64Array.of(1, 2)) }, metadata: { a: 'b' } }],
  float64Tensor: () => [[2], Float64Array.of(1, 2)],
  int64Tensor: () => [[2], [1, 2]],
};

/** Receivers that differ from the type's right argument. */
const RECEIVERS: Readonly<Record<string, Maker>> = {
  'FiniteField#fromInteger': field9,
};

export class NoRightArgument extends Error {}

/** The object on which a method is called. */
export async function receiverOf({ path, home }: Callable): Promise<unknown> {
  const make = RECEIVERS[path] ?? BY_TYPE[home];
  if (make === undefined) throw new NoRightArgument(`${home}: no such object in BY_TYPE of right-arguments.ts`);
  return make();
}

/** Arguments with which the call succeeds; optional ones are left out. */
export async function rightArguments(callable: Callable): Promise<unknown[]> {
  const listed = CALLS[callable.path];
  if (listed !== undefined) return Promise.all(listed());
  const required = callable.parameters.filter((parameter) => !parameter.optional);
  const right = await Promise.all(required.map((parameter) => rightArgument(callable, parameter)));
  return required.at(-1)?.rest ? [...right.slice(0, -1), ...(right.at(-1) as unknown[])] : right;
}

function rightArgument({ path }: Callable, { name, type }: Parameter): unknown {
  if (type === 'number') return NUMBERS[name] ?? 1;
  const make = BY_TYPE[type];
  if (make === undefined) {
    throw new NoRightArgument(`${path}: ${name}: ${type} is not in BY_TYPE of right-arguments.ts`);
  }
  return make();
}
