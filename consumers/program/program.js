// What every consumer runs: a decomposition, a covariance and a check. `EXPECTED` is known otherwise: permutations of a
// square's corners are trivial + a sign + the plane; the covariance is NumPy's of the samples under all eight symmetries,
// its trivial block divided by N − 1 instead of N.
import * as catalogue from '@isotypic/algebra/catalogue';
import { isotypicDecomposition, permutationRepresentation, verifyDecomposition } from '@isotypic/reps';
import { cov } from '@isotypic/stats';

export async function program() {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  const decomposition = isotypicDecomposition(rep);
  const samples = [
    [1, 2, 3, 4],
    [2, 3, 5, 7],
    [1, 0, 1, 1],
  ];
  const covariance = await cov(samples, rep);
  return {
    // The square's corners: the trivial, one sign, the plane.
    components: decomposition.components.map(({ degree, multiplicity }) => `${degree}×${multiplicity}`),
    proved: verifyDecomposition(decomposition).proved.length,
    covariance: [0, 1, 2].map((j) => Number(covariance.at(0, j).toFixed(9))),
  };
}

const EXPECTED = { components: ['1×1', '1×1', '2×1'], proved: 3, covariance: [4.770833333, 2.770833333, 1.9375] };

export async function main() {
  const result = await program();
  if (JSON.stringify(result) !== JSON.stringify(EXPECTED)) throw new Error(`not as expected: ${JSON.stringify(result)}`);
  console.log('as expected');
}
