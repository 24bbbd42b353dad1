/**
 * The catalogue's entries against the groups computed with GAP: the same order, orbits, class sizes and element orders.
 */
import { readFileSync } from 'node:fs';
import { parseGroup } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface Facts {
  readonly id: string;
  readonly degree: number;
  readonly order: string;
  readonly orbits?: readonly (readonly number[])[];
  readonly derivedOrder?: string;
  readonly centreOrder?: string;
  readonly classes?: readonly { order: number; size: string }[];
}

const file = new URL('../../../../vectors/groups/catalogue.json', import.meta.url);
const facts = new Map((JSON.parse(readFileSync(file, 'utf8')).groups as Facts[]).map((g) => [g.id, g]));

const SAME: Readonly<Record<string, string>> = {
  C2: 'cyclic(2)',
  C7: 'cyclic(7)',
  C128: 'cyclic(128)',
  D10: 'dihedral(5)',
  D12: 'dihedral(6)',
  D24: 'dihedral(12)',
  D202: 'dihedral(101)',
  D256: 'dihedral(128)',
  D12_reg: 'dihedral(6) on regular',
  Q8_reg: 'quaternion',
  Q16_reg: 'quaternion(16)',
  Q32_reg: 'quaternion(32)',
  Dic3_reg: 'dicyclic(3)',
  Dic7_reg: 'dicyclic(7)',
  'C3^4_reg': '(cyclic(3) x cyclic(3) x cyclic(3) x cyclic(3)) on regular',
  S3: 'symmetric(3)',
  S8: 'symmetric(8)',
  S20: 'symmetric(20)',
  S100: 'symmetric(100)',
  A5: 'alternating(5)',
  A8: 'alternating(8)',
  A12: 'alternating(12)',
  A50: 'alternating(50)',
  S5_on_2subsets: 'symmetric(5) on pairs',
  S8_on_2subsets: 'symmetric(8) on pairs',
  S7_on_3subsets: 'symmetric(7) on subsets(3)',
  S6_on_ordpairs: 'symmetric(6) on arrangements(2)',
  A5_on_12: 'icosahedral',
  S3wrS2: 'symmetric(3) wr symmetric(2)',
  S4wrS3: 'symmetric(4) wr symmetric(3)',
  C2wrS4: 'hyperoctahedral(4)',
  C2wrS6: 'cyclic(2) wr symmetric(6)',
  S10wrS10: 'symmetric(10) wr symmetric(10)',
  S5wrS5: 'symmetric(5) wr symmetric(5)',
  S5wrS2_prod: 'wreath(symmetric(5), symmetric(2), product)',
  S4wrS3_prod: 'wreath(symmetric(4), symmetric(3), product)',
  C2wrC50: 'cyclic(2) wr cyclic(50)',
  S3wrC40: 'symmetric(3) wr cyclic(40)',
  D8wrS30: 'dihedral(4) wr symmetric(30)',
  A5wrC16: 'alternating(5) wr cyclic(16)',
  rubik3: 'rubik(3)',
  rubik2_6gen: 'rubik(2)',
  rubik4: 'rubik(4)',
  rubik5: 'rubik(5)',
  megaminx: 'megaminx',
  M11: 'mathieu(11)',
  M12: 'mathieu(12)',
  M22: 'mathieu(22)',
  M23: 'mathieu(23)',
  M24: 'mathieu(24)',
  HS: 'HS',
  McL: 'McL',
  Co3: 'Co3',
  Suz: 'Suz',
  J1: 'janko(1)',
  J2: 'janko(2)',
  'PSL(2,7)': 'PSL(2, 7)',
  'PSL(2,8)': 'PSL(2, 8)',
  'PSL(2,16)': 'PSL(2, 16)',
  'PSL(2,31)': 'PSL(2, 31)',
  'PSL(2,49)': 'PSL(2, 49)',
  'PSL(2,101)': 'PSL(2, 101)',
  'PGL(2,5)': 'PGL(2, 5)',
  'PGL(2,7)': 'PGL(2, 7)',
  'PGL(2,101)': 'PGL(2, 101)',
  'PGL(2,499)': 'PGL(2, 499)',
  'PSL(2,7)_7': 'GL(3, 2)',
  'PSL(3,3)': 'PSL(3, 3)',
  'PSL(3,4)': 'PSL(3, 4)',
  'PSL(3,5)': 'PSL(3, 5)',
  'PSL(5,2)': 'PSL(5, 2)',
  'PSL(3,8)': 'PSL(3, 8)',
  'PSL(3,13)': 'PSL(3, 13)',
  'AGL(1,101)': 'AGL(1, 101)',
  'AGL(2,3)': 'AGL(2, 3)',
  'AGL(4,2)': 'AGL(4, 2)',
  'AGL(2,5)': 'AGL(2, 5)',
  'AGL(6,2)': 'AGL(6, 2)',
  'AGL(3,3)': 'AGL(3, 3)',
  'AGL(1,8)': 'AGL(1, 8)',
  'AGL(1,64)': 'AGL(1, 64)',
  'SL(2,5)_24': 'SL(2, 5)',
  'SL(2,7)_48': 'SL(2, 7)',
  'SL(2,5)_reg': 'SL(2, 5) on regular',
  'SL(2,3)_reg': 'SL(2, 3) on regular',
  'Sp(6,2)_63': 'Sp(6, 2)',
  'Sp(8,2)_255': 'Sp(8, 2)',
  'Sp(6,2)_36': 'Sp(6, 2) on plusForms',
  '2^{1+6}-_reg': 'extraspecial(2, 3, minus)',
  '3^{1+2}+_reg': 'extraspecial(3, 1)',
  '5^{1+2}+_reg': 'extraspecial(5, 1)',
  'Heis(7)_49': 'heisenberg(7)',
  'Heis(3)_9': 'heisenberg(3)',
  'Heis(12)_144': 'heisenberg(12)',
  'F11:5': 'frobenius(11, 5)',
  'F13:4': 'frobenius(13, 4)',
  A5xA5: 'alternating(5) x alternating(5)',
  M11xM12: 'mathieu(11) x mathieu(12)',
  Q8xC3: 'quaternion x cyclic(3)',
  S3xS4xS5xS6: 'symmetric(3) x symmetric(4) x symmetric(5) x symmetric(6)',
  Ico_rot_20: 'icosahedral on faces',
  Ico_rot_30: 'icosahedral on edges',
  Ico_rot_reg60: 'icosahedral on regular',
  Ico_full_12: 'icosahedral(full)',
  Ico_full_20: 'icosahedral(full) on faces',
  Oct_rot_8: 'octahedral on faces',
  Oct_full_8: 'octahedral(full) on faces',
  'W(F4)_48': 'weyl(F4)',
  'W(E6)_72': 'weyl(E6)',
  'W(E7)_126': 'weyl(E7)',
  'W(E7)_63lines': 'weyl(E7) on lines',
  'W(E8)_240': 'weyl(E8)',
  'W(E8)_120lines': 'weyl(E8) on lines',
  'W(H3)_30': 'weyl(H3)',
  'W(H4)_120': 'weyl(H4)',
  'W(E6)_27': 'weyl(E6, 1)',
};

/** Above this order the classes are left to the slow tests. */
const MOST_ELEMENTS = 10000n;

/** Beyond this degree derived groups and centers are left to the tests of the groups themselves. */
const MOST_POINTS = 30;

const lengths = (orbits: readonly (readonly number[])[]): number[] => orbits.map((o) => o.length).sort((a, b) => a - b);
const printed = (classes: readonly { order: number; size: string }[]): string[] =>
  classes.map(({ order, size }) => `${order}: ${size}`).sort();

for (const [id, text] of Object.entries(SAME)) {
  test(`${text} has the facts of ${id}`, () => {
    const known = facts.get(id);
    if (!known) throw new Error(`no vector ${id}`);
    const group = parseGroup(text);
    assert.is(group.degree, known.degree);
    assert.is(group.order, BigInt(known.order));
    if (known.orbits) assert.equal(lengths(group.orbits()), lengths(known.orbits));
    if (known.degree <= MOST_POINTS && known.derivedOrder !== undefined) {
      assert.is(group.derivedSubgroup().order, BigInt(known.derivedOrder));
    }
    if (known.degree <= MOST_POINTS && known.centreOrder !== undefined) {
      assert.is(group.center().order, BigInt(known.centreOrder));
    }
    if (known.classes && group.order <= MOST_ELEMENTS) {
      const ours = group.conjugacyClasses().map((c) => ({ order: Number(c.elementOrder), size: String(c.size) }));
      assert.equal(printed(ours), printed(known.classes));
    }
  });
}

test.run();
