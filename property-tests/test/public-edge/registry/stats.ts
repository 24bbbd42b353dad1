/** Right arguments of @isotypic/stats. */
import { Float64Matrix } from '@isotypic/numeric';
import { PredictiveNormal, ScatterMatrix, SymmetricCCA, SymmetricPCA, structureOf } from '@isotypic/stats';
import { invariant, jointMoments, moments, normal, representation, samples } from './fixtures.js';
import type { Registry } from './registry.js';
import { table } from './sources.js';

export const stats: Registry = {
  types: {
    StructureSource: representation,
    'readonly StructureSource[]': () => [representation()],
    IsotypicStructure: () => structureOf(representation()),
    CovarianceParameters: () => 'copies',
    EquivariantNormal: normal,
    ConditionalNormal: async () => (await normal()).conditional(invariant(), representation()),
    PredictiveNormal: () => new PredictiveNormal(representation(), 'copies'),
    SymmetricMoments: moments,
    ScatterMatrix: () => new ScatterMatrix(3).push(samples()),
    SymmetricCCA: () => SymmetricCCA.fit(samples(), samples(), representation(), representation()),
    SymmetricPCA: () => SymmetricPCA.fit(samples(), representation()),
  },
  calls: {
    timeAsSamples: () => [{ data: [1, 2, 3, 4, 5, 6], shape: [1, 3, 2] }],
    'ConditionalNormal#meanGiven': () => [[1, 2, 3]],
    'EquivariantNormal.from': () => [representation(), [1, 1, 1], invariant()],
    'EquivariantNormal.fit': () => [samples(), representation()],
    'EquivariantNormal#marginal': () => [invariant(), representation()],
    'EquivariantNormal#conditional': () => [invariant(), representation()],
    'PredictiveNormal#moments': () => [[0, 0, 0, 0, 0]],
    'PredictiveNormal#sample': () => [Float64Matrix.generate(12, 5, () => 0)],
    likelihoodRatioTest: () => [samples(), representation()],
    'SymmetricCCA#directions': () => [0],
    'SymmetricPCA#basis': () => [0],
    'PredictiveNormal#logProb': () => [samples(), Float64Matrix.generate(12, 5, () => 0)],
    cov: () => [samples(), representation()],
    crossCov: () => [samples(), samples(), representation(), representation()],
    crossCovarianceOf: () => [jointMoments()],
    lstsqOf: () => [jointMoments()],
    'SymmetricCCA.fromMoments': () => [jointMoments()],
    lstsq: () => [samples(), samples(), representation(), representation()],
    covarianceStandardErrors: () => [invariant(), representation(), 12],
    findSymmetry: () => [samples()],
    symmetriesOfNames: () => [['x.1', 'y.1', 'x.2', 'y.2']],
    symmetricSummaryOf: () => [moments()],
    momentsOfTable: () => [table(), [{ x: { columns: ['a', 'b', 'c'], rep: representation() } }]],
    csvBatches: () => [['a,b\n1,2\n']],
    'SymmetricMoments.fromJSON': () => [moments().then((m) => m.toJSON()), representation()],
    ScatterMatrix: () => [3],
    'ScatterMatrix.fromJSON': () => [new ScatterMatrix(3).push(samples()).toJSON(), 3],
    'ScatterMatrix#push': () => [samples()],
    'ScatterMatrix#merge': () => [new ScatterMatrix(3).push(samples())],
    'SymmetricMoments#push': () => [samples()],
    'SymmetricMoments#pushAll': () => [[samples()]],
    'SymmetricMoments#block': () => [0, 0, 0, 'zero'],
    isotypicStructure: () => [
      structureOf(representation()).basis,
      structureOf(representation()).components.map(({ degree, multiplicity, type }) => ({
        degree,
        multiplicity,
        type,
      })),
    ],
  },
};
