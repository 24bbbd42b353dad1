/** The automorphisms of a group, as a permutation group on some of its elements. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { DisjointSets } from '../disjoint-sets.js';
import { IsotypicError, invalidArgument } from '../errors.js';
import { permutationKind } from '../groups/argument-checks.js';
import { ActionHomomorphism } from '../groups/homomorphisms/action-homomorphism.js';
import { groupKind, PermutationGroup } from '../groups/permutation-group.js';
import type { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { classColors } from './class-colors.js';
import { GeneratedSubgroups } from './generated-subgroups.js';
import { generatingSequence, type SequenceStep } from './generating-sequence.js';
import { extendImages } from './image-search.js';
import { WordTable } from './word-table.js';

/** 10⁷ products, conjugations and tests: minutes. */
const DEFAULT_BUDGET = 1e7;

/** The automorphism group of a group. */
export interface AutomorphismsOfGroup {
  /** Acts faithfully on `points`; its order is the number of automorphisms. */
  readonly group: PermutationGroup;
  /** The elements that it permutes: point i is points[i]. They generate the group whose automorphisms these are. */
  readonly points: readonly Permutation[];
  /** The inner automorphisms: generator i is conjugation by generator i. */
  readonly inner: PermutationGroup;
  /** |Aut(G) : Inn(G)|. */
  readonly outerOrder: bigint;
  /** An element of `group` as a map of elements. @throws {IsotypicError} `NOT_IN_GROUP` */
  automorphism(p: Permutation): ActionHomomorphism;
}

/**
 * All automorphisms of a group of order up to 10⁵ or so. A base of Aut(G) is a short generating sequence g₁, …, g_k of
 * G: from the last to the first, each element that could be the image of g_i, the ones before it fixed, is carried
 * there by an automorphism already known, or found by a search for images of g_{i+1}, …, or shown to be out of reach,
 * with its orbit (Holt, Eick & O'Brien, Handbook, §9.3; Sims' strong generators). Automorphisms are proved by the order
 * of their graph; the order is the product of the orbit lengths.
 *
 * @throws {IsotypicError} `OUT_OF_MEMORY` for an order times degree above 4·10⁷, `BUDGET_EXCEEDED` (step: a product, a
 * conjugation or an image tested; default 10⁷), `ABORTED`
 * @example
 * automorphismGroupOf(catalogue.quaternion()).group.order // 24n
 * automorphismGroupOf(catalogue.alternating(6)).outerOrder // 4n
 */
export function automorphismGroupOf(group: PermutationGroup, options: WorkOptions = {}): AutomorphismsOfGroup {
  const where = 'automorphismGroupOf';
  checkArgument(where, 'group', group, groupKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(where, options, DEFAULT_BUDGET);
  return new AutomorphismsByBase(where, group, options, meter).find();
}

class AutomorphismsByBase {
  private readonly steps: readonly SequenceStep[];
  private readonly subgroups: GeneratedSubgroups;
  private readonly table: WordTable;
  /** The color of each class. */
  private readonly colors: readonly number[];
  /** Numbers, in the table, of the elements that base elements may go to; these are the points. */
  private readonly points: number[];
  private readonly pointOf = new Map<number, number>();
  private readonly pointColor: number[];

  constructor(
    private readonly where: string,
    private readonly source: PermutationGroup,
    options: WorkOptions,
    private readonly meter: WorkMeter,
  ) {
    const classes = source.conjugacyClasses(options);
    this.colors = classColors(source, classes, meter);
    const choices = new Map<number, number>();
    classes.forEach(({ size }, c) => {
      choices.set(this.colors[c], (choices.get(this.colors[c]) ?? 0) + Number(size));
    });
    this.subgroups = new GeneratedSubgroups(where, source, meter);
    this.steps = generatingSequence(this.subgroups, (c) => choices.get(this.colors[c]) as number);
    const sequence = this.steps.map(({ element }) => element);
    this.table = new WordTable(where, source, sequence, meter);
    const used = new Set(this.steps.map(({ classIndex }) => this.colors[classIndex]));
    this.points = [];
    this.pointColor = [];
    this.table.elements.forEach((g, k) => {
      const color = this.colors[source.classOf(g)];
      if (!used.has(color)) return;
      this.pointOf.set(k, this.points.length);
      this.points.push(k);
      this.pointColor.push(color);
    });
  }

  private elementAt(point: number): Permutation {
    return this.table.elements[this.points[point]];
  }

  private pointAt(g: Permutation): number {
    return this.pointOf.get(this.table.numberOf(g)) as number;
  }

  find(): AutomorphismsOfGroup {
    const { source, steps } = this;
    const sequence = steps.map(({ element }) => element);
    const inner = source.generators.map((by) => this.permutationBy((x) => x.conjugateBy(by)));
    const found: Uint32Array[] = [];
    let order = 1n;
    for (let i = steps.length - 1; i >= 0; i--) {
      const fixing = i === 0 ? inner : this.centralizing(sequence.slice(0, i));
      order *= BigInt(this.exploreLevel(i, sequence, [...fixing, ...found], found));
      this.meter.report('automorphisms', steps.length - i, steps.length);
    }
    const none = new PermutationGroup([], { degree: this.points.length, seed: source.seed });
    const group = none.subgroup([...inner, ...found], { order });
    const innerGroup = none.subgroup(inner);
    return {
      group,
      points: this.points.map((k) => this.table.elements[k]),
      inner: innerGroup,
      outerOrder: order / innerGroup.orderWithin(this.meter),
      automorphism: (p) => this.automorphism(group, p),
    };
  }

  /** The orbit length of base element i under the automorphisms that fix those before it; adds new ones to `found`. */
  private exploreLevel(i: number, sequence: Permutation[], known: Uint32Array[], found: Uint32Array[]): number {
    const orbits = new DisjointSets(this.points.length);
    const join = (images: Uint32Array): void => images.forEach((y, x) => void orbits.unite(x, y));
    for (const images of known) join(images);
    const [start, color] = [this.pointAt(sequence[i]), this.colors[this.steps[i].classIndex]];
    const failed = new Set<number>();
    for (let point = 0; point < this.points.length; point++) {
      if (this.pointColor[point] !== color || orbits.same(point, start) || failed.has(orbits.find(point))) continue;
      const images = this.extend([...sequence.slice(0, i), this.elementAt(point)]);
      if (images === undefined) {
        failed.add(orbits.find(point));
        continue;
      }
      const all = this.table.imagesOf(images);
      const permutation = Uint32Array.from(this.points, (k) => this.pointAt(all[k]));
      found.push(permutation);
      const unreachable = [...failed];
      join(permutation);
      failed.clear();
      for (const x of unreachable) failed.add(orbits.find(x));
    }
    let length = 0;
    for (let point = 0; point < this.points.length; point++) if (orbits.same(point, start)) length++;
    return length;
  }

  private extend(prefix: readonly Permutation[]): readonly Permutation[] | undefined {
    const { steps, subgroups, points, pointColor, colors } = this;
    const elementAt = (point: number): Permutation => this.elementAt(point);
    function* candidates(before: readonly Permutation[]): Generator<Permutation> {
      const color = colors[steps[before.length].classIndex];
      for (let point = 0; point < points.length; point++) if (pointColor[point] === color) yield elementAt(point);
    }
    return extendImages({ steps, source: subgroups, target: subgroups, candidates }, prefix);
  }

  /** Conjugations that fix each of the elements. */
  private centralizing(elements: readonly Permutation[]): Uint32Array[] {
    const centralizer = this.source.centralizer(this.source.subgroup(elements));
    return centralizer.generators.map((by) => this.permutationBy((x) => x.conjugateBy(by)));
  }

  private permutationBy(map: (x: Permutation) => Permutation): Uint32Array {
    this.meter.step(this.points.length);
    return Uint32Array.from(this.points, (k) => this.pointAt(map(this.table.elements[k])));
  }

  private automorphism(group: PermutationGroup, p: Permutation): ActionHomomorphism {
    checkArgument(this.where, 'p', p, permutationKind);
    if (!group.contains(p)) {
      const remedy = 'The elements of .group are automorphisms.';
      if (p.degree !== group.degree) throw invalidArgument(this.where, `p of degree ${group.degree}`, p.degree, remedy);
      throw new IsotypicError('NOT_IN_GROUP', {
        where: this.where,
        expected: 'an automorphism',
        received: `${p}`,
        remedy,
      });
    }
    const images = this.steps.map(({ element }) => this.elementAt(p.image(this.pointAt(element))));
    const ofGenerators = this.source.generators.map((g) => this.table.imageOf(this.table.numberOf(g), images));
    return new ActionHomomorphism(this.source, ofGenerators, this.source.degree);
  }
}
