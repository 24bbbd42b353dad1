/** Every field of irreps, and of what is said of them, with a wrong value: found from the objects themselves. */
import { catalogue, type ExactMatrix, IsotypicError, Matrix, PermutationGroup } from '@isotypic/algebra';
import {
  type ComplexIrrep,
  checkRepresentation,
  irreps,
  matrixRepresentation,
  type RealIrrep,
  realIrreps,
  verifyIrreps,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mutants } from '../../../../tools/mutants.mjs';

type Irrep = ComplexIrrep | RealIrrep;

/** Floats are rounded from the exact matrices when they are looked at; labels are names. */
const skip = [
  'label',
  'orthogonalBasis',
  'orthonormalBasis',
  'orthonormalCoordinates',
  'orthogonalMatrices',
  'unitaryMatrices',
];

const words = { type: ['real', 'complex', 'quaternionic'] };

const groups: [string, () => PermutationGroup][] = [
  ['S3', () => catalogue.symmetric(3)],
  ['C5', () => catalogue.cyclic(5)],
  ['Q8', () => catalogue.quaternion()],
  ['A4', () => catalogue.alternating(4)],
  ['Dic3', () => catalogue.dicyclic(3)],
];

/** Another matrix of the same size; what is added is in one corner, so that no multiple comes out. */
function leaf(value: unknown): readonly unknown[] | undefined {
  if (value instanceof PermutationGroup) return [catalogue.symmetric(3)];
  if (!(value instanceof Matrix)) return undefined;
  const M = value as ExactMatrix;
  const { field, rows, cols } = M;
  return [
    Matrix.build(field, rows, cols, (i, j) =>
      i === 0 && j === cols - 1 ? field.add(M.at(i, j), field.one) : M.at(i, j),
    ),
  ];
}

/** What an irrep says, in text. */
function sayings(irrep: Irrep): string {
  const { group, degree, isTrivial, generatorMatrices, gram } = irrep;
  const of = 'indicator' in irrep ? [irrep.indicator] : [irrep.type, irrep.endomorphismDimension, irrep.commutingUnits];
  return [group.generators, degree, isTrivial, generatorMatrices, gram, ...of].flat().map(String).join(' | ');
}

/** The code of the refusal; nothing when the list is accepted. */
function refusal(list: readonly Irrep[]): string | undefined {
  try {
    verifyIrreps(list as readonly RealIrrep[]);
  } catch (error) {
    return error instanceof IsotypicError ? error.code : `${error}`;
  }
  return undefined;
}

for (const [name, groupOfName] of groups) {
  for (const [field, listOf] of [
    ['ℂ', irreps],
    ['ℝ', realIrreps],
  ] as const) {
    test(`${name} over ${field}: each field of each irrep with a wrong value is refused`, () => {
      const list: readonly Irrep[] = listOf(groupOfName());
      assert.is(refusal(list), undefined);
      let count = 0;
      list.forEach((irrep, at) => {
        for (const { path, change, value } of mutants(irrep, { depth: 2, getters: true, words, leaf, skip })) {
          // A form is right up to a positive factor, which in degree 1 is any other one.
          if (irrep.degree === 1 && /[gG]ram$/.test(path)) continue;
          if (saysTheSame(value, irrep)) continue;
          count++;
          const wrong = list.map((x, i) => (i === at ? value : x));
          const code = refusal(wrong);
          // Images of generators that are exchanged may be an automorphism, and the list a right one.
          if (code === undefined && change.endsWith('swapped')) isRepresentation(value);
          else assert.is(code, 'REFUTED', `${irrep.label}${path} ${change}`);
        }
      });
      assert.ok(count > 20, `${count}`);
      assert.is(refusal(list.slice(1)), 'REFUTED');
      assert.is(refusal([...list, list[list.length - 1]]), 'REFUTED');
    });
  }
}

/** The same by another method. @throws unless it is one */
function isRepresentation({ group, generatorMatrices }: Irrep): void {
  checkRepresentation(matrixRepresentation(group, generatorMatrices));
}

/** A change to a memo that is not read, or to a part that the object has its own copy of. */
function saysTheSame(a: Irrep, b: Irrep): boolean {
  try {
    return sayings(a) === sayings(b);
  } catch {
    return false;
  }
}

test('an irrep of a list with a wrong indicator, or a wrong type of degree 1, is refused', () => {
  const [trivial, sign, standard] = irreps(catalogue.symmetric(3));
  for (const indicator of [0, -1] as const) {
    for (const x of [trivial, sign, standard]) {
      const wrong = Object.assign(Object.create(Object.getPrototypeOf(x)), x, { indicator });
      assert.is(refusal([trivial, sign, standard].map((y) => (y === x ? wrong : y))), 'REFUTED');
    }
  }
  const real = realIrreps(catalogue.symmetric(3));
  for (const type of ['complex', 'quaternionic']) {
    for (const x of real) {
      const wrong = Object.create(x, { type: { value: type } });
      assert.is(refusal(real.map((y) => (y === x ? wrong : y))), 'REFUTED');
    }
  }
});

test.run();
