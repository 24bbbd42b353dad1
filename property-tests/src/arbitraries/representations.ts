/** Random representations: sums, powers, restrictions and bases of those that every group has, and of chosen types. */
import {
  type ExactMatrix,
  type Fraction,
  inverse,
  type Matrix,
  type PermutationGroup,
  parseGroup,
  rationals,
} from '@isotypic/algebra';
import {
  boolean,
  checkArgument,
  checkOptions,
  integer,
  invalidArgument,
  type OptionKinds,
  oneOf,
} from '@isotypic/algebra/internal';
import {
  directSum,
  dual,
  type ExactRepresentation,
  exteriorPower,
  matrixRepresentation,
  multiple,
  permutationRepresentation,
  type RealIrrep,
  type RealType,
  realIrreps,
  regularRepresentation,
  restrict,
  signRepresentation,
  symmetricPower,
  tensorProduct,
  trivialRepresentation,
} from '@isotypic/reps';
import { overCyclotomics } from '@isotypic/reps/internal';
import fc from 'fast-check';
import { ARBITRARY, GROUP_EXPRESSIONS } from '../arguments.js';
import { namedGroup, SMALL_GROUPS, subgroupOf } from './groups.js';
import { unimodularMatrix } from './matrices.js';

/** Options of `representation`. */
export interface RepresentationConstraints {
  /** Where the groups come from (default: `namedGroup()`). */
  readonly groups?: fc.Arbitrary<PermutationGroup>;
  /** Default 8. */
  readonly maxDimension?: number;
  /** Only representations by orthogonal matrices: no changes of basis (default false). */
  readonly orthogonal?: boolean;
}

const CONSTRAINT_KINDS: OptionKinds<RepresentationConstraints> = {
  groups: ARBITRARY,
  maxDimension: integer(1, 1000),
  orthogonal: boolean,
};

/** What every group has, by dimension where that is wanted small; the first is what shrinking ends at. */
const ATOMS: readonly ((G: PermutationGroup) => ExactRepresentation)[] = [
  trivialRepresentation,
  signRepresentation,
  (G) => permutationRepresentation(G),
  (G) => (G.order <= 12n ? regularRepresentation(G) : permutationRepresentation(G)),
];

const POWERS: readonly ((rep: ExactRepresentation) => ExactRepresentation)[] = [
  (rep) => rep,
  (rep) => multiple(2, rep),
  dual,
  (rep) => symmetricPower(rep, 2),
  (rep) => exteriorPower(rep, Math.min(2, rep.dimension)),
  (rep) => tensorProduct(rep, rep),
];

/**
 * Representations of random groups by exact matrices: sums of powers, tensor squares and duals of the trivial, sign,
 * natural and regular ones, restricted to random subgroups, in random integer bases. They shrink to trivial ones of the
 * group that is first in its list.
 * @example fc.assert(fc.property(representation({ maxDimension: 4 }), (rep) => rep.dimension <= 4));
 */
export function representation(constraints: RepresentationConstraints = {}): fc.Arbitrary<ExactRepresentation> {
  checkOptions('representation', constraints, CONSTRAINT_KINDS);
  const { groups = namedGroup(), maxDimension = 8, orthogonal = false } = constraints;
  const parts = fc.array(fc.tuple(fc.nat(ATOMS.length - 1), fc.nat(POWERS.length - 1)), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(groups, parts, fc.boolean())
    .chain(([group, chosen, isRestricted]) => {
      const whole = sumWithin(group, chosen, maxDimension);
      return isRestricted ? subgroupOf(group).map((H) => restrict(whole, H)) : fc.constant(whole);
    })
    .chain((rep) => (orthogonal ? fc.constant(rep) : inAnyBasis(rep)));
}

/** The sum of what fits, at least something of dimension 1. */
function sumWithin(
  group: PermutationGroup,
  chosen: readonly (readonly [number, number])[],
  maxDimension: number,
): ExactRepresentation {
  let sum: ExactRepresentation | undefined;
  for (const [atom, power] of chosen) {
    const base = ATOMS[atom](group);
    // squares are formed only of what they can fit of
    const part = base.dimension ** 2 <= maxDimension ? POWERS[power](base) : base;
    const dimension = (sum?.dimension ?? 0) + part.dimension;
    if (part.dimension > 0 && dimension <= maxDimension) sum = sum === undefined ? part : directSum(sum, part);
  }
  return sum ?? trivialRepresentation(group);
}

/** The representation, or B⁻¹ρB for an integer B of determinant ±1. */
function inAnyBasis(rep: ExactRepresentation): fc.Arbitrary<ExactRepresentation> {
  return unimodularMatrix(rep.dimension).map((B) => {
    const isSame = B.entries.every((x, at) => x.equals(at % (B.cols + 1) === 0 ? 1 : 0));
    if (isSame || rep.generatorMatrices.length === 0) return rep;
    const back = inverse(B);
    const matrices = rep.generatorMatrices.map((m) => times(times(back, m), B));
    return matrixRepresentation(rep.group, matrices, {
      label: `${rep} in the basis [${String(B).replaceAll('\n', ' | ')}]`,
    });
  });
}

/** The product over the larger of the two fields. */
export function times(A: ExactMatrix, B: ExactMatrix): ExactMatrix {
  const isRational = (M: ExactMatrix): M is Matrix<Fraction> => M.field === rationals;
  return isRational(A) && isRational(B) ? A.times(B) : overCyclotomics(A).times(overCyclotomics(B));
}

/**
 * Sums of one to three copies of real irreps of one type, over the groups that have such irreps. They shrink to one
 * copy of the first irrep of the first group.
 * @throws {IsotypicError} `INVALID_ARGUMENT` when none of the groups has such an irrep
 * @example fc.assert(fc.property(representationOfType('quaternionic'), (rep) => rep.dimension % 4 === 0));
 */
export function representationOfType(
  type: RealType,
  expressions: readonly string[] = SMALL_GROUPS,
): fc.Arbitrary<ExactRepresentation> {
  const where = 'representationOfType';
  checkArgument(where, 'type', type, oneOf('real', 'complex', 'quaternionic'));
  checkArgument(where, 'expressions', expressions, GROUP_EXPRESSIONS);
  const lists = expressions.map((expression) => realIrreps(parseGroup(expression)).filter((x) => x.type === type));
  const found = lists.filter((list) => list.length > 0);
  if (found.length === 0) throw invalidArgument(where, `groups with irreps of ${type} type`, expressions);
  return fc.constantFrom(...found).chain((list) => {
    const copy = fc.constantFrom(...list).map(matricesOf);
    return fc.array(copy, { minLength: 1, maxLength: 3 }).map((copies) => copies.reduce((sum, x) => directSum(sum, x)));
  });
}

const matricesOf = (irrep: RealIrrep): ExactRepresentation =>
  matrixRepresentation(irrep.group, irrep.generatorMatrices, { label: irrep.label, dimension: irrep.degree });
