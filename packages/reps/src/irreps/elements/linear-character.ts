import type { Subgroup } from './element-table.js';

/** A linear character of a subgroup: turns[x]/modulus of a turn for x in it. */
export interface LinearCharacter {
  readonly subgroup: Subgroup;
  readonly turns: Int32Array;
}
