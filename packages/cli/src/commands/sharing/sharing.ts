/** `isotypic sharing`: the weight sharing of a layer between two permutation actions. */
import { basename, dirname, extname } from 'node:path';
import { IsotypicError, Permutation, parseGroup } from '@isotypic/algebra';
import { drawBipartiteGraph, drawColouredMatrix, weightSharing } from '@isotypic/maps';
import type { Console } from '../../console.js';
import { writeFolder } from '../../output/write-folder.js';

export interface SharingArguments {
  readonly inAction: string;
  readonly outAction: string;
  readonly draw: string | undefined;
  readonly json: boolean;
}

/** @throws {IsotypicError} for every kind of bad input, before anything is written */
export function sharing(args: SharingArguments, console: Console): void {
  const found = weightSharing(readGenerators('--in', args.inAction), readGenerators('--out-action', args.outAction));
  if (args.draw !== undefined) {
    const title = `${args.inAction} to ${args.outAction}`;
    const colors = found.colours();
    const end = extname(args.draw);
    const name = basename(args.draw, end);
    writeFolder(dirname(args.draw), {
      [`${name}${end}`]: drawColouredMatrix(colors, { title }),
      [`${name}-graph${end}`]: drawBipartiteGraph(colors, { title }),
    });
  }
  const { weights, biases, inDegree, outDegree } = found;
  if (args.json) {
    const colors = { colours: found.colours(), biasColours: found.biasColours() };
    console.out(`${JSON.stringify({ weights, biases, inDegree, outDegree, ...colors }, null, 2)}\n`);
    return;
  }
  console.out(`Layer   ${inDegree} inputs, ${outDegree} outputs\nWeights ${weights} of ${inDegree * outDegree}\n`);
  console.out(`Biases  ${biases} of ${outDegree}\n`);
  if (args.draw !== undefined) console.out(`Wrote   ${args.draw}\n`);
}

/** A group's generators, or lists of images. */
function readGenerators(option: string, text: string): readonly Permutation[] {
  if (!text.trim().startsWith('[')) return parseGroup(text).generators;
  let lists: unknown;
  try {
    lists = JSON.parse(text);
  } catch (cause) {
    throw new IsotypicError('PARSE', {
      where: `isotypic sharing ${option}`,
      expected: 'lists of images, such as [[1,2,3,0],[1,0,2,3]]',
      received: (cause as Error).message,
      remedy: 'Or name a group, such as "symmetric(4)".',
      cause,
    });
  }
  if (!Array.isArray(lists) || lists.length === 0 || !lists.every((list) => Array.isArray(list))) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: `isotypic sharing ${option}`,
      expected: 'a list of lists of images',
      received: text,
      remedy: 'Write [[1,2,3,0]] for one generator.',
    });
  }
  return lists.map((images) => Permutation.fromImages(images as number[]));
}
