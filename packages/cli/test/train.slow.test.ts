/** A training that is interrupted goes on to the same bits. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '@isotypic/cli';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const scratch = mkdtempSync(join(tmpdir(), 'isotypic-train-'));
test.after(() => rmSync(scratch, { recursive: true, force: true }));
const path = (...names: string[]) => join(scratch, ...names);
const ARGUMENTS = ['train', 'digits', '--group', 'C2', '--images', '12', '--steps', '60', '--augment'];

const replaced = (at: number, word: string): string[] => ARGUMENTS.map((own, i) => (i === at ? word : own));

test('interrupted after 20 steps and called again: the model of a training without a break', async () => {
  assert.is((await run(...ARGUMENTS, '--out', path('whole'), '-q')).code, 0);
  const controller = new AbortController();
  let err = '';
  const code = await main([...ARGUMENTS, '--resume', path('checkpoint'), '--out', path('broken')], {
    out: () => {},
    err: (text) => {
      err += text;
      controller.abort(); // at the first line of progress, after 20 steps
    },
    isTerminal: false,
    interruption: () => controller.signal,
  });
  assert.is(code, 130);
  assert.match(err, /interrupted after 20 of 60 steps; the same command goes on from .*checkpoint\n$/);
  const again = await run(...ARGUMENTS, '--resume', path('checkpoint'), '--out', path('broken'));
  assert.is(again.code, 0, again.err);
  assert.match(again.err, /^40\/60 loss/);
  for (const name of ['model.safetensors', 'model.onnx']) {
    assert.ok(readFileSync(path('broken', name)).equals(readFileSync(path('whole', name))), name);
  }
});

test('a checkpoint of more steps, and one of another model, are refused', async () => {
  const longer = await run(...replaced(7, '20'), '--resume', path('checkpoint'));
  assert.is(longer.code, 2);
  assert.match(longer.err, /a checkpoint of at most 20 steps/);
  const other = await run(...replaced(3, 'C4'), '--resume', path('checkpoint'));
  assert.is(other.code, 2);
});

test.run();
