/** Exact scaling by powers of two, so that no intermediate square overflows or underflows. */

/**
 * A power of two s such that the largest |s·x| lies in [1, 2), or 1 when all entries are zero or their size already
 * lies in the safe range 2±400 (scaling by a power of two is exact, up to underflow of entries 2⁻¹⁰²² times the
 * largest).
 */
export function powerOfTwoScale(data: ArrayLike<number>): number {
  let largest = 0;
  for (let k = 0; k < data.length; k++) {
    const size = Math.abs(data[k]);
    if (size > largest) largest = size;
  }
  // squares below 2⁸⁰⁰, of which 2²²³ can be added; and at 2⁻⁸⁰⁰ they keep 222 bits above the least normal number
  if (largest === 0 || (largest > 2 ** -400 && largest < 2 ** 400)) return 1;
  // 2^-exponent overflows for subnormal data; 2¹⁰⁰⁰ then brings it near enough to 1.
  return 2 ** Math.min(1000, -Math.floor(Math.log2(largest)));
}
