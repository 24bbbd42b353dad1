/** All representations: exact ones and numeric ones. */
import type { NumericRepresentation } from './numeric-representation.js';
import type { ExactRepresentation } from './representation.js';

export type Representation = ExactRepresentation | NumericRepresentation;
