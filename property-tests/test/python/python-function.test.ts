/** Functions of Python, checked from here: python3 alone, without packages. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { adapters, checkEquivariance } from '@isotypic/property-tests';
import { pythonFunction } from '@isotypic/property-tests/python';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../tools/testing/refuses.mjs';

const file = fileURLToPath(new URL('../../test/python/checked.py', import.meta.url));
const python = 'python3';
const isInstalled = spawnSync(python, ['--version']).status === 0;
const options = { as: 'list', python } as const;
const S4 = 'permutation of symmetric(4)';

if (!isInstalled) {
  test('python3 is not installed: functions of Python are not checked here', () => {
    assert.ok(!isInstalled);
  });
} else {
  test('a right function holds, a wrong one is explained', async () => {
    const ordered = await pythonFunction(`${file}:ordered`, options);
    assert.ok((await checkEquivariance(ordered, { in: S4, out: 'trivial', runs: 20 })).holds);
    await ordered.close();
    const weighted = await pythonFunction(`${file}:weighted`, options);
    const report = await checkEquivariance(weighted, { in: S4, out: 'permutation', runs: 20, seed: 1 });
    await weighted.close();
    assert.equal([report.holds, report.reason, report.linear], [false, 'differs', true]);
    assert.is(report.largestSubgroup?.order, 1n);
  });

  test('what crosses: numbers, lists, records, batches, shapes, infinities', async () => {
    const record = await pythonFunction(`${file}:record`, options);
    assert.equal(await record(Float64Array.of(1, 2.5)), { sum: 3.5, same: [1, 2.5] });
    assert.equal(await record([Number.POSITIVE_INFINITY, 0.1]), {
      sum: Number.POSITIVE_INFINITY,
      same: [Number.POSITIVE_INFINITY, 0.1],
    });
    await refuses('INVALID_ARGUMENT', () => record('abc'), /argument 0/);
    await record.close();
    const layer = await pythonFunction(`${file}:layer`, options);
    assert.equal(await layer([1, 2]), [
      [1, -1],
      [2, -2],
    ]);
    await layer.close();
  });

  test('float32 arguments come as floats', async () => {
    const record = await pythonFunction(`${file}:record`, { ...options, precision: 'float32' });
    assert.equal(await record([0.1]), { sum: Math.fround(0.1), same: [Math.fround(0.1)] });
    await record.close();
  });

  test('two calls at once have each their own answer', async () => {
    const f = await pythonFunction('math:fsum', options);
    assert.equal(await Promise.all([f([1, 2]), f([3, 4]), f([5, 6])]), [3, 7, 11]);
    await f.close();
    await refuses('IO', () => f([1]), /it was closed/);
  });

  test('what Python raises is what the report says', async () => {
    const raises = await pythonFunction(`${file}:raises`, options);
    const report = await checkEquivariance(raises, { in: S4, out: S4, runs: 5 });
    assert.is(report.reason, 'throws');
    assert.match(report.message ?? '', /ValueError: no such thing/);
    await raises.close();
  });

  test('what cannot be had is refused with what Python says', async () => {
    await refuses('IO', () => pythonFunction(`${file}:nothing`, options), /no attribute 'nothing'/);
    await refuses('IO', () => pythonFunction(`${file}:number`, options), /not callable/);
    await refuses('IO', () => pythonFunction('no_such_module:f', options), /No module named/);
    await refuses(
      'IO',
      () => pythonFunction('math:fsum', { ...options, python: '/nowhere/python' }),
      /cannot be started/,
    );
    await refuses('INVALID_ARGUMENT', () => pythonFunction('math', options), /module:function/);
  });

  test('a function that never answers is ended, and one that ends the process is told', async () => {
    const sleeps = await pythonFunction(`${file}:sleeps`, { ...options, timeout: 300 });
    await refuses('IO', () => sleeps([1]), /no answer within 300 ms/);
    const leaves = await pythonFunction(`${file}:leaves`, options);
    await refuses('IO', () => leaves([1]), /exit code 3/);
  });

  test('a file imports what lies beside it', async () => {
    const ordered = await pythonFunction(`${file.replace('checked.py', 'beside.py')}:ordered`, options);
    assert.equal(await ordered([3, 1, 2]), [1, 2, 3]);
    await ordered.close();
  });

  test('tensors by their shape', async () => {
    const f = await pythonFunction('math:prod', options);
    const as = adapters.tensor((data, dims) => ({ data, dims }), 'float64');
    assert.ok((await checkEquivariance(f, { in: S4, out: 'trivial', as, runs: 10 })).holds);
    await f.close();
  });
}

test.run();
