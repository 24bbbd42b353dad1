/** ρ(g) for any g from the generators' matrices: a word for g is multiplied out, its shared parts once. */
import {
  type ExactMatrix,
  inverse,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
  type Word,
} from '@isotypic/algebra';

/**
 * A function g ↦ ρ(g). Words come from the group's stabilizer chain; the matrices of the chain's strong generators are
 * kept from call to call, so that an evaluation costs a few products a level of the chain.
 */
export function evaluateThroughWords(
  group: PermutationGroup,
  generatorMatrices: readonly ExactMatrix[],
  degree: number,
): (g: Permutation) => ExactMatrix {
  const identity: ExactMatrix = Matrix.identity(generatorMatrices[0]?.field ?? rationals, degree);
  const memo = new WeakMap<Word, ExactMatrix>();
  return (g) =>
    group.factor(g).evaluateIn({ one: identity, times: (a, b) => a.times(b), inverse }, generatorMatrices, memo);
}
