/**
 * A signal that has been looked at often enough fires, and stops every long piece of work: what never looks never sees
 * it.
 */
import {
  actionOnArrangements,
  actionOnSubsets,
  actionOnTuples,
  catalogue,
  cosetAction,
  IsotypicError,
  orbitals,
  Permutation,
  PermutationGroup,
  parseGroup,
  regularAction,
  type WorkOptions,
  wreathProduct,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutSpecialCases } from './support.js';

/** Fires when it has been looked at so often: work that never looks never sees it. */
function firesAfter(looks: number): AbortSignal {
  let left = looks;
  return {
    get aborted() {
      return left-- <= 0;
    },
    reason: 'enough',
  } as unknown as AbortSignal;
}

const again = (name: string): PermutationGroup => {
  const { generators, degree } = parseGroup(name);
  return new PermutationGroup([...generators], { degree });
};

const long: [string, (options: WorkOptions) => unknown][] = [
  ['prepare, a wreath product', (o) => again('mathieu(24) wr symmetric(9)').prepare(o)],
  ['prepare, a long base', (o) => withoutSpecialCases(() => again('symmetric(60)').prepare(o))],
  ['classes of S3 wr S3 wr S3', (o) => again('(symmetric(3) wr symmetric(3)) wr symmetric(3)').conjugacyClasses(o)],
  [
    'classes of S3 wr S3 wr S3, special cases off',
    (o) => withoutSpecialCases(() => again('(symmetric(3) wr symmetric(3)) wr symmetric(3)').conjugacyClasses(o)),
  ],
  ['classes by listing', (o) => withoutSpecialCases(() => again('symmetric(7)').conjugacyClasses(o))],
  ['classes by cycle types', (o) => again('symmetric(30)').conjugacyClasses(o)],
  ['classes of a cyclic group', (o) => again('cyclic(5000)').conjugacyClasses(o)],
  ['isPrimitive', (o) => again('dihedral(3000)').isPrimitive(o)],
  ['blockSystems', (o) => again('(cyclic(6) x cyclic(6)) on regular').blockSystems(o)],
  ['center', (o) => again('heisenberg(12)').center(o)],
  ['derivedSeries', (o) => again('symmetric(4) wr symmetric(4)').derivedSeries(o)],
  ['lowerCentralSeries', (o) => again('heisenberg(16)').lowerCentralSeries(o)],
  ['abelianInvariants', (o) => again('cyclic(6) wr cyclic(5)').abelianInvariants(o)],
  ['isSimple', (o) => again('mathieu(22)').isSimple(o)],
  ['sylowSubgroup', (o) => again('mathieu(24)').sylowSubgroup(2, o)],
  ['normalClosure', (o) => again('mathieu(12)').normalClosure([catalogue.mathieu(12).generators[0]], o)],
  ['stabilizer', (o) => again('mathieu(24)').stabilizer([0, 1, 2], o)],
  ['regularAction', (o) => regularAction(catalogue.symmetric(7), o)],
  ['cosetAction', (o) => cosetAction(catalogue.symmetric(8), catalogue.symmetric(8).stabilizer([0, 1, 2]), o)],
  ['actionOnSubsets', (o) => actionOnSubsets(catalogue.symmetric(16), 5, o)],
  ['actionOnArrangements', (o) => actionOnArrangements(catalogue.symmetric(16), 3, o)],
  ['actionOnTuples', (o) => actionOnTuples(catalogue.symmetric(16), 3, o)],
  ['wreathProduct', (o) => wreathProduct(catalogue.symmetric(3), catalogue.symmetric(7), { action: 'product', ...o })],
  [
    'orbitals, of many orbits',
    (o) => {
      const images = [Permutation.fromImages(Array.from({ length: 400 }, (_, i) => i ^ 1))];
      return orbitals(images, images, o).rank;
    },
  ],
];

for (const [name, work] of long) {
  test(`${name}: stopped by its signal, at every look`, () => {
    for (const looks of [0, 1, 7, 40]) {
      assert.throws(
        () => work({ signal: firesAfter(looks) }),
        (e: unknown) => e instanceof IsotypicError && e.code === 'ABORTED',
        `${name}, ${looks}`,
      );
    }
  });

  test(`${name}: stopped by its budget`, () => {
    for (const budget of [0, 1]) {
      assert.throws(
        () => work({ budget }),
        (e: unknown) => e instanceof IsotypicError && e.code === 'BUDGET_EXCEEDED',
        `${name}, ${budget}`,
      );
    }
  });
}

test.run();
