/** Stabilizers of objects and transporters: against listing, and groups that are known as stabilizers. */
import {
  type ActedObjects,
  type ActionName,
  BudgetExceededError,
  catalogue,
  IsotypicError,
  isSubgroup,
  Permutation,
  PermutationGroup,
  parseGroup,
  randomSource,
  stabilizerOf,
  transporter,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const random = randomSource(8);
const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);

/** What an element makes of an object, and how objects are told apart: each written once more, plainly. */
const act: { [A in ActionName]: (g: Permutation, object: ActedObjects[A]) => ActedObjects[A] } = {
  tuple: (g, t) => t.map((x) => g.image(x)),
  set: (g, s) => s.map((x) => g.image(x)),
  labels: (g, v) => v.map((_, y) => v[g.inverse().image(y)]),
  partition: (g, p) => p.map((part) => part.map((x) => g.image(x))),
  'ordered partition': (g, p) => p.map((part) => part.map((x) => g.image(x))),
  sets: (g, p) => p.map((part) => part.map((x) => g.image(x))),
  tuples: (g, p) => p.map((part) => part.map((x) => g.image(x))),
  matrix: (g, m) => m.map((_, i) => m.map((_, j) => m[g.inverse().image(i)][g.inverse().image(j)])),
};
const text: { [A in ActionName]: (object: ActedObjects[A]) => string } = {
  tuple: (t) => `${t}`,
  set: (s) => `${sorted(s)}`,
  labels: (v) => `${v}`,
  partition: (p) =>
    `${p
      .map((part) => `${sorted(part)}`)
      .sort()
      .join('|')}`,
  'ordered partition': (p) => p.map((part) => `${sorted(part)}`).join('|'),
  sets: (p) =>
    `${p
      .map((part) => `${sorted(part)}`)
      .sort()
      .join('|')}`,
  tuples: (p) => `${p.map(String).sort().join('|')}`,
  matrix: (m) => m.map(String).join('|'),
};
const draw = (n: number): { [A in ActionName]: ActedObjects[A] } => {
  const points = (k: number): number[] => {
    const all = Array.from({ length: n }, (_, x) => x);
    return Array.from({ length: k }, () => all.splice(random.below(all.length), 1)[0]);
  };
  const order = points(n);
  const parts = [order.slice(0, 2), order.slice(2, 4), order.slice(4, 5)];
  return {
    tuple: points(2),
    set: points(3),
    labels: Array.from({ length: n }, () => random.below(2)),
    partition: parts,
    'ordered partition': parts,
    sets: [points(2), points(2), points(2)],
    tuples: [points(2), points(2)],
    matrix: Array.from({ length: n }, () => Array.from({ length: n }, () => ['x', 'y'][random.below(8) >> 2])),
  };
};

test('stabilizers and transporters of every action are those of listing', () => {
  const check = <A extends ActionName>(
    G: PermutationGroup,
    from: ActedObjects[A],
    other: ActedObjects[A],
    action: A,
  ) => {
    const elements = [...G.elements()];
    const [image, key] = [act[action], text[action]];
    const S = stabilizerOf(G, from, action);
    assert.is(S.order, BigInt(elements.filter((g) => key(image(g, from)) === key(from)).length), action);
    assert.ok(isSubgroup(S, G));
    for (const to of [image(G.randomElement(random), from), other]) {
      const x = transporter(G, from, to, action);
      assert.is(
        x !== undefined,
        elements.some((g) => key(image(g, from)) === key(to)),
        action,
      );
      if (x !== undefined) assert.is(key(image(x, from)), key(to), action);
    }
  };
  const names = ['symmetric(5)', 'dihedral(6)', 'AGL(1,8)', 'symmetric(3) wr cyclic(2)', 'PSL(3,2)'];
  for (const name of [...names, 'alternating(6)', 'symmetric(3) × symmetric(4)']) {
    const G = parseGroup(name);
    for (let k = 0; k < 4; k++) {
      const [a, b] = [draw(G.degree), draw(G.degree)];
      check(G, a.tuple, b.tuple, 'tuple');
      check(G, a.set, b.set, 'set');
      check(G, a.labels, b.labels, 'labels');
      check(G, a.partition, b.partition, 'partition');
      check(G, a['ordered partition'], b['ordered partition'], 'ordered partition');
      check(G, a.sets, b.sets, 'sets');
      check(G, a.tuples, b.tuples, 'tuples');
      check(G, a.matrix, b.matrix, 'matrix');
    }
  }
});

test('known groups as stabilizers: the Fano plane, the Petersen graph, M12 of a hexad system, wreath products', () => {
  const lines = Array.from({ length: 7 }, (_, k) => [k, (k + 1) % 7, (k + 3) % 7]);
  assert.is(stabilizerOf(catalogue.symmetric(7), lines, 'sets').order, 168n);
  const M = catalogue.mathieu(12);
  const hexads = new Map<string, number[]>();
  // a block of S(5,6,12) has orbit of length 132
  const sets = [...Array(12).keys()].slice(5).map((x) => [0, 1, 2, 3, 4, x]);
  const hexad = sets.find((s) => M.order / M.setwiseStabilizer(s).order === 132n) as number[];
  hexads.set(`${sorted(hexad)}`, hexad);
  for (const s of hexads.values()) {
    for (const g of M.generators) {
      const image = sorted(s.map((x) => g.image(x)));
      hexads.set(`${image}`, image);
    }
  }
  assert.is(hexads.size, 132);
  const S = stabilizerOf(catalogue.symmetric(12), [...hexads.values()], 'sets');
  assert.is(S.order, 95040n);
  assert.ok(isSubgroup(M, S));
  const blocks = Array.from({ length: 6 }, (_, i) => [3 * i, 3 * i + 1, 3 * i + 2]);
  assert.is(stabilizerOf(catalogue.symmetric(18), blocks, 'partition').order, 6n ** 6n * 720n);
  const cycle = Array.from({ length: 9 }, (_, i) =>
    Array.from({ length: 9 }, (_, j) => ((j - i + 9) % 9 === 1 ? 1 : 0)),
  );
  assert.is(stabilizerOf(catalogue.symmetric(9), cycle, 'matrix').order, 9n);
});

test('the 759 octads of a conjugate of M24 in M24, and the 21 lines of PG(2,4) in S21', () => {
  const M = catalogue.mathieu(24);
  const orbitOf = (G: PermutationGroup, block: readonly number[]): number[][] => {
    const blocks = new Map([[`${block}`, sorted(block)]]);
    for (const known of blocks.values()) {
      for (const g of G.generators) {
        const image = sorted(known.map((x) => g.image(x)));
        blocks.set(`${image}`, image);
      }
    }
    return [...blocks.values()];
  };
  const blockThrough = (G: PermutationGroup, t: number): number[] => {
    const fixed = [...Array(t).keys()];
    const orbits = fixed.reduce((H, x) => H.stabilizer(x), G).orbits();
    return sorted([...fixed, ...orbits.filter(([x]) => x >= t).reduce((a, b) => (b.length < a.length ? b : a))]);
  };
  const octads = orbitOf(M, blockThrough(M, 5));
  assert.is(octads.length, 759);
  const S = catalogue.symmetric(24);
  for (const by of [Permutation.fromCycles('(0 1)(2 3)', 24), S.randomElement(random)]) {
    const moved = octads.map((octad) => octad.map((x) => by.image(x)));
    const conjugate = new PermutationGroup(M.generators.map((g) => g.conjugateBy(by)));
    assert.is(stabilizerOf(M, moved, 'sets').order, M.intersection(conjugate).order);
    assert.is(stabilizerOf(catalogue.alternating(24), moved, 'sets').order, 244823040n);
    const x = M.randomElement(random);
    const further = moved.map((octad) => octad.map((y) => x.image(y)));
    assert.is(text.sets(act.sets(transporter(M, moved, further, 'sets') as Permutation, moved)), text.sets(further));
    assert.is(transporter(M, octads, moved, 'sets'), undefined);
    const back = transporter(S, moved, octads, 'sets') as Permutation;
    assert.is(text.sets(act.sets(back, moved)), text.sets(octads));
  }
  const L = parseGroup('PSL(3,4)');
  const lines = orbitOf(L, blockThrough(L, 2)).map((line) => line.map((x) => (5 * x) % 21));
  assert.is(stabilizerOf(catalogue.symmetric(21), lines, 'sets').order, 120960n);
});

test('objects that are none are refused by name', () => {
  const G = catalogue.symmetric(4);
  const refused = (code: string, work: () => unknown): void =>
    assert.throws(work, (e: unknown) => e instanceof IsotypicError && e.code === code);
  refused('INVALID_ARGUMENT', () => stabilizerOf(G, [0, 7], 'set'));
  refused('INVALID_ARGUMENT', () => stabilizerOf(G, [0, 1], 'labels'));
  refused('INVALID_ARGUMENT', () => stabilizerOf(G, [[0, 1], [1, 2]], 'partition')); // biome-ignore format: parts
  refused('SHAPE_MISMATCH', () => stabilizerOf(G, [[0, 1], [1, 2]], 'matrix')); // biome-ignore format: a matrix
  refused('INVALID_ARGUMENT', () => stabilizerOf(G, [0], 'point' as 'set'));
  const sets = [
    [0, 1],
    [2, 3],
    [4, 5, 6],
  ];
  assert.throws(
    () => stabilizerOf(catalogue.symmetric(12), sets, 'sets', { budget: 2 }),
    (e: unknown) => e instanceof BudgetExceededError && e.details.known instanceof PermutationGroup,
  );
});

test.run();
