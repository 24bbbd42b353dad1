/** Subfields of cyclotomic fields as vector spaces over ℚ, to turn a matrix over one into a larger matrix over ℚ. */
import { Cyclotomic, eulerPhi, gcd, inverse, Matrix, rank, rationals } from '@isotypic/algebra';
import type Fraction from 'fraction.js';

/** A subfield K of ℚ(ζ_n), given by the units modulo n whose automorphisms fix it. */
export interface NumberField {
  readonly degree: number;
  /** The matrix over ℚ of multiplication by an element of K, on a fixed ℚ-basis of K. */
  multiplication(x: Cyclotomic): Matrix<Fraction>;
  /** The coordinates of an element of K on that basis. */
  coordinates(x: Cyclotomic): Fraction[];
  /** The element with given coordinates. */
  element(coordinates: readonly Fraction[]): Cyclotomic;
}

/** The units modulo n. */
export function units(n: number): number[] {
  return n === 1 ? [1] : Array.from({ length: n }, (_, k) => k).filter((k) => gcd(k, n) === 1);
}

/** The units modulo n whose automorphism fixes every one of the numbers, which must lie in ℚ(ζ_n). */
export function fixingUnits(n: number, numbers: readonly Cyclotomic[]): number[] {
  const distinct = new Map<string, Cyclotomic>();
  for (const x of numbers) if (!x.isRational()) distinct.set(x.toString(), x);
  return units(n).filter((k) => [...distinct.values()].every((x) => x.galois(k).equals(x)));
}

/** The fixed field of a group of units; its basis is chosen among the traces Σ ζ^(ku) over the group. */
export function fixedField(n: number, fixing: readonly number[]): NumberField {
  const degree = eulerPhi(n) / fixing.length;
  const basis: Cyclotomic[] = [];
  let coordinates: Fraction[][] = [];
  for (let j = 0; basis.length < degree; j = j === 0 ? n - 1 : j - 1) {
    const trace = Cyclotomic.fromExponents(
      n,
      fixing.map((u) => [(u * j) % n, 1] as const),
    );
    const extended = [...coordinates, vectorOf(trace, n)];
    if (rank(Matrix.fromRows(rationals, extended)) < extended.length) continue;
    basis.push(trace);
    coordinates = extended;
  }
  // A coordinate of ℚ(ζ_n) for each basis element, on which the basis is independent.
  const rows: number[] = [];
  for (let i = 0; rows.length < degree; i++) {
    const chosen = [...rows, i].map((r) => coordinates.map((v) => v[r]));
    if (rank(Matrix.fromRows(rationals, chosen)) === chosen.length) rows.push(i);
  }
  const solve = inverse(
    Matrix.fromRows(
      rationals,
      rows.map((r) => coordinates.map((v) => v[r])),
    ),
  );
  const onRows = (x: Cyclotomic): Fraction[] => {
    const v = vectorOf(x, n);
    return rows.map((r) => v[r]);
  };
  return {
    degree,
    multiplication: (x) => {
      const columns = basis.map((b) => onRows(x.times(b)));
      return solve.times(Matrix.fromRows(rationals, columns).transpose());
    },
    coordinates: (x) => [...solve.times(Matrix.fromRows(rationals, [onRows(x)]).transpose()).entries],
    element: (coordinates) =>
      coordinates.reduce(
        (sum, c, k) => (c.n === 0n ? sum : sum.plus(basis[k].times(Cyclotomic.fromRational(c)))),
        Cyclotomic.zero,
      ),
  };
}

/** Coordinates on the basis of ℚ(ζ_n). */
function vectorOf(x: Cyclotomic, n: number): Fraction[] {
  const { num, den } = x.vectorIn(n % 4 === 2 ? n / 2 : n);
  const over = rationals.inv(rationals.fromInteger(den));
  return Array.from(num as readonly (number | bigint)[], (c) => rationals.mul(rationals.fromInteger(c), over));
}
