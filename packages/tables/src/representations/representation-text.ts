/** Representations of a finite group in a few words: `natural`, `regular`, `trivial`, `irrep 2`. */
import type { PermutationGroup } from '@isotypic/algebra';
import { invalidArgument, type Kind } from '@isotypic/algebra/internal';
import {
  type ExactRepresentation,
  matrixRepresentation,
  permutationRepresentation,
  realIrreps,
  regularRepresentation,
  trivialRepresentation,
} from '@isotypic/reps';
import { type CheckedField, field } from '../kinds/table-kind.js';

const TEXT = /^(natural|regular|trivial|irrep (\d{1,6}))$/;

export const REPRESENTATION_TEXT: Kind = {
  expected: "'natural', 'regular', 'trivial', or 'irrep k' with k from 0 on",
  accepts: (v) => typeof v === 'string' && TEXT.test(v),
};

export const REPRESENTATION_FIELD: CheckedField = field(
  'text',
  'natural (default), regular, trivial, or irrep K',
  REPRESENTATION_TEXT,
);

/** @throws {IsotypicError} `INVALID_ARGUMENT` for an irrep that there is not, and a regular one that is too large */
export function representationOfRequest(group: PermutationGroup, text: unknown = 'natural'): ExactRepresentation {
  if (text === 'natural') return permutationRepresentation(group);
  if (text === 'regular') return regularRepresentation(group);
  if (text === 'trivial') return trivialRepresentation(group);
  const irreps = realIrreps(group);
  const number = Number(TEXT.exec(String(text))?.[2]);
  if (!(number < irreps.length)) {
    throw invalidArgument('generateTable', `an irrep from 0 to ${irreps.length - 1}`, number);
  }
  const { generatorMatrices, degree, label } = irreps[number];
  return matrixRepresentation(group, generatorMatrices, { dimension: degree, label });
}
