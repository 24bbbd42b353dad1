/** Every public callable runs on the arguments that the registry has for its types, so that none can be forgotten. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EXEMPT, exemption } from './exemptions.js';
import { invoke } from './invoke.js';
import { receiverOf, rightArguments } from './right-arguments.js';
import { allCallables, callables } from './surface.js';

export function expectRightCalls(): void {
  test('the declarations of every package are read', () => {
    const packages = new Set(callables.map((callable) => callable.package));
    for (const name of ['algebra', 'numeric', 'reps', 'stats', 'tables', 'property-tests'])
      assert.ok(packages.has(name), name);
    assert.ok(callables.length > 400, `${callables.length} callables`);
    console.log(`${callables.length} public functions, constructors and methods with arguments`);
  });

  test('a right call is known for every public function, constructor and method', async () => {
    const missing: string[] = [];
    for (const callable of callables) {
      try {
        const receiver = callable.kind === 'method' ? await receiverOf(callable) : undefined;
        await invoke(callable, receiver, await rightArguments(callable));
      } catch (error) {
        const signature = callable.parameters.map(({ name, type }) => `${name}: ${type}`).join(', ');
        missing.push(`${callable.package} ${callable.path}(${signature}): ${String(error).split('\n')[0]}`);
      }
    }
    assert.is(
      missing.join('\n'),
      '',
      'add a right argument list to CALLS, or the type to BY_TYPE, in right-arguments.ts',
    );
  });

  test('every exemption is of something that there is', () => {
    const paths = allCallables.map(({ path }) => path);
    const used = (key: string) => paths.some((path) => path === key || (key.endsWith('#') && path.startsWith(key)));
    const hasArithmetic = paths.some((path) => exemption(path) === 'field arithmetic');
    assert.ok(hasArithmetic);
    const stale = Object.entries(EXEMPT).filter(([key, reason]) => reason !== 'field arithmetic' && !used(key));
    assert.equal(stale, []);
  });
}
