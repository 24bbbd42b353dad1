/**
 * Names of point groups: Schoenflies for all of them, Hermann–Mauguin for the 32 of crystals and the icosahedral two.
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, nearestNames, text } from '@isotypic/algebra/internal';

/** Families of point groups; from C to S with a principal axis, of order n; S stands for S₂ₙ. */
export type PointGroupFamily =
  | 'C'
  | 'Cv'
  | 'Ch'
  | 'D'
  | 'Dh'
  | 'Dd'
  | 'S'
  | 'T'
  | 'Td'
  | 'Th'
  | 'O'
  | 'Oh'
  | 'I'
  | 'Ih';

/** Schoenflies names that are understood. */
export interface PointGroupName {
  readonly family: PointGroupFamily;
  /** Order of the principal rotation; 1 for polyhedral groups. */
  readonly n: number;
  readonly schoenflies: string;
  /** Undefined for axial groups that are no symmetry of a crystal. */
  readonly hermannMauguin: string | undefined;
}

/** Largest order of an axis: exact work in ℚ(ζ₄ₙ), 4n elements. */
export const MAX_AXIS = 60;

/** International Tables for Crystallography A (2016), table 3.2.3; the icosahedral names as in its table 3.2.4. */
const HERMANN_MAUGUIN: Readonly<Record<string, string>> = {
  C1: '1',
  Ci: '-1',
  C2: '2',
  Cs: 'm',
  C2h: '2/m',
  D2: '222',
  C2v: 'mm2',
  D2h: 'mmm',
  C4: '4',
  S4: '-4',
  C4h: '4/m',
  D4: '422',
  C4v: '4mm',
  D2d: '-42m',
  D4h: '4/mmm',
  C3: '3',
  S6: '-3',
  D3: '32',
  C3v: '3m',
  D3d: '-3m',
  C6: '6',
  C3h: '-6',
  C6h: '6/m',
  D6: '622',
  C6v: '6mm',
  D3h: '-6m2',
  D6h: '6/mmm',
  T: '23',
  Th: 'm-3',
  O: '432',
  Td: '-43m',
  Oh: 'm-3m',
  I: '235',
  Ih: 'm-3-5',
};

/** The Schoenflies names of the 32 crystallographic point groups, in the order of the International Tables. */
export const CRYSTALLOGRAPHIC_POINT_GROUPS: readonly string[] = Object.keys(HERMANN_MAUGUIN).slice(0, 32);

/**
 * Reads `Oh`, `D4d`, `C3v`, `S6`, `Cs`, `Ci`, …, or `m-3m`, `-42m`, ….
 * @throws {IsotypicError} `UNKNOWN_NAME`, with the nearest names
 */
export function parsePointGroupName(where: string, name: string): PointGroupName {
  checkArgument(where, 'name', name, text);
  const schoenflies = Object.keys(HERMANN_MAUGUIN).find((s) => HERMANN_MAUGUIN[s] === name) ?? name;
  const made = (family: PointGroupFamily, n: number): PointGroupName => ({
    family,
    n,
    schoenflies,
    hermannMauguin: HERMANN_MAUGUIN[schoenflies],
  });
  if (schoenflies === 'Ci') return made('S', 1);
  if (schoenflies === 'Cs') return made('Ch', 1);
  if (/^(T|Td|Th|O|Oh|I|Ih)$/.test(schoenflies)) return made(schoenflies as PointGroupFamily, 1);
  const [, letter, digits, plane] = /^([CDS])([1-9]\d?)([vhd]?)$/.exec(schoenflies) ?? [];
  const n = Number(digits);
  if (letter === 'S' && plane === '' && n % 2 === 0 && n <= 2 * MAX_AXIS) return made('S', n / 2);
  const isFamily = (letter === 'C' && plane !== 'd') || (letter === 'D' && plane !== 'v' && n > 1);
  if (isFamily && n <= MAX_AXIS) return made(`${letter}${plane}` as PointGroupFamily, n);
  const nearest = nearestNames(name, [...Object.keys(HERMANN_MAUGUIN), ...Object.values(HERMANN_MAUGUIN)]);
  throw new IsotypicError('UNKNOWN_NAME', {
    where,
    expected:
      'name to be a point group in Schoenflies’s notation (Cn, Cnv, Cnh, Dn, Dnh, Dnd, S2n, Ci, Cs, T, Td, Th, O, ' +
      `Oh, I, Ih; n up to ${MAX_AXIS}) or Hermann–Mauguin’s (m-3m)`,
    received: name,
    ...(nearest.length === 0 ? {} : { remedy: `Did you mean ${nearest.join(' or ')}?` }),
  });
}
