/**
 * The support of the data and of the model together. Where data lie in a proper subspace W that the group keeps, such
 * as parts that add up to a whole, the model is one on W. Coordinates P on which W projects without loss serve as a
 * basis: log det Σ̂ − log det Σ is the same in every basis of W.
 */
import { IsotypicError, type WorkMeter } from '@isotypic/algebra';
import { Float64Matrix, product, solveLower, tryCholesky } from '@isotypic/numeric/dense';
import { TwofoldMatrix, twofoldCholesky } from '@isotypic/numeric/internal';
import { type IsotypicStructure, pooledBasis, type StructureComponent } from '../structure/isotypic-structure.js';
import type { Moment, MomentBlock } from './model-moment.js';
import { dependencyIn } from './singular.js';

export interface Support {
  /** Variables that determine all others on the support, ascending. */
  readonly variables: readonly number[];
  /** All variables as combinations of those: D×|variables|, the identity on them. */
  readonly span: Float64Matrix;
}

/** The variables, one after the other, that are no combinations of earlier ones, and the others in terms of them. */
export function supportOf(block: MomentBlock, D: number, meter: WorkMeter): Support {
  const variables: number[] = [];
  const relations = new Map<number, Float64Array>();
  for (let i = 0; i < D; i++) {
    const part = restricted(block, [...variables, i]);
    const found = twofoldCholesky(part.matrix, () => meter.step(0));
    const dependency = dependencyIn(part, found, D);
    if (dependency === undefined) variables.push(i);
    else relations.set(i, dependency);
  }
  const span = Float64Matrix.generate(D, variables.length, (i, c) => {
    const relation = relations.get(i);
    if (relation === undefined) return variables[c] === i ? 1 : 0;
    // x_i = −Σ aₖxₖ over the variables that stood before it, of which there were as many as aₖ.
    return c < relation.length - 1 ? -relation[c] : 0;
  });
  return { variables, span };
}

/** A block in the original coordinates, on some of the variables. */
export function restricted(block: MomentBlock, variables: readonly number[]): MomentBlock {
  return {
    ...block,
    matrix: TwofoldMatrix.generate(variables.length, variables.length, (i, j) =>
      block.matrix.at(variables[i], variables[j]),
    ),
    meanSquares: Float64Array.from(variables, (v) => block.meanSquares[v]),
  };
}

/** A moment on some of the variables. */
export function restrictedMoment({ matrix, offset }: Moment, variables: readonly number[]): Moment {
  return {
    matrix: TwofoldMatrix.generate(variables.length, variables.length, (i, j) => matrix.at(variables[i], variables[j])),
    offset: variables.map((v) => offset[v]),
  };
}

/**
 * The components with the multiplicities that they have on the support: tr(Π·E_k)/d_k, an integer, where Π projects on
 * the support and E_k on component k.
 * @throws {IsotypicError} `NOT_POSITIVE_DEFINITE` when the support is not kept by the group
 */
export function componentsOn(
  where: string,
  structure: IsotypicStructure,
  { span }: Support,
): readonly StructureComponent[] {
  const D = structure.dimension;
  const gram = tryCholesky(product(span, span, { transposeLeft: true }));
  if (!('L' in gram)) throw new Error('unreachable: the span has the identity in it');
  const coordinates = product(span, pooledBasis(structure), { transposeLeft: true });
  const halves = solveLower(gram.L, coordinates);
  return structure.components.map((component) => {
    const { offset, degree, multiplicity } = component;
    let trace = 0;
    for (let r = 0; r < span.cols; r++)
      for (let c = offset; c < offset + degree * multiplicity; c++) trace += halves.at(r, c) ** 2;
    const rank = trace / degree;
    // An integer but for rounding, where the group keeps the support.
    if (Math.abs(rank - Math.round(rank)) > NEAR_INTEGER) {
      throw new IsotypicError('NOT_POSITIVE_DEFINITE', {
        where,
        expected: 'data that lie in a subspace which the group keeps, for a test on it',
        received: `a subspace of dimension ${span.cols} of ${D} that the group moves: not testable`,
      });
    }
    return { ...component, multiplicity: Math.round(rank) };
  });
}

/** Between rounding, 1e-10 for spans of condition 1e6, and the fractions that a subspace leaves which is moved. */
const NEAR_INTEGER = 1e-3;
