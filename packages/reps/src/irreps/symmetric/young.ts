/**
 * Irreducible representations of the symmetric groups: Young's seminormal form (Young 1932; James–Kerber 1981,
 * §3.3–3.4). The basis is the standard tableaux of a partition; an adjacent transposition moves a tableau to itself and
 * at most one other, with rational coefficients, and the invariant form is diagonal.
 */
import { Matrix, rationals, type WorkMeter } from '@isotypic/algebra';
import type Fraction from 'fraction.js';
import type { Partition } from '../../partitions.js';

/** The number of standard tableaux, by the hook length formula (Frame–Robinson–Thrall 1954). */
export function hookDegree(shape: Partition): bigint {
  let product = 1n;
  let n = 0;
  let hooks = 1n;
  for (let i = 0; i < shape.length; i++) {
    for (let j = 0; j < shape[i]; j++) {
      product *= BigInt(++n);
      const leg = shape.filter((row, k) => k > i && row > j).length;
      hooks *= BigInt(shape[i] - j + leg);
    }
  }
  return product / hooks;
}

/** Young's seminormal form of one partition. */
export interface SeminormalForm {
  readonly degree: number;
  /** ρ(g) for a permutation of 0…n−1. */
  matrix(images: ArrayLike<number>, meter: WorkMeter): Matrix<Fraction>;
  /** The diagonal of the invariant form. */
  readonly norms: readonly Fraction[];
  /** For a partition equal to its transpose: J with Jρ(g) = sgn(g)ρ(g)J. */
  associator(): Associator;
}

/** J v_T = scales[T]·v_{T′}, T′ = partners[T] the transposed tableau; J² = square. */
export interface Associator {
  readonly partners: readonly number[];
  readonly scales: readonly Fraction[];
  readonly square: Fraction;
}

/** The invariant form, from its diagonal. */
export function diagonalForm(norms: readonly Fraction[]): Matrix<Fraction> {
  return Matrix.build(rationals, norms.length, norms.length, (i, j) => (i === j ? norms[i] : rationals.zero));
}

/** How s_k = (k k+1) acts on one tableau: s_k v_T = diagonal·v_T + offDiagonal·v_partner. */
interface Move {
  readonly diagonal: Fraction;
  readonly partner: number;
  readonly offDiagonal: Fraction;
}

/**
 * With r the axial distance, content(k+1) − content(k), of a tableau T where r > 0 and T′ = s_k T:
 * s_k v_T = v_T/r + v_T′ and s_k v_T′ = (1 − 1/r²) v_T − v_T′/r, so |v_T′|² = (1 − 1/r²)|v_T|².
 * A step of the meter is an entry of a tableau or of a matrix; there are `hookDegree(shape)` tableaux.
 */
export function seminormalForm(shape: Partition, meter: WorkMeter): SeminormalForm {
  const n = shape.reduce((a, b) => a + b, 0);
  meter.step(Number(hookDegree(shape)) * n);
  const tableaux = standardTableaux(shape, meter);
  const index = new Map(tableaux.map((rows, i) => [rows.join(), i]));
  const degree = tableaux.length;
  const contents = tableaux.map((rows) => contentsOf(rows));
  const moves: Move[][] = [];
  for (let k = 0; k + 1 < n; k++) {
    meter.step(0);
    moves.push(
      tableaux.map((rows, t) => {
        const r = contents[t][k + 1] - contents[t][k];
        const diagonal = rationals.inv(rationals.fromInteger(r));
        if (Math.abs(r) === 1) return { diagonal, partner: t, offDiagonal: rationals.zero };
        const swapped = [...rows];
        [swapped[k], swapped[k + 1]] = [rows[k + 1], rows[k]];
        const offDiagonal = r > 0 ? rationals.one : oneMinusSquare(r);
        return { diagonal, partner: index.get(swapped.join()) as number, offDiagonal };
      }),
    );
  }
  return {
    degree,
    norms: tableauNorms(degree, moves, contents),
    matrix: (images, work) => matrixOf(images, degree, moves, work),
    associator: () => {
      const transposed = tableaux.map((rows, t) => rows.map((row, entry) => row + contents[t][entry]).join());
      const partners = transposed.map((key) => index.get(key) as number);
      const scales = associatorScales(degree, moves, contents);
      return { partners, scales, square: rationals.mul(scales[0], scales[partners[0]]) };
    },
  };
}

/** ρ(g): sorting the images of g by neighboring swaps writes g as a product of adjacent transpositions. */
function matrixOf(
  images: ArrayLike<number>,
  degree: number,
  moves: readonly Move[][],
  meter: WorkMeter,
): Matrix<Fraction> {
  meter.step(degree * degree);
  const { add, mul, isZero } = rationals;
  const array = Array.from(images);
  const rows: Fraction[][] = Array.from({ length: degree }, (_, i) =>
    Array.from({ length: degree }, (_, j) => (i === j ? rationals.one : rationals.zero)),
  );
  const multiplyFromLeft = (k: number): void => {
    for (let t = 0; t < degree; t++) {
      meter.step(0);
      const { diagonal, partner, offDiagonal } = moves[k][t];
      if (partner === t) {
        if (diagonal.s < 0n) rows[t] = rows[t].map((x) => (isZero(x) ? x : rationals.neg(x)));
      } else if (partner > t) {
        const other = moves[k][partner];
        const [x, y] = [rows[t], rows[partner]];
        const combine = (a: Fraction, u: readonly Fraction[], b: Fraction, v: readonly Fraction[]): Fraction[] =>
          u.map((p, j) => {
            const q = v[j];
            if (isZero(p)) return isZero(q) ? q : mul(b, q);
            return isZero(q) ? mul(a, p) : add(mul(a, p), mul(b, q));
          });
        // Column t of ρ(s_k) is (diagonal, offDiagonal) at (t, partner): rows combine with the transposed pattern.
        rows[t] = combine(diagonal, x, other.offDiagonal, y);
        rows[partner] = combine(offDiagonal, x, other.diagonal, y);
      }
    }
  };
  for (let end = array.length - 1; end > 0; end--) {
    for (let k = 0; k < end; k++) {
      if (array[k] <= array[k + 1]) continue;
      [array[k], array[k + 1]] = [array[k + 1], array[k]];
      multiplyFromLeft(k);
    }
  }
  return Matrix.fromRows(rationals, rows);
}

function tableauNorms(degree: number, moves: readonly Move[][], contents: readonly number[][]): Fraction[] {
  const norms: (Fraction | undefined)[] = new Array(degree).fill(undefined);
  norms[0] = rationals.one;
  const queue = [0];
  for (const t of queue) {
    moves.forEach((move, k) => {
      const { partner } = move[t];
      if (norms[partner] !== undefined) return;
      const r = contents[t][k + 1] - contents[t][k];
      const known = norms[t] as Fraction;
      norms[partner] = r > 0 ? rationals.mul(known, oneMinusSquare(r)) : rationals.div(known, oneMinusSquare(r));
      queue.push(partner);
    });
  }
  return norms as Fraction[];
}

/**
 * Transposing changes the sign of every axial distance, so J s_k = −s_k J asks c_U = −(1 − 1/r²) c_T for U = s_k T, r >
 * 0.
 */
function associatorScales(degree: number, moves: readonly Move[][], contents: readonly number[][]): Fraction[] {
  const scales: (Fraction | undefined)[] = new Array(degree).fill(undefined);
  scales[0] = rationals.one;
  const queue = [0];
  for (const t of queue) {
    moves.forEach((move, k) => {
      const { partner } = move[t];
      if (scales[partner] !== undefined) return;
      const r = contents[t][k + 1] - contents[t][k];
      const factor = rationals.neg(oneMinusSquare(r));
      const known = scales[t] as Fraction;
      scales[partner] = r > 0 ? rationals.mul(known, factor) : rationals.div(known, factor);
      queue.push(partner);
    });
  }
  return scales as Fraction[];
}

/** 1 − 1/r². */
function oneMinusSquare(r: number): Fraction {
  return rationals.div(rationals.fromInteger(r * r - 1), rationals.fromInteger(r * r));
}

/** Each tableau as the row of every entry 0…n−1, in lexicographic order. */
function standardTableaux(shape: Partition, meter: WorkMeter): number[][] {
  const n = shape.reduce((a, b) => a + b, 0);
  const found: number[][] = [];
  const filled = shape.map(() => 0);
  const rowOf: number[] = [];
  const place = (): void => {
    if (rowOf.length === n) {
      meter.step(0);
      found.push([...rowOf]);
      return;
    }
    for (let row = 0; row < shape.length; row++) {
      if (filled[row] === shape[row] || (row > 0 && filled[row] === filled[row - 1])) continue;
      filled[row]++;
      rowOf.push(row);
      place();
      rowOf.pop();
      filled[row]--;
    }
  };
  place();
  return found;
}

/** Column minus row of every entry. */
function contentsOf(rowOf: readonly number[]): number[] {
  const filled: number[] = [];
  return rowOf.map((row) => {
    const column = filled[row] ?? 0;
    filled[row] = column + 1;
    return column - row;
  });
}
