/** A character table, with the class matrices to multiply out as evidence. */
import { cyclotomics, type PermutationGroup } from '@isotypic/algebra';
import { checkOptions, text } from '@isotypic/algebra/internal';
import { type CharacterTable, characterTable } from '@isotypic/reps';
import { type ExactCharacters, exactCharacters } from '../characters/character-tables.js';
import type { NamedTableOptions } from '../groups/cayley-tables.js';
import { describeGroupIn, type GroupDescriptor } from '../groups/group-descriptor.js';
import { type CertificateTable, certificate } from './certificate.js';
import { type ChainEvidence, chainEvidence } from './chain-evidence.js';

export const CHARACTER_CERTIFICATE_SCHEMA = 'isotypic/certificate/character-table';

/** What a certificate of a character table claims. */
export interface CharacterClaim extends ExactCharacters {
  readonly group: GroupDescriptor;
}

/** What proves a character table. */
export interface CharacterEvidence {
  readonly chain: ChainEvidence;
  /** Classes whose sums, in the center of the group algebra, take different values at any two characters. */
  readonly columns: readonly number[];
}

/**
 * A certificate of a character table. ω(C) = |C| χ(C)/χ(1) is an eigenvector of the matrices of the class sums; where
 * those of a few classes have different eigenvalues for any two rows, there are no other common eigenvectors, and with
 * norms 1 and positive degrees the rows are the irreducible characters (Burnside 1911). The checker counts the matrices
 * out, |G| and below a million elements listed.
 *
 * @throws {IsotypicError} `INVALID_ARGUMENT`; as `characterTable`
 * @example characterCertificate(catalogue.symmetric(4)).exact.columns // [1, 2]
 */
export function characterCertificate(
  group: PermutationGroup,
  options: NamedTableOptions = {},
): CertificateTable<CharacterClaim, CharacterEvidence> {
  const where = 'characterCertificate';
  checkOptions(where, options, { groupName: text });
  const described = describeGroupIn(where, group, options.groupName ?? '');
  const table = characterTable(group);
  const { classes, powerMaps, characters } = exactCharacters(table);
  return certificate(
    CHARACTER_CERTIFICATE_SCHEMA,
    { group: described, classes, powerMaps, characters },
    { chain: chainEvidence(group), columns: separatingColumns(table) },
    described,
  );
}

/** From the smallest class on, those that tell more characters apart than the ones before. */
function separatingColumns({ classes, characters }: CharacterTable): number[] {
  const columns: number[] = [];
  let names = characters.map(() => '');
  let told = 1;
  const bySize = [...classes.keys()].sort((a, b) => (classes[a].size < classes[b].size ? -1 : 1));
  for (const c of bySize) {
    if (told === characters.length) break;
    const next = characters.map(
      (χ, r) => `${names[r]} ${cyclotomics.div(χ.values[c], cyclotomics.fromInteger(χ.degree))}`,
    );
    const count = new Set(next).size;
    if (count === told) continue;
    [names, told] = [next, count];
    columns.push(c);
  }
  return columns;
}
