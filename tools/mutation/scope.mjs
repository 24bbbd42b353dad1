// What mutation testing takes apart, and the tests it holds against it.

/** The core: where a fault would be wrong mathematics. Folders of compiled files, and which of them. */
export const CORE = [
  { folder: 'packages/algebra/dist/groups/chain', files: /./ },
  { folder: 'packages/algebra/dist/groups/schreier-sims', files: /./ },
  { folder: 'packages/algebra/dist/groups/classes', files: /./ },
  {
    folder: 'packages/reps/dist/characters',
    files: /^(dixon-schneider|lift|class-matrices|modular-|modulus|multiplicities|class-function)/,
  },
  { folder: 'packages/reps/dist/decomposition', files: /./ },
  {
    folder: 'packages/stats/dist/estimators',
    files: /^(covariance|least-squares|block-least-squares|refinement|block-\w+)\./,
  },
  { folder: 'packages/stats/dist/structure', files: /^equivariant-blocks\./ },
];

/** The quick tests of the core's packages, and the laws; documents, readers and the public edge ask other things. */
export const TESTS = [
  { folder: 'packages/algebra/dist-test' },
  { folder: 'packages/reps/dist-test' },
  { folder: 'packages/stats/dist-test' },
  { folder: 'property-tests/dist-test', isLeftOut: /public-edge|readers|tools|doc|executable|equivariance/ },
];
