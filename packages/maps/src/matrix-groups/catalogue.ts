/**
 * The matrix groups that have names: the classical ones (Weyl, The Classical Groups, 1946), those of special
 * relativity, finite ones of the plane, permutations, and the embeddings and grids of the EMLP library (Finzi, Welling,
 * Wilson 2021).
 */
import { IsotypicError, Permutation, PermutationGroup, catalogue as permutationCatalogue } from '@isotypic/algebra';
import { arrayOf, checkArgument, instance, integer, invalidArgument, oneOf, text } from '@isotypic/algebra/internal';
import type { Entry } from '../linear/entries.js';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { diagonalForm, type MonomialForm, symplecticForm } from './classical-family.js';
import { MATRIX_GROUP, MatrixGroup } from './matrix-group.js';

const PERMUTATION_GROUP = instance(PermutationGroup, 'a permutation group', (v) =>
  v instanceof MatrixGroup ? 'It is a matrix group already.' : 'parseGroup reads names.',
);

/** Lie algebras have n² elements of n² entries: a bound on what is listed. */
const MOST = 64;
const size = integer(1, MOST);

function unit(n: number, entries: readonly (readonly [number, number, Entry])[]): Entry[][] {
  const rows: Entry[][] = Array.from({ length: n }, () => new Array<Entry>(n).fill(0));
  for (const [i, j, x] of entries) rows[i][j] = x;
  return rows;
}

function pairs(n: number): [number, number][] {
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n - i - 1 }, (_, k): [number, number] => [i, i + k + 1]),
  ).flat();
}

function diagonal(entries: readonly Entry[]): Entry[][] {
  return unit(
    entries.length,
    entries.map((x, i) => [i, i, x]),
  );
}

/**
 * The trivial group on ℝⁿ.
 * @example trivialGroup(2).dimension // 2
 */
export function trivialGroup(n: number): MatrixGroup {
  checkArgument('trivialGroup', 'n', n, integer(1));
  return new MatrixGroup({ dimension: n, name: `Trivial(${n})` });
}

/** so(η) for η = diag(1 (p times), −1 (q times)) up to the global sign: E_ij·η_j − E_ji·η_i. */
function orthogonalAlgebra({ sign }: MonomialForm): Entry[][][] {
  // E_ij η_i − E_ji η_j up to sign: −1 above the diagonal for rotations, 1 and 1 for boosts
  return pairs(sign.length).map(([i, j]) =>
    unit(sign.length, [
      [i, j, -1 * sign[i] * sign[j]],
      [j, i, 1],
    ]),
  );
}

/** SO(n): rotations, with E_ji − E_ij as Lie algebra. @example specialOrthogonal(3).derivations.length // 3 */
export function specialOrthogonal(n: number): MatrixGroup {
  checkArgument('specialOrthogonal', 'n', n, size);
  const form = diagonalForm(n, () => false);
  return new MatrixGroup(
    { dimension: n, lieAlgebra: orthogonalAlgebra(form), name: `SO(${n})` },
    { family: { kind: 'orthogonal', n, special: true, form } },
  );
}

/**
 * O(n): rotations and the reflection diag(−1, 1, …, 1).
 * @example orthogonal(3).dimension // 3
 */
export function orthogonal(n: number): MatrixGroup {
  checkArgument('orthogonal', 'n', n, size);
  const form = diagonalForm(n, () => false);
  const reflection = diagonal(form.sign.map((_, i) => (i === 0 ? -1 : 1)));
  return new MatrixGroup(
    { dimension: n, lieAlgebra: orthogonalAlgebra(form), discrete: [reflection], name: `O(${n})` },
    { family: { kind: 'orthogonal', n, special: false, form } },
  );
}

/** Which of the components of O(p, q): all, those of determinant 1, or the identity's. */
export type LorentzComponents = 'all' | 'special' | 'connected';

/**
 * The group of diag(1, …, 1, −1, …, −1), p and q of them, or part of it. For O(1, 3) coordinate 0 is time.
 * @example indefiniteOrthogonal(1, 3).name // 'O(1,3)'
 */
export function indefiniteOrthogonal(p: number, q: number, components: LorentzComponents = 'all'): MatrixGroup {
  const where = 'indefiniteOrthogonal';
  checkArgument(where, 'p', p, size);
  checkArgument(where, 'q', q, size);
  checkArgument(where, 'components', components, oneOf('all', 'special', 'connected'));
  const n = p + q;
  const form = diagonalForm(n, (i) => i >= p);
  const flip = (...coordinates: number[]) => diagonal(form.sign.map((_, i) => (coordinates.includes(i) ? -1 : 1)));
  const discrete = components === 'all' ? [flip(0), flip(p)] : components === 'special' ? [flip(0, p)] : [];
  const name = { all: 'O', special: 'SO', connected: 'SO+' }[components];
  return new MatrixGroup(
    { dimension: n, lieAlgebra: orthogonalAlgebra(form), discrete, name: `${name}(${p},${q})` },
    // the connected group is Zariski dense in the special one: the same tensors are fixed
    { family: { kind: 'orthogonal', n, special: components !== 'all', form } },
  );
}

/**
 * Sp(m) = Sp(2m, ℝ), of the form [[0, 1], [−1, 0]].
 * @example symplectic(2).dimension // 4
 */
export function symplectic(m: number): MatrixGroup {
  checkArgument('symplectic', 'm', m, integer(1, MOST / 2));
  const n = 2 * m;
  const lieAlgebra: Entry[][][] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++)
      lieAlgebra.push(
        unit(n, [
          [i, j, 1],
          [m + j, m + i, -1],
        ]),
      );
    for (let j = i; j < m; j++) {
      lieAlgebra.push(
        unit(
          n,
          i === j
            ? [[i, m + i, 1]]
            : [
                [i, m + j, 1],
                [j, m + i, 1],
              ],
        ),
      );
      lieAlgebra.push(
        unit(
          n,
          i === j
            ? [[m + i, i, 1]]
            : [
                [m + i, j, 1],
                [m + j, i, 1],
              ],
        ),
      );
    }
  }
  return new MatrixGroup(
    { dimension: n, lieAlgebra, name: `Sp(${m})` },
    { family: { kind: 'symplectic', n, form: symplecticForm(m) } },
  );
}

/**
 * SL(n): the matrices of determinant 1.
 * @example specialLinear(2).dimension // 2
 */
export function specialLinear(n: number): MatrixGroup {
  checkArgument('specialLinear', 'n', n, size);
  return new MatrixGroup(
    { dimension: n, lieAlgebra: tracelessAlgebra(n), name: `SL(${n})` },
    { family: { kind: 'linear', n, special: true } },
  );
}

function tracelessAlgebra(n: number): Entry[][][] {
  const off = pairs(n).flatMap(([i, j]) => [unit(n, [[i, j, 1]]), unit(n, [[j, i, 1]])]);
  const cartan = Array.from({ length: n - 1 }, (_, i) =>
    unit(n, [
      [i, i, 1],
      [i + 1, i + 1, -1],
    ]),
  );
  return [...off, ...cartan];
}

/**
 * GL(n): all invertible matrices, by their Lie algebra and a reflection of determinant −1.
 * @example generalLinear(2).dimension // 2
 */
export function generalLinear(n: number): MatrixGroup {
  checkArgument('generalLinear', 'n', n, size);
  const reflection = diagonal(Array.from({ length: n }, (_, i) => (i === 0 ? -1 : 1)));
  const lieAlgebra = [...tracelessAlgebra(n), diagonal(new Array(n).fill(1))];
  return new MatrixGroup(
    { dimension: n, lieAlgebra, discrete: [reflection], name: `GL(${n})` },
    { family: { kind: 'linear', n, special: false } },
  );
}

function specialUnitaryAlgebra(n: number): Entry[][][] {
  const off = pairs(n).flatMap(([i, j]) => [
    unit(n, [
      [i, j, -1],
      [j, i, 1],
    ]),
    unit(n, [
      [i, j, 'E(4)'],
      [j, i, 'E(4)'],
    ]),
  ]);
  const cartan = Array.from({ length: n - 1 }, (_, i) =>
    unit(n, [
      [i, i, 'E(4)'],
      [i + 1, i + 1, '-E(4)'],
    ]),
  );
  return [...off, ...cartan];
}

/**
 * SU(n) on ℂⁿ, by skew-hermitian matrices of trace 0.
 * @example specialUnitary(2).dimension // 2
 */
export function specialUnitary(n: number): MatrixGroup {
  checkArgument('specialUnitary', 'n', n, size);
  return new MatrixGroup(
    { dimension: n, lieAlgebra: specialUnitaryAlgebra(n), name: `SU(${n})` },
    { family: { kind: 'linear', n, special: true } },
  );
}

/**
 * U(n) on ℂⁿ.
 * @example unitary(2).dimension // 2
 */
export function unitary(n: number): MatrixGroup {
  checkArgument('unitary', 'n', n, size);
  const lieAlgebra = [...specialUnitaryAlgebra(n), diagonal(new Array(n).fill('E(4)'))];
  return new MatrixGroup(
    { dimension: n, lieAlgebra, name: `U(${n})` },
    { family: { kind: 'linear', n, special: false } },
  );
}

const turnOfPlane: Entry[][] = [
  [0, -1],
  [1, 0],
];

/**
 * C(k): the rotations of the plane by multiples of 2π/k.
 * @example planeRotations(4).dimension // 2
 */
export function planeRotations(k: number): MatrixGroup {
  checkArgument('planeRotations', 'k', k, integer(1));
  return new MatrixGroup({ dimension: 2, turns: [{ generator: turnOfPlane, order: k }], name: `C(${k})` });
}

/**
 * D(k): these and the reflection x ↦ −x.
 * @example planeSymmetries(4).dimension // 2
 */
export function planeSymmetries(k: number): MatrixGroup {
  checkArgument('planeSymmetries', 'k', k, integer(1));
  const discrete = [diagonal([-1, 1])];
  return new MatrixGroup({ dimension: 2, turns: [{ generator: turnOfPlane, order: k }], discrete, name: `D(${k})` });
}

/**
 * All multiples e^t of the identity on ℝⁿ.
 * @example scaling(2).dimension // 2
 */
export function scaling(n: number): MatrixGroup {
  checkArgument('scaling', 'n', n, size);
  return new MatrixGroup({ dimension: n, lieAlgebra: [diagonal(new Array(n).fill(1))], name: `Scaling(${n})` });
}

/**
 * Parity, diag(1, −1, −1, −1), on space and time.
 * @example parity().dimension // 4
 */
export function parity(): MatrixGroup {
  return new MatrixGroup({ dimension: 4, discrete: [diagonal([1, -1, -1, -1])], name: 'Parity' });
}

/**
 * Time reversal, diag(−1, 1, 1, 1).
 * @example timeReversal().dimension // 4
 */
export function timeReversal(): MatrixGroup {
  return new MatrixGroup({ dimension: 4, discrete: [diagonal([-1, 1, 1, 1])], name: 'TimeReversal' });
}

/**
 * A permutation group by its permutation matrices.
 * @example permutationMatrices(catalogue.cyclic(3)).dimension // 3
 */
export function permutationMatrices(group: PermutationGroup, name?: string): MatrixGroup {
  checkArgument('permutationMatrices', 'group', group, PERMUTATION_GROUP);
  if (name !== undefined) checkArgument('permutationMatrices', 'name', name, text);
  return new MatrixGroup(
    {
      dimension: group.degree,
      discrete: group.generators.map((g) => SparseMatrix.permutation(g.images)),
      name: name ?? String(group),
    },
    { permutations: group },
  );
}

/**
 * Z(n): cyclic shifts of ℝⁿ.
 * @example cyclicShifts(4).dimension // 4
 */
export function cyclicShifts(n: number): MatrixGroup {
  checkArgument('cyclicShifts', 'n', n, integer(1));
  return permutationMatrices(permutationCatalogue.cyclic(n), `Z(${n})`);
}

/**
 * S(n): all permutations of n coordinates.
 * @example symmetric(3).dimension // 3
 */
export function symmetric(n: number): MatrixGroup {
  checkArgument('symmetric', 'n', n, integer(1));
  const group = permutationCatalogue.symmetric(n);
  return new MatrixGroup(
    { dimension: n, discrete: group.generators.map((g) => SparseMatrix.permutation(g.images)), name: `S(${n})` },
    { permutations: group, family: { kind: 'symmetric', n } },
  );
}

/**
 * A(n): the even permutations.
 * @example alternating(4).dimension // 4
 */
export function alternating(n: number): MatrixGroup {
  checkArgument('alternating', 'n', n, integer(1));
  return permutationMatrices(permutationCatalogue.alternating(n), `Alt(${n})`);
}

/**
 * The rotations of the cube on its six faces.
 * @example cubeFaces().dimension // 6
 */
export function cubeFaces(): MatrixGroup {
  // faces +x, −x, +y, −y, +z, −z; quarter turns about z and x
  const group = new PermutationGroup([
    [2, 3, 1, 0, 4, 5],
    [0, 1, 4, 5, 3, 2],
  ]);
  return permutationMatrices(group, 'Cube');
}

/**
 * Rubik's cube on its 48 movable facelets, of order 43252003274489856000.
 * @example rubiksCube().dimension // 48
 */
export function rubiksCube(): MatrixGroup {
  return permutationMatrices(permutationCatalogue.rubiksCube(), 'RubiksCube');
}

/** A permutation of the n×n torus, row-major. */
function onTorus(n: number, f: (i: number, j: number) => readonly [number, number]): Permutation {
  const wrap = (i: number) => ((i % n) + n) % n;
  return Permutation.fromImages(
    Array.from({ length: n * n }, (_, x) => {
      const [i, j] = f(Math.floor(x / n), x % n);
      return wrap(i) * n + wrap(j);
    }),
  );
}

/** The turn of the grid by 2π/k. */
function gridTurn(where: string, n: number, k: number): Permutation {
  if (k === 4) return onTorus(n, (i, j) => [j, -i]);
  if (k === 2) return onTorus(n, (i, j) => [-i, -j]);
  if (k === 1) return Permutation.identity(n * n);
  throw invalidArgument(where, 'k to be 1, 2 or 4', k, 'A square grid has turns by 90 and by 180 degrees.');
}

/**
 * Z_k ⋉ (Z_n × Z_n) on the n×n grid of a torus, row-major: translations, and turns by 2π/k, k = 1, 2 or 4.
 * @example gridSymmetries(5).dimension // 25
 */
export function gridSymmetries(n: number, k = 4): MatrixGroup {
  checkArgument('gridSymmetries', 'n', n, integer(1));
  const generators = [
    onTorus(n, (i, j) => [i + 1, j]),
    onTorus(n, (i, j) => [i, j + 1]),
    gridTurn('gridSymmetries', n, k),
  ];
  return permutationMatrices(new PermutationGroup(generators), `Grid(${n},${k})`);
}

/**
 * The same group on k values at every point of the grid, which a turn carries to the next: features of the first group
 * convolutions (Cohen & Welling 2016), numbered point by point.
 * @example orientedGrid(4, 3).dimension // 36
 */
export function orientedGrid(k: number, n: number): MatrixGroup {
  checkArgument('orientedGrid', 'n', n, integer(1));
  const turn = gridTurn('orientedGrid', n, k);
  const lifted = (g: Permutation, step: number) =>
    Permutation.fromImages(
      Array.from({ length: n * n * k }, (_, x) => g.image(Math.floor(x / k)) * k + ((x + step) % k)),
    );
  const generators = [
    lifted(
      onTorus(n, (i, j) => [i + 1, j]),
      0,
    ),
    lifted(
      onTorus(n, (i, j) => [i, j + 1]),
      0,
    ),
    lifted(turn, 1),
  ];
  return permutationMatrices(new PermutationGroup(generators), `ZksZnxZn(${k},${n})`);
}

/**
 * A group as a group of a larger space ℝⁿ, acting on the given coordinates and leaving the others alone.
 * @throws {IsotypicError} `SHAPE_MISMATCH` unless there is one coordinate of its own for each of the group's
 * @example embedded(planeRotations(5), 3, [0, 1]).dimension // 3
 */
export function embedded(group: MatrixGroup, n: number, coordinates: readonly number[], name?: string): MatrixGroup {
  const where = 'embedded';
  checkArgument(where, 'group', group, MATRIX_GROUP);
  checkArgument(where, 'n', n, integer(group.dimension));
  checkArgument(where, 'coordinates', coordinates, arrayOf(integer(0, n - 1)));
  if (name !== undefined) checkArgument(where, 'name', name, text);
  if (coordinates.length !== group.dimension || new Set(coordinates).size !== group.dimension) {
    throw new IsotypicError('SHAPE_MISMATCH', {
      where,
      expected: `coordinates to be ${group.dimension} different ones`,
      received: coordinates.join(', '),
    });
  }
  const rest = Array.from({ length: n }, (_, i) => i).filter((i) => !coordinates.includes(i));
  const place = (m: SparseMatrix, fill: 0 | 1) => {
    const full = SparseMatrix.blockDiagonal([m, fill === 1 ? SparseMatrix.identity(rest.length) : zero(rest.length)]);
    const order = SparseMatrix.permutation([...coordinates, ...rest]);
    return order.times(full).times(order.transpose());
  };
  return new MatrixGroup({
    dimension: n,
    lieAlgebra: group.algebra.map((A) => place(A, 0)),
    discrete: group.elements.map((h) => place(h, 1)),
    turns: group.turns.map((t) => ({ generator: place(t.generator, 0), order: t.order })),
    name: name ?? `${group.name} on coordinates ${coordinates.join(', ')} of R^${n}`,
  });
}

function zero(n: number): SparseMatrix {
  return SparseMatrix.fromColumns(
    n,
    Array.from({ length: n }, () => new Map()),
  );
}
