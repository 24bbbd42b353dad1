/**
 * The spherical function of a linear character λ of a subgroup H that occurs once in an irreducible character χ: with v
 * the vector that H multiplies by λ, φ(y) = ⟨v, yv⟩ = |H|⁻¹ Σ_h χ(yh)λ(h)⁻¹ (Dixon 1993). As φ(hyk) = λ(h)φ(y)λ(k), it
 * is a function on the cosets of K = ker λ, known from one value on each double coset of H: from that sum where H is
 * small, and where its index is small from the class sums of which φ is an eigenvector.
 */

import { Cyclotomic, gcd, type Permutation, type PermutationGroup, type WorkMeter } from '@isotypic/algebra';
import { once } from '../../bases/once.js';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import type { Residues } from '../../characters/lift.js';
import { powersOf } from '../../characters/modulus.js';
import { movedPoints } from '../../representations/relators.js';
import { CosetTree, movesOfCosets } from '../induced/coset-points.js';
import { heckeEigenvector } from './hecke-eigenvector.js';
import { type PhasedOrbits, phasedOrbits } from './phased-orbits.js';

/** A linear character of a subgroup: λ(h) = E(exponent of the group)^exponentOf(h). */
export interface Line {
  readonly subgroup: PermutationGroup;
  readonly kernel: PermutationGroup;
  /** The order of λ, and an element of H on which λ has this order. */
  readonly order: number;
  readonly generator: Permutation;
  readonly exponentOf: (h: Permutation) => number;
}

/** φ on the points of the action on the cosets of the kernel; point 0 is the kernel. */
export interface SphericalFunction {
  /** How the group's generators move the points. */
  readonly images: readonly Permutation[];
  /** An element that moves point 0 to a point. */
  elementAt(point: number): Permutation;
  residue(point: number): number;
  /** The residue of the complex conjugate. */
  conjugate(point: number): number;
  exact(point: number): Cyclotomic;
  /** Whether all values are rational. */
  isRational(): boolean;
  /** Numbers whose field holds all values. */
  readonly values: readonly Cyclotomic[];
}

/** A class is identified in 1 µs by invariants, in 30 µs where some are searched for; a coset is carried in 0.2 µs. */
const IDENTIFIED = 5;
const SEARCHED = 150;

/** Where the values come from: sums over H, or the class sums of G. */
export type Source = 'subgroup' | 'classes';

/** One step of the meter is an element of H in a sum, or a coset carried by an element. */
export function sphericalFunction(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  line: Line,
  arithmetic: Residues,
  meter: WorkMeter,
  source = cheaperSource(table, χ, line),
): SphericalFunction {
  const { group, exponent: order } = table;
  const { subgroup, kernel } = line;
  const cosets = new CosetTree(group.generators, movesOfCosets(group, kernel, meter));
  const ofSubgroup = subgroup.generators.map(movedPoints(group, cosets.images));
  const phased = phasedOrbits(cosets, ofSubgroup, subgroup.generators.map(line.exponentOf), order, line.order);
  const { orbitOf, turnOf, orbits } = phased;
  const { modulus, root } = arithmetic;
  const powers = powersOf(modulus, root, order);
  const onOrbit =
    source === 'classes'
      ? heckeValues(table, χ, line, cosets, phased, arithmetic, meter)
      : subgroupSums(table, χ, line, cosets, phased, { ...arithmetic, powers, meter });
  const values = new Array<OrbitValue | undefined>(orbits.length);
  const valueAt = (point: number): OrbitValue => {
    const orbit = orbitOf[point];
    values[orbit] ??= orbits[orbit].isZero ? ZERO : onOrbit(orbit);
    return values[orbit];
  };
  const turned = new Map<number, Cyclotomic>();
  return {
    images: cosets.images,
    elementAt: (x) => cosets.elementAt(x),
    residue: (x) => modulus.mul(valueAt(x).residue, powers[turnOf[x]]),
    conjugate: (x) => modulus.mul(valueAt(x).conjugate, powers[(order - turnOf[x]) % order]),
    exact: (x) => {
      const key = orbitOf[x] * order + turnOf[x];
      let value = turned.get(key);
      if (value === undefined) {
        value = turnOf[x] === 0 ? valueAt(x).exact() : valueAt(x).exact().times(rootOfUnity(order, turnOf[x]));
        turned.set(key, value);
      }
      return value;
    },
    isRational: () => line.order <= 2 && χ.values.every((x) => x.isRational()),
    values: [...χ.values, rootOfUnity(line.order, 1)],
  };
}

/** φ at the representative of a double coset, as its residue, that of its conjugate, and itself. */
interface OrbitValue {
  readonly residue: number;
  readonly conjugate: number;
  readonly exact: () => Cyclotomic;
}

const ZERO: OrbitValue = { residue: 0, conjugate: 0, exact: () => Cyclotomic.zero };

function cheaperSource(
  { structure, order }: CharacterTable,
  χ: IrreducibleCharacter,
  { subgroup, kernel }: Line,
): Source {
  const { isCheap } = structure.identifierUpTo((c) => `${χ.values[c]}`);
  const sum = Number(subgroup.order) * (isCheap ? IDENTIFIED : SEARCHED);
  return sum < Number(order / kernel.order) ? 'subgroup' : 'classes';
}

/** The values of the common eigenvector of class sums, which is found when the first one is asked for. */
function heckeValues(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  { order: turns }: Line,
  cosets: CosetTree,
  phased: PhasedOrbits,
  { modulus, lift }: Residues,
  meter: WorkMeter,
): (orbit: number) => OrbitValue {
  const vector = once(() => heckeEigenvector(table, χ, turns, cosets, phased, meter));
  return (orbit) => {
    const { eigenvalue, size } = vector()[orbit];
    const over = modulus.inv(size);
    const [residue, conjugate] = lift.residues([eigenvalue, eigenvalue.conjugate()]);
    return {
      residue: modulus.mul(residue, over),
      conjugate: modulus.mul(conjugate, over),
      exact: once(() => eigenvalue.times(Cyclotomic.fromRational(size).inverse())),
    };
  };
}

/** The values by sums over H = ⋃ Kcⁱ. */
function subgroupSums(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  { kernel, generator, order: turns, exponentOf }: Line,
  cosets: CosetTree,
  { orbits }: PhasedOrbits,
  { modulus, lift, powers, meter }: Residues & { readonly powers: Float64Array; readonly meter: WorkMeter },
): (orbit: number) => OrbitValue {
  const { structure, exponent: order } = table;
  const identifier = structure.identifierUpTo((c) => `${χ.values[c]}`);
  const residues = lift.residues(χ.values);
  const size = Number(kernel.order) * turns;
  const overSize = modulus.inv(size % modulus.p);
  const weight = Cyclotomic.fromRational(size).inverse();
  const step = exponentOf(generator);
  return (orbit) => {
    const y = cosets.elementAt(orbits[orbit].first);
    const counts = new Map<number, number>();
    for (let i = 0, z = y; i < turns; i++, z = generator.times(z)) {
      // χ(y·k·cⁱ) = χ(cⁱ·y·k), and λ(k·cⁱ)⁻¹ = E(order)^(−i·step)
      const turn = (order - ((i * step) % order)) % order;
      for (const k of kernel.elements()) {
        meter.step();
        const key = identifier.identify(z.times(k)) * order + turn;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    let [residue, conjugate] = [0, 0];
    for (const [key, n] of counts) {
      const [c, a] = [Math.floor(key / order), key % order];
      residue = modulus.add(residue, modulus.mul(n, modulus.mul(residues[c], powers[a])));
      const term = modulus.mul(residues[structure.inverse[c]], powers[(order - a) % order]);
      conjugate = modulus.add(conjugate, modulus.mul(n, term));
    }
    return {
      exact: once(() => exactSum(χ, counts, order).times(weight)),
      residue: modulus.mul(residue, overSize),
      conjugate: modulus.mul(conjugate, overSize),
    };
  };
}

/** Σ n·χ(c)·E(order)^a over the pairs (c, a) counted. */
function exactSum(χ: IrreducibleCharacter, counts: ReadonlyMap<number, number>, order: number): Cyclotomic {
  const turns = new Map<number, [number, number][]>();
  for (const [key, n] of counts) {
    const c = Math.floor(key / order);
    if (χ.values[c].isZero()) continue;
    const list = turns.get(c);
    if (list === undefined) turns.set(c, [[key % order, n]]);
    else list.push([key % order, n]);
  }
  let sum = Cyclotomic.zero;
  for (const [c, list] of turns) sum = sum.plus(χ.values[c].times(sumOfRoots(order, list)));
  return sum;
}

/** Σ n·E(order)^a, over the field of the roots that occur. */
function sumOfRoots(order: number, list: readonly (readonly [number, number])[]): Cyclotomic {
  const common = list.reduce((g, [a]) => gcd(a, g), order);
  return Cyclotomic.fromExponents(
    order / common,
    list.map(([a, n]) => [a / common, n] as const),
  );
}

function rootOfUnity(order: number, turn: number): Cyclotomic {
  return sumOfRoots(order, [[turn, 1]]);
}
