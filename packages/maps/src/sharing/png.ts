/** A picture as a PNG data address (ISO 15948): for matrices too large to be drawn cell by cell. */

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c >>> 0;
});

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const b of bytes) c = CRC_TABLE[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function adler(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const x of bytes) {
    a = (a + x) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function bytes32(x: number): number[] {
  return [x >>> 24, (x >>> 16) & 255, (x >>> 8) & 255, x & 255];
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Uint8Array.from([...Array.from(type, (c) => c.charCodeAt(0)), ...data]);
  return Uint8Array.from([...bytes32(data.length), ...body, ...bytes32(crc(body))]);
}

/** Stored blocks of at most 65535 bytes: no compression, so no library. */
function deflateStored(data: Uint8Array): Uint8Array {
  const parts: number[] = [0x78, 0x01];
  for (let at = 0; at < data.length || at === 0; at += 65535) {
    const block = data.subarray(at, at + 65535);
    const size = block.length;
    parts.push(at + size >= data.length ? 1 : 0, size & 255, size >>> 8, ~size & 255, (~size >>> 8) & 255);
    for (const b of block) parts.push(b);
  }
  parts.push(...bytes32(adler(data)));
  return Uint8Array.from(parts);
}

/**
 * A width × height picture as `data:image/png;base64,…`.
 * @param pixel an index into `colors`, at most 256 of them
 */
export function pngAddress(
  width: number,
  height: number,
  colors: readonly (readonly [number, number, number])[],
  pixel: (row: number, col: number) => number,
): string {
  const raw = new Uint8Array(height * (width + 1)); // every row begins with its filter, 0
  for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) raw[i * (width + 1) + 1 + j] = pixel(i, j);
  const header = Uint8Array.from([...bytes32(width), ...bytes32(height), 8, 3, 0, 0, 0]);
  const file = [
    Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(colors.flat())),
    chunk('IDAT', deflateStored(raw)),
    chunk('IEND', new Uint8Array()),
  ];
  let text = '';
  for (const part of file) for (const b of part) text += String.fromCharCode(b);
  return `data:image/png;base64,${btoa(text)}`;
}
