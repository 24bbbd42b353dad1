/**
 * Whether one symmetry model lies within another, decided exactly. The model of a group action is the mean in V^G (or
 * free) and the covariance among the symmetric matrices that commute with it; so the model of G lies within that of H
 * when every generator of H fixes V^G and commutes with Sym End_G(V). H need not be a subgroup of G: a dihedral group
 * allows the same covariances as its rotations.
 */
import { IsotypicError, type Permutation, randomSource, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { Float64Matrix, frobeniusNorm } from '@isotypic/numeric/dense';
import { symmetrize } from '@isotypic/numeric/internal';
import {
  type ExactRepresentation,
  intertwiners,
  PermutationRepresentation,
  type Representation,
  trivialRepresentation,
} from '@isotypic/reps';
import { overCyclotomics } from '@isotypic/reps/internal';
import { projectOnInvariants } from '../structure/invariant-part.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import { pointOrbits, symmetricOrbitals } from '../structure/orbital-average.js';
import { projectedMatrix } from '../structure/plain-projection.js';
import type { SymmetryHypothesis } from './hypothesis.js';

/**
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless the null model lies within the alternative, with what breaks it.
 */
export function requireNested(
  where: string,
  models: { readonly null: IsotypicStructure; readonly alternative: IsotypicStructure },
  hypothesis: SymmetryHypothesis,
  work: WorkOptions,
): void {
  const [G, H] = [models.null.representation, models.alternative.representation];
  const meter = new WorkMeter(where, work);
  const violation =
    G instanceof PermutationRepresentation && H instanceof PermutationRepresentation
      ? permutationViolation(G, H, hypothesis)
      : isExact(G) && isExact(H)
        ? exactViolation(G, H, hypothesis, meter)
        : floatViolation(models.null, models.alternative, hypothesis);
  if (violation === undefined) return;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: 'against to be a weaker symmetry, whose model contains that of the hypothesis',
    received: `models that are not nested: ${violation}`,
    remedy: 'Pass the larger group as rep and one of its subgroups as against.',
  });
}

function isExact(rep: Representation | undefined): rep is ExactRepresentation {
  return rep !== undefined && rep.kind !== 'numeric';
}

/** By colors of points and of pairs: those of G must be constant along every generator of H. O(D²) a generator. */
function permutationViolation(
  G: PermutationRepresentation,
  H: PermutationRepresentation,
  hypothesis: SymmetryHypothesis,
): string | undefined {
  const D = G.dimension;
  const points = pointOrbits(D, G.images).colors;
  const pairs = symmetricOrbitals(D, G.images).colors;
  for (const h of H.images) {
    const { images } = h;
    for (let i = 0; i < D; i++) {
      if (hypothesis === 'mean-and-covariance' && points[images[i]] !== points[i]) {
        return `${nameOf(h)} takes variable ${i} to ${images[i]}, which may have another mean under the hypothesis`;
      }
      for (let j = 0; j <= i; j++) {
        if (pairs[images[i] * D + images[j]] === pairs[i * D + j]) continue;
        const [a, b] = [`(${i}, ${j})`, `(${images[i]}, ${images[j]})`];
        return `${nameOf(h)} takes the pair ${a} to ${b}, which may have another covariance under the hypothesis`;
      }
    }
  }
  return undefined;
}

function nameOf(h: Permutation): string {
  return `the generator ${h} of against`;
}

/** By exact bases of V^G and End_G(V): O(dim End_G · D³) exact operations a generator. */
function exactViolation(
  G: ExactRepresentation,
  H: ExactRepresentation,
  hypothesis: SymmetryHypothesis,
  meter: WorkMeter,
): string | undefined {
  const generators = H.generatorMatrices.map(overCyclotomics);
  if (hypothesis === 'mean-and-covariance') {
    for (const v of intertwiners(trivialRepresentation(G.group), G).basis().map(overCyclotomics)) {
      for (const [k, h] of generators.entries()) {
        meter.step();
        if (!h.times(v).equals(v)) return `generator ${k} of against moves a mean that the hypothesis allows`;
      }
    }
  }
  for (const B of intertwiners(G, G).basis().map(overCyclotomics)) {
    const S = B.plus(B.transpose());
    for (const [k, h] of generators.entries()) {
      meter.step();
      if (!h.times(S).equals(S.times(h)))
        return `generator ${k} of against changes a covariance that the hypothesis allows`;
    }
  }
  return undefined;
}

/**
 * Half the digits: far above the D·ε that rounding leaves, far below what another symmetry does to a generic member.
 */
const HALF_PRECISION = 1e-8;

/**
 * Where one of the two is known by float64 numbers only: the projection of a generic member of the null model on the
 * alternative. Members that both contain are a subspace, which a generic one avoids unless it is all; and a member that
 * is in both comes back but for rounding, D·ε.
 */
function floatViolation(
  G: IsotypicStructure,
  H: IsotypicStructure,
  hypothesis: SymmetryHypothesis,
): string | undefined {
  const random = randomSource();
  const number = () => random.below(2 ** 30) / 2 ** 30;
  if (hypothesis === 'mean-and-covariance') {
    const mean = projectOnInvariants(Float64Array.from({ length: G.dimension }, number), G);
    const image = projectOnInvariants(mean, H);
    const size = frobeniusNorm({ data: mean });
    const distance = frobeniusNorm({ data: mean.map((x, i) => x - image[i]) });
    if (distance > HALF_PRECISION * size) return 'against moves a mean that the hypothesis allows';
  }
  const D = G.dimension;
  const member = projectedMatrix(symmetrize(Float64Matrix.generate(D, D, number)), G);
  const image = projectedMatrix(member, H);
  const distance = frobeniusNorm({ data: member.data.map((x, at) => x - image.data[at]) });
  if (distance > HALF_PRECISION * frobeniusNorm(member)) {
    return 'against changes a covariance that the hypothesis allows';
  }
  return undefined;
}
