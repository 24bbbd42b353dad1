/** Multiplicities in permutation representations by characters, on class representatives. */

import type { ExactScalar, Field, WorkMeter } from '@isotypic/algebra';
import { ObjectCache } from '../caches.js';
import type { RealIrrep } from '../irreps/real-irrep.js';
import type { OrbitEdges } from '../orbitals/orbit-edges.js';
import type { PermutationRepresentation } from '../representations/permutation-representation.js';
import { permutationOperations } from '../representations/relators.js';

/** Characters of irreps on the class representatives of their group, remembered with the irrep. */
const characters = new ObjectCache<
  RealIrrep,
  { readonly field: Field<ExactScalar>; readonly values: readonly ExactScalar[] }
>();

function characterOf(irrep: RealIrrep): {
  readonly field: Field<ExactScalar>;
  readonly values: readonly ExactScalar[];
} {
  let known = characters.get(irrep);
  if (known === undefined) {
    const matrices = irrep.group.conjugacyClasses().map((c) => irrep.matrix(c.representative));
    // Values may come over ℚ for one element and over ℚ(ζ) for another: the irrep's form is over a field for all.
    const field = matrices.find((m) => m.field !== matrices[0].field)?.field ?? matrices[0].field;
    known = {
      field,
      values: matrices.map((m) => {
        const trace = m.trace();
        return m.field === field ? trace : field.parse(m.field.print(trace));
      }),
    };
    characters.set(irrep, known);
  }
  return known;
}

/**
 * multiplicities[o][k] of irrep k on orbit o: ⟨π_o, χ_k⟩/e_k with π_o(g) the number of fixed points, exact.
 * A step of the meter is an element or character looked at. Cost: one matrix of every irrep for every class, once;
 * then O(classes · (dimension + irreps · orbits)).
 */
export function characterMultiplicities(
  rep: PermutationRepresentation,
  orbits: readonly OrbitEdges[],
  irreps: readonly RealIrrep[],
  meter: WorkMeter,
): number[][] {
  const { group } = rep;
  const classes = meter.part((options) => group.conjugacyClasses(options));
  const orbitOf = new Int32Array(rep.dimension).fill(-1); // −1: in none of the given orbits
  orbits.forEach(({ tree }, o) => {
    for (const x of tree.points) orbitOf[x] = o;
  });
  const operations = permutationOperations(rep.dimension);
  const memo = new Map();
  const fixed = classes.map(({ representative }) => {
    meter.step();
    const { images } = group.factor(representative).evaluateIn(operations, rep.images, memo);
    const counts = new Float64Array(orbits.length);
    for (let x = 0; x < images.length; x++) if (images[x] === x && orbitOf[x] >= 0) counts[orbitOf[x]]++;
    return counts;
  });
  return orbits.map((_, o) =>
    irreps.map((irrep) => {
      meter.step(classes.length);
      const { field, values } = characterOf(irrep);
      let sum = field.zero;
      classes.forEach(({ size }, c) => {
        if (fixed[c][o] === 0) return;
        sum = field.add(sum, field.mul(values[c], field.fromInteger(size * BigInt(fixed[c][o]))));
      });
      const order = group.order * BigInt(irrep.endomorphismDimension);
      return Number(field.print(field.div(sum, field.fromInteger(order))));
    }),
  );
}
