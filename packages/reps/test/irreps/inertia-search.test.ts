/** Irreps from smaller groups: compared with the characters of the whole table, and with which there must be. */
import { catalogue, PermutationGroup, parseGroup, WorkMeter, wreathProduct } from '@isotypic/algebra';
import {
  centerClasses,
  characterTable,
  checkRepresentation,
  type IrreducibleCharacter,
  irreps,
  kernelClasses,
  matrixRepresentation,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CharacterLift } from '../../dist/characters/lift.js';
import { Modulus, rootOfUnityModulo, splittingPrime } from '../../dist/characters/modulus.js';
import type { GramAndMatrices } from '../../dist/irreps/formed-irrep.js';
import { AbelianSections } from '../../dist/irreps/inertia/abelian-sections.js';
import { InertiaSearch } from '../../dist/irreps/inertia/inertia-search.js';
import { irrepsWithValues } from '../../dist/irreps/searched/searched-irreps.js';
import { conjugateMatrix, overCyclotomics } from '../../dist/matrices/exact-matrices.js';

const meter = () => new WorkMeter('test', {}, 1e9);

const arithmeticOf = (table: ReturnType<typeof characterTable>) => {
  const modulus = new Modulus(splittingPrime(table.exponent, 2 ** 24));
  const root = rootOfUnityModulo(modulus, table.exponent);
  return { modulus, root, lift: new CharacterLift(table.structure, modulus, root) };
};

/** Some of these have faithful irreps on all of whose abelian normal subgroups are scalars: 2, of SL(2,3) and Q₈. */
const groups: readonly [string, PermutationGroup][] = [
  ['S4', catalogue.symmetric(4)],
  ['SL(2,3)', parseGroup('SL(2,3)')],
  ['GL(2,3)', parseGroup('GL(2,3)')],
  ['Q8', catalogue.quaternion()],
  ['7:3', catalogue.frobenius(7, 3)],
  ['13:4', catalogue.frobenius(13, 4)],
  ['3^(1+2)', catalogue.heisenberg(3)],
  ['AGL(2,3)', parseGroup('AGL(2,3)')],
  ['AGL(3,2)', parseGroup('AGL(3,2)')],
  ['C2 wr S4', catalogue.weyl('B4')],
  ['W(D4)', catalogue.weyl('D4')],
  ['W(F4)', catalogue.weyl('F4')],
  ['A5', catalogue.alternating(5)],
];

const searchOf = (group: PermutationGroup): InertiaSearch => {
  const table = characterTable(group);
  return new InertiaSearch(table, arithmeticOf(table), irrepsWithValues);
};

/** The relations, the traces on every class and the form. */
function verify(group: PermutationGroup, χ: IrreducibleCharacter, { gram, matrices }: GramAndMatrices): void {
  const rep = matrixRepresentation(group, matrices);
  checkRepresentation(rep);
  group.conjugacyClasses().forEach(({ representative }, c) => {
    assert.ok(overCyclotomics(rep.matrix(representative)).trace().equals(χ.values[c]), `${χ} on class ${c}`);
  });
  const S = overCyclotomics(gram);
  for (const M of matrices.map(overCyclotomics)) assert.ok(conjugateMatrix(M.transpose()).times(S).times(M).equals(S));
}

for (const [name, group] of groups) {
  test(`${name}: irreps from inertia groups and quotients`, () => {
    const search = searchOf(group);
    for (const χ of characterTable(group).characters) {
      const found = search.matrices(χ, group.order, meter());
      assert.is(found !== undefined, kernelClasses(χ).length > 1 || hasSection(group, χ), String(χ));
      if (found !== undefined) verify(group, χ, found);
    }
  });
}

test('A5 wr C2: characters that are 0 outside A5 × A5 are induced from there', () => {
  const group = wreathProduct(catalogue.alternating(5), catalogue.cyclic(2));
  const search = searchOf(group);
  const { characters } = characterTable(group);
  const sign = characters.find(({ degree, index }) => degree === 1 && index > 0) as IrreducibleCharacter;
  // 5 · 4 / 2 pairs of different irreps of A₅; the others are faithful and irreducible on A₅ × A₅, or linear.
  const fused = characters.filter((χ) => χ.times(sign).equals(χ));
  assert.is(fused.length, 10);
  for (const χ of characters.filter(({ degree }) => degree > 1)) {
    const found = search.matrices(χ, group.order, meter());
    // 18 = 3 ⊗ 3′ + 3′ ⊗ 3 is rational, 3 ⊗ 3′ is not: it is left to lines.
    assert.is(found !== undefined, fused.includes(χ) && χ.degree !== 18, String(χ));
    if (found !== undefined) verify(group, χ, found);
  }
});

/**
 * Whether some element that is no scalar in χ commutes with all its conjugates modulo the kernel: its normal closure is
 * abelian there. An obvious twin of the search, by the elements of the group.
 */
function hasSection(group: PermutationGroup, χ: IrreducibleCharacter): boolean {
  const classes = group.conjugacyClasses();
  const inKernel = new Set(kernelClasses(χ));
  const central = new Set(centerClasses(χ));
  const elements = [...group.elements()];
  return classes.some(({ representative: x }, c) => {
    if (central.has(c)) return false;
    const conjugates = elements.map((g) => x.conjugateBy(g));
    return conjugates.every((y) => inKernel.has(χ.classes.identify(x.inverse().times(y.inverse()).times(x).times(y))));
  });
}

for (const name of ['S4', 'AGL(2,3)', 'W(D4)', 'C2 wr S4']) {
  test(`${name}: the orbit of linear characters holds all that χ has of them, equally often`, () => {
    const group = groups.find(([known]) => known === name)?.[1] as PermutationGroup;
    const table = characterTable(group);
    const sections = new AbelianSections(table, arithmeticOf(table));
    let looked = 0;
    for (const χ of table.characters) {
      for (const section of sections.of(χ, meter())) {
        const { images, kernel, kernelOrder } = sections.orbit(section, χ, meter());
        looked++;
        assert.is(χ.degree % images[0].degree, 0);
        const L = new PermutationGroup(kernel, { degree: group.degree });
        assert.is(L.order, kernelOrder);
        // (χ, 1) on L: the characters of B/L in χ, each as often; B/L is cyclic, so at most φ of them are faithful.
        const sum = [...L.elements()].reduce((s, x) => s + χ.values[table.structure.identify(x)].toNumber(), 0);
        assert.is(sum % Number(L.order), 0);
        assert.ok(sum > 0);
      }
    }
    assert.ok(looked > 0);
  });
}

test('irreps of a large solvable group are found in groups of a few dozen elements', () => {
  // D₈ ≀ A₄, of order 49 152: no closed form, as the top group is not symmetric.
  const group = wreathProduct(catalogue.dihedral(4), catalogue.alternating(4));
  assert.ok(group.order > 20_000n);
  const table = characterTable(group);
  const list = irreps(group);
  for (const irrep of list.filter((_, i) => i % 17 === 0)) {
    const rep = matrixRepresentation(group, irrep.generatorMatrices);
    checkRepresentation(rep);
    const χ = table.characters[list.indexOf(irrep)];
    for (const c of [1, 5, 11, table.classes.length - 1]) {
      assert.ok(overCyclotomics(rep.matrix(table.classes[c].representative)).trace().equals(χ.values[c]));
    }
  }
});

test.run();
