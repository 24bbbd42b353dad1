/** Whether two groups are the same but for what they act on. */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { ActionHomomorphism } from '../groups/homomorphisms/action-homomorphism.js';
import { groupKind, type PermutationGroup } from '../groups/permutation-group.js';
import { beside, identityImages } from '../permutations/images.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { classColors } from './class-colors.js';
import { conjugates } from './class-members.js';
import { GeneratedSubgroups } from './generated-subgroups.js';
import { generatingSequence } from './generating-sequence.js';
import { extendImages } from './image-search.js';

/** 10⁶ tests of images: minutes. */
const DEFAULT_BUDGET = 1e6;

/**
 * An isomorphism of permutation groups, whatever they act on, or undefined when there is none: orders, invariants of
 * the abelian quotients and of the conjugacy classes with their powers are compared, then images of a short generating
 * sequence are searched class by class, the first up to conjugation, each by the order of the graph of the map. What is
 * returned is proved; so is undefined, by the invariants or by the exhausted search.
 *
 * Made for groups whose classes can be listed: orders up to 10⁵ or so, more where classes are small.
 *
 * @throws {IsotypicError} `BUDGET_EXCEEDED` (step: an element drawn, a conjugation or an image tested; default 10⁶),
 * `OUT_OF_MEMORY` for classes beyond 4·10⁷ images, `ABORTED`
 * @example
 * const iso = groupIsomorphism(catalogue.symmetric(3), catalogue.dihedral(3));
 * iso.image.order // 6n
 * groupIsomorphism(catalogue.dihedral(4), catalogue.quaternion()) // undefined
 */
export function groupIsomorphism(
  first: PermutationGroup,
  second: PermutationGroup,
  options: WorkOptions = {},
): ActionHomomorphism | undefined {
  const where = 'groupIsomorphism';
  checkArgument(where, 'first', first, groupKind);
  checkArgument(where, 'second', second, groupKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const { order } = first;
  if (order !== second.order) return undefined;
  if (first.abelianInvariants(options).join() !== second.abelianInvariants(options).join()) return undefined;
  const meter = new WorkMeter(where, options, DEFAULT_BUDGET);
  const [a, b] = [first, second].map((group) => coloredClasses(group, options, meter));
  if (JSON.stringify(a.histogram) !== JSON.stringify(b.histogram)) return undefined;
  const [source, target] = [first, second].map((group) => new GeneratedSubgroups(where, group, meter));
  const steps = generatingSequence(source, (c) => a.sizeOfColor.get(a.colors[c]) as number);
  const listed = new Map<number, Permutation[]>();
  const members = (c: number): Permutation[] => {
    const known = listed.get(c) ?? conjugates(where, second, b.classes[c].representative, meter);
    listed.set(c, known);
    return known;
  };
  function* candidates(prefix: readonly Permutation[]): Generator<Permutation> {
    const color = a.colors[steps[prefix.length].classIndex];
    for (let c = 0; c < b.classes.length; c++) {
      if (b.colors[c] !== color) continue;
      // conjugating all images changes nothing: of a first class one element is enough
      if (prefix.length === 0) yield b.classes[c].representative;
      else yield* members(c);
    }
  }
  const images = extendImages({ steps, source, target, candidates }, []);
  if (images === undefined) return undefined;
  const pairs = steps.map(({ element }, i) => beside([element.images, images[i].images]));
  const inSecond = imagesByGraph(second.acting(pairs, first.degree + second.degree, { order }), first, meter);
  return new ActionHomomorphism(first, inSecond, second.degree);
}

/**
 * The images of the generators under the map α with the graph {(g, α(g))}, on both sets of points: along a base of the
 * group, which determines g, (g, 1) = (g, α(g))·(1, α(g)⁻¹) sifts to the second factor.
 */
function imagesByGraph(graph: PermutationGroup, group: PermutationGroup, meter: WorkMeter): Permutation[] {
  const chain = graph.chainThrough(group.chainWithin(meter).base, meter);
  const { degree } = group;
  return group.generators.map((g) => {
    const pair = beside([g.images, identityImages(graph.degree - degree)]);
    chain.siftInPlace(pair);
    return Permutation.fromTrustedImages(pair.slice(degree).map((x) => x - degree)).inverse();
  });
}

function coloredClasses(group: PermutationGroup, options: WorkOptions, meter: WorkMeter) {
  const classes = group.conjugacyClasses(options);
  const colors = classColors(group, classes, meter);
  const sizeOfColor = new Map<number, number>();
  classes.forEach(({ size }, c) => {
    sizeOfColor.set(colors[c], (sizeOfColor.get(colors[c]) ?? 0) + Number(size));
  });
  const count = new Map<number, number>();
  for (const color of colors) count.set(color, (count.get(color) ?? 0) + 1);
  return { classes, colors, sizeOfColor, histogram: [...count].sort(([x], [y]) => x - y) };
}
