/**
 * Matrices with small entries for a constituent of an induced linear character. The translates of a vector v span a
 * lattice L that the group keeps; what makes the entries large in a basis of translates is its index in L. An
 * elementary abelian 2-subgroup A splits the space into weight spaces, of a |A|-th of the dimension, and L up to index
 * |A|^d into the projections of L to them. Each of these gets a reduced basis (Lenstra–Lenstra–Lovász 1982), so that
 * denominators are little more than powers of 2. The normalizer of A permutes the weight spaces, and bases with them.
 */

import {
  type Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  lcm,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
  solve,
  type WorkMeter,
} from '@isotypic/algebra';
import type { CharacterTable, IrreducibleCharacter } from '../../characters/character-table.js';
import type { Modulus } from '../../characters/modulus.js';
import { adjoint, overCyclotomics } from '../../matrices/exact-matrices.js';
import { movedPoints } from '../../representations/relators.js';
import { fixedField, fixingUnits, type NumberField, units } from '../descent/number-field.js';
import { solveOverSubfield } from '../descent/subfield-systems.js';
import type { GramAndMatrices } from '../formed-irrep.js';
import { shortBasis } from './short-basis.js';
import type { SphericalFunction } from './spherical-function.js';
import type { Translates } from './translates.js';
import { sign, type WeightGroup, weightGroup } from './weight-group.js';

/** Rank over ℤ of the lattices that are reduced: a second each. */
const MOST_RANK = 48;

/** Translates beyond twice the dimension of a weight space: so many more generate its lattice almost surely. */
const REFINEMENT = 20;

/** The weight vectors Σ_a μ(a)·a·xⱼv of one weight μ. */
interface WeightSpace extends Translates {
  readonly weight: number;
  readonly shape: Shape;
}

/** A basis of a weight space: combinations of weight vectors, with its Gram matrix. */
interface Shape {
  readonly chosen: readonly number[];
  readonly coefficients: ExactMatrix;
  readonly gram: ExactMatrix;
}

/**
 * @returns undefined where the group has no such subgroup, or one so small that the lattices are of rank over 48, or
 * where sums of values of φ exceed the integers that doubles hold
 */
export function weightMatrices(
  table: CharacterTable,
  χ: IrreducibleCharacter,
  φ: SphericalFunction,
  translates: Translates,
  modulus: Modulus,
  meter: WorkMeter,
): GramAndMatrices | undefined {
  const A = weightGroup(table.group, meter);
  if (A === undefined) return undefined;
  const dimensions = A.orbits.map(({ weight }) => multiplicity(table, χ, A, weight));
  if (Math.max(...dimensions) * fieldDegree(φ.values) > MOST_RANK) return undefined;
  const basis = new WeightBasis(A, dimensions, φ, table.group, modulus, meter);
  return basis.isExact() ? basis.matrices(translates) : undefined;
}

/** The degree of the field of some numbers. */
function fieldDegree(numbers: readonly Cyclotomic[]): number {
  const n = numbers.reduce((m, x) => lcm(m, x.conductor), 1);
  return units(n).length / fixingUnits(n, numbers).length;
}

/** ⟨χ|A, μ⟩. */
function multiplicity({ structure }: CharacterTable, χ: IrreducibleCharacter, A: WeightGroup, weight: number): number {
  const values = A.elements.map((a, mask) => sign(weight, mask) * χ.values[structure.identify(a)].toNumber());
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

class WeightBasis {
  private readonly K: NumberField;
  /** D·φ on the basis of K, point by point. */
  private readonly integers: Float64Array;
  private readonly D: bigint;
  private readonly images: (g: Permutation) => Uint32Array;
  private readonly actions: readonly Uint32Array[];

  constructor(
    private readonly A: WeightGroup,
    /** Of the first weight space of each orbit. */
    private readonly dimensions: readonly number[],
    private readonly φ: SphericalFunction,
    group: PermutationGroup,
    private readonly modulus: Modulus,
    private readonly meter: WorkMeter,
  ) {
    const points = φ.images[0].degree;
    const moved = movedPoints(group, φ.images);
    this.images = (g) => moved(g).images;
    this.actions = A.elements.map(this.images);
    const exact = Array.from({ length: points }, (_, x) => φ.exact(x));
    const distinct = [...new Set(exact)];
    const n = distinct.reduce((m, x) => lcm(m, x.conductor), 1);
    this.K = fixedField(n, fixingUnits(n, distinct));
    const e = this.K.degree;
    const coordinates = new Map(distinct.map((x) => [x, this.K.coordinates(x)]));
    const D = [...coordinates.values()].flat().reduce((d, x) => lcm(d, Number(x.d)), 1);
    this.D = BigInt(D);
    this.integers = new Float64Array(points * e);
    exact.forEach((x, at) => {
      coordinates.get(x)?.forEach((c, l) => {
        this.integers[at * e + l] = Number(c.s * c.n) * (D / Number(c.d));
      });
    });
  }

  /** Are sums over pairs of elements of A exact in doubles? */
  isExact(): boolean {
    const largest = this.integers.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
    return largest * this.A.elements.length ** 2 <= Number.MAX_SAFE_INTEGER;
  }

  matrices(translates: Translates): GramAndMatrices {
    const spaces: WeightSpace[] = [];
    for (const [i, { weight, carriers }] of this.A.orbits.entries()) {
      const dimension = this.dimensions[i];
      if (dimension === 0) continue;
      const shape = this.shape(weight, dimension, translates);
      const positions = shape.chosen.map((j) => translates.positions[j]);
      const moved = shape.chosen.map((j) => translates.moved[j]);
      for (const [image, carrier] of carriers) {
        const [there, back] = [this.images(carrier), this.images(carrier.inverse())];
        spaces.push({
          weight: image,
          shape,
          positions: positions.map((x) => there[x]),
          moved: moved.map((row) => back.map((y) => row[y])),
        });
      }
    }
    return {
      gram: this.blockDiagonal(spaces),
      matrices: this.φ.images.map(({ images }) => this.matrix(spaces, images)),
    };
  }

  private shape(weight: number, dimension: number, { positions, moved }: Translates): Shape {
    const { K, A } = this;
    const all = { weight, positions, moved };
    const chosen = this.independent(all, dimension);
    const others = positions.map((_, j) => j).filter((j) => !chosen.includes(j));
    const pick = (list: readonly number[]) => ({
      weight,
      positions: list.map((j) => positions[j]),
      moved: list.map((j) => moved[j]),
    });
    const basis = pick(chosen);
    const identity = this.actions[0];
    const scale = A.elements.length;
    const S = this.products(basis, basis, identity, 1);
    const sides = this.products(basis, pick(others.slice(0, dimension + REFINEMENT)), identity, 1);
    const X = overCyclotomics(this.solve(S, sides));
    const more = Array.from({ length: X.cols }, (_, j) => X.column(j));
    const C = this.overField(shortBasis(K, overCyclotomics(S), more, this.meter));
    const gram = adjoint(C)
      .times(S.scale(S.field.fromInteger(scale)))
      .times(C);
    return { chosen, coefficients: C, gram };
  }

  private overField(M: Matrix<Cyclotomic>): ExactMatrix {
    return this.K.degree === 1 ? M.map(rationals, (x) => x.toFraction()) : M;
  }

  private solve(S: ExactMatrix, sides: ExactMatrix): ExactMatrix {
    if (this.K.degree === 1) return this.meter.part((options) => solve<ExactScalar>(S, sides, options));
    return solveOverSubfield(S as Matrix<Cyclotomic>, sides as Matrix<Cyclotomic>, this.meter);
  }

  /** The first translates whose weight vectors are independent modulo the prime. */
  private independent({ weight, positions, moved }: Translates & { weight: number }, dimension: number): number[] {
    const { modulus, actions, φ } = this;
    const chosen: number[] = [];
    const echelon: { at: number; row: Float64Array }[] = [];
    for (let j = 0; chosen.length < dimension && j < positions.length; j++) {
      this.meter.step(positions.length);
      const row = Float64Array.from(moved, (back) =>
        actions.reduce((sum, act, a) => {
          const x = φ.residue(back[act[positions[j]]]);
          return sign(weight, a) > 0 ? modulus.add(sum, x) : modulus.sub(sum, x);
        }, 0),
      );
      for (const { at, row: pivot } of echelon) modulus.eliminate(row, pivot, row[at]);
      const at = row.findIndex((x) => x !== 0);
      if (at < 0) continue;
      const inverse = modulus.inv(row[at]);
      echelon.push({ at, row: row.map((x) => modulus.mul(x, inverse)) });
      chosen.push(j);
    }
    return chosen;
  }

  /** Σ_a Σ_b μ(a)ν(b)⟨a·xᵢv, g·b·yⱼv⟩; with `sums` 1 the sum over b alone, for g = 1 and equal weights. */
  private products(
    left: Translates & { weight: number },
    right: Translates & { weight: number },
    g: Uint32Array,
    sums: 1 | 2,
  ): ExactMatrix {
    const { K, actions, integers } = this;
    const e = K.degree;
    const [rows, cols] = [left.positions.length, right.positions.length];
    const totals = new Float64Array(rows * cols * e);
    for (let j = 0; j < cols; j++) {
      this.meter.step(rows);
      for (let b = 0; b < actions.length; b++) {
        const y = g[actions[b][right.positions[j]]];
        for (let a = 0; a < (sums === 2 ? actions.length : 1); a++) {
          const s = sign(right.weight, b) * sign(left.weight, a);
          const z = actions[a][y];
          for (let i = 0; i < rows; i++) {
            const from = left.moved[i][z] * e;
            const into = (i * cols + j) * e;
            for (let l = 0; l < e; l++) totals[into + l] += s * integers[from + l];
          }
        }
      }
    }
    const over = rationals.inv(rationals.fromInteger(this.D));
    const fraction = (x: number) => rationals.mul(rationals.fromInteger(x), over);
    if (e === 1) return Matrix.build(rationals, rows, cols, (i, j) => fraction(totals[i * cols + j]));
    return Matrix.build(cyclotomics, rows, cols, (i, j) =>
      K.element(Array.from({ length: e }, (_, l) => fraction(totals[(i * cols + j) * e + l]))),
    );
  }

  private matrix(spaces: readonly WeightSpace[], g: Uint32Array): ExactMatrix {
    const strips = spaces.map((left) => {
      const { coefficients, gram } = left.shape;
      const C = adjoint(coefficients);
      const blocks = spaces.map((right) => {
        const products = this.products(left, right, g, 2);
        return C.times(products).times(right.shape.coefficients);
      });
      return this.solve(
        gram,
        blocks.reduce((strip, block) => strip.beside(block)),
      );
    });
    return strips.reduce((M, strip) => M.above(strip));
  }

  private blockDiagonal(spaces: readonly WeightSpace[]): ExactMatrix {
    const owner = spaces.flatMap((space, s) => space.positions.map((_, i) => ({ s, i })));
    const { field } = spaces[0].shape.gram;
    return Matrix.build(field, owner.length, owner.length, (r, c) =>
      owner[r].s === owner[c].s ? spaces[owner[r].s].shape.gram.at(owner[r].i, owner[c].i) : field.zero,
    ) as ExactMatrix;
  }
}
