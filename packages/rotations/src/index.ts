/** Rotation groups exactly: coupling coefficients, harmonics, Wigner D matrices, conventions. */

export {
  COMPLEX_CONVENTIONS,
  type ComplexConvention,
  type ConventionName,
  REAL_CONVENTIONS,
  type RealConvention,
} from './conventions/harmonic-convention.js';
export {
  type Convertible,
  type ConvertibleKind,
  type ConvertOptions,
  changeOfHarmonics,
  convert,
} from './conversions/convert.js';
export {
  clebschGordan,
  type FamilyMember,
  gaunt,
  wigner3j,
  wigner3jByProjection,
  wigner3jByTotal,
} from './couplings/clebsch-gordan.js';
export {
  SO3_CONVENTIONS,
  type So3ClebschGordan,
  type So3Coefficient,
  type So3Convention,
  type So3Options,
  so3,
} from './couplings/coupling-tensor.js';
export { wigner6j, wigner9j } from './couplings/recoupling.js';
export { type HarmonicActionOptions, harmonicAction } from './harmonics/action-on-harmonics.js';
export { type CircularOptions, circularHarmonics } from './harmonics/circular-harmonics.js';
export type { Points } from './harmonics/points.js';
export { type Monomial, type SolidPolynomial, solidHarmonic } from './harmonics/solid-polynomials.js';
export {
  type ComplexHarmonics,
  complexSphericalHarmonics,
  type HarmonicNormalization,
  type HarmonicOptions,
  sphericalHarmonicGradients,
  sphericalHarmonics,
} from './harmonics/spherical-harmonics.js';
export { type DoublePointGroup, doublePointGroup } from './point-groups/double-group.js';
export { CRYSTALLOGRAPHIC_POINT_GROUPS, type PointGroupFamily, type PointGroupName } from './point-groups/names.js';
export { type BranchingTerm, type PointGroup, pointGroup } from './point-groups/point-group.js';
export {
  axisAngle,
  axisAngleOf,
  type EulerOrder,
  eulerAngles,
  eulerRotation,
  type Quaternion,
  quaternion,
  type RotationMatrix,
  rotationMatrix,
} from './rotations/rotation.js';
export { type ComplexMatrix, complexWignerD, type WignerOptions, wignerD, wignerSmallD } from './wigner/wigner-d.js';
