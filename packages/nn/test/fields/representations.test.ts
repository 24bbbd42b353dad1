/** Tensor products, quotients, induced and restricted representations: the irreducibles that escnn finds in them. */
import { cosetAction, PermutationGroup } from '@isotypic/algebra';
import {
  type FieldRepresentation,
  type FiniteGSpace,
  fieldType,
  gspaces,
  kernelBasis,
  restrictedType,
} from '@isotypic/nn';
import { type ExactRepresentation, induce, permutationRepresentation, restrict, tensorProduct } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escnnVectors, representationNamed, spaceNamed } from '../helpers/escnn.js';

interface Case {
  readonly kind: 'tensor' | 'quotient' | 'induced' | 'restrict' | 'irrep' | 'regular';
  readonly group: string;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly irrep: readonly number[];
  readonly subgroup: number | string | readonly [number | null, number];
  readonly subgroupOrder: number;
  readonly irreps: Readonly<Record<string, number>>;
}

const cases = escnnVectors<{ cases: Case[] }>('representations').cases;

/** C6 and D6 over the plane, Octa, Ico and the others over space. */
function finiteSpace(name: string): FiniteGSpace {
  if (name.startsWith('C')) return gspaces.rot2dOnR2(Number(name.slice(1)));
  if (name.startsWith('D')) return gspaces.flipRot2dOnR2(Number(name.slice(1)));
  return spaceNamed(name) as FiniteGSpace;
}

/** How often each irreducible occurs: dim Hom(ψ, ρ)/dim Hom(ψ, ψ), over the origin. */
function requireIrreps(space: FiniteGSpace, rep: FieldRepresentation, c: Case): void {
  const label = JSON.stringify(c);
  let size = 0;
  for (const [id, multiplicity] of Object.entries(c.irreps)) {
    const irrep = representationNamed(space, `irrep:${id}`);
    const maps = kernelBasis(space, irrep, rep).dimension / kernelBasis(space, irrep, irrep).dimension;
    assert.is(maps, multiplicity, label);
    size += multiplicity * irrep.dimension;
  }
  assert.is(size, rep.dimension, label);
}

/** The subgroup with escnn's id: rotations of order n, and the reflection rᵃs where an axis is given. */
function subgroupOf(space: FiniteGSpace, id: Case['subgroup']): PermutationGroup {
  const [axis, n] = typeof id === 'number' ? [null, id] : (id as readonly [number | null, number]);
  const [r, s] = space.group.generators;
  const order = space.group.degree / (s === undefined ? 1 : 2);
  const generators = n > 1 ? [r.power(order / n)] : [];
  if (axis !== null) generators.push(r.power(axis).times(s));
  return new PermutationGroup(generators, { degree: space.group.degree });
}

test('tensor products', () => {
  let seen = 0;
  for (const c of cases) {
    if (c.kind !== 'tensor' || c.group === 'SO2') continue;
    const space = finiteSpace(c.group);
    const factors = [c.a, c.b].map((id) => space.irrep(...id));
    if (factors.some((rep) => rep.kind === 'numeric')) continue; // known by floats alone
    const [a, b] = factors as ExactRepresentation[];
    requireIrreps(space, tensorProduct(a, b), c);
    seen++;
  }
  assert.ok(seen >= 40, `${seen}`);
});

test('quotients', () => {
  for (const c of cases) {
    if (c.kind !== 'quotient') continue;
    const space = finiteSpace(c.group);
    const cosets = cosetAction(space.group, subgroupOf(space, c.subgroup));
    requireIrreps(space, permutationRepresentation(space.group, cosets.generators), c);
  }
});

test('induced from the trivial representation of a subgroup, and restricted back', () => {
  let seen = 0;
  for (const c of cases) {
    if (c.kind !== 'induced' || c.irrep.some((k) => k !== 0)) continue;
    const space = finiteSpace(c.group);
    const subgroup = subgroupOf(space, c.subgroup);
    const rep = induce(restrict(space.trivial as ExactRepresentation, subgroup), space.group);
    requireIrreps(space, rep, c);
    seen++;
  }
  assert.ok(seen >= 15, `${seen}`);
});

test('restricted to rotations, and from all rotations', () => {
  let seen = 0;
  for (const c of cases) {
    if (c.kind !== 'restrict') continue;
    const { subgroup } = c;
    let subspace: FiniteGSpace;
    if (c.group === 'SO3') {
      if (subgroup !== 'Octa' && subgroup !== 'Ico') continue;
      subspace = finiteSpace(subgroup);
    } else if (typeof subgroup === 'number') subspace = gspaces.rot2dOnR2(subgroup);
    else if (Array.isArray(subgroup) && subgroup[0] === null) subspace = gspaces.rot2dOnR2(subgroup[1] as number);
    else continue;
    const space = c.group.startsWith('S') ? spaceNamed(c.group) : finiteSpace(c.group);
    const { representations } = restrictedType(fieldType(space, [space.irrep(...c.irrep)]), subspace);
    requireIrreps(subspace, representations[0], c);
    seen++;
  }
  assert.ok(seen >= 60, `${seen}`);
});

test.run();
