/** What wrote a table. */
import type { GroupDescriptor } from './groups/group-descriptor.js';

/** The version of this package; a test holds it against package.json. */
export const VERSION = '0.1.0';

/** What wrote a table. */
export interface GeneratorDescriptor {
  readonly name: 'isotypic';
  readonly version: string;
  /** Of the group, whose random choices are made from it; null where nothing is random. */
  readonly seed: number | null;
}

export function generatorFor(group?: GroupDescriptor): GeneratorDescriptor {
  return { name: 'isotypic', version: VERSION, seed: group?.seed ?? null };
}
