/** The copies of given irreps in a permutation representation, orbit by orbit. */
import { type PermutationGroup, type RandomSource, randomSource, type WorkMeter } from '@isotypic/algebra';
import {
  fixedRows,
  fixedRowsNearBase,
  fixedRowsOfDimension,
  fixedRowsUpperBound,
  orthogonalFixedVectors,
  type Rows,
  rowOfForm,
  unitRows,
} from '../bases/fixed-vectors.js';
import { type IrrepFrame, irrepFrame } from '../bases/irrep-frame.js';
import { once } from '../bases/once.js';
import { type OrbitCopies, PermutationCopies } from '../bases/permutation-copies.js';
import { linearCharacterOf } from '../irreps/abelian/linear-irreps.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import type { OrbitEdges } from '../orbitals/orbit-edges.js';
import type { PermutationRepresentation } from '../representations/permutation-representation.js';
import { characterMultiplicities } from './character-multiplicities.js';
import { type IrrepSource, orbitsOf } from './irrep-source.js';
import type { DecompositionOptions } from './options.js';

/** One space of copies for each irrep, in their order; isomorphic orbits share the work. */
export function permutationCopies(
  rep: PermutationRepresentation,
  { irreps, onOrbit }: IrrepSource,
  options: DecompositionOptions,
  meter: WorkMeter,
): PermutationCopies[] {
  const random = randomSource(options.seed);
  const orbits = orbitsOf(rep);
  const pieces = new Map<string, readonly Omit<OrbitCopies, 'orbit'>[]>();
  const classes = [...new Map(orbits.map((orbit) => [orbit.signature, orbit])).values()];
  const counted =
    onOrbit === undefined && fewClasses(rep.group, irreps) && classes.some((o) => !isRegular(rep, o))
      ? characterMultiplicities(rep, classes, irreps, meter)
      : undefined;
  classes.forEach((orbit, o) => {
    const known = onOrbit?.get(orbit.signature);
    let list: readonly Omit<OrbitCopies, 'orbit'>[];
    if (known) {
      const byIrrep = new Map(known.map((c) => [c.irrep, c]));
      list = irreps.map((irrep) => byIrrep.get(irrep) ?? { multiplicity: 0, fixedVectors: () => [] });
    } else if (counted) list = irreps.map((irrep, k) => copiesOfNumber(irrep, orbit, counted[o][k], options.seed));
    else list = fixedSpaces(rep, orbit, irreps, random, meter);
    pieces.set(orbit.signature, list);
  });
  return irreps.map((irrep, k) => {
    const copies = orbits.map((orbit): OrbitCopies => {
      const piece = (pieces.get(orbit.signature) as readonly Omit<OrbitCopies, 'orbit'>[])[k];
      return { ...piece, orbit };
    });
    return new PermutationCopies(
      irrep,
      rep.dimension,
      copies.filter((c) => c.multiplicity > 0),
    );
  });
}

/** Whether characters are the cheap way to multiplicities: a matrix of every irrep for every class. */
function fewClasses(group: PermutationGroup, irreps: readonly RealIrrep[]): boolean {
  return irreps.length <= 32 && group.order <= 1_000_000n && group.conjugacyClasses().length <= 64;
}

function isRegular(rep: PermutationRepresentation, orbit: OrbitEdges): boolean {
  return BigInt(orbit.tree.points.length) === rep.group.order;
}

/** Copies whose number is known: the fixed space is looked for when they are looked at. */
function copiesOfNumber(
  irrep: RealIrrep,
  orbit: OrbitEdges,
  multiplicity: number,
  seed: number | undefined,
): Omit<OrbitCopies, 'orbit'> {
  const known = multiplicity > 0 ? copyOfCharacter(irrep) : undefined;
  if (known !== undefined) return known;
  return {
    multiplicity,
    fixedVectors: once(() => {
      const frame = irrepFrame(irrep);
      const random = randomSource(seed); // its own stream: the order in which copies are looked at does not matter
      return orthogonalFixedVectors(
        frame,
        fixedRowsOfDimension(frame, orbit, random, multiplicity * frame.endomorphismDimension),
      );
    }),
  };
}

/** A copy in an orbit of an abelian group, where the irrep comes from a linear character. */
function copyOfCharacter(irrep: RealIrrep): Omit<OrbitCopies, 'orbit'> | undefined {
  const character = linearCharacterOf(irrep);
  if (character === undefined) return undefined;
  return { multiplicity: 1, character, fixedVectors: once(() => [rowOfForm(irrepFrame(irrep))]) };
}

/** Points whose edges are looked at first. */
const NEAR_POINTS = 4;

/** By Frobenius reciprocity: the multiplicity of an irrep in an orbit is the dimension of its fixed space, over D. */
function fixedSpaces(
  rep: PermutationRepresentation,
  orbit: OrbitEdges,
  irreps: readonly RealIrrep[],
  random: RandomSource,
  meter: WorkMeter,
): Omit<OrbitCopies, 'orbit'>[] {
  const n = orbit.tree.points.length;
  if (isRegular(rep, orbit)) {
    return irreps.map(
      (irrep) =>
        copyOfCharacter(irrep) ?? {
          multiplicity: irrep.degree / irrep.endomorphismDimension,
          fixedVectors: once(() => orthogonalFixedVectors(irrepFrame(irrep), unitRows(irrepFrame(irrep)))),
        },
    );
  }
  // Upper bounds, sharpened until they add up to the number of points: then all of them are attained.
  const complete = (bounds: readonly Rows[]): boolean =>
    n === bounds.reduce((sum, rows, k) => sum + (rows.length / irreps[k].endomorphismDimension) * irreps[k].degree, 0);
  let exact: readonly Rows[] = irreps.map((irrep) => {
    meter.step();
    return irrep.degree > n ? [] : fixedRowsNearBase(irrepFrame(irrep), orbit, NEAR_POINTS, meter);
  });
  const sharpen = (one: (frame: IrrepFrame, rows: Rows) => Rows) => {
    if (!complete(exact)) exact = exact.map((rows, k) => (rows.length === 0 ? rows : one(irrepFrame(irreps[k]), rows)));
  };
  sharpen((frame, start) => fixedRowsUpperBound(frame, orbit, random, { start, meter }));
  sharpen((frame, rows) => fixedRows(frame, orbit, rows, meter));
  return exact.map(
    (rows, k) =>
      (rows.length > 0 ? copyOfCharacter(irreps[k]) : undefined) ?? {
        multiplicity: rows.length / irreps[k].endomorphismDimension,
        fixedVectors: once(() => orthogonalFixedVectors(irrepFrame(irreps[k]), rows)),
      },
  );
}
