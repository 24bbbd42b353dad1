/** The equivariant linear maps between two representations, and the invariants of one. */
import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, checkOptions, invalidArgument, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import { Float64Matrix, type MatrixLike } from '@isotypic/numeric/dense';
import type { LinearAction } from '@isotypic/reps';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { actionRepresentation, isLinearAction } from '../representations/linear-action.js';
import { Representation, type RepresentationSummand } from '../representations/representation.js';
import { EquivariantMap } from './equivariant-map.js';
import { addMultiple, type ComplexVector, innerProduct, orthonormalVectors, requireDoubles } from './float-basis.js';
import { HomBlock } from './hom-block.js';
import { SparseMap } from './linear-map.js';

/** What was found for one pair of summands. */
export interface BlockSummary {
  /** The summands' texts. */
  readonly domain: string;
  readonly codomain: string;
  /** How often each occurs. */
  readonly copiesIn: number;
  readonly copiesOut: number;
  /** dim Hom between one copy of each. */
  readonly dimension: number;
  /** The engine that found it: 'constraint nullspace', 'orbitals', 'Brauer diagrams', … */
  readonly method: string;
}

/** A complex matrix by its parts, for groups that are not real. */
export interface ComplexMatrix {
  readonly re: Float64Matrix;
  readonly im: Float64Matrix;
}

/** A block in its place. */
export interface PlacedBlock {
  readonly block: HomBlock;
  readonly domain: RepresentationSummand;
  readonly codomain: RepresentationSummand;
  readonly rowOffset: number;
  readonly colOffset: number;
  /** The first of its coefficients. */
  readonly offset: number;
}

/**
 * Hom_G(domain, codomain). Maps are codomain.dimension × domain.dimension matrices W with ρ_out(g) W = W ρ_in(g). The
 * basis goes through the copies of the codomain's summands, for each through those of the domain's, and for each pair
 * through the maps between them; no dense matrix is formed unless one is asked for.
 * @example
 * const V = parseType('T(1)').over(parseMatrixGroup('S(3)'));
 * equivariantMaps(V, V).dimension // 2
 */
export class EquivariantMaps {
  /** dim Hom: over ℝ for a real group, over ℂ for a complex one. */
  readonly dimension: number;
  /** By pair of summands. */
  readonly blocks: readonly BlockSummary[];
  /** @internal Every pair of copies, in the order of the coefficients. */
  readonly placed: readonly PlacedBlock[];
  private readonly orthonormal = new Map<HomBlock, readonly ComplexVector[]>();

  readonly domain: Representation;
  readonly codomain: Representation;

  /** @internal `equivariantMaps` makes one. */
  constructor(domain: Representation, codomain: Representation, options: WorkOptions) {
    this.domain = domain;
    this.codomain = codomain;
    const known = new Map<string, HomBlock>();
    const blocks: BlockSummary[] = [];
    const between = (into: RepresentationSummand, out: RepresentationSummand): HomBlock => {
      const key = `${domain.summands.indexOf(into)}→${codomain.summands.indexOf(out)}`;
      let block = known.get(key);
      if (block === undefined) {
        block = new HomBlock(into.factors, out.factors, options);
        known.set(key, block);
        blocks.push({
          domain: into.text,
          codomain: out.text,
          copiesIn: into.multiplicity,
          copiesOut: out.multiplicity,
          dimension: block.dimension,
          method: block.method,
        });
      }
      return block;
    };
    const placed: PlacedBlock[] = [];
    let [rowOffset, offset] = [0, 0];
    for (const out of copies(codomain)) {
      let colOffset = 0;
      for (const into of copies(domain)) {
        const block = between(into, out);
        placed.push({ block, domain: into, codomain: out, rowOffset, colOffset, offset });
        offset += block.dimension;
        colOffset += into.dimension;
      }
      rowOffset += out.dimension;
    }
    this.blocks = blocks;
    this.placed = placed;
    this.dimension = offset;
  }

  /**
   * The exact basis, sparse: each map by its entries that are not zero.
   * @example invariants(T(2).over(parseMatrixGroup('SO(3)'))).basis()[0].nonZeros // 3
   */
  basis(): SparseMap[] {
    const [rows, cols] = [this.codomain.dimension, this.domain.dimension];
    return this.placed.flatMap(({ block, rowOffset, colOffset }) =>
      Array.from(
        { length: block.dimension },
        (_, k) =>
          new SparseMap(rows, cols, block.nonZeros(k), (visit) =>
            block.forEachEntry(k, (row, col, value) => visit(row + rowOffset, col + colOffset, value)),
          ),
      ),
    );
  }

  /**
   * Orthonormal columns that span the maps, each flattened row-major: (dim out · dim in) × dimension.
   * @throws {IsotypicError} `OUT_OF_MEMORY`; `INVALID_ARGUMENT` for a basis that is not real
   */
  orthonormalBasis(): Float64Matrix {
    const { re, im } = this.orthonormalParts('EquivariantMaps.orthonormalBasis');
    if (im === null) return re;
    throw invalidArgument(
      'EquivariantMaps.orthonormalBasis',
      'maps with a real basis',
      `complex ones, of ${this.domain}`,
      'complexOrthonormalBasis() gives real and imaginary part.',
    );
  }

  /** The same for complex groups: columns orthonormal in ⟨a, b⟩ = Σ conj(a_i) b_i. */
  complexOrthonormalBasis(): ComplexMatrix {
    const { re, im } = this.orthonormalParts('EquivariantMaps.complexOrthonormalBasis');
    return { re, im: im ?? new Float64Matrix(re.rows, re.cols) };
  }

  /**
   * The equivariant map closest to x in the Frobenius norm; for an orthogonal or unitary representation its average
   * over the group.
   * @param x a dim out × dim in matrix
   */
  project(x: MatrixLike): Float64Matrix;
  project(x: ComplexMatrix): ComplexMatrix;
  project(x: MatrixLike | ComplexMatrix): Float64Matrix | ComplexMatrix {
    if (isComplex(x)) return this.projectParts(this.read(x.re), this.read(x.im)) as ComplexMatrix;
    const { re, im } = this.projectParts(this.read(x), null);
    if (im === null) return re;
    throw invalidArgument(
      'EquivariantMaps.project',
      '{ re, im } for a group that is not real',
      'a real matrix, whose projection is complex',
      'Pass { re, im: zeros }.',
    );
  }

  /**
   * The map with the given coefficients in `basis()`.
   * @throws {IsotypicError} `SHAPE_MISMATCH` unless there are `dimension` of them; `NOT_FINITE`
   */
  apply(coefficients: ArrayLike<number>): EquivariantMap {
    const where = 'EquivariantMaps.apply';
    if (coefficients?.length !== this.dimension) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `${this.dimension} coefficients, one for each map of the basis`,
        received: `${coefficients?.length}`,
      });
    }
    for (let k = 0; k < coefficients.length; k++) {
      if (Number.isFinite(coefficients[k])) continue;
      throw new IsotypicError('NOT_FINITE', {
        where,
        expected: 'finite coefficients',
        received: `${coefficients[k]} at ${k}`,
      });
    }
    return new EquivariantMap(
      this.placed,
      this.codomain.dimension,
      this.domain.dimension,
      Float64Array.from(coefficients),
    );
  }

  toString(): string {
    return `Hom(${this.domain}, ${this.codomain}), of dimension ${this.dimension}`;
  }

  private read(x: MatrixLike): Float64Matrix {
    const matrix = Float64Matrix.from(x, { where: 'EquivariantMaps.project', finite: true });
    const [rows, cols] = [this.codomain.dimension, this.domain.dimension];
    if (matrix.rows === rows && matrix.cols === cols) return matrix;
    throw new IsotypicError('SHAPE_MISMATCH', {
      where: 'EquivariantMaps.project',
      expected: `a ${rows}×${cols} matrix`,
      received: `${matrix.rows}×${matrix.cols}`,
    });
  }

  private vectorsOf(block: HomBlock): readonly ComplexVector[] {
    let vectors = this.orthonormal.get(block);
    if (vectors === undefined) {
      vectors = orthonormalVectors(block);
      this.orthonormal.set(block, vectors);
    }
    return vectors;
  }

  private orthonormalParts(where: string): { re: Float64Matrix; im: Float64Matrix | null } {
    const [rows, cols] = [this.codomain.dimension, this.domain.dimension];
    requireDoubles(where, rows * cols, this.dimension, 'basis() is sparse and exact.');
    const re = new Float64Matrix(rows * cols, this.dimension);
    let im: Float64Matrix | null = null;
    for (const { block, rowOffset, colOffset, offset } of this.placed) {
      this.vectorsOf(block).forEach((v, k) => {
        const write = (target: Float64Matrix, part: Float64Array) => {
          for (let i = 0; i < part.length; i++) {
            if (part[i] === 0) continue;
            const at = (rowOffset + Math.floor(i / block.cols)) * cols + colOffset + (i % block.cols);
            target.data[at * this.dimension + offset + k] = part[i];
          }
        };
        write(re, v.re);
        if (v.im === null) return;
        im ??= new Float64Matrix(rows * cols, this.dimension);
        write(im, v.im);
      });
    }
    return { re, im };
  }

  private projectParts(re: Float64Matrix, im: Float64Matrix | null): { re: Float64Matrix; im: Float64Matrix | null } {
    const result = {
      re: new Float64Matrix(re.rows, re.cols),
      im: im === null ? null : new Float64Matrix(re.rows, re.cols),
    };
    for (const { block, rowOffset, colOffset } of this.placed) {
      const cut = (m: Float64Matrix) => {
        const part = new Float64Array(block.rows * block.cols);
        for (let i = 0; i < block.rows; i++) {
          part.set(m.row(rowOffset + i).subarray(colOffset, colOffset + block.cols), i * block.cols);
        }
        return part;
      };
      const paste = (m: Float64Matrix, part: Float64Array) => {
        for (let i = 0; i < block.rows; i++) {
          m.row(rowOffset + i).set(part.subarray(i * block.cols, (i + 1) * block.cols), colOffset);
        }
      };
      const mean = im === null ? block.average(cut(re)) : null;
      if (mean !== null) {
        paste(result.re, mean);
        continue;
      }
      const vectors = this.vectorsOf(block);
      if (im === null && vectors.some((q) => q.im !== null)) return { re, im: re };
      const x: ComplexVector = { re: cut(re), im: im && cut(im) };
      const sum: ComplexVector = { re: new Float64Array(x.re.length), im: im && new Float64Array(x.re.length) };
      for (const q of vectors) addMultiple(sum, innerProduct(q, x), q);
      paste(result.re, sum.re);
      if (result.im && sum.im) paste(result.im, sum.im);
    }
    return result;
  }
}

function isComplex(x: MatrixLike | ComplexMatrix): x is ComplexMatrix {
  return typeof x === 'object' && x !== null && 're' in x && 'im' in x;
}

function* copies(representation: Representation): Generator<RepresentationSummand> {
  for (const summand of representation.summands) for (let k = 0; k < summand.multiplicity; k++) yield summand;
}

const REPRESENTATION = {
  expected: 'a representation: a type bound by over(group), or a linear action',
  accepts: (v: unknown) => v instanceof Representation || isLinearAction(v),
  remedy: () => 'Types are bound by type.over(group).',
};

/**
 * The equivariant linear maps from one representation to another, of any group given by matrices: finite or not,
 * compact or not. Two linear actions, such as finite representations of reps, must be of one group on the same
 * generators.
 *
 * Every pair of summands is solved by itself, by the engine that suits it (`blocks` says which); the results are exact.
 * @throws {IsotypicError} `OUT_OF_MEMORY` with the estimate; `SHAPE_MISMATCH` for actions of different groups;
 *   `BUDGET_EXCEEDED`, where a step is one number of the elimination
 * @example
 * const group = parseMatrixGroup('O(1,3)');
 * equivariantMaps(T(1, 0).over(group), T(2, 1).over(group)).dimension // 3
 */
export function equivariantMaps(
  repIn: Representation | LinearAction,
  repOut: Representation | LinearAction,
  options: WorkOptions = {},
): EquivariantMaps {
  const where = 'equivariantMaps';
  checkArgument(where, 'repIn', repIn, REPRESENTATION);
  checkArgument(where, 'repOut', repOut, REPRESENTATION);
  checkOptions(where, options, WORK_OPTION_KINDS);
  if (repIn instanceof Representation && repOut instanceof Representation) {
    const groups = new Map([...repIn.groups, ...repOut.groups]);
    return new EquivariantMaps(repIn.withGroups(groups), repOut.withGroups(groups), options);
  }
  const [into, out] = actionRepresentation(where, repIn, repOut);
  return new EquivariantMaps(into, out, options);
}

/**
 * The invariant vectors of a representation, as the maps from the scalars to it.
 * @example invariants(T(4).over(parseMatrixGroup('SO(3)'))).dimension // 3
 */
export function invariants(representation: Representation | LinearAction, options: WorkOptions = {}): EquivariantMaps {
  checkArgument('invariants', 'representation', representation, REPRESENTATION);
  if (representation instanceof Representation) {
    const scalar = { text: 'T(0)', multiplicity: 1, factors: [], dimension: 1 };
    return equivariantMaps(new Representation([scalar], representation.groups), representation, options);
  }
  const one = SparseMatrix.identity(1).toDense();
  const zero = one.minus(one as never);
  return equivariantMaps(
    {
      dimension: 1,
      generatorMatrices: representation.generatorMatrices.map(() => one),
      derivations: representation.derivations?.map(() => zero),
    },
    representation,
    options,
  );
}
