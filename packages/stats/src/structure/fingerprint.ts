/** What stored numbers belong to: fingerprints of an action on its generators and of the basis its structure has. */
import { IsotypicError } from '@isotypic/algebra';
import { fingerprint } from '@isotypic/algebra/internal';
import { actionFingerprint, type OrbitOfBasis } from '@isotypic/reps';
import type { IsotypicStructure } from './isotypic-structure.js';

const known = new WeakMap<IsotypicStructure, string>();

/**
 * Grid of the entries of a basis: two platforms may round a cosine apart, in the last of 52 bits, but no two bases of
 * one structure that are worth telling apart agree to 2⁻²⁰ (a matter of 2⁻³² for each entry that lies on no multiple).
 */
const GRID = 2 ** 20;

/** The fingerprint of a structure: equal for the same action on the same generators in the same isotypic basis. */
export function structureFingerprint(structure: IsotypicStructure): string {
  const found = known.get(structure);
  if (found !== undefined) return found;
  const { representation, components, operator } = structure;
  const made = fingerprint([
    'isotypic structure',
    representation === undefined ? 'no action' : actionFingerprint(representation),
    ...components.map(({ degree, multiplicity, type, isTrivial }) => `${degree} ${multiplicity} ${type} ${isTrivial}`),
    ...(operator === undefined ? [onGrid(structure.basis.data)] : operator.orbits.flatMap(partsOfOrbit())),
  ]);
  known.set(structure, made);
  return made;
}

function onGrid(data: Float64Array): Float64Array {
  return data.map((x) => Math.round(x * GRID));
}

/** The points and coordinates of an orbit, and, the first time, what its basis makes of one vector. */
function partsOfOrbit(): (orbit: OrbitOfBasis) => (Int32Array | Float64Array)[] {
  const seen = new Set<OrbitOfBasis['basis']>();
  return ({ points, coordinates, basis }) => {
    if (seen.has(basis)) return [points, coordinates];
    seen.add(basis);
    // multiples of 2⁻¹⁰ without a pattern that a group would know
    const vector = Float64Array.from(points, (_, i) => ((i * i * 31 + i * 17 + 5) % 1021) / 1024);
    return [points, coordinates, onGrid(basis.transposeTimes(vector))];
  };
}

/**
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless both lists are structures of the same actions in the same bases.
 */
export function requireSameStructures(
  where: string,
  own: readonly IsotypicStructure[],
  other: readonly IsotypicStructure[],
): void {
  if (own.length === other.length && own.every((s, a) => s === other[a])) return;
  requireFingerprints(where, own, {
    fingerprints: other.map(structureFingerprint),
    actions: other.map((s) => String(s.representation ?? 'a basis')),
  });
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless the fingerprints are those of the structures. */
export function requireFingerprints(
  where: string,
  own: readonly IsotypicStructure[],
  other: { readonly fingerprints: readonly string[]; readonly actions?: readonly string[] },
): void {
  const expected = own.map(structureFingerprint);
  if (expected.length === other.fingerprints.length && expected.every((f, a) => f === other.fingerprints[a])) return;
  const show = (prints: readonly string[], names: readonly unknown[] = []) =>
    prints.map((f, a) => `${names[a]} (fingerprint ${f.slice(0, 12)})`).join(' and ');
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: `moments taken under ${show(
      expected,
      own.map((s) => s.representation ?? 'a basis'),
    )}`,
    received: `moments taken under another action or basis: ${show(other.fingerprints, other.actions)}`,
    remedy: 'Use the same group, on the same generators in the same order, and the same representation.',
  });
}
