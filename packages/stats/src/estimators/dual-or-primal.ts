/** Which Gram matrices least squares are made of. */
import type { IsotypicStructure } from '../structure/isotypic-structure.js';

/** Numbers of Gram matrices that are made whatever the samples are, 8 MB. */
const FEW_NUMBERS = 2 ** 20;

/** Whether Gram matrices of the rows are fewer numbers than those of the coordinates, and these are many. */
export function isDualSooner(SX: IsotypicStructure, SY: IsotypicStructure, rows: number): boolean {
  let [primal, dual] = [0, 0];
  SX.components.forEach(({ multiplicity: m, units, pooled }, k) => {
    const { multiplicity } = SY.components[k];
    if (m === 0 || multiplicity === 0) return;
    primal += units ** 2 * m * (m + multiplicity);
    dual += (units * pooled * rows) ** 2;
  });
  return primal > FEW_NUMBERS && dual < primal;
}
