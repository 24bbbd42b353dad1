/**
 * `details.known` of every search over a set of groups: at budgets 0, 1, 5 and 40 it is a subgroup of the true answer,
 * on the same points; and so is what is known when a signal stops the search.
 */
import {
  catalogue,
  elementCarryingSet,
  IsotypicError,
  Permutation,
  PermutationGroup,
  parseGroup,
  randomSource,
  type WorkOptions,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withoutSpecialCases } from './support.js';

interface Search {
  readonly name: string;
  /** The group whose subgroups may be known. */
  answer(): PermutationGroup;
  run(options: WorkOptions): unknown;
}

function searches(make: () => PermutationGroup): Search[] {
  const random = randomSource(3);
  const sample = make();
  const half = Array.from({ length: sample.degree >> 1 }, (_, x) => x);
  const odd = Array.from({ length: (sample.degree + 1) >> 1 }, (_, x) => 2 * x);
  const g = sample.randomElement(random);
  const x = sample.randomElement(random);
  const h = g.conjugateBy(x);
  const outside = Permutation.fromImages(Array.from({ length: sample.degree }, (_, i) => (i + 1) % sample.degree));
  const other = catalogue.symmetric(sample.degree).setwiseStabilizer(odd);
  const acting = [g, g.power(g.order() / 2n || 1n), outside];
  return [
    {
      name: 'setwiseStabilizer',
      answer: () => make().setwiseStabilizer(half),
      run: (options) => make().setwiseStabilizer(half, options),
    },
    ...acting.flatMap((y, k): Search[] => [
      {
        name: `centralizer ${k}`,
        answer: () => make().centralizer(y),
        run: (options) => make().centralizer(y, options),
      },
      {
        name: `normalizerOfCyclic ${k}`,
        answer: () => make().normalizerOfCyclic(y),
        run: (options) => make().normalizerOfCyclic(y, options),
      },
    ]),
    {
      name: 'centralizer of a group',
      answer: () => make().centralizer(make().derivedSubgroup()),
      run: (options) => make().centralizer(make().derivedSubgroup(), options),
    },
    {
      name: 'conjugatingElement',
      answer: () => make().centralizer(g),
      run: (options) => make().conjugatingElement(g, h, options),
    },
    {
      name: 'intersection',
      answer: () => make().intersection(other),
      run: (options) => make().intersection(other, options),
    },
    {
      name: 'elementCarryingSet',
      answer: () => make().setwiseStabilizer(half),
      run: (options) =>
        elementCarryingSet(
          make(),
          half,
          half.map((p) => x.image(p)),
          options,
        ),
    },
  ];
}

/** What is known when the search is stopped; undefined when it comes to its end. */
function known(search: Search, options: WorkOptions): unknown {
  try {
    search.run(options);
    return undefined;
  } catch (error) {
    assert.instance(error, IsotypicError, `${search.name}: ${String(error)}`);
    assert.ok(['BUDGET_EXCEEDED', 'ABORTED'].includes((error as IsotypicError).code), `${search.name}: ${error}`);
    const { code, details } = error as IsotypicError;
    // A signal that had fired before the search began leaves nothing.
    return details.known ?? (code === 'ABORTED' ? undefined : 'nothing');
  }
}

function checkKnown(name: string, search: Search, options: WorkOptions): boolean {
  const found = known(search, options);
  if (found === undefined) return false;
  assert.instance(found, PermutationGroup, `${name}, ${search.name}: ${String(found)}`);
  const answer = search.answer();
  const subgroup = found as PermutationGroup;
  assert.is(subgroup.degree, answer.degree, `${name}, ${search.name}`);
  assert.ok(
    subgroup.generators.every((p) => answer.contains(p)),
    `${name}, ${search.name}: ${subgroup.generators}`,
  );
  return true;
}

/** Each group is made anew, and made anew with its chain built already: then the searches themselves are stopped. */
const makers: [string, () => PermutationGroup][] = [
  'symmetric(9)',
  'mathieu(12)',
  'symmetric(4) wr symmetric(3)',
  'symmetric(12) on pairs',
  'mathieu(11) x dihedral(6)',
  'symmetric(10) x symmetric(60)',
].flatMap((name): [string, () => PermutationGroup][] => [
  [name, () => parseGroup(name)],
  [`${name}, prepared`, () => parseGroup(name).prepare()],
]);

for (const [name, make] of makers) {
  test(`what is known of ${name} at budgets 0, 1, 5, 40`, () => {
    let stopped = 0;
    for (const search of searches(make)) {
      for (const budget of [0, 1, 5, 40]) if (checkKnown(name, search, { budget })) stopped++;
    }
    assert.ok(stopped > 0, name);
  });
}

test('normalizerOfCyclic in S31, budget 5: details.known', () => {
  const s31 = catalogue.symmetric(31);
  const elements = ['(0 1 2 3 4 5 6 7 8 9 10 11 12)(13 14 15 16 17 18 19 20)', '(0 1 2 3 4 5 6)(7 8 9 10 11)(12 13 14)']
    .map((cycles) => Permutation.fromCycles(cycles, 31))
    .concat(s31.randomElement(randomSource(1)));
  for (const g of elements) {
    const answer = catalogue.symmetric(31).normalizerOfCyclic(g);
    for (const budget of [0, 1, 5, 40, 200]) {
      for (const make of [() => catalogue.symmetric(31), () => catalogue.symmetric(31).prepare()]) {
        checkKnown(
          'S31',
          { name: 'normalizer', answer: () => answer, run: (o) => make().normalizerOfCyclic(g, o) },
          {
            budget,
          },
        );
      }
    }
  }
});

test('with special cases off', () => {
  withoutSpecialCases(() => {
    const make = () => parseGroup('symmetric(8) on pairs').prepare();
    for (const search of searches(make)) for (const budget of [1, 5, 40]) checkKnown('pairs', search, { budget });
  });
});

test('a signal that fires during the search leaves what is known, too', () => {
  for (const name of ['symmetric(12) on pairs', 'mathieu(12)', 'symmetric(4) wr symmetric(3)']) {
    for (const search of searches(() => parseGroup(name))) {
      for (const looks of [1, 4, 30]) {
        let left = looks;
        const signal = {
          get aborted() {
            return left-- <= 0;
          },
          reason: 'enough',
        } as unknown as AbortSignal;
        checkKnown(name, search, { signal });
      }
    }
  }
});

test('representatives of classes known are elements of the group, pairwise not conjugate', () => {
  for (const name of [
    'mathieu(12)',
    'symmetric(6) x dihedral(5)',
    'symmetric(12) on pairs',
    'mathieu(11) wr cyclic(2)',
  ]) {
    for (const budget of [0, 1, 5, 40]) {
      const group = parseGroup(name);
      try {
        group.conjugacyClasses({ budget });
      } catch (error) {
        const found = (error as IsotypicError).details.known as Permutation[];
        assert.ok(Array.isArray(found) && found.length > 0, `${name}, ${budget}`);
        const classes = found.map((p) => parseGroup(name).classOf(p));
        assert.is(new Set(classes).size, found.length, `${name}, ${budget}`);
      }
    }
  }
});

test.run();
