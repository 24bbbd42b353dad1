/**
 * Finite reflection groups acting on weights, exactly.
 *
 * A point is a weight λ in the coordinates λᵢ = ⟨λ, αᵢ^∨⟩ of the fundamental weights. There the simple reflection is
 * sᵢ λ = λ − λᵢ αᵢ, and αᵢ is row i of the Cartan matrix (Humphreys, Reflection Groups and Coxeter Groups, 1990, §1,
 * §2.9). Coordinates are in ℤ[φ], φ² = φ + 1 the golden ratio, which H₃ and H₄ need; a + bφ is stored as two integers.
 */
import { invalidArgument } from '../errors.js';

/** Coordinates a₀, b₀, a₁, b₁, … of Σ (aᵢ + bᵢφ) ωᵢ. */
export type Weight = readonly number[];

export interface RootDatum {
  readonly type: string;
  readonly rank: number;
  /** Row i is the simple root αᵢ in weight coordinates. */
  readonly simpleRoots: readonly Weight[];
  readonly reflections: readonly ((weight: Weight) => Weight)[];
}

type Edge = readonly [from: number, to: number, fromTo: readonly [number, number], toFrom: readonly [number, number]];
const MINUS_ONE = [-1, 0] as const;
const MINUS_PHI = [0, -1] as const;

/**
 * The root datum of a Coxeter type: A1…, B2…, C2…, D4…, E6, E7, E8, F4, G2, H3, H4, nodes numbered from 0 as in
 * Bourbaki (for H along the diagram, the bond 5 at the end).
 * @throws {IsotypicError} `INVALID_ARGUMENT`
 */
export function rootDatum(type: string): RootDatum {
  const match = /^([A-H])([1-9][0-9]?)$/.exec(type.toUpperCase());
  const edges = match ? diagram(match[1], Number(match[2])) : undefined;
  if (!match || !edges) {
    throw invalidArgument('rootDatum', 'a type A1…, B2…, C2…, D4…, E6, E7, E8, F4, G2, H3 or H4', type);
  }
  const rank = Number(match[2]);
  const cartan = Array.from({ length: rank }, (_, i) => {
    const row = new Array<number>(2 * rank).fill(0);
    row[2 * i] = 2;
    return row;
  });
  for (const [i, j, ij, ji] of edges) {
    [cartan[i][2 * j], cartan[i][2 * j + 1]] = ij;
    [cartan[j][2 * i], cartan[j][2 * i + 1]] = ji;
  }
  const reflections = cartan.map((root, i) => (weight: Weight): Weight => {
    const [a, b] = [weight[2 * i], weight[2 * i + 1]];
    if (a === 0 && b === 0) return weight;
    const image = weight.slice();
    for (let k = 0; k < 2 * rank; k += 2) {
      const [c, d] = [root[k], root[k + 1]];
      image[k] -= a * c + b * d;
      image[k + 1] -= a * d + b * c + b * d;
    }
    return image;
  });
  return { type: match[0], rank, simpleRoots: cartan, reflections };
}

/** The fundamental weight ω_i, or the sum of several. */
export function fundamentalWeight(rank: number, ...nodes: readonly number[]): Weight {
  const weight = new Array<number>(2 * rank).fill(0);
  for (const i of nodes) weight[2 * i] = 1;
  return weight;
}

function diagram(letter: string, n: number): Edge[] | undefined {
  const bond = (i: number, j: number): Edge => [i, j, MINUS_ONE, MINUS_ONE];
  const path = (from: number, to: number): Edge[] =>
    Array.from({ length: to - from }, (_, k) => bond(from + k, from + k + 1));
  switch (letter) {
    case 'A':
      return path(0, n - 1);
    case 'B':
      return n >= 2 ? [...path(0, n - 2), [n - 2, n - 1, [-2, 0], MINUS_ONE]] : undefined;
    case 'C':
      return n >= 2 ? [...path(0, n - 2), [n - 2, n - 1, MINUS_ONE, [-2, 0]]] : undefined;
    case 'D':
      return n >= 4 ? [...path(0, n - 2), bond(n - 3, n - 1)] : undefined;
    case 'E':
      return n >= 6 && n <= 8 ? [bond(0, 2), bond(1, 3), ...path(2, n - 1)] : undefined;
    case 'F':
      return n === 4 ? [bond(0, 1), [1, 2, [-2, 0], MINUS_ONE], bond(2, 3)] : undefined;
    case 'G':
      return n === 2 ? [[0, 1, MINUS_ONE, [-3, 0]]] : undefined;
    case 'H':
      return n === 3 || n === 4 ? [...path(0, n - 2), [n - 2, n - 1, MINUS_PHI, MINUS_PHI]] : undefined;
    default:
      return undefined;
  }
}
