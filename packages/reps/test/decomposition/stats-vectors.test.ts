/** Types, multiplicities, dimensions and projectors against brute force over the group in NumPy. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Float64Layout, orbitals, Permutation, PermutationGroup, toFloat64 } from '@isotypic/algebra';
import {
  type IsotypicDecomposition,
  intertwiners,
  isotypicDecompositions,
  numericRepresentation,
  PermutationRepresentation,
  permutationRepresentation,
  type Representation,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maxDifference } from './float-checks.js';

interface RepVector {
  readonly dim: number;
  readonly permutations: readonly (readonly number[])[] | null;
  readonly generators?: readonly (readonly (readonly number[])[])[];
}
interface ComponentVector {
  readonly type: 'R' | 'C' | 'H';
  readonly multiplicity: number;
  readonly irrepDim: number;
  readonly trivial: boolean;
  readonly projector: readonly (readonly number[])[];
}
interface StatsVector {
  readonly name: string;
  readonly group: {
    readonly degree: number;
    readonly order: number;
    readonly generators: readonly (readonly number[])[];
  };
  readonly repX: RepVector;
  readonly repY: RepVector;
  readonly outputs: {
    readonly dimHom: number;
    readonly dimEndX: number;
    readonly dimFixX: number;
    readonly isotypicX: readonly ComponentVector[];
    readonly isotypicY: readonly ComponentVector[];
  };
}

const folder = new URL('../../../../vectors/stats/', import.meta.url);
const types = { real: 'R', complex: 'C', quaternionic: 'H' } as const;

function readRepresentation(group: PermutationGroup, vector: RepVector): Representation {
  return vector.permutations
    ? permutationRepresentation(group, vector.permutations)
    : numericRepresentation(group, vector.generators ?? []);
}

/** Every expected component is found once, with its projector. */
function compare(decomposition: IsotypicDecomposition, expected: readonly ComponentVector[]): void {
  const ours = decomposition.components.filter((c) => c.multiplicity > 0);
  assert.is(ours.length, expected.length);
  const open = new Set(ours);
  for (const wanted of expected) {
    const projector = wanted.projector.flat();
    const found = [...open].find(
      (c) =>
        types[c.type] === wanted.type &&
        c.multiplicity === wanted.multiplicity &&
        c.degree === wanted.irrepDim &&
        c.isTrivial === wanted.trivial &&
        // The vectors' projectors are float averages over the group: right to about 1e-14 themselves.
        maxDifference(c.projectorFloat().data, projector) < 1e-12,
    );
    assert.ok(found, `${wanted.multiplicity}×${wanted.irrepDim} ${wanted.type}`);
    open.delete(found as (typeof ours)[number]);
  }
}

for (const file of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
  const vector: StatsVector = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const group = new PermutationGroup(
    vector.group.generators.map((g) => Permutation.fromImages(g)),
    { degree: vector.group.degree },
  );
  const [X, Y] = [readRepresentation(group, vector.repX), readRepresentation(group, vector.repY)];

  test(`${vector.name}: isotypic types, multiplicities, dimensions and projectors`, () => {
    const [x, y] = isotypicDecompositions([X, Y]);
    compare(x, vector.outputs.isotypicX);
    compare(y, vector.outputs.isotypicY);
    const endomorphisms = x.components.reduce((sum, c) => sum + c.multiplicity ** 2 * c.irrep.endomorphismDimension, 0);
    assert.is(endomorphisms, vector.outputs.dimEndX);
    assert.is(intertwiners(X, Y).dimension, vector.outputs.dimHom);
    assert.is(x.components.find((c) => c.isTrivial)?.multiplicity ?? 0, vector.outputs.dimFixX);
  });

  if (X instanceof PermutationRepresentation) {
    test(`${vector.name}: float projectors are within 1e-14 of the exact ones`, () => {
      const [x] = isotypicDecompositions([X, Y]);
      for (const c of x.components) {
        const exact: Float64Layout = toFloat64(c.projector());
        assert.ok(maxDifference(exact.data, c.projectorFloat().data) < 1e-14);
      }
      assert.is(orbitals(X.images, X.images).rank, vector.outputs.dimEndX);
    });
  }
}

test.run();
