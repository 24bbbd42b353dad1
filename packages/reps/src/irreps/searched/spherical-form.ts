/**
 * Irreps as constituents of induced linear characters: where λ of a subgroup H occurs once in χ, the vector v with
 * hv = λ(h)v spans a line, and translates x₁v, …, x_dv that are a basis have the Gram matrix S = (φ(xᵢ⁻¹xⱼ)), φ the
 * spherical function; g acts as S⁻¹(φ(xᵢ⁻¹gxⱼ)) (Dixon 1993, "Constructing representations of finite groups"; Janusz
 * 1966). All entries of S and of the right-hand sides are values of φ on cosets, so that a table of how translates move
 * the cosets is all that is needed. The translates are spun from v, so that most columns of generators are unit
 * vectors.
 */

import {
  type Cyclotomic,
  cyclotomics,
  type ExactMatrix,
  type ExactScalar,
  Matrix,
  type PermutationGroup,
  solve,
  type WorkMeter,
} from '@isotypic/algebra';
import type { CharacterTable } from '../../characters/character-table.js';
import type { Residues } from '../../characters/lift.js';
import { isRationalMatrix, overSmallestField } from '../../matrices/exact-matrices.js';
import { solveOverSubfield } from '../descent/subfield-systems.js';
import type { GramAndMatrices, IrrepForm } from '../formed-irrep.js';
import { checkedForm } from './checked-form.js';
import { LineSearch } from './line-search.js';
import { monomialMatrices } from './monomial-form.js';
import { shortOrbit } from './short-orbit.js';
import { type SphericalFunction, sphericalFunction } from './spherical-function.js';
import { spinTranslates, type Translates } from './translates.js';
import { weightMatrices } from './weight-basis.js';

/** Degrees looked for: systems of this size are solved in about a minute. */
const LARGEST_DEGREE = 300;

/** From this degree on weight spaces are reduced where φ is not rational; smaller systems are solved in a second. */
const LEAST_WEIGHTED = 40;

/** Finds matrices for rows of a table by linear characters of subgroups. */
export class SphericalSearch {
  private readonly lines: LineSearch;

  constructor(
    private readonly table: CharacterTable,
    private readonly arithmetic: Residues,
  ) {
    this.lines = new LineSearch(table, arithmetic);
  }

  /** How many subgroups were looked at so far. */
  get subgroups(): number {
    return this.lines.subgroupCount;
  }

  /** Matrices of row i; undefined where no subgroup looked at has a linear character that occurs once. */
  form(i: number, meter: WorkMeter): IrrepForm | undefined {
    const χ = this.table.characters[i];
    if (χ.degree > LARGEST_DEGREE) return undefined;
    const line = this.lines.line(χ, meter);
    if (line === undefined) return undefined;
    if (line.subgroup.order * BigInt(χ.degree) === this.table.order) {
      return checkedForm(this.table, χ, monomialMatrices(this.table, line, meter));
    }
    const φ = sphericalFunction(this.table, χ, line, this.arithmetic, meter);
    const { modulus } = this.arithmetic;
    const translates = spinTranslates(φ, [φ.images], χ.degree, modulus, meter);
    if (translates === undefined) return undefined;
    const isPlain = φ.isRational() || χ.degree < LEAST_WEIGHTED;
    const made = isPlain ? undefined : weightMatrices(this.table, χ, φ, translates, modulus, meter);
    if (made !== undefined) return checkedForm(this.table, χ, made);
    const spread = isPlain ? undefined : shortOrbit(this.table, χ, this.lines, this.arithmetic, meter);
    const { group } = this.table;
    return checkedForm(
      this.table,
      χ,
      sphericalMatrices(group, spread?.φ ?? φ, spread?.translates ?? translates, meter),
    );
  }
}

function sphericalMatrices(
  group: PermutationGroup,
  φ: SphericalFunction,
  { positions, moved }: Translates,
  meter: WorkMeter,
): GramAndMatrices {
  const d = positions.length;
  const numberAt = new Map(positions.map((x, j) => [x, j]));
  const column = (point: number): Cyclotomic[] => moved.map((back) => φ.exact(back[point]));
  const columns = positions.map(column);
  const gram = Matrix.build(cyclotomics, d, d, (i, j) => columns[j][i]);
  // Generator k takes xⱼv to another translate of the basis, or to a vector whose coordinates are solved for.
  const moves: { k: number; j: number; target: number }[] = [];
  const wanted: { k: number; j: number; values: Cyclotomic[] }[] = [];
  group.generators.forEach((_, k) => {
    for (let j = 0; j < d; j++) {
      meter.step(d);
      const point = φ.images[k].images[positions[j]];
      const target = numberAt.get(point);
      if (target === undefined) wanted.push({ k, j, values: column(point) });
      else moves.push({ k, j, target });
    }
  });
  const sides = Matrix.build(cyclotomics, d, wanted.length, (i, s) => wanted[s].values[i]);
  const rational = isRationalMatrix(overSmallestField([gram])[0]) && isRationalMatrix(overSmallestField([sides])[0]);
  const over = (M: Matrix<Cyclotomic>): ExactMatrix => (rational ? overSmallestField([M])[0] : M);
  const S = over(gram);
  const X: ExactMatrix = rational
    ? meter.part((options) => solve<ExactScalar>(S, over(sides), options))
    : solveOverSubfield(gram, sides, meter);
  const { zero, one } = S.field;
  const entries = group.generators.map(() => new Array<ExactScalar>(d * d).fill(zero));
  for (const { k, j, target } of moves) entries[k][target * d + j] = one;
  wanted.forEach(({ k, j }, s) => {
    for (let i = 0; i < d; i++) entries[k][i * d + j] = X.at(i, s);
  });
  return { gram: S, matrices: entries.map((list) => new Matrix(S.field, d, d, list) as ExactMatrix) };
}
