/**
 * Complex harmonics, with the Condon–Shortley sign, in real ones of the same degree, without it:
 * Y_m = (−1)ᵐ(C_m + iS_m)/√2 and Y_{−m} = (C_m − iS_m)/√2 for m > 0, where C_m has order m and S_m order −m. The only
 * place where that is stated.
 */

/** A harmonic of a combination: its order, and the coefficient by parts. */
export type OrderTerm = readonly [order: number, re: number, im: number];

/** The complex harmonic of order m as a combination of real ones. */
export function complexInReal(m: number): readonly OrderTerm[] {
  if (m === 0) return [[0, 1, 0]];
  const factor = m > 0 && m % 2 === 1 ? -Math.SQRT1_2 : Math.SQRT1_2;
  const order = Math.abs(m);
  return [
    [order, factor, 0],
    [-order, 0, m > 0 ? factor : -factor],
  ];
}

/** The real harmonic of order a as a combination of complex ones: the change is unitary, its inverse the adjoint. */
export function realInComplex(a: number): readonly OrderTerm[] {
  const orders = a === 0 ? [0] : [Math.abs(a), -Math.abs(a)];
  return orders.flatMap((m) =>
    complexInReal(m).flatMap(([order, re, im]): OrderTerm[] => (order === a ? [[m, re, -im]] : [])),
  );
}
