/** Checks the facts that the vectors state of a group, and counts what was compared: nothing is skipped unnoticed. */
import {
  inverseClasses,
  orbitals,
  Permutation,
  type PermutationGroup,
  powerMap,
  rationalClasses,
} from '@isotypic/algebra';
import * as assert from 'uvu/assert';
import { type ClassTable, type GroupVector, groupOf } from './support.js';

/** How many facts of each kind were compared. */
export class Tally {
  readonly counts = new Map<string, number>();

  /** Compares one fact; a difference names the group and the kind. */
  same(kind: string, id: string, ours: unknown, theirs: unknown): void {
    assert.equal(ours, theirs, `${id}: ${kind}`);
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}

const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);

export function checkStructure(vector: GroupVector, tally = new Tally()): PermutationGroup {
  const group = groupOf(vector);
  const { id } = vector;
  tally.same('order', id, group.order, BigInt(vector.order));
  tally.same('transitivity', id, group.isTransitive(), vector.isTransitive);
  tally.same('primitivity', id, group.isPrimitive(), vector.isPrimitive);
  tally.same('commutativity', id, group.isAbelian(), vector.isAbelian);
  tally.same('orbits', id, group.orbits(), vector.orbits.map(ascending));
  for (const [images, isMember] of vector.membershipTests ?? []) {
    const p = Permutation.fromImages(images);
    tally.same('membership', id, group.contains(p), isMember);
    if (isMember) assert.ok(group.factor(p).evaluate(group.generators).equals(p), id);
  }
  for (const { order, points } of vector.pointwiseStabiliserTests) {
    tally.same('pointwise stabilizer', id, group.stabilizer(points).order, BigInt(order));
  }
  if (vector.base !== undefined) tally.same('base', id, group.stabilizer(vector.base).order, 1n);
  return group;
}

export function checkBlocks(vector: GroupVector, group: PermutationGroup, tally = new Tally()): void {
  const { id } = vector;
  for (const { orbitMin, size, primitive, minimalBlocks, minimalBlockSizes } of vector.orbitActions ?? []) {
    const blocks = group.minimalBlocks(orbitMin);
    const orbit = group.orbit(orbitMin);
    tally.same('constituent', id, [Math.min(...orbit), orbit.length], [orbitMin, size]);
    tally.same('primitivity of a constituent', id, size > 1 && blocks.length === 0, primitive);
    tally.same('minimal blocks', id, blocks.map(String).sort(), minimalBlocks.map((b) => String(ascending(b))).sort());
    tally.same('minimal block sizes', id, ascending(blocks.map((b) => b.length)), ascending(minimalBlockSizes));
  }
}

/** Degree up to which the table of all pairs is written down. */
const MOST_POINTS_IN_PAIRS = 1000;

export function checkRank(vector: GroupVector, group: PermutationGroup, tally = new Tally()): void {
  // Orbits of the stabilizer of one point of each orbit; and, where it fits, the table of all pairs.
  const suborbits = group.orbits().map((orbit) => group.stabilizer(orbit[0]).orbits().length);
  tally.same(
    'rank',
    vector.id,
    suborbits.reduce((a, b) => a + b, 0),
    vector.rank,
  );
  if (vector.degree <= MOST_POINTS_IN_PAIRS && group.generators.length > 0) {
    assert.is(orbitals(group.generators, group.generators).rank, vector.rank, vector.id);
  }
}

export function checkSubgroups(vector: GroupVector, group: PermutationGroup, tally = new Tally()): void {
  const { id } = vector;
  tally.same('derived order', id, group.derivedSubgroup().order, BigInt(vector.derivedOrder));
  tally.same('perfect', id, group.isPerfect(), vector.isPerfect);
  tally.same('solvable', id, group.isSolvable(), vector.isSolvable);
  tally.same('nilpotent', id, group.isNilpotent(), vector.isNilpotent);
  tally.same('simple', id, group.isSimple(), vector.isSimple);
  tally.same('center order', id, group.center().order, BigInt(vector.centreOrder));
  tally.same('abelian invariants', id, group.abelianInvariants().map(Number), vector.abelianInvariants);
}

export function checkSearches(vector: GroupVector, group: PermutationGroup, tally = new Tally()): void {
  const { id } = vector;
  for (const { element, elementOrder, centraliserOrder } of vector.centraliserTests) {
    const p = Permutation.fromImages(element);
    const centralizer = group.centralizer(p);
    tally.same('element order', id, p.order(), BigInt(elementOrder));
    tally.same('centralizer order', id, centralizer.order, BigInt(centraliserOrder));
    assert.ok(
      centralizer.generators.every((g) => group.contains(g) && g.times(p).equals(p.times(g))),
      id,
    );
  }
  for (const { order, set } of vector.setStabiliserTests) {
    const stabilizer = group.setwiseStabilizer(set);
    tally.same('set stabilizer order', id, stabilizer.order, BigInt(order));
    const inside = new Set(set);
    assert.ok(
      stabilizer.generators.every((g) => group.contains(g) && set.every((x) => inside.has(g.image(x)))),
      id,
    );
  }
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

export function checkClasses(vector: GroupVector, group: PermutationGroup, tally = new Tally()): void {
  const { id } = vector;
  const classes = group.conjugacyClasses();
  const sorted = (list: readonly (readonly [number, string])[]) => list.map((x) => x.join(':')).sort();
  tally.same(
    'class sizes and element orders',
    id,
    sorted(classes.map((c) => [Number(c.elementOrder), String(c.size)])),
    sorted((vector.classes ?? []).map((c) => [c.order, c.size])),
  );
  tally.same('number of classes', id, classes.length, vector.nrClasses);
  if (vector.exponent !== undefined) {
    const exponent = classes.reduce((e, c) => (e / gcd(e, c.elementOrder)) * c.elementOrder, 1n);
    tally.same('exponent', id, exponent, BigInt(vector.exponent));
  }
  for (let k = 0; k < 5; k++) {
    const p = group.randomElement();
    const x = group.randomElement();
    assert.is(group.classOf(p), group.classOf(p.conjugateBy(x)), id);
    assert.is(classes[group.classOf(p)].elementOrder, p.order(), id);
  }
}

export function checkClassMaps(
  vector: GroupVector,
  table: ClassTable | undefined,
  group: PermutationGroup,
  tally = new Tally(),
): void {
  const { id } = vector;
  if (vector.rationalClasses !== undefined) {
    tally.same('rational classes', id, rationalClasses(group).length, vector.rationalClasses);
  }
  if (vector.realClasses !== undefined) {
    const inverses = inverseClasses(group);
    tally.same('real classes', id, inverses.filter((d, c) => c === d).length, vector.realClasses);
  }
  if (table === undefined) return;
  const classes = group.conjugacyClasses();
  const ours = table.classes.map(({ rep }) => group.classOf(Permutation.fromImages(rep)));
  tally.same('identified classes', id, new Set(ours).size, table.classes.length);
  tally.same(
    'sizes of identified classes',
    id,
    ours.map((c) => `${classes[c].elementOrder}:${classes[c].size}`),
    table.classes.map(({ order, size }) => `${order}:${size}`),
  );
  const inverses = inverseClasses(group);
  tally.same(
    'inverse classes',
    id,
    ours.map((c) => inverses[c]),
    table.inverseClass.map((d) => ours[d]),
  );
  for (const [p, map] of Object.entries(table.powerMaps)) {
    const powers = powerMap(group, Number(p));
    tally.same(
      'power map',
      id,
      ours.map((c) => powers[c]),
      map.map((d) => ours[d]),
    );
  }
}
