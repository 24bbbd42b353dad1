/** All planted faults, by kind. */
import { estimators } from './estimators.js';
import type { Fault } from './fault.js';
import { networks } from './networks.js';
import { batches, numerics } from './numerics.js';
import { subgroups } from './subgroups.js';
import { thinSets } from './thin-sets.js';
import { weights } from './weights.js';

export const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  'weights and sides': weights,
  'subgroups and signs': subgroups,
  'thin sets and ranges': thinSets,
  'floating point and calls': numerics,
  batches,
  networks,
  estimators,
};
