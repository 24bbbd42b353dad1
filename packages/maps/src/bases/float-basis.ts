/** Orthonormal bases in doubles, of the spans of exact sparse maps. */
import { Fraction, IsotypicError } from '@isotypic/algebra';
import { roundRatio } from '@isotypic/algebra/internal';
import type { ExactNumber } from '../linear/invariant-basis.js';
import type { HomBlock } from './hom-block.js';

/** Doubles that are held at once: 2²⁸ are 2 GiB. */
const MOST_DOUBLES = 2 ** 28;

/** Real and imaginary part; `im` is null for real numbers. */
export interface ComplexVector {
  readonly re: Float64Array;
  readonly im: Float64Array | null;
}

/** @throws {IsotypicError} `OUT_OF_MEMORY`, with the estimate */
export function requireDoubles(where: string, rows: number, cols: number, remedy: string): void {
  if (rows * cols <= MOST_DOUBLES) return;
  throw new IsotypicError('OUT_OF_MEMORY', {
    where,
    expected: `at most ${MOST_DOUBLES} doubles`,
    received: `${rows}·${cols}, ${((rows * cols * 8) / 2 ** 30).toFixed(1)} GiB`,
    remedy,
    details: { bytes: rows * cols * 8 },
  });
}

/** An exact number as doubles, each part rounded correctly. */
export function toDoubles(x: ExactNumber): { readonly re: number; readonly im: number } {
  return x instanceof Fraction ? { re: roundRatio(x.s * x.n, x.d), im: 0 } : x.toComplex();
}

/**
 * An orthonormal basis of the block's maps, each flattened row-major. Gram–Schmidt, each vector orthogonalized twice:
 * after that it is orthogonal to working precision whatever the condition (Giraud, Langou, Rozložník & van den Eshof
 * 2005).
 */
export function orthonormalVectors(block: HomBlock): ComplexVector[] {
  const size = block.rows * block.cols;
  requireDoubles(
    'EquivariantMaps',
    size,
    block.dimension,
    'basis() is sparse and exact; project() takes one block at a time.',
  );
  const given = Array.from({ length: block.dimension }, (_, k) => dense(block, k, size));
  const isComplex = given.some((v) => v.im !== null);
  const done: ComplexVector[] = [];
  for (const { re, im } of given) {
    const v = { re, im: im ?? (isComplex ? new Float64Array(size) : null) };
    if (!block.orthogonal) for (let pass = 0; pass < 2; pass++) for (const q of done) subtractProjection(v, q);
    normalize(v);
    done.push(v);
  }
  return done;
}

function dense(block: HomBlock, k: number, size: number): ComplexVector {
  const re = new Float64Array(size);
  let im: Float64Array | null = null;
  block.forEachEntry(k, (row, col, value) => {
    const x = toDoubles(value);
    re[row * block.cols + col] = x.re;
    if (x.im === 0) return;
    im ??= new Float64Array(size);
    im[row * block.cols + col] = x.im;
  });
  return { re, im };
}

/** ⟨q, v⟩ = Σ conj(q_i) v_i. */
export function innerProduct(q: ComplexVector, v: ComplexVector): { re: number; im: number } {
  let [re, im] = [dot(q.re, v.re), 0];
  if (q.im && v.im) re += dot(q.im, v.im);
  if (v.im) im += dot(q.re, v.im);
  if (q.im) im -= dot(q.im, v.re);
  return { re, im };
}

function subtractProjection(v: ComplexVector, q: ComplexVector): void {
  const c = innerProduct(q, v);
  addMultiple(v, { re: -c.re, im: -c.im }, q);
}

/** v += c·q, where v has an imaginary part if q or c have one. */
export function addMultiple(v: ComplexVector, c: { readonly re: number; readonly im: number }, q: ComplexVector): void {
  const { re, im } = v;
  for (let i = 0; i < re.length; i++) re[i] += c.re * q.re[i] - (q.im ? c.im * q.im[i] : 0);
  if (im === null) return;
  for (let i = 0; i < im.length; i++) im[i] += c.im * q.re[i] + (q.im ? c.re * q.im[i] : 0);
}

function normalize({ re, im }: ComplexVector): void {
  const norm = Math.sqrt(dot(re, re) + (im ? dot(im, im) : 0));
  for (let i = 0; i < re.length; i++) re[i] /= norm;
  if (im) for (let i = 0; i < im.length; i++) im[i] /= norm;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
