/** Exact generators of point groups, 3×3 over a cyclotomic field: principal axis z, a twofold axis or mirror on x. */
import { Cyclotomic, cyclotomics, Fraction, Matrix } from '@isotypic/algebra';
import type { PointGroupName } from './names.js';

export type Matrix3 = Matrix<Cyclotomic>;

const HALF = new Fraction(1, 2);

function fromTexts(rows: readonly (readonly string[])[]): Matrix3 {
  return Matrix.fromRows(
    cyclotomics,
    rows.map((row) => row.map(Cyclotomic.parse)),
  );
}

function diagonal(a: string, b: string, c: string): Matrix3 {
  return fromTexts([
    [a, '0', '0'],
    ['0', b, '0'],
    ['0', '0', c],
  ]);
}

/** The rotation by 2π/n about z: cos = (ζ + ζ̄)/2, sin = (ζ − ζ̄)/2i. */
export function axialRotation(n: number): Matrix3 {
  const ζ = Cyclotomic.rootOfUnity(n, 1);
  const cosine = ζ.plus(ζ.conjugate()).times(Cyclotomic.fromRational(HALF));
  const sine = ζ.minus(ζ.conjugate()).times(Cyclotomic.rootOfUnity(4, 3)).times(Cyclotomic.fromRational(HALF));
  const zero = Cyclotomic.zero;
  return Matrix.fromRows(cyclotomics, [
    [cosine, sine.negate(), zero],
    [sine, cosine, zero],
    [zero, zero, Cyclotomic.one],
  ]);
}

export const inversion = diagonal('-1', '-1', '-1');
export const horizontalMirror = diagonal('1', '1', '-1');
/** The mirror plane that holds the axes x and z. */
export const verticalMirror = diagonal('1', '-1', '1');
export const twofoldOnX = diagonal('1', '-1', '-1');
export const twofoldOnZ = diagonal('-1', '-1', '1');
const threefoldOnDiagonal = fromTexts([
  ['0', '0', '1'],
  ['1', '0', '0'],
  ['0', '1', '0'],
]);
export const quarterTurn = axialRotation(4);
/** (1/2)[[1, −φ, φ−1], [φ, φ−1, −1], [φ−1, 1, φ]], φ = −ζ₅² − ζ₅³: by 72°, about an axis through a vertex. */
export const fivefold = fromTexts([
  ['1/2', '1/2*E(5)^2+1/2*E(5)^3', '1/2*E(5)+1/2*E(5)^4'],
  ['-1/2*E(5)^2-1/2*E(5)^3', '1/2*E(5)+1/2*E(5)^4', '-1/2'],
  ['1/2*E(5)+1/2*E(5)^4', '1/2', '-1/2*E(5)^2-1/2*E(5)^3'],
]);

/** S_m: the rotation by 2π/m with the mirror on its plane. */
export function rotoreflection(m: number): Matrix3 {
  return axialRotation(m).times(horizontalMirror);
}

/** Generators of the group; the first of an axial group is its principal rotation or rotoreflection. */
export function pointGroupGenerators({ family, n }: PointGroupName): Matrix3[] {
  switch (family) {
    case 'C':
      return n === 1 ? [] : [axialRotation(n)];
    case 'Cv':
      return [axialRotation(n), verticalMirror];
    case 'Ch':
      return [axialRotation(n), horizontalMirror];
    case 'D':
      return [axialRotation(n), twofoldOnX];
    case 'Dh':
      return [axialRotation(n), twofoldOnX, horizontalMirror];
    case 'Dd':
      return [rotoreflection(2 * n), twofoldOnX];
    case 'S':
      return [rotoreflection(2 * n)];
    case 'T':
      return [threefoldOnDiagonal, twofoldOnZ];
    case 'Td':
      return [threefoldOnDiagonal, rotoreflection(4)];
    case 'Th':
      return [threefoldOnDiagonal, twofoldOnZ, inversion];
    case 'O':
      return [threefoldOnDiagonal, quarterTurn];
    case 'Oh':
      return [threefoldOnDiagonal, quarterTurn, inversion];
    case 'I':
      return [threefoldOnDiagonal, fivefold];
    case 'Ih':
      return [threefoldOnDiagonal, fivefold, inversion];
  }
}
