/** ρ(g) for any g from the generators' matrices: a word for g is multiplied out, its shared parts once. */
import {
  type ExactMatrix,
  inverse,
  Matrix,
  type Permutation,
  type PermutationGroup,
  rationals,
  type Word,
  WorkMeter,
} from '@isotypic/algebra';

/**
 * A function g ↦ ρ(g). Words come from the group's stabilizer chain; the matrices of the chain's strong generators are
 * kept from call to call, so that an evaluation costs a few products a level of the chain. A step is an entry. A
 * generator of the group has its matrix: its word in the strong generators may be long.
 */
export function evaluateThroughWords(
  group: PermutationGroup,
  generatorMatrices: readonly ExactMatrix[],
  degree: number,
): (g: Permutation, meter?: WorkMeter) => ExactMatrix {
  const identity: ExactMatrix = Matrix.identity(generatorMatrices[0]?.field ?? rationals, degree);
  const memo = new WeakMap<Word, ExactMatrix>();
  return (g, meter = new WorkMeter('matrix')) => {
    const given = group.generators.findIndex((x) => x.equals(g));
    if (given >= 0) return generatorMatrices[given];
    const times = (a: ExactMatrix, b: ExactMatrix): ExactMatrix => {
      meter.step(degree * degree);
      return a.times(b);
    };
    return group.factor(g).evaluateIn({ one: identity, times, inverse }, generatorMatrices, memo);
  };
}
