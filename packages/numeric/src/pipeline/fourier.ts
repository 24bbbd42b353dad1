/** Changes of basis on abelian groups as fast Fourier transforms. */
import type { Summand } from './change-of-basis.js';

/** One pass over blocks of `length` lines that lie `step` lines apart, beginning at line `start`. */
export interface FourierStage {
  readonly start: number;
  readonly step: number;
  readonly blocks: number;
  readonly length: number;
  readonly radix: number;
  /** (cos, sin) of −2πj/radix, then of −2πjk/length for each j < length/radix and k < radix. */
  readonly table: Float64Array;
}

/** A pair of frequencies ±k, by the lines that they end up in, and up to two coordinates that are made of them. */
export interface FrequencyPair {
  readonly lines: readonly [number, number];
  /** Positions in the summand's list of coordinates; −1 where there is none. */
  readonly outputs: readonly [number, number];
  /** Of 2·Re and 2·Im, for each output. */
  readonly coefficients: readonly [number, number, number, number];
}

export interface FourierPlan {
  readonly stages: readonly FourierStage[];
  readonly pairs: readonly FrequencyPair[];
}

/** Below this many points a product by the matrix is sooner done (measured: 16 about as soon). */
const FEWEST_POINTS = 16;
/** Radices without a butterfly of their own cost their square. */
export const LARGEST_RADIX = 13;

const plans = new WeakMap<object, FourierPlan | null>();

/** The transform of a summand, or null where it has none that is worth it. Remembered with its matrix. */
export function fourierPlan(summand: Summand): FourierPlan | null {
  const known = plans.get(summand.matrix);
  if (known !== undefined) return known;
  const made = makePlan(summand);
  plans.set(summand.matrix, made);
  return made;
}

/** The coordinates of one vector: the stages on it as the real part of a complex one, then the pairs. */
export function throughFourier(x: ArrayLike<number>, { stages, pairs }: FourierPlan): Float64Array {
  const n = x.length;
  const re = Float64Array.from(x);
  const im = new Float64Array(n);
  for (const stage of stages) {
    const { start, step, blocks, length, radix } = stage;
    const part = length / radix;
    for (let g = 0; g < blocks; g++) {
      for (let j = 0; j < part; j++) butterfly(re, im, start + step * (g * length + j), step * part, stage, j);
    }
  }
  const out = new Float64Array(n);
  for (const { lines, outputs, coefficients } of pairs) {
    const [k, l] = lines;
    const [sum, difference] = [re[k] + re[l], im[k] - im[l]];
    out[outputs[0]] = coefficients[0] * sum + coefficients[1] * difference;
    if (outputs[1] >= 0) out[outputs[1]] = coefficients[2] * sum + coefficients[3] * difference;
  }
  return out;
}

/**
 * x of the coordinates of one vector: the transpose of {@link throughFourier}, whose matrix is orthogonal, so the
 * steps' transposes the other way round.
 */
export function backThroughFourier(x: ArrayLike<number>, { stages, pairs }: FourierPlan): Float64Array {
  const re = new Float64Array(x.length);
  const im = new Float64Array(x.length);
  for (const { lines, outputs, coefficients } of pairs) {
    const [k, l] = lines;
    const [a, b] = [x[outputs[0]], outputs[1] < 0 ? 0 : x[outputs[1]]];
    const [real, imaginary] = [coefficients[0] * a + coefficients[2] * b, coefficients[1] * a + coefficients[3] * b];
    re[k] += real;
    re[l] += real;
    im[k] += imaginary;
    im[l] -= imaginary;
  }
  for (let t = stages.length - 1; t >= 0; t--) {
    const stage = stages[t];
    const { start, step, blocks, length, radix } = stage;
    const part = length / radix;
    for (let g = 0; g < blocks; g++) {
      for (let j = 0; j < part; j++) butterflyBack(re, im, start + step * (g * length + j), step * part, stage, j);
    }
  }
  return re;
}

const parts = { re: new Float64Array(LARGEST_RADIX), im: new Float64Array(LARGEST_RADIX) };

/** Entries at, at + gap, … as the sums over them, each times its twiddle. */
function butterfly(
  re: Float64Array,
  im: Float64Array,
  at: number,
  gap: number,
  { radix, table }: FourierStage,
  j: number,
): void {
  for (let i = 0; i < radix; i++) {
    parts.re[i] = re[at + i * gap];
    parts.im[i] = im[at + i * gap];
  }
  for (let k = 0; k < radix; k++) {
    let [a, b] = [0, 0];
    for (let i = 0; i < radix; i++) {
      const e = 2 * ((i * k) % radix);
      a += table[e] * parts.re[i] - table[e + 1] * parts.im[i];
      b += table[e] * parts.im[i] + table[e + 1] * parts.re[i];
    }
    const twiddle = 2 * (radix + j * radix + k);
    const [c, s] = [table[twiddle], table[twiddle + 1]];
    re[at + k * gap] = c * a - s * b;
    im[at + k * gap] = c * b + s * a;
  }
}

/** Its transpose: entries times the conjugate of their twiddle, then sums by conjugates. */
function butterflyBack(
  re: Float64Array,
  im: Float64Array,
  at: number,
  gap: number,
  { radix, table }: FourierStage,
  j: number,
): void {
  for (let k = 0; k < radix; k++) {
    const twiddle = 2 * (radix + j * radix + k);
    const [c, s] = [table[twiddle], table[twiddle + 1]];
    const [a, b] = [re[at + k * gap], im[at + k * gap]];
    parts.re[k] = c * a + s * b;
    parts.im[k] = c * b - s * a;
  }
  for (let i = 0; i < radix; i++) {
    let [a, b] = [0, 0];
    for (let k = 0; k < radix; k++) {
      const e = 2 * ((i * k) % radix);
      a += table[e] * parts.re[k] + table[e + 1] * parts.im[k];
      b += table[e] * parts.im[k] - table[e + 1] * parts.re[k];
    }
    re[at + i * gap] = a;
    im[at + i * gap] = b;
  }
}

function makePlan({ cycles, points, matrix }: Summand): FourierPlan | null {
  const n = points.length;
  if (cycles === undefined || n < FEWEST_POINTS || cycles.reduce((a, b) => a * b, 1) !== n) return null;
  const radices = cycles.map(radicesOf);
  if (radices.some((list) => list.some((r) => r > LARGEST_RADIX))) return null;
  const pairs = frequencyPairs(matrix.data, cycles, positionsOf(cycles, radices));
  return pairs && { stages: stagesOf(cycles, radices), pairs };
}

function radicesOf(n: number): number[] {
  const list: number[] = [];
  let left = n;
  while (left % 4 === 0) {
    list.push(4);
    left /= 4;
  }
  for (let p = 2; left > 1; p++) {
    while (left % p === 0) {
      list.push(p);
      left /= p;
    }
  }
  return list;
}

function stagesOf(cycles: readonly number[], radices: readonly (readonly number[])[]): FourierStage[] {
  const stages: FourierStage[] = [];
  let inner = cycles.reduce((a, b) => a * b, 1);
  let outer = 1;
  cycles.forEach((n, axis) => {
    inner /= n;
    let length = n;
    for (const radix of radices[axis]) {
      const table = twiddles(length, radix);
      for (let start = 0; start < inner; start++) {
        stages.push({ start, step: inner, blocks: outer * (n / length), length, radix, table });
      }
      length /= radix;
    }
    outer *= n;
  });
  return stages;
}

function twiddles(length: number, radix: number): Float64Array {
  const part = length / radix;
  const table = new Float64Array(2 * (radix + part * radix));
  const put = (at: number, k: number, n: number) => {
    // the angle reduced before it is rounded
    table[2 * at] = Math.cos((2 * Math.PI * (k % n)) / n);
    table[2 * at + 1] = -Math.sin((2 * Math.PI * (k % n)) / n);
  };
  for (let j = 0; j < radix; j++) put(j, j, radix);
  for (let j = 0; j < part; j++) for (let k = 0; k < radix; k++) put(radix + j * radix + k, j * k, length);
  return table;
}

/** Where frequency k of one cycle ends up: digits in reverse. */
function positionsOf(cycles: readonly number[], radices: readonly (readonly number[])[]): Int32Array[] {
  return cycles.map((n, axis) =>
    Int32Array.from({ length: n }, (_, frequency) => {
      let [left, size, at] = [frequency, n, 0];
      for (const r of radices[axis]) {
        size /= r;
        at += (left % r) * size;
        left = Math.floor(left / r);
      }
      return at;
    }),
  );
}

/**
 * The frequencies of every column, or null where one is no combination of a character and its conjugate to 1e-13: its
 * entries are cosines rounded from exact ones, at most 1 in size.
 */
function frequencyPairs(
  data: Float64Array,
  cycles: readonly number[],
  positions: readonly Int32Array[],
): FrequencyPair[] | null {
  const n = cycles.reduce((a, b) => a * b, 1);
  const strides = cycles.map((_, axis) => cycles.slice(axis + 1).reduce((a, b) => a * b, 1));
  const found = new Map<number, { lines: [number, number]; outputs: number[]; coefficients: number[] }>();
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) column[i] = data[i * n + j];
    const wave = waveOf(column, cycles, strides);
    if (wave === null) return null;
    const line = (sign: 1 | -1) =>
      wave.frequency.reduce((at, k, axis) => {
        const reduced = sign === 1 ? k : (cycles[axis] - k) % cycles[axis];
        return at + positions[axis][reduced] * strides[axis];
      }, 0);
    const [plus, minus] = [line(1), line(-1)];
    const key = Math.min(plus, minus);
    const pair = found.get(key) ?? { lines: [plus, minus] as [number, number], outputs: [], coefficients: [] };
    const sign = pair.lines[0] === plus ? 1 : -1;
    // Σ q x = A·Re X − B·Im X; X of −k has the opposite imaginary part.
    pair.outputs.push(j);
    pair.coefficients.push(wave.cosine / 2, (-sign * wave.sine) / 2);
    found.set(key, pair);
  }
  const pairs: FrequencyPair[] = [];
  for (const { lines, outputs, coefficients } of found.values()) {
    if (outputs.length > 2) return null;
    const [a, b, c = 0, d = 0] = coefficients;
    pairs.push({ lines, outputs: [outputs[0], outputs[1] ?? -1], coefficients: [a, b, c, d] });
  }
  return pairs;
}

interface Wave {
  readonly frequency: readonly number[];
  readonly cosine: number;
  readonly sine: number;
}

/** The column as A cos(θt) + B sin(θt), θ = 2πk/n on each cycle; null where it is none. */
function waveOf(column: Float64Array, cycles: readonly number[], strides: readonly number[]): Wave | null {
  const n = column.length;
  let top = 0;
  for (let t = 1; t < n; t++) if (Math.abs(column[t]) > Math.abs(column[top])) top = t;
  const at = (t: number, axis: number, by: number) => {
    const digit = Math.floor(t / strides[axis]) % cycles[axis];
    return column[t + (((digit + by + cycles[axis]) % cycles[axis]) - digit) * strides[axis]];
  };
  // q(t + 1) + q(t − 1) = 2 cos θ q(t)
  const up = cycles.map((size, axis) => {
    const cosine = (at(top, axis, 1) + at(top, axis, -1)) / (2 * column[top]);
    return Math.round((Math.acos(Math.max(-1, Math.min(1, cosine))) * size) / (2 * Math.PI));
  });
  // Of each cycle the frequency is known up to its sign, of all together too.
  const choices = 2 ** (cycles.length - 1);
  for (let signs = 0; signs < choices; signs++) {
    const frequency = up.map((k, axis) =>
      axis > 0 && (signs >> (axis - 1)) & 1 ? (cycles[axis] - k) % cycles[axis] : k,
    );
    const wave = fitted(column, cycles, strides, frequency);
    if (wave !== null) return wave;
  }
  return null;
}

function fitted(
  column: Float64Array,
  cycles: readonly number[],
  strides: readonly number[],
  frequency: readonly number[],
): Wave | null {
  const n = column.length;
  const real = frequency.every((k, axis) => (2 * k) % cycles[axis] === 0);
  const angle = (t: number) => {
    let turns = 0;
    frequency.forEach((k, axis) => {
      turns += ((k * (Math.floor(t / strides[axis]) % cycles[axis])) % cycles[axis]) / cycles[axis];
    });
    return 2 * Math.PI * turns;
  };
  let [cosine, sine] = [0, 0];
  for (let t = 0; t < n; t++) {
    cosine += column[t] * Math.cos(angle(t));
    sine += column[t] * Math.sin(angle(t));
  }
  cosine *= (real ? 1 : 2) / n;
  sine = real ? 0 : (sine * 2) / n;
  for (let t = 0; t < n; t++) {
    if (!(Math.abs(column[t] - cosine * Math.cos(angle(t)) - sine * Math.sin(angle(t))) < 1e-13)) return null;
  }
  return { frequency, cosine, sine };
}
