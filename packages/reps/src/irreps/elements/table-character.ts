/**
 * Irreducible characters of a listed group, exactly and modulo a prime p ≡ 1 (mod |G|). A multiplicity is an integer
 * between 0 and χ(1) < p, so its residue decides it: searches run in GF(p), and exact values are made only when asked
 * for.
 */
import { Cyclotomic, type WorkMeter } from '@isotypic/algebra';
import { type ElementTable, leftCoset } from './element-table.js';
import type { LinearCharacter } from './linear-character.js';
import { type PrimeArithmetic, residueOf } from './prime-arithmetic.js';

export interface TableCharacter {
  readonly degree: number;
  readonly indicator: 1 | 0 | -1;
  /** Exact value on a class of the table. */
  value(classNumber: number): Cyclotomic;
  /** Values on the classes modulo p. */
  readonly residues: Float64Array;
  /** A linear character that induces it, when one is known. */
  readonly monomial?: LinearCharacter;
}

/** The character induced from a linear one: χ(g) = Σ λ(x⁻¹gx) over the cosets xK with x⁻¹gx in K. */
export function inducedCharacter(
  table: ElementTable,
  λ: LinearCharacter,
  field: PrimeArithmetic,
  meter: WorkMeter,
): TableCharacter {
  const cosets = transversal(table, λ.subgroup);
  const turnsOnClass = table.classes.map(({ representative: g }) => {
    meter.step(0);
    const turns: number[] = [];
    for (const x of cosets) {
      const y = table.conjugate(g, table.inverse[x]);
      if (λ.subgroup.contains[y]) turns.push(λ.turns[y]);
    }
    return turns;
  });
  const residues = Float64Array.from(turnsOnClass, (turns) =>
    turns.reduce((sum, k) => field.add(sum, field.root(k, table.order)), 0),
  );
  const values: (Cyclotomic | undefined)[] = [];
  return {
    degree: cosets.length,
    indicator: frobeniusSchur(table, residues, field),
    residues,
    monomial: λ,
    value: (c) => {
      values[c] ??= Cyclotomic.fromExponents(
        table.order,
        turnsOnClass[c].map((k) => [k, 1] as const),
      );
      return values[c] as Cyclotomic;
    },
  };
}

/** A character given by its residues and a way to its exact values. */
export function lazyCharacter(
  table: ElementTable,
  residues: Float64Array,
  value: (classNumber: number) => Cyclotomic,
  field: PrimeArithmetic,
): TableCharacter {
  const values: (Cyclotomic | undefined)[] = [];
  return {
    degree: residues[0],
    indicator: frobeniusSchur(table, residues, field),
    residues,
    value: (c) => {
      values[c] ??= value(c);
      return values[c] as Cyclotomic;
    },
  };
}

/** A character given by its exact values on the classes of the table. */
export function exactCharacter(
  table: ElementTable,
  values: readonly Cyclotomic[],
  field: PrimeArithmetic,
): TableCharacter {
  const residues = Float64Array.from(values, (x) => residueOf(x, field));
  return {
    degree: values[0].toNumber(),
    indicator: frobeniusSchur(table, residues, field),
    residues,
    value: (c) => values[c],
  };
}

/** ν₂(χ) = (1/|G|) Σ χ(g²). */
function frobeniusSchur(table: ElementTable, residues: Float64Array, field: PrimeArithmetic): 1 | 0 | -1 {
  let sum = 0;
  for (const { representative: g, size } of table.classes) {
    sum = field.add(sum, field.mul(size, residues[table.classOf[table.times(g, g)]]));
  }
  const ν = field.mul(sum, field.inv(table.order));
  return ν === 0 ? 0 : ν === 1 ? 1 : -1;
}

/** Representatives x of the cosets xK, in order of discovery by the group's generators. */
export function transversal(table: ElementTable, K: { readonly elements: readonly number[] }): number[] {
  const covered = new Uint8Array(table.order);
  const representatives: number[] = [];
  const cover = (x: number): void => {
    for (const y of leftCoset(table, K.elements, x)) covered[y] = 1;
    representatives.push(x);
  };
  cover(0);
  for (const x of representatives) {
    for (const g of table.generators) {
      const y = table.row(g)[x];
      if (!covered[y]) cover(y);
    }
  }
  return representatives;
}
