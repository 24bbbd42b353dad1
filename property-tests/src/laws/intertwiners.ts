/** The laws of a space of intertwiners, Hom_G(X, Y). */
import { type ExactMatrix, Matrix, type Permutation, rank, rationals } from '@isotypic/algebra';
import { checkArgument, checkOptions, type Kind } from '@isotypic/algebra/internal';
import type { ExactRepresentation } from '@isotypic/reps';
import fc from 'fast-check';
import { productOf } from '../arbitraries/groups.js';
import { times } from '../arbitraries/representations.js';
import { EXACT_REPRESENTATION } from '../arguments.js';
import { type Law, LawSuite } from './law.js';
import { LAW_OPTION_KINDS, type LawOptions } from './options.js';

/**
 * What `intertwinerLaws` asks of an implementation: maps are dim Y × dim X; without `project` its laws are left out.
 */
export interface IntertwinerImplementation {
  readonly dimension: number;
  readonly basis: () => readonly ExactMatrix[];
  readonly project?: (A: ExactMatrix) => ExactMatrix;
}

const INTERTWINERS: Kind = {
  expected: 'a space of intertwiners: { dimension, basis() }',
  accepts: (v) => typeof v === 'object' && v !== null && 'dimension' in v && 'basis' in v,
};

/** Groups whose elements are averaged over one by one, the definition being the twin. */
const MOST_ELEMENTS = 500n;

/**
 * The laws of Hom_G(X, Y): every map of the basis commutes with the generators and with random elements; the maps are
 * as many as the dimension, and independent; the dimension is the average of tr ρ_Y(g)·tr ρ_X(g⁻¹) over the group (for
 * groups of at most 500 elements); maps from X to X multiply within the space; and `project` fixes the basis, is
 * idempotent, answers with equivariant maps, and is the average over the group. 10 cases each.
 *
 * @example
 * const rep = permutationRepresentation(catalogue.dihedral(4));
 * assertLaws(intertwinerLaws(intertwiners(rep, rep), rep, rep));
 */
export function intertwinerLaws(
  maps: IntertwinerImplementation,
  X: ExactRepresentation,
  Y: ExactRepresentation,
  options: LawOptions = {},
): readonly Law[] {
  checkArgument('intertwinerLaws', 'maps', maps, INTERTWINERS);
  checkArgument('intertwinerLaws', 'X', X, EXACT_REPRESENTATION);
  checkArgument('intertwinerLaws', 'Y', Y, EXACT_REPRESENTATION);
  checkOptions('intertwinerLaws', options, LAW_OPTION_KINDS);
  const suite = new LawSuite('intertwinerLaws', `from ${X} to ${Y}`, options, 10);
  basisLaws(suite, maps, X, Y);
  if (X.group.order <= MOST_ELEMENTS) {
    suite.fact('the dimension is the average of tr ρ_Y(g)·tr ρ_X(g⁻¹)', () => {
      const average = averageTrace(X, Y);
      return Number(average) === maps.dimension || `the average is ${average}, the dimension ${maps.dimension}`;
    });
  }
  if (maps.project !== undefined) projectionLaws(suite, maps, X, Y);
  return suite.laws;
}

/** Equal numbers in equal places; numbers print in one form in either field. */
function equal(A: ExactMatrix, B: ExactMatrix): boolean {
  const texts = (M: Matrix<unknown>) => M.entries.map((x) => M.field.print(x));
  const right = texts(B as Matrix<unknown>);
  const isSame = (text: string, i: number) => text === right[i];
  return A.rows === B.rows && A.cols === B.cols && texts(A as Matrix<unknown>).every(isSame);
}

const commutes = (A: ExactMatrix, x: ExactMatrix, y: ExactMatrix): boolean => equal(times(A, x), times(y, A));

function basisLaws(
  suite: LawSuite,
  maps: IntertwinerImplementation,
  X: ExactRepresentation,
  Y: ExactRepresentation,
): void {
  suite.fact('as many maps as the dimension, dim Y × dim X', () => {
    const basis = maps.basis();
    return basis.length === maps.dimension && basis.every((A) => A.rows === Y.dimension && A.cols === X.dimension);
  });
  suite.fact('Aρ_X(g) = ρ_Y(g)A for the generators', () => {
    const basis = maps.basis();
    const at = X.generatorMatrices.findIndex((x, k) => !basis.every((A) => commutes(A, x, Y.generatorMatrices[k])));
    return at < 0 || `not so for generator ${at}`;
  });
  suite.fact('the maps are independent', () => independent(maps.basis()));
  const index = fc.nat(Math.max(0, maps.dimension - 1));
  suite.forAll('Aρ_X(g) = ρ_Y(g)A for all g', [index, productOf(X.group, 12)], (i, g) => {
    const A = maps.basis()[i];
    return A === undefined || commutes(A, X.matrix(g), Y.matrix(g));
  });
  if (X !== Y) return;
  suite.forAll('products of maps are maps', [index, index], (i, j) => {
    const basis = maps.basis();
    if (basis.length === 0) return true;
    return !independent([...basis, times(basis[i], basis[j])]);
  });
}

function independent(maps: readonly ExactMatrix[]): boolean {
  if (maps.length === 0) return true;
  const one = Matrix.identity(maps.find((A) => A.field !== rationals)?.field ?? rationals, maps[0].rows) as ExactMatrix;
  const rows = maps.map((A) => times(one, A) as Matrix<unknown>);
  const { field } = rows[0];
  return (
    rank(
      Matrix.fromRows(
        field,
        rows.map((A) => A.entries),
      ),
    ) === maps.length
  );
}

/** Over all elements, one by one: the dimension, for representations over the reals. */
function averageTrace(X: ExactRepresentation, Y: ExactRepresentation): string {
  const trace = (rep: ExactRepresentation, g: Permutation): ExactMatrix => {
    const M = rep.matrix(g) as Matrix<unknown>;
    return Matrix.fromRows(M.field, [[M.trace()]]) as ExactMatrix;
  };
  let sum = Matrix.zero(rationals, 1, 1) as Matrix<unknown>;
  for (const g of X.group.elements()) {
    const term = times(trace(Y, g), trace(X, g.inverse())) as Matrix<unknown>;
    sum = plus(sum, term);
  }
  const { field } = sum;
  return field.print(field.div(sum.at(0, 0), field.fromInteger(X.group.order)));
}

/** The sum over the larger of the two fields. */
function plus(A: Matrix<unknown>, B: Matrix<unknown>): Matrix<unknown> {
  if (A.field === B.field) return A.plus(B);
  const larger = A.field === rationals ? B.field : A.field;
  const one = (n: number) => Matrix.identity(larger, n) as ExactMatrix;
  const lift = (M: Matrix<unknown>) => times(one(M.rows), M as ExactMatrix) as Matrix<unknown>;
  return lift(A).plus(lift(B));
}

function projectionLaws(
  suite: LawSuite,
  maps: IntertwinerImplementation,
  X: ExactRepresentation,
  Y: ExactRepresentation,
): void {
  const project = (A: ExactMatrix): ExactMatrix => maps.project?.(A) ?? A;
  const size = X.dimension * Y.dimension;
  const any = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: size, maxLength: size }).map((entries) => {
    return new Matrix(
      rationals,
      Y.dimension,
      X.dimension,
      entries.map((n) => rationals.fromInteger(n)),
    );
  });
  suite.fact('project fixes the basis', () => maps.basis().every((A) => equal(project(A), A)));
  suite.forAll('project answers with equivariant maps', [any], (A) => {
    const P = project(A);
    return X.generatorMatrices.every((x, k) => commutes(P, x, Y.generatorMatrices[k]));
  });
  suite.forAll('project is idempotent', [any], (A) => equal(project(project(A)), project(A)));
  if (X.group.order > MOST_ELEMENTS) return;
  suite.forAll('project is the average of ρ_Y(g)Aρ_X(g⁻¹)', [any], (A) => {
    let sum = Matrix.zero(rationals, Y.dimension, X.dimension) as Matrix<unknown>;
    for (const g of X.group.elements()) {
      sum = plus(sum, times(times(Y.matrix(g), A), X.matrix(g.inverse())) as Matrix<unknown>);
    }
    const average = sum.scale(sum.field.inv(sum.field.fromInteger(X.group.order)));
    return equal(project(A), average as ExactMatrix);
  });
}
