/**
 * A transitive action of an abelian group: its points are the elements of a quotient A, and the characters of A are the
 * irreps that occur, each once over ℂ. Everything is read off the points, whatever the degree.
 */

import { fourierTransform, unit } from './discrete-fourier.js';
import type { OrbitEdges } from './orbit-edges.js';

/** One step of the polycyclic sequence g₁, …, g_t: g_k to the power m lies in B = ⟨g₁, …, g_{k−1}⟩. */
interface Step {
  readonly m: number;
  /** |B|. */
  readonly stride: number;
  /** For each character of B, the turns (in 1/n) of its value at g_k^m. */
  readonly at: Float64Array;
}

export class AbelianOrbit {
  readonly points: number;
  /** The turns of every character at the generators, in units of 1/points of a turn. */
  readonly characters: readonly (readonly number[])[];
  /** place[i] is the position of g₁^e₁ ⋯ g_t^e_t(base), i = e₁ + m₁(e₂ + m₂(e₃ + …)). */
  private readonly place: Int32Array;
  private readonly steps: readonly Step[];
  private conjugates: Int32Array | undefined;
  private made: { readonly re: Float64Array; readonly im: Float64Array } | undefined;

  constructor({ targets, tree }: OrbitEdges) {
    const n = tree.points.length;
    this.points = n;
    const place = new Int32Array(n);
    const index = new Int32Array(n).fill(-1);
    index[0] = 0;
    let size = 1;
    const steps: Step[] = [];
    let characters: number[][] = [[]];
    for (const g of targets) {
      const stride = size;
      let m = 1;
      while (index[g[place[size - stride]]] < 0) {
        for (let i = 0; i < stride; i++) {
          const y = g[place[size - stride + i]];
          place[size + i] = y;
          index[y] = size + i;
        }
        size += stride;
        m++;
      }
      const relation = exponentsOf(index[g[place[size - stride]]], steps);
      const at = Float64Array.from(characters, (turns) => relation.reduce((sum, e, i) => (sum + e * turns[i]) % n, 0));
      const below = characters;
      characters = Array.from({ length: m * stride }, (_, i) => {
        const [c, j] = [i % stride, Math.floor(i / stride)];
        return [...below[c], (at[c] + j * n) / m];
      });
      steps.push({ m, stride, at });
    }
    this.place = place;
    this.steps = steps;
    this.characters = characters;
  }

  /** Numbers that the next caller of this or of `analyze` writes over: as garbage they cost as much as the sums. */
  room(): { readonly re: Float64Array; readonly im: Float64Array } {
    this.made ??= { re: new Float64Array(this.points), im: new Float64Array(this.points) };
    return this.made;
  }

  /** For each character the number of its conjugate. */
  conjugate(): Int32Array {
    if (this.conjugates !== undefined) return this.conjugates;
    const n = this.points;
    let found = new Int32Array(1);
    // character c + stride·j has (at[c] + j·n)/m turns at the last generator
    for (const { m, stride, at } of this.steps) {
      const next = new Int32Array(m * stride);
      const own = Float64Array.from(next, (_, i) => (at[i % stride] + Math.floor(i / stride) * n) / m);
      for (let i = 0; i < next.length; i++) {
        const c = found[i % stride];
        next[i] = c + stride * (Math.round(((n - own[i]) * m - at[c]) / n) % m);
      }
      found = next;
    }
    this.conjugates = found;
    return found;
  }

  /** Σ_x (first(x) + i·factor·second(x)) χ(x) for every character, x = g·base, in {@link room}. O(n log n). */
  analyze(
    first: Float64Array,
    second?: Float64Array,
    factor = 1,
  ): { readonly re: Float64Array; readonly im: Float64Array } {
    const { place, points } = this;
    const { re, im } = this.room();
    for (let i = 0; i < points; i++) re[i] = first[place[i]];
    if (second === undefined) im.fill(0);
    else for (let i = 0; i < points; i++) im[i] = factor * second[place[i]];
    for (const step of this.steps) this.along(step, re, im, 'before');
    return { re, im };
  }

  /** x ↦ Re Σ_χ c(χ) χ(x), on positions; the arrays are used up. */
  synthesize(re: Float64Array, im: Float64Array): Float64Array {
    for (const step of [...this.steps].reverse()) this.along(step, re, im, 'after');
    const values = new Float64Array(this.points);
    for (let i = 0; i < re.length; i++) values[this.place[i]] = re[i];
    return values;
  }

  /** Transforms e_k ↔ j_k for each character of B: χ(g_k^e) = e^(2πi e(at + jn)/(mn)). */
  private along({ m, stride, at }: Step, re: Float64Array, im: Float64Array, twist: 'before' | 'after'): void {
    const n = this.points;
    const transform = fourierTransform(m);
    if (m === n) {
      transform(re, im); // a cycle: no characters of B to twist by
      return;
    }
    const [a, b] = [new Float64Array(m), new Float64Array(m)];
    const twiddle = (c: number) => {
      if (at[c] === 0) return;
      for (let e = 1; e < m; e++) {
        const [x, y] = unit((e * at[c]) % (m * n), m * n);
        [a[e], b[e]] = [a[e] * x - b[e] * y, a[e] * y + b[e] * x];
      }
    };
    for (let high = 0; high < n; high += stride * m) {
      for (let c = 0; c < stride; c++) {
        for (let e = 0; e < m; e++) {
          a[e] = re[high + c + e * stride];
          b[e] = im[high + c + e * stride];
        }
        if (twist === 'before') twiddle(c);
        transform(a, b);
        if (twist === 'after') twiddle(c);
        for (let e = 0; e < m; e++) {
          re[high + c + e * stride] = a[e];
          im[high + c + e * stride] = b[e];
        }
      }
    }
  }
}

function exponentsOf(index: number, steps: readonly Step[]): number[] {
  return steps.map(({ m, stride }) => Math.floor(index / stride) % m);
}
