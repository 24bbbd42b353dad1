/** The callables that the generated tests call: all that take arguments, but for the exemptions. */
import { type Callable, PACKAGES, publicCallables } from './declarations.js';
import { exemption } from './exemptions.js';
import { WRONG_TYPES } from './wrong-values.js';

export const allCallables: readonly Callable[] = publicCallables([...PACKAGES, 'property-tests'], WRONG_TYPES).filter(
  ({ parameters }) => parameters.length > 0,
);

export const callables: readonly Callable[] = allCallables.filter(({ path }) => exemption(path) === undefined);
