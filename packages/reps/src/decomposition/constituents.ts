/**
 * The irreps that occur in permutation representations of a group, found inside the representations themselves: no
 * character table and no list of the group's irreps, so that the group's order does not matter.
 */
import {
  cyclotomics,
  type Field,
  IsotypicError,
  Matrix,
  type PermutationGroup,
  type RandomSource,
  rationals,
  rref,
} from '@isotypic/algebra';
import { isRationalMatrix } from '../irreps/exact.js';
import { RealIrrep } from '../irreps/real-irrep.js';
import type { ExactMatrix } from '../representations/representation.js';
import { centraliserAlgebra, pairRow, randomStabilising } from './centraliser-algebra.js';
import { type OrbitalComponent, orbitalComponents } from './central-idempotents.js';
import { fixedRows, fixedRowsUpperBound, type OrbitEdges } from './fixed-vectors.js';
import { irrepFrame, overField, rowTimes } from './irrep-frame.js';

/**
 * The real irreps that occur in the given orbits of a group: trivial first, then by degree. An irrep that occurs in
 * several orbits is listed once.
 * @param orbits pairwise non-isomorphic G-sets
 * @throws {IsotypicError} `NOT_DECIDED` when an orbit does not split over quadratic fields, or no irreducible submodule of
 *   a component with multiplicity is found.
 */
export function constituents(
  group: PermutationGroup,
  orbits: readonly OrbitEdges[],
  random: RandomSource,
): RealIrrep[] {
  const found: RealIrrep[] = [trivialIrrep(group)];
  for (const orbit of [...orbits].sort((a, b) => a.tree.points.length - b.tree.points.length)) {
    const n = orbit.tree.points.length;
    const known = found
      .filter((irrep) => irrep.degree <= n)
      .map((irrep) => {
        const frame = irrepFrame(irrep);
        const bound = fixedRowsUpperBound(frame, orbit, random);
        return { frame, rows: bound.length === 0 ? bound : fixedRows(frame, orbit, bound) };
      })
      .filter(({ rows }) => rows.length > 0);
    const covered = known.reduce((sum, { frame, rows }) => sum + (rows.length / frame.units) * frame.degree, 0);
    if (covered === n) continue;
    const algebra = centraliserAlgebra(orbit, random);
    for (const component of orbitalComponents(algebra, random)) {
      // A known irrep lies in the component when the projector keeps its copies: (eT) at the base point is not 0.
      const isKnown = known.some(({ frame, rows }) => {
        if (frame.degree !== component.degree) return false;
        return keepsCopy(orbit, algebra.label, component, frame, rows[0]);
      });
      if (!isKnown) found.push(constituentOf(group, orbit, algebra.label, component, random, found.length));
    }
  }
  const [trivial, ...others] = found;
  return [trivial, ...others.sort((a, b) => a.degree - b.degree)];
}

function trivialIrrep(group: PermutationGroup): RealIrrep {
  const one = Matrix.identity(rationals, 1);
  return new RealIrrep({
    group,
    degree: 1,
    label: 'trivial',
    isTrivial: true,
    type: 'real',
    generatorMatrices: () => group.generators.map(() => one),
    gram: () => one,
  });
}

/** Whether (eT)_{x₀} = Σ_y e(x₀, y) T_y is not zero, for the copy T that the seed starts. */
function keepsCopy(
  orbit: OrbitEdges,
  label: Int32Array,
  component: OrbitalComponent,
  frame: ReturnType<typeof irrepFrame>,
  seed: readonly unknown[],
): boolean {
  const { tree } = orbit;
  const sums = component.coefficients.map(() => new Array<unknown>(frame.degree).fill(frame.field.zero));
  const rows: (readonly unknown[])[] = [seed];
  for (let p = 0; p < tree.points.length; p++) {
    if (p > 0) {
      const step = (tree.inverted[p] ? frame.generators : frame.inverses)[tree.generator[p]];
      rows.push(rowTimes(rows[tree.parent[p]], step));
    }
    sums[label[p]] = sums[label[p]].map((x, j) => frame.field.add(x, rows[p][j]));
  }
  const exact = (M: Matrix<unknown>) => M as ExactMatrix;
  const coefficients = exact(new Matrix(component.field, 1, component.coefficients.length, component.coefficients));
  const orbitSums = exact(Matrix.fromRows(frame.field, sums));
  return !timesInCommonField(coefficients, orbitSums).isZero();
}

/** One irreducible submodule of an isotypic component, with the matrices it carries in its echelon basis. */
function constituentOf(
  group: PermutationGroup,
  orbit: OrbitEdges,
  label: Int32Array,
  component: OrbitalComponent,
  random: RandomSource,
  index: number,
): RealIrrep {
  const basis =
    component.multiplicity === 1
      ? projectorRows(orbit, label, component)
      : irreducibleSubmodule(orbit, label, component, random);
  const { field } = component;
  const { matrix, pivots } = rref(basis as Matrix<never>);
  const d = pivots.length;
  const T = matrix as Matrix<unknown>; // row j is basis vector j, a function on the orbit with vⱼ(pᵢ) = δᵢⱼ
  const generatorMatrices = orbit.targets.map((target) => {
    const back = new Int32Array(target.length);
    for (let y = 0; y < target.length; y++) back[target[y]] = y;
    // (g vⱼ)(pᵢ) = vⱼ(g⁻¹pᵢ)
    return Matrix.build(field, d, d, (i, j) => T.at(j, back[pivots[i]])) as ExactMatrix;
  });
  return new RealIrrep({
    group,
    degree: d,
    label: `ρ${subscript(index)}[${d}]`,
    isTrivial: false,
    generatorMatrices: () => generatorMatrices,
    gram: () => {
      const rows = Matrix.fromRows(
        field,
        pivots.map((_, j) => T.row(j)),
      );
      return rows.times(rows.transpose()) as ExactMatrix;
    },
    ...(component.type === 'real' ? { type: component.type } : {}),
  });
}

/** Rows of the projector, enough to span its image. */
function projectorRows(orbit: OrbitEdges, label: Int32Array, component: OrbitalComponent): Matrix<unknown> {
  const n = orbit.tree.points.length;
  const { coefficients, field } = component;
  const rows = Array.from({ length: n }, (_, x) => Array.from(pairRow(orbit, label, x), (k) => coefficients[k]));
  return Matrix.fromRows(field, rows);
}

/** Subgroups tried before giving up. */
const ATTEMPTS = 60;

/**
 * An irreducible submodule of a component with multiplicity: if a subgroup L fixes only a line (over the commuting
 * algebra) of the irrep, any vector of the component that L fixes generates one copy. Vectors fixed by L are projections
 * of the indicators of its orbits; cyclic subgroups and products of two are tried.
 */
function irreducibleSubmodule(
  orbit: OrbitEdges,
  label: Int32Array,
  component: OrbitalComponent,
  random: RandomSource,
): Matrix<unknown> {
  const n = orbit.tree.points.length;
  const rowsOf = projectorRows(orbit, label, component);
  const { field } = component;
  const stabilising = randomStabilising(orbit, random, ATTEMPTS);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const L = attempt % 2 === 0 ? [orbit.targets[(attempt / 2) % orbit.targets.length]] : [];
    if (attempt % 4 !== 0) L.push(stabilising[attempt % stabilising.length]);
    if (attempt % 3 === 2) L.push(stabilising[(attempt * 7 + 1) % stabilising.length]);
    const start = random.below(n);
    const seen = new Set([start]);
    for (const y of seen) for (const h of L) seen.add(h[y]);
    const v: unknown[] = new Array(n).fill(field.zero);
    for (const x of seen) for (let y = 0; y < n; y++) v[y] = field.add(v[y], rowsOf.at(x, y));
    if (v.every((x) => field.isZero(x))) continue;
    const span = spin(orbit, component, v);
    if (span !== null) return span;
  }
  throw new IsotypicError('NOT_DECIDED', {
    where: 'isotypicDecomposition',
    expected: `an irreducible submodule of dimension ${component.degree}`,
    received: `none in ${ATTEMPTS} attempts, in a component with multiplicity ${component.multiplicity}`,
    remedy: 'Pass the irreps that occur as { irreps }.',
  });
}

/** The submodule generated by v when its dimension is that of one copy, else null. */
function spin(orbit: OrbitEdges, component: OrbitalComponent, v: readonly unknown[]): Matrix<unknown> | null {
  const { field, degree } = component;
  const n = v.length;
  const echelon: { pivot: number; row: unknown[] }[] = [];
  const queue: (readonly unknown[])[] = [v];
  const insert = (vector: readonly unknown[]): boolean => {
    const rest = [...vector];
    for (const { pivot, row } of echelon) {
      const factor = rest[pivot];
      if (field.isZero(factor)) continue;
      for (let y = 0; y < n; y++) if (!field.isZero(row[y])) rest[y] = field.sub(rest[y], field.mul(factor, row[y]));
    }
    const pivot = rest.findIndex((x) => !field.isZero(x));
    if (pivot < 0) return false;
    const scale = field.inv(rest[pivot]);
    echelon.push({ pivot, row: rest.map((x) => (field.isZero(x) ? x : field.mul(x, scale))) });
    return true;
  };
  insert(v);
  for (let at = 0; at < queue.length; at++) {
    for (const target of orbit.targets) {
      const moved: unknown[] = new Array(n);
      for (let y = 0; y < n; y++) moved[target[y]] = queue[at][y];
      if (!insert(moved)) continue;
      if (echelon.length > degree) return null;
      queue.push(moved);
    }
  }
  return echelon.length === degree ? Matrix.fromRows(field, echelon.map(({ row }) => row)) : null;
}

function subscript(k: number): string {
  return [...String(k)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
}

/** A·B with both read over the cyclotomic numbers unless both are rational. */
function timesInCommonField(A: ExactMatrix, B: ExactMatrix): Matrix<unknown> {
  const field = isRationalMatrix(A) && isRationalMatrix(B) ? A.field : cyclotomics;
  return overField(A, field as Field<unknown>).times(overField(B, field as Field<unknown>));
}
