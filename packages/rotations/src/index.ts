/** Rotation groups exactly: coupling coefficients, harmonics, Wigner D matrices, conventions. */
export {
  clebschGordan,
  type FamilyMember,
  wigner3j,
  wigner3jByProjection,
  wigner3jByTotal,
} from './couplings/clebsch-gordan.js';
export { wigner6j, wigner9j } from './couplings/recoupling.js';
