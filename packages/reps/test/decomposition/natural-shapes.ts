/** What GAP's tables say about natural permutation representations. */
import { isotypicDecomposition, permutationRepresentation } from '@isotypic/reps';
import * as assert from 'uvu/assert';
import { groupOf, readTable, type TableVector, tableNames } from '../characters/table-vectors.js';

/** [degree, multiplicity, type] of the real components, sorted, from complex multiplicities and indicators. */
function expectedShape(vector: TableVector): string[] {
  const shape: string[] = [];
  const complex = new Map<string, number>();
  vector.permMultiplicities.forEach((m, i) => {
    if (m === 0) return;
    const degree = degreeOf(vector, i);
    const indicator = vector.frobeniusSchur[i];
    if (indicator === 1) shape.push(`${degree}×${m} real`);
    else if (indicator === -1) shape.push(`${2 * degree}×${m / 2} quaternionic`);
    else {
      // Characters of complex type come in conjugate pairs, both with the same multiplicity.
      const key = `${2 * degree}×${m} complex`;
      complex.set(key, (complex.get(key) ?? 0) + 1);
    }
  });
  for (const [key, count] of complex) for (let k = 0; k < count / 2; k++) shape.push(key);
  return shape.sort();
}

function degreeOf(vector: TableVector, i: number): number {
  const identity = vector.classes.findIndex((c) => c.order === 1);
  return Number(vector.values[vector.irr[i][identity]].coeffs['0']);
}

/** The tables whose group has its degree between two bounds. */
export function tablesOfDegree(least: number, most: number): string[] {
  return tableNames().filter((name) => {
    const { degree } = readTable(name);
    return least <= degree && degree <= most;
  });
}

export function assertNaturalShape(name: string): void {
  const vector = readTable(name);
  const decomposition = isotypicDecomposition(permutationRepresentation(groupOf(vector)));
  const shape = decomposition.components.map((c) => `${c.degree}×${c.multiplicity} ${c.type}`).sort();
  assert.equal(shape, expectedShape(vector));
  assert.ok(decomposition.components[0].isTrivial);
}
