/** A folder for what does not fit into memory: one for each engine, gone when it closes or the process ends. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';
import { isAlive } from '../processes.js';

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

const PREFIX = `isotypic-duckdb-${hostname().replace(/[^\w-]/g, '_')}-`;

/** @throws {IsotypicError} `IO` where no folder can be made */
export function temporaryFolder(where: string, inside: string = tmpdir()): TemporaryFolder {
  let path: string;
  try {
    removeLeftovers(inside);
    path = mkdtempSync(join(inside, `${PREFIX}${process.pid}-`));
  } catch (cause) {
    const received = `${inside} (${(cause as Error).message})`;
    throw new IsotypicError('IO', {
      where,
      expected: 'a temporaryFolder in which a folder can be made',
      received,
      cause,
    });
  }
  const remove = () => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return { path, remove };
}

/** Folders of processes of this machine that were killed before they could remove them. */
function removeLeftovers(inside: string): void {
  for (const name of readdirSync(inside)) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-', 1)[0]) : Number.NaN;
    if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) rmSync(join(inside, name), { recursive: true, force: true });
  }
}
