/** The irreducible representations of a group over ℚ: `rationalIrreps`. */
import { gcd, type Matrix, type Permutation, type PermutationGroup, WorkMeter } from '@isotypic/algebra';
import { checkArgument } from '@isotypic/algebra/internal';
import type Fraction from 'fraction.js';
import { GROUP } from '../../argument-kinds.js';
import { units } from '../descent/number-field.js';
import { checkIrrepsOptions, IrrepListing, type IrrepsOptions, LISTING_BUDGET } from '../irrep-listing.js';
import { type ListedGroup, listedGroup } from '../listed/listed-group.js';
import { type Realization, realize } from '../listed/rational-realization.js';
import { RationalIrrep } from '../rational-irrep.js';
import { alternatingIrreps, naturalAlternatingPoints } from '../symmetric/alternating-irreps.js';
import { naturalSymmetricPoints, symmetricIrreps } from '../symmetric/symmetric-irreps.js';

/**
 * All irreducible representations over ℚ: trivial first, then in the order of `irreps`. To a Galois orbit of complex
 * characters belongs one, with character m·Σ χ^σ, m the Schur index (Isaacs 1976, chapter 10).
 *
 * The Schur index is 1 when matrices over ℚ(χ) are found, and 2 otherwise for a character of quaternionic type; in
 * other cases it comes from local class field theory (`schur-index.ts`), and the matrices from matrices over a larger
 * field by Hilbert's Theorem 90, where a norm equation is solved. Options and their steps as for `irreps`.
 * @throws {BudgetExceededError} for a group too large to be listed, for more than `irrepLimit` irreps, and when the
 *   budget runs out
 * @throws {AbortedError} when `signal` fires
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no group, or an option of another name or kind
 * @example rationalIrreps(catalogue.symmetric(3)).map((x) => x.degree) // [1, 1, 2]
 */
export function rationalIrreps(group: PermutationGroup, options: IrrepsOptions = {}): readonly RationalIrrep[] {
  checkArgument('rationalIrreps', 'group', group, GROUP);
  checkIrrepsOptions('rationalIrreps', options);
  const meter = new WorkMeter('rationalIrreps', options, LISTING_BUDGET);
  const work = new IrrepListing(meter, options.irrepLimit);
  const points = naturalSymmetricPoints(group);
  if (points !== undefined) return symmetricRationalIrreps(group, points, work);
  const even = naturalAlternatingPoints(group);
  if (even !== undefined) return alternatingRationalIrreps(group, even, work);
  return listedRationalIrreps(group, meter);
}

function symmetricRationalIrreps(
  group: PermutationGroup,
  points: readonly number[],
  work: IrrepListing,
): RationalIrrep[] {
  return symmetricIrreps(points, group.degree, work).map(
    (irrep) =>
      new RationalIrrep({
        group,
        label: irrep.isTrivial ? 'trivial' : irrep.label,
        isTrivial: irrep.isTrivial,
        characterDegree: irrep.degree,
        fieldDegree: 1,
        schurIndex: () => 1,
        matrix: (g, meter) => irrep.matrix(g, meter) as Matrix<Fraction>,
      }),
  );
}

/** A restriction from the symmetric group, whole when its halves are conjugate over ℚ, else in two rational halves. */
function alternatingRationalIrreps(
  group: PermutationGroup,
  points: readonly number[],
  work: IrrepListing,
): RationalIrrep[] {
  const found = alternatingIrreps(points, group.degree, work).flatMap((irrep): RationalIrrep[] => {
    const { halves } = irrep;
    const make = (
      degree: number,
      fieldDegree: number,
      label: string,
      matrix: (g: Permutation, meter: WorkMeter) => Matrix<Fraction>,
    ): RationalIrrep =>
      new RationalIrrep({
        group,
        label,
        isTrivial: irrep.isTrivial,
        characterDegree: degree / fieldDegree,
        fieldDegree,
        schurIndex: () => 1,
        matrix,
      });
    if (halves === undefined) return [make(irrep.degree, 1, irrep.isTrivial ? 'trivial' : irrep.label, irrep.matrix)];
    if (!halves.isRational) return [make(irrep.degree, 2, irrep.label, irrep.matrix)];
    return ([1, -1] as const).map((sign) =>
      make(
        irrep.degree / 2,
        1,
        `${irrep.label}${sign > 0 ? '⁺' : '⁻'}`,
        (g, meter) => halves.half(sign).matrix(g, meter) as Matrix<Fraction>,
      ),
    );
  });
  return found.sort((a, b) => Number(b.isTrivial) - Number(a.isTrivial) || a.characterDegree - b.characterDegree);
}

/** One for each Galois orbit of the characters of a listed group. */
function listedRationalIrreps(group: PermutationGroup, meter: WorkMeter): RationalIrrep[] {
  const list = listedGroup(group, meter);
  const powers = powerMaps(list, meter);
  const seen = new Set<string>();
  const found: RationalIrrep[] = [];
  for (const irrep of list.irreps) {
    meter.step();
    const { residues } = irrep.character;
    if (seen.has(residues.join())) continue;
    const before = seen.size;
    for (const map of powers) seen.add(map.map((c) => residues[c]).join());
    const fieldDegree = seen.size - before;
    let realized: Realization | undefined;
    const realization = (work: WorkMeter): Realization => {
      realized ??= realize(list, irrep, fieldDegree, work);
      return realized;
    };
    found.push(
      new RationalIrrep({
        group,
        label: irrep.label,
        isTrivial: irrep.isTrivial,
        characterDegree: irrep.character.degree,
        fieldDegree,
        schurIndex: (work) => realization(work).schurIndex,
        matrix: (g, work) => realization(work).matrix(g, work),
      }),
    );
  }
  return found;
}

/** The classes of g^k, for every unit k modulo the exponent: how the Galois group moves the columns. */
function powerMaps({ table }: ListedGroup, meter: WorkMeter): number[][] {
  const powersOf = table.classes.map(({ representative: g }) => {
    const classes = [0];
    for (let x = g; x !== 0; x = table.times(g, x)) classes.push(table.classOf[x]);
    return classes;
  });
  const exponent = powersOf.reduce((e, { length }) => (e / gcd(e, length)) * length, 1);
  const distinct = new Map<string, number[]>();
  for (const k of units(exponent)) {
    meter.step(0);
    const map = powersOf.map((classes) => classes[k % classes.length]);
    distinct.set(map.join(), map);
  }
  return [...distinct.values()];
}
