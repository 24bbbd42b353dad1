/**
 * The irreps of a natural alternating group from Young's seminormal form (James–Kerber 1981, §2.5): a partition
 * different from its transpose restricts to an irrep; one equal to it splits over ℚ(√c) into the two eigenspaces of its
 * associator J, J² = c. For c < 0 the two are conjugate, and the restriction, with J commuting, is irreducible over ℝ
 * and over ℚ.
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  IsotypicError,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import { isqrt, specialCasesAreOn, squareRoot } from '@isotypic/algebra/internal';
import type Fraction from 'fraction.js';
import { conjugatePartition, type Partition, partitionCount, partitions } from '../../partitions.js';
import type { IrrepListing } from '../irrep-listing.js';
import { type Associator, diagonalForm, hookDegree, type SeminormalForm, seminormalForm } from './young.js';

/** One partition (of a pair of transposes) and what becomes of it on the alternating group. */
export interface AlternatingIrrep {
  readonly label: string;
  readonly isTrivial: boolean;
  /** Of the restriction; each half of a split one has half of it. */
  readonly degree: number;
  /** ρ(g) over ℚ and the diagonal of the form, for the restriction. */
  matrix(g: Permutation, meter: WorkMeter): Matrix<Fraction>;
  gram(meter: WorkMeter): Matrix<Fraction>;
  /** Present when the partition equals its transpose. */
  readonly halves?: SplitIrrep;
}

export interface SplitIrrep {
  /** c > 0: two irreps of real type; c < 0: two of complex type, conjugate to each other. */
  readonly isReal: boolean;
  /** Whether c is the square of a rational number: then the halves are over ℚ. */
  readonly isRational: boolean;
  /** J and −c. */
  unit(meter: WorkMeter): { readonly z: Matrix<Fraction>; readonly square: Fraction };
  half(sign: 1 | -1): HalfIrrep;
}

export interface HalfIrrep {
  matrix(g: Permutation, meter: WorkMeter): ExactMatrix;
  gram(meter: WorkMeter): ExactMatrix;
}

/** The points moved, when the group is the full alternating group on at least 4 of them and closed forms are on. */
export function naturalAlternatingPoints(group: PermutationGroup): number[] | undefined {
  if (!specialCasesAreOn()) return undefined;
  const moved = group.orbits().filter((orbit) => orbit.length > 1);
  if (moved.length !== 1 || moved[0].length < 4 || group.generators.some((g) => g.sign() < 0)) return undefined;
  let half = 1n;
  for (let i = 3; i <= moved[0].length; i++) half *= BigInt(i);
  return group.order === half ? moved[0] : undefined;
}

/** One entry for each pair of transposed partitions: trivial first, then by degree of the restriction. */
export function alternatingIrreps(
  points: readonly number[],
  degreeOfGroup: number,
  work: IrrepListing,
): AlternatingIrrep[] {
  work.announce(partitionCount(points.length)); // about twice as many as irreps
  const position = new Int32Array(degreeOfGroup).fill(-1);
  points.forEach((x, i) => {
    position[x] = i;
  });
  const seen = new Set<string>();
  const found: AlternatingIrrep[] = [];
  for (const shape of partitions(points.length, work.meter)) {
    work.meter.step(0);
    if (seen.has(shape.join())) continue;
    const transposed = conjugatePartition(shape);
    seen.add(transposed.join());
    found.push(
      alternatingIrrep(shape, shape.join() === transposed.join(), (g) => points.map((x) => position[g.images[x]])),
    );
  }
  return found.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.degree - b.degree);
}

function alternatingIrrep(shape: Partition, isSplit: boolean, images: (g: Permutation) => number[]): AlternatingIrrep {
  let form: SeminormalForm | undefined;
  const seminormal = (meter: WorkMeter): SeminormalForm => {
    form ??= seminormalForm(shape, meter);
    return form;
  };
  const restricted = {
    label: `[${shape.join(',')}]`,
    isTrivial: shape.length === 1,
    degree: Number(hookDegree(shape)),
    matrix: (g: Permutation, meter: WorkMeter) => seminormal(meter).matrix(images(g), meter),
    gram: (meter: WorkMeter) => {
      const { norms } = seminormal(meter);
      meter.step(norms.length ** 2);
      return diagonalForm(norms);
    },
  };
  return isSplit ? { ...restricted, halves: splitIrrep(shape, seminormal, restricted.matrix) } : restricted;
}

/**
 * c has the sign (−1)^((n − number of diagonal hooks)/2): the diagonal hooks are the cycles of the class that splits.
 */
function splitIrrep(
  shape: Partition,
  seminormal: (meter: WorkMeter) => SeminormalForm,
  matrix: (g: Permutation, meter: WorkMeter) => Matrix<Fraction>,
): SplitIrrep {
  let lazy: Associator | undefined;
  const associator = (meter: WorkMeter): Associator => {
    lazy ??= seminormal(meter).associator();
    return lazy;
  };
  const n = shape.reduce((a, b) => a + b, 0);
  const hooks = shape.filter((part, i) => part > i).length;
  const hookProduct = shape.reduce((product, part, i) => (part > i ? product * (2 * (part - i) - 1) : product), 1);
  const isReal = ((n - hooks) / 2) % 2 === 0;
  return {
    isReal,
    isRational: isReal && Number.isInteger(Math.sqrt(hookProduct)),
    unit: (meter) => {
      const { partners, scales, square } = associator(meter);
      const d = partners.length;
      meter.step(d * d);
      const z = Matrix.build(rationals, d, d, (i, j) => (partners[j] === i ? scales[j] : rationals.zero));
      return { z, square: rationals.neg(square) };
    },
    half: (sign) => halfIrrep(sign, hookProduct, seminormal, associator, matrix),
  };
}

/**
 * The ±√c-eigenvectors of J are w_T = v_T ± (c_T/√c) v_T′, one for each pair {T, T′}; a vector of the eigenspace is
 * known by its coordinates at the first members, so ρ±(g)[S, T] = ρ(g)[S, T] ± (c_T/√c) ρ(g)[S, T′].
 */
function halfIrrep(
  sign: 1 | -1,
  hookProduct: number,
  seminormal: (meter: WorkMeter) => SeminormalForm,
  associator: (meter: WorkMeter) => Associator,
  matrix: (g: Permutation, meter: WorkMeter) => Matrix<Fraction>,
): HalfIrrep {
  const halfBasis = (meter: WorkMeter) => {
    const { partners, scales, square } = associator(meter);
    const root = rootOf(square, hookProduct);
    const over = root.inverse();
    const firsts = partners.flatMap((partner, t) => (t < partner ? [t] : []));
    const ratios = firsts.map((t) =>
      over.times(Cyclotomic.fromRational(sign > 0 ? scales[t] : rationals.neg(scales[t]))),
    );
    return { firsts, ratios, partners, isRational: root.isRational() };
  };
  const inField = (M: Matrix<Cyclotomic>, isRational: boolean): ExactMatrix =>
    isRational ? M.map(rationals, (x) => x.toFraction()) : M;
  return {
    matrix: (g, meter) => {
      const M = matrix(g, meter);
      const { firsts, ratios, partners, isRational } = halfBasis(meter);
      const entry = (i: number, j: number): Cyclotomic =>
        Cyclotomic.fromRational(M.at(firsts[i], firsts[j])).plus(
          ratios[j].times(Cyclotomic.fromRational(M.at(firsts[i], partners[firsts[j]]))),
        );
      return inField(Matrix.build(cyclotomics, firsts.length, firsts.length, entry), isRational);
    },
    gram: (meter) => {
      const { firsts, ratios, partners, isRational } = halfBasis(meter);
      const { norms } = seminormal(meter);
      const lengths = firsts.map((t, i) =>
        Cyclotomic.fromRational(norms[t]).plus(
          ratios[i].times(ratios[i].conjugate()).times(Cyclotomic.fromRational(norms[partners[t]])),
        ),
      );
      const d = firsts.length;
      meter.step(d * d);
      const M = Matrix.build(cyclotomics, d, d, (i, j) => (i === j ? lengths[i] : Cyclotomic.zero));
      return inField(M, isRational);
    },
  };
}

/**
 * √c, positive or on the positive imaginary axis. c is ± the product of the diagonal hook lengths up to a rational
 * square, so only the root of that small integer is irrational.
 */
function rootOf(c: Fraction, hookProduct: number): Cyclotomic {
  const square = rationals.mul(c.abs(), rationals.fromInteger(hookProduct));
  const rational = rationals.div(
    rationals.fromInteger(isqrt(square.n)),
    rationals.fromInteger(isqrt(square.d) * BigInt(hookProduct)),
  );
  const root = squareRoot(hookProduct).times(Cyclotomic.fromRational(rational));
  if (!root.times(root).equals(Cyclotomic.fromRational(c.abs()))) {
    throw new IsotypicError('VERIFICATION_FAILED', {
      where: 'irreps',
      expected: 'J² = ± the product of the diagonal hooks, up to a square',
      received: `${c.toFraction()} against ${hookProduct}`,
      remedy: 'This is a bug; please report it with the generators.',
    });
  }
  return c.s < 0n ? root.times(Cyclotomic.rootOfUnity(4)) : root;
}
