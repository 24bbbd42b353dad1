/**
 * Names of finite simple groups by their orders. An order belongs to one simple group, but for 20160 (A₈ and PSL(3,4),
 * told apart by elements of order 15) and those of PSp(2n, q) and Ω(2n + 1, q), n ≥ 3 and q odd (Artin 1955; Kimmerle,
 * Lyons, Sandling & Teague 1990, who show the same of powers of them).
 */
import { factor, gcd, isPrime } from '../../scalars/integers.js';

/** Orders are looked up to this one. */
const MOST = 10n ** 20n;

/** Simple groups of order up to 10²⁰ that are alternating, sporadic, or of Lie type of small rank, by order. */
let table: Map<bigint, string> | undefined;

/** The name of a simple group of this order; undefined where the table has none. */
export function simpleGroupOfOrder(order: bigint): string | undefined {
  if (order <= BigInt(Number.MAX_SAFE_INTEGER) && isPrime(Number(order))) return `C${order}`;
  table ??= namesByOrder();
  return table.get(order);
}

/** The simple group T and the number k with |T|ᵏ the given order of a direct power. */
export function powerOfSimple(
  order: bigint,
): { readonly name: string; readonly order: bigint; readonly power: number } | undefined {
  for (let power = 64; power > 0; power--) {
    const root = exactRoot(order, power);
    const name = root === undefined ? undefined : simpleGroupOfOrder(root);
    if (root !== undefined && name !== undefined) return { name, order: root, power };
  }
  return undefined;
}

function exactRoot(n: bigint, k: number): bigint | undefined {
  let low = 1n;
  let high = 1n;
  while (high ** BigInt(k) < n) high *= 2n;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** BigInt(k) < n) low = middle + 1n;
    else high = middle;
  }
  return low ** BigInt(k) === n ? low : undefined;
}

const SPORADIC: readonly (readonly [string, bigint])[] = [
  ['M11', 7920n],
  ['M12', 95040n],
  ['M22', 443520n],
  ['M23', 10200960n],
  ['M24', 244823040n],
  ['J1', 175560n],
  ['J2', 604800n],
  ['J3', 50232960n],
  ['HS', 44352000n],
  ['McL', 898128000n],
  ['He', 4030387200n],
  ['Ru', 145926144000n],
  ['Suz', 448345497600n],
  ["O'N", 460815505920n],
  ['Co3', 495766656000n],
  ['Co2', 42305421312000n],
  ['Fi22', 64561751654400n],
  ['HN', 273030912000000n],
  ['Tits', 17971200n],
];

function namesByOrder(): Map<bigint, string> {
  const names = new Map<bigint, string>();
  const add = (name: string, order: bigint): void => {
    if (order <= MOST && !names.has(order)) names.set(order, name);
  };
  let half = 12n;
  for (let n = 5; half <= MOST; n++) {
    half *= BigInt(n);
    add(`A${n}`, half);
  }
  for (const [name, order] of SPORADIC) add(name, order);
  for (let q = 4; q < 4_000; q++) if (isPrimePower(q)) for (const [name, order] of ofLieType(q)) add(name, order);
  for (const q of [2, 3]) for (const [name, order] of ofLieType(q)) if (order > 60n) add(name, order);
  return names;
}

const isPrimePower = (q: number): boolean => factor(q).length === 1;

/** The groups of Lie type over the field of q elements that are looked up, smallest rank first. */
function* ofLieType(q: number): IterableIterator<[string, bigint]> {
  const Q = BigInt(q);
  if (q > 3) yield [`PSL(2,${q})`, (Q * (Q * Q - 1n)) / BigInt(gcd(2, q - 1))];
  if (q > 1000) return;
  for (let n = 3; n <= 8; n++) yield [`PSL(${n},${q})`, linear(n, Q) / BigInt(gcd(n, q - 1))];
  for (let n = 3; n <= 8; n++) if (n > 3 || q > 2) yield [`PSU(${n},${q})`, unitary(n, Q) / BigInt(gcd(n, q + 1))];
  for (let n = 2; n <= 5; n++) {
    if (n > 2 || q > 2) yield [`PSp(${2 * n},${q})`, symplectic(n, Q) / BigInt(gcd(2, q - 1))];
  }
  for (let n = 4; n <= 5; n++) {
    yield [`PΩ+(${2 * n},${q})`, orthogonal(n, Q, 1n) / BigInt(gcd(4, Number((Q ** BigInt(n) - 1n) % 4n)))];
    yield [`PΩ-(${2 * n},${q})`, orthogonal(n, Q, -1n) / BigInt(gcd(4, Number((Q ** BigInt(n) + 1n) % 4n)))];
  }
  if (q > 2) yield [`G2(${q})`, Q ** 6n * (Q ** 6n - 1n) * (Q ** 2n - 1n)];
  const isOddPower = (p: number): boolean => factor(q)[0][0] === p && factor(q)[0][1] % 2 === 1 && q > p;
  if (isOddPower(2)) yield [`Sz(${q})`, Q ** 2n * (Q ** 2n + 1n) * (Q - 1n)];
  if (isOddPower(3)) yield [`R(${q})`, Q ** 3n * (Q ** 3n + 1n) * (Q - 1n)];
}

function linear(n: number, q: bigint): bigint {
  let order = q ** BigInt((n * (n - 1)) / 2);
  for (let i = 2; i <= n; i++) order *= q ** BigInt(i) - 1n;
  return order;
}

function unitary(n: number, q: bigint): bigint {
  let order = q ** BigInt((n * (n - 1)) / 2);
  for (let i = 2; i <= n; i++) order *= q ** BigInt(i) - (i % 2 === 0 ? 1n : -1n);
  return order;
}

function symplectic(n: number, q: bigint): bigint {
  let order = q ** BigInt(n * n);
  for (let i = 1; i <= n; i++) order *= q ** BigInt(2 * i) - 1n;
  return order;
}

/** Of plus or minus type in dimension 2n. */
function orthogonal(n: number, q: bigint, sign: bigint): bigint {
  let order = q ** BigInt(n * (n - 1)) * (q ** BigInt(n) - sign);
  for (let i = 1; i < n; i++) order *= q ** BigInt(2 * i) - 1n;
  return order;
}
