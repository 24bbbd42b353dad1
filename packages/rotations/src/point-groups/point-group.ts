/**
 * Point groups: finite groups of rotations and reflections of space, with what chemists and crystallographers call
 * them.
 */
import { Cyclotomic, type PermutationGroup } from '@isotypic/algebra';
import { checkArgument, integer } from '@isotypic/algebra/internal';
import {
  type CharacterTable,
  ClassFunction,
  characterTable,
  type MatrixRepresentation,
  matrixRepresentation,
  multiplicities,
} from '@isotypic/reps';
import { overCyclotomics } from '@isotypic/reps/internal';
import { harmonicMatrix } from '../harmonics/harmonic-action.js';
import { PARITY } from '../wigner/wigner-d.js';
import { pointGroupGenerators } from './generators.js';
import { mullikenLabels } from './mulliken.js';
import { type PointGroupName, parsePointGroupName } from './names.js';
import { type ClassOfMatrix, classLabels, type Operation, operationOf } from './operations.js';
import { actionOnOrbit } from './orbit-action.js';

/** Largest degree of harmonics whose matrices are made. */
const MAX_HARMONIC_DEGREE = 40;

/**
 * A point that no rotation or reflection of a point group in these axes fixes but 1: axes and normals have a coordinate
 * 0, two that are equal up to sign, or a ratio outside ℚ.
 */
const START = [2, 3, 7].map((x) => Cyclotomic.fromRational(x));

/** How often an irreducible representation occurs. */
export interface BranchingTerm {
  /** Mulliken's symbol. */
  readonly label: string;
  /** The index of the character in the table. */
  readonly character: number;
  readonly multiplicity: number;
}

/**
 * A point group, acting faithfully on an orbit of points.
 * @example
 * const cube = pointGroup('Oh');
 * cube.order // 48n
 * cube.labels.length // 10
 */
export class PointGroup {
  readonly schoenflies: string;
  readonly hermannMauguin: string | undefined;
  readonly group: PermutationGroup;
  /** The 3×3 matrices: the representation on vectors. */
  readonly vector: MatrixRepresentation;
  readonly characterTable: CharacterTable;
  /** Mulliken's symbol of each character; the two of a complex conjugate pair have the same. */
  readonly labels: readonly string[];
  /** Of each class, as in the head of a chemist's table: `E`, `8C3`, `3σh`. */
  readonly classLabels: readonly string[];
  private readonly operations: readonly Operation[];

  /** Use `pointGroup`, which reads the name. */
  constructor(name: PointGroupName) {
    this.schoenflies = name.schoenflies;
    this.hermannMauguin = name.hermannMauguin;
    const generators = pointGroupGenerators(name);
    const { group, pointOf } = actionOnOrbit(generators, START);
    this.group = group;
    this.vector = matrixRepresentation(this.group, generators, { dimension: 3, label: 'vectors' });
    this.characterTable = characterTable(this.group);
    this.operations = this.characterTable.classes.map((c) =>
      operationOf(overCyclotomics(this.vector.matrix(c.representative))),
    );
    // the orbit is regular, so a matrix is known by where it takes its first point
    const { elementTo } = group.transversal(0);
    const classOf: ClassOfMatrix = (matrix) => {
      const point = pointOf(matrix);
      return point === undefined ? undefined : this.characterTable.classOf(elementTo(point));
    };
    this.classLabels = classLabels(name, this.characterTable, this.operations, classOf, generators);
    this.labels = mullikenLabels(name, this.characterTable, classOf);
  }

  get order(): bigint {
    return this.group.order;
  }

  /**
   * The character of harmonics of degree l: 1 + 2cos θ + … + 2cos lθ at a rotation by θ, times `parity` where −1 is in
   * it.
   * @param parity how −1 acts; harmonics, the default, have (−1)ˡ
   */
  harmonicCharacter(l: number, parity: 1 | -1 = l % 2 === 0 ? 1 : -1): ClassFunction {
    checkArgument('PointGroup.harmonicCharacter', 'l', l, integer(0, 10_000));
    checkArgument('PointGroup.harmonicCharacter', 'parity', parity, PARITY);
    const values = this.operations.map(({ twiceCosine, determinant }) => {
      // the Dirichlet kernels: D_{l+1} = 2cos θ · D_l − D_{l−1}
      let [before, here] = [Cyclotomic.fromRational(-1), Cyclotomic.one];
      for (let k = 0; k < l; k++) {
        [before, here] = [here, twiceCosine.times(here).minus(before)];
      }
      return determinant === -1 && parity === -1 ? here.negate() : here;
    });
    return new ClassFunction(this.characterTable.structure, values);
  }

  /**
   * The branching rule: what irreducible representations the harmonics of degree l fall into; of a complex conjugate
   * pair both are listed.
   * @param parity how −1 acts; harmonics, the default, have (−1)ˡ; axial vectors are l = 1 with parity 1
   * @throws {IsotypicError} `INVALID_ARGUMENT`
   * @example pointGroup('Oh').branching(2).map((t) => t.label) // ['Eg', 'T2g']
   */
  branching(l: number, parity?: 1 | -1): BranchingTerm[] {
    checkArgument('PointGroup.branching', 'l', l, integer(0, 10_000));
    if (parity !== undefined) checkArgument('PointGroup.branching', 'parity', parity, PARITY);
    const counts = multiplicities(this.characterTable, this.harmonicCharacter(l, parity));
    return counts.flatMap((multiplicity, character) =>
      multiplicity === 0 ? [] : [{ label: this.labels[character], character, multiplicity }],
    );
  }

  /**
   * The representation on harmonics of degree l, exactly, in the basis of the integer polynomials of
   * `solidHarmonic(l, m, 'wikipedia')` without their factors, m = −l, …, l; so its isotypic decomposition is the change
   * of basis to the group's own real irreducibles.
   * @throws {IsotypicError} `INVALID_ARGUMENT` unless l is from 0 to 40
   * @example isotypicDecomposition(pointGroup('O').harmonics(2)).components.map((c) => c.degree) // [2, 3]
   */
  harmonics(l: number): MatrixRepresentation {
    checkArgument('PointGroup.harmonics', 'l', l, integer(0, MAX_HARMONIC_DEGREE));
    const matrices = this.vector.generatorMatrices.map((g) => harmonicMatrix(overCyclotomics(g), l));
    return matrixRepresentation(this.group, matrices, { dimension: 2 * l + 1, label: `harmonics(${l})` });
  }

  /** The character table as chemists print it. */
  toString(): string {
    const head = [`${this.schoenflies}`, ...this.classLabels];
    const rows = this.characterTable.characters.map((χ, i) => [this.labels[i], ...χ.values.map(String)]);
    const widths = head.map((_, j) => [head, ...rows].reduce((w, row) => Math.max(w, [...row[j]].length), 0));
    return [head, ...rows]
      .map((row) => row.map((cell, j) => ' '.repeat(widths[j] - [...cell].length) + cell).join('  '))
      .join('\n');
  }
}

const made = new Map<string, PointGroup>();

/**
 * The point group of a name, `Oh`, `D4d`, `C3v`, `m-3m`, …: made once, and kept.
 * @throws {IsotypicError} `UNKNOWN_NAME`
 * @example pointGroup('m-3m').schoenflies // 'Oh'
 */
export function pointGroup(name: string): PointGroup {
  const parsed = parsePointGroupName('pointGroup', name);
  const known = made.get(parsed.schoenflies);
  if (known !== undefined) return known;
  const group = new PointGroup(parsed);
  made.set(parsed.schoenflies, group);
  return group;
}
