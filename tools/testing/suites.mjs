// What `import { test } from 'uvu'` means under tools/run-tests.mjs: uvu's registration, run and reported here. uvu's
// own reporter calls error.details.split, on which an error whose details are data breaks a suite off without a word.
import { inspect } from 'node:util';
import { compare } from 'uvu/diff';

/** The suites that the file being loaded has handed in by `test.run()`. */
let handedIn = [];

const context = (name) => ({
  name,
  tests: [],
  only: [],
  skipped: 0,
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
});

export function suite(name = '', state = {}) {
  let own = context(name);
  const test = (title, handler) => own.tests.push({ title, handler });
  test.only = (title, handler) => own.only.push({ title, handler });
  test.skip = () => {
    own.skipped++;
  };
  test.before = (hook) => own.before.push(hook);
  test.before.each = (hook) => own.beforeEach.push(hook);
  test.after = (hook) => own.after.push(hook);
  test.after.each = (hook) => own.afterEach.push(hook);
  test.run = () => {
    handedIn.push({ ...own, state });
    own = context(name);
  };
  return test;
}

export const test = suite();

/**
 * Loads a file of tests and runs what it hands in, all of it or up to the first failure: { passed, failed, skipped, text }.
 */
export async function runFile(url, { stopsAtFailure = false } = {}) {
  const result = { passed: 0, failed: 0, skipped: 0, text: '' };
  const fail = (title, error) => {
    result.failed++;
    result.text += `  FAIL ${title}\n${described(error)}\n`;
  };
  handedIn = [];
  try {
    await import(url);
  } catch (error) {
    fail('while the file was loaded', error);
    return result;
  }
  for (const own of handedIn) {
    if (!(stopsAtFailure && result.failed > 0)) await runSuite(own, result, fail, stopsAtFailure);
  }
  if (result.passed + result.failed === 0) fail('the file ran no test', new Error('is test.run() missing?'));
  return result;
}

async function runSuite(own, result, fail, stopsAtFailure) {
  const { name, tests, only, skipped, before, after, beforeEach, afterEach, state } = own;
  const chosen = only.length > 0 ? only : tests;
  result.skipped += skipped + (only.length > 0 ? tests.length : 0);
  const prefix = name === '' ? '' : `${name}: `;
  try {
    for (const hook of before) await hook(state);
  } catch (error) {
    fail(`${prefix}before its ${chosen.length} tests`, error);
    return;
  }
  for (const { title, handler } of chosen) {
    if (stopsAtFailure && result.failed > 0) break;
    try {
      for (const hook of beforeEach) await hook(state);
      await handler(state);
      result.passed++;
    } catch (error) {
      fail(`${prefix}"${title}"`, error);
    }
    try {
      for (const hook of afterEach) await hook(state);
    } catch (error) {
      fail(`${prefix}after "${title}"`, error);
    }
  }
  try {
    for (const hook of after) await hook(state);
  } catch (error) {
    fail(`${prefix}after its tests`, error);
  }
}

/** The error's message, what it says of values (a difference, or details that are data), and the stack of our files. */
function described(error) {
  if (!(error instanceof Error)) return `    thrown: ${inspect(error)}`;
  const [first, ...frames] = (error.stack ?? String(error)).split('\n    at ');
  const differs = error.name.startsWith('AssertionError') && 'expected' in error;
  const details = differs ? compare(error.actual, error.expected) : error.details;
  const operator = error.operator ? `  (${error.operator})` : '';
  const data = typeof details === 'string' ? details : inspect(details, { depth: 6, breakLength: 100 });
  const cause = error.cause === undefined ? '' : `\n    caused by\n${described(error.cause)}`;
  const shown = [
    `${first}${operator}`,
    ...(details ? data.split('\n').map((line) => `    ${line}`) : []),
    ...frames.filter((frame) => !frame.includes('node:') && !frame.includes('/uvu/')).map((frame) => `  at ${frame}`),
  ];
  return shown.map((line) => `    ${line}`).join('\n') + cause;
}
