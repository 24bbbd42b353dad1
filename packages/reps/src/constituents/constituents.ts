/**
 * The irreps that occur in permutation representations of a group, found inside the representations themselves: no
 * character table and no list of the group's irreps, so that the group's order does not matter.
 */
import {
  type ExactScalar,
  Matrix,
  type PermutationGroup,
  type RandomSource,
  randomSource,
  rationals,
  type WorkMeter,
} from '@isotypic/algebra';
import { type FixedVector, fixedRowsOfDimension, orthogonalFixedVectors } from '../bases/fixed-vectors.js';
import type { FourierCopy } from '../bases/fourier-basis.js';
import { irrepFrame } from '../bases/irrep-frame.js';
import { once } from '../bases/once.js';
import type { OrbitalProjector } from '../bases/permutation-copies.js';
import type { LinearCharacter } from '../irreps/abelian/linear-irreps.js';
import type { RealType } from '../irreps/endomorphism-units.js';
import { RealIrrep } from '../irreps/real-irrep.js';
import { type OrbitalComponent, orbitalComponents } from '../orbitals/central-idempotents.js';
import { type CentralizerAlgebra, centralizerAlgebra } from '../orbitals/centralizer-algebra.js';
import { CommonConstituents } from '../orbitals/common-constituents.js';
import type { OrbitEdges } from '../orbitals/orbit-edges.js';
import { constituentIrrep } from './constituent-irrep.js';

/** What is known of the copies of the irreps on one orbit. */
export interface OrbitConstituent {
  readonly irrep: RealIrrep;
  readonly multiplicity: number;
  fixedVectors(): readonly FixedVector[];
  readonly projector?: OrbitalProjector;
  readonly fourier?: FourierCopy;
  readonly character?: LinearCharacter;
}

export interface Constituents {
  /** Trivial first, then by degree; an irrep that occurs in several orbits is listed once. */
  readonly irreps: readonly RealIrrep[];
  /** For each orbit's signature, the irreps in it. */
  readonly onOrbit: ReadonlyMap<string, readonly OrbitConstituent[]>;
}

/** An irrep with the component in which it was found; the trivial one has none. */
interface Found {
  readonly irrep: RealIrrep;
  readonly type: RealType;
  readonly home?: { readonly algebra: CentralizerAlgebra; readonly component: OrbitalComponent };
}

/** Beyond this rank the r³ intersection numbers cost more than a list of the group's irreps would. */
const RANK_LIMIT = 200;

/**
 * The real irreps that occur in the given orbits of a group. Multiplicities, degrees and types come from the
 * intersection numbers; matrices are made when they are looked at.
 * @param orbits pairwise non-isomorphic G-sets
 * @throws {IsotypicError} `NOT_DECIDED` when the rank of an orbit is too large, it does not split over quadratic
 * fields, or
 *   no irreducible submodule of a component with multiplicity is found.
 */
export function constituents(
  group: PermutationGroup,
  orbits: readonly OrbitEdges[],
  random: RandomSource,
  meter?: WorkMeter,
): Constituents {
  const primes = once(() => primeDivisors(group.order));
  const found: Found[] = [{ irrep: trivialIrrep(group), type: 'real' }];
  const onOrbit = new Map<string, OrbitConstituent[]>();
  // All algebras before any irrep: what cannot be done is refused before the dear part.
  const algebras = [...orbits]
    .sort((a, b) => a.tree.points.length - b.tree.points.length)
    .map((orbit) => centralizerAlgebra(orbit, random, RANK_LIMIT, meter));
  const pairs = new Map<CentralizerAlgebra, Map<CentralizerAlgebra, CommonConstituents>>();
  const between = (X: CentralizerAlgebra, Y: CentralizerAlgebra): CommonConstituents => {
    const row = pairs.get(X) ?? new Map<CentralizerAlgebra, CommonConstituents>();
    const pair = row.get(Y) ?? new CommonConstituents(X, Y, random, meter);
    pairs.set(X, row.set(Y, pair));
    return pair;
  };
  for (const algebra of algebras) {
    const { orbit, label, transversal } = algebra;
    const list: OrbitConstituent[] = [];
    const before = [...found];
    for (const component of orbitalComponents(algebra, random, primes, meter)) {
      const { multiplicity, field, coefficients } = component;
      const projector = { field, coefficients, label, transversal };
      meter?.step(0);
      const known = before.find((other) => {
        if (other.irrep.degree !== component.degree || other.type !== component.type) return false;
        if (other.irrep.isTrivial) return list.length === 0; // components come trivial first
        const { home } = other;
        return home !== undefined && between(home.algebra, algebra).isCommon(home.component, component);
      });
      let irrep = known?.irrep;
      let vectorAtBase: (() => readonly ExactScalar[]) | undefined;
      if (irrep === undefined) {
        const name = `ρ${subscript(found.length)}[${component.degree}]`;
        const made = constituentIrrep(group, algebra, component, random, primes, name, meter);
        irrep = made.irrep;
        vectorAtBase = multiplicity === 1 ? made.baseRow : undefined;
        found.push({ irrep, type: component.type, home: { algebra, component } });
      }
      list.push({
        irrep,
        multiplicity,
        fixedVectors: once(fixedVectorsOf(irrep, orbit, multiplicity, vectorAtBase, random.below(2 ** 31))),
        projector: { ...projector, isNative: known === undefined, isShared: false },
      });
    }
    onOrbit.set(orbit.signature, list);
  }
  markShared(onOrbit);
  const [trivial, ...others] = found.map(({ irrep }) => irrep);
  return { irreps: [trivial, ...others.sort((a, b) => a.degree - b.degree)], onOrbit };
}

/** A component of multiplicity 1 of one action, and its irrep. */
export interface SimpleConstituent {
  readonly irrep: RealIrrep;
  /** The projector is Σ coefficients[k]·A_k. */
  readonly coefficients: readonly ExactScalar[];
}

/**
 * The non-trivial irreps that occur once in an action: they cost nothing but central idempotents.
 * @throws {IsotypicError} `NOT_DECIDED` as `constituents`
 */
export function simpleConstituents(
  group: PermutationGroup,
  orbit: OrbitEdges,
  random: RandomSource,
  meter?: WorkMeter,
): { readonly algebra: CentralizerAlgebra; readonly list: readonly SimpleConstituent[] } {
  const algebra = centralizerAlgebra(orbit, random, RANK_LIMIT, meter);
  const primes = once(() => primeDivisors(group.order));
  const list = orbitalComponents(algebra, random, primes, meter)
    .slice(1) // the trivial one comes first
    .filter(({ multiplicity }) => multiplicity === 1)
    .map((component, i) => {
      const name = `ρ${subscript(i + 1)}[${component.degree}]`;
      const { irrep } = constituentIrrep(group, algebra, component, random, primes, name, meter);
      return { irrep, coefficients: component.coefficients };
    });
  return { algebra, list };
}

/**
 * The prime divisors of the order of a permutation group: all are at most its degree, so that trial division ends soon.
 */
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

/** Notes which irreps occur on orbits of more than one kind. */
function markShared(onOrbit: Map<string, OrbitConstituent[]>): void {
  const kinds = new Map<RealIrrep, number>();
  for (const list of onOrbit.values()) for (const { irrep } of list) kinds.set(irrep, (kinds.get(irrep) ?? 0) + 1);
  for (const [signature, list] of onOrbit) {
    onOrbit.set(
      signature,
      list.map((c) =>
        c.projector ? { ...c, projector: { ...c.projector, isShared: (kinds.get(c.irrep) ?? 0) > 1 } } : c,
      ),
    );
  }
}

function fixedVectorsOf(
  irrep: RealIrrep,
  orbit: OrbitEdges,
  multiplicity: number,
  baseRow: (() => readonly ExactScalar[]) | undefined,
  streamSeed: number,
): () => readonly FixedVector[] {
  return () => {
    const frame = irrepFrame(irrep);
    if (baseRow !== undefined) {
      const vector = baseRow();
      return [{ vector, norm: frame.dualForm(vector, vector) }];
    }
    return orthogonalFixedVectors(
      frame,
      fixedRowsOfDimension(frame, orbit, randomSource(streamSeed), multiplicity * frame.endomorphismDimension),
    );
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

function subscript(k: number): string {
  return [...String(k)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
}
