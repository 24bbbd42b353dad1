/** The right answers for 26 cases, computed by brute force over the group in NumPy: vectors/stats. */
import { readdirSync } from 'node:fs';
import { PermutationGroup } from '@isotypic/algebra';
import { matrixRepresentation, numericRepresentation, permutationRepresentation } from '@isotypic/reps';
import {
  cov,
  crossCov,
  invariantProjector,
  isotypicProjectors,
  lstsq,
  lstsqOf,
  mean,
  type StructureSource,
  SymmetricMoments,
  structureOf,
  varMean,
} from '@isotypic/stats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readVector } from '../support/data.js';

interface RepVector {
  dim: number;
  permutations: number[][] | null;
  generators?: number[][][];
}

interface StatsVector {
  name: string;
  group: { degree: number; generators: number[][] };
  repX: RepVector;
  repY: RepVector;
  inputs: { X: number[][]; Y: number[][] };
  outputs: Record<
    'lstsq' | 'covXX' | 'covYY' | 'crossCovYX' | 'invariantProjectorX' | 'invariantProjectorY',
    number[][]
  > &
    Record<'meanX' | 'meanY' | 'varX' | 'varY', number[]> & {
      lossEquivariantOpt: number;
      isotypicX: IsotypicVector[];
      isotypicY: IsotypicVector[];
    };
}

interface IsotypicVector {
  type: 'R' | 'C' | 'H';
  multiplicity: number;
  irrepDim: number;
  trivial: boolean;
  projector: number[][];
}

const TYPES = { R: 'real', C: 'complex', H: 'quaternionic' } as const;

/** Permutations and integral matrices exactly; rotated bases by their float64 matrices. */
function actions(group: PermutationGroup, reps: readonly RepVector[]): StructureSource[] {
  const integral = ({ generators }: RepVector) => generators?.every((M) => M.flat().every(Number.isInteger)) ?? false;
  return reps.map((rep) => {
    if (rep.permutations) return permutationRepresentation(group, rep.permutations);
    if (integral(rep)) return matrixRepresentation(group, rep.generators as number[][][]);
    return numericRepresentation(group, rep.generators as number[][][]);
  });
}

/** max |a − b| / max |b|. */
function relative(a: ArrayLike<number>, b: number[] | number[][]): number {
  const flat = b.flat();
  assert.is(a.length, flat.length);
  const size = flat.reduce((s, v) => Math.max(s, Math.abs(v)), 0);
  const far = flat.reduce((s, v, i) => Math.max(s, Math.abs(a[i] - v)), 0);
  return size === 0 ? far : far / size;
}

function below(bound: number, ...deviations: number[]): void {
  for (const d of deviations) assert.ok(d <= bound, `${d} > ${bound}`);
}

/** The projectors of the components that occur, matched to the expected ones by the projector itself. */
function checkProjectors(source: StructureSource, expected: readonly IsotypicVector[]): void {
  const present = isotypicProjectors(source).filter((p) => p.multiplicity > 0);
  const { components } = structureOf(source);
  assert.is(present.length, expected.length);
  for (const e of expected) {
    const found = present.find((p) => relative(p.projector.data, e.projector) < 1e-12);
    assert.ok(found, 'a component with this projector');
    const component = components.find((c) => c.label === found?.label);
    assert.equal(
      [component?.type, component?.multiplicity, component?.degree, component?.isTrivial],
      [TYPES[e.type], e.multiplicity, e.irrepDim, e.trivial],
    );
  }
}

const files = readdirSync(new URL('../../../../vectors/stats/', import.meta.url));
test('all the cases are there', () => assert.is(files.length, 26));

for (const file of files) {
  const { name, group, repX, repY, inputs, outputs } = readVector<StatsVector>(`stats/${file}`);
  const G = new PermutationGroup(group.generators, { degree: group.degree });
  const [x, y] = actions(G, [repX, repY]);
  const { X, Y } = inputs;

  test(`${name}: mean, variance, covariance, cross-covariance`, async () => {
    const options = { normalization: 'n-1' } as const;
    below(1e-12, relative(await mean(X, x), outputs.meanX), relative(await mean(Y, y), outputs.meanY));
    below(1e-12, relative((await cov(X, x, options)).data, outputs.covXX));
    below(1e-12, relative((await cov(Y, y, options)).data, outputs.covYY));
    below(1e-12, relative((await crossCov(X, Y, x, y, options)).data, outputs.crossCovYX));
    below(1e-12, relative((await varMean(X, x, options)).variance, outputs.varX));
    below(1e-12, relative((await varMean(Y, y, options)).variance, outputs.varY));
  });

  test(`${name}: projectors, types and multiplicities`, () => {
    below(1e-12, relative(invariantProjector(x).data, outputs.invariantProjectorX));
    below(1e-12, relative(invariantProjector(y).data, outputs.invariantProjectorY));
    checkProjectors(x, outputs.isotypicX);
    checkProjectors(y, outputs.isotypicY);
  });

  test(`${name}: least squares, from data and from moments`, async () => {
    const { coefficients, residual } = await lstsq(X, Y, x, y);
    below(1e-9, relative(coefficients.data, outputs.lstsq));
    // Where the data are noise-free the optimum is rounding, and both are.
    const size = Y.flat().reduce((s, v) => s + v * v, 0);
    below(1e-10 * outputs.lossEquivariantOpt + 1e-26 * size, Math.abs(residual - outputs.lossEquivariantOpt));
    const moments = await new SymmetricMoments(x, y).push({ x: X, y: Y });
    below(1e-9, relative((await lstsqOf(moments)).coefficients.data, outputs.lstsq));
  });
}

test.run();
