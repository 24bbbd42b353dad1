/** Direct and wreath products, on the natural points. */

import { arrayOf, checkArgument, checkOptions, type OptionKinds, oneOf } from '../arguments.js';
import { describeOperand, named } from '../groups/names.js';
import { groupKind, PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter } from '../work.js';
import { CONSTRUCTION_OPTION_KINDS, type ConstructionOptions, checkSize, MAX_ACTION_DEGREE } from './options.js';

/**
 * The direct product G₁ × … × G_k on the disjoint union of the points, G₁'s first; generators of G₁ first.
 * @throws {IsotypicError} `OUT_OF_MEMORY` past 2²⁴ points
 * @example directProduct(catalogue.cyclic(3), catalogue.dihedral(4)).order // 24n
 */
export function directProduct(...factors: readonly PermutationGroup[]): PermutationGroup {
  checkArgument('directProduct', 'factors', factors, arrayOf(groupKind, 'permutation groups'));
  const degree = factors.reduce((sum, factor) => sum + factor.degree, 0);
  checkSize('directProduct', 'points', degree, MAX_ACTION_DEGREE);
  const meter = new WorkMeter('directProduct');
  const generators: Permutation[] = [];
  let offset = 0;
  for (const factor of factors) {
    for (const g of factor.generators) generators.push(shifted(g, offset, degree, meter));
    offset += factor.degree;
  }
  return named(
    new PermutationGroup(generators, { degree }),
    () => factors.map((factor) => describeOperand(factor, 'wreath')).join(' x '),
    'product',
  );
}

/** Options of `wreathProduct`. */
export interface WreathProductOptions extends ConstructionOptions {
  /** `imprimitive` (default): on degree(base)·degree(top) points; `product`: on degree(base)^degree(top) functions. */
  readonly action?: 'imprimitive' | 'product';
}

const WREATH_OPTION_KINDS: OptionKinds<WreathProductOptions> = {
  ...CONSTRUCTION_OPTION_KINDS,
  action: oneOf('imprimitive', 'product'),
};

/**
 * The wreath product base ≀ top = base^m ⋊ top, m the degree of top, which permutes the m factors.
 *
 * Imprimitive action, base of degree d: block j is {jd, …, jd + d − 1}; base acts inside each block, top on the blocks.
 * Product action: points are the functions f: {0, …, m−1} → {0, …, d−1}, numbered Σ f(j) dʲ; base acts on the values,
 * top on the arguments (Dixon & Mortimer, Permutation Groups, 1996, §2.6–2.7).
 *
 * Generators: those of base in the first place of each orbit of top, then those of top; conjugates under top give the
 * base in the other places.
 *
 * One step is one image of a point.
 *
 * @throws {IsotypicError} `OUT_OF_MEMORY` past `limit` points, by default 2²⁴
 * @example wreathProduct(catalogue.cyclic(2), catalogue.symmetric(3)).order // 48n
 */
export function wreathProduct(
  base: PermutationGroup,
  top: PermutationGroup,
  options: WreathProductOptions = {},
): PermutationGroup {
  const where = 'wreathProduct';
  checkArgument(where, 'base', base, groupKind);
  checkArgument(where, 'top', top, groupKind);
  checkOptions(where, options, WREATH_OPTION_KINDS);
  const product = options.action === 'product';
  const d = base.degree;
  const m = top.degree;
  const degree = product ? d ** m : d * m;
  checkSize(where, 'points', degree, options.limit ?? MAX_ACTION_DEGREE);
  const meter = new WorkMeter(where, options);
  const inBase = (place: number, g: Permutation): Permutation =>
    product
      ? fromMap(degree, meter, (f) => f + (g.images[digit(f, place, d)] - digit(f, place, d)) * d ** place)
      : shifted(g, place * d, degree, meter);
  const inTop = (t: Permutation): Permutation =>
    product
      ? fromMap(degree, meter, (f) => {
          let image = 0;
          for (let j = 0; j < m; j++) image += digit(f, j, d) * d ** t.images[j];
          return image;
        })
      : fromMap(degree, meter, (x) => t.images[Math.floor(x / d)] * d + (x % d));
  const generators: Permutation[] = [];
  for (const [place] of top.orbits()) for (const g of base.generators) generators.push(inBase(place, g));
  for (const t of top.generators) generators.push(inTop(t));
  const operands = (separator: string): string =>
    `${describeOperand(base, 'wreath')}${separator}${describeOperand(top, 'atom')}`;
  return product
    ? named(new PermutationGroup(generators, { degree }), () => `wreath(${operands(', ')}, product)`)
    : named(new PermutationGroup(generators, { degree }), () => operands(' wr '), 'wreath');
}

const digit = (f: number, place: number, base: number): number => Math.floor(f / base ** place) % base;

function fromMap(degree: number, meter: WorkMeter, image: (x: number) => number): Permutation {
  const images = new Uint32Array(degree);
  for (let x = 0; x < degree; x++) {
    meter.step();
    images[x] = image(x);
  }
  return Permutation.fromImages(images);
}

/** g on the points offset, …, offset + degree(g) − 1 of a larger set, fixing the others. */
function shifted(g: Permutation, offset: number, degree: number, meter: WorkMeter): Permutation {
  return fromMap(degree, meter, (x) => (x >= offset && x < offset + g.degree ? g.images[x - offset] + offset : x));
}
