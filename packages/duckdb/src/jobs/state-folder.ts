/**
 * A folder with what is known of each part. A file is written beside, synced, and renamed: whoever is killed leaves
 * what was there, and two processes that write one part write the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';
import { isAlive } from '../processes.js';

const where = 'runParts';

/** What a part is of. */
export interface PartKey {
  readonly name: string;
  /** The digest of the query. */
  readonly plan: string;
  /** The digest of what the files are now. */
  readonly of: string;
}

export class StateFolder {
  private constructor(readonly path: string) {}

  /** @throws {IsotypicError} `IO` where there is no such folder and none can be made */
  static async open(path: string): Promise<StateFolder> {
    await doing('a folder that can be written', path, () => mkdir(path, { recursive: true }));
    return new StateFolder(path);
  }

  /** Whether a part is kept. */
  async has(part: PartKey): Promise<boolean> {
    return (await this.read(part)) !== undefined;
  }

  /** What was kept of a part; undefined for nothing. */
  async read(part: PartKey): Promise<string | undefined> {
    const path = join(this.path, fileOf(part));
    return doing('a file that can be read', path, () =>
      readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    );
  }

  /** Keeps a text in place of what there was of the same part as it was before. */
  async write(part: PartKey, text: string): Promise<void> {
    const file = fileOf(part);
    await this.writeFile(file, text);
    const isOther = (name: string) => name.startsWith(prefixOf(part)) && name.endsWith('.json') && name !== file;
    const others = (await readdir(this.path)).filter(isOther);
    await Promise.all(others.map((other) => rm(join(this.path, other), { force: true })));
  }

  /** All or nothing. */
  private async writeFile(file: string, text: string): Promise<void> {
    const path = join(this.path, file);
    // a name of its own for each process: no two write to one file
    const beside = `${path}.${process.pid}.part`;
    await doing('a file that can be written', path, async () => {
      try {
        const handle = await open(beside, 'w');
        try {
          await handle.writeFile(text);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(beside, path);
        await this.sync();
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    });
  }

  /** The names of files are safe only once their folder is. */
  private async sync(): Promise<void> {
    const handle = await open(this.path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Removes what killed processes were writing. */
  async removeLeftovers(): Promise<void> {
    const names = await doing('a folder that can be read', this.path, () => readdir(this.path));
    const left = names.filter((name) => name.endsWith('.part') && !isAlive(Number(name.split('.').at(-2))));
    await Promise.all(left.map((name) => rm(join(this.path, name), { force: true })));
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

const prefixOf = ({ name, plan }: PartKey): string => `part-${hashOf(`${plan} ${name}`)}-`;

const fileOf = (part: PartKey): string => `${prefixOf(part)}${hashOf(part.of)}.json`;

async function doing<T>(expected: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const received = `${path} (${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message})`;
    throw new IsotypicError('IO', { where, expected, received, cause });
  }
}
