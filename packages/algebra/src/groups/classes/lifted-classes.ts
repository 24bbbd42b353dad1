/**
 * Conjugacy classes through a solvable normal subgroup: those of the quotient by it, lifted through elementary abelian
 * layers (Mecky & Neubüser 1989 for solvable groups, Hulpke 2000 in general). Over each class hN of G/N the classes of
 * G/M, M below N, are orbits of the centralizer on a coset; no element of the group is listed.
 */
import { BudgetExceededError } from '../../errors.js';
import { identityImages, isIdentityImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { randomSource } from '../../random.js';
import { WorkMeter } from '../../work.js';
import { centralizer, conjugatingElement } from '../backtrack/conjugacy.js';
import { strongGenerator } from '../chain/schreier-tree.js';
import type { Group } from '../group.js';
import { conjugated, type Element, elementOf, type Images, inverted } from '../polycyclic/element.js';
import type { SolvableQuotient } from '../polycyclic/solvable-quotient.js';
import { schreierSims } from '../schreier-sims/random-schreier-sims.js';
import { Word } from '../word.js';
import { CosetSpace, LayerModule, zeros } from './affine-action.js';
import {
  type ClassFormFinder,
  type ClassWork,
  forPart,
  MOST_CLASSES,
  type UnorderedClasses,
  writeOut,
} from './class-form.js';
import { type Centralizer, CosetOrbits, type TopGroup } from './coset-orbits.js';

/** Classes of one coset that are looked at one by one. */
const MOST_POINTS = 1 << 22;
/** Words of tables that are kept for the identification of elements; beyond that they are made again. */
const KEPT_WORDS = 1 << 24;

/** The classes by way of a quotient by a solvable normal subgroup; undefined where its layers are too large. */
export function liftedClasses(
  group: Group,
  quotient: SolvableQuotient,
  work: ClassWork,
  formOf: ClassFormFinder,
): UnorderedClasses | undefined {
  const tooLarge = quotient.kernel.layers.some(({ prime, basis }) => prime ** basis.length > MOST_POINTS);
  return tooLarge ? undefined : new Lifting(group, quotient, work).classes(formOf);
}

/** A class of the group modulo a term of the series. */
interface Node {
  readonly h: Element;
  readonly size: bigint;
  /** The layer to lift through next. */
  readonly layer: number;
  /** The number of the first class of the group below. */
  readonly first: number;
  /** Where it comes from: the orbit of that number over the parent. */
  readonly parent?: Node;
  readonly number: number;
  /** The classes over it, but for those at the bottom. */
  readonly children: Node[];
  /** Both are made again where they are not kept. */
  centralizer?: Centralizer;
  expansion?: Expansion;
}

interface Expansion {
  readonly space: CosetSpace;
  readonly orbits: CosetOrbits;
}

/** A class at the bottom: h times an element of the last layer. */
interface Leaf {
  readonly node: Node;
  readonly point: number;
}

class Lifting {
  private readonly modules: readonly LayerModule[];
  private readonly top: TopGroup;
  private readonly sizes: bigint[] = [];
  private readonly leaves: Leaf[] = [];
  private words = 0;

  constructor(
    private readonly group: Group,
    private readonly quotient: SolvableQuotient,
    private readonly work: ClassWork,
  ) {
    const { kernel } = quotient;
    const generators = group.generators.map((g) => elementOf(g.images));
    const { base } = kernel;
    this.modules = kernel.layers.map(
      (layer) => new LayerModule(kernel, layer, base.slice(0, layer.below.length), generators),
    );
    this.top = topGroup(quotient, group.seed, work.listing);
  }

  classes(formOf: ClassFormFinder): UnorderedClasses {
    const { group, quotient, work } = this;
    const { top, preimageOf } = quotient;
    const layer = this.modules.length - 1;
    const lift = (t: Permutation): Element => elementOf(preimageOf(t.images));
    const root = (h: Element, size: bigint, tops: readonly Element[], topOrder: bigint): Node =>
      this.list({ h, layer, size, number: 0 }, { tops, topOrder, sequence: [], primes: [] });
    const ofTop = top === undefined ? undefined : writeOut(formOf(top, forPart(work)));
    const roots =
      top === undefined || ofTop === undefined
        ? [root(elementOf(identityImages(group.degree)), 1n, [], 1n)]
        : ofTop.sizes.map((size, i) => {
            const t = ofTop.representative(i);
            const c = centralizer(top, t, work.listing);
            const tops = c.generators.filter((g) => !g.isIdentity()).map(lift);
            return root(lift(t), size, tops, c.orderWithin(work.listing));
          });
    return {
      sizes: this.sizes,
      representative: (i) => this.representative(this.leaves[i]),
      indexOf: (p) => {
        if (top === undefined || ofTop === undefined) return this.indexFrom(roots[0], p.images);
        const t = Permutation.fromTrustedImages(quotient.imageOf(p.images));
        const i = ofTop.indexOf(t);
        const x = conjugatingElement(top, t, ofTop.representative(i), new WorkMeter('PermutationGroup.classOf'));
        return this.indexFrom(roots[i], conjugated(lift(x as Permutation), p.images));
      },
    };
  }

  /** Lists the classes below a node, depth first. */
  private list(above: Omit<Node, 'first' | 'children'>, centralizer: Centralizer): Node {
    const node: Node = { ...above, first: this.sizes.length, children: [] };
    const { layer, size } = node;
    const expansion = this.expand(node, centralizer);
    const { space, orbits } = expansion;
    const fused = size * BigInt(space.module.prime) ** BigInt(space.rank);
    orbits.orbits.forEach(({ point, length }, number) => {
      const below = fused * BigInt(length);
      if (layer === 0) {
        this.addLeaf({ node, point }, below);
        return;
      }
      const h = space.representative(point);
      node.children.push(
        this.list({ h, size: below, layer: layer - 1, parent: node, number }, orbits.stabilizer(number)),
      );
    });
    this.words += 2 * space.size + 2 * centralizer.sequence.length * this.group.degree;
    if (this.words <= KEPT_WORDS) {
      node.centralizer = centralizer;
      node.expansion = expansion;
    }
    return node;
  }

  private expand({ layer, h }: Node, centralizer: Centralizer): Expansion {
    this.work.listing.step(0);
    const space = new CosetSpace(this.modules[layer], h);
    return { space, orbits: new CosetOrbits(space, centralizer, this.top) };
  }

  private expansionOf(node: Node): Expansion {
    return node.expansion ?? this.expand(node, this.centralizerOf(node));
  }

  private centralizerOf(node: Node): Centralizer {
    return node.centralizer ?? this.expansionOf(node.parent as Node).orbits.stabilizer(node.number);
  }

  private addLeaf(leaf: Leaf, size: bigint): void {
    this.work.listing.step();
    this.leaves.push(leaf);
    this.sizes.push(size);
    if (BigInt(this.sizes.length) > MOST_CLASSES) throw tooMany(this.sizes.length);
  }

  private representative({ node, point }: Leaf): Permutation {
    const space = node.expansion?.space ?? new CosetSpace(this.modules[0], node.h);
    return Permutation.fromTrustedImages(Uint32Array.from(space.imagesOf(point)));
  }

  /** The number of the class of an element whose class modulo the kernel is that of a root. */
  private indexFrom(root: Node, p: Images): number {
    let node = root;
    let g = p;
    for (;;) {
      const { space, orbits } = this.expansionOf(node);
      const { module } = space;
      const point = space.codeOf(module.difference(node.h, g, zeros(module.dimension)));
      const i = orbits.orbitNumber(point);
      if (node.layer === 0) return node.first + i;
      const carrier = orbits.carrierTo(point);
      if (carrier !== undefined) g = conjugated(inverted(carrier), g);
      const next = node.children[i];
      const n = space.correction(module.difference(next.h, g, zeros(module.dimension)));
      if (n !== undefined) g = conjugated(elementOf(n), g);
      node = next;
    }
  }
}

/** The quotient by the kernel, for elements of the group. */
function topGroup({ top, imageOf }: SolvableQuotient, seed: number, meter: WorkMeter): TopGroup {
  return {
    isTrivial: (g) => isIdentityImages(imageOf(g.images)),
    generatedOrder(elements, most) {
      if (top === undefined) return 1n;
      const generators = elements.map((g, i) => strongGenerator(imageOf(g.images), Word.generator(i)));
      const options = { order: most, isUnverified: true } as const;
      return schreierSims(top.degree, generators, randomSource(seed), meter, options).order;
    },
  };
}

function tooMany(classes: number): BudgetExceededError {
  return new BudgetExceededError({
    where: 'PermutationGroup.conjugacyClasses',
    expected: `at most ${MOST_CLASSES} classes, to list them`,
    received: `a group with ${classes} classes or more`,
    remedy: 'Ask for centralizers and conjugating elements of the elements that matter.',
    details: { known: { classes: BigInt(classes) } },
  });
}
