// Weight sharing for permutation actions: five layers, the number of free weights and biases of each, and its picture.
//   node packages/maps/examples/sharing.mjs [folder for the pictures]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawBipartiteGraph, drawColouredMatrix, weightSharing } from '@isotypic/maps';

/** The action on ordered pairs, (i, j) at i·n + j. */
const onPairs = (g) => g.flatMap((gi) => g.map((gj) => gi * g.length + gj));

/** Six positions in a ring, each A, T, C or G; the complement exchanges A with T and C with G and reads backwards. */
const [POSITIONS, BASES] = [6, 4];
const complement = [1, 0, 3, 2];
const dna = (at) => {
  const move = (f) => {
    const images = new Array(POSITIONS * BASES);
    for (let i = 0; i < POSITIONS; i++) for (let b = 0; b < BASES; b++) images[at(i, b)] = at(...f(i, b));
    return images;
  };
  return [move((i, b) => [(i + 1) % POSITIONS, b]), move((i, b) => [POSITIONS - 1 - i, complement[b]])];
};

export const layers = {
  'deep sets, n = 4': [
    [3, 0, 1, 2],
    [1, 0, 2, 3],
  ],
  'cyclic convolution, n = 6': [[1, 2, 3, 4, 5, 0]],
  'second-order sets, n = 5': [onPairs([1, 2, 3, 4, 0]), onPairs([1, 0, 2, 3, 4])],
  "the icosahedron's faces": [
    [7, 3, 9, 15, 2, 8, 0, 11, 18, 16, 19, 12, 6, 17, 4, 10, 14, 5, 13, 1],
    [3, 8, 0, 7, 1, 18, 5, 9, 15, 2, 12, 14, 19, 10, 6, 16, 4, 13, 11, 17],
  ],
  'circular DNA, position by position': dna((i, b) => i * BASES + b),
  'circular DNA, base by base': dna((i, b) => b * POSITIONS + i),
};

const folder = process.argv[2];
if (folder !== undefined) mkdirSync(folder, { recursive: true });
for (const [name, generators] of Object.entries(layers)) {
  const sharing = weightSharing(generators, generators);
  console.log(`${name}: ${sharing.weights} weights, ${sharing.biases} ${sharing.biases === 1 ? 'bias' : 'biases'}`);
  if (folder === undefined) continue;
  const file = name.replaceAll(/[^a-z0-9]+/gi, '-');
  writeFileSync(join(folder, `${file}-matrix.svg`), drawColouredMatrix(sharing.colours(), { title: name }));
  writeFileSync(join(folder, `${file}-graph.svg`), drawBipartiteGraph(sharing.colours(), { title: name }));
}
