// The check of a function, by property-tests: what is equivariant passes, what is not is refuted with its example.
import { catalogue } from '@isotypic/algebra';
import { assertEquivariant } from '@isotypic/property-tests';
import { permutationRepresentation } from '@isotypic/reps';

const rep = permutationRepresentation(catalogue.dihedral(4));
await assertEquivariant((x) => x.map((v) => v * v), rep, rep);
let refuted = false;
try {
  await assertEquivariant((x) => x.map((v, i) => v * i), rep, rep);
} catch ({ code }) {
  refuted = code === 'REFUTED';
}
if (!refuted) throw new Error('a broken function passed');
console.log('as expected');
