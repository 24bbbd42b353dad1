/** A basis of the equivariant maps between tensor representations of a matrix group. */
import { type ExactMatrix, Fraction, rationals } from '@isotypic/algebra';
import { checkArgument, text } from '@isotypic/algebra/internal';
import { type ExactNumber, equivariantMaps, parseMatrixGroup, parseType } from '@isotypic/maps';
import { type CertificateTable, certificate } from './certificate.js';

export const EQUIVARIANT_MAPS_CERTIFICATE_SCHEMA = 'isotypic/certificate/equivariant-maps';

/** Entries that are not zero: row, column, number. */
export type PrintedEntries = readonly (readonly [number, number, string])[];

/** What a certificate of a basis of equivariant maps claims. */
export interface EquivariantMapsClaim {
  /** What the matrices are of; for people, and for `verifyTable`. */
  readonly group: string;
  readonly domain: string;
  readonly codomain: string;
  readonly rows: number;
  readonly cols: number;
  /** Generators of the group and of its Lie algebra as they act: the maps are those W with B W = W A. */
  readonly pairs: readonly { readonly domain: PrintedEntries; readonly codomain: PrintedEntries }[];
  readonly basis: readonly PrintedEntries[];
}

/**
 * A certificate of a basis of equivariant maps; it needs no evidence. The checker multiplies each map with each
 * generator, exactly; it finds them independent modulo a prime, and the rank of the equations modulo a prime leaves no
 * room for another map. It takes up to 4096 unknowns, rows times columns.
 *
 * @throws {IsotypicError} as `parseMatrixGroup`, `parseType` and `equivariantMaps`
 * @example equivariantMapsCertificate('SO(3)', 'V^2', 'V').descriptor.claim.basis.length // 1
 */
export function equivariantMapsCertificate(
  group: string,
  domain: string,
  codomain: string,
): CertificateTable<EquivariantMapsClaim, Readonly<Record<string, never>>> {
  const where = 'equivariantMapsCertificate';
  checkArgument(where, 'group', group, text);
  checkArgument(where, 'domain', domain, text);
  checkArgument(where, 'codomain', codomain, text);
  const acting = parseMatrixGroup(group);
  const maps = equivariantMaps(parseType(domain).over(acting), parseType(codomain).over(acting));
  const [A, B] = [maps.domain, maps.codomain];
  const pairs = (into: readonly ExactMatrix[], out: readonly ExactMatrix[]) =>
    into.map((m, k) => ({ domain: printEntries(m), codomain: printEntries(out[k]) }));
  return certificate(
    EQUIVARIANT_MAPS_CERTIFICATE_SCHEMA,
    {
      group,
      domain,
      codomain,
      rows: B.dimension,
      cols: A.dimension,
      pairs: [...pairs(A.generatorMatrices, B.generatorMatrices), ...pairs(A.derivations, B.derivations)],
      basis: maps
        .basis()
        .map((map) => map.entries().map(({ row, col, value }) => [row, col, printNumber(value)] as const)),
    },
    {},
  );
}

function printEntries(m: ExactMatrix): PrintedEntries {
  return m.entries.flatMap((x, at) => {
    const number = m.field.print(x);
    return number === '0' ? [] : [[Math.floor(at / m.cols), at % m.cols, number] as const];
  });
}

const printNumber = (x: ExactNumber): string => (x instanceof Fraction ? rationals.print(x) : String(x));
