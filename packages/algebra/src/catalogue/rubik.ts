/**
 * The n×n×n cube as a permutation group of its facelets, from the geometry of its turns.
 *
 * Cubies have coordinates −(n−1), −(n−3), …, n−1 on each axis (x to the right, y to the back, z up); a facelet sits at
 * its cubie's coordinates with the one along its normal pushed out to ±n, so that its position alone says which facelet
 * it is.
 */
import { checkArgument, integer } from '../arguments.js';
import { named } from '../groups/names.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';

type Vector = readonly [number, number, number];
interface Face {
  readonly normal: Vector;
  readonly right: Vector;
  readonly down: Vector;
}

/** The six faces in the order of the usual net, each read row by row as it lies there. */
const FACES: Readonly<Record<'U' | 'L' | 'F' | 'R' | 'B' | 'D', Face>> = {
  U: { normal: [0, 0, 1], right: [1, 0, 0], down: [0, -1, 0] },
  L: { normal: [-1, 0, 0], right: [0, -1, 0], down: [0, 0, -1] },
  F: { normal: [0, -1, 0], right: [1, 0, 0], down: [0, 0, -1] },
  R: { normal: [1, 0, 0], right: [0, 1, 0], down: [0, 0, -1] },
  B: { normal: [0, 1, 0], right: [-1, 0, 0], down: [0, 0, -1] },
  D: { normal: [0, 0, -1], right: [1, 0, 0], down: [0, 1, 0] },
};

/**
 * Rubik's cube of the given size: all turns of one layer, clockwise as seen from outside, by a quarter; the layers of
 * each face U, L, F, R, B, D from the outside in as far as the middle (a middle layer of an odd cube stays put, and
 * with it the face centers, which are left out). Points are the facelets face by face, row by row: 24, 48, 96, 144 for
 * size 2 to 5.
 *
 * The 3×3×3 group has order 43252003274489856000 on 48 facelets. Sizes 4 and 5 tell apart facelets of one color.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless 2 ≤ size ≤ 32
 * @example catalogue.rubiksCube().order // 43252003274489856000n
 */
export function rubiksCube(size = 3): PermutationGroup {
  checkArgument('catalogue.rubiksCube', 'size', size, integer(2, 32));
  const facelets = cubeFacelets(size);
  const numbers = new Map(facelets.map((position, i) => [String(position), i]));
  const turns: Permutation[] = [];
  for (let layer = 0; 2 * layer + 1 < size; layer++) {
    for (const { normal } of Object.values(FACES)) {
      const images = facelets.map((position) => {
        const height = dot(normal, position);
        const inLayer = height === size - 1 - 2 * layer || (layer === 0 && height === size);
        return numbers.get(String(inLayer ? clockwise(normal, position) : position)) as number;
      });
      turns.push(Permutation.fromImages(images));
    }
  }
  return named(new PermutationGroup(turns), `rubik(${size})`);
}

function cubeFacelets(size: number): Vector[] {
  const facelets: Vector[] = [];
  const steps = Array.from({ length: size }, (_, i) => 2 * i - (size - 1));
  for (const { normal, right, down } of Object.values(FACES)) {
    for (const row of steps) {
      for (const column of steps) {
        if (row === 0 && column === 0) continue;
        const at = (axis: number): number => size * normal[axis] + column * right[axis] + row * down[axis];
        facelets.push([at(0), at(1), at(2)]);
      }
    }
  }
  return facelets;
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** The rotation by −90° about the unit vector n: v ↦ (n·v) n − n × v. */
function clockwise(n: Vector, v: Vector): Vector {
  const along = dot(n, v);
  const turned = (i: number, j: number, k: number): number => along * n[i] - (n[j] * v[k] - n[k] * v[j]);
  return [turned(0, 1, 2), turned(1, 2, 0), turned(2, 0, 1)];
}
