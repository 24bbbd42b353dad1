/** Elements of a group to test with: exact ones of its discrete part, and any in doubles. Seeded. */
import { type Cyclotomic, type ExactMatrix, randomSource, toFloat64 } from '@isotypic/algebra';
import { checkArgument, DEFAULT_SEED, integer, invalidArgument } from '@isotypic/algebra/internal';
import { Float64Matrix, matrixExponential, product, randomStream } from '@isotypic/numeric/dense';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { MATRIX_GROUP, MatrixGroup } from './matrix-group.js';

const SEED = integer();
/** Factors of a random product: enough to leave the generators behind, few enough for entries to stay small. */
const LENGTH = 12;

/**
 * A random product of the discrete generators, their inverses, and the turns, exactly.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a group without discrete generators; `CONDUCTOR_BUDGET`
 * @example randomElement(parseMatrixGroup('S(4)'), 7).rows // 4
 */
export function randomElement(group: MatrixGroup, seed: number = DEFAULT_SEED): ExactMatrix {
  const where = 'randomElement';
  checkArgument(where, 'group', group, MATRIX_GROUP);
  checkArgument(where, 'seed', seed, SEED);
  const generators = group.generatorMatrices.map((m) => SparseMatrix.fromDense(m));
  if (generators.length === 0) {
    throw invalidArgument(
      where,
      'a group with discrete generators',
      group.name,
      'randomElementFloat64 takes any group.',
    );
  }
  const random = randomSource(seed);
  let element = SparseMatrix.identity(group.dimension);
  for (let k = 0; k < LENGTH; k++) {
    const g = generators[random.below(generators.length)];
    element = element.times(random.below(2) === 0 ? g : g.inverse());
  }
  return element.toDense();
}

/**
 * A random element in doubles: exp of a random element of the Lie algebra, its coordinates standard normal, times a
 * random product of the discrete generators. For a complex group real and imaginary part are one real matrix [[Re,
 * −Im], [Im, Re]].
 * @example randomElementFloat64(parseMatrixGroup('SO(3)'), 1).rows // 3
 */
export function randomElementFloat64(group: MatrixGroup, seed: number = DEFAULT_SEED): Float64Matrix {
  const where = 'randomElementFloat64';
  checkArgument(where, 'group', group, MATRIX_GROUP);
  checkArgument(where, 'seed', seed, SEED);
  const real = group.isReal() ? group : realForm(group);
  const n = real.dimension;
  const stream = randomStream(seed);
  let A = new Float64Matrix(n, n);
  for (const derivation of real.derivations) {
    const [t, M] = [stream.normal(), toFloat64(derivation).data];
    A = A.map((x, i, j) => x + t * M[i * n + j]);
  }
  let element = matrixExponential(A);
  if (real.elements.length + real.turns.length > 0) {
    const { data } = toFloat64(randomElement(real, seed));
    element = product(element, new Float64Matrix(n, n, data));
  }
  return element;
}

/**
 * A complex group as a real one of twice the dimension: a + bi acts as [[a, −b], [b, a]] on real and imaginary parts.
 * @example realForm(parseMatrixGroup('SU(2)')).dimension // 4
 */
export function realForm(group: MatrixGroup): MatrixGroup {
  checkArgument('realForm', 'group', group, MATRIX_GROUP);
  const n = group.dimension;
  const real = (m: SparseMatrix) => {
    const columns = Array.from({ length: 2 * n }, () => new Map<number, Cyclotomic>());
    m.forEach((i, j, x) => {
      const [a, b] = [x.real(), x.imaginary()];
      columns[j].set(i, a).set(i + n, b);
      columns[j + n].set(i, b.negate()).set(i + n, a);
    });
    return SparseMatrix.fromColumns(2 * n, columns);
  };
  return new MatrixGroup({
    dimension: 2 * n,
    lieAlgebra: group.algebra.map(real),
    discrete: group.elements.map(real),
    turns: group.turns.map(({ generator, order }) => ({ generator: real(generator), order })),
    name: `the real form of ${group.name}`,
  });
}
