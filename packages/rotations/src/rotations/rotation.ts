/**
 * Rotations of space in their usual forms. All of them pass through the unit quaternion, which knows no poles and no
 * half turns: no digits are lost anywhere.
 */
import { IsotypicError } from '@isotypic/algebra';
import { checkArgument, finite, invalidArgument, oneOf } from '@isotypic/algebra/internal';

/** A 3×3 matrix by rows, acting on columns. */
export type RotationMatrix = readonly (readonly number[])[];

/** w + xi + yj + zk of length 1; q and −q are the same rotation, and two elements of SU(2). */
export interface Quaternion {
  readonly w: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** R = R_z(α) R_y(β) R_z(γ), or R_y(α) R_x(β) R_y(γ) as in e3nn. */
export type EulerOrder = 'ZYZ' | 'YXY';

/**
 * The rotation about an axis by an angle in radians, counterclockwise for one who sees the axis point at him.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for an axis that is not three numbers, or of length 0
 * @example rotationMatrix(axisAngle([0, 0, 1], 0)) // [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
 */
export function axisAngle(axis: readonly number[], angle: number): Quaternion {
  const where = 'axisAngle';
  checkArgument(where, 'angle', angle, finite());
  if (!Array.isArray(axis) || axis.length !== 3 || !axis.every(Number.isFinite)) {
    throw invalidArgument(where, 'axis to be three finite numbers', axis);
  }
  const length = Math.hypot(...axis);
  if (length === 0) throw invalidArgument(where, 'axis to be longer than 0', axis);
  const sine = Math.sin(angle / 2);
  const [x, y, z] = axis.map((a) => (a / length) * sine);
  return { w: Math.cos(angle / 2), x, y, z };
}

/**
 * The axis (a unit vector) and the angle, 0 ≤ angle ≤ π; the axis of the identity is (0, 0, 1).
 * @example axisAngleOf({ w: 0, x: 0, y: 1, z: 0 }) // { axis: [0, 1, 0], angle: 3.141592653589793 }
 */
export function axisAngleOf(rotation: Quaternion | RotationMatrix): {
  readonly axis: [number, number, number];
  readonly angle: number;
} {
  const { w, x, y, z } = quaternion(rotation);
  const length = Math.hypot(x, y, z);
  if (length === 0) return { axis: [0, 0, 1], angle: 0 };
  const sign = w < 0 ? -1 : 1;
  return {
    axis: [(sign * x) / length, (sign * y) / length, (sign * z) / length],
    angle: 2 * Math.atan2(length, Math.abs(w)),
  };
}

/** The rotation with Euler angles (α, β, γ) in radians. @example eulerRotation([0, 0, 0], 'ZYZ').w // 1 */
export function eulerRotation(angles: readonly number[], order: EulerOrder = 'ZYZ'): Quaternion {
  const where = 'eulerRotation';
  checkArgument(where, 'order', order, oneOf('ZYZ', 'YXY'));
  if (!Array.isArray(angles) || angles.length !== 3)
    throw invalidArgument(where, 'angles to be three finite numbers', angles);
  for (const angle of angles) checkArgument(where, 'each of the angles', angle, finite());
  const [α, β, γ] = angles;
  // components along the outer and the inner axis and along their third, from half sums and half differences
  const [c, s] = [Math.cos(β / 2), Math.sin(β / 2)];
  const [sum, difference] = [(α + γ) / 2, (α - γ) / 2];
  const w = c * Math.cos(sum);
  const outer = c * Math.sin(sum);
  const inner = s * Math.cos(difference);
  const rest = s * Math.sin(difference);
  // z, y and −x for ZYZ; y, x and −z for YXY: in both cases third = outer × inner has the sign of a cyclic order
  return order === 'ZYZ' ? { w, x: -rest, y: inner, z: outer } : { w, x: inner, y: outer, z: -rest };
}

/**
 * Euler angles of a rotation: 0 ≤ β ≤ π; at β = 0 and π, where only α ± γ is determined, γ = 0. β keeps all its digits
 * near the poles.
 * @example eulerAngles(axisAngle([0, 1, 0], 1e-9), 'ZYZ')[1] // 1e-9
 */
export function eulerAngles(
  rotation: Quaternion | RotationMatrix,
  order: EulerOrder = 'ZYZ',
): [number, number, number] {
  checkArgument('eulerAngles', 'order', order, oneOf('ZYZ', 'YXY'));
  const q = quaternion(rotation);
  const [outer, inner, rest] = order === 'ZYZ' ? [q.z, q.y, -q.x] : [q.y, q.x, -q.z];
  const c = Math.hypot(q.w, outer);
  const s = Math.hypot(inner, rest);
  const β = 2 * Math.atan2(s, c);
  if (s === 0) return [wrapped(2 * Math.atan2(outer, q.w)), β, 0];
  if (c === 0) return [wrapped(2 * Math.atan2(rest, inner)), β, 0];
  const sum = Math.atan2(outer, q.w);
  const difference = Math.atan2(rest, inner);
  return [wrapped(sum + difference), β, wrapped(sum - difference)];
}

/** An angle in (−π, π]. */
function wrapped(angle: number): number {
  if (angle > Math.PI) return angle - 2 * Math.PI;
  return angle <= -Math.PI ? angle + 2 * Math.PI : angle;
}

/**
 * The unit quaternion of a rotation given as one, or as a matrix; w ≥ 0 for a matrix.
 * @throws {IsotypicError} `INVALID_ARGUMENT` for what is neither, a matrix that is not orthogonal, or a reflection
 * @see Shepperd 1978: the largest component first, so that nothing cancels
 * @example
 * quaternion([[0, -1, 0], [1, 0, 0], [0, 0, 1]]).z // 0.707106781187
 */
export function quaternion(rotation: Quaternion | RotationMatrix): Quaternion {
  if (Array.isArray(rotation)) return quaternionOfMatrix('quaternion', rotation as RotationMatrix);
  const { w, x, y, z } = ((rotation as unknown) ?? {}) as Quaternion;
  if (![w, x, y, z].every((c) => typeof c === 'number' && Number.isFinite(c))) {
    throw invalidArgument('quaternion', 'rotation to be { w, x, y, z } or three rows of three numbers', rotation);
  }
  const length = Math.hypot(w, x, y, z);
  if (length === 0) throw invalidArgument('quaternion', 'rotation to be a quaternion longer than 0', rotation);
  return { w: w / length, x: x / length, y: y / length, z: z / length };
}

function quaternionOfMatrix(where: string, matrix: RotationMatrix): Quaternion {
  if (determinantOfOrthogonal(where, matrix) < 0) {
    throw invalidArgument(where, 'a rotation, of determinant 1', 'a matrix of determinant −1', 'Give its negative.');
  }
  const [[a, b, c], [d, e, f], [g, h, i]] = matrix;
  // 4·(w², x², y², z²), each from the diagonal alone
  const squares = [1 + a + e + i, 1 + a - e - i, 1 - a + e - i, 1 - a - e + i];
  const k = squares.indexOf(Math.max(...squares));
  const parts = [
    [squares[0], h - f, c - g, d - b],
    [h - f, squares[1], b + d, c + g],
    [c - g, b + d, squares[2], f + h],
    [d - b, c + g, f + h, squares[3]],
  ][k];
  const sign = parts[0] < 0 ? -1 : 1;
  const [w, x, y, z] = parts.map((p) => sign * p);
  return quaternion({ w, x, y, z });
}

/**
 * 3×3 matrix of a rotation.
 * @example
 * rotationMatrix({ w: 0, x: 0, y: 0, z: 1 }) // [[-1, 0, 0], [0, -1, 0], [0, 0, 1]]
 */
export function rotationMatrix(rotation: Quaternion): number[][] {
  const { w, x, y, z } = quaternion(rotation);
  return [
    [w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)],
    [2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z],
  ];
}

/**
 * The sign of the determinant of a 3×3 orthogonal matrix.
 * @throws {IsotypicError} `INVALID_ARGUMENT` unless RᵀR = 1 up to 2⁻²⁰: matrices of single precision pass, wrong ones
 * do not
 */
export function determinantOfOrthogonal(where: string, matrix: RotationMatrix): 1 | -1 {
  const isMatrix =
    Array.isArray(matrix) && matrix.length === 3 && matrix.every((r) => r?.length === 3 && r.every(Number.isFinite));
  if (!isMatrix) throw invalidArgument(where, 'rotation to be three rows of three finite numbers', matrix);
  // 2⁻²⁰: eight roundings of 2⁻²⁴ in each of an entry's products, as matrices made in float32 have them
  const tolerance = 2 ** -20;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) {
      const product = matrix[i][0] * matrix[j][0] + matrix[i][1] * matrix[j][1] + matrix[i][2] * matrix[j][2];
      if (Math.abs(product - (i === j ? 1 : 0)) > tolerance) {
        throw new IsotypicError('INVALID_ARGUMENT', {
          where,
          expected: 'rotation to be orthogonal',
          received: `rows ${j} and ${i} with the inner product ${product}`,
          remedy: 'Orthogonalize it first.',
        });
      }
    }
  }
  const [[a, b, c], [d, e, f], [g, h, i]] = matrix;
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g) < 0 ? -1 : 1;
}
