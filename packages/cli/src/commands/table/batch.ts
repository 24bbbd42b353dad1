/** `isotypic table MANIFEST.json`: all tables of a manifest. */
import { AbortedError } from '@isotypic/algebra';
import { type EntryResult, generateManifest } from '@isotypic/tables/manifest';
import { type Call, integerOf, nonEmpty } from '../../command.js';
import type { Console } from '../../console.js';
import { readBytes } from '../../data/read-bytes.js';
import { EXIT } from '../../exit.js';
import { progressOn } from '../../output/progress.js';

export async function makeAll(call: Call, console: Console): Promise<number> {
  const folder = nonEmpty('--out FOLDER', call.text('out') ?? '');
  const jobs = call.text('jobs');
  const manifest = new TextDecoder().decode(readBytes(call.words[0], 'reading the manifest', 'a manifest of tables'));
  const progress = progressOn(console, { isQuiet: call.flag('quiet') });
  const signal = console.interruption?.() ?? console.signal;
  let results: readonly EntryResult[];
  try {
    results = await generateManifest(manifest, folder, {
      onEntry: (result) => progress.step(result.done, result.total, result.file, lineOf(result)),
      ...(jobs !== undefined && { jobs: integerOf('--jobs', jobs, 1, 256) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (!(error instanceof AbortedError)) throw error;
    progress.end();
    const known = (error.details.known ?? []) as readonly EntryResult[];
    console.err(
      `isotypic: interrupted; ${counted(known)}, and every file in ${folder} is complete: ` +
        'the same command goes on from there\n',
    );
    return EXIT.interrupted;
  }
  progress.end();
  return report(call, console, folder, results);
}

function report(call: Call, console: Console, folder: string, results: readonly EntryResult[]): number {
  const failed = results.filter(({ status }) => status === 'failed');
  for (const { file, error } of failed) console.err(`isotypic: ${file}: ${error?.message}\n`);
  if (call.flag('json')) {
    const tables = results.map(({ file, status, files, error }) => ({
      file,
      status,
      files,
      ...(error && { error: { code: error.code, message: error.message } }),
    }));
    console.out(`${JSON.stringify({ folder, tables }, null, 2)}\n`);
  } else {
    console.out(`${counted(results)} in ${folder}, listed in index.json\n`);
  }
  return failed.length === 0 ? EXIT.done : EXIT.failed;
}

/** `12 tables: 9 written, 2 kept, 1 failed` */
function counted(results: readonly EntryResult[]): string {
  const of = (status: EntryResult['status']): string =>
    `${results.filter((result) => result.status === status).length} ${status}`;
  return `${results.length} table${results.length === 1 ? '' : 's'}: ${of('written')}, ${of('kept')}, ${of('failed')}`;
}

function lineOf({ file, status, files, error }: EntryResult): string {
  if (error !== undefined) return `${file} failed: ${error.code}`;
  const bytes = files.reduce((sum, f) => sum + f.bytes, 0);
  return `${file} ${status}, ${files.length} file${files.length === 1 ? '' : 's'}, ${bytes} bytes`;
}
