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
  randomSource,
  rationals,
  rref,
} from '@isotypic/algebra';
import type { RealType } from '../irreps/endomorphism-units.js';
import { isRationalMatrix } from '../irreps/exact.js';
import { RealIrrep } from '../irreps/real-irrep.js';
import type { ExactMatrix } from '../representations/representation.js';
import { type OrbitalComponent, orbitalComponents } from './central-idempotents.js';
import { type CentraliserAlgebra, centraliserAlgebra, pairRow, randomStabilising } from './centraliser-algebra.js';
import {
  fixedRows,
  fixedRowsOfDimension,
  fixedRowsUpperBound,
  type OrbitEdges,
  orthogonalSeeds,
  type Seed,
} from './fixed-vectors.js';
import { irrepFrame, overField, rowTimes } from './irrep-frame.js';
import type { OrbitalProjector } from './permutation-copies.js';
import { type PrimitiveIdempotent, primitiveIdempotents } from './primitive-idempotents.js';

/** What is known of the copies of the irreps on one orbit. */
export interface OrbitConstituent {
  readonly irrep: RealIrrep;
  readonly multiplicity: number;
  seeds(): readonly Seed[];
  readonly projector: OrbitalProjector;
}

export interface Constituents {
  /** Trivial first, then by degree; an irrep that occurs in several orbits is listed once. */
  readonly irreps: readonly RealIrrep[];
  /** For each orbit's signature, the irreps in it. */
  readonly onOrbit: ReadonlyMap<string, readonly OrbitConstituent[]>;
}

/** Beyond this rank the r³ intersection numbers cost more than a list of the group's irreps would. */
const RANK_LIMIT = 200;

/**
 * The real irreps that occur in the given orbits of a group. Multiplicities, degrees and types come from the intersection
 * numbers; matrices are made when they are looked at.
 * @param orbits pairwise non-isomorphic G-sets
 * @throws {IsotypicError} `NOT_DECIDED` when the rank of an orbit is too large, it does not split over quadratic fields, or
 *   no irreducible submodule of a component with multiplicity is found.
 */
export function constituents(
  group: PermutationGroup,
  orbits: readonly OrbitEdges[],
  random: RandomSource,
): Constituents {
  const primes = primeDivisors(group.order);
  const found: { irrep: RealIrrep; type: RealType }[] = [{ irrep: trivialIrrep(group), type: 'real' }];
  const onOrbit = new Map<string, OrbitConstituent[]>();
  for (const orbit of [...orbits].sort((a, b) => a.tree.points.length - b.tree.points.length)) {
    const algebra = centraliserAlgebra(orbit, random, RANK_LIMIT);
    const { label } = algebra;
    const list: OrbitConstituent[] = [];
    const before = [...found];
    for (const component of orbitalComponents(algebra, random, primes)) {
      const { multiplicity, field, coefficients } = component;
      const projector = { field, coefficients, label };
      const known = before.find(({ irrep, type }) => {
        if (irrep.degree !== component.degree || type !== component.type) return false;
        if (irrep.isTrivial) return list.length === 0; // components come trivial first
        const frame = irrepFrame(irrep);
        const wanted = multiplicity * frame.units;
        const rows = fixedRowsUpperBound(frame, orbit, random);
        if (rows.length < wanted) return false;
        const exact = fixedRows(frame, orbit, rows);
        return exact.length > 0 && keepsCopy(orbit, label, component, frame, exact[0]);
      });
      let irrep = known?.irrep;
      let seedAtBase: (() => readonly unknown[]) | undefined;
      if (irrep === undefined) {
        const made = constituentOf(group, algebra, component, random, primes, found.length);
        irrep = made.irrep;
        seedAtBase = multiplicity === 1 ? made.baseRow : undefined;
        found.push({ irrep, type: component.type });
      }
      list.push({
        irrep,
        multiplicity,
        seeds: once(seedsOf(irrep, orbit, multiplicity, seedAtBase, random.below(2 ** 31))),
        projector,
      });
    }
    onOrbit.set(orbit.signature, list);
  }
  const [trivial, ...others] = found.map(({ irrep }) => irrep);
  return { irreps: [trivial, ...others.sort((a, b) => a.degree - b.degree)], onOrbit };
}

/** The prime divisors of the order of a permutation group: all are at most its degree, so that trial division ends soon. */
function primeDivisors(order: bigint): number[] {
  const primes: number[] = [];
  let rest = order;
  for (let p = 2n; rest > 1n; p++) {
    if (rest % p !== 0n) continue;
    primes.push(Number(p));
    while (rest % p === 0n) rest /= p;
  }
  return primes;
}

function seedsOf(
  irrep: RealIrrep,
  orbit: OrbitEdges,
  multiplicity: number,
  baseRow: (() => readonly unknown[]) | undefined,
  streamSeed: number,
): () => readonly Seed[] {
  return () => {
    const frame = irrepFrame(irrep);
    if (baseRow !== undefined) {
      const seed = baseRow();
      return [{ seed, norm: frame.dualForm(seed, seed) }];
    }
    return orthogonalSeeds(
      frame,
      fixedRowsOfDimension(frame, orbit, randomSource(streamSeed), multiplicity * frame.units),
    );
  };
}

/** The value, made at the first call. */
export function once<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= make();
    return value;
  };
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
  algebra: CentraliserAlgebra,
  component: OrbitalComponent,
  random: RandomSource,
  primes: readonly number[],
  index: number,
): { readonly irrep: RealIrrep; readonly baseRow: () => readonly unknown[] } {
  const { degree: d, multiplicity } = component;
  const { orbit, label } = algebra;
  // Where the multiplicity is 1 nothing can go wrong, and nothing is computed before it is needed.
  const { field, rows } =
    multiplicity === 1
      ? { field: component.field, rows: () => projectorRows(orbit, label, component) }
      : irreducibleSubmodule(algebra, component, random, primes);
  const echelon = once(() => {
    const { matrix, pivots } = rref(rows() as Matrix<never>);
    return { basis: matrix as Matrix<unknown>, pivots };
  });
  // Row j of the echelon form is basis vector vⱼ, a function on the orbit with vⱼ(pᵢ) = δᵢⱼ; (g vⱼ)(pᵢ) = vⱼ(g⁻¹pᵢ).
  const generatorMatrices = (): ExactMatrix[] => {
    const { basis, pivots } = echelon();
    return orbit.targets.map((target) => {
      const back = new Int32Array(target.length);
      for (let y = 0; y < target.length; y++) back[target[y]] = y;
      return Matrix.build(field, d, d, (i, j) => basis.at(j, back[pivots[i]])) as ExactMatrix;
    });
  };
  const gram = (): ExactMatrix => {
    const { basis } = echelon();
    const vectors = Matrix.fromRows(
      field,
      Array.from({ length: d }, (_, j) => basis.row(j)),
    );
    return vectors.times(vectors.transpose()) as ExactMatrix;
  };
  const irrep = new RealIrrep({
    group,
    degree: d,
    label: `ρ${subscript(index)}[${d}]`,
    isTrivial: false,
    type: component.type,
    generatorMatrices,
    gram,
  });
  return { irrep, baseRow: () => Array.from({ length: d }, (_, j) => echelon().basis.at(j, 0)) };
}

/** Rows of the projector, enough to span its image. */
function projectorRows(
  orbit: OrbitEdges,
  label: Int32Array,
  { coefficients, field }: PrimitiveIdempotent,
): Matrix<unknown> {
  const n = orbit.tree.points.length;
  const rows = Array.from({ length: n }, (_, x) => Array.from(pairRow(orbit, label, x), (k) => coefficients[k]));
  return Matrix.fromRows(field, rows);
}

/** A field, and rows over it that span an irreducible submodule. */
interface Submodule {
  readonly field: Field<unknown>;
  rows(): Matrix<unknown>;
}

/**
 * An irreducible submodule of a component with multiplicity: the image of a primitive idempotent over the component's
 * field where one is found, else generated by a vector that some subgroup fixes, else over an extension of the field.
 * @throws {IsotypicError} `NOT_DECIDED` when all three fail.
 */
function irreducibleSubmodule(
  algebra: CentraliserAlgebra,
  component: OrbitalComponent,
  random: RandomSource,
  primes: readonly number[],
): Submodule {
  const { orbit, label } = algebra;
  const imageOf = (e: PrimitiveIdempotent): Submodule => ({
    field: e.field,
    rows: () => projectorRows(orbit, label, e),
  });
  const search = primitiveIdempotents(algebra, component, random, primes);
  if (search.same !== undefined) return imageOf(search.same);
  const spun = spunSubmodule(orbit, label, component, random);
  if (spun !== undefined) return { field: component.field, rows: () => spun };
  const extended = search.extended();
  if (extended !== undefined) return imageOf(extended);
  throw new IsotypicError('NOT_DECIDED', {
    where: 'isotypicDecomposition',
    expected: `an irreducible submodule of dimension ${component.degree}`,
    received: `none over an abelian field, in a component with multiplicity ${component.multiplicity}`,
    remedy: 'Pass the irreps that occur as { irreps }.',
  });
}

/** Subgroups tried before giving up. */
const ATTEMPTS = 60;

/**
 * If a subgroup L fixes only a line (over the commuting algebra) of the irrep, any vector of the component that L fixes
 * generates one copy. Vectors fixed by L are projections of the indicators of its orbits; cyclic subgroups and products of
 * two are tried.
 */
function spunSubmodule(
  orbit: OrbitEdges,
  label: Int32Array,
  component: OrbitalComponent,
  random: RandomSource,
): Matrix<unknown> | undefined {
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
  return undefined;
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
  return echelon.length === degree
    ? Matrix.fromRows(
        field,
        echelon.map(({ row }) => row),
      )
    : null;
}

function subscript(k: number): string {
  return [...String(k)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
}

/** A·B with both read over the cyclotomic numbers unless both are rational. */
function timesInCommonField(A: ExactMatrix, B: ExactMatrix): Matrix<unknown> {
  const field = isRationalMatrix(A) && isRationalMatrix(B) ? A.field : cyclotomics;
  return overField(A, field as Field<unknown>).times(overField(B, field as Field<unknown>));
}
