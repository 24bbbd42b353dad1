/** The parts of a decomposition agree with each other, and its irreps are what they say, as far as one look shows. */
import { type ExactMatrix, Matrix, toFloat64 } from '@isotypic/algebra';
import { refuted } from '@isotypic/algebra/internal';
import type { Copies } from '../bases/copies.js';
import { orbitsOf } from '../decomposition/irrep-source.js';
import type { RealDecomposition } from '../decomposition/real-decomposition.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import { inOneField } from '../matrices/exact-matrices.js';
import type { OrbitEdges } from '../orbitals/orbit-edges.js';
import type { Representation } from '../representations/kinds.js';
import { sameGenerators } from '../representations/same-group.js';

const where = 'verifyDecomposition';

/**
 * @throws {IsotypicError} `REFUTED` when components, spaces of copies, irreps and representation do not fit together.
 */
export function requireComponents(decomposition: RealDecomposition): void {
  const { components, representation, field, spaces } = decomposition;
  if (field !== 'real') throw refuted(where, "field 'real'", `'${field}'`);
  if (components.length !== spaces.length) throw refuted(where, `${spaces.length} components`, `${components.length}`);
  components.forEach((component, k) => {
    const { irrep, multiplicity } = spaces[k];
    const { label, degree, type, isTrivial } = irrep;
    const claimed = [component.label, component.degree, component.multiplicity, component.type, component.isTrivial];
    const expected = [label, degree, multiplicity, type, isTrivial];
    if (
      !component.isOf(spaces[k], representation) ||
      component.irrep !== irrep ||
      claimed.some((x, i) => x !== expected[i])
    ) {
      throw refuted(where, `component ${k} to be ${expected.join(', ')}`, claimed.join(', '), { component: k });
    }
    if (!sameGenerators(irrep.group, representation.group)) {
      throw refuted(where, 'irreps of the group of the representation', label, { component: k });
    }
    requireIrrep(irrep);
    requireSpace(spaces[k], representation);
  });
}

/** A space of copies in this representation, of its kind; on orbits, in the orbits that there are. */
function requireSpace(space: Copies, representation: Representation): void {
  const name = space.irrep.label;
  const kind = representation.kind === 'monomial' ? 'matrix' : representation.kind;
  if (space.kind !== kind) throw refuted(where, `copies of kind '${kind}' of ${name}`, `'${space.kind}'`);
  if (space.multiplicity > 0 && space.dimension !== representation.dimension) {
    throw refuted(where, `copies of ${name} in dimension ${representation.dimension}`, `${space.dimension}`);
  }
  if (space.kind !== 'permutation' || representation.kind !== 'permutation') return;
  const orbits = new Map(orbitsOf(representation).map((orbit) => [orbit.tree.points[0], orbit]));
  let [total, last] = [0, -1];
  for (const { orbit, multiplicity } of space.pieces) {
    const base = orbit.tree.points[0];
    if (base <= last || !isSameOrbit(orbit, orbits.get(base))) {
      throw refuted(where, `copies of ${name} on the orbits, by their base points`, `another orbit at ${base}`);
    }
    total += multiplicity;
    last = base;
  }
  if (total !== space.multiplicity) throw refuted(where, `${space.multiplicity} copies of ${name}`, `${total}`);
}

function isSameOrbit(a: OrbitEdges, b: OrbitEdges | undefined): boolean {
  if (b === undefined || a.signature !== b.signature || a.targets.length !== b.targets.length) return false;
  const same = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    x.length === y.length && Array.from(x).every((value, i) => value === y[i]);
  const { points, parent, generator, inverted } = a.tree;
  const isTree = [points, parent, generator, inverted].every((list, i) =>
    same(list, [b.tree.points, b.tree.parent, b.tree.generator, b.tree.inverted][i]),
  );
  return isTree && a.targets.every((target, k) => same(target, b.targets[k]));
}

/**
 * Square matrices of the degree with a symmetric invariant form S; the basis of the normal form is orthogonal for S,
 * with the lengths that it says; the commuting units are as many as the type wants and commute; trivial exactly if all
 * are 1.
 */
function requireIrrep(irrep: RealIrrep): void {
  const { degree, label, isTrivial, endomorphismDimension: e } = irrep;
  if (degree > RECHECKED_DEGREE) return;
  const refuse = (expected: string, received: string) => refuted(where, `${expected} of ${label}`, received);
  const t = irrep.generatorMatrices.length;
  if (t !== irrep.group.generators.length) throw refuse(`${irrep.group.generators.length} matrices`, `${t}`);
  if (irrep.commutingUnits.length !== e - 1) throw refuse(`${e - 1} units`, `${irrep.commutingUnits.length}`);
  const { columns, norms } = irrep.orthogonalBasis;
  const [S, C, ...others] = inOneField([irrep.gram, columns, ...irrep.generatorMatrices, ...irrep.commutingUnits]);
  const [matrices, units] = [others.slice(0, t), others.slice(t)];
  for (const M of [S, C, ...others]) {
    if (M.rows !== degree || M.cols !== degree) throw refuse(`matrices of size ${degree}`, `${M.rows}×${M.cols}`);
  }
  if (!S.equals(S.transpose())) throw refuse('a symmetric form', 'another');
  for (const M of matrices) {
    if (!M.transpose().times(S).times(M).equals(S)) throw refuse('an invariant form', 'another');
    for (const z of units) if (!z.times(M).equals(M.times(z))) throw refuse('units that commute', 'others');
  }
  for (const z of units) {
    const square = z.times(z);
    if (!square.equals(Matrix.identity(S.field, degree).scale(square.at(0, 0)))) throw refuse('units', 'other maps');
  }
  requireOrthogonal(C.transpose().times(S).times(C), norms, refuse);
  const trivial = degree === 1 && matrices.every(isOne);
  if (trivial !== isTrivial) throw refuse(`triviality ${trivial}`, `${isTrivial}`);
}

/** Diagonal, with the squared lengths on it. */
function requireOrthogonal(
  form: ExactMatrix,
  norms: readonly number[],
  refuse: (expected: string, received: string) => Error,
): void {
  const { data } = toFloat64(form);
  data.forEach((x, at) => {
    const [i, j] = [Math.floor(at / form.cols), at % form.cols];
    if (x !== (i === j ? norms[i] : 0)) throw refuse('an orthogonal basis with its lengths', 'another');
  });
}

// Exact products of this size take a tenth of a second; larger irreps are proved by their columns only
export const RECHECKED_DEGREE = 64;

function isOne(M: ExactMatrix): boolean {
  return M.equals(Matrix.identity(M.field, M.rows));
}
