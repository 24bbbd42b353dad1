/**
 * Signed permutations in text: `signed <-(0 1), (0 1)>`.
 *
 *     signed    = "signed" "<" generator { "," generator } [ "," "degree" number ] ">"
 *     generator = cycle { cycle }
 *     cycle     = [ "-" ] "(" point { point } ")"        point = [ "-" ] coordinate, from 0
 *
 * `(0 1 2)` carries e₀ to e₁ to e₂ to e₀, `(0 -1)` carries e₀ to −e₁ and e₁ to −e₀. A cycle after a minus ends at −1
 * times its beginning: `-(2)` changes the sign of e₂, `-(0 1)` is a quarter turn (Carter's negative cycles, 1972).
 */
import { Permutation, PermutationGroup } from '@isotypic/algebra';
import { TextScanner } from '@isotypic/algebra/internal';
import { type MatrixRepresentation, monomialRepresentation } from './matrix-representation.js';

const REMEDY =
  "Write it as in 'signed <-(0 1), (0 1)>': cycles of coordinates from 0, a minus before what changes sign.";

/** D exact rational D×D matrices a generator: 2²⁰ entries. */
const LARGEST_COORDINATE = 1023;

export const isSigned = (text: string): boolean => /^\s*signed\b/i.test(text);

/** Where e_i goes: to signs[i]·e_{images[i]}; coordinates that are not named stay. */
interface SignedPermutation {
  readonly images: Map<number, number>;
  readonly signs: Map<number, 1 | -1>;
}

/** The representation on ℝⁿ; its group permutes the 2n points ±e_i, 2i for e_i and 2i + 1 for −e_i. */
export function parseSigned(text: string): MatrixRepresentation {
  const scanner = new TextScanner('parseRepresentation', text, REMEDY);
  scanner.match(/signed/iy);
  scanner.expect('<');
  const generators: SignedPermutation[] = [];
  let degree = 0;
  let given: number | undefined;
  do {
    if (scanner.match(/degree/y) !== undefined) {
      given = scanner.integer('the degree');
      if (given < degree) scanner.fail(`a degree of at least ${degree}`);
      if (given > LARGEST_COORDINATE + 1) scanner.fail(`a degree of at most ${LARGEST_COORDINATE + 1}`);
      break;
    }
    const generator = signedPermutation(scanner);
    for (const i of generator.images.keys()) degree = Math.max(degree, i + 1);
    generators.push(generator);
  } while (scanner.accept(','));
  if (!scanner.accept('>')) scanner.fail("',' or '>'");
  scanner.expectEnd('the end');
  return representationOf(generators, given ?? degree);
}

function signedPermutation(scanner: TextScanner): SignedPermutation {
  const images = new Map<number, number>();
  const signs = new Map<number, 1 | -1>();
  if (scanner.peek() !== '(' && scanner.peek() !== '-') scanner.fail('a signed cycle such as (0 1) or -(2)');
  while (scanner.peek() === '(' || scanner.peek() === '-') {
    const isNegative = scanner.accept('-');
    scanner.expect('(');
    const points: { readonly at: number; readonly sign: 1 | -1 }[] = [];
    do {
      const sign = scanner.accept('-') ? -1 : 1;
      scanner.peek();
      const start = scanner.at;
      const at = scanner.integer('a coordinate');
      if (at > LARGEST_COORDINATE) scanner.fail(`a coordinate from 0 to ${LARGEST_COORDINATE}`, start);
      if (images.has(at) || points.some((p) => p.at === at)) scanner.fail('each coordinate once in a generator', start);
      points.push({ at, sign });
    } while (!scanner.accept(')'));
    points.forEach(({ at, sign }, k) => {
      const next = points[(k + 1) % points.length];
      const wraps = isNegative && k === points.length - 1;
      images.set(at, next.at);
      signs.set(at, sign * next.sign * (wraps ? -1 : 1) === 1 ? 1 : -1);
    });
  }
  return { images, signs };
}

function representationOf(generators: readonly SignedPermutation[], n: number): MatrixRepresentation {
  const coordinates = Array.from({ length: n }, (_, i) => i);
  const images = generators.map((g) => coordinates.map((i) => g.images.get(i) ?? i));
  const signs = generators.map((g) => coordinates.map((i) => g.signs.get(i) ?? 1));
  const moved = generators.map((_, k) =>
    Permutation.fromImages(
      coordinates.flatMap((i) => {
        const to = 2 * images[k][i];
        return signs[k][i] === 1 ? [to, to + 1] : [to + 1, to];
      }),
    ),
  );
  return monomialRepresentation(new PermutationGroup(moved, { degree: 2 * n }), images, signs);
}
