/**
 * Each page of docs/tutorials is followed from top to bottom in an empty folder, with the packages of this repository
 * where a newcomer installs them; `npm run check:consumers` does the same with packed ones.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { followPage, programsIn } from '../../../tools/testing/follow-page.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url)); // from packages/cli/dist-test
const pages = join(root, 'docs/tutorials');
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'isotypic-tutorials-')));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

const npx = `shift; exec '${process.execPath}' '${join(root, 'packages/cli/bin/isotypic.js')}' "$@"`;
const bin = programsIn(join(scratch, 'bin'), { npx });
const names = readdirSync(pages).filter((name) => name.endsWith('.md'));

test('there are tutorials to follow', () => {
  assert.ok(names.length >= 2);
});

for (const name of names)
  test(`docs/tutorials/${name}, word for word`, () => {
    const folder = join(scratch, name);
    mkdirSync(folder);
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    assert.ok(followPage(readFileSync(join(pages, name), 'utf8'), folder, bin).length > 1);
  });

test.run();
