/**
 * A factor of a tensor product: one group acting on one space, generator by generator. `V`, its dual, its conjugate,
 * symmetric and alternating powers and custom representations all come down to this.
 */
import { Cyclotomic } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import { integerEntry } from '../linear/entries.js';
import type { InvariantBasis } from '../linear/invariant-basis.js';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import type { MatrixGroup } from '../matrix-groups/matrix-group.js';
import { turnMatrix } from '../matrix-groups/turns.js';

/** V itself, V*, the complex conjugates of both, or anything else. */
export type Variance = 'vector' | 'covector' | 'conjugate' | 'conjugate-covector' | 'other';

export interface FactorParts {
  readonly group: MatrixGroup;
  /** Factors with equal tokens are acted on by one and the same group element. */
  readonly token: string;
  readonly variance: Variance;
  readonly dimension: number;
  readonly algebra: readonly SparseMatrix[];
  readonly elements: readonly SparseMatrix[];
  /** dρ of the generators of the turns; null where only the matrices of the turns are known. */
  readonly turnGenerators: readonly SparseMatrix[] | null;
  /** ρ of the turns, where that is known directly. */
  readonly turnElements?: readonly SparseMatrix[];
  /** What tells this action from others of the same group. */
  readonly label: string;
  /** The maps to this space from the one it was paired with, where they are known from elsewhere. */
  readonly knownMaps?: InvariantBasis;
}

export class Factor implements FactorParts {
  readonly group: MatrixGroup;
  readonly token: string;
  readonly variance: Variance;
  readonly dimension: number;
  readonly algebra: readonly SparseMatrix[];
  readonly elements: readonly SparseMatrix[];
  readonly turnGenerators: readonly SparseMatrix[] | null;
  readonly turnElements?: readonly SparseMatrix[];
  readonly label: string;
  readonly knownMaps?: InvariantBasis;
  private lazyDual: Factor | undefined;
  private lazyTurns: readonly SparseMatrix[] | undefined;

  constructor(parts: FactorParts) {
    this.group = parts.group;
    this.token = parts.token;
    this.variance = parts.variance;
    this.dimension = parts.dimension;
    this.algebra = parts.algebra;
    this.elements = parts.elements;
    this.turnGenerators = parts.turnGenerators;
    this.turnElements = parts.turnElements;
    this.label = parts.label;
    this.knownMaps = parts.knownMaps;
  }

  /** The group's own space. */
  static vector(group: MatrixGroup, token: string): Factor {
    return new Factor({
      group,
      token,
      variance: 'vector',
      dimension: group.dimension,
      algebra: group.algebra,
      elements: group.elements,
      turnGenerators: group.turns.map((t) => t.generator),
      label: 'V',
    });
  }

  /** The contragredient: h acts by its inverse transposed, A by −Aᵀ. */
  dual(): Factor {
    if (this.lazyDual === undefined) {
      const negated = (m: SparseMatrix) => m.transpose().negate();
      const dual = this.derived(DUALS[this.variance], `(${this.label})*`, negated, (h) => h.inverse().transpose());
      dual.lazyDual = this;
      this.lazyDual = dual;
    }
    return this.lazyDual;
  }

  /** The complex conjugate. */
  conjugate(): Factor {
    const conjugated = (m: SparseMatrix) => m.conjugate();
    return this.derived(CONJUGATES[this.variance], `conj(${this.label})`, conjugated, conjugated);
  }

  /** ρ of every turn, as exact matrices. @throws {IsotypicError} `CONDUCTOR_BUDGET` */
  turnMatrices(): readonly SparseMatrix[] {
    this.lazyTurns ??=
      this.turnElements ??
      (this.turnGenerators as readonly SparseMatrix[]).map((A, k) => {
        const { order, weights } = this.group.turns[k];
        return turnMatrix(A, this.variance === 'other' ? weightsOfPower(A) : weights, order);
      });
    return this.lazyTurns;
  }

  private derived(
    variance: Variance,
    label: string,
    onAlgebra: (m: SparseMatrix) => SparseMatrix,
    onElements: (m: SparseMatrix) => SparseMatrix,
  ): Factor {
    const { group, token, dimension } = this;
    return new Factor({
      group,
      token,
      variance,
      dimension,
      algebra: this.algebra.map(onAlgebra),
      elements: this.elements.map(onElements),
      turnGenerators: this.turnGenerators?.map(onAlgebra) ?? null,
      turnElements: this.turnElements?.map(onElements),
      label,
    });
  }
}

const DUALS = {
  vector: 'covector',
  covector: 'vector',
  conjugate: 'conjugate-covector',
  'conjugate-covector': 'conjugate',
  other: 'other',
} as const;

const CONJUGATES = {
  vector: 'conjugate',
  covector: 'conjugate-covector',
  conjugate: 'vector',
  'conjugate-covector': 'covector',
  other: 'other',
} as const;

/** Integers m with im an eigenvalue, for a sum of generators of turns: bounded by the largest row sum (Gershgorin). */
function weightsOfPower(A: SparseMatrix): number[] {
  const sums = new Array<number>(A.rows).fill(0);
  A.forEach((i, _, x) => {
    sums[i] += Math.ceil(Math.abs(x.toNumber()));
  });
  const bound = Math.max(0, ...sums);
  return Array.from({ length: 2 * bound + 1 }, (_, k) => k - bound);
}

/** The Kronecker product of factors of one group, as one factor. */
export function productFactor(factors: readonly Factor[], group: MatrixGroup, token: string): Factor {
  const unit: Factor = trivialFactor(group, token);
  return factors.reduce((a, b) => {
    const [one, other] = [SparseMatrix.identity(a.dimension), SparseMatrix.identity(b.dimension)];
    const leibniz = (A: readonly SparseMatrix[], B: readonly SparseMatrix[]) =>
      A.map((x, k) => x.kronecker(other).plus(one.kronecker(B[k])));
    const both = a.turnGenerators !== null && b.turnGenerators !== null;
    return new Factor({
      group,
      token,
      variance: 'other',
      dimension: a.dimension * b.dimension,
      algebra: leibniz(a.algebra, b.algebra),
      elements: a.elements.map((h, k) => h.kronecker(b.elements[k])),
      turnGenerators: both
        ? leibniz(a.turnGenerators as readonly SparseMatrix[], b.turnGenerators as readonly SparseMatrix[])
        : null,
      turnElements: both ? undefined : a.turnMatrices().map((t, k) => t.kronecker(b.turnMatrices()[k])),
      label: `${a.label}⊗${b.label}`,
    });
  }, unit);
}

/** The direct sum of factors of one group, as one factor. */
export function sumFactor(factors: readonly Factor[], group: MatrixGroup, token: string): Factor {
  const diagonal = (of: (f: Factor) => readonly SparseMatrix[], count: number) =>
    Array.from({ length: count }, (_, k) => SparseMatrix.blockDiagonal(factors.map((f) => of(f)[k])));
  const derivable = factors.every((f) => f.turnGenerators !== null);
  return new Factor({
    group,
    token,
    variance: 'other',
    dimension: factors.reduce((sum, f) => sum + f.dimension, 0),
    algebra: diagonal((f) => f.algebra, group.algebra.length),
    elements: diagonal((f) => f.elements, group.elements.length),
    turnGenerators: derivable ? diagonal((f) => f.turnGenerators as readonly SparseMatrix[], group.turns.length) : null,
    turnElements: derivable ? undefined : diagonal((f) => f.turnMatrices(), group.turns.length),
    label: factors.map((f) => f.label).join('⊕'),
  });
}

function trivialFactor(group: MatrixGroup, token: string): Factor {
  const zero = SparseMatrix.fromColumns(1, [new Map()]);
  return new Factor({
    group,
    token,
    variance: 'other',
    dimension: 1,
    algebra: group.algebra.map(() => zero),
    elements: group.elements.map(() => SparseMatrix.identity(1)),
    turnGenerators: group.turns.map(() => zero),
    label: '1',
  });
}

/**
 * The k-th symmetric or alternating power of a factor, on the products e_{i₁} ⋯ e_{i_k} with i₁ ≤ … ≤ i_k (or <) in
 * lexicographic order, as in reps.
 */
export function powerFactor(base: Factor, k: number, kind: 'symmetric' | 'alternating'): Factor {
  const chosen = selections(base.dimension, k, kind === 'symmetric');
  if (chosen.length === 0)
    throw invalidArgument('powerFactor', `a power that is not 0`, `Alt(${k}) of dimension ${base.dimension}`);
  const index = new Map(chosen.map((s, i) => [s.join(), i]));
  const powers = { chosen, index, kind };
  return new Factor({
    group: base.group,
    token: base.token,
    variance: 'other',
    dimension: chosen.length,
    algebra: base.algebra.map((A) => inducedDerivation(A, powers)),
    elements: base.elements.map((h) => inducedMatrix(h, powers)),
    turnGenerators: base.turnGenerators?.map((A) => inducedDerivation(A, powers)) ?? null,
    turnElements: base.turnElements?.map((h) => inducedMatrix(h, powers)),
    label: `${kind === 'symmetric' ? 'Sym' : 'Alt'}(${k}, ${base.label})`,
  });
}

interface PowerBasis {
  readonly chosen: readonly (readonly number[])[];
  readonly index: ReadonlyMap<string, number>;
  readonly kind: 'symmetric' | 'alternating';
}

function selections(n: number, k: number, repeats: boolean): number[][] {
  let found: number[][] = [[]];
  for (let i = 0; i < k; i++) {
    found = found.flatMap((s) => {
      const from = s.length === 0 ? 0 : s[s.length - 1] + (repeats ? 0 : 1);
      return Array.from({ length: Math.max(0, n - from) }, (_, x) => [...s, from + x]);
    });
  }
  return found;
}

/** e_{i₁} ⋯ e_{i_k} as a basis element with its sign; null where it vanishes. */
function normalForm(factors: readonly number[], { index, kind }: PowerBasis): { at: number; sign: number } | null {
  const sorted = [...factors];
  let sign = 1;
  for (let i = 1; i < sorted.length; i++) {
    for (let j = i; j > 0 && sorted[j - 1] > sorted[j]; j--) {
      [sorted[j - 1], sorted[j]] = [sorted[j], sorted[j - 1]];
      sign = -sign;
    }
  }
  const at = index.get(sorted.join());
  return at === undefined ? null : { at, sign: kind === 'symmetric' ? 1 : sign };
}

function inducedMatrix(h: SparseMatrix, basis: PowerBasis): SparseMatrix {
  const columns = basis.chosen.map((s) => {
    let terms: { factors: number[]; value: Cyclotomic }[] = [{ factors: [], value: Cyclotomic.one }];
    for (const j of s) {
      const next: typeof terms = [];
      for (let at = h.starts[j]; at < h.starts[j + 1]; at++) {
        for (const t of terms)
          next.push({ factors: [...t.factors, h.indices[at]], value: t.value.times(h.values[at]) });
      }
      terms = next;
    }
    return gathered(terms, basis);
  });
  return SparseMatrix.fromColumns(basis.chosen.length, columns);
}

function inducedDerivation(A: SparseMatrix, basis: PowerBasis): SparseMatrix {
  const columns = basis.chosen.map((s) => {
    const terms = s.flatMap((j, place) =>
      Array.from({ length: A.starts[j + 1] - A.starts[j] }, (_, k) => {
        const at = A.starts[j] + k;
        return { factors: s.map((x, p) => (p === place ? A.indices[at] : x)), value: A.values[at] };
      }),
    );
    return gathered(terms, basis);
  });
  return SparseMatrix.fromColumns(basis.chosen.length, columns);
}

function gathered(terms: readonly { factors: readonly number[]; value: Cyclotomic }[], basis: PowerBasis) {
  const column = new Map<number, Cyclotomic>();
  for (const { factors, value } of terms) {
    const normal = normalForm(factors, basis);
    if (normal === null) continue;
    const term = value.times(integerEntry(normal.sign));
    column.set(normal.at, column.get(normal.at)?.plus(term) ?? term);
  }
  return column;
}
