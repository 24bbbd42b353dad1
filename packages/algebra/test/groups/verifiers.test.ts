/**
 * Every field of what a verifier speaks for, mutated: the mutant is refused with REFUTED, or what the certificate says
 * of it is right all the same, by listing.
 */
import {
  automorphismGroup,
  BudgetExceededError,
  type ConjugacyClass,
  catalogue,
  Graph,
  graphAutomorphisms,
  IsotypicError,
  Permutation,
  PermutationGroup,
  parseGroup,
  verifyConjugacyClasses,
  verifyGraphAutomorphisms,
  verifyStabilizerChain,
} from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as named from '../graphs/named-graphs.js';
import { mutations } from '../support/mutations.js';
import { closure } from './support.js';

function isRefuted(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch (error) {
    assert.instance(error, IsotypicError, String(error));
    assert.is((error as IsotypicError).code, 'REFUTED', String(error));
    return true;
  }
}

/** What the certificate of a chain promises, by listing the group that the generators make. */
function answersRight(group: PermutationGroup): boolean {
  const listed = closure(group.generators, group.degree);
  const keys = new Set(listed.map(String));
  const everything = closure(catalogue.symmetric(group.degree).generators, group.degree);
  return (
    group.order === BigInt(listed.length) &&
    everything.every((p) => group.contains(p) === keys.has(String(p))) &&
    listed.every((p) => group.factor(p).evaluate(group.generators).equals(p) && group.unrank(group.rank(p)).equals(p))
  );
}

for (const name of [
  'dihedral(5)',
  'symmetric(4)',
  'alternating(5)',
  'cyclic(2) wr cyclic(2)',
  '<(0 1)(2 3), degree 5>',
]) {
  test(`verifyStabilizerChain on every mutant of ${name}`, () => {
    const fresh = (): PermutationGroup => {
      const group = parseGroup(name);
      const twin = new PermutationGroup([...group.generators], { degree: group.degree });
      for (const p of closure(twin.generators, twin.degree)) twin.factor(p);
      return twin;
    };
    const count = mutations(fresh(), 6).length;
    let refused = 0;
    for (let k = 0; k < count; k++) {
      const group = fresh();
      const mutant = mutations(group, 6)[k];
      mutant.apply();
      if (isRefuted(() => verifyStabilizerChain(group))) refused++;
      else assert.ok(answersRight(group), `${mutant.path} = ${String(mutant.value)} passed and is wrong`);
    }
    assert.ok(refused > count / 3, `${refused} of ${count} refused`);
  });
}

/** A group that is told its order when it is made. */
function told(group: PermutationGroup, order: bigint): PermutationGroup {
  const { subgroup } = group as unknown as {
    subgroup(generators: readonly Permutation[], known: { order: bigint }): PermutationGroup;
  };
  return subgroup.call(group, group.generators, { order });
}

test('a group whose order was tampered with is refused, before its chain is built and after', () => {
  for (const name of ['mathieu(11)', 'symmetric(7)', 'cyclic(12)', 'PSL(2,7)']) {
    for (const order of [5n, 7919n, 10n ** 30n]) {
      const group = told(parseGroup(name), order);
      assert.ok(
        isRefuted(() => verifyStabilizerChain(group)),
        `${name}, ${order}`,
      );
      const built = parseGroup(name);
      assert.is(built.chain.order, built.order);
      Object.assign(built, { lazyOrder: order });
      assert.ok(
        isRefuted(() => verifyStabilizerChain(built)),
        `${name}, ${order}`,
      );
    }
  }
});

test('the order of a group cannot be set from outside', () => {
  const group = catalogue.mathieu(11) as unknown as Record<string, unknown>;
  for (const method of ['adoptOrder', 'adoptChain', 'adoptReduction', 'chainThroughBase']) {
    assert.is(group[method], undefined, method);
  }
});

test('verifyGraphAutomorphisms on every mutant of an answer', () => {
  for (const { graph } of [
    named.petersen(),
    {
      graph: Graph.fromEdges(4, [
        [0, 1],
        [1, 2],
        [2, 3],
        [3, 0],
      ]),
    },
  ]) {
    const fresh = () => graphAutomorphisms(graph);
    const all = automorphismGroup(graph);
    const count = mutations(fresh(), 3).length;
    for (let k = 0; k < count; k++) {
      const answer = fresh();
      const mutant = mutations(answer, 3)[k];
      mutant.apply();
      if (isRefuted(() => verifyGraphAutomorphisms(graph, answer))) continue;
      // What passes generates the group all the same: a generator that is not needed was left out, or two exchanged.
      assert.ok(
        answer.generators.every((g) => all.contains(g)),
        mutant.path,
      );
      assert.is(new PermutationGroup(answer.generators, { degree: graph.vertexCount }).order, answer.order);
      assert.is(answer.order, all.order, mutant.path);
    }
  }
});

test('a false answer about a graph is refused', () => {
  const { graph } = named.petersen();
  const { generators, order } = graphAutomorphisms(graph);
  const lies = [
    { generators, order: 2n * order },
    { generators: [...generators, Permutation.fromCycles('(0 1)', 10)], order },
    { generators: [Permutation.fromCycles('(0 1)', 3)], order: 2n },
  ];
  for (const lie of lies) assert.ok(isRefuted(() => verifyGraphAutomorphisms(graph, lie)));
});

for (const name of ['symmetric(5)', 'alternating(5)', 'dihedral(6)', 'cyclic(6)', 'symmetric(3) wr symmetric(2)']) {
  test(`verifyConjugacyClasses on every mutant of the classes of ${name}`, () => {
    const group = parseGroup(name);
    const fresh = (): ConjugacyClass[] =>
      group.conjugacyClasses().map(({ representative, size, elementOrder }) => ({
        representative: Permutation.fromImages(representative.images),
        size,
        elementOrder,
      }));
    assert.is(verifyConjugacyClasses(group, fresh()).proved[0], `${fresh().length} classes, each listed once`);
    const count = mutations({ classes: fresh() }, 4).length;
    for (let k = 0; k < count; k++) {
      const holder = { classes: fresh() };
      const mutant = mutations(holder, 4)[k];
      mutant.apply();
      if (isRefuted(() => verifyConjugacyClasses(group, holder.classes))) continue;
      // Exchanged classes are still all of them: sizes by listing.
      for (const { representative, size } of holder.classes) {
        const listed = closure(group.generators, group.degree);
        const conjugates = new Set(listed.map((x) => String(representative.conjugateBy(x))));
        assert.is(BigInt(conjugates.size), size, `${mutant.path}`);
      }
      assert.is(new Set(holder.classes.map((c) => group.classOf(c.representative))).size, fresh().length);
    }
  });
}

test('verifiers stop at their budgets', () => {
  const m12 = catalogue.mathieu(12);
  for (const verify of [
    (budget: number) => verifyStabilizerChain(m12, { budget }),
    (budget: number) => verifyConjugacyClasses(m12, m12.conjugacyClasses(), { budget }),
    (budget: number) =>
      verifyGraphAutomorphisms(named.petersen().graph, graphAutomorphisms(named.petersen().graph), { budget }),
  ]) {
    for (const budget of [0, 1])
      assert.throws(
        () => verify(budget),
        (e: unknown) => e instanceof BudgetExceededError,
      );
  }
});

test('a membership test that lies about one transposition is refuted', () => {
  class Lying extends PermutationGroup {
    override contains(p: Permutation): boolean {
      return super.contains(p) !== (String(p) === '(0 1)');
    }
  }
  assert.ok(isRefuted(() => verifyStabilizerChain(new Lying(catalogue.dihedral(5).generators))));
});

test('a class that is listed twice in place of another of its size is refused', () => {
  const group = catalogue.cyclic(3);
  const [one, turn] = group.conjugacyClasses();
  assert.throws(() => verifyConjugacyClasses(group, [one, turn, turn]), /no two classes alike/);
});

test('what is no list of classes is refused as an argument', () => {
  for (const classes of [[{}], [null], [{ representative: 1 }]]) {
    assert.throws(
      () => verifyConjugacyClasses(catalogue.cyclic(3), classes as unknown as ConjugacyClass[]),
      (e: unknown) => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT',
    );
  }
});

test.run();
