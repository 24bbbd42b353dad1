/**
 * Irreps from those of smaller groups, by Clifford's correspondence (1937): χ is induced from an irrep of T/ker λ, T
 * the inertia group of a linear character λ of a normal subgroup that is abelian modulo ker χ; where there is none but
 * the central ones, χ is an irrep of G/ker χ. What is found is proved by its character: Ind ψ = χ.
 */

import {
  Cyclotomic,
  gcd,
  IsotypicError,
  isPrime,
  lcm,
  Permutation,
  PermutationGroup,
  quotientGroup,
  type WorkMeter,
} from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import { characterKernel, kernelClasses } from '../../characters/kernels.js';
import type { Residues } from '../../characters/lift.js';
import { linearCharacters } from '../../characters/linear-characters.js';
import { movedPoints } from '../../representations/relators.js';
import type { GramAndMatrices, IrrepForm } from '../formed-irrep.js';
import { CosetTree } from '../induced/coset-points.js';
import { inducedMatrices } from '../induced/induced-matrices.js';
import { AbelianSections, type LinearOrbit } from './abelian-sections.js';

/** Orders of the groups that are kept, in sum: a list of so many elements takes up to 256 MiB. */
const KEPT = 40_000n;

/** The irreps of a group with their characters. */
export interface IrrepsWithValues {
  /** The number of the class of an element. */
  classOf(g: Permutation): number;
  readonly irreps: readonly IrrepWithValues[];
}

export interface IrrepWithValues {
  readonly degree: number;
  readonly indicator: number;
  value(classNumber: number): Cyclotomic;
  form(meter: WorkMeter): IrrepForm;
}

/** The irreps of T/L, which induce irreps of G: T the stabilizer of a point, L a normal subgroup of T. */
interface Reduction {
  readonly irreps: readonly IrrepWithValues[];
  /** For each class of G, with g in it, how many of the xᵢ⁻¹gxᵢ in T are in which class of T/L. */
  readonly fusion: readonly ReadonlyMap<number, number>[];
  /** The image of an element of T in T/L. */
  imageOf(t: Permutation): Permutation;
  /** |T/L| */
  readonly order: bigint;
}

/** Where to look: the stabilizer of the first point, modulo the kernel. */
interface Candidate extends LinearOrbit {
  /** Whether ψ is taken only where it is as rational as χ, and of its type: elsewhere lines lead to smaller fields. */
  readonly isFused?: boolean;
}

/** Finds matrices for rows of a table in smaller groups. */
export class InertiaSearch {
  private readonly sections: AbelianSections;
  private readonly reductions = new Map<string, Reduction>();
  private linear: readonly Int32Array[] | undefined;

  constructor(
    private readonly table: CharacterTable,
    arithmetic: Residues,
    private readonly irrepsOf: (group: PermutationGroup, meter: WorkMeter) => IrrepsWithValues,
  ) {
    this.sections = new AbelianSections(table, arithmetic);
  }

  /**
   * Matrices of χ from a group of at most so many elements; undefined where there is none: χ is faithful, say, and all
   * abelian normal subgroups looked at are central.
   */
  matrices(χ: IrreducibleCharacter, most: bigint, meter: WorkMeter): GramAndMatrices | undefined {
    const orbit: Candidate | undefined = this.smallest(χ, meter) ?? this.kernelOf(χ, meter) ?? this.fused(χ, meter);
    if (orbit === undefined || this.table.order > most * reductionOf(orbit)) return undefined;
    const { irreps, fusion, imageOf } = this.reductions.get(orbit.name) ?? this.keep(orbit, meter);
    const { images } = orbit;
    const found = irreps.filter((ψ) => {
      meter.step(0);
      return ψ.degree * images[0].degree === χ.degree && fusion.every((c, k) => inducedValue(ψ, c).equals(χ.values[k]));
    });
    const ψ = found.find(({ indicator }) => indicator === 1) ?? found[0];
    if (ψ === undefined) {
      throw new IsotypicError('VERIFICATION_FAILED', {
        where: 'irreps',
        expected: `an irrep of a subgroup of index ${images[0].degree} that induces one of degree ${χ.degree}`,
        received: 'none',
        remedy: 'This is a bug; please report it with the generators.',
      });
    }
    if (orbit.isFused && !isAsRational(ψ, χ, fusion)) return undefined;
    const form = ψ.form(meter);
    const matrix = (t: Permutation) => form.matrix(imageOf(t), meter);
    return inducedMatrices(this.table.group, images, { gram: form.gram, matrix }, meter);
  }

  /** The orbit in χ of which least is left to do, |T/ker λ|. */
  private smallest(χ: IrreducibleCharacter, meter: WorkMeter): LinearOrbit | undefined {
    let best: LinearOrbit | undefined;
    for (const section of this.sections.of(χ, meter)) {
      meter.step(0);
      const orbit = this.sections.orbit(section, χ, meter);
      if (orbit.images[0].degree > 1 && (best === undefined || reductionOf(orbit) > reductionOf(best))) best = orbit;
    }
    return best;
  }

  /** One point, with the kernel of χ; undefined where that is trivial. */
  private kernelOf(χ: IrreducibleCharacter, meter: WorkMeter): LinearOrbit | undefined {
    const classes = kernelClasses(χ);
    if (classes.length === 1) return undefined;
    const kernel = meter.part((options) => characterKernel(χ, options));
    const images = this.table.group.generators.map(() => Permutation.identity(1));
    return { name: String(classes), images, kernel: kernel.generators, kernelOrder: kernel.order };
  }

  /** The cosets of ker λ for a linear λ of prime order with λχ = χ: χ is 0 outside, and has conjugate constituents. */
  private fused(χ: IrreducibleCharacter, meter: WorkMeter): Candidate | undefined {
    const { group, structure, exponent } = this.table;
    this.linear ??= linearCharacters(structure, meter);
    for (const λ of this.linear) {
      if (λ.some((a, c) => a !== 0 && !χ.values[c].isZero())) continue;
      const p = exponent / λ.reduce(gcd, exponent);
      if (!isPrime(p)) continue;
      const images = group.generators.map((g) => {
        const turn = (λ[structure.identify(g)] * p) / exponent;
        return Permutation.fromImages(Array.from({ length: p }, (_, x) => (x + turn) % p));
      });
      return { name: `kernel of ${λ}`, images, kernel: [], kernelOrder: 1n, isFused: true };
    }
    return undefined;
  }

  private keep(orbit: LinearOrbit, meter: WorkMeter): Reduction {
    const made = this.reduction(orbit, meter);
    let sum = [...this.reductions.values()].reduce((n, { order }) => n + order, made.order);
    for (const [name, { order }] of this.reductions) {
      if (sum <= KEPT) break;
      this.reductions.delete(name);
      sum -= order;
    }
    this.reductions.set(orbit.name, made);
    return made;
  }

  private reduction({ images, kernel, kernelOrder }: LinearOrbit, meter: WorkMeter): Reduction {
    const { group, classes } = this.table;
    const cosets = new CosetTree(group.generators, images);
    const xs = Array.from({ length: cosets.degree }, (_, x) => cosets.elementAt(x));
    const inverses = xs.map((x) => x.inverse());
    const schreier = group.generators.flatMap((g, k) =>
      xs.map((x, i) => inverses[images[k].images[i]].times(g).times(x)),
    );
    const T = generatedBy(schreier, group.degree, group.order / BigInt(cosets.degree), meter);
    const L = generatedBy(kernel, group.degree, kernelOrder, meter);
    const quotient = meter.part((options) => quotientGroup(T, L, options));
    const { irreps, classOf } = this.irrepsOf(quotient.image, meter);
    const imageOf = (t: Permutation): Permutation => quotient.imageOf(t);
    const moved = movedPoints(group, images);
    const fusion = classes.map(({ representative: g }) => {
      meter.step(0);
      const counts = new Map<number, number>();
      moved(g).images.forEach((y, x) => {
        if (y !== x) return;
        const c = classOf(imageOf(inverses[x].times(g).times(xs[x])));
        counts.set(c, (counts.get(c) ?? 0) + 1);
      });
      return counts;
    });
    return { irreps, fusion, imageOf, order: quotient.image.order };
  }
}

/** |G| over |T/ker λ|. */
function reductionOf({ images, kernelOrder }: LinearOrbit): bigint {
  return BigInt(images[0].degree) * kernelOrder;
}

/** Whether ψ is of the type of χ, and its values lie in a field of the same conductor. */
function isAsRational(ψ: IrrepWithValues, χ: IrreducibleCharacter, fusion: Reduction['fusion']): boolean {
  const conductor = (values: readonly Cyclotomic[]): number => values.reduce((n, x) => lcm(n, x.conductor), 1);
  const classes = new Set(fusion.flatMap((counts) => [...counts.keys()]));
  return ψ.indicator === χ.indicator && conductor([...classes].map((c) => ψ.value(c))) === conductor(χ.values);
}

/** (Ind ψ)(g) = Σ ψ(xᵢ⁻¹gxᵢ) over the i with xᵢ⁻¹gxᵢ in T. */
function inducedValue({ value }: IrrepWithValues, counts: ReadonlyMap<number, number>): Cyclotomic {
  let sum = Cyclotomic.zero;
  for (const [c, n] of counts) sum = sum.plus(value(c).times(Cyclotomic.fromRational(n)));
  return sum;
}

/** The group of a known order that elements generate: as many of them as it takes. */
function generatedBy(
  elements: readonly Permutation[],
  degree: number,
  order: bigint,
  meter: WorkMeter,
): PermutationGroup {
  let H = new PermutationGroup([], { degree });
  for (const x of elements) {
    meter.step(0);
    if (H.order === order) break;
    if (!H.contains(x)) H = new PermutationGroup([...H.generators, x], { degree });
  }
  return H;
}
