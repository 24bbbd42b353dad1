/** The rows of vectors/equivariant-maps/dimensions.json as groups and representations. */
import { readFileSync } from 'node:fs';
import { Permutation, PermutationGroup } from '@isotypic/algebra';
import { type Entry, MatrixGroup, parseType, permutationMatrices, type Representation } from '@isotypic/maps';

type Matrix = readonly number[] | { readonly re: readonly number[]; readonly im: readonly number[] };

interface GroupRow {
  readonly group: string;
  readonly d: number;
  readonly lie_generators: readonly Matrix[];
  readonly discrete_generators: readonly Matrix[];
}

export interface DimensionRow extends GroupRow {
  readonly id: number;
  readonly kind: 'tensor' | 'mixed' | 'permutation action';
  readonly rep_in: string;
  readonly rep_out: string;
  readonly factors: readonly GroupRow[];
  readonly base_generators: readonly (readonly number[])[];
  readonly in_action: string;
  readonly out_action: string;
  readonly dim_in: number;
  readonly dim_out: number;
  readonly equivariant_dimension: number;
}

const vectors = new URL('../../../../vectors/equivariant-maps/dimensions.json', import.meta.url);

export const dimensionRows = (JSON.parse(readFileSync(vectors, 'utf8')) as { rows: DimensionRow[] }).rows;

function rowsOf(m: Matrix, d: number): Entry[][] {
  const entry = (i: number): Entry =>
    're' in m ? `${m.re[i]}${m.im[i] < 0 ? '' : '+'}${m.im[i]}*E(4)` : (m as readonly number[])[i];
  return Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => entry(i * d + j)));
}

/** The group given by the row's own generators, whatever its name. */
export function groupOfRow(row: GroupRow): MatrixGroup {
  return new MatrixGroup({
    dimension: row.d,
    lieAlgebra: row.lie_generators.map((m) => rowsOf(m, row.d)),
    discrete: row.discrete_generators.map((m) => rowsOf(m, row.d)),
    name: row.group,
  });
}

/** The action on tuples (V^k) or k-subsets of the base points. */
function inducedGroup(base: readonly Permutation[], action: string): PermutationGroup {
  const n = base[0].degree;
  const k = Number(/\d+/.exec(action)?.[0] ?? '1');
  const subsets = action.startsWith('subsets');
  let points: number[][] = [[]];
  for (let i = 0; i < k; i++) {
    points = points.flatMap((p) =>
      Array.from({ length: n }, (_, x) => x)
        .filter((x) => !subsets || p.length === 0 || x > p[p.length - 1])
        .map((x) => [...p, x]),
    );
  }
  const name = (p: readonly number[]) => (subsets ? [...p].sort((a, b) => a - b) : p).join();
  const index = new Map(points.map((p, i) => [name(p), i]));
  return new PermutationGroup(
    base.map((g) => Permutation.fromImages(points.map((p) => index.get(name(p.map((x) => g.image(x)))) as number))),
  );
}

type Side = Representation | MatrixGroup;

/** The two representations of a row; for permutation actions, one group's actions on the same generators. */
export function representationsOfRow(row: DimensionRow): readonly [Side, Side] {
  if (row.kind === 'tensor') {
    const group = groupOfRow(row);
    return [parseType(row.rep_in).over(group), parseType(row.rep_out).over(group)];
  }
  if (row.kind === 'mixed') {
    const groups = Object.fromEntries(row.factors.map((f) => [f.group, groupOfRow(f)]));
    return [parseType(row.rep_in).over(groups), parseType(row.rep_out).over(groups)];
  }
  const base = row.base_generators.map((g) => Permutation.fromImages(g));
  const [into, out] = [row.in_action, row.out_action].map((a) => permutationMatrices(inducedGroup(base, a)));
  return [into, out];
}
