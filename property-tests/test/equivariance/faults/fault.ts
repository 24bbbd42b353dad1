/** A function that is wrong in a known way, and what a check ought to say of it. */
import { catalogue, type Permutation, type PermutationGroup } from '@isotypic/algebra';
import type { EquivarianceSpecification, Reason } from '@isotypic/property-tests';
import { numericRepresentation, type PermutationRepresentation, permutationRepresentation } from '@isotypic/reps';

export type Vector = Float64Array;

export interface Fault {
  readonly name: string;
  /** The function, made anew for each check: some remember. */
  readonly make: () => (...args: never[]) => unknown;
  readonly specification: EquivarianceSpecification;
  /** Default 'differs'. */
  readonly reason?: Reason;
  /** By theory: whether each generator, then each derivation, holds: '+' or '-'. */
  readonly generators?: string;
  /** By theory: the components of the output that break. */
  readonly output?: readonly string[];
  /** What is known to be missed of all this, and why. */
  readonly excused?: string;
  /** By theory: the order of {g : f(gx) = gf(x) for all x}. */
  readonly order?: bigint;
}

export const S5 = 'permutation of symmetric(5)';
export const onS5 = { in: S5, out: S5 } as const;
export const invariantOfS5 = { in: S5, out: 'trivial' } as const;
export const S4 = 'permutation of symmetric(4)';
export const C6 = 'permutation of cyclic(6)';
export const C8 = 'permutation of cyclic(8)';

/** What a residual of S5 on five points splits into. */
export const BOTH = ['trivial', '[4,1]'] as const;

export const sum = (x: ArrayLike<number>): number => {
  let s = 0;
  for (let i = 0; i < x.length; i++) s += x[i];
  return s;
};

/** y_i = Σ_j A_ij x_j for A given entry by entry. */
export const linear =
  (rows: number, entry: (i: number, j: number) => number) =>
  (x: Vector): Vector =>
    Float64Array.from({ length: rows }, (_, i) => {
      let s = 0;
      for (let j = 0; j < x.length; j++) s += entry(i, j) * x[j];
      return s;
    });

/** A group on itself by left multiplication: point k is element k. */
export interface LeftRegular {
  readonly rep: PermutationRepresentation;
  readonly elements: readonly Permutation[];
  readonly indexOf: (g: Permutation) => number;
}

export function leftRegular(group: PermutationGroup): LeftRegular {
  const elements = [...group.elements()];
  const index = new Map(elements.map((g, k) => [g.toString(), k]));
  const indexOf = (g: Permutation) => index.get(g.toString())!;
  const images = group.generators.map((g) => elements.map((h) => indexOf(g.times(h))));
  return { rep: permutationRepresentation(group, images), elements, indexOf };
}

/** D_n on the plane: a turn by 2π/n and the reflection in the x-axis, as dihedral(n) has its generators. */
export const planeOf = once((n: number) => {
  const [c, s] = n === 4 ? [0, 1] : [Math.cos((2 * Math.PI) / n), Math.sin((2 * Math.PI) / n)];
  const turn = [
    [c, -s],
    [s, c],
  ];
  const reflection = [
    [1, 0],
    [0, -1],
  ];
  return numericRepresentation(catalogue.dihedral(n), [turn, reflection]);
});

export const onPlane = (n: number) => ({ in: planeOf(n), out: planeOf(n) });

/** The plane under D4, and under D6. */
export const PLANE = ['χ₅[2]'] as const;
export const HEXAGON = ['χ₆[2]'] as const;

function once<T>(make: (n: number) => T): (n: number) => T {
  const made = new Map<number, T>();
  return (n) => {
    if (!made.has(n)) made.set(n, make(n));
    return made.get(n)!;
  };
}

export const pseudo = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
};
