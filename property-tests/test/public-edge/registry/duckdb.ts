/** Right arguments of @isotypic/duckdb. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@isotypic/algebra';
import { openDuckDB } from '@isotypic/duckdb';
import { permutationRepresentation } from '@isotypic/reps';
import type { Registry } from './registry.js';

let opened: ReturnType<typeof openDuckDB> | undefined;

/** One engine for the process. */
export const engine = () => {
  opened ??= openDuckDB({ threads: 1, memory: '256MB' });
  return opened;
};

function csvFile(): string {
  const path = join(tmpdir(), `isotypic-public-edge-${process.pid}.csv`);
  writeFileSync(path, 'a,b,c\n1,2,3\n4,5,6\n7,8,10\n2,2,1\n');
  process.once('exit', () => rmSync(path, { force: true }));
  return path;
}

function stateFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'isotypic-public-edge-'));
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}

export const duckdb: Registry = {
  types: { QueryEngine: engine },
  calls: {
    openDuckDB: () => [{ threads: 1 }],
    sourceFiles: () => [engine(), [csvFile()]],
    runParts: () => [
      engine(),
      permutationRepresentation(catalogue.cyclic(3)),
      { source: { files: [csvFile()] }, columns: ['a', 'b', 'c'] },
      { state: stateFolder() },
    ],
  },
};
