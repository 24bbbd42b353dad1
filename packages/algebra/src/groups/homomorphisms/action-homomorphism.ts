/** Actions of a permutation group on objects of any kind, as homomorphisms onto the group of the action. */
import { arrayOf, callable, checkArgument, checkOptions, WORK_OPTION_KINDS } from '../../arguments.js';
import { IsotypicError, invalidArgument } from '../../errors.js';
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { permutationKind, pointsKind } from '../argument-checks.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import { Homomorphism } from './homomorphism.js';

/**
 * A homomorphism from a permutation group onto the group of an action, as `actionOnPoints`, `actionOnBlocks` and
 * `actionHomomorphism` make it.
 * @example
 * const onOpposite = actionOnBlocks(catalogue.dihedral(4), [[0, 2], [1, 3]]);
 * onOpposite.image.order // 2n
 * onOpposite.imageOf(Permutation.fromCycles('(0 1 2 3)', 4)).toString() // '(0 1)'
 * onOpposite.kernel().order // 4n
 */
export class ActionHomomorphism extends Homomorphism<PermutationGroup> {
  /** @throws {IsotypicError} `NOT_IN_GROUP` */
  override imageOf(g: Permutation): Permutation {
    checkArgument('ActionHomomorphism.imageOf', 'g', g, permutationKind);
    return super.imageOf(g);
  }

  /** Some element with the given image. @throws {IsotypicError} `NOT_IN_GROUP` */
  override preimageOf(h: Permutation): Permutation {
    checkArgument('ActionHomomorphism.preimageOf', 'h', h, permutationKind);
    return super.preimageOf(h);
  }

  /** The elements that act trivially. One step is one sift. */
  kernel(options: WorkOptions = {}): PermutationGroup {
    const where = 'ActionHomomorphism.kernel';
    checkOptions(where, options, WORK_OPTION_KINDS);
    return this.kernelWithin(new WorkMeter(where, options));
  }
}

/**
 * The action on a list of objects: points, sets, tuples, blocks, cosets, anything with a canonical key. One step is one
 * image of an object.
 *
 * @param act the image of an object under a permutation
 * @param key tells objects apart; default `String`
 * @throws {IsotypicError} `INVALID_ARGUMENT` when an image is not in the list, or an object comes twice
 * @example
 * const act = (g, set) => set.map((x) => g.image(x)).sort((a, b) => a - b);
 * const onPairs = actionHomomorphism(catalogue.symmetric(3), [[0, 1], [0, 2], [1, 2]], act);
 * onPairs.imageOf(Permutation.fromCycles('(0 1)', 3)).toString() // '(1 2)'
 */
export function actionHomomorphism<T>(
  group: PermutationGroup,
  objects: readonly T[],
  act: (g: Permutation, object: T) => T,
  key: (object: T) => string = String,
  options: WorkOptions = {},
): ActionHomomorphism {
  const where = 'actionHomomorphism';
  checkArgument(where, 'group', group, groupKind);
  checkArgument(where, 'objects', objects, arrayOf(anyObject, 'an array of objects'));
  checkArgument(where, 'act', act, callable);
  checkArgument(where, 'key', key, callable);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return onObjects(where, 'objects', group, { objects, act, key }, options);
}

interface Objects<T> {
  readonly objects: readonly T[];
  readonly act: (g: Permutation, object: T) => T;
  readonly key: (object: T) => string;
}

/** @param named what the caller calls the objects */
function onObjects<T>(
  where: string,
  named: string,
  group: PermutationGroup,
  { objects, act, key }: Objects<T>,
  options: WorkOptions,
): ActionHomomorphism {
  const meter = new WorkMeter(where, options);
  const position = new Map(objects.map((object, i) => [key(object), i]));
  if (position.size < objects.length) {
    const twice = objects.find((object, i) => position.get(key(object)) !== i) as T;
    throw invalidArgument(where, `${named} to be different`, key(twice), 'Leave out those that come again.');
  }
  const images = group.generators.map((g) =>
    Permutation.fromImages(
      objects.map((object) => {
        meter.step();
        const image = act(g, object);
        const at = position.get(key(image));
        if (at === undefined) {
          throw new IsotypicError('INVALID_ARGUMENT', {
            where,
            expected: `${named} that the group carries among themselves`,
            received: `${key(object)}, which ${g} carries to ${key(image)}`,
          });
        }
        return at;
      }),
    ),
  );
  return new ActionHomomorphism(group, images, objects.length);
}

const anyObject = { expected: 'anything', accepts: () => true };

/**
 * The action on the parts of an invariant partition.
 * @throws {IsotypicError} as `actionHomomorphism`
 * @example actionOnBlocks(catalogue.cyclic(4), [[0, 2], [1, 3]]).image.order // 2n
 */
export function actionOnBlocks(
  group: PermutationGroup,
  blocks: readonly (readonly number[])[],
  options: WorkOptions = {},
): ActionHomomorphism {
  checkArgument('actionOnBlocks', 'group', group, groupKind);
  checkArgument('actionOnBlocks', 'blocks', blocks, arrayOf(pointsKind(group.degree), 'an array of blocks of points'));
  checkOptions('actionOnBlocks', options, WORK_OPTION_KINDS);
  const parts = {
    objects: blocks.map((block) => [...block].sort((a, b) => a - b)),
    act: (g: Permutation, block: readonly number[]) => block.map((x) => g.image(x)).sort((a, b) => a - b),
    key: String,
  };
  return onObjects('actionOnBlocks', 'blocks', group, parts, options);
}

/**
 * The action on a union of orbits, renumbered in the order given: a transitive constituent for one orbit.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when an image is not in the list
 * @example
 * const G = new PermutationGroup([[1, 2, 0, 4, 3]]);
 * const onThree = actionOnPoints(G, [0, 1, 2]);
 * onThree.kernel().order // 2n
 */
export function actionOnPoints(
  group: PermutationGroup,
  points: readonly number[],
  options: WorkOptions = {},
): ActionHomomorphism {
  checkArgument('actionOnPoints', 'group', group, groupKind);
  checkArgument('actionOnPoints', 'points', points, pointsKind(group.degree));
  checkOptions('actionOnPoints', options, WORK_OPTION_KINDS);
  const parts = { objects: points, act: (g: Permutation, x: number) => g.image(x), key: String };
  return onObjects('actionOnPoints', 'points', group, parts, options);
}
