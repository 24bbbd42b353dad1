/** What a user sees who has not installed gpu.js. */
import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Runs the body in a Node process to which gpu.js is not installed; what it assigns to `result` comes back. */
function withoutGpuJs(body: string): Record<string, unknown> {
  const hooks = `export const resolve = (name, context, next) => {
    if (name === 'gpu.js') throw new Error("Cannot find package 'gpu.js'");
    return next(name, context);
  };`;
  const code = `
    import { register } from 'node:module';
    register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});
    const { openBackend } = await import('@isotypic/numeric');
    let result;
    ${body}
    console.log(JSON.stringify(result));
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  assert.is(status, 0, stderr);
  return JSON.parse(stdout);
}

test('asked for an accelerator, the backend says how to install what is missing', () => {
  const { code, received, remedy } = withoutGpuJs(`
    try {
      await openBackend({ kind: 'gpu' });
    } catch ({ code, received, remedy }) {
      result = { code, received, remedy };
    }
  `);
  assert.is(code, 'BACKEND_UNAVAILABLE');
  assert.match(String(received), /gpu\.js/);
  assert.match(String(remedy), 'npm install gpu.js@');
});

test('the rest does not miss it', () => {
  const { kind, reasons, gram } = withoutGpuJs(`
    const backend = await openBackend({ precision: 'single' });
    const { kind, reasons } = backend.info();
    result = { kind, reasons, gram: (await backend.gram([[1, 2], [3, 4]])).toRows() };
    await backend.close();
  `);
  assert.is(kind, 'float64');
  assert.match(String(reasons), 'npm package gpu.js');
  assert.equal(gram, [
    [10, 14],
    [14, 20],
  ]);
});

test.run();
