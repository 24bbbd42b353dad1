/**
 * Monomial irreducible representations by Clifford's correspondence: if A is a normal subgroup of T, μ a linear
 * character of A and T_μ its stabilizer, induction from T_μ is a bijection Irr(T_μ | μ) → Irr(T | μ) (Isaacs 1976,
 * Theorem 6.11). Descending through normal subgroups that are abelian modulo the kernel of the character reached so
 * far, and through centers where there is no other, writes every irrep of a supersolvable group, and of most small
 * solvable groups, as one induced from a linear character (the monomial constructions of Baum–Clausen 1994, read
 * top-down).
 */
import type { WorkMeter } from '@isotypic/algebra';
import { type ElementTable, inertiaElements, leftCoset, type Subgroup, subgroup } from '../elements/element-table.js';
import type { LinearCharacter } from '../elements/linear-character.js';

export interface CliffordResult {
  /** All turns are fractions with this denominator, |G|. */
  readonly modulus: number;
  /** Linear characters whose induced characters are pairwise different irreducible characters of G. */
  readonly monomial: readonly LinearCharacter[];
  /** Whether those are all of them. */
  readonly complete: boolean;
}

/** Irreps of the group as induced linear characters, as far as normal abelian sections lead. */
export function cliffordCorrespondence(table: ElementTable, meter: WorkMeter): CliffordResult {
  const modulus = table.order;
  const monomial: LinearCharacter[] = [];
  let complete = true;
  const trivial = subgroup(table, []);
  const whole = subgroup(table, table.generators);
  const pending: { over: Subgroup; character: LinearCharacter }[] = [
    { over: whole, character: { subgroup: trivial, turns: new Int32Array(table.order) } },
  ];
  while (pending.length > 0) {
    const { over: T, character } = pending.pop() as (typeof pending)[number];
    meter.step();
    const modKernel = kernelCosets(table, T, character);
    if (commuteModulo(table, T.generators, T.generators, modKernel)) {
      for (const extended of extensions(table, character, T, modulus, meter)) monomial.push(extended);
      continue;
    }
    const B =
      noncentralAbelianNormal(table, T, character.subgroup, modKernel, meter) ??
      centralExtension(table, T, character.subgroup, modKernel, meter);
    if (B === undefined) {
      complete = false;
      continue;
    }
    for (const orbit of orbitsOfExtensions(table, T, B, extensions(table, character, B, modulus, meter))) {
      meter.step();
      pending.push({ over: stabilizer(table, T, B, orbit), character: orbit });
    }
  }
  return { modulus, monomial, complete };
}

/** A number for each coset x·ker λ in T; the kernel is normal in T. */
function kernelCosets(table: ElementTable, T: Subgroup, { subgroup: A, turns }: LinearCharacter): Int32Array {
  const coset = new Int32Array(table.order).fill(-1);
  const kernel = A.elements.filter((x) => turns[x] === 0);
  if (kernel.length === 1) {
    for (const x of T.elements) coset[x] = x;
    return coset;
  }
  for (const x of T.elements) if (coset[x] === -1) for (const y of leftCoset(table, kernel, x)) coset[y] = x;
  return coset;
}

function commuteModulo(
  table: ElementTable,
  xs: readonly number[],
  ys: readonly number[],
  modKernel: Int32Array,
): boolean {
  return xs.every((x) => ys.every((y) => modKernel[table.times(x, y)] === modKernel[table.times(y, x)]));
}

/** A normal subgroup B > A of T with [B, B] but not [B, T] in the kernel: the normal closure of A and one element. */
function noncentralAbelianNormal(
  table: ElementTable,
  T: Subgroup,
  A: Subgroup,
  modKernel: Int32Array,
  meter: WorkMeter,
): Subgroup | undefined {
  const tried = new Uint8Array(table.order);
  const conjugations = T.generators.map((t) => ({ left: table.row(t), right: table.rightRow(table.inverse[t]) }));
  for (const b of T.elements) {
    if (A.contains[b] || tried[b]) continue;
    meter.step(0);
    const closure: number[] = [b];
    const inClosure = new Set(closure);
    tried[b] = 1;
    let isAbelian = true;
    for (let i = 0; i < closure.length && isAbelian; i++) {
      for (const { left, right } of conjugations) {
        const c = right[left[closure[i]]];
        if (inClosure.has(c)) continue;
        tried[c] = 1;
        // Conjugates commute with each other when each commutes with b.
        if (!commuteModulo(table, [b], [c], modKernel)) {
          isAbelian = false;
          break;
        }
        inClosure.add(c);
        closure.push(c);
      }
    }
    if (!isAbelian || !commuteModulo(table, [b], A.generators, modKernel)) continue;
    if (commuteModulo(table, [b], T.generators, modKernel)) continue;
    return subgroup(table, closure, A);
  }
  return undefined;
}

/**
 * The subgroup B > A of all elements of T that are central modulo the kernel: each extension to it is fixed by T, and
 * those that are not faithful have kernels modulo which there may be more abelian normal subgroups.
 */
function centralExtension(
  table: ElementTable,
  T: Subgroup,
  A: Subgroup,
  modKernel: Int32Array,
  meter: WorkMeter,
): Subgroup | undefined {
  const central = T.elements.filter((b) => {
    meter.step(0);
    return !A.contains[b] && commuteModulo(table, [b], T.generators, modKernel);
  });
  return central.length === 0 ? undefined : subgroup(table, central, A);
}

/** All extensions of a character to B, where B is abelian modulo its kernel: |B : A| of them. */
function extensions(
  table: ElementTable,
  character: LinearCharacter,
  B: Subgroup,
  modulus: number,
  meter: WorkMeter,
): LinearCharacter[] {
  let layer: LinearCharacter[] = [character];
  let reached = character.subgroup;
  for (const g of B.generators) {
    if (reached.contains[g]) continue;
    let m = 1;
    let power = g;
    const powers = [0];
    while (!reached.contains[power]) {
      powers.push(power);
      power = table.times(g, power);
      m++;
    }
    const next = subgroup(table, [g], reached);
    const below = reached;
    layer = layer.flatMap(({ turns }) =>
      Array.from({ length: m }, (_, j) => {
        meter.step();
        // The value at g is any m-th root of the value at g^m.
        const atG = (turns[power] + j * modulus) / m;
        const extended = turns.slice();
        for (let k = 1; k < m; k++) {
          const row = table.row(powers[k]);
          const shift = (k * atG) % modulus;
          for (const a of below.elements) extended[row[a]] = (turns[a] + shift) % modulus;
        }
        return { subgroup: next, turns: extended };
      }),
    );
    reached = next;
  }
  return layer.map(({ turns }) => ({ subgroup: B, turns }));
}

/** One character from each T-orbit. (t·μ)(b) = μ(t⁻¹ b t). */
function orbitsOfExtensions(
  table: ElementTable,
  T: Subgroup,
  B: Subgroup,
  characters: readonly LinearCharacter[],
): LinearCharacter[] {
  const key = (turns: Int32Array, t: number): string =>
    B.generators.map((b) => turns[table.conjugate(b, table.inverse[t])]).join();
  const byKey = new Map(characters.map((c) => [key(c.turns, 0), c]));
  const seen = new Set<string>();
  const representatives: LinearCharacter[] = [];
  for (const [start, character] of byKey) {
    if (seen.has(start)) continue;
    representatives.push(character);
    seen.add(start);
    const orbit = [character];
    for (const member of orbit) {
      for (const t of T.generators) {
        const image = key(member.turns, t);
        if (seen.has(image)) continue;
        seen.add(image);
        orbit.push(byKey.get(image) as LinearCharacter);
      }
    }
  }
  return representatives;
}

function stabilizer(table: ElementTable, T: Subgroup, B: Subgroup, { turns }: LinearCharacter): Subgroup {
  let found = subgroup(table, B.generators);
  for (const t of inertiaElements(table, B, turns, T.elements)) {
    if (!found.contains[t]) found = subgroup(table, [t], found);
  }
  return found;
}
