/** Tensor products of known irreps, and the one constituent of a product that is not known. */
import {
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  type Field,
  Matrix,
  nullspace,
  type PermutationGroup,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import { binomial } from '@isotypic/algebra/internal';
import { exteriorPower, symmetricPower } from '../../characters/adams.js';
import type { IrreducibleCharacter } from '../../characters/character-table.js';
import type { ClassFunction } from '../../characters/class-function.js';
import { evaluateThroughWords } from '../../matrices/evaluate.js';
import { adjoint, isRationalMatrix, kronecker, overCyclotomics } from '../../matrices/exact-matrices.js';
import { homSpace } from '../../matrices/hom-space.js';
import { powerOfMatrix } from '../../representations/powers.js';
import { commonConductor, type IrrepForm } from '../formed-irrep.js';

/** A representation by matrices of the group's generators, with its invariant form. */
export interface FormedProduct {
  readonly isReal: boolean;
  readonly matrices: readonly ExactMatrix[];
  readonly gram: ExactMatrix;
}

export interface TensorCandidate {
  readonly name: string;
  /** Whether its factors have real matrices. */
  readonly isReal: boolean;
  readonly dimension: number;
  character(): ClassFunction;
  product(meter: WorkMeter): FormedProduct;
}

/** A product with its constituents, all known but one, which occurs once. */
export interface TensorPlan extends TensorCandidate {
  readonly wanted: number;
  readonly known: readonly number[];
}

/** Where the forms of known irreps come from. */
export interface FormSource {
  form(k: number, meter: WorkMeter): IrrepForm;
  isReal(k: number): boolean;
}

/** Exterior powers, symmetric squares and products of two irreps, of dimension at most `limit`. */
export function* tensorCandidates(
  group: PermutationGroup,
  available: readonly number[],
  source: FormSource,
  characters: readonly IrreducibleCharacter[],
  limit: number,
): Generator<TensorCandidate> {
  const candidates = new TensorCandidates(group, source, characters);
  for (const a of available) {
    const d = characters[a].degree;
    for (let k = 2; 2 * k <= d && binomial(d, k) <= limit; k++) yield candidates.exteriorPower(a, k);
    if ((d * (d + 1)) / 2 <= limit) yield candidates.symmetricSquare(a);
    for (const b of available) if (b > a && d * characters[b].degree <= limit) yield candidates.product(a, b);
  }
}

class TensorCandidates {
  constructor(
    private readonly group: PermutationGroup,
    private readonly source: FormSource,
    private readonly characters: readonly IrreducibleCharacter[],
  ) {}

  exteriorPower(a: number, k: number): TensorCandidate {
    const power = (M: ExactMatrix): ExactMatrix => powerOfMatrix(M, k, 'exterior');
    return {
      name: `Λ${k}(${a})`,
      isReal: this.source.isReal(a),
      dimension: Number(binomial(this.characters[a].degree, k)),
      character: () => exteriorPower(this.characters[a], k),
      product: (meter) => {
        const form = this.source.form(a, meter);
        return { isReal: form.isReal, matrices: this.generators(form, meter).map(power), gram: power(form.gram) };
      },
    };
  }

  symmetricSquare(a: number): TensorCandidate {
    const d = this.characters[a].degree;
    return {
      name: `S2(${a})`,
      isReal: this.source.isReal(a),
      dimension: (d * (d + 1)) / 2,
      character: () => symmetricPower(this.characters[a], 2),
      product: (meter) => {
        const form = this.source.form(a, meter);
        const matrices = this.generators(form, meter).map((M) => powerOfMatrix(M, 2, 'symmetric'));
        return { isReal: form.isReal, matrices, gram: symmetricSquareForm(form.gram) };
      },
    };
  }

  product(a: number, b: number): TensorCandidate {
    const { source, characters } = this;
    return {
      name: `${a}⊗${b}`,
      isReal: source.isReal(a) && source.isReal(b),
      dimension: characters[a].degree * characters[b].degree,
      character: () => characters[a].times(characters[b]),
      product: (meter) => {
        const [x, y] = [source.form(a, meter), source.form(b, meter)];
        const B = this.generators(y, meter);
        return {
          isReal: x.isReal && y.isReal,
          matrices: this.generators(x, meter).map((M, i) => tensor(M, B[i])),
          gram: tensor(x.gram, y.gram),
        };
      },
    };
  }

  private generators(form: IrrepForm, meter: WorkMeter): ExactMatrix[] {
    return this.group.generators.map((g) => form.matrix(g, meter));
  }
}

/**
 * The orthogonal complement of the known constituents, which is the one that is missing; undefined when its dimension
 * is not `degree`.
 */
export function missingConstituent(
  group: PermutationGroup,
  { isReal, matrices, gram }: FormedProduct,
  known: readonly IrrepForm[],
  degree: number,
  meter: WorkMeter,
): IrrepForm | undefined {
  const forms = known.map((form) => group.generators.map((g) => form.matrix(g, meter)));
  const rational = [...matrices, gram, ...forms.flat()].every(isRationalMatrix);
  const field: Field<ExactScalar> = rational ? rationals : cyclotomics;
  const lift = (M: ExactMatrix): ExactMatrix => (rational ? M : overCyclotomics(M));
  const B = matrices.map(lift);
  const S = lift(gram);
  let images: ExactMatrix | undefined;
  for (const A of forms) {
    for (const T of homSpace('irreps', A.map(lift), B, meter)) images = images === undefined ? T : images.beside(T);
  }
  // The complement, in a basis that is the identity on some of its rows.
  const W = images === undefined ? Matrix.identity(field, S.rows) : nullspace(adjoint(images).times(S));
  if (W.cols !== degree) return undefined;
  const rows = identityRows(W);
  const small = B.map((M) =>
    Matrix.fromRows(
      field,
      rows.map((r) => M.row(r)),
    ).times(W),
  );
  const matrix = evaluateThroughWords(group, small, degree);
  return {
    isReal,
    conductor: commonConductor(small),
    gram: adjoint(W).times(S).times(W),
    matrix,
  };
}

/** For each column the row in which it is 1 and the others are 0. */
function identityRows(W: ExactMatrix): number[] {
  const { field } = W;
  const rows = new Array<number>(W.cols).fill(-1);
  for (let i = 0; i < W.rows; i++) {
    const at = W.row(i).flatMap((x, j) => (field.isZero(x) ? [] : [j]));
    if (at.length === 1 && field.eql(W.at(i, at[0]), field.one)) rows[at[0]] = i;
  }
  return rows;
}

function tensor(A: ExactMatrix, B: ExactMatrix): ExactMatrix {
  return isRationalMatrix(A) && isRationalMatrix(B)
    ? kronecker(A, B)
    : kronecker(overCyclotomics(A), overCyclotomics(B));
}

/** The form on the monomials e_i e_j = (e_i ⊗ e_j + e_j ⊗ e_i)/2, i ≤ j: (S_ik S_jl + S_il S_jk)/2. */
function symmetricSquareForm(gram: ExactMatrix): ExactMatrix {
  const S = gram;
  const { field, rows: d } = S;
  const pairs = Array.from({ length: d }, (_, i) => i).flatMap((i) =>
    Array.from({ length: d - i }, (_, j) => [i, i + j] as const),
  );
  const half = field.inv(field.fromInteger(2));
  return Matrix.build(field, pairs.length, pairs.length, (r, c) => {
    const [[i, j], [k, l]] = [pairs[r], pairs[c]];
    const sum = field.add(field.mul(S.at(i, k), S.at(j, l)), field.mul(S.at(i, l), S.at(j, k)));
    return field.mul(half, sum);
  });
}
