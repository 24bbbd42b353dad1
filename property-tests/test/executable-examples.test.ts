/** The examples' checker: what it splits, what it takes for a claim, and that it refuses false ones. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CLAIMS, checkedCode, claimHolds, statementsOf, withExampleConsole } from './executable-examples.js';

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<unknown>;

const holds = async (code: string): Promise<boolean> => {
  const run = new AsyncFunction(...CLAIMS, checkedCode(code));
  try {
    await withExampleConsole((...claims) => run(...claims));
    return true;
  } catch {
    return false;
  }
};

test('code is split into statements with the values they claim', () => {
  const code =
    'const x = f(\n  1,\n); // 3\nx.y\n  .z() // prose\n// only a comment\nfor (const a of b) {\n  g(a); ' +
    '// 1\n}\n"//" // \'//\'';
  assert.equal(
    statementsOf(code).map(({ claim }) => claim),
    ['3', undefined, undefined, "'//'"],
  );
});

test('a claim is the printed value, and prose may follow', () => {
  const right: [string, string][] = [
    ['[[1, 2], [3, 4]]', '[ [ 1, 2 ], [ 3, 4 ] ]'],
    ['24n, the order', '24n'],
    ["'a b' and more", "'a b'"],
    ['-0.5', '-0.5'],
    ['undefined: nothing is wrong', 'undefined'],
  ];
  for (const [claim, printed] of right) assert.ok(claimHolds(claim, printed), claim);
  const wrong: [string, string][] = [
    ['24n', '2'],
    ['2.5', '2'],
    ['2', '24'],
    ['[1, 2', '[ 1, 2 ]'],
    ['[1, 2, 3]', '[ 1, 2 ]'],
    ["'a'", "'b'"],
  ];
  for (const [claim, printed] of wrong) assert.not(claimHolds(claim, printed), claim);
});

test('values, declared values, logged values and the comment on the next line are checked', async () => {
  for (const code of [
    '1 + 1 // 2',
    'const two = 2; // 2',
    'console.log([1, 2]) // [1, 2]',
    'await Promise.resolve(3)\n// 3',
    'Float64Array.of(0.1 + 0.2) // [0.3]',
    'let s = 0; for (const x of [1, 2]) s += x;\ns // 3',
    'const f = () => {\n  return 5;\n};\nf() // 5, as it says',
  ]) {
    assert.ok(await holds(code), code);
    const last = code.lastIndexOf('//');
    assert.not(await holds(`${code.slice(0, last)}// [7]`), code);
  }
  assert.not(await holds('undefinedName()'));
  assert.ok(await holds('JSON.parse("]") // throws an error'));
  assert.ok(await holds('await Promise.reject({ code: "PARSE" }) // throws PARSE: it does'));
  assert.not(await holds('await Promise.reject({ code: "PARSE" }) // throws SINGULAR'));
  assert.not(await holds('1 + 1 // throws an error'));
});

test.run();
