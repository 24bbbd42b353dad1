/** A decomposition over ℝ as an object: components, projectors and bases from its spaces of copies. */
import {
  type ExactMatrix,
  type ExactScalar,
  type Field,
  type Float64Layout,
  IsotypicError,
  Matrix,
  rationals,
  type WorkMeter,
  type WorkOptions,
} from '@isotypic/algebra';
import { checkArgument, type FingerprintPart, fingerprint, invalidArgument } from '@isotypic/algebra/internal';
import { FLOAT_VECTOR } from '../argument-kinds.js';
import type { Copies } from '../bases/copies.js';
import { irrepFrame } from '../bases/irrep-frame.js';
import { requireMemory } from '../bases/memory.js';
import type { ExactMultiplicitySpace } from '../bases/multiplicity-space.js';
import { type StructuredBasis, type StructuredBasisOptions, structuredBasis } from '../bases/structured-basis.js';
import type { RealType } from '../irreps/endomorphism-units.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { jointField, overField } from '../matrices/exact-matrices.js';
import { product } from '../matrices/products.js';
import { actionFingerprint } from '../representations/fingerprint.js';
import type { Representation } from '../representations/kinds.js';
import { meterFor } from '../work.js';
import type { IsotypicComponent, IsotypicDecomposition } from './decomposition.js';

const TOO_LARGE = 'Use structuredBasis(), which applies Q and its transpose without the matrix.';
const USE_APPLY = 'Use apply(x), the component of a vector.';

/** The decomposition over ℝ, with the spaces of copies that its own package builds on. */
export class RealDecomposition implements IsotypicDecomposition {
  readonly field = 'real';
  readonly components: readonly RealComponent[];
  private lazyBasis: Float64Layout | undefined;

  constructor(
    readonly representation: Representation,
    readonly spaces: readonly Copies[],
  ) {
    this.components = spaces.map((space) => new RealComponent(space, representation));
  }

  /**
   * The spaces of copies where they are exact.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for a representation by floats
   */
  exactSpaces(where: string): readonly ExactMultiplicitySpace[] {
    return this.spaces.map((space) => requireExact(where, space, this.representation));
  }

  basis(options: WorkOptions = {}): { readonly columns: ExactMatrix; readonly gram: ExactMatrix } {
    const where = 'IsotypicDecomposition.basis';
    const meter = meterFor(where, options);
    const n = this.representation.dimension;
    requireMemory(where, n, n, TOO_LARGE);
    const blocks = this.exactSpaces(where).flatMap((space) =>
      Array.from({ length: space.multiplicity }, (_, i) => {
        return { space, T: space.intertwiner(i, meter), norm: space.norm(i) };
      }),
    );
    const all = blocks.map(({ T }) => T);
    const field = jointField(all);
    const columns: ExactScalar[] = new Array(n * n).fill(field.zero);
    let offset = 0;
    for (const block of all) {
      meter.step(n);
      const T = overField(block, field);
      for (let i = 0; i < n; i++) for (let j = 0; j < T.cols; j++) columns[i * n + offset + j] = T.at(i, j);
      offset += T.cols;
    }
    const matrix = new Matrix(field, n, n, columns);
    const orthogonal = blocks.every(({ space }) => space.orthogonal);
    const gram = orthogonal ? blockGram(field, n, blocks) : product(matrix.transpose(), matrix, meter);
    return { columns: matrix, gram };
  }

  orthonormalBasis(options: WorkOptions = {}): Float64Layout {
    const where = 'IsotypicDecomposition.orthonormalBasis';
    const meter = meterFor(where, options);
    this.lazyBasis ??= this.makeOrthonormalBasis(where, meter);
    return this.lazyBasis;
  }

  private makeOrthonormalBasis(where: string, meter: WorkMeter): Float64Layout {
    if (this.spaces.some((space) => !space.orthogonal)) {
      throw invalidArgument(
        where,
        'a representation by orthogonal matrices',
        `${this.representation}, which is not`,
        'Use basis(), which is exact and carries its Gram matrix.',
      );
    }
    const n = this.representation.dimension;
    requireMemory(where, n, n, TOO_LARGE);
    const data = new Float64Array(n * n);
    let offset = 0;
    for (const space of this.spaces) {
      space.writeOrthonormal(data, n, offset, meter);
      offset += space.multiplicity * space.irrep.degree;
    }
    return { data, rows: n, cols: n };
  }

  structuredBasis(options: StructuredBasisOptions = {}): StructuredBasis {
    const { representation, spaces } = this;
    const onOrbits = spaces.filter((space) => space.kind === 'permutation');
    if (representation.kind !== 'permutation' || onOrbits.length < spaces.length) {
      throw invalidArgument(
        'IsotypicDecomposition.structuredBasis',
        'a permutation representation',
        `${representation}`,
        'Use orthonormalBasis().',
      );
    }
    return structuredBasis(representation, onOrbits, options);
  }

  fingerprint(options: WorkOptions = {}): string {
    const { representation, components } = this;
    const shape = components.map((c) => `${c.label} ${c.degree} ${c.multiplicity} ${c.type} ${c.isTrivial}`);
    const basis: Iterable<FingerprintPart> =
      representation.kind === 'numeric' ? [this.orthonormalBasis(options).data] : printed(this.basis(options).columns);
    return fingerprint(concatenated(['isotypic decomposition', actionFingerprint(representation), ...shape], basis));
  }

  toString(): string {
    const terms = this.components
      .filter((c) => c.multiplicity > 0)
      .map((c) => (c.multiplicity === 1 ? c.label : `${c.multiplicity}·${c.label}`));
    return terms.join(' + ') || '0';
  }
}

function* printed({ entries, field }: ExactMatrix): Generator<string> {
  for (const x of entries) yield field.print(x);
}

function* concatenated(...lists: readonly Iterable<FingerprintPart>[]): Generator<FingerprintPart> {
  for (const list of lists) yield* list;
}

function requireExact(where: string, space: Copies, rep: Representation): ExactMultiplicitySpace {
  if (space.kind !== 'numeric') return space;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: 'a representation by exact matrices',
    received: `${rep}, which has floats`,
    remedy: 'Use orthonormalBasis() or projectorFloat(), or make the matrices exact: rationalize(rep, tolerance).',
  });
}

/** The Gram matrix of orthogonal copies: blocks cᵢS. */
function blockGram(
  field: Field<ExactScalar>,
  n: number,
  blocks: readonly { readonly space: ExactMultiplicitySpace; readonly T: ExactMatrix; readonly norm: ExactScalar }[],
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

/** One component over ℝ. */
export class RealComponent implements IsotypicComponent {
  readonly irrep: RealIrrep;
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;

  constructor(
    private readonly space: Copies,
    private readonly representation: Representation,
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

  /** Whether its answers come from this space of copies in this representation. */
  isOf(space: Copies, representation: Representation): boolean {
    return this.space === space && this.representation === representation;
  }

  projector(options: WorkOptions = {}): ExactMatrix {
    const where = 'IsotypicComponent.projector';
    const meter = meterFor(where, options);
    const n = this.representation.dimension;
    requireMemory(where, n, n, USE_APPLY);
    const space = requireExact(where, this.space, this.representation);
    return this.multiplicity === 0 ? Matrix.zero(rationals, n, n) : space.projector(meter);
  }

  projectorFloat(options: WorkOptions = {}): Float64Layout {
    const where = 'IsotypicComponent.projectorFloat';
    const meter = meterFor(where, options);
    const n = this.representation.dimension;
    requireMemory(where, n, n, USE_APPLY);
    if (this.multiplicity === 0) return { data: new Float64Array(n * n), rows: n, cols: n };
    return this.space.projectorFloat(meter);
  }

  apply(x: Float64Array): Float64Array {
    const where = 'IsotypicComponent.apply';
    checkArgument(where, 'x', x, FLOAT_VECTOR);
    const { dimension } = this.representation;
    if (x.length !== dimension) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where,
        expected: `x to be a vector of length ${dimension}`,
        received: `length ${x.length}`,
      });
    }
    return this.multiplicity === 0 ? new Float64Array(dimension) : this.space.apply(x);
  }

  toString(): string {
    return `${this.multiplicity}·${this.label} in ${this.representation.label}`;
  }
}
