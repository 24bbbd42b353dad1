/** Class functions with cyclotomic values. */
import { Cyclotomic, IsotypicError, invalidArgument, type Permutation } from '@isotypic/algebra';
import Fraction from 'fraction.js';
import type { ClassStructure } from './class-structure.js';

/** A function on G that is constant on conjugacy classes; `values[c]` is its value on class c. Immutable. */
export class ClassFunction {
  readonly classes: ClassStructure;
  readonly values: readonly Cyclotomic[];

  constructor(classes: ClassStructure, values: readonly Cyclotomic[]) {
    if (values.length !== classes.count) {
      throw new IsotypicError('SHAPE_MISMATCH', {
        where: 'ClassFunction',
        expected: `${classes.count} values, one a class`,
        received: `${values.length}`,
      });
    }
    this.classes = classes;
    this.values = values;
  }

  /** The value at an element of the group. */
  at(g: Permutation): Cyclotomic {
    if (!this.classes.group.contains(g)) {
      throw new IsotypicError('NOT_IN_GROUP', {
        where: 'ClassFunction.at',
        expected: 'an element of the group',
        received: `${g}`,
      });
    }
    return this.values[this.classes.identify(g)];
  }

  plus(other: ClassFunction): ClassFunction {
    this.requireSameGroup(other, 'ClassFunction.plus');
    return this.map((x, c) => x.plus(other.values[c]));
  }

  minus(other: ClassFunction): ClassFunction {
    this.requireSameGroup(other, 'ClassFunction.minus');
    return this.map((x, c) => x.minus(other.values[c]));
  }

  /** The pointwise product: the character of the tensor product. */
  times(other: ClassFunction): ClassFunction {
    this.requireSameGroup(other, 'ClassFunction.times');
    return this.map((x, c) => multiply(x, other.values[c]));
  }

  scale(factor: Cyclotomic | Fraction | number | bigint): ClassFunction {
    const c = factor instanceof Cyclotomic ? factor : Cyclotomic.fromRational(factor);
    return this.map((x) => x.times(c));
  }

  /** The complex conjugate: the character of the dual. */
  conjugate(): ClassFunction {
    return this.map((x) => x.conjugate());
  }

  /** g ↦ f(gᵏ), the k-th Adams operation ψᵏ f. */
  adams(k: number): ClassFunction {
    if (!Number.isSafeInteger(k)) throw invalidArgument('ClassFunction.adams', 'an integer', k);
    const map = this.classes.powerMap(k);
    return this.map((_, c) => this.values[map[c]]);
  }

  /** ⟨f, g⟩ = (1/|G|) Σ_x f(x) conj(g(x)). */
  inner(other: ClassFunction): Cyclotomic {
    this.requireSameGroup(other, 'ClassFunction.inner');
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

  equals(other: ClassFunction): boolean {
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

  protected map(f: (x: Cyclotomic, c: number) => Cyclotomic): ClassFunction {
    return new ClassFunction(this.classes, this.values.map(f));
  }

  private requireSameGroup(other: ClassFunction, where: string): void {
    if (other.classes === this.classes) return;
    throw invalidArgument(where, 'class functions of the same character table', 'one of another table');
  }
}

function multiply(x: Cyclotomic, y: Cyclotomic): Cyclotomic {
  return x.isZero() || y.isZero() ? Cyclotomic.zero : x.times(y);
}
