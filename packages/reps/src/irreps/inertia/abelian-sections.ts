/**
 * Normal subgroups B that are abelian modulo the kernel of an irreducible character χ and not central modulo it, and
 * the linear characters of B in χ: one orbit of the group, of which all are equally often in χ (Clifford 1937).
 */

import {
  gcd,
  lcm,
  orbitAction,
  type Permutation,
  type PermutationGroup,
  randomSource,
  type WorkMeter,
} from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import { characterKernel, kernelClasses } from '../../characters/kernels.js';
import type { Residues } from '../../characters/lift.js';
import { abelianTower, coordinates, extendingValues, type TowerStep } from '../../characters/linear-characters.js';
import { powersOf } from '../../characters/modulus.js';

/** Elements of B modulo the kernel, each of which is identified: a fraction of a second. */
const LARGEST_SECTION = 4096n;

/** Commutators that are looked at before a normal closure is made. */
const COMMUTATORS = 8;

/** B/K = ⟨b₁, …, b_t⟩ for the kernel K of some characters. */
export interface AbelianSection {
  readonly name: string;
  readonly kernel: PermutationGroup;
  /** The products b₁^e₁⋯b_t^e_t, e₁ running fastest, and their classes in the group. */
  readonly elements: readonly Permutation[];
  readonly classes: Int32Array;
  readonly tower: readonly TowerStep[];
  /** For each generator g of the group the exponents of each g⁻¹bᵢg. */
  readonly moves: readonly (readonly (readonly number[])[])[];
}

/** The orbit of a set of linear characters of B with one kernel; the group permutes the sets transitively. */
export interface LinearOrbit {
  /** Tells different orbits apart. */
  readonly name: string;
  /** How the group's generators move the sets, of which the first is number 0. */
  readonly images: readonly Permutation[];
  /** Generators of the kernel of the characters in the first set, and its order. */
  readonly kernel: readonly Permutation[];
  readonly kernelOrder: bigint;
}

/** Finds sections for the rows of one table, once for each kernel. */
export class AbelianSections {
  private readonly sections = new Map<string, readonly AbelianSection[]>();
  /** The residues of the powers of E(exponent). */
  private readonly powers: Float64Array;

  constructor(
    private readonly table: CharacterTable,
    private readonly arithmetic: Residues,
  ) {
    this.powers = powersOf(arithmetic.modulus, arithmetic.root, table.exponent);
  }

  /** The sections that normal closures of single elements are. A step of the meter is an element identified. */
  of(χ: IrreducibleCharacter, meter: WorkMeter): readonly AbelianSection[] {
    const key = kernelClasses(χ).join();
    let found = this.sections.get(key);
    if (found === undefined) {
      found = [...this.search(χ, key, meter)];
      this.sections.set(key, found);
    }
    return found;
  }

  /**
   * The orbit of a linear character λ in χ; where χ is of real type together with those Galois conjugates of λ that χ
   * does not tell from it, so that what induces χ is as rational as χ, or with λ̄ alone, unless they are all there is.
   */
  orbit(section: AbelianSection, χ: IrreducibleCharacter, meter: WorkMeter): LinearOrbit {
    const { exponent } = this.table;
    const { λ, turns } = this.constituent(section, χ, meter);
    const maps = section.moves.map(
      (move) => (μ: readonly number[]) => move.map((row) => row.reduce((sum, a, j) => (sum + a * μ[j]) % exponent, 0)),
    );
    const inKernel = section.elements.filter((_, i) => turns[i] === 0);
    const orbitOf = (powers: readonly number[]): LinearOrbit => {
      const key = (μ: readonly number[]): string =>
        powers.map((k) => String(μ.map((a) => (k * a) % exponent))).reduce((a, b) => (a < b ? a : b));
      const { images } = meter.part((options) => orbitAction(maps, [λ], key, options));
      return {
        name: `${section.name} ${powers} ${key(λ)}`,
        images,
        kernel: [...section.kernel.generators, ...inKernel],
        kernelOrder: section.kernel.order * BigInt(inKernel.length),
      };
    };
    const order = λ.reduce((n, a) => lcm(n, exponent / gcd(exponent, a)), 1);
    const sets = χ.indicator === 1 ? [conjugatePowers(χ, order), [1, order - 1], [1]] : [[1]];
    const [first, ...others] = sets.map(orbitOf);
    return [first, ...others].find(({ images }) => images[0].degree > 1) ?? first;
  }

  /** The first linear character of B in χ, by its exponents of E(exponent): on the bᵢ, and on all products. */
  private constituent({ tower, classes }: AbelianSection, χ: IrreducibleCharacter, meter: WorkMeter) {
    const { exponent } = this.table;
    const { modulus, lift } = this.arithmetic;
    const residues = lift.residues(χ.values);
    const turns = new Int32Array(classes.length);
    const λ: number[] = [];
    let below = 1;
    tower.forEach(({ generator, index }, k) => {
      // λ(b_k) is one of the roots of λ(b_k^index), the first for which λ occurs in χ on ⟨b₁, …, b_k⟩.
      const relation = coordinates(tower, generator.power(index), k, meter);
      for (const a of extendingValues(relation, index, λ, exponent)) {
        let sum = 0;
        for (let i = 0; i < below * index; i++) {
          turns[i] = (turns[i % below] + Math.floor(i / below) * a) % exponent;
          sum = modulus.add(sum, modulus.mul(residues[classes[i]], this.powers[(exponent - turns[i]) % exponent]));
        }
        meter.step(0);
        if (sum === 0) continue;
        λ.push(a);
        break;
      }
      below *= index;
    });
    return { λ, turns };
  }

  private *search(χ: IrreducibleCharacter, name: string, meter: WorkMeter): Generator<AbelianSection> {
    const { group, classes } = this.table;
    const random = randomSource(group.seed);
    const kernel = meter.part((options) => characterKernel(χ, options));
    const commute = (x: Permutation, y: Permutation): boolean =>
      kernel.contains(x.times(y).times(y.times(x).inverse()));
    const found: PermutationGroup[] = [];
    for (const { representative: x } of [...classes].sort((a, b) => Number(a.size - b.size))) {
      meter.step(0);
      if (kernel.contains(x) || group.generators.every((g) => commute(x, g))) continue;
      const conjugates = Array.from({ length: COMMUTATORS }, () => x.conjugateBy(group.randomElement(random)));
      if (!conjugates.every((y) => commute(x, y))) continue;
      const B = meter.part((options) => group.normalClosure([...kernel.generators, x], options));
      if (B.order > kernel.order * LARGEST_SECTION) continue;
      if (found.some((known) => known.order === B.order && known.contains(x))) continue;
      if (!B.generators.every((b) => B.generators.every((c) => commute(b, c)))) continue;
      found.push(B);
      yield this.section(`${name} ${x}`, B, kernel, meter);
    }
  }

  private section(name: string, B: PermutationGroup, kernel: PermutationGroup, meter: WorkMeter): AbelianSection {
    const { group, structure } = this.table;
    const tower = abelianTower(B, kernel, meter);
    let elements = [group.generators[0].power(0)];
    for (const { generator, index } of tower) {
      const powers = Array.from({ length: index }, (_, e) => generator.power(e));
      elements = powers.flatMap((power) => elements.map((x) => x.times(power)));
    }
    const classes = Int32Array.from(elements, (x) => {
      meter.step();
      return structure.identify(x);
    });
    const moves = group.generators.map((g) => {
      const back = g.inverse();
      return tower.map(({ generator }) => coordinates(tower, generator.conjugateBy(back), tower.length, meter));
    });
    return { name, kernel, elements, classes, tower, moves };
  }
}

/** The k modulo n for which some automorphism that fixes the values of χ takes E(n) to E(n)^k. */
function conjugatePowers({ values }: IrreducibleCharacter, n: number): number[] {
  const conductor = values.reduce((m, x) => lcm(m, x.conductor), 1);
  const irrational = values.filter((x) => !x.isRational());
  const modulus = lcm(conductor, n);
  const found = new Set<number>();
  for (let k = 1; k < modulus || k === 1; k++) {
    if (found.has(k % n) || gcd(k, conductor) !== 1 || gcd(k, n) !== 1) continue;
    if (irrational.every((x) => x.galois(k % conductor).equals(x))) found.add(k % n);
  }
  return [...found];
}
