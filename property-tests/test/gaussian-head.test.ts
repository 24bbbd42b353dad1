/** The normal head of layers and the one of estimators are the same family, each by its own algorithm. */
import { catalogue } from '@isotypic/algebra';
import { EquivariantGaussian, fieldType, noBaseSpace, tensor } from '@isotypic/nn';
import { permutationRepresentation, type Representation, regularRepresentation } from '@isotypic/reps';
import { type CovarianceParameters, PredictiveNormal } from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const groups = [catalogue.cyclic(3), catalogue.cyclic(4), catalogue.dihedral(4), catalogue.symmetric(4)];
const representations: readonly Representation[] = [
  ...groups.map((group) => permutationRepresentation(group)),
  regularRepresentation(catalogue.symmetric(3)),
];
const heads = representations.map((rep) => {
  const space = noBaseSpace(rep.group);
  const type = fieldType(space, [rep]);
  return (['copies', 'blocks', 'full'] as const).map((kind) => ({
    kind,
    layer: new EquivariantGaussian(type, kind),
    estimator: new PredictiveNormal(
      rep as ConstructorParameters<typeof PredictiveNormal>[0],
      kind as CovarianceParameters,
    ),
  }));
});

const numbers = fc.double({ min: -2, max: 2, noNaN: true });

test('as many parameters, and for full covariances the same densities and moments', async () => {
  for (const kinds of heads) {
    for (const { kind, layer, estimator } of kinds) {
      assert.is(layer.parameterType.size, estimator.parameters.total, kind);
      if (kind !== 'full') continue;
      const [n, total] = [estimator.parameters.mean, estimator.parameters.total];
      await fc.assert(
        fc.asyncProperty(
          fc.array(numbers, { minLength: total, maxLength: total }),
          fc.array(numbers, { minLength: n, maxLength: n }),
          async (theta, y) => {
            const law = layer.distribution(tensor(theta, [1, total]));
            const [density] = await estimator.logProb([y], [theta]);
            const ours = law.logDensity(tensor(y, [1, n])).item();
            // |exp(−S/2)d|² with ‖S‖ ≤ 2n: right to some n·2ᵏε of itself, 2ᵏ ≤ 4n, beside eigenvalues right to ‖S‖ε
            assert.ok(Math.abs(ours - density) <= 64 * n * n * 2 ** -52 * (1 + Math.abs(density)));
            const { covariance } = await estimator.moments(theta);
            const largest = Math.max(...covariance.data.map(Math.abs));
            const difference = Math.max(...law.covariance().data.map((v, i) => Math.abs(v - covariance.data[i])));
            assert.ok(difference <= 64 * n * n * 2 ** -52 * largest);
          },
        ),
        { numRuns: 20 },
      );
    }
  }
});

test('invariant covariances of either are among those of the other', async () => {
  for (const kinds of heads) {
    for (const { kind, layer, estimator } of kinds) {
      if (kind === 'full') continue;
      const [n, total] = [estimator.parameters.mean, estimator.parameters.total];
      const basis = Array.from({ length: total - n }, (_, k) => {
        const theta = Array.from({ length: total }, (__, i) => (i === n + k ? 1 : 0));
        return Array.from(layer.distribution(tensor(theta, [1, total])).logCovariance.data);
      });
      const ones = Array.from({ length: total }, (_, i) => (i < n ? 0 : 1));
      const { covariance } = await estimator.moments(ones);
      // log Σ of ours at coordinates c, fitted to log Σ of theirs through its square root's series: Σ itself commutes,
      // and so is a combination of what commutes
      const residual = distanceFromSpan(Array.from(covariance.data), basis);
      assert.ok(residual <= 64 * n * n * 2 ** -52 * Math.max(...covariance.data.map(Math.abs)), `${kind}: ${residual}`);
    }
  }
});

/** What Gram–Schmidt leaves of a vector, at most. */
function distanceFromSpan(vector: number[], span: readonly number[][]): number {
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
  const orthogonal: number[][] = [];
  const reduced = (v: readonly number[]): number[] =>
    orthogonal.reduce<number[]>(
      (rest, u) => {
        const c = dot(rest, u) / dot(u, u);
        return rest.map((x, i) => x - c * u[i]);
      },
      [...v],
    );
  for (const v of span) orthogonal.push(reduced(v));
  return Math.max(...reduced(vector).map(Math.abs));
}

test.run();
