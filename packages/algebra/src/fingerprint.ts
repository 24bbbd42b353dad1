/**
 * Fingerprints: what another process may have written (moments, tables, certificates) carries one of what it belongs
 * to. SHA-256 (FIPS 180-4), synchronous and without a platform's library, so that it is the same in Node and in
 * browsers.
 */

/** A piece of what is fingerprinted: text, or numbers taken as doubles. */
export type FingerprintPart = string | ArrayLike<number>;

/**
 * The fingerprint of a sequence of parts, 64 hexadecimal digits: equal for equal sequences, on every platform, and for
 * others different but for a chance of 2⁻¹²⁸ (collisions of SHA-256). Each part is written with its kind and its length
 * before it, so that ['ab', 'c'] and ['a', 'bc'] differ. −0 counts as 0, and every NaN as the same.
 *
 * What it is taken of must be canonical: equal objects, equal parts. Give the kind of the object as the first part.
 * @example fingerprint(['permutations', [1, 2, 0]]) === fingerprint(['permutations', Uint32Array.of(1, 2, 0)]) // true
 */
export function fingerprint(parts: Iterable<FingerprintPart>): string {
  const hash = new Sha256();
  for (const part of parts) {
    if (typeof part === 'string') {
      const bytes = new TextEncoder().encode(part);
      hash.update(frame(TEXT, bytes.length));
      hash.update(bytes);
    } else {
      hash.update(frame(NUMBERS, part.length));
      for (let from = 0; from < part.length; from += CHUNK) hash.update(doubles(part, from));
    }
  }
  return hash.digest();
}

/** The SHA-256 digest of bytes, or of a text's UTF-8 bytes, as 64 hexadecimal digits. */
export function sha256(content: Uint8Array | string): string {
  const hash = new Sha256();
  hash.update(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return hash.digest();
}

const TEXT = 0;
const NUMBERS = 1;

/** Numbers written out at a time: 32 KB of bytes. */
const CHUNK = 4096;

function frame(kind: number, length: number): Uint8Array {
  const bytes = new Uint8Array(9);
  bytes[0] = kind;
  new DataView(bytes.buffer).setBigUint64(1, BigInt(length), true);
  return bytes;
}

/** The next `CHUNK` numbers as little-endian doubles. */
function doubles(values: ArrayLike<number>, from: number): Uint8Array {
  const count = Math.min(CHUNK, values.length - from);
  const bytes = new Uint8Array(8 * count);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) {
    const x = values[from + i];
    if (Number.isNaN(x)) view.setBigUint64(8 * i, 0x7ff8000000000000n, true);
    else view.setFloat64(8 * i, x + 0, true); // −0 + 0 = 0
  }
  return bytes;
}

/**
 * The first 32 bits of the fractional parts of the p-th roots of the first primes, by integer roots (FIPS 180-4
 * §4.2.2).
 */
function rootBits(count: number, degree: 2 | 3): Uint32Array {
  const words: number[] = [];
  for (let p = 2; words.length < count; p++) {
    if (isComposite(p)) continue;
    // ⌊p^(1/degree)·2³²⌋, found bit by bit; its low 32 bits are the fraction
    const target = BigInt(p) << BigInt(32 * degree);
    let root = 0n;
    for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) {
      if ((root + bit) ** BigInt(degree) <= target) root += bit;
    }
    words.push(Number(root & 0xffffffffn));
  }
  return Uint32Array.from(words);
}

function isComposite(p: number): boolean {
  for (let d = 2; d * d <= p; d++) if (p % d === 0) return true;
  return false;
}

const ROUND_CONSTANTS = /* @__PURE__ */ rootBits(64, 3);
const INITIAL = /* @__PURE__ */ rootBits(8, 2);

class Sha256 {
  private readonly state = INITIAL.slice();
  private readonly block = new Uint8Array(64);
  private readonly schedule = new Uint32Array(64);
  private filled = 0;
  private length = 0;

  update(bytes: Uint8Array): void {
    this.length += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const take = Math.min(64 - this.filled, bytes.length - at);
      this.block.set(bytes.subarray(at, at + take), this.filled);
      this.filled += take;
      at += take;
      if (this.filled === 64) this.compress();
    }
  }

  digest(): string {
    const bits = 8n * BigInt(this.length);
    const padding = new Uint8Array(((119 - (this.length % 64)) % 64) + 9);
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, bits);
    this.update(padding);
    return Array.from(this.state, (word) => word.toString(16).padStart(8, '0')).join('');
  }

  /** FIPS 180-4 §6.2.2. */
  private compress(): void {
    const { state, schedule: w } = this;
    const view = new DataView(this.block.buffer);
    for (let t = 0; t < 16; t++) w[t] = view.getUint32(4 * t);
    for (let t = 16; t < 64; t++) {
      const [x, y] = [w[t - 15], w[t - 2]];
      const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
      w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t++) {
      const S1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
      const first = (h + S1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[t] + w[t]) | 0;
      const S0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
      const second = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, k) => {
      state[k] += word; // a Uint32Array reduces modulo 2³²
    });
    this.filled = 0;
  }
}

function rotate(x: number, bits: number): number {
  return (x >>> bits) | (x << (32 - bits));
}
