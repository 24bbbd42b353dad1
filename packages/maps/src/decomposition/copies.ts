/** The copies of an irreducible representation in an action: orthogonal to each other, all with the same matrices. */
import { type DivisionAlgebra, type ExactMatrix, type ExactScalar, Matrix, type WorkMeter } from '@isotypic/algebra';
import { commutingUnits, homSpace, orthogonalBasis, product, timesVector } from '@isotypic/reps/internal';
import type { ActionMatrices } from './action-matrices.js';
import type { InvariantSubspace } from './irreducible-part.js';

/** An irreducible representation in a basis that its commuting units permute up to scale, unit-major. */
export interface Irreducible {
  readonly degree: number;
  readonly type: DivisionAlgebra;
  readonly isTrivial: boolean;
  readonly operators: readonly ExactMatrix[];
  /** Maps that commute with the operators: 1 and the units. */
  readonly units: readonly ExactMatrix[];
  readonly basis: ExactMatrix;
  /** Squared lengths of the basis. */
  readonly norms: readonly ExactScalar[];
  /** Of the vector that generates it. */
  readonly seedNorm: ExactScalar;
}

/** Copies in one action: orthogonal columns, copy by copy, with their squared lengths. */
export interface Copies {
  readonly multiplicity: number;
  readonly columns: ExactMatrix;
  readonly norms: readonly ExactScalar[];
}

/** What is needed to look for copies of an irreducible subspace. */
export function irreducibleOf(
  where: string,
  subspace: InvariantSubspace,
  action: ActionMatrices,
  meter: WorkMeter,
): Irreducible {
  const { operators, form } = subspace;
  const { field, rows: degree } = form;
  const commuting = commutingUnits(where, operators, meter);
  const { columns: basis, norms } = orthogonalBasis(where, form, commuting, meter);
  const fixed = operators.map((_, k) => (k < action.elements.length ? field.one : field.zero));
  return {
    degree,
    type: commuting.type,
    isTrivial: degree === 1 && operators.every((A, k) => field.eql(A.at(0, 0), fixed[k])),
    operators,
    units: [Matrix.identity(field, degree), ...commuting.units],
    basis,
    norms,
    seedNorm: form.at(0, 0),
  };
}

/**
 * All copies: Hom(irreducible, action) by the images of the generating vector, then Gram–Schmidt over the commuting
 * algebra. For two homomorphisms φ, ψ the map φᵀψ lies in the algebra, and it is 0 when ψ(v) is orthogonal to φ(uv) for
 * the generating v and every unit u.
 */
export function copiesIn(where: string, irreducible: Irreducible, action: ActionMatrices, meter: WorkMeter): Copies {
  const { field } = action.operators[0];
  const found: { map: ExactMatrix; images: readonly (readonly ExactScalar[])[]; norms: readonly ExactScalar[] }[] = [];
  for (const candidate of homSpace(where, irreducible.operators, action.operators, meter)) {
    let map = candidate;
    for (const earlier of found) {
      irreducible.units.forEach((unit, u) => {
        const overlap = inner(field, earlier.images[u], map.column(0));
        if (field.isZero(overlap)) return;
        map = map.minus(product(earlier.map, unit, meter).scale(field.div(overlap, earlier.norms[u])));
      });
    }
    if (map.isZero()) continue;
    const images = irreducible.units.map((unit) => timesVector(map, unit.column(0)));
    found.push({ map, images, norms: images.map((x) => inner(field, x, x)) });
  }
  const columns = found.map(({ map }) => product(map, irreducible.basis, meter));
  const norms = found.flatMap((copy) => {
    const ratio = field.div(copy.norms[0], irreducible.seedNorm);
    return irreducible.norms.map((norm) => field.mul(norm, ratio));
  });
  const none = Matrix.zero(field, action.dimension, 0);
  return { multiplicity: found.length, columns: columns.reduce((a, b) => a.beside(b), none), norms };
}

function inner(field: ExactMatrix['field'], x: readonly ExactScalar[], y: readonly ExactScalar[]): ExactScalar {
  return x.reduce((sum, a, i) => (field.isZero(a) ? sum : field.add(sum, field.mul(a, y[i]))), field.zero);
}
