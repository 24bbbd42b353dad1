/** The projectors of a decomposition, checked inside the centralizer algebras of its orbits: exact at any dimension. */
import {
  type ExactScalar,
  type Field,
  type IsotypicError,
  Matrix,
  orbitals,
  Permutation,
  randomSource,
  rank,
  type WorkMeter,
} from '@isotypic/algebra';
import { refuted } from '@isotypic/algebra/internal';
import type { OrbitCopies, PermutationCopies } from '../bases/permutation-copies.js';
import { orbitsOf } from '../decomposition/irrep-source.js';
import { isRationalField, overField } from '../matrices/exact-matrices.js';
import {
  type AlgebraElement,
  type CentralizerAlgebra,
  centralizerAlgebra,
  multiplyElements,
  symmetricCenter,
} from '../orbitals/centralizer-algebra.js';
import type { PermutationRepresentation } from '../representations/permutation-representation.js';
import type { ShapeProof } from './verify-columns.js';

/** A seed of its own: the suborbits are proved again from other random elements. */
const SEED = 0x7e51f1;

interface Claim {
  readonly space: PermutationCopies;
  readonly copies: OrbitCopies;
}

/**
 * On each orbit the suborbits are proved again, and the intersection numbers counted again. Then the claimed e₁, …, e_c
 * are symmetric central idempotents with eᵢeⱼ = 0 and Σeᵢ = 1, as many as the symmetric center has dimensions, so that
 * every eᵢA is simple over ℝ; dim eᵢA = mᵢ²·dim End and the trace of the transposition on it give multiplicity and
 * type; and the trace n·eᵢ(x, x) is mᵢ times the degree. Different orbits of one kind have the same components.
 * For orbits of two kinds the orbits on pairs between them are counted, Σ m m′ dim End over the irreps said to be
 * common; where these are more than 2·10⁷ pairs they are not, and `irreducibilityProved` is false.
 * @throws {IsotypicError} `REFUTED`
 * Cost: that of `suborbitsOf`, and polynomial in the rank.
 */
export function verifyIdempotents(
  rep: PermutationRepresentation,
  spaces: readonly PermutationCopies[],
  meter: WorkMeter,
): ShapeProof {
  const claims = new Map<number, Claim[]>();
  for (const space of spaces) {
    const total = space.pieces.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
    if (total !== space.multiplicity)
      throw refuse(`multiplicity ${total} of ${space.irrep.label}`, `${space.multiplicity}`);
    for (const copies of space.pieces) {
      const base = copies.orbit.tree.points[0];
      claims.set(base, [...(claims.get(base) ?? []), { space, copies }]);
    }
  }
  const orbits = orbitsOf(rep);
  const algebras = new Map<string, CentralizerAlgebra>();
  let dimension = 0;
  for (const orbit of orbits) {
    const claim = claims.get(orbit.tree.points[0]) ?? [];
    let algebra = algebras.get(orbit.signature);
    if (algebra === undefined) {
      algebra = centralizerAlgebra(orbit, randomSource(SEED), Number.POSITIVE_INFINITY, meter);
      algebras.set(orbit.signature, algebra);
    }
    requireComponents(algebra, claim, meter);
    dimension += claim.reduce((sum, { space, copies }) => sum + copies.multiplicity * space.irrep.degree, 0);
  }
  if (dimension !== rep.dimension) throw refuse(`components of total dimension ${rep.dimension}`, `${dimension}`);
  return {
    dimension,
    endomorphismDimension: spaces.reduce((sum, s) => sum + s.multiplicity ** 2 * s.irrep.endomorphismDimension, 0),
    irreducibilityProved: kindsProved([...algebras.values()], claims),
  };
}

// pairs of points of two orbits that are run through: a second
const PAIRS_LIMIT = 2e7;

/** Whether the irreps common to any two kinds of orbits were proved to be those claimed. */
function kindsProved(algebras: readonly CentralizerAlgebra[], claims: ReadonlyMap<number, readonly Claim[]>): boolean {
  const actions = algebras.map(({ orbit }) => ({
    images: orbit.targets.map((t) => Permutation.fromTrustedImages(Uint32Array.from(t))),
    claim: claims.get(orbit.tree.points[0]) ?? [],
  }));
  let all = true;
  actions.forEach((a, i) => {
    for (const b of actions.slice(0, i)) {
      const common = a.claim.reduce((sum, { space, copies }) => {
        const other = b.claim.find((c) => c.space === space);
        return sum + copies.multiplicity * (other?.copies.multiplicity ?? 0) * space.irrep.endomorphismDimension;
      }, 0);
      if (a.images[0].degree * b.images[0].degree > PAIRS_LIMIT) all = false;
      else {
        const { rank: found } = orbitals(a.images, b.images);
        if (found !== common) throw refuse(`${found} orbitals between two orbits = Σ m m′ dim End`, `${common}`);
      }
    }
  });
  return all;
}

function requireComponents(algebra: CentralizerAlgebra, claim: readonly Claim[], meter: WorkMeter): void {
  const { degree: n, rank: r, transposed } = algebra;
  const projectors = claim.map(({ space, copies }) => {
    const { projector } = copies;
    if (projector === undefined) throw refuse('projectors known by orbitals', space.irrep.label);
    return { field: projector.field, e: renamed(algebra, projector) };
  });
  const field = (projectors.find((p) => !isRationalField(p.field)) ?? projectors[0]).field;
  const elements = projectors.map(
    (p) => overField(new Matrix(p.field, 1, r, p.e), field).entries as AlgebraElement<ExactScalar>,
  );
  const unit = (k: number) => Array.from({ length: r }, (_, j) => (j === k ? field.one : field.zero));
  const same = (a: AlgebraElement<ExactScalar>, b: AlgebraElement<ExactScalar>) =>
    a.every((x, k) => field.eql(x, b[k]));
  const zero = unit(-1);
  let sum: ExactScalar[] = zero;
  elements.forEach((e, i) => {
    const { space, copies } = claim[i];
    const name = space.irrep.label;
    if (
      !same(
        e,
        e.map((_, k) => e[transposed[k]]),
      )
    )
      throw refuse('symmetric projectors', name);
    for (let k = 0; k < r; k++) {
      meter.step();
      const [left, right] = [
        multiplyElements(algebra, field, e, unit(k)),
        multiplyElements(algebra, field, unit(k), e),
      ];
      if (!same(left, right)) throw refuse('central projectors', name);
    }
    elements.forEach((f, j) => {
      if (!same(multiplyElements(algebra, field, e, f), i === j ? e : zero)) throw refuse('eᵢeⱼ = δᵢⱼeᵢ', name);
    });
    const { multiplicity } = copies;
    const { degree, type, endomorphismDimension } = space.irrep;
    const trace = field.mul(e[0], field.fromInteger(n));
    if (!field.eql(trace, field.fromInteger(multiplicity * degree))) {
      throw refuse(`${name} of dimension ${field.print(trace)}`, `${multiplicity} × ${degree}`);
    }
    const { dimension, symmetric, skew } = ideal(algebra, field, e);
    const found = symmetric > skew ? 'real' : symmetric === skew ? 'complex' : 'quaternionic';
    if (dimension !== multiplicity ** 2 * endomorphismDimension || found !== type) {
      throw refuse(`${name} with dim End = ${dimension} of type ${found}`, `multiplicity ${multiplicity}, ${type}`);
    }
    sum = sum.map((x, k) => field.add(x, e[k]));
  });
  if (!same(sum, unit(0))) throw refuse('Σ eᵢ = 1', 'another sum');
  const components = symmetricCenter(algebra, field, meter).length;
  if (components !== claim.length) throw refuse(`${components} components`, `${claim.length}`);
}

/** Dimensions of eA and of its symmetric and skew parts, for a symmetric central idempotent e, as ranks. */
function ideal(algebra: CentralizerAlgebra, field: Field<ExactScalar>, e: AlgebraElement<ExactScalar>) {
  const { rank: r, transposed } = algebra;
  const unit = (k: number) => Array.from({ length: r }, (_, j) => (j === k ? field.one : field.zero));
  const products = Array.from({ length: r }, (_, k) => multiplyElements(algebra, field, e, unit(k)));
  // (e A_k)ᵀ = A_k' e = e A_k', because e is symmetric and central.
  const combine = (sign: 1 | -1) =>
    products.map((x, k) =>
      x.map((value, j) =>
        sign === 1 ? field.add(value, products[transposed[k]][j]) : field.sub(value, products[transposed[k]][j]),
      ),
    );
  const rankOf = (rows: ExactScalar[][]) => rank(Matrix.fromRows(field, rows));
  return { dimension: rankOf(products), symmetric: rankOf(combine(1)), skew: rankOf(combine(-1)) };
}

/** The coefficients in the orbitals of `algebra`; each must be constant on an orbital found again. */
function renamed(
  { label, rank: r }: CentralizerAlgebra,
  projector: { readonly coefficients: readonly ExactScalar[]; readonly label: Int32Array },
): ExactScalar[] {
  const old = new Int32Array(r).fill(-1);
  label.forEach((k, y) => {
    if (old[k] === -1) old[k] = projector.label[y];
    else if (old[k] !== projector.label[y])
      throw refuse('a projector constant on suborbits', `two values on suborbit ${k}`);
  });
  return Array.from(old, (k) => projector.coefficients[k]);
}

function refuse(expected: string, received: string): IsotypicError {
  return refuted('verifyDecomposition', expected, received);
}
