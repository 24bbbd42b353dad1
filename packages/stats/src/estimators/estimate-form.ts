/** The form of an estimate: as a matrix, or as the blocks that it consists of. */
import { type OptionKinds, oneOf } from '@isotypic/algebra/internal';

/** With what an estimate is given as its blocks, without its matrix. */
export interface AsStructured {
  readonly form: 'structured';
}

/** With what it is given as a matrix, the default. */
export interface AsMatrix {
  readonly form?: 'matrix';
}

/** Either. */
export interface EstimateForm {
  readonly form?: 'matrix' | 'structured';
}

export const FORM: OptionKinds<EstimateForm> = { form: oneOf('matrix', 'structured') };
