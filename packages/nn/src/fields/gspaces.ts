/** The base spaces with their symmetries, by escnn's names. */
import {
  type ExactMatrix,
  type Float64Layout,
  PermutationGroup as Groups,
  type Permutation,
  type PermutationGroup,
  toFloat64,
} from '@isotypic/algebra';
import { checkArgument, instance, integer, invalidArgument } from '@isotypic/algebra/internal';
import { type MatrixGroup, MatrixGroup as MatrixGroups } from '@isotypic/maps';
import {
  matrixRepresentation,
  numericRepresentation,
  type RealIrrep,
  type Representation,
  realIrreps,
  trivialRepresentation,
} from '@isotypic/reps';
import { type AxialShape, axialGroup, axialIrrep, axialPoints, type Flip } from './axial.js';
import { CompactGSpace } from './compact-gspace.js';
import type { CompactFamily } from './compact-representation.js';
import { exactIrrep, FiniteGSpace, listedIrrep } from './finite-gspace.js';
import type { GSpace } from './gspace.js';
import { MatrixGSpace } from './matrix-gspace.js';
import { closedGroup, polyhedralGenerators, type Solid } from './polyhedral.js';

/** Spaces are kept by name, so that fields made in different places fit together. */
const known = new Map<string, GSpace>();

function once<T extends GSpace>(name: string, make: (name: string) => T): T {
  const found = known.get(name) ?? make(name);
  known.set(name, found);
  return found as T;
}

/** Rotations by 2π/n are exact up to this order; beyond it the group is as good as continuous. */
const MOST_ROTATIONS = 512;

const ROTATIONS = {
  ...integer(1, MOST_ROTATIONS),
  remedy: (v: unknown) => (v === -1 ? 'Leave it out for all rotations.' : undefined),
};

/** A finite axial group for n rotations, the compact one when n is left out. */
export interface AxialSpaces {
  (): CompactGSpace;
  (n: number): FiniteGSpace;
}

function axial(name: string, family: Omit<CompactFamily, 'rotations'>): AxialSpaces {
  const { dimension, flip, inversion } = family;
  const beside = `${flip === 'mirror' && dimension === 3 ? 'v' : ''}${inversion ? ' × {1, −1}' : ''} on R${dimension}`;
  function spaces(): CompactGSpace;
  function spaces(n: number): FiniteGSpace;
  function spaces(...given: readonly number[]): FiniteGSpace | CompactGSpace {
    const [n] = given;
    if (given.length === 0) {
      const label = `${flip === 'none' ? 'SO(2)' : 'O(2)'}${beside}`;
      return once(label, () => new CompactGSpace(label, { ...family, rotations: 'axial' }));
    }
    checkArgument(`gspaces.${name}`, 'n', n, ROTATIONS);
    return once(`${flip === 'none' ? 'C' : 'D'}${n}${beside}`, (label) => axialSpace(label, { ...family, n }));
  }
  return spaces;
}

function axialSpace(name: string, shape: AxialShape): FiniteGSpace {
  const group = axialGroup(shape);
  const points = axialPoints(shape).map((m) => toFloat64(m));
  const numbers = [
    ...(shape.inversion ? ['parity 0 or 1'] : []),
    ...(shape.flip === 'none' ? [] : ['j = 0 or 1']),
    ...(shape.n > 1 ? [`k from 0 to ${Math.floor(shape.n / 2)}, j = 1 for k of two dimensions`] : []),
  ];
  return new FiniteGSpace({
    name,
    group,
    baseDimension: shape.dimension,
    pointMatrix: pointsByFirstImage(points),
    irrepNumbers: `the numbers ${numbers.join('; ') || '(none)'}`,
    irrep: (id) => {
      // the trivial group has one irreducible, which escnn numbers 0
      const own = group.degree === 1 && id.length === 1 && id[0] === 0 ? [] : id;
      const matrices = axialIrrep(shape, own);
      return matrices === undefined ? undefined : exactIrrep(group, matrices, `irrep(${id.join()})`);
    },
  });
}

/** The groups stand on their own elements, so an element is known by where it takes the identity. */
function pointsByFirstImage(points: readonly Float64Layout[]): (g: Permutation) => Float64Layout {
  return (g) => points[g.images[0]];
}

function polyhedral(solid: Solid, inversion: boolean): FiniteGSpace {
  const name = `${inversion ? 'full ' : ''}${solid} on R3`;
  return once(name, () => {
    const generators = polyhedralGenerators(solid, inversion);
    const { group, points } = closedGroup(generators);
    const floats = points.map((m) => toFloat64(m));
    const last = solid === 'octahedral' ? '-1, 0, 1, 2 or 3' : '0, 1, 2, 3 or 4';
    return new FiniteGSpace({
      name,
      group,
      baseDimension: 3,
      pointMatrix: pointsByFirstImage(floats),
      irrepNumbers: `the numbers ${inversion ? 'parity 0 or 1; ' : ''}${last}`,
      irrep: (id) => polyhedralIrrep(solid, inversion, group, generators, id),
    });
  });
}

/**
 * escnn's numbers: of the cube 0 trivial, 1 vectors, 3 the sign of permutations of the diagonals, −1 vectors times that
 * sign, 2 of degree 2; of the icosahedron 0 trivial, 1 vectors, 2 of degree 5, 3 the conjugate of vectors, 4 of
 * degree 4.
 */
function polyhedralIrrep(
  solid: Solid,
  inversion: boolean,
  group: PermutationGroup,
  generators: readonly ExactMatrix[],
  id: readonly number[],
): Representation | undefined {
  const rest = [...id];
  const parity = inversion ? rest.shift() : 0;
  const k = rest.shift();
  if (rest.length > 0 || k === undefined || (parity !== 0 && parity !== 1)) return undefined;
  const label = `irrep(${id.join()})`;
  const turns = inversion ? generators.slice(0, -1) : generators;
  // −1 is the last generator; on vectors it has its own sign, which the parity replaces
  const signs = [...turns.map(() => 1), ...(inversion ? [parity === 1 ? -1 : 1] : [])];
  if (k === 1) {
    const one = turns[0].times(turns[0]).times(turns[0]); // of order 3
    const vector = [...turns, ...(inversion ? [one] : [])];
    const exact = vector.map((m, s) => (signs[s] === 1 ? m : m.scale(m.field.neg(m.field.one))));
    return matrixRepresentation(group, exact, { label });
  }
  const found = realIrreps(group).find((irrep) => isNumbered(solid, irrep, k, inversion ? (parity ?? 0) : undefined));
  if (found === undefined) return undefined;
  if (found.isTrivial) return trivialRepresentation(group);
  return numericRepresentation(group, found.orthogonalMatrices, { label });
}

/** Degrees by number, vectors left out. */
const DEGREES: Readonly<Record<Solid, ReadonlyMap<number, number>>> = {
  octahedral: new Map([
    [0, 1],
    [-1, 3],
    [2, 2],
    [3, 1],
  ]),
  icosahedral: new Map([
    [0, 1],
    [2, 5],
    [3, 3],
    [4, 4],
  ]),
};

/** Whether an irrep is the one of a number, by degree and traces on the generators. */
function isNumbered(solid: Solid, irrep: RealIrrep, k: number, parity: number | undefined): boolean {
  const traces = irrep.orthogonalMatrices.map((m) => {
    let sum = 0;
    for (let i = 0; i < m.rows; i++) sum += m.data[i * m.cols + i];
    return sum;
  });
  if (parity !== undefined && (parity === 1) !== traces[2] < 0) return false;
  if (DEGREES[solid].get(k) !== irrep.degree) return false;
  // the second generator's trace is ±1 on the cube's irreps of one degree, and 1/φ… or φ on the icosahedron's vectors
  if (solid === 'octahedral' && irrep.degree === 1) return k === 0 ? traces[1] > 0 : traces[1] < 0;
  if (irrep.degree === 3) return traces[1] < 0;
  return true;
}

const onPlane = (name: string, flip: Flip): AxialSpaces => axial(name, { dimension: 2, flip, inversion: false });
const inSpace = (name: string, flip: Flip): AxialSpaces => axial(name, { dimension: 3, flip, inversion: false });
const withInversion = (name: string, flip: Flip): AxialSpaces => axial(name, { dimension: 3, flip, inversion: true });

/**
 * The base spaces with their symmetries. n is the number of rotations about the axis z (or of the plane); left out it
 * stands for all of them. Reflections turn the axis x round.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless n is from 1 to 512
 * @example
 * const C4 = gspaces.rot2dOnR2(4);
 * C4.regular.dimension // 4
 * C4.irrep(1).dimension // 2
 */
export const gspaces = {
  /** The plane without symmetry: ordinary convolutions. */
  trivialOnR2: (): FiniteGSpace => onPlane('trivialOnR2', 'none')(1),
  /** C_n or SO(2) on the plane. */
  rot2dOnR2: onPlane('rot2dOnR2', 'none'),
  /** The reflection (x, y) → (−x, y). */
  flip2dOnR2: (): FiniteGSpace => onPlane('flip2dOnR2', 'mirror')(1),
  /** D_n or O(2) on the plane. */
  flipRot2dOnR2: onPlane('flipRot2dOnR2', 'mirror'),
  /** Space without symmetry. */
  trivialOnR3: (): FiniteGSpace => inSpace('trivialOnR3', 'none')(1),
  /** The mirror x → −x. */
  mirOnR3: (): FiniteGSpace => inSpace('mirOnR3', 'mirror')(1),
  /** The inversion v → −v. */
  invOnR3: (): FiniteGSpace => withInversion('invOnR3', 'none')(1),
  /** Rotations about the axis z. */
  rot2dOnR3: inSpace('rot2dOnR3', 'none'),
  /** Rotations about z and mirrors that hold z. */
  conicalOnR3: inSpace('conicalOnR3', 'mirror'),
  /** Rotations about z and half turns about axes across it. */
  dihedralOnR3: inSpace('dihedralOnR3', 'turn'),
  /** Rotations about z and the inversion. */
  cylindricalOnR3: withInversion('cylindricalOnR3', 'none'),
  /** Rotations about z, half turns across it and the inversion. */
  fullCylindricalOnR3: withInversion('fullCylindricalOnR3', 'turn'),
  /** The 24 rotations of the cube. */
  octaOnR3: (): FiniteGSpace => polyhedral('octahedral', false),
  /** The 48 symmetries of the cube. */
  fullOctaOnR3: (): FiniteGSpace => polyhedral('octahedral', true),
  /** The 60 rotations of the icosahedron. */
  icoOnR3: (): FiniteGSpace => polyhedral('icosahedral', false),
  /** The 120 symmetries of the icosahedron. */
  fullIcoOnR3: (): FiniteGSpace => polyhedral('icosahedral', true),
  /** SO(3). */
  rot3dOnR3: (): CompactGSpace => spatial('SO(3) on R3', false),
  /** O(3). */
  flipRot3dOnR3: (): CompactGSpace => spatial('O(3) on R3', true),
} as const;

function spatial(name: string, inversion: boolean): CompactGSpace {
  return once(name, () => new CompactGSpace(name, { dimension: 3, flip: 'none', inversion, rotations: 'spatial' }));
}

/**
 * A group without a base space: fields are vectors, and layers between them linear maps.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no permutation group
 * @example noBaseSpace(catalogue.symmetric(5)).irrep(1).dimension // 1
 */
export function noBaseSpace(group: PermutationGroup): FiniteGSpace;
/**
 * A real matrix group without a base space: fields are tensors, `space.tensor(p, q)` or `tensorFields(space, type)`.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for a complex group
 * @example String(noBaseSpace(parseMatrixGroup('SO(3)')).tensor(1)) // 'T(1)'
 */
export function noBaseSpace(group: MatrixGroup): MatrixGSpace;
export function noBaseSpace(group: PermutationGroup | MatrixGroup): FiniteGSpace | MatrixGSpace {
  checkArgument(
    'noBaseSpace',
    'group',
    group,
    instance([Groups, MatrixGroups], 'a permutation group or a matrix group', () => 'catalogue has many.'),
  );
  if (group instanceof MatrixGroups) return matrixSpace(group);
  return new FiniteGSpace({
    name: `permutations of ${group.degree} points, over a point`,
    group,
    baseDimension: 0,
    pointMatrix: () => ({ data: new Float64Array(0), rows: 0, cols: 0 }),
    irrepNumbers: 'the number of one of realIrreps(group)',
    irrep: ([k, ...rest]) => (rest.length === 0 ? listedIrrep(group, k) : undefined),
  });
}

const matrixSpaces = new WeakMap<MatrixGroup, MatrixGSpace>();

function matrixSpace(group: MatrixGroup): MatrixGSpace {
  if (!group.isReal()) {
    throw invalidArgument(
      'noBaseSpace',
      'a real matrix group',
      String(group),
      'realForm(group) makes a complex one real.',
    );
  }
  const known = matrixSpaces.get(group) ?? new MatrixGSpace(group);
  matrixSpaces.set(group, known);
  return known;
}

/** @throws {IsotypicError} `INVALID_ARGUMENT` unless both are of one space */
export function requireSameSpace(where: string, a: GSpace, b: GSpace): void {
  if (a === b) return;
  if (
    a instanceof FiniteGSpace &&
    b instanceof FiniteGSpace &&
    a.group === b.group &&
    a.baseDimension === b.baseDimension
  ) {
    return;
  }
  throw invalidArgument(where, `fields over ${a.name}`, b.name, 'Make both types from one space.');
}
