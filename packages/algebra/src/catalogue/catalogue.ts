/** The catalogue of named groups. */
import { alternating, cyclic, dicyclic, dihedral, kleinFour, quaternion, symmetric } from './elementary.js';
import { mathieu } from './mathieu.js';
import { icosahedral, octahedral, tetrahedral } from './polyhedral.js';
import { rubiksCube } from './rubik.js';

/**
 * Named groups, each a permutation group whose points have a stated meaning. `parseGroup` reads the same names in text.
 *
 * @example
 * catalogue.dihedral(4).order // 8n
 * catalogue.icosahedral({ on: 'faces', full: true }).degree // 20
 */
export const catalogue = {
  cyclic,
  dihedral,
  dicyclic,
  quaternion,
  kleinFour,
  symmetric,
  alternating,
  tetrahedral,
  octahedral,
  icosahedral,
  mathieu,
  rubiksCube,
} as const;
