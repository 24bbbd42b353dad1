/** Whether matrices for the generators of a group are a representation: proved where the relations are known. */
import { type Cyclotomic, type ExactMatrix, IsotypicError } from '@isotypic/algebra';
import { matrixRepresentation } from '@isotypic/reps';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { listElements } from '../matrix-groups/list-elements.js';
import type { MatrixGroup } from '../matrix-groups/matrix-group.js';

/** What is proved: everything; or all but the relations of the discrete generators. */
export type HomomorphismProof = 'proved' | 'proved on the Lie algebra only' | 'not proved: the relations are not known';

/** More elements than this are not listed; a few seconds of exact 4×4 products. */
const MOST_ELEMENTS = 2000;

/**
 * Checks dρ on the brackets of the Lie algebra, ρ on the relations of a finite group, and ρ(h) dρ(A) ρ(h)⁻¹ = dρ(hAh⁻¹)
 * between both.
 * @throws {IsotypicError} `NOT_A_HOMOMORPHISM`
 */
export function proveHomomorphism(
  where: string,
  group: MatrixGroup,
  images: readonly SparseMatrix[],
  derivations: readonly SparseMatrix[],
): HomomorphismProof {
  const extension = extendDerivations(where, group.algebra, derivations);
  for (const [k, h] of group.elements.entries()) {
    const [inverse, imageInverse] = [h.inverse(), images[k].inverse()];
    for (const { element, image } of extension.basis) {
      const expected = extension.imageOf(h.times(element).times(inverse));
      const received = images[k].times(image).times(imageInverse);
      if (expected !== null && !expected.equals(received)) {
        throw notAHomomorphism(where, `ρ(h) dρ(A) ρ(h)⁻¹ = dρ(h A h⁻¹) for generator ${k}`, 'another matrix');
      }
    }
  }
  if (group.elements.length + group.turns.length === 0) return 'proved';
  const { permutations } = group.knowledge;
  if (permutations !== undefined) {
    matrixRepresentation(permutations, images.map((m) => m.toDense()) as ExactMatrix[]);
    return 'proved';
  }
  const generators = [...group.elements];
  if (group.turns.length > 0) return group.algebra.length > 0 ? 'proved on the Lie algebra only' : NOT_PROVED;
  const known = listElements(generators, MOST_ELEMENTS);
  if (known === null) return group.algebra.length > 0 ? 'proved on the Lie algebra only' : NOT_PROVED;
  const pairs = generators.map((h, k) => SparseMatrix.blockDiagonal([h, images[k]]));
  // the group of the pairs (h, ρ(h)) lies over the group and has its order exactly for a homomorphism
  const joint = listElements(pairs, known.length);
  if (joint === null)
    throw notAHomomorphism(where, 'images that satisfy the relations of the group', 'a larger group of pairs');
  return 'proved';
}

const NOT_PROVED: HomomorphismProof = 'not proved: the relations are not known';

interface Extension {
  readonly basis: readonly { readonly element: SparseMatrix; readonly image: SparseMatrix }[];
  /** dρ of an element of the span; null outside. */
  imageOf(element: SparseMatrix): SparseMatrix | null;
}

/** dρ on the Lie algebra that the elements generate: brackets are taken until nothing new comes, each one checked. */
function extendDerivations(
  where: string,
  elements: readonly SparseMatrix[],
  images: readonly SparseMatrix[],
): Extension {
  const basis: { element: SparseMatrix; image: SparseMatrix; pivot: string; lead: Cyclotomic }[] = [];
  const reduce = (element: SparseMatrix, image: SparseMatrix) => {
    let [x, y] = [element, image];
    for (const b of basis) {
      const c = entryAt(x, b.pivot);
      if (c === undefined) continue;
      const factor = c.dividedBy(b.lead);
      x = x.minus(b.element.scale(factor));
      y = y.minus(b.image.scale(factor));
    }
    return { x, y };
  };
  const queue = elements.map((element, k) => ({ element, image: images[k] }));
  for (let at = 0; at < queue.length; at++) {
    const { x, y } = reduce(queue[at].element, queue[at].image);
    if (x.isZero()) {
      if (!y.isZero()) {
        throw notAHomomorphism(
          where,
          'dρ([A, B]) = [dρ(A), dρ(B)] and linearity on the Lie algebra',
          'a relation broken',
        );
      }
      continue;
    }
    const pivot = firstEntry(x);
    for (const b of basis) {
      queue.push({
        element: bracket(x, b.element),
        image: bracket(y, b.image),
      });
    }
    basis.push({ element: x, image: y, pivot, lead: entryAt(x, pivot) as Cyclotomic });
  }
  return {
    basis,
    imageOf(element) {
      const zero = SparseMatrix.fromColumns(
        images[0]?.rows ?? 0,
        (images[0] ? Array.from({ length: images[0].cols }) : []).map(() => new Map()),
      );
      const { x, y } = reduce(element, zero);
      return x.isZero() ? y.negate() : null;
    },
  };
}

function bracket(a: SparseMatrix, b: SparseMatrix): SparseMatrix {
  return a.times(b).minus(b.times(a));
}

function firstEntry(m: SparseMatrix): string {
  let found = '';
  m.forEach((i, j) => {
    if (found === '') found = `${i},${j}`;
  });
  return found;
}

function entryAt(m: SparseMatrix, key: string): Cyclotomic | undefined {
  const [i, j] = key.split(',').map(Number);
  for (let k = m.starts[j]; k < m.starts[j + 1]; k++) if (m.indices[k] === i) return m.values[k];
  return undefined;
}

function notAHomomorphism(where: string, expected: string, received: string): IsotypicError {
  return new IsotypicError('NOT_A_HOMOMORPHISM', {
    where,
    expected,
    received,
    remedy: 'The k-th matrix must belong to the k-th generator; products act right factor first.',
  });
}
