/**
 * The spherical function of a linear character λ of a subgroup H that occurs once in an irreducible character χ: with v
 * the vector that H multiplies by λ, φ(y) = ⟨v, yv⟩ = |H|⁻¹ Σ_h χ(yh)λ(h)⁻¹ (Dixon 1993). As φ(hyk) = λ(h)φ(y)λ(k), it
 * is a function on the cosets of K = ker λ, known from one value on each orbit of H: |H| class identifications an
 * orbit.
 */
import { Cyclotomic, cosetAction, gcd, type Permutation, PermutationGroup, type WorkMeter } from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import type { CharacterLift } from '../../characters/lift.js';
import type { Modulus } from '../../characters/modulus.js';

/** A linear character of a subgroup: λ(h) = E(exponent of the group)^exponentOf(h). */
export interface Line {
  readonly subgroup: PermutationGroup;
  readonly kernel: PermutationGroup;
  /** The order of λ, and an element of H on which λ has this order. */
  readonly order: number;
  readonly generator: Permutation;
  readonly exponentOf: (h: Permutation) => number;
}

/** Arithmetic modulo a prime in which the values have residues. */
export interface Residues {
  readonly modulus: Modulus;
  /** The residue of E(exponent). */
  readonly root: number;
  readonly lift: CharacterLift;
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

interface OrbitValue {
  readonly residue: number;
  readonly conjugate: number;
  readonly exact: (turn: number) => Cyclotomic;
}

const ZERO: OrbitValue = { residue: 0, conjugate: 0, exact: () => Cyclotomic.zero };

/** One step of the meter is an element of H in a sum, or a coset. */
export function sphericalFunction(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  line: Line,
  arithmetic: Residues,
  meter: WorkMeter,
): SphericalFunction {
  const { group, exponent: order } = table;
  const { subgroup, kernel } = line;
  // One action for the generators of both groups.
  const both = new PermutationGroup([...group.generators, ...subgroup.generators], { degree: group.degree });
  const moves = meter.part((options) => cosetAction(both, kernel, options)).generators;
  const images = moves.slice(0, group.generators.length);
  const points = images[0].degree;
  const { orbitOf, turnOf, orbits } = phasedOrbits(
    moves.slice(group.generators.length),
    subgroup.generators.map(line.exponentOf),
    points,
    order,
  );
  const elementAt = transversal(group, images, points);
  const powers = new Float64Array(order);
  const { modulus, root } = arithmetic;
  for (let a = 0, power = 1; a < order; a++, power = modulus.mul(power, root)) powers[a] = power;
  const sum = orbitSums(table, χ, line, { ...arithmetic, powers, meter });
  const values = new Array<OrbitValue | undefined>(orbits.length);
  const valueAt = (point: number): OrbitValue => {
    const orbit = orbitOf[point];
    values[orbit] ??= orbits[orbit].isZero ? ZERO : sum(elementAt(orbits[orbit].first));
    return values[orbit] as OrbitValue;
  };
  return {
    images,
    elementAt,
    residue: (x) => modulus.mul(valueAt(x).residue, powers[turnOf[x]]),
    conjugate: (x) => modulus.mul(valueAt(x).conjugate, powers[(order - turnOf[x]) % order]),
    exact: (x) => valueAt(x).exact(turnOf[x]),
    isRational: () => line.order <= 2 && χ.values.every((x) => x.isRational()),
    values: [...χ.values, rootOfUnity(line.order, 1)],
  };
}

/** The orbits of H, with φ(x) = E(order)^turnOf[x]·φ(first); φ is 0 where two ways to a point disagree. */
function phasedOrbits(
  moves: readonly Permutation[],
  exponents: readonly number[],
  points: number,
  order: number,
): { orbitOf: Int32Array; turnOf: Int32Array; orbits: { first: number; isZero: boolean }[] } {
  const orbitOf = new Int32Array(points).fill(-1);
  const turnOf = new Int32Array(points);
  const orbits: { first: number; isZero: boolean }[] = [];
  for (let first = 0; first < points; first++) {
    if (orbitOf[first] !== -1) continue;
    const orbit = { first, isZero: false };
    orbitOf[first] = orbits.length;
    const queue = [first];
    for (const x of queue) {
      moves.forEach((move, k) => {
        const y = move.images[x];
        const turn = (turnOf[x] + exponents[k]) % order;
        if (orbitOf[y] === -1) {
          orbitOf[y] = orbits.length;
          turnOf[y] = turn;
          queue.push(y);
        } else if (turnOf[y] !== turn) orbit.isZero = true;
      });
    }
    orbits.push(orbit);
  }
  return { orbitOf, turnOf, orbits };
}

/** An element that moves point 0 to a point, along a tree of the generators. */
export function transversal(
  group: PermutationGroup,
  images: readonly Permutation[],
  points: number,
): (point: number) => Permutation {
  const parent = new Int32Array(points).fill(-1);
  const letter = new Int32Array(points);
  const queue = [0];
  for (const x of queue) {
    images.forEach((image, k) => {
      const y = image.images[x];
      if (y === 0 || parent[y] !== -1) return;
      parent[y] = x;
      letter[y] = k;
      queue.push(y);
    });
  }
  return (point) => {
    let element = group.generators[0].power(0);
    const path: number[] = [];
    for (let x = point; x !== 0; x = parent[x]) path.push(letter[x]);
    for (const k of path.reverse()) element = group.generators[k].times(element);
    return element;
  };
}

/** y ↦ φ(y), by a sum over H = ⋃ Kcⁱ. */
function orbitSums(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  { kernel, generator, order: turns, exponentOf }: Line,
  { modulus, lift, powers, meter }: Residues & { readonly powers: Float64Array; readonly meter: WorkMeter },
): (y: Permutation) => OrbitValue {
  const { structure, exponent: order } = table;
  const identifier = structure.identifierUpTo((c) => `${χ.values[c]}`);
  const residues = lift.residues(χ.values);
  const size = Number(kernel.order) * turns;
  const overSize = modulus.inv(size % modulus.p);
  const weight = Cyclotomic.fromRational(size).inverse();
  const step = exponentOf(generator);
  return (y) => {
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
    let value: Cyclotomic | undefined;
    const turned = new Map<number, Cyclotomic>();
    const exact = (turn: number): Cyclotomic => {
      value ??= exactSum(χ, counts, order).times(weight);
      let x = turned.get(turn);
      if (x === undefined) {
        x = turn === 0 ? value : value.times(rootOfUnity(order, turn));
        turned.set(turn, x);
      }
      return x;
    };
    return { exact, residue: modulus.mul(residue, overSize), conjugate: modulus.mul(conjugate, overSize) };
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
