/** How couplings are laid out: one dense tensor a path, or the entries of all paths that are not zero. */
import { oneOf } from '@isotypic/algebra/internal';
import { type CheckedField, field } from '../kinds/table-kind.js';

/** How coupling tensors lie in a file. */
export type CouplingLayout = 'dense' | 'sparse';

export const LAYOUT = oneOf('dense', 'sparse');

export const LAYOUT_FIELD: CheckedField = field('text', 'dense or sparse', LAYOUT);
