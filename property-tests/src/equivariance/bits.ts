/** Which bits of a double are there: what a number was rounded to before it came out. */

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
const [LOW, HIGH] = (() => {
  number[0] = 1; // 0x3ff00000 00000000
  return words[1] === 0x3ff00000 ? [0, 1] : [1, 0];
})();

const trailingZeros = (word: number): number => 31 - Math.clz32(word & -word);

/** e with 2ᵉ ≤ |v| < 2ᵉ⁺¹; −1074 for 0 and what is below normal numbers. */
export function exponentOf(v: number): number {
  number[0] = v;
  const biased = (words[HIGH] >>> 20) & 0x7ff;
  return biased === 0 ? -1074 : biased - 1023;
}

/** e with 2ᵉ the lowest bit of v: v is an odd multiple of it; ∞ for 0, a multiple of all. */
export function lowestBitOf(v: number): number {
  if (v === 0) return Number.POSITIVE_INFINITY;
  const top = exponentOf(v); // leaves v in the words
  if (top === -1074) return top;
  if (words[LOW] !== 0) return top - 52 + trailingZeros(words[LOW]);
  const high = words[HIGH] & 0xfffff;
  return high === 0 ? top : top - 20 + trailingZeros(high);
}
