/** The parts of a decomposition agree with each other, and its irreps are what they say, as far as one look shows. */
import { type ExactMatrix, Matrix } from '@isotypic/algebra';
import { refuted } from '@isotypic/algebra/internal';
import type { ExactCopies } from '../bases/copy-space.js';
import type { RealDecomposition } from '../decomposition/real-decomposition.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { inOneField } from '../matrices/exact-matrices.js';
import { sameGenerators } from '../representations/same-group.js';

const where = 'verifyDecomposition';

/** @throws {IsotypicError} `REFUTED` when components, spaces of copies, irreps and representation do not fit together. */
export function requireComponents(decomposition: RealDecomposition, spaces: readonly ExactCopies[]): void {
  const { components, representation, field } = decomposition;
  if (field !== 'real') throw refuted(where, "field 'real'", `'${field}'`);
  if (components.length !== spaces.length) throw refuted(where, `${spaces.length} components`, `${components.length}`);
  components.forEach((component, k) => {
    const { irrep, multiplicity } = spaces[k];
    const { label, degree, type, isTrivial } = irrep;
    const claimed = [component.label, component.degree, component.multiplicity, component.type, component.isTrivial];
    const expected = [label, degree, multiplicity, type, isTrivial];
    if (component.irrep !== irrep || claimed.some((x, i) => x !== expected[i])) {
      throw refuted(where, `component ${k} to be ${expected.join(', ')}`, claimed.join(', '), { component: k });
    }
    if (!sameGenerators(irrep.group, representation.group)) {
      throw refuted(where, 'irreps of the group of the representation', label, { component: k });
    }
    requireIrrep(irrep);
  });
}

/** Square matrices of the degree with S as an invariant form, S symmetric; trivial exactly if all are 1. */
function requireIrrep(irrep: RealIrrep): void {
  const { degree, label, isTrivial } = irrep;
  if (degree > RECHECKED_DEGREE) return;
  const [S, ...matrices] = inOneField([irrep.gram, ...irrep.generatorMatrices]);
  if (matrices.length !== irrep.group.generators.length) {
    throw refuted(where, `${irrep.group.generators.length} matrices of ${label}`, `${matrices.length}`);
  }
  for (const M of [S, ...matrices]) {
    if (M.rows === degree && M.cols === degree) continue;
    throw refuted(where, `matrices of ${label} of size ${degree}`, `${M.rows}×${M.cols}`);
  }
  if (!S.equals(S.transpose())) throw refuted(where, `a symmetric form of ${label}`, 'another');
  for (const M of matrices) {
    if (!M.transpose().times(S).times(M).equals(S)) throw refuted(where, `an invariant form of ${label}`, 'another');
  }
  const trivial = degree === 1 && matrices.every(isOne);
  if (trivial !== isTrivial) throw refuted(where, `${label} to be trivial: ${trivial}`, `${isTrivial}`);
}

// Exact products of this size take a tenth of a second; larger irreps are proved by their columns only
const RECHECKED_DEGREE = 64;

function isOne(M: ExactMatrix): boolean {
  return M.equals(Matrix.identity(M.field, M.rows));
}
