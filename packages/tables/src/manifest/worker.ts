/** A thread that makes tables, one after the other, and writes their files. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { generateTable } from '../generate-table.js';
import { writeAtomically } from './atomic-files.js';
import { failureOf, type Job, type Outcome } from './messages.js';
import { encodeTable, fileName } from './table-formats.js';
import type { IndexedTable } from './table-index.js';

/** All files of a table are in memory before the first one is written. */
function make({ folder, entry: { file, formats, request } }: Job): IndexedTable {
  const table = generateTable(request);
  const encoded = encodeTable(table, request, formats);
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  const files = [...encoded].map(([format, contents]) => {
    const name = fileName(file, format);
    writeAtomically(join(folder, name), contents);
    return { name, bytes: contents.length, sha256: createHash('sha256').update(contents).digest('hex') };
  });
  return { file, request, descriptor: table.descriptor, files };
}

parentPort?.on('message', (job: Job) => {
  let outcome: Outcome;
  try {
    outcome = { status: 'written', table: make(job) };
  } catch (error) {
    outcome = { status: 'failed', failure: failureOf(error) };
  }
  parentPort?.postMessage(outcome);
});
