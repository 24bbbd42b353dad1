/** A decomposition over ℝ as an object: components, projectors and bases from its spaces of copies. */
import {
  type ExactScalar,
  type Field,
  type Float64Layout,
  invalidArgument,
  Matrix,
  rationals,
  toFloat64,
} from '@isotypic/algebra';
import type { RealType } from '../irreps/endomorphism-units.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { jointField, overField } from '../matrices/exact-matrices.js';
import { multiplyFloat, transposeFloat } from '../matrices/float-matrices.js';
import type { Representation } from '../representations/kinds.js';
import { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ExactMatrix } from '../representations/representation.js';
import type { CopySpace } from './copy-space.js';
import { irrepFrame } from './irrep-frame.js';
import type { IsotypicComponent, IsotypicDecomposition } from './isotypic-decomposition.js';
import { requireMemory } from './memory.js';
import { PermutationCopies } from './permutation-copies.js';
import { type StructuredBasis, type StructuredBasisOptions, structuredBasis } from './structured-basis.js';

const TOO_LARGE = 'Use structuredBasis(), which applies Q and its transpose without the matrix.';
const USE_APPLY = 'Use apply(x), the component of a vector.';

/** The decomposition over ℝ, with the spaces of copies that its own package builds on. */
export class RealDecomposition implements IsotypicDecomposition {
  readonly field = 'real';
  readonly components: readonly IsotypicComponent[];
  private lazyBasis: Float64Layout | undefined;

  constructor(
    readonly representation: Representation,
    readonly spaces: readonly CopySpace[],
  ) {
    this.components = spaces.map((space) => new RealComponent(space, representation.dimension, representation.label));
  }

  basis(): { readonly columns: ExactMatrix; readonly gram: ExactMatrix } {
    requireMemory(
      'IsotypicDecomposition.basis',
      this.representation.dimension,
      this.representation.dimension,
      TOO_LARGE,
    );
    const blocks = this.spaces.flatMap((space) =>
      Array.from({ length: space.multiplicity }, (_, i) => ({ space, T: space.intertwiner(i), norm: space.norm(i) })),
    );
    const all = blocks.map(({ T }) => T);
    const field = jointField(all);
    const n = this.representation.dimension;
    const columns: ExactScalar[] = new Array(n * n).fill(field.zero);
    let offset = 0;
    for (const block of all) {
      const T = overField(block, field);
      for (let i = 0; i < n; i++) for (let j = 0; j < T.cols; j++) columns[i * n + offset + j] = T.at(i, j);
      offset += T.cols;
    }
    const matrix = new Matrix(field, n, n, columns);
    const orthogonal = blocks.every(({ space }) => space.orthogonal);
    const gram = orthogonal ? blockGram(field, n, blocks) : matrix.transpose().times(matrix);
    return { columns: matrix, gram: gram };
  }

  orthonormalBasis(): Float64Layout {
    if (this.lazyBasis) return this.lazyBasis;
    if (this.spaces.some((space) => !space.orthogonal)) {
      throw invalidArgument(
        'IsotypicDecomposition.orthonormalBasis',
        'a representation by orthogonal matrices',
        `${this.representation}, which is not`,
        'Use basis(), which is exact and carries its Gram matrix.',
      );
    }
    const n = this.representation.dimension;
    requireMemory('IsotypicDecomposition.orthonormalBasis', n, n, TOO_LARGE);
    const data = new Float64Array(n * n);
    let offset = 0;
    for (const space of this.spaces) {
      space.writeOrthonormal(data, n, offset);
      offset += space.multiplicity * space.irrep.degree;
    }
    this.lazyBasis = { data, rows: n, cols: n };
    return this.lazyBasis;
  }

  structuredBasis(options: StructuredBasisOptions = {}): StructuredBasis {
    const { representation, spaces } = this;
    const onOrbits = spaces.filter((space) => space instanceof PermutationCopies);
    if (!(representation instanceof PermutationRepresentation) || onOrbits.length < spaces.length) {
      throw invalidArgument(
        'IsotypicDecomposition.structuredBasis',
        'a permutation representation',
        `${representation}`,
        'Use orthonormalBasis().',
      );
    }
    return structuredBasis(representation, onOrbits, options);
  }

  toString(): string {
    const terms = this.components
      .filter((c) => c.multiplicity > 0)
      .map((c) => (c.multiplicity === 1 ? c.label : `${c.multiplicity}·${c.label}`));
    return terms.join(' + ') || '0';
  }
}

/** The Gram matrix of orthogonal copies: blocks cᵢS. */
function blockGram(
  field: Field<ExactScalar>,
  n: number,
  blocks: readonly { readonly space: CopySpace; readonly T: ExactMatrix; readonly norm: ExactScalar }[],
): ExactMatrix {
  const entries: ExactScalar[] = new Array(n * n).fill(field.zero);
  let offset = 0;
  for (const { space, T, norm } of blocks) {
    const lifted = overField(new Matrix(T.field, 1, 1, [norm]), field).at(0, 0);
    const block = overField(irrepFrame(space.irrep).gram, field).scale(lifted);
    for (let i = 0; i < block.rows; i++) {
      for (let j = 0; j < block.cols; j++) entries[(offset + i) * n + offset + j] = block.at(i, j);
    }
    offset += block.rows;
  }
  return new Matrix(field, n, n, entries);
}

class RealComponent implements IsotypicComponent {
  readonly irrep: RealIrrep;
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;
  private lazyProjector: ExactMatrix | undefined;

  constructor(
    private readonly space: CopySpace,
    private readonly dimension: number,
    private readonly name: string,
  ) {
    this.irrep = space.irrep;
    this.label = space.irrep.label;
    this.degree = space.irrep.degree;
    this.multiplicity = space.multiplicity;
  }

  get type(): RealType {
    return this.irrep.type;
  }

  get isTrivial(): boolean {
    return this.irrep.isTrivial;
  }

  projector(): ExactMatrix {
    requireMemory('IsotypicComponent.projector', this.dimension, this.dimension, USE_APPLY);
    this.lazyProjector ??=
      this.multiplicity === 0 ? Matrix.zero(rationals, this.dimension, this.dimension) : this.space.projector();
    return this.lazyProjector;
  }

  projectorFloat(): Float64Layout {
    requireMemory('IsotypicComponent.projectorFloat', this.dimension, this.dimension, USE_APPLY);
    if (!this.space.orthogonal) return toFloat64(this.projector());
    const byOrbitals = this.space instanceof PermutationCopies ? this.space.projectorByOrbitals() : null;
    if (byOrbitals !== null) return byOrbitals;
    const columns = this.orthonormalColumns('IsotypicComponent.projectorFloat');
    return multiplyFloat(columns, transposeFloat(columns));
  }

  private orthonormalColumns(where: string): Float64Layout {
    const n = this.dimension;
    const width = this.multiplicity * this.degree;
    requireMemory(where, n, width, USE_APPLY);
    const columns: Float64Layout = { data: new Float64Array(n * width), rows: n, cols: width };
    this.space.writeOrthonormal(columns.data, width, 0);
    return columns;
  }

  apply(x: Float64Array): Float64Array {
    const byOrbitals = this.space instanceof PermutationCopies ? this.space.applyByOrbitals(x) : null;
    if (byOrbitals !== null) return byOrbitals;
    const column: Float64Layout = { data: x, rows: x.length, cols: 1 };
    const width = this.multiplicity * this.degree;
    if (!this.space.orthogonal || 2 * width > this.dimension) return multiplyFloat(this.projectorFloat(), column).data;
    const columns = this.orthonormalColumns('IsotypicComponent.apply');
    return multiplyFloat(columns, multiplyFloat(transposeFloat(columns), column)).data;
  }

  toString(): string {
    return `${this.multiplicity}·${this.label} in ${this.name}`;
  }
}
