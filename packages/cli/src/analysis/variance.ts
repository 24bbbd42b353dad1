/** How the variance is shared by the components, and what it is along the formulas that they are written by. */
import type { IsotypicDecomposition } from '@isotypic/reps';
import { contrastVarianceOf, varianceComponentsOf } from '@isotypic/stats';
import type { Gathered } from '../data/gather.js';
import type { Analysis } from './analysis.js';
import { contrastsOf } from './contrasts.js';
import { centerOf, type EstimateOptions } from './estimates.js';

export function sharesOf({ moments }: Gathered, { center, level }: EstimateOptions): Analysis['variance'] {
  const { total, components, intraclass } = varianceComponentsOf(moments, { center: centerOf(center), level });
  return {
    total,
    components: components.map(({ label, total: own, share, shareInterval, degreesOfFreedom }) => ({
      label,
      total: own,
      share,
      interval: shareInterval,
      degreesOfFreedom,
    })),
    ...(intraclass === undefined ? {} : { intraclass }),
  };
}

/** One formula for each copy of an irreducible: the others of a copy are its images, and have the same variance. */
export function contrastRows(
  decomposition: IsotypicDecomposition,
  { moments, columns }: Gathered,
  { center, level }: EstimateOptions,
): Analysis['contrasts'] {
  const options = { center: centerOf(center), level };
  return contrastsOf(decomposition, columns).flatMap((list, k) => {
    const { label, degree } = decomposition.components[k];
    return list
      .filter((_, j) => j % degree === 0)
      .map(({ formula, vector }) => {
        const { value, interval, degreesOfFreedom } = contrastVarianceOf(moments, vector, options);
        return { label, formula, variance: value, interval, degreesOfFreedom };
      });
  });
}
