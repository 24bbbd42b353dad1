// The same through `require`, which loads modules since Node 20.19 and 22.12.
const { catalogue } = require('@isotypic/algebra');
const { isotypicDecomposition, permutationRepresentation } = require('@isotypic/reps');
const { cov } = require('@isotypic/stats');

async function main() {
  const rep = permutationRepresentation(catalogue.dihedral(4));
  if (isotypicDecomposition(rep).components.length !== 3) throw new Error('not three components');
  const covariance = await cov(
    [
      [1, 2, 3, 4],
      [2, 3, 5, 7],
      [1, 0, 1, 1],
    ],
    rep,
  );
  if (covariance.at(0, 2) !== 1.9375) throw new Error(`not 1.9375 but ${covariance.at(0, 2)}`);
  console.log('as expected');
}

main();
