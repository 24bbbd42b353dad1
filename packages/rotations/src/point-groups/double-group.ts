/**
 * Double groups: the finite subgroups of SU(2) over the point groups of rotations, and how spins fall apart in them
 * (Bethe 1929; Koster, Dimmock, Wheeler & Statz 1963).
 */
import { Cyclotomic, cyclotomics, Matrix, Permutation, type PermutationGroup } from '@isotypic/algebra';
import { invalidArgument } from '@isotypic/algebra/internal';
import {
  type CharacterTable,
  ClassFunction,
  characterTable,
  type ExactRepresentation,
  type MatrixRepresentation,
  matrixRepresentation,
  multiplicities,
  symmetricPower,
} from '@isotypic/reps';
import { doubledSpin } from '../couplings/spins.js';
import { type Matrix3, pointGroupGenerators } from './generators.js';
import { type PointGroupName, parsePointGroupName } from './names.js';
import { operationOf } from './operations.js';
import { actionOnOrbit } from './orbit-action.js';
import { type BranchingTerm, type PointGroup, pointGroup } from './point-group.js';

/** Largest spin whose matrices are made: 2j + 1 monomials of 2j factors. */
const MAX_SPIN_OF_MATRICES = 40;

/**
 * A double group, acting freely on an orbit of spinors.
 * @example
 * const cube = doublePointGroup('O');
 * cube.order // 48n
 * cube.branching(5 / 2).map((t) => t.label) // ['E5/2', 'G3/2']
 */
export class DoublePointGroup {
  /** The point group of rotations below it: this group modulo ±1. */
  readonly pointGroup: PointGroup;
  readonly group: PermutationGroup;
  /** The matrices of SU(2): the representation on spins 1/2, m = −1/2, 1/2. */
  readonly spinor: MatrixRepresentation;
  readonly characterTable: CharacterTable;
  /**
   * Of each character: Mulliken's symbol where −1 acts as 1; elsewhere Herzberg's (1966), B, E, G, I for degrees 1, 2,
   * 4, 6 (a complex conjugate pair counted as one) and the smallest spin in which it occurs, `E1/2`, `G3/2`.
   */
  readonly labels: readonly string[];
  /** 2cos(θ/2) of each class. */
  private readonly traces: readonly Cyclotomic[];

  /** Use `doublePointGroup`, which reads the name. */
  constructor(name: PointGroupName) {
    this.pointGroup = pointGroup(name.schoenflies);
    const rotations = pointGroupGenerators(name);
    // a rotation by 2π/n lifts to an element whose n-th power is −1; only C1 has none
    const lifts = rotations.length === 0 ? [MINUS_ONE] : rotations.map(lift);
    this.group = actionOnOrbit(lifts, [Cyclotomic.one, Cyclotomic.zero]).group;
    this.spinor = matrixRepresentation(this.group, lifts, { dimension: 2, label: 'spin 1/2' });
    this.characterTable = characterTable(this.group);
    this.traces = this.characterTable.classes.map((c) => {
      const trace = this.spinor.matrix(c.representative).trace();
      return trace instanceof Cyclotomic ? trace : Cyclotomic.fromRational(trace);
    });
    this.labels = this.namedIrreps();
  }

  get order(): bigint {
    return this.group.order;
  }

  /**
   * The character of spin j: sin((2j + 1)θ/2)/sin(θ/2) at a rotation by θ.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no spin
   */
  spinCharacter(j: number): ClassFunction {
    const twice = doubledSpin('DoublePointGroup.spinCharacter', 'j', j);
    const values = this.traces.map((trace) => {
      // Chebyshev: χ_{j+1/2} = 2cos(θ/2)·χ_j − χ_{j−1/2}
      let [before, here] = [Cyclotomic.zero, Cyclotomic.one];
      for (let k = 0; k < twice; k++) [before, here] = [here, trace.times(here).minus(before)];
      return here;
    });
    return new ClassFunction(this.characterTable.structure, values);
  }

  /**
   * The branching rule: what irreducible representations spin j falls into, integers and halves.
   * @throws {IsotypicError} `INVALID_ARGUMENT` for what is no spin
   * @example doublePointGroup('I').branching(7 / 2).map((t) => t.label) // ['E7/2', 'I5/2']
   */
  branching(j: number): BranchingTerm[] {
    doubledSpin('DoublePointGroup.branching', 'j', j);
    const counts = multiplicities(this.characterTable, this.spinCharacter(j));
    return counts.flatMap((multiplicity, character) =>
      multiplicity === 0 ? [] : [{ label: this.labels[character], character, multiplicity }],
    );
  }

  /**
   * The representation on spin j, exactly: on the monomials u^(j−m) v^(j+m) in the spinors u = |−1/2⟩ and v = |1/2⟩,
   * m = −j, …, j, which are √((j+m)!(j−m)!) times orthonormal ones. `isotypicDecomposition(rep, { field: 'complex' })`
   * has the change of basis to the group's own irreducibles.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless j is a spin up to 40
   * @example doublePointGroup('D4').spin(3 / 2).dimension // 4
   */
  spin(j: number): ExactRepresentation {
    const twice = doubledSpin('DoublePointGroup.spin', 'j', j);
    if (j > MAX_SPIN_OF_MATRICES) {
      throw invalidArgument('DoublePointGroup.spin', `j to be at most ${MAX_SPIN_OF_MATRICES}`, j);
    }
    return symmetricPower(this.spinor, twice);
  }

  private namedIrreps(): string[] {
    const { characters, classes } = this.characterTable;
    const below = this.pointGroup;
    const images = this.group.generators.map((_, k) => below.group.generators[k] ?? Permutation.identity(1));
    const classBelow = classes.map((c) =>
      below.characterTable.classOf(this.group.factor(c.representative).evaluate(images)),
    );
    const minusOne = this.traces.findIndex((t) => t.equals(Cyclotomic.fromRational(-2)));
    const labels: (string | undefined)[] = characters.map((χ) => {
      if (!χ.values[minusOne].equals(χ.values[0])) return undefined;
      const single = below.characterTable.characters.findIndex((ψ) =>
        χ.values.every((value, k) => value.equals(ψ.values[classBelow[k]])),
      );
      return below.labels[single];
    });
    for (let twice = 1; labels.includes(undefined); twice += 2) {
      for (const [i, count] of multiplicities(this.characterTable, this.spinCharacter(twice / 2)).entries()) {
        const χ = characters[i];
        if (count > 0) labels[i] ??= `${LETTERS[χ.indicator === 0 ? 2 * χ.degree : χ.degree]}${twice}/2`;
      }
    }
    return labels as string[];
  }
}

const LETTERS: Readonly<Record<number, string>> = { 1: 'B', 2: 'E', 4: 'G', 6: 'I' };

const MINUS_ONE = Matrix.identity(cyclotomics, 2).scale(Cyclotomic.fromRational(-1));

/** An element of SU(2) over a rotation R, of trace 2w ≥ 0: w + i(zσ_z − …) in the order m = −1/2, 1/2. */
function lift(R: Matrix3): Matrix<Cyclotomic> {
  const { n, k } = operationOf(R);
  const ζ = Cyclotomic.rootOfUnity(2 * n, k);
  const twiceW = ζ.plus(ζ.conjugate());
  const half = Cyclotomic.fromRational(2).inverse();
  const axis = twiceW.isZero() ? halfTurnAxis(R) : axisOf(R, twiceW);
  const [w, x, y, z] = [twiceW.times(half), ...axis];
  const i = Cyclotomic.rootOfUnity(4);
  const [ix, iz] = [i.times(x), i.times(z)];
  return Matrix.fromRows(cyclotomics, [
    [w.plus(iz), y.minus(ix)],
    [y.negate().minus(ix), w.minus(iz)],
  ]);
}

/** sin(θ/2) times the axis, from R − Rᵀ = 4w·[v]×. */
function axisOf(R: Matrix3, twiceW: Cyclotomic): Cyclotomic[] {
  const scale = twiceW.times(Cyclotomic.fromRational(2)).inverse();
  return [
    [2, 1],
    [0, 2],
    [1, 0],
  ].map(([a, b]) => R.at(a, b).minus(R.at(b, a)).times(scale));
}

/** The generators by half a turn are about coordinate axes: R = 2vvᵀ − 1. */
function halfTurnAxis(R: Matrix3): Cyclotomic[] {
  return [0, 1, 2].map((k) => (R.at(k, k).equals(Cyclotomic.one) ? Cyclotomic.one : Cyclotomic.zero));
}

const made = new Map<string, DoublePointGroup>();

/**
 * The double group of a point group of rotations, `C3`, `D4`, `T`, `O`, `I`, …: made once, and kept.
 * @throws {IsotypicError} `UNKNOWN_NAME`; `INVALID_ARGUMENT` for a point group with reflections, whose double group is
 *   that of an isomorphic group of rotations, or its product with the inversion
 * @example doublePointGroup('T').labels.includes('G3/2') // true
 */
export function doublePointGroup(name: string): DoublePointGroup {
  const where = 'doublePointGroup';
  const parsed = parsePointGroupName(where, name);
  if (!['C', 'D', 'T', 'O', 'I'].includes(parsed.family)) {
    throw invalidArgument(
      where,
      'name to be a point group of rotations: Cn, Dn, T, O or I',
      name,
      'Spins see the inversion as a parity; Cnv is as Dn, Td as O.',
    );
  }
  const known = made.get(parsed.schoenflies);
  if (known !== undefined) return known;
  const group = new DoublePointGroup(parsed);
  made.set(parsed.schoenflies, group);
  return group;
}
