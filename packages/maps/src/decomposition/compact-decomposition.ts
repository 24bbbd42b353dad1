/** The isotypic decomposition of an action of a compact group, finite or not, exactly. */
import {
  type DivisionAlgebra,
  type ExactMatrix,
  type ExactScalar,
  type Float64Layout,
  Matrix,
  toFloat64,
  WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { arrayOf, checkArgument, checkOptions, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import type { ActionComponent, ActionDecomposition, LinearAction } from '@isotypic/reps';
import { product } from '@isotypic/reps/internal';
import { isLinearAction } from '../representations/linear-action.js';
import { type ActionMatrices, overRoots, readActions } from './action-matrices.js';
import { type Copies, copiesIn, type Irreducible, irreducibleOf } from './copies.js';
import { complement, generatingVector } from './generating-vector.js';
import { IRRATIONAL, irreduciblePart } from './irreducible-part.js';
import { uniformMatrix } from './uniform-elements.js';

const ACTION = {
  expected: 'a linear action: a type bound by over(group), a group of matrices, matrices and derivations',
  accepts: isLinearAction,
  remedy: () => 'Types are bound by type.over(group).',
};

/**
 * All copies of one irreducible representation.
 * @example
 * const [trivial, , tensors] = compactDecomposition(T(2).over(parseMatrixGroup('SO(3)'))).components;
 * trivial.isTrivial // true
 * [tensors.degree, tensors.multiplicity, tensors.type] // [5, 1, 'real']
 */
export class CompactComponent implements ActionComponent {
  readonly degree: number;
  readonly type: DivisionAlgebra;
  readonly isTrivial: boolean;
  readonly multiplicity: number;

  /** @internal */
  constructor(
    readonly label: string,
    irreducible: Irreducible,
    /** @internal */
    readonly copies: Copies,
  ) {
    this.degree = irreducible.degree;
    this.type = irreducible.type;
    this.isTrivial = irreducible.isTrivial;
    this.multiplicity = copies.multiplicity;
  }

  /** The exact orthogonal projector onto the component, dimension×dimension: Σ ccᵀ/c·c over the columns c. */
  projector(): ExactMatrix {
    const { columns, norms } = this.copies;
    const { field } = columns;
    const scaled = Matrix.build(field, columns.rows, columns.cols, (i, j) => field.div(columns.at(i, j), norms[j]));
    return product(scaled, columns.transpose());
  }
}

/**
 * ρ(g) = Q (⊕ₖ I_{mₖ} ⊗ ρ̂ₖ(g)) Qᵀ for an action of a compact group: what `compactDecomposition` gives.
 * @example
 * const stress = compactDecomposition(T(2).over(parseMatrixGroup('O(3)')));
 * stress.dimension // 9
 * stress.components.map(({ degree }) => degree) // [1, 3, 5]
 */
export class CompactDecomposition implements ActionDecomposition {
  /**
   * The matrix of a uniformly random element of the group, from standard normal numbers; undefined unless the action is
   * a type of SO(n)s, O(n)s and groups that SU(2) covers.
   */
  readonly randomMatrix: ((normal: () => number) => Float64Layout) | undefined;

  /** @internal */
  constructor(
    readonly action: LinearAction,
    readonly components: readonly CompactComponent[],
    readonly family: object,
  ) {
    this.randomMatrix = uniformMatrix(action);
  }

  get dimension(): number {
    return this.action.dimension;
  }

  /**
   * Exact columns in which every copy of an irreducible has the same matrices, component by component, copy by copy,
   * and within a copy of degree d over e units coordinate u·(d/e) + s; and their Gram matrix, which is diagonal.
   * @example compactDecomposition(T(2).over(parseMatrixGroup('SO(3)'))).basis().columns.column(0).length // 9
   */
  basis(): { readonly columns: ExactMatrix; readonly gram: ExactMatrix } {
    const { columns, norms } = this.parts();
    const { field } = columns;
    return {
      columns,
      gram: Matrix.build(field, norms.length, norms.length, (i, j) => (i === j ? norms[i] : field.zero)),
    };
  }

  /**
   * The same columns in doubles, of length 1: dimension × dimension, each entry within 2 ulp.
   * @example compactDecomposition(parseMatrixGroup('SO(3)')).orthonormalBasis().rows // 3
   */
  orthonormalBasis(): Float64Layout {
    const { columns, norms } = this.parts();
    const { data, rows, cols } = toFloat64(columns);
    const lengths = toFloat64(new Matrix(columns.field, 1, cols, norms)).data.map(Math.sqrt);
    return { data: data.map((x, i) => x / lengths[i % cols]), rows, cols };
  }

  /** `trivial + 3 + 2·5`: multiplicities and labels. */
  toString(): string {
    const present = this.components.filter((c) => c.multiplicity > 0);
    return present.map((c) => (c.multiplicity === 1 ? c.label : `${c.multiplicity}·${c.label}`)).join(' + ');
  }

  private parts(): { columns: ExactMatrix; norms: readonly ExactScalar[] } {
    const all = this.components.map((c) => c.copies);
    return {
      columns: all.map((c) => c.columns).reduce((a, b) => a.beside(b)),
      norms: all.flatMap((c) => c.norms),
    };
  }
}

/**
 * Decomposes an action of a compact group over ℝ: discrete generators and one-parameter subgroups alike, so that SO(2),
 * O(3), the real form of SU(2) and their products with finite groups are a structure like any other. All is exact:
 * vectors of weight 0 or of the smallest weight generate invariant subspaces, self-adjoint maps that commute with the
 * group split them, and the copies of each are the images of one generating vector (the MeatAxe's standard basis,
 * Holt–Eick–O'Brien 2005, §7.5.3, for groups and Lie algebras at once).
 *
 * A step of `budget` is a vector mapped by a generator, or a row of an elimination; O(t·D³) of rational numbers for t
 * generators and each component.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for an action that is not real or does not preserve x·x; `NOT_DECIDED`
 *   where eigenvalues that are no sums of roots of unity would be needed; `BUDGET_EXCEEDED`
 * @example compactDecomposition(T(2).over(parseMatrixGroup('SO(3)'))).toString() // 'trivial + degree 3 + degree 5'
 */
export function compactDecomposition(action: LinearAction, options: WorkOptions = {}): CompactDecomposition {
  const where = 'compactDecomposition';
  checkArgument(where, 'action', action, ACTION);
  checkOptions(where, options, WORK_OPTION_KINDS);
  return decompose(where, [action], new WorkMeter(where, options))[0];
}

/**
 * Decomposes several actions of one group together: all answers list the same irreducibles in the same order, with
 * multiplicity 0 where one does not occur, and the same matrices on all copies of one. Regressions between two actions
 * need that.
 * @throws {IsotypicError} `SHAPE_MISMATCH` for actions that are not given on the same generators; as
 *   `compactDecomposition`
 * @example compactDecompositions([T(1), T(2)].map((t) => t.over(parseMatrixGroup('O(3)'))))[0].components.length // 4
 */
export function compactDecompositions(
  actions: readonly LinearAction[],
  options: WorkOptions = {},
): CompactDecomposition[] {
  const where = 'compactDecompositions';
  checkArgument(where, 'actions', actions, arrayOf(ACTION));
  checkOptions(where, options, WORK_OPTION_KINDS);
  return decompose(where, actions, new WorkMeter(where, options));
}

/** One irreducible with its copies in each action. */
interface Found {
  readonly irreducible: Irreducible;
  readonly copies: readonly Copies[];
}

function decompose(where: string, actions: readonly LinearAction[], meter: WorkMeter): CompactDecomposition[] {
  const matrices = readActions(where, actions);
  const found = components(where, matrices, meter) ?? components(where, matrices.map(overRoots), meter) ?? [];
  const sorted = [...found].sort(
    (a, b) =>
      Number(b.irreducible.isTrivial) - Number(a.irreducible.isTrivial) || a.irreducible.degree - b.irreducible.degree,
  );
  const labels = labelsOf(sorted.map(({ irreducible }) => irreducible));
  const family = {};
  return actions.map((action, k) => {
    const own = sorted.map(({ irreducible, copies }, i) => new CompactComponent(labels[i], irreducible, copies[k]));
    return new CompactDecomposition(action, own, family);
  });
}

/** Null where roots outside the field are needed. */
function components(where: string, actions: readonly ActionMatrices[], meter: WorkMeter): Found[] | null {
  const found: Found[] = [];
  for (const [k, action] of actions.entries()) {
    const identity = Matrix.identity(action.operators[0].field, action.dimension);
    for (;;) {
      const used = found.map(({ copies }) => copies[k].columns).filter(({ cols }) => cols > 0);
      if (used.reduce((sum, { cols }) => sum + cols, 0) === action.dimension) break;
      meter.report('components', found.length);
      const seed = generatingVector(action, complement(used, identity, meter), meter);
      const part = irreduciblePart(where, action, seed, meter);
      if (part === IRRATIONAL) return null;
      const irreducible = irreducibleOf(where, part, action, meter);
      found.push({ irreducible, copies: actions.map((a) => copiesIn(where, irreducible, a, meter)) });
    }
  }
  return found;
}

/** `trivial`, `degree 3`, `complex degree 2`, and numbers where several have the same. */
function labelsOf(irreducibles: readonly Irreducible[]): string[] {
  const names = irreducibles.map(({ isTrivial, type, degree }) => {
    if (isTrivial) return 'trivial';
    return type === 'real' ? `degree ${degree}` : `${type} degree ${degree}`;
  });
  return names.map((name, i) => {
    const earlier = names.slice(0, i).filter((other) => other === name).length;
    return names.filter((other) => other === name).length > 1 ? `${name} #${earlier + 1}` : name;
  });
}
