/** All kinds of tables: what the command line, manifests and verification share. */
import { IsotypicError } from '@isotypic/algebra';
import { nearestNames } from '@isotypic/algebra/internal';
import { equivariantBasisKind } from './bases/equivariant-basis.js';
import { intertwinersKind } from './bases/intertwiners.js';
import { weightSharingKind } from './bases/weight-sharing.js';
import { certificateKinds } from './certificates/kinds.js';
import { charactersKind } from './characters/character-tables.js';
import { complexCouplingsKind } from './couplings/complex-couplings.js';
import { finiteCouplingsKind } from './couplings/finite-couplings.js';
import { so3CouplingsKind } from './couplings/so3-couplings.js';
import { inducedKind, quotientKind, restrictedKind } from './decompositions/change-of-group.js';
import { decompositionKind } from './decompositions/decomposition-table.js';
import { cayleyKind } from './groups/cayley-tables.js';
import { irrepsKind } from './irreps/irreps-tables.js';
import type { TableKind, TableMaker } from './kinds/table-kind.js';
import { harmonicsKind } from './rotations/harmonics-tables.js';
import { wignerKind } from './rotations/wigner-tables.js';

const MAKERS: readonly TableMaker[] = [
  cayleyKind,
  charactersKind,
  irrepsKind,
  decompositionKind,
  inducedKind,
  restrictedKind,
  quotientKind,
  intertwinersKind,
  equivariantBasisKind,
  weightSharingKind,
  finiteCouplingsKind,
  complexCouplingsKind,
  so3CouplingsKind,
  harmonicsKind,
  wignerKind,
  ...certificateKinds,
];

/**
 * The kinds of tables there are, and what a request for each says.
 * @example tableKinds.map((kind) => kind.name).includes('characters') // true
 */
export const tableKinds: readonly TableKind[] = MAKERS;

/** @throws {IsotypicError} `UNKNOWN_NAME` with the names there are */
export function kindNamed(where: string, name: string): TableMaker {
  return find(where, 'request.kind to be a kind of table', 'name', name);
}

/** @throws {IsotypicError} `UNKNOWN_NAME` with the schemas there are */
export function kindOfSchema(where: string, schema: string): TableMaker {
  return find(where, 'a schema', 'schema', schema);
}

function find(where: string, what: string, by: 'name' | 'schema', value: string): TableMaker {
  const found = MAKERS.find((kind) => kind[by] === value);
  if (found !== undefined) return found;
  const names = MAKERS.map((kind) => kind[by]);
  const [nearest] = nearestNames(value, names, 1);
  throw new IsotypicError('UNKNOWN_NAME', {
    where,
    expected: `${what} among ${names.join(', ')}`,
    received: value,
    remedy: nearest === undefined ? undefined : `Did you mean ${nearest}?`,
  });
}
