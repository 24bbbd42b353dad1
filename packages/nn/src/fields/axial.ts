/**
 * The finite groups about one axis: rotations by 2π/n, with a reflection or a half turn, and with the inversion. Exact
 * matrices, in the order of elements of escnn: inversion, then reflection, then rotation, g = (−1)ⁱ rᵏ sʲ.
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  Fraction,
  Matrix,
  Permutation,
  PermutationGroup,
} from '@isotypic/algebra';

/** How s acts beside the axis x, which it turns round: on the plane and as a mirror z stays, as a half turn not. */
export type Flip = 'none' | 'mirror' | 'turn';

export interface AxialShape {
  readonly dimension: 2 | 3;
  /** Order of the rotation. */
  readonly n: number;
  readonly flip: Flip;
  /** Whether −1 is added; only in space. */
  readonly inversion: boolean;
}

/** cos and sin of 2πk/n, exactly. */
function turn(n: number, k: number): readonly [Cyclotomic, Cyclotomic] {
  const ζ = Cyclotomic.rootOfUnity(n, ((k % n) + n) % n);
  const half = Cyclotomic.fromRational(new Fraction(1, 2));
  const sine = ζ.minus(ζ.conjugate()).times(Cyclotomic.rootOfUnity(4, 3)).times(half);
  return [ζ.plus(ζ.conjugate()).times(half), sine];
}

/** The rotation of the plane by 2πk/n. */
export function planarRotation(n: number, k: number): Matrix<Cyclotomic> {
  const [cosine, sine] = turn(n, k);
  return Matrix.fromRows(cyclotomics, [
    [cosine, sine.negate()],
    [sine, cosine],
  ]);
}

/** The group on itself; its generators are r if n > 1, s where there is one, −1 where there is one. */
export function axialGroup({ n, flip, inversion }: AxialShape): PermutationGroup {
  const flips = flip === 'none' ? 1 : 2;
  const order = n * flips * (inversion ? 2 : 1);
  const mapped = (image: (i: number, j: number, k: number) => [number, number, number]): Permutation =>
    Permutation.fromImages(
      Array.from({ length: order }, (_, index) => {
        const [i, j, k] = image(Math.floor(index / (n * flips)), Math.floor(index / n) % flips, index % n);
        return (i * flips + j) * n + (((k % n) + n) % n);
      }),
    );
  const generators: Permutation[] = [];
  if (n > 1) generators.push(mapped((i, j, k) => [i, j, k + 1]));
  if (flips === 2) generators.push(mapped((i, j, k) => [i, 1 - j, -k])); // s rᵏ = r⁻ᵏ s
  if (inversion) generators.push(mapped((i, j, k) => [1 - i, j, k]));
  return new PermutationGroup(generators, { degree: order });
}

/** How the element of each index moves points. */
export function axialPoints({ dimension, n, flip, inversion }: AxialShape): Matrix<Cyclotomic>[] {
  const flips = flip === 'none' ? 1 : 2;
  return Array.from({ length: n * flips * (inversion ? 2 : 1) }, (_, index) => {
    const [i, j, k] = [Math.floor(index / (n * flips)), Math.floor(index / n) % flips, index % n];
    const rotation = planarRotation(n, k);
    const height = flip === 'turn' && j === 1 ? Cyclotomic.fromRational(-1) : Cyclotomic.one;
    return Matrix.build(cyclotomics, dimension, dimension, (row, col) => {
      let entry = row < 2 && col < 2 ? rotation.at(row, col) : row === col ? height : Cyclotomic.zero;
      if (j === 1 && col === 0) entry = entry.negate(); // s turns the axis x round
      return i === 1 ? entry.negate() : entry;
    });
  });
}

/** Real irreducibles by escnn's numbers: matrices on the generators, or undefined where the numbers name none. */
export function axialIrrep(shape: AxialShape, id: readonly number[]): ExactMatrix[] | undefined {
  const { n, flip, inversion } = shape;
  const rest = [...id];
  const parity = inversion ? rest.shift() : 0;
  const j = flip === 'none' ? 0 : rest.shift();
  const k = n > 1 ? rest.shift() : 0;
  if (rest.length > 0 || !isBit(parity) || !isBit(j) || k === undefined) return undefined;
  if (!Number.isInteger(k) || k < 0 || 2 * k > n) return undefined;
  const isPlane = k > 0 && 2 * k < n;
  if (isPlane && flip !== 'none' && j === 0) return undefined;
  const scalar = (x: number): Matrix<Cyclotomic> =>
    Matrix.build(cyclotomics, isPlane ? 2 : 1, isPlane ? 2 : 1, (a, b) => Cyclotomic.fromRational(a === b ? x : 0));
  const matrices: Matrix<Cyclotomic>[] = [];
  if (n > 1) matrices.push(isPlane ? planarRotation(n, k) : scalar(k === 0 ? 1 : -1));
  if (flip !== 'none') {
    const reflection = Matrix.build(cyclotomics, 2, 2, (a, b) => Cyclotomic.fromRational(a === b ? 1 - 2 * a : 0));
    matrices.push(isPlane ? reflection : scalar(j === 1 ? -1 : 1));
  }
  if (inversion) matrices.push(scalar(parity === 1 ? -1 : 1));
  return matrices;
}

function isBit(x: number | undefined): x is 0 | 1 {
  return x === 0 || x === 1;
}
