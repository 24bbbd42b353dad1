/**
 * Every operation of a backend is reached from public functions, and every function that touches samples reaches one.
 */
import { catalogue } from '@isotypic/algebra';
import { type Backend, openBackend } from '@isotypic/numeric';
import { permutationRepresentation } from '@isotypic/reps';
import {
  cov,
  crossCov,
  EquivariantNormal,
  groupAverages,
  irrepNorms,
  lstsq,
  mean,
  type RunOptions,
  SymmetricMoments,
  SymmetricPCA,
  varMean,
  whitening,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testSamples } from '../support/data.js';

const OPERATIONS = [
  'blockResiduals',
  'fromCoordinates',
  'groupAverage',
  'pooledGrams',
  'squaredLengths',
  'toCoordinates',
] as const;

const rep = permutationRepresentation(catalogue.dihedral(4));
const X = testSamples(40, 4, 1);
const normal = await EquivariantNormal.fit(X, rep);
const pca = await SymmetricPCA.fit(X, rep);
const { scores } = await pca.transform(X);

/** What each public function asks of its backend. */
const CALLS: Record<string, readonly [(o: RunOptions) => Promise<unknown>, ...(typeof OPERATIONS)[number][]]> = {
  cov: [(o) => cov(X, rep, o), 'pooledGrams'],
  crossCov: [(o) => crossCov(X, X, rep, rep, o), 'pooledGrams'],
  mean: [(o) => mean(X, rep, o), 'pooledGrams'],
  varMean: [(o) => varMean(X, rep, o), 'pooledGrams'],
  lstsq: [(o) => lstsq(X, X, rep, rep, o), 'blockResiduals', 'pooledGrams'],
  groupAverages: [(o) => groupAverages(X, rep, o), 'groupAverage'],
  irrepNorms: [(o) => irrepNorms(X, rep, o), 'toCoordinates'],
  'SymmetricMoments.push': [(o) => new SymmetricMoments(rep).push(X, o), 'pooledGrams'],
  'EquivariantNormal.fit': [(o) => EquivariantNormal.fit(X, rep, o), 'pooledGrams'],
  'EquivariantNormal.logProb': [(o) => normal.logProb(X, o), 'squaredLengths'],
  'EquivariantNormal.sample': [(o) => normal.sample(5, o), 'fromCoordinates'],
  'SymmetricPCA.fit': [(o) => SymmetricPCA.fit(X, rep, o), 'pooledGrams'],
  'SymmetricPCA.transform': [(o) => pca.transform(X, o), 'fromCoordinates', 'toCoordinates'],
  'SymmetricPCA.inverseTransform': [(o) => pca.inverseTransform(scores, o), 'fromCoordinates', 'toCoordinates'],
  whitening: [(o) => whitening(X, rep, o), 'pooledGrams'],
};

/** A backend that notes which of its methods are called. */
function spyOn(backend: Backend): { readonly spy: Backend; readonly called: Set<string> } {
  const called = new Set<string>();
  const spy = new Proxy(backend, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        called.add(String(name));
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { spy, called };
}

test('every function reaches the operations that it should, and no others', async () => {
  const backend = await openBackend();
  for (const [name, [call, ...expected]] of Object.entries(CALLS)) {
    const { spy, called } = spyOn(backend);
    await call({ backend: spy });
    assert.equal([...called].sort(), expected, name);
  }
  await backend.close();
});

test('no operation of a backend is dead', async () => {
  const backend = await openBackend();
  const methods: string[] = [];
  for (let at = Object.getPrototypeOf(backend); at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    methods.push(...Object.getOwnPropertyNames(at));
  }
  // Products and Gram matrices of plain matrices are made of operations, for scripts; `inFloat64` gives operations.
  const others = ['constructor', 'info', 'close', 'gram', 'multiply', 'inFloat64'];
  const operations = methods.filter((name) => !others.includes(name)).sort();
  assert.equal(operations, [...OPERATIONS]);
  const reached = new Set(Object.values(CALLS).flatMap(([, ...names]) => names));
  assert.equal([...reached].sort(), [...OPERATIONS]);
  await backend.close();
});

test.run();
