import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AbortedError } from '@isotypic/algebra';
import { verifyTable } from '@isotypic/tables';
import { type EntryResult, generateManifest } from '@isotypic/tables/manifest';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const scratch = mkdtempSync(join(tmpdir(), 'isotypic-manifest-'));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

const MANIFEST = JSON.stringify([
  { file: 'cg', kind: 'so3', degree: 2 },
  { file: 'groups/s3', formats: ['json', 'npz', 'gap'], kind: 'characters', group: 'symmetric(3)' },
  { file: 'groups/q8', kind: 'irreps', group: 'quaternion()' },
  { file: 'harmonics', kind: 'harmonics', degree: 3, convention: 'wikipedia' },
]);

/** The bytes of every file below a folder, by path. */
function contents(folder: string, below = ''): Record<string, string> {
  return Object.assign(
    {},
    ...readdirSync(join(folder, below), { withFileTypes: true }).map((found) => {
      const path = join(below, found.name);
      return found.isDirectory() ? contents(folder, path) : { [path]: readFileSync(join(folder, path), 'latin1') };
    }),
  ) as Record<string, string>;
}

/** For runs that must not end well. */
function unexpected(): never {
  throw new Error('it was not refused');
}

const statuses = (results: readonly EntryResult[]) => results.map(({ status }) => status);
const folder = (name: string) => join(scratch, name);

test('tables, and an index of them; one thread and two write the same bytes', async () => {
  const heard: string[] = [];
  const results = await generateManifest(MANIFEST, folder('one'), { jobs: 1, onEntry: ({ file }) => heard.push(file) });
  assert.equal(statuses(results), ['written', 'written', 'written', 'written']);
  assert.equal(heard, ['cg', 'groups/s3', 'groups/q8', 'harmonics']);
  await generateManifest(MANIFEST, folder('two'), { jobs: 2 });
  const one = contents(folder('one'));
  assert.equal(contents(folder('two')), one);
  assert.equal(Object.keys(one).sort(), [
    'cg.json',
    'cg.safetensors',
    'groups/q8.json',
    'groups/q8.safetensors',
    'groups/s3.g',
    'groups/s3.json',
    'groups/s3.npz',
    'harmonics.json',
    'harmonics.safetensors',
    'index.json',
  ]);
  const { tables } = JSON.parse(one['index.json']) as { tables: { file: string; descriptor: { schema: string } }[] };
  assert.equal(
    tables.map(({ file }) => file),
    heard,
  );
  assert.is(tables[0].descriptor.schema, 'isotypic/so3-couplings');
  const safetensors = Buffer.from(one['cg.safetensors'], 'latin1');
  assert.equal(verifyTable({ safetensors, json: one['cg.json'] }).notProved, []);
});

test('a second run keeps what is complete, and makes what is not, or is not what was asked for', async () => {
  const target = folder('again');
  await generateManifest(MANIFEST, target, { jobs: 2 });
  const right = contents(target);
  assert.equal(statuses(await generateManifest(MANIFEST, target)), ['kept', 'kept', 'kept', 'kept']);

  const bytes = readFileSync(join(target, 'cg.safetensors'));
  bytes[bytes.length - 1] ^= 1; // same length, one bit
  writeFileSync(join(target, 'cg.safetensors'), bytes);
  rmSync(join(target, 'groups/s3.npz'));
  writeFileSync(join(target, 'groups', '.q8.json.0123456789ab.partial'), 'half');
  writeFileSync(join(target, 'mine.txt'), 'a file of somebody else');
  assert.equal(statuses(await generateManifest(MANIFEST, target)), ['written', 'written', 'kept', 'kept']);
  assert.equal(contents(target), { ...right, 'mine.txt': 'a file of somebody else' });

  const changed = MANIFEST.replace('"degree":3', '"degree":2');
  assert.equal(statuses(await generateManifest(changed, target)), ['kept', 'kept', 'kept', 'written']);
  await generateManifest(changed, folder('changed'), { jobs: 1 });
  assert.equal(contents(target), { ...contents(folder('changed')), 'mine.txt': 'a file of somebody else' });
});

test('a table that fails is not in the index, and the others are', async () => {
  const entries = JSON.parse(MANIFEST) as unknown[];
  const manifest = JSON.stringify([{ file: 'too-large', kind: 'cayley', group: 'symmetric(8)' }, ...entries]);
  const results = await generateManifest(manifest, folder('failing'), { jobs: 1 });
  assert.equal(statuses(results), ['failed', 'written', 'written', 'written', 'written']);
  assert.match(results[0].error?.message ?? '', /an order of at most 4096, got 40320/);
  assert.equal(contents(folder('failing')), contents(folder('one')));
});

test('a signal stops the threads; what is there is complete, and the next run ends with the same bytes', async () => {
  const slow = JSON.stringify([
    ...(JSON.parse(MANIFEST) as unknown[]),
    { file: 'slow', kind: 'couplings', group: 'symmetric(7)' }, // more than ten seconds, were it not stopped
  ]);
  const controller = new AbortController();
  const run = generateManifest(slow, folder('stopped'), {
    jobs: 2,
    signal: controller.signal,
    onEntry: ({ file }) => void (file === 'groups/q8' && controller.abort()),
  });
  const error = await run.then(unexpected, (e: unknown) => e as AbortedError);
  assert.instance(error, AbortedError);
  const known = error.details.known as readonly EntryResult[];
  assert.ok(known.some(({ file }) => file === 'groups/q8'));
  assert.not.ok(known.some(({ status }) => status === 'failed'));
  assert.not(Object.keys(contents(folder('stopped'))).some((name) => name.endsWith('.partial')));
  await generateManifest(MANIFEST, folder('stopped'));
  assert.equal(contents(folder('stopped')), contents(folder('one')));
});

test('refused: a folder that is a file, links out of the folder, and an index.json of somebody else', async () => {
  const refusal = (target: string) => generateManifest(MANIFEST, target).then(unexpected, (e: Error) => e.message);
  writeFileSync(folder('file'), '');
  assert.match(await refusal(folder('file')), 'a folder that can be written');
  mkdirSync(folder('linked'));
  symlinkSync(tmpdir(), join(folder('linked'), 'groups'));
  assert.match(await refusal(folder('linked')), 'leads out of it');
  mkdirSync(folder('foreign'));
  writeFileSync(join(folder('foreign'), 'index.json'), '{"mine":1}');
  assert.match(await refusal(folder('foreign')), 'the index of an earlier run');
  assert.equal(contents(folder('foreign')), { 'index.json': '{"mine":1}' });
});

test.run();
