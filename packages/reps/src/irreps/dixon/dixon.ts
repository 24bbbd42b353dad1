/**
 * Dixon's construction (Dixon 1993; Dabbaghian-Abdoly–Dixon 2010): when ⟨χ_H, λ⟩ = 1, the λ-space of H is a line ℂv,
 * ⟨v, ρ(y)v⟩ = φ(y) = (1/|H|) Σ_h λ(h⁻¹) χ(hy), and in a basis x₁v, …, x_dv of translates
 *   S_ij = φ(x_i⁻¹ x_j) is the invariant form, A(g)_ij = φ(x_i⁻¹ g x_j) and ρ(g) = S⁻¹A(g).
 * All entries lie in ℚ(χ, λ): with λ = ±1 and a real χ the matrices are real, and rational for a rational χ.
 */
import {
  Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  gcd,
  IsotypicError,
  inverse,
  Matrix,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import { isRationalMatrix, overSmallestField } from '../../matrices/exact-matrices.js';
import type { ElementTable } from '../elements/element-table.js';
import type { LinearCharacter } from '../elements/linear-character.js';
import type { PrimeArithmetic } from '../elements/prime-arithmetic.js';
import { type TableCharacter, transversal } from '../elements/table-character.js';

export interface DixonForm {
  /** ρ of an element of the table. */
  matrix(g: number, meter: WorkMeter): ExactMatrix;
  /** Invariant Hermitian form; symmetric when the matrices are real. */
  readonly gram: ExactMatrix;
}

export function dixonForm(
  table: ElementTable,
  χ: TableCharacter,
  λ: LinearCharacter,
  field: PrimeArithmetic,
  meter: WorkMeter,
): DixonForm {
  const H = λ.subgroup.elements;
  const d = χ.degree;
  const φ = sphericalFunction(table, χ, λ);
  meter.step(d * d);
  const xs = independentTranslates(table, χ, λ, field, meter);
  const entry = (g: number, work: WorkMeter) => (i: number, j: number) => {
    work.step(0);
    return φ(table.times(table.inverse[xs[i]], table.times(g, xs[j])));
  };
  const [gram] = overSmallestField([Matrix.build(cyclotomics, d, d, entry(0, meter))]);
  // The field of all matrices is decided by that of the values, not matrix by matrix.
  const isRational =
    H.every((h) => (2 * λ.turns[h]) % table.order === 0) && table.classes.every((_, c) => χ.value(c).isRational());
  const S = isRational ? gram : gramOver(gram);
  const inverseGram = meter.part((options) => inverse(S, options));
  const zero = S.field.zero;
  return {
    gram: S,
    matrix: (g, work) => {
      work.step(d * d);
      const columns = xs.map((x, j) => translateOf(table, λ, xs, table.times(g, x)) ?? solvedColumn(g, j, work));
      return Matrix.fromRows(S.field as typeof inverseGram.field, columns).transpose();
    },
  };

  /** Column j of S⁻¹A(g). */
  function solvedColumn(g: number, j: number, work: WorkMeter): ExactScalar[] {
    const A = Matrix.build(cyclotomics, d, 1, (i) => entry(g, work)(i, j));
    const [exact] = isRational ? overSmallestField([A]) : [A];
    return [...inverseGram.times(exact).entries];
  }

  /** When y = x_i h, the image yv = λ(h)·x_i v is a multiple of a basis vector. */
  function translateOf(
    { inverse: inv, order }: ElementTable,
    { subgroup, turns }: LinearCharacter,
    translates: readonly number[],
    y: number,
  ): ExactScalar[] | undefined {
    for (let i = 0; i < d; i++) {
      const h = table.times(inv[translates[i]], y);
      if (!subgroup.contains[h]) continue;
      const column = new Array<ExactScalar>(d).fill(zero);
      const sign = turns[h] === 0 ? S.field.one : 2 * turns[h] === order ? S.field.fromInteger(-1) : undefined;
      column[i] = sign ?? Cyclotomic.rootOfUnity(order / gcd(order, turns[h]), turns[h] / gcd(order, turns[h]));
      return column;
    }
    return undefined;
  }
}

function gramOver(gram: ExactMatrix): ExactMatrix {
  return isRationalMatrix(gram) ? gram.map(cyclotomics, (x) => Cyclotomic.fromRational(x)) : gram;
}

/** φ(y), remembered: class functions are summed class by class. */
function sphericalFunction(table: ElementTable, χ: TableCharacter, λ: LinearCharacter): (y: number) => Cyclotomic {
  const H = λ.subgroup.elements;
  const weight = Cyclotomic.fromRational(rationals.inv(rationals.fromInteger(H.length)));
  const known = new Map<number, Cyclotomic>();
  const N = table.order;
  return (y) => {
    let value = known.get(y);
    if (value !== undefined) return value;
    const turnsByClass = new Map<number, number[]>();
    for (const h of H) {
      const c = table.classOf[table.times(h, y)];
      const turns = turnsByClass.get(c);
      if (turns === undefined) turnsByClass.set(c, [(N - λ.turns[h]) % N]);
      else turns.push((N - λ.turns[h]) % N);
    }
    value = Cyclotomic.zero;
    for (const [c, turns] of turnsByClass) {
      const at = χ.value(c);
      if (at.isZero()) continue;
      value = value.plus(at.times(sumOfRoots(N, turns)));
    }
    value = value.times(weight);
    known.set(y, value);
    return value;
  };
}

function sumOfRoots(N: number, turns: readonly number[]): Cyclotomic {
  let integer = 0;
  const others: number[] = [];
  for (const k of turns) {
    if (k === 0) integer++;
    else if (2 * k === N) integer--;
    else others.push(k);
  }
  const sum = Cyclotomic.fromRational(integer);
  if (others.length === 0) return sum;
  // Lowest terms: the field of the values, not that of |G|-th roots of unity.
  const common = others.reduce(gcd, N);
  return sum.plus(
    Cyclotomic.fromExponents(
      N / common,
      others.map((k) => [k / common, 1] as const),
    ),
  );
}

/**
 * x₁, …, x_d with linearly independent x_iv, greedily along the cosets of H: the Gram matrix stays invertible modulo p,
 * hence is invertible. Its triangular factors modulo p grow by a row and a column at a time.
 */
function independentTranslates(
  table: ElementTable,
  χ: TableCharacter,
  λ: LinearCharacter,
  field: PrimeArithmetic,
  meter: WorkMeter,
): number[] {
  const H = λ.subgroup.elements;
  const { add, sub, mul, inv, root } = field;
  const weight = inv(H.length);
  const known = new Float64Array(table.order).fill(-1);
  const φ = (y: number): number => {
    if (known[y] >= 0) return known[y];
    let sum = 0;
    for (const h of H)
      sum = add(sum, mul(χ.residues[table.classOf[table.times(h, y)]], root(-λ.turns[h], table.order)));
    known[y] = mul(sum, weight);
    return known[y];
  };
  const xs: number[] = [];
  const lower: number[][] = []; // unit lower triangular, without the diagonal
  const upper: number[][] = []; // upper[i][j], j ≥ i, kept by columns: upper[j][i]
  const all = transversal(table, λ.subgroup);
  // Translates orthogonal to those before come first: a diagonal form is inverted at no cost.
  const orthogonal: number[] = [];
  for (const x of all) {
    meter.step(0);
    if (orthogonal.length < χ.degree && orthogonal.every((y) => φ(table.times(table.inverse[y], x)) === 0))
      orthogonal.push(x);
  }
  for (const x of [...orthogonal, ...all]) {
    if (xs.includes(x)) continue;
    meter.step(0);
    const back = table.inverse[x];
    const column: number[] = [];
    const row: number[] = [];
    for (let i = 0; i < xs.length; i++) {
      let u = φ(table.times(table.inverse[xs[i]], x));
      for (let k = 0; k < i; k++) u = sub(u, mul(lower[i][k], column[k]));
      column.push(u);
      let l = φ(table.times(back, xs[i]));
      for (let k = 0; k < i; k++) l = sub(l, mul(row[k], upper[i][k]));
      row.push(mul(l, inv(upper[i][i])));
    }
    let pivot = φ(0);
    for (let k = 0; k < xs.length; k++) pivot = sub(pivot, mul(row[k], column[k]));
    if (pivot === 0) continue;
    xs.push(x);
    lower.push(row);
    upper.push([...column, pivot]);
    if (xs.length === χ.degree) return xs;
  }
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'irreps',
    expected: `${χ.degree} independent translates`,
    received: `${xs.length}`,
    remedy: 'The character is not irreducible, or p divides a Gram determinant; please report the generators.',
  });
}
