/** What a group of rotations and reflections of space does to spherical harmonics, exactly. */
import { type Cyclotomic, cyclotomics, type ExactMatrix, Matrix } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import type { LinearAction } from '@isotypic/reps';
import { overCyclotomics } from '@isotypic/reps/internal';
import { REAL_CONVENTIONS, type RealConvention } from '../conventions/harmonic-convention.js';
import { harmonicDerivation, harmonicMatrix } from './harmonic-action.js';
import { solidHarmonic } from './solid-polynomials.js';

/** Options of `harmonicAction`. */
export interface HarmonicActionOptions {
  /** Whose harmonics; default e3nn's, as in `sphericalHarmonics`. */
  readonly convention?: RealConvention;
}

const OPTION_KINDS: OptionKinds<HarmonicActionOptions> = { convention: oneOf(...REAL_CONVENTIONS) };

/** Largest degree: 81 × 81 matrices of square roots, seconds each (measured at 40: 2 s). */
const DEGREE = integer(0, 40);
const DEGREES = {
  expected: 'a degree from 0 to 40, or an array of such',
  accepts: (l: unknown) => (Array.isArray(l) ? l.every((x) => DEGREE.accepts(x)) : DEGREE.accepts(l)),
};
const ON_SPACE = {
  expected: 'an action on space: 3×3 matrices and derivations',
  accepts: (v: unknown) =>
    typeof v === 'object' && v !== null && 'generatorMatrices' in v && 'dimension' in v && v.dimension === 3,
};

/**
 * The action on coordinates in real harmonics of degree l that an action on ℝ³ by orthogonal matrices has: Y(gv) =
 * ρ(g)Y(v), with the derivatives of ρ for one-parameter subgroups. The harmonics are those of `sphericalHarmonics`, all
 * of one length, so that ρ is orthogonal; its entries are square roots of rational numbers, as cyclotomic numbers. Of
 * several degrees, side by side.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for matrices that are not orthogonal, or derivations not skew
 * @example
 * const turns = { dimension: 3, generatorMatrices: pointGroup('D4').vector.generatorMatrices };
 * harmonicAction([0, 1, 2], turns).dimension // 9
 */
export function harmonicAction(
  l: number | readonly number[],
  space: LinearAction,
  options: HarmonicActionOptions = {},
): LinearAction {
  const where = 'harmonicAction';
  checkArgument(where, 'l', l, DEGREES);
  checkArgument(where, 'space', space, ON_SPACE);
  checkOptions(where, options, OPTION_KINDS);
  const { convention = 'e3nn' } = options;
  const degrees = typeof l === 'number' ? [l] : l;
  const elements = space.generatorMatrices.map(overCyclotomics);
  const derivations = (space.derivations ?? []).map(overCyclotomics);
  const one = Matrix.identity(cyclotomics, 3);
  if (
    elements.some((g) => !g.transpose().times(g).equals(one)) ||
    derivations.some((X) => !X.plus(X.transpose()).isZero())
  ) {
    throw invalidArgument(where, 'orthogonal matrices and skew derivations', 'others');
  }
  const sum = (of: (degree: number) => Matrix<Cyclotomic>): ExactMatrix =>
    blockDiagonal(degrees.map((d) => normalized(of(d), d, convention))) as unknown as ExactMatrix;
  return {
    dimension: degrees.reduce((n, d) => n + 2 * d + 1, 0),
    generatorMatrices: elements.map((g) => sum((d) => harmonicMatrix(g, d, convention))),
    derivations: derivations.map((X) => sum((d) => harmonicDerivation(X, d, convention))),
  };
}

/** From the integer polynomials h to the harmonics f·h: entry (i, j) times fⱼ/fᵢ. */
function normalized(M: Matrix<Cyclotomic>, l: number, convention: RealConvention): Matrix<Cyclotomic> {
  const factors = Array.from({ length: 2 * l + 1 }, (_, k) => solidHarmonic(l, k - l, convention).factor);
  return Matrix.build(cyclotomics, M.rows, M.cols, (i, j) => {
    if (M.at(i, j).isZero() || i === j) return M.at(i, j);
    return M.at(i, j).times(factors[j].times(factors[i].inverse()).toCyclotomic());
  });
}

function blockDiagonal(blocks: readonly Matrix<Cyclotomic>[]): Matrix<Cyclotomic> {
  const size = blocks.reduce((n, b) => n + b.rows, 0);
  const entries = Array.from({ length: size * size }, () => cyclotomics.zero);
  let offset = 0;
  for (const block of blocks) {
    for (let i = 0; i < block.rows; i++) {
      for (let j = 0; j < block.cols; j++) entries[(offset + i) * size + offset + j] = block.at(i, j);
    }
    offset += block.rows;
  }
  return new Matrix(cyclotomics, size, size, entries);
}
