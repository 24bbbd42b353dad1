/**
 * Right arguments for every public callable, from the registries of the packages. A new type, or a function that does
 * not run on what its types have, is told by name in the tests.
 */
import type { Callable, Parameter } from './declarations.js';
import { algebra } from './registry/algebra.js';
import { duckdb } from './registry/duckdb.js';
import { LONG_CALLS, type LongCall } from './registry/long-calls.js';
import { maps } from './registry/maps.js';
import { nn } from './registry/nn.js';
import { numeric } from './registry/numeric.js';
import { propertyTests } from './registry/property-tests.js';
import type { Registry } from './registry/registry.js';
import { reps } from './registry/reps.js';
import { rotations } from './registry/rotations.js';
import { sources } from './registry/sources.js';
import { sql } from './registry/sql.js';
import { stats } from './registry/stats.js';
import { tables } from './registry/tables.js';

const REGISTRIES: Readonly<Record<string, Registry>> = {
  algebra,
  numeric,
  reps,
  sources,
  sql,
  stats,
  tables,
  rotations,
  maps,
  nn,
  duckdb,
  'property-tests': propertyTests,
};

/** A number means what its parameter is called; 1 where nothing is said. */
export const NUMBERS: Readonly<Record<string, number>> = {
  n: 3,
  q: 3,
  k: 2,
  degree: 3,
  digits: 5,
  order: 5,
  rows: 3,
  cols: 3,
  size: 3,
  count: 4,
  samples: 12,
  dimension: 3,
  outCols: 3,
  bound: 5,
  degreesOfFreedom: 4,
  tolerance: 0.1,
  p: 7,
};

/** From the package's own registry, or else from that of another, whose types it takes. */
function lookUp<K extends keyof Registry>(kind: K, home: string, key: string): Registry[K][string] | undefined {
  const registries = [REGISTRIES[home], ...Object.values(REGISTRIES)].filter((registry) => registry !== undefined);
  return registries.map((registry) => registry[kind][key] as Registry[K][string] | undefined).find((made) => made);
}

/** The object on which a method is called. */
export async function receiverOf({ package: home, path, home: name }: Callable): Promise<unknown> {
  const make = lookUp('types', home, name);
  if (make === undefined) throw new Error(`${path}: no ${name} in the registry of ${home}`);
  return make();
}

/** Arguments with which the call succeeds; optional ones are left out. */
export async function rightArguments(callable: Callable): Promise<unknown[]> {
  const listed = REGISTRIES[callable.package]?.calls[callable.path];
  if (listed !== undefined) return Promise.all(listed());
  const required = callable.parameters.filter((parameter) => !parameter.optional);
  const right = await Promise.all(required.map((parameter) => rightArgument(callable, parameter)));
  return required.at(-1)?.rest ? [...right.slice(0, -1), ...(right.at(-1) as unknown[])] : right;
}

function rightArgument({ package: home, path }: Callable, { name, type }: Parameter): unknown {
  if (type === 'number') return NUMBERS[name] ?? 1;
  const make = lookUp('types', home, type);
  if (make === undefined) throw new Error(`${path}: ${name}: no ${type} in the registry of ${home}`);
  return make();
}

/** A call that takes long, or the right call where none is known. */
export async function longCall(callable: Callable): Promise<LongCall> {
  const make = LONG_CALLS[`${callable.package} ${callable.path}`];
  if (make !== undefined) return make();
  const receiver = callable.kind === 'method' ? await receiverOf(callable) : undefined;
  return { receiver, args: await rightArguments(callable) };
}
