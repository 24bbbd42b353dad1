// A loader for node:module's register: one module is changed on its way in, none on the disk.
import { env } from 'node:process';
import { applied } from './applied.mjs';

const mutant = JSON.parse(env.ISOTYPIC_MUTANT ?? 'null');

export async function load(url, context, next) {
  const loaded = await next(url, context);
  return url === mutant?.url ? { ...loaded, source: applied(String(loaded.source), mutant) } : loaded;
}
