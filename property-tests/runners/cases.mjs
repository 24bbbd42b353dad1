// What every runner is shown: [title, check] of the laws of a field and of an equivariant function; with BROKEN=1 one
// law fails, and a function that is not equivariant.
import { catalogue, primeField } from '@isotypic/algebra';
import { assertEquivariant, fieldLaws } from '@isotypic/property-tests';
import { permutationRepresentation } from '@isotypic/reps';
import fc from 'fast-check';

const F = primeField(7);
const isBroken = process.env.BROKEN === '1';
const field = isBroken ? { ...F, inv: (a) => (a === 3 ? 2 : F.inv(a)) } : F;
const rep = permutationRepresentation(catalogue.cyclic(4));
const f = isBroken ? (x) => x.map((v, i) => v * i) : (x) => x.map((v) => Math.tanh(v));

export const laws = fieldLaws(field, fc.nat(6), { seed: 1 });
export const equivariance = () => assertEquivariant(f, rep, rep, { seed: 1 });
