/** The copies of an irrep in a representation by orthogonal float64 matrices. */
import { type Float64Layout, IsotypicError, randomSource, type Word, type WorkMeter } from '@isotypic/algebra';
import { wordsOf } from '@isotypic/algebra/internal';
import { product as floatProduct } from '@isotypic/numeric/dense';
import { endomorphismUnits } from '../irreps/endomorphism-units.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { addScaled, traceFloat } from '../matrices/float-matrices.js';
import type { NumericRepresentation } from '../representations/numeric-representation.js';
import { evaluatorOf, orthogonalOperations } from '../representations/numeric-representation.js';
import { type MultiplicitySpace, projectByColumns, projectorOfColumns } from './multiplicity-space.js';

/**
 * Exact multiplicities of all irreps: ⟨χ, χ̂⟩/e over the classes. Each trace of ρ is within `error` of the character's
 * value, so the quotient is within dimension-of-irrep times that of an integer, and rounding is proof while this is
 * below one half.
 * @throws {IsotypicError} `NOT_DECIDED` when the error bound does not allow to round.
 */
export function numericMultiplicities(
  rep: NumericRepresentation,
  irreps: readonly RealIrrep[],
  meter: WorkMeter,
): number[] {
  const { group } = rep;
  const evaluate = evaluatorOf(rep, meter);
  const listed = meter.part((options) => group.conjugacyClasses(options));
  const classes = listed.map(({ representative, size }) => {
    meter.step();
    const word = group.factor(representative);
    // A product of L letters has entries within L·n·tolerance: its trace is within n times that.
    const error = Math.max(1, Number(word.length)) * rep.dimension ** 2 * rep.tolerance;
    return { representative, share: Number(size) / Number(group.order), trace: traceFloat(evaluate(word)), error };
  });
  return irreps.map((irrep) => {
    let product = 0;
    // the sum's own rounding: a product of traces is at most n·d, each of n + d additions, and the shares add up to 1
    let error = (classes.length + 2 * (rep.dimension + irrep.degree)) * rep.dimension * irrep.degree * 2 ** -52;
    for (const c of classes) {
      meter.step();
      product += c.share * c.trace * traceFloat(irrep.orthogonalMatrix(c.representative));
      error += c.share * irrep.degree * c.error;
    }
    const multiplicity = product / irrep.endomorphismDimension;
    const rounded = Math.round(multiplicity);
    if (error >= 0.5 || Math.abs(multiplicity - rounded) > error) {
      throw new IsotypicError('NOT_DECIDED', {
        where: 'isotypicDecomposition',
        expected: `a multiplicity of ${irrep.label} that rounds with certainty`,
        received: `${multiplicity} ± ${error}`,
        remedy: 'Give the matrices with more digits, or exactly.',
      });
    }
    return rounded;
  });
}

export class NumericCopies implements MultiplicitySpace {
  readonly kind = 'numeric';
  readonly orthogonal = true;
  private lazyColumns: readonly Float64Layout[] | undefined;

  constructor(
    readonly irrep: RealIrrep,
    readonly multiplicity: number,
    private readonly rep: NumericRepresentation,
    private readonly seed: number | undefined,
  ) {}

  projectorFloat(meter?: WorkMeter): Float64Layout {
    return projectorOfColumns(this, this.rep.dimension, meter);
  }

  apply(x: Float64Array): Float64Array {
    return projectByColumns(this, x);
  }

  get dimension(): number {
    return this.rep.dimension;
  }

  writeOrthonormal(target: Float64Array, stride: number, offset: number, meter?: WorkMeter): void {
    this.columns(meter).forEach((T, i) => {
      for (let x = 0; x < T.rows; x++) {
        for (let r = 0; r < T.cols; r++) target[x * stride + offset + i * T.cols + r] = T.data[x * T.cols + r];
      }
    });
  }

  /**
   * Orthonormal copies: random matrices are averaged onto Hom_G(ρ̂, ρ), made orthogonal over the commuting algebra, and
   * averaged again, which leaves only the error of one pass.
   */
  private columns(meter?: WorkMeter): readonly Float64Layout[] {
    if (this.lazyColumns) return this.lazyColumns;
    const { irrep, rep } = this;
    const random = randomSource(this.seed);
    const average = averaging(rep, irrep, meter);
    const units = unitMatrices(irrep);
    const chosen: Float64Layout[] = [];
    while (chosen.length < this.multiplicity) {
      const data = Float64Array.from(
        { length: rep.dimension * irrep.degree },
        () => random.below(2 ** 31) / 2 ** 30 - 1,
      );
      let T = average({ data, rows: rep.dimension, cols: irrep.degree });
      if (!normalize(T, 0)) continue;
      let usable = true;
      for (let pass = 0; pass < 3 && usable; pass++) {
        for (const earlier of chosen) removeComponent(T, earlier, units);
        // A candidate nearly inside the span of the earlier copies loses digits: here two at most.
        usable = normalize(T, 1e-2);
        T = average(T);
      }
      if (!usable) continue;
      normalize(T, 0);
      chosen.push(T);
    }
    this.lazyColumns = chosen;
    return chosen;
  }
}

/** T ↦ mean of ρ(g) T ρ̂(g)ᵀ over the group, by the levels of the stabilizer chain, deepest first: g = u₀u₁…. */
function averaging(
  rep: NumericRepresentation,
  irrep: RealIrrep,
  meter: WorkMeter | undefined,
): (T: Float64Layout) => Float64Layout {
  const { chain, generators } = rep.group;
  const words = wordsOf(chain, generators);
  const evaluate = evaluatorOf(rep, meter);
  const memo = new Map<Word, Float64Layout>();
  const operations = orthogonalOperations(irrep.degree);
  const levels = chain.levels.map(({ orbit }, l) =>
    orbit.map((x) => {
      meter?.step();
      const word = words.transversalWord(l, x);
      return {
        left: evaluate(word),
        right: word.evaluateIn(operations, irrep.orthogonalMatrices, memo),
      };
    }),
  );
  return (start) => {
    let T = start;
    for (const level of [...levels].reverse()) {
      const sum: Float64Layout = { data: new Float64Array(T.data.length), rows: T.rows, cols: T.cols };
      for (const { left, right } of level) {
        meter?.step();
        addScaled(sum, 1 / level.length, floatProduct(left, floatProduct(T, right, { transposeRight: true })));
      }
      T = sum;
    }
    return T;
  };
}

/** The commuting units E_u ⊗ 1 of the normal form. */
export function unitMatrices(irrep: RealIrrep): Float64Layout[] {
  const d = irrep.degree;
  const s = d / irrep.endomorphismDimension;
  return endomorphismUnits(irrep.type).map((E) => {
    const data = new Float64Array(d * d);
    E.forEach((row, u) => {
      row.forEach((value, v) => {
        for (let r = 0; r < s; r++) data[(u * s + r) * d + v * s + r] = value;
      });
    });
    return { data, rows: d, cols: d };
  });
}

/** T ← T − Σ_u ⟨E E_u, T⟩ E E_u / d for an orthonormal copy E. */
function removeComponent(T: Float64Layout, earlier: Float64Layout, units: readonly Float64Layout[]): void {
  for (const unit of units) {
    const line = floatProduct(earlier, unit);
    let overlap = 0;
    for (let i = 0; i < T.data.length; i++) overlap += T.data[i] * line.data[i];
    addScaled(T, -overlap / T.cols, line);
  }
}

/** Scales T to orthonormal columns; false when it is shorter than `least`. TᵀT is a multiple of 1 already. */
function normalize(T: Float64Layout, least: number): boolean {
  let square = 0;
  for (const x of T.data) square += x * x;
  const length = Math.sqrt(square / T.cols);
  if (length <= least) return false;
  for (let i = 0; i < T.data.length; i++) T.data[i] /= length;
  return true;
}
