/** What is no group, irrep, element or option is refused in words that say what to pass. */
import { catalogue, IsotypicError, Matrix, rationals } from '@isotypic/algebra';
import * as reps from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const G = catalogue.symmetric(3);
const rep = reps.permutationRepresentation(G);
const [trivial, , standard] = reps.realIrreps(G);
const complex = reps.irreps(G);

type Loose = (...args: readonly unknown[]) => unknown;

/** Each call with what its refusal says. */
const calls: [string, RegExp, () => unknown][] = [
  ['irreps(rep)', /expected group to be a PermutationGroup.*Pass its \.group/, () => (reps.irreps as Loose)(rep)],
  ['realIrreps(generators)', /Pass new PermutationGroup/, () => (reps.realIrreps as Loose)(G.generators)],
  ['rationalIrreps(5)', /expected group to be a PermutationGroup, got 5/, () => (reps.rationalIrreps as Loose)(5)],
  ['irreps(G, { limit })', /no option but those known.*irrepLimit/, () => (reps.irreps as Loose)(G, { limit: 5 })],
  ['realIrreps, budget', /option budget/, () => reps.realIrreps(G, { budget: -1 })],
  [
    'rationalIrreps, signal',
    /Pass the controller's \.signal/,
    () => (reps.rationalIrreps as Loose)(G, { signal: new AbortController() }),
  ],
  ['verifyIrreps([])', /expected list to be an array of irreps/, () => reps.verifyIrreps([])],
  ['verifyIrreps(G)', /Pass irreps\(group\) or realIrreps\(group\)/, () => (reps.verifyIrreps as Loose)(G)],
  ['verifyIrreps of both kinds', /expected list/, () => (reps.verifyIrreps as Loose)([trivial, complex[0]])],
  ['verifyIrreps, options', /no option but/, () => (reps.verifyIrreps as Loose)(complex, { fast: true })],
  [
    'clebschGordan(G, …)',
    /expected left to be a RealIrrep/,
    () => (reps.clebschGordan as Loose)(G, standard, standard),
  ],
  [
    'clebschGordan over ℂ',
    /expected right to be a RealIrrep.*not of irreps/,
    () => (reps.clebschGordan as Loose)(standard, complex[2], trivial),
  ],
  [
    'clebschGordan of two groups',
    /expected result to be an irrep of the same group/,
    () => reps.clebschGordan(standard, standard, reps.realIrreps(catalogue.symmetric(3))[0]),
  ],
  [
    'clebschGordan, options',
    /no option but/,
    () => (reps.clebschGordan as Loose)(standard, standard, trivial, { convention: 'e3nn' }),
  ],
  ['matrix(images)', /expected g to be a Permutation/, () => (standard.matrix as Loose).call(standard, [1, 0, 2])],
  [
    'matrix of another degree',
    /an element of the group, of degree 3/,
    () => standard.matrix(catalogue.cyclic(4).generators[0]),
  ],
  [
    'matrix from outside',
    /an element of the group/,
    () => reps.irreps(catalogue.alternating(3))[0].matrix(G.generators[1]),
  ],
  ['unitaryMatrix of nothing', /expected g/, () => (complex[2].unitaryMatrix as Loose).call(complex[2])],
  [
    'orthogonalMatrix, options',
    /no option but/,
    () => (standard.orthogonalMatrix as Loose).call(standard, G.generators[0], { digits: 3 }),
  ],
  ['realize(5)', /expected options to be a plain object/, () => (standard.realize as Loose).call(standard, 5)],
  ['fromMatrices(rep, …)', /expected group/, () => (reps.RealIrrep.fromMatrices as Loose)(rep, [])],
  ['fromMatrices of arrays', /expected matrices/, () => (reps.RealIrrep.fromMatrices as Loose)(G, [[[1]], [[1]]])],
  [
    'fromMatrices, one too few',
    /2 square matrices/,
    () => reps.RealIrrep.fromMatrices(G, [Matrix.identity(rationals, 1)]),
  ],
  [
    'endomorphismUnits',
    /one of 'real', 'complex', 'quaternionic'/,
    () => (reps.endomorphismUnits as Loose)('quaternion'),
  ],
  ['endomorphismDimension', /one of/, () => (reps.endomorphismDimension as Loose)(2)],
];

for (const [name, text, call] of calls) {
  test(`${name} is refused`, () => {
    let error: unknown;
    try {
      call();
    } catch (e) {
      error = e;
    }
    assert.instance(error, IsotypicError);
    const { code, message } = error as IsotypicError;
    assert.ok(['INVALID_ARGUMENT', 'SHAPE_MISMATCH', 'NOT_IN_GROUP'].includes(code), code);
    assert.match(message, text);
  });
}

test.run();
