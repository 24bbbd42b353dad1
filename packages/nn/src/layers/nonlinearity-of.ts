/** The nonlinearity of a field type that models take where they are not told another. */
import type { FieldType } from '../fields/field-type.js';
import type { EquivariantModule } from './equivariant-module.js';
import { isPermutedType } from './field-groups.js';
import { NormNonlinearity } from './norm-nonlinearity.js';
import { type PointwiseFunction, PointwiseNonlinearity } from './pointwise.js';

/** A function of each channel where the group permutes channels, else of the length of each field. */
export const nonlinearityOf = (type: FieldType, activation: PointwiseFunction): EquivariantModule =>
  isPermutedType(type) ? new PointwiseNonlinearity(type, activation) : new NormNonlinearity(type, 'sigmoid');
