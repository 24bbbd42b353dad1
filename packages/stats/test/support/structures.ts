/** Structures written down by hand, with their groups listed element by element: the slow, obvious twin's world. */

import type { ComponentDescription } from '@isotypic/stats';
import { type IsotypicStructure, isotypicStructure } from '@isotypic/stats';

export interface HandMade {
  readonly name: string;
  readonly structure: IsotypicStructure;
  /** Every ρ(g), D×D row-major. */
  readonly matrices: readonly Float64Array[];
}

/** From permutations and columns already in the normal form. */
function handMade(
  name: string,
  permutations: readonly number[][],
  columns: readonly number[][],
  components: readonly ComponentDescription[],
): HandMade {
  const D = columns.length;
  const data = new Float64Array(D * D);
  columns.forEach((c, j) => {
    c.forEach((v, i) => {
      data[i * D + j] = v;
    });
  });
  const matrices = permutations.map((p) => {
    const M = new Float64Array(D * D);
    p.forEach((image, i) => {
      M[image * D + i] = 1;
    });
    return M;
  });
  return { name, structure: isotypicStructure({ data, rows: D, cols: D }, components), matrices };
}

/** C_n on m copies of its n points: the discrete Fourier basis. */
export function cyclicRegular(n: number, copies: number): HandMade {
  const D = n * copies;
  const columns: number[][] = [];
  const components: ComponentDescription[] = [];
  const column = (copy: number, f: (i: number) => number) => {
    const c = new Array(D).fill(0);
    for (let i = 0; i < n; i++) c[copy * n + i] = f(i);
    columns.push(c);
  };
  for (let k = 0; 2 * k <= n; k++) {
    const real = k === 0 || 2 * k === n;
    for (let copy = 0; copy < copies; copy++) {
      const scale = Math.sqrt((real ? 1 : 2) / n);
      column(copy, (i) => scale * Math.cos((2 * Math.PI * k * i) / n));
      if (!real) column(copy, (i) => scale * Math.sin((2 * Math.PI * k * i) / n));
    }
    components.push({
      label: `k=${k}`,
      degree: real ? 1 : 2,
      multiplicity: copies,
      type: real ? 'real' : 'complex',
      isTrivial: k === 0,
    });
  }
  const permutations = Array.from({ length: n }, (_, s) =>
    Array.from({ length: D }, (_, i) => Math.floor(i / n) * n + (((i % n) + s) % n)),
  );
  return handMade(`C${n} on ${copies}×${n} points`, permutations, columns, components);
}

const H = Math.SQRT1_2;

/** D_4 on the corners of a square. */
export function dihedralSquare(): HandMade {
  const rotations = [0, 1, 2, 3].map((s) => [0, 1, 2, 3].map((i) => (i + s) % 4));
  const reflections = [0, 1, 2, 3].map((s) => [0, 1, 2, 3].map((i) => (8 + s - i) % 4));
  return handMade(
    'D4 on 4 points',
    [...rotations, ...reflections],
    [
      [0.5, 0.5, 0.5, 0.5],
      [0.5, -0.5, 0.5, -0.5],
      [H, 0, -H, 0],
      [0, H, 0, -H],
    ],
    [
      { label: 'k=0', degree: 1, multiplicity: 1, type: 'real', isTrivial: true },
      { label: 'k=2', degree: 1, multiplicity: 1, type: 'real' },
      { label: 'plane', degree: 2, multiplicity: 1, type: 'real' },
    ],
  );
}

/** S_n on n points. */
export function symmetricNatural(n: number): HandMade {
  const columns = [new Array(n).fill(1 / Math.sqrt(n))];
  for (let k = 1; k < n; k++) {
    const scale = 1 / Math.sqrt(k * (k + 1));
    columns.push(Array.from({ length: n }, (_, i) => (i < k ? scale : i === k ? -k * scale : 0)));
  }
  const permutations: number[][] = [];
  const extend = (p: number[]) => {
    if (p.length === n) permutations.push(p);
    else for (let i = 0; i < n; i++) if (!p.includes(i)) extend([...p, i]);
  };
  extend([]);
  return handMade(`S${n} on ${n} points`, permutations, columns, [
    { label: 'trivial', degree: 1, multiplicity: 1, type: 'real', isTrivial: true },
    { label: 'standard', degree: n - 1, multiplicity: 1, type: 'real' },
  ]);
}

/** Q_8 acting on m copies of itself from the left: 1, i, j, k, −1, −i, −j, −k. */
export function quaternionRegular(copies: number): HandMade {
  const units = [0, 1, 2, 3].flatMap((u) => [{ u, s: 1 }]).concat([0, 1, 2, 3].map((u) => ({ u, s: -1 })));
  const table = [
    [1, 2, 3, 4],
    [2, -1, 4, -3],
    [3, -4, -1, 2],
    [4, 3, -2, -1],
  ];
  const times = (g: number, h: number) => {
    const v = table[units[g].u][units[h].u] * units[g].s * units[h].s;
    return Math.abs(v) - 1 + (v < 0 ? 4 : 0);
  };
  const D = 8 * copies;
  const columns: number[][] = [];
  const column = (copy: number, f: (g: number) => number) => {
    const c = new Array(D).fill(0);
    for (let g = 0; g < 8; g++) c[copy * 8 + g] = f(g);
    columns.push(c);
  };
  const components: ComponentDescription[] = [];
  const linear = [
    [1, 1, 1, 1],
    [1, 1, -1, -1],
    [1, -1, 1, -1],
    [1, -1, -1, 1],
  ];
  linear.forEach((character, k) => {
    for (let copy = 0; copy < copies; copy++) column(copy, (g) => character[g % 4] / Math.sqrt(8));
    components.push({ label: `linear ${k}`, degree: 1, multiplicity: copies, type: 'real', isTrivial: k === 0 });
  });
  for (let copy = 0; copy < copies; copy++) {
    for (let r = 0; r < 4; r++) column(copy, (g) => (units[g].u === r ? units[g].s * H : 0));
  }
  components.push({ label: 'quaternions', degree: 4, multiplicity: copies, type: 'quaternionic' });
  const permutations = Array.from({ length: 8 }, (_, g) =>
    Array.from({ length: D }, (_, i) => Math.floor(i / 8) * 8 + times(g, i % 8)),
  );
  return handMade(`Q8 on ${copies}×8 points`, permutations, columns, components);
}

/** Small cases of every type: real, complex, quaternionic, with and without multiplicity. */
export const HAND_MADE: readonly HandMade[] = [
  dihedralSquare(),
  symmetricNatural(4),
  cyclicRegular(3, 1),
  cyclicRegular(5, 2),
  cyclicRegular(4, 3),
  quaternionRegular(1),
  quaternionRegular(2),
];
