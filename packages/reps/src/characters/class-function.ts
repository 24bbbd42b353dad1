/** Class functions with cyclotomic values. */
import { Cyclotomic, IsotypicError, type Permutation } from '@isotypic/algebra';
import {
  anyInteger,
  checkArgument,
  either,
  instance,
  integer,
  invalidArgument,
  type Kind,
} from '@isotypic/algebra/internal';
import Fraction from 'fraction.js';
import { PERMUTATION } from '../argument-kinds.js';
import { CLASS_STRUCTURE, type ClassStructure } from './class-structure.js';

const CYCLOTOMIC = instance(Cyclotomic, 'a Cyclotomic', (value) =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof Fraction
    ? 'Pass Cyclotomic.fromRational(x).'
    : typeof value === 'string'
      ? 'Pass Cyclotomic.parse(text).'
      : undefined,
);

/** Looked at for every value of every character: `arrayOf` takes 200 ns for one, this 5. */
const VALUES: Kind = {
  expected: 'an array of cyclotomic numbers',
  accepts: (values) => Array.isArray(values) && values.every((x) => x instanceof Cyclotomic),
};
const SCALAR = either(CYCLOTOMIC, instance(Fraction, 'a Fraction'), anyInteger);

/**
 * A function on G that is constant on conjugacy classes; `values[c]` is its value on class c. Immutable.
 * @example
 * const [, sign, standard] = characterTable(catalogue.symmetric(3)).characters;
 * `${standard.times(standard).minus(sign)}` // '3 1 0'
 */
export class ClassFunction {
  readonly classes: ClassStructure;
  readonly values: readonly Cyclotomic[];

  /**
   * @throws {IsotypicError} `SHAPE_MISMATCH` unless there is one value a class; `INVALID_ARGUMENT` for values that are
   * no cyclotomic numbers
   */
  constructor(classes: ClassStructure, values: readonly Cyclotomic[]) {
    checkArgument('ClassFunction', 'classes', classes, CLASS_STRUCTURE);
    checkArgument('ClassFunction', 'values', values, VALUES);
    if (values.length !== classes.count) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'ClassFunction',
        expected: `${classes.count} values, one for each class`,
        received: `${values.length}`,
        remedy: 'The classes are those of the table: table.classes.',
      });
    }
    this.classes = classes;
    this.values = values;
  }

  /** The value at an element of the group. @throws {IsotypicError} `NOT_IN_GROUP` */
  at(g: Permutation): Cyclotomic {
    checkArgument('ClassFunction.at', 'g', g, PERMUTATION);
    return this.values[this.classes.classOfMember('ClassFunction.at', g)];
  }

  plus(other: ClassFunction): ClassFunction {
    this.requireSameClasses(other, 'ClassFunction.plus');
    return this.map((x, c) => x.plus(other.values[c]));
  }

  minus(other: ClassFunction): ClassFunction {
    this.requireSameClasses(other, 'ClassFunction.minus');
    return this.map((x, c) => x.minus(other.values[c]));
  }

  /** The pointwise product: the character of the tensor product. */
  times(other: ClassFunction): ClassFunction {
    this.requireSameClasses(other, 'ClassFunction.times');
    return this.map((x, c) => multiply(x, other.values[c]));
  }

  scale(factor: Cyclotomic | Fraction | number | bigint): ClassFunction {
    checkArgument('ClassFunction.scale', 'factor', factor, SCALAR);
    const c = factor instanceof Cyclotomic ? factor : Cyclotomic.fromRational(factor);
    return this.map((x) => x.times(c));
  }

  /** The complex conjugate: the character of the dual. */
  conjugate(): ClassFunction {
    return this.map((x) => x.conjugate());
  }

  /** g ↦ f(gᵏ), the k-th Adams operation ψᵏ f. */
  adams(k: number): ClassFunction {
    checkArgument('ClassFunction.adams', 'k', k, integer());
    const map = this.classes.powerMap(k);
    return this.map((_, c) => this.values[map[c]]);
  }

  /** ⟨f, g⟩ = (1/|G|) Σ_x f(x) conj(g(x)). */
  inner(other: ClassFunction): Cyclotomic {
    this.requireSameClasses(other, 'ClassFunction.inner');
    const { classes, groupOrder } = this.classes;
    let rational = new Fraction(0);
    let irrational = Cyclotomic.zero;
    this.values.forEach((x, c) => {
      const y = other.values[c];
      if (x.isZero() || y.isZero()) return;
      const size = classes[c].size;
      if (x.isRational() && y.isRational()) {
        rational = rational.add(x.toFraction().mul(y.toFraction()).mul(size));
      } else {
        irrational = irrational.plus(multiply(x, y.conjugate()).times(Cyclotomic.fromRational(size)));
      }
    });
    const over = Cyclotomic.fromRational(new Fraction(1n, groupOrder));
    return irrational.plus(Cyclotomic.fromRational(rational)).times(over);
  }

  /** Whether both are on the same classes and have the same values. */
  equals(other: ClassFunction): boolean {
    checkArgument('ClassFunction.equals', 'other', other, CLASS_FUNCTION);
    return (
      this.classes === other.classes && this.values.every((x, c) => x === other.values[c] || x.equals(other.values[c]))
    );
  }

  isZero(): boolean {
    return this.values.every((x) => x.isZero());
  }

  /** Values by class, separated by spaces, in GAP's notation. */
  toString(): string {
    return this.values.join(' ');
  }

  private map(f: (x: Cyclotomic, c: number) => Cyclotomic): ClassFunction {
    return new ClassFunction(this.classes, this.values.map(f));
  }

  private requireSameClasses(other: ClassFunction, where: string): void {
    checkArgument(where, 'other', other, CLASS_FUNCTION);
    if (other.classes === this.classes) return;
    throw invalidArgument(
      where,
      'other to be a class function on the same classes',
      'one on those of another table',
      'Take both from one table: table.characters, table.classFunction(values), permutationCharacter(table.structure).',
    );
  }
}

export const CLASS_FUNCTION = instance(ClassFunction, 'a ClassFunction', (value) =>
  typeof value === 'object' && value !== null && 'characters' in value
    ? "Pass one of the table's .characters."
    : undefined,
);

function multiply(x: Cyclotomic, y: Cyclotomic): Cyclotomic {
  return x.isZero() || y.isZero() ? Cyclotomic.zero : x.times(y);
}
