/** Calls what the declarations name. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Callable } from './declarations.js';

const root = fileURLToPath(new URL('../../../', import.meta.url)); // from property-tests/dist-test/public-edge

const modules = new Map<string, Record<string, unknown>>();

async function moduleOf(name: string): Promise<Record<string, unknown>> {
  let module = modules.get(name);
  if (module === undefined) {
    const folder = name === 'property-tests' ? name : `packages/${name}`;
    module = (await import(pathToFileURL(join(root, folder, 'dist/index.js')).href)) as Record<string, unknown>;
    modules.set(name, module);
  }
  return module;
}

type Anything = Record<string, (...args: unknown[]) => unknown>;

/** The result, awaited; of something to iterate over, its first entry, since only that begins the work. */
export async function invoke(callable: Callable, receiver: unknown, args: readonly unknown[]): Promise<unknown> {
  const module = await moduleOf(callable.package);
  const exported = module[callable.home];
  if (callable.kind === 'constructor') return new (exported as new (...a: readonly unknown[]) => unknown)(...args);
  const owner = callable.kind === 'method' ? receiver : callable.kind === 'static' ? exported : module;
  const result = await (owner as Anything)[callable.member](...args);
  if (typeof result !== 'object' || result === null) return result;
  if (Symbol.asyncIterator in result) await (result as AsyncIterable<unknown>)[Symbol.asyncIterator]().next();
  else if (Symbol.iterator in result && 'next' in result) (result as Iterator<unknown>).next();
  return result;
}
