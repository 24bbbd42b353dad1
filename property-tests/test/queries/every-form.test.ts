import { openDuckDB } from '@isotypic/duckdb';
import { namedGroup, representation } from '@isotypic/property-tests';
import { multiple, trivialRepresentation } from '@isotypic/reps';
import { type GroupedMoments, type MomentsForm, type MomentsRequest, momentsIn } from '@isotypic/sql';
import {
  type IsotypicStructure,
  isotypicStructure,
  type StructureSource,
  SymmetricMoments,
  structureOf,
} from '@isotypic/stats';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const engine = await openDuckDB({ threads: 1, memory: '512MB' });
test.after(() => engine.close());

/** A mean along no fixed vector cannot be taken off before the rotation, so that push itself has fewer digits. */
const meansOf = (...sources: readonly StructureSource[]): readonly number[] =>
  sources.every(isPermutation) ? [0, 1, -3e4] : [0];

/** What a row may have in the place of a number. */
type Cell = number | null;

interface Rows {
  readonly cells: readonly (readonly Cell[])[];
  readonly weights: readonly Cell[];
  readonly keys: readonly (string | null)[];
}

const KEYS = ['a', "b'; DROP TABLE rows_of --", '', null] as const;

/** Few draws make many numbers, so that shrinking is about the shape of the data, and a counterexample is short. */
function rowsOf(columns: number, means: readonly number[]): fc.Arbitrary<Rows> {
  const cells = fc.constantFrom(null, Number.NaN, Infinity, -Infinity);
  const hole = fc.record({ row: fc.nat(499), column: fc.nat(columns), cell: cells });
  const shape = fc.record({
    count: fc.integer({ min: 0, max: 500 }),
    seed: fc.nat(),
    mean: fc.constantFrom(...means),
    scale: fc.constantFrom(1, 1e-3, 1e5),
    keys: fc.integer({ min: 1, max: KEYS.length }),
    holes: fc.array(hole, { maxLength: 6 }),
  });
  return shape.map((drawn) => Object.assign(made(columns, drawn), { [fc.toStringMethod]: () => fc.stringify(drawn) }));
}

interface Shape {
  readonly count: number;
  readonly seed: number;
  readonly mean: number;
  readonly scale: number;
  readonly keys: number;
  readonly holes: readonly { readonly row: number; readonly column: number; readonly cell: Cell }[];
}

function made(columns: number, { count, seed, mean, scale, keys, holes }: Shape): Rows {
  const next = noiseFrom(seed);
  const cells: Cell[][] = [];
  const weights: Cell[] = [];
  const names: (string | null)[] = [];
  for (let n = 0; n < count; n++) {
    const common = next();
    cells.push(Array.from({ length: columns }, (_, j) => scale * (mean + common + next() + (j % 3) / 4)));
    weights.push(0.25 + next() + 1);
    names.push(KEYS[Math.floor((next() + 1) * 1e6) % keys]);
  }
  for (const { row, column, cell } of holes) {
    if (row >= count) continue;
    if (column < columns) cells[row][column] = cell;
    else weights[row] = cell;
  }
  return { cells, weights, keys: names };
}

/** Numbers from −1 to 1: mulberry32. */
function noiseFrom(seed: number): () => number {
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

let tables = 0;

async function tableOf({ cells, weights, keys }: Rows, columns: number): Promise<string> {
  const table = `rows_${tables++}`;
  const names = Array.from({ length: columns }, (_, j) => `c${j} DOUBLE`);
  await engine.run(`CREATE TABLE ${table} (${[...names, 'w DOUBLE', 'k VARCHAR'].join(', ')})`);
  const value = (x: Cell) => (x === null ? 'NULL' : Number.isFinite(x) ? String(x) : `'${x}'::DOUBLE`);
  const text = (key: string | null) => (key === null ? 'NULL' : engine.dialect.text(key));
  const rows = cells.map((row, n) => `(${[...row.map(value), value(weights[n]), text(keys[n])].join(', ')})`);
  if (rows.length > 0) await engine.run(`INSERT INTO ${table} VALUES ${rows.join(', ')}`);
  return table;
}

interface Asked {
  readonly x: StructureSource;
  readonly y: StructureSource | undefined;
  readonly isWeighted: boolean;
  readonly isGrouped: boolean;
}

const dimensionOf = (source: StructureSource): number => structureOf(source).dimension;

/** The obvious way: rows are chosen and cut in JavaScript, and pushed. */
async function pushed({ cells, weights, keys }: Rows, { x, y, isWeighted, isGrouped }: Asked) {
  const found = new Map<string | null, { rows: Cell[][]; weights: number[]; dropped: number }>();
  if (!isGrouped) found.set(null, { rows: [], weights: [], dropped: 0 });
  cells.forEach((row, n) => {
    const key = isGrouped ? keys[n] : null;
    const group = found.get(key) ?? { rows: [], weights: [], dropped: 0 };
    found.set(key, group);
    const used = isWeighted ? [...row, weights[n]] : row;
    if (used.every((v) => v !== null && Number.isFinite(v))) {
      group.rows.push([...row]);
      group.weights.push(weights[n] as number);
    } else group.dropped++;
  });
  const D = dimensionOf(x);
  const made = new Map<string | null, { moments: SymmetricMoments; read: number; dropped: number }>();
  for (const [key, { rows, weights: w, dropped }] of found) {
    const moments = new SymmetricMoments(x, y);
    const numbers = rows as number[][];
    const options = isWeighted ? { weights: Float64Array.from(w) } : {};
    const [left, right] = [numbers.map((row) => row.slice(0, D)), numbers.map((row) => row.slice(D))];
    if (rows.length > 0) await moments.push(y === undefined ? left : { x: left, y: right }, options);
    made.set(key, { moments, read: rows.length, dropped });
  }
  return made;
}

/** Sums to 1e-12 of the largest of their space; counts exactly. */
function requireSame(found: GroupedMoments, expected: Awaited<ReturnType<typeof pushed>>, isGrouped: boolean): void {
  assert.is(found.groups.length, expected.size);
  for (const { key, moments, read, dropped } of found.groups) {
    const own = expected.get(isGrouped ? (key[0] as string | null) : null);
    if (own === undefined) throw new Error(`no group ${key}`);
    assert.equal([read, dropped, moments.count], [own.read, own.dropped, own.moments.count]);
    if (read === 0) continue;
    near(moments.weight, own.moments.weight, own.moments.weight, 'weight');
    near(moments.effectiveCount, own.moments.effectiveCount, own.moments.effectiveCount, 'effective count');
    const spaces = moments.structures.map((_, a) => a as 0 | 1);
    const sizes = spaces.map((a) => sizeOf(own.moments, a));
    for (const a of spaces) {
      const means = [moments.invariantMean(a), own.moments.invariantMean(a)];
      const spread = Math.sqrt(sizes[a] / own.moments.weight) + Math.max(...Array.from(means[1], Math.abs));
      means[0].forEach((v, i) => {
        near(v, means[1][i], spread, `mean ${i} of space ${a}`);
      });
      for (const b of spaces) {
        const [ours, theirs] = [blocksOf(moments, a, b), blocksOf(own.moments, a, b)];
        ours.forEach((v, i) => {
          near(v, theirs[i], Math.sqrt(sizes[a] * sizes[b]), `block entry ${i} of spaces ${a}, ${b}`);
        });
      }
    }
  }
}

/** The largest second moment; of equal rows only rounding is left, which is no size: half the digits of the mean. */
function sizeOf(moments: SymmetricMoments, a: 0 | 1): number {
  const mean = Math.max(...moments.invariantMean(a).map(Math.abs));
  // About the invariant mean: where the sample mean is not invariant, its square is in it.
  const offset = Math.max(...blocksOf(moments, a, a, 'invariant-mean').map(Math.abs));
  const rounding = 2 ** -52 * Math.max(moments.weight * mean ** 2, offset);
  return Math.max(...blocksOf(moments, a, a).map(Math.abs), rounding);
}

/** Second moments about a mean, in the units of the data. */
function blocksOf(
  moments: SymmetricMoments,
  a: 0 | 1,
  b: 0 | 1,
  center: 'sample-mean' | 'invariant-mean' = 'sample-mean',
): number[] {
  const { exponents, weightExponent } = moments.scales;
  const unit = 2 ** (weightExponent + exponents[a] + exponents[b]);
  return moments.structures[0].components.flatMap((_, k) =>
    Array.from(moments.block(k, a, b, center).data, (v) => v * unit),
  );
}

function near(actual: number, expected: number, scale: number, what: string): void {
  if (!(Math.abs(actual - expected) <= 1e-12 * scale)) {
    assert.unreachable(`${what}: ${actual}, not ${expected}, of ${scale}`);
  }
}

const RUNS: readonly { readonly path: 'push' | 'pull'; readonly form: MomentsForm }[] = [
  { path: 'push', form: 'auto' },
  { path: 'push', form: 'gram' },
  { path: 'push', form: 'twins' },
  { path: 'push', form: 'isotypic' },
  { path: 'pull', form: 'auto' },
];

/** Twins are of permutations. */
const isPermutation = (source: StructureSource): boolean =>
  'kind' in source && (source as { readonly kind: unknown }).kind === 'permutation';

async function everyForm(rows: Rows, asked: Asked): Promise<void> {
  const { x, y, isWeighted, isGrouped } = asked;
  const D = dimensionOf(x) + (y === undefined ? 0 : dimensionOf(y));
  const table = await tableOf(rows, D);
  const names = Array.from({ length: D }, (_, j) => `c${j}`);
  const request: MomentsRequest = {
    source: { table: [table] },
    columns: names.slice(0, dimensionOf(x)),
    missing: 'drop',
    ...(y === undefined ? {} : { response: { columns: names.slice(dimensionOf(x)), rep: y } }),
    ...(isWeighted ? { weight: 'w' } : {}),
    ...(isGrouped ? { groupBy: ['k'] } : {}),
  };
  const expected = await pushed(rows, asked);
  for (const { path, form } of RUNS) {
    if (form === 'twins' && !(isPermutation(x) && (y === undefined || isPermutation(y)))) continue;
    requireSame(await momentsIn(engine, x, request, { path, form }), expected, isGrouped);
  }
  await engine.run(`DROP TABLE ${table}`);
}

const flags = fc.record({ isWeighted: fc.boolean(), isGrouped: fc.boolean() });

const RANDOM = { numRuns: Number(process.env.ISOTYPIC_RUNS ?? 12), endOnFailure: true } as const;

test('permutations and orthogonal matrices: every form is push', async () => {
  const reps = representation({ maxDimension: 12, orthogonal: true });
  const cases = reps.chain((x) => fc.tuple(fc.constant(x), rowsOf(x.dimension, meansOf(x)), flags));
  await fc.assert(
    fc.asyncProperty(cases, ([x, rows, flag]) => everyForm(rows, { x, y: undefined, ...flag })),
    RANDOM,
  );
});

for (const [type, groups] of [
  ['real', ['symmetric(3)', 'dihedral(4)']],
  ['complex', ['cyclic(5)', 'alternating(4)']],
  ['quaternionic', ['quaternion()']],
] as const) {
  test(`representations with irreps of ${type} type: every form is push`, async () => {
    const reps = representation({ groups: namedGroup(groups), maxDimension: 16, orthogonal: true });
    const ofType = reps.filter((rep) => structureOf(rep).components.some((component) => component.type === type));
    const cases = ofType.chain((x) => fc.tuple(fc.constant(x), rowsOf(x.dimension, meansOf(x)), flags));
    await fc.assert(
      fc.asyncProperty(cases, ([x, rows, flag]) => everyForm(rows, { x, y: undefined, ...flag })),
      { ...RANDOM, numRuns: Math.ceil(RANDOM.numRuns / 3) },
    );
  });
}

test('pairs of predictors and responses: every form is push', async () => {
  const reps = representation({ maxDimension: 6, orthogonal: true });
  const cases = reps.chain((x) => {
    const y = fc.constantFrom(x, multiple(2, trivialRepresentation(x.group)));
    return y.chain((of) =>
      fc.tuple(fc.constant(x), fc.constant(of), rowsOf(x.dimension + of.dimension, meansOf(x, of)), flags),
    );
  });
  await fc.assert(
    fc.asyncProperty(cases, ([x, y, rows, flag]) => everyForm(rows, { x, y, ...flag })),
    RANDOM,
  );
});

test('isotypic bases that are rotated anyhow: every form is push', async () => {
  const reps = representation({ maxDimension: 8, orthogonal: true });
  const cases = reps.chain((x) => fc.tuple(fc.constant(x), fc.nat(), rowsOf(x.dimension, [0]), flags));
  await fc.assert(
    fc.asyncProperty(cases, ([x, seed, rows, flag]) =>
      everyForm(rows, { x: rotated(structureOf(x), seed), y: undefined, ...flag }),
    ),
    RANDOM,
  );
});

/** The structure in coordinates that were turned by random plane rotations: a basis of no representation we know. */
function rotated({ basis, components, dimension: D }: IsotypicStructure, seed: number): IsotypicStructure {
  const next = noiseFrom(seed);
  const data = basis.data.slice();
  for (let turn = 0; turn < 2 * D && D > 1; turn++) {
    const [i, j] = [turn % D, (turn + 1 + Math.floor((next() + 1) * 4)) % D];
    if (i === j) continue;
    const angle = 3 * next();
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let k = 0; k < D; k++) {
      const [p, q] = [data[i * D + k], data[j * D + k]];
      data[i * D + k] = c * p - s * q;
      data[j * D + k] = s * p + c * q;
    }
  }
  return isotypicStructure({ data, rows: D, cols: D }, components);
}

test.run();
