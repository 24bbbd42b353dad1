/** SO(2), O(2), SO(3), O(3) and the cylinders on a base space: irreducibles, and means that are finite sums. */
import type { Float64Layout } from '@isotypic/algebra';
import { checkArgument, instance, invalidArgument } from '@isotypic/algebra/internal';
import type { Representation } from '@isotypic/reps';
import { type CompactFamily, CompactRepresentation, determinant3 } from './compact-representation.js';
import { gaussLegendre } from './gauss-legendre.js';
import type { Fiber, FiberIrrep, FieldRepresentation, GroupAverage, GroupElement, GSpace } from './gspace.js';

const COMPACT = instance(
  CompactRepresentation,
  'an irreducible of the space, by gspace.irrep',
  () => 'Pass gspace.irrep(…) or gspace.trivial.',
);

/**
 * A compact group acting on ℝᵈ. Use `gspaces`.
 * @example
 * gspaces.rot3dOnR3().irrep(1).dimension // 3
 */
export class CompactGSpace implements GSpace {
  readonly kind = 'compact';
  readonly order = undefined;
  readonly trivial: CompactRepresentation;
  private readonly irreps = new Map<string, CompactRepresentation>();
  private readonly seen = new Map<CompactRepresentation, FiberIrrep>();
  private readonly averages = new Map<number, GroupAverage>();
  private lazySymmetries: readonly Float64Layout[] | undefined;

  /** @internal */
  constructor(
    readonly name: string,
    readonly family: CompactFamily,
  ) {
    const { flip, inversion, rotations } = family;
    const zeros = [...(inversion ? [0] : []), ...(rotations === 'axial' && flip !== 'none' ? [0] : []), 0];
    this.trivial = this.irrep(...zeros);
  }

  get baseDimension(): 2 | 3 {
    return this.family.dimension;
  }

  get regular(): Representation {
    throw invalidArgument(
      'GSpace.regular',
      'a finite group',
      this.name,
      'Use irreducibles, or a finite group such as rot2dOnR2(16).',
    );
  }

  irrep(...id: readonly number[]): CompactRepresentation {
    const key = id.map(String).join();
    let known = this.irreps.get(key);
    if (known === undefined) {
      known = this.makeIrrep(id);
      this.irreps.set(key, known);
    }
    return known;
  }

  /** @internal All irreducibles of frequency or degree at most this. */
  irrepsUpTo(frequency: number): CompactRepresentation[] {
    const { flip, inversion, rotations } = this.family;
    const hasFlip = rotations === 'axial' && flip !== 'none';
    const parities = inversion ? [[0], [1]] : [[]];
    return parities.flatMap((parity) =>
      Array.from({ length: frequency + 1 }, (_, k) => {
        const flips = hasFlip ? (k === 0 ? [[0], [1]] : [[1]]) : [[]];
        return flips.map((j) => this.irrep(...parity, ...j, k));
      }).flat(),
    );
  }

  private makeIrrep(id: readonly number[]): CompactRepresentation {
    const { flip, inversion, rotations } = this.family;
    const rest = [...id];
    const parity = inversion ? rest.shift() : 0;
    const hasFlip = rotations === 'axial' && flip !== 'none';
    const j = hasFlip ? rest.shift() : 0;
    const k = rest.shift();
    const isKnown =
      rest.length === 0 &&
      (parity === 0 || parity === 1) &&
      (j === 0 || j === 1) &&
      k !== undefined &&
      Number.isSafeInteger(k);
    const numbers = [...(inversion ? ['parity 0 or 1'] : []), ...(hasFlip ? ['j (1 where k > 0)'] : []), 'k ≥ 0'];
    checkArgument('GSpace.irrep', 'id', id, {
      expected: `the numbers ${numbers.join(', ')}`,
      accepts: () => isKnown && k >= 0 && !(hasFlip && k > 0 && j === 0),
      remedy: () => `${this.name} has no other irreducibles.`,
    });
    return this.numbered(id, parity as 0 | 1, j as 0 | 1, k as number);
  }

  private numbered(id: readonly number[], parity: 0 | 1, j: 0 | 1, k: number): CompactRepresentation {
    const { rotations } = this.family;
    const dimension = rotations === 'spatial' ? 2 * k + 1 : k === 0 ? 1 : 2;
    return new CompactRepresentation(this.family, dimension, `irrep(${id.join()})`, { inversion: parity, flip: j }, k);
  }

  /** @internal */
  requireRepresentation(where: string, value: unknown): asserts value is CompactRepresentation {
    checkArgument(where, 'representation', value, COMPACT);
    const given = (value as CompactRepresentation).family;
    const own = this.family;
    if (
      given.dimension === own.dimension &&
      given.rotations === own.rotations &&
      given.flip === own.flip &&
      given.inversion === own.inversion
    ) {
      return;
    }
    throw invalidArgument(where, `an irreducible of ${this.name}`, String(value), 'Make it by gspace.irrep.');
  }

  /** @internal */
  fibers(representations: readonly FieldRepresentation[]): readonly Fiber[] {
    return representations.map((rep) => {
      this.requireRepresentation('GSpace.fibers', rep);
      const n = rep.dimension;
      const basis = new Float64Array(n * n);
      for (let i = 0; i < n; i++) basis[i * n + i] = 1;
      return { dimension: n, parts: [{ irrep: this.fiberIrrep(rep), multiplicity: 1 }], basis };
    });
  }

  private fiberIrrep(rep: CompactRepresentation): FiberIrrep {
    let known = this.seen.get(rep);
    if (known === undefined) {
      const n = rep.dimension;
      const identity = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
      const { rotations, flip } = this.family;
      const isComplex = rotations === 'axial' && flip === 'none' && rep.frequency > 0;
      known = {
        label: rep.label,
        degree: n,
        isTrivial: rep.isTrivial,
        bandlimit: rep.frequency,
        commuting: isComplex ? [identity, Float64Array.of(0, -1, 1, 0)] : [identity],
        representation: rep,
        matrix: (g) => rep.matrix(g as Float64Layout),
      };
      this.seen.set(rep, known);
    }
    return known;
  }

  matrix(representation: FieldRepresentation, g: GroupElement): Float64Array {
    this.requireRepresentation('GSpace.matrix', representation);
    return representation.matrix(this.pointMatrix(g));
  }

  pointMatrix(g: GroupElement): Float64Layout {
    checkArgument('GSpace.pointMatrix', 'g', g, {
      expected: `a matrix { data, rows, cols } of the group of ${this.name}`,
      accepts: (v) => isLayout(v) && this.contains(v),
      remedy: () => 'Take one of gspace.gridSymmetries, or a rotation as { data, rows, cols }.',
    });
    return g as Float64Layout;
  }

  /** Whether a matrix, orthogonal up to rounding, belongs to the group. */
  private contains(g: Float64Layout): boolean {
    const { dimension: d, rotations, flip, inversion } = this.family;
    if (g.rows !== d || g.cols !== d || !isOrthogonal(g)) return false;
    if (d === 2) return flip !== 'none' || g.data[0] * g.data[3] - g.data[1] * g.data[2] > 0;
    const determinant = determinant3(g.data);
    if (rotations === 'spatial') return inversion || determinant > 0;
    const { data } = g;
    // entries of an orthogonal matrix that should be 0 are within a few ulp of it
    if ([data[2], data[5], data[6], data[7]].some((x) => Math.abs(x) > ROUNDING)) return false;
    const planar = data[0] * data[4] - data[1] * data[3];
    if (flip === 'none') return planar > 0 && (inversion || data[8] > 0);
    if (inversion) return true;
    return flip === 'mirror' ? data[8] > 0 : determinant > 0;
  }

  /**
   * Rotations about an axis by 2πk/(L + 1) average frequencies up to L exactly; in space Euler angles Z Y Z, with the
   * Gauss–Legendre points in cos β, which are exact for polynomials of degree L in ⌈(L + 1)/2⌉ points.
   * @internal
   */
  average(degree: number): GroupAverage {
    let known = this.averages.get(degree);
    if (known === undefined) {
      const base = this.family.rotations === 'axial' ? this.axialNodes(degree) : spatialNodes(degree);
      const cosets = this.cosets();
      const elements: Float64Layout[] = [];
      const weights: number[] = [];
      for (const coset of cosets) {
        base.forEach(({ element, weight }) => {
          elements.push(times(element, coset));
          weights.push(weight / cosets.length);
        });
      }
      known = { elements, weights: Float64Array.from(weights) };
      this.averages.set(degree, known);
    }
    return known;
  }

  private axialNodes(degree: number): { element: Float64Layout; weight: number }[] {
    const n = degree + 1;
    return Array.from({ length: n }, (_, k) => {
      const angle = (2 * Math.PI * k) / n;
      return { element: rotationInPlane(this.family.dimension, angle), weight: 1 / n };
    });
  }

  /** One element of each component of the group. */
  private cosets(): Float64Layout[] {
    const { dimension: d, flip, inversion, rotations } = this.family;
    const s = diagonal(d === 2 ? [-1, 1] : [-1, 1, flip === 'turn' ? -1 : 1]);
    const flips = rotations === 'axial' && flip !== 'none' ? [diagonal(new Array(d).fill(1)), s] : undefined;
    const list = flips ?? [diagonal(new Array(d).fill(1))];
    return inversion ? [...list, ...list.map((g) => times(g, diagonal([-1, -1, -1])))] : list;
  }

  get gridSymmetries(): readonly Float64Layout[] {
    this.lazySymmetries ??= signedPermutationMatrices(this.family.dimension).filter((g) => this.contains(g));
    return this.lazySymmetries;
  }

  toString(): string {
    return this.name;
  }
}

// products of a few rotations are off by some ε each; matrices of users may have been read with fewer digits
const ROUNDING = 1e-9;

function isLayout(v: unknown): v is Float64Layout {
  if (typeof v !== 'object' || v === null || !('data' in v && 'rows' in v && 'cols' in v)) return false;
  const { data, rows, cols } = v as Partial<Float64Layout>;
  return data instanceof Float64Array && data.length === (rows ?? 0) * (cols ?? 0);
}

function isOrthogonal({ data, rows: d }: Float64Layout): boolean {
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < d; k++) sum += data[k * d + i] * data[k * d + j];
      if (!(Math.abs(sum) <= ROUNDING)) return false;
    }
  }
  return true;
}

function diagonal(entries: readonly number[]): Float64Layout {
  const d = entries.length;
  const data = new Float64Array(d * d);
  entries.forEach((x, i) => {
    data[i * d + i] = x;
  });
  return { data, rows: d, cols: d };
}

function times(a: Float64Layout, b: Float64Layout): Float64Layout {
  const d = a.rows;
  const data = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) data[i * d + j] += a.data[i * d + k] * b.data[k * d + j];
    }
  }
  return { data, rows: d, cols: d };
}

/** The rotation by an angle in the plane of x and y. */
function rotationInPlane(d: 2 | 3, angle: number): Float64Layout {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const data = d === 2 ? [c, -s, s, c] : [c, -s, 0, s, c, 0, 0, 0, 1];
  return { data: Float64Array.from(data), rows: d, cols: d };
}

function spatialNodes(degree: number): { element: Float64Layout; weight: number }[] {
  const n = degree + 1;
  const { points, weights } = gaussLegendre(Math.ceil(n / 2));
  const nodes: { element: Float64Layout; weight: number }[] = [];
  for (let a = 0; a < n; a++) {
    const first = rotationInPlane(3, (2 * Math.PI * a) / n);
    points.forEach((c, b) => {
      const s = Math.sqrt(1 - c * c);
      const tilt = { data: Float64Array.of(c, 0, s, 0, 1, 0, -s, 0, c), rows: 3, cols: 3 };
      const before = times(first, tilt);
      for (let g = 0; g < n; g++) {
        const element = times(before, rotationInPlane(3, (2 * Math.PI * g) / n));
        nodes.push({ element, weight: weights[b] / (2 * n * n) });
      }
    });
  }
  return nodes;
}

/** All 8 or 48 matrices that permute the axes and turn them round. */
function signedPermutationMatrices(d: 2 | 3): Float64Layout[] {
  const orders =
    d === 2
      ? [
          [0, 1],
          [1, 0],
        ]
      : [
          [0, 1, 2],
          [1, 2, 0],
          [2, 0, 1],
          [1, 0, 2],
          [0, 2, 1],
          [2, 1, 0],
        ];
  return orders.flatMap((order) =>
    Array.from({ length: 2 ** d }, (_, signs) => {
      const data = new Float64Array(d * d);
      order.forEach((row, col) => {
        data[row * d + col] = (signs >> col) % 2 === 0 ? 1 : -1;
      });
      return { data, rows: d, cols: d };
    }),
  );
}
