/** What the packages of this workspace need of the dense part's insides. Not part of the public surface. */
export { requireCholesky, semidefiniteRoot } from './factorizations/cholesky.js';
export { type StructuredEigen, structuredEigen, structuredFunction } from './factorizations/structured-hermitian.js';
export { fromFirstColumns, projectOnUnits, UNIT_ENTRIES, type UnitEntry } from './factorizations/unit-blocks.js';
export { readFiniteMatrix, readMatrix } from './matrix/float64-matrix.js';
export { symmetrize, traceOf } from './matrix/square.js';
export { coordinatesOf, vectorOf } from './pipeline/change-of-basis.js';
