/**
 * Examples of the documentation, made into modules that run. A statement may end in a comment that begins with a value
 * as Node prints it, `// [ 1, 2 ]` or `// 24n, the order`: what the statement's expression is, or else what it logs,
 * must then print so, spaces aside. The comment may stand on the next line. Typed arrays may be written like arrays,
 * and numbers to 12 digits. Behind `// throws`, perhaps with the code of the error, the statement must throw. Other
 * comments are prose.
 */
import { readFileSync } from 'node:fs';
import { format, inspect } from 'node:util';
import { Script } from 'node:vm';
import * as assert from 'uvu/assert';

/** Rao's cork borings, the data set of the examples. */
export const borings: readonly (readonly number[])[] = readFileSync(
  new URL('../../data/cork-borings.csv', import.meta.url), // from property-tests/dist-test
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));

export interface Statement {
  /** Without the comment behind its last line. */
  readonly code: string;
  /** That comment, if it begins like a value. */
  claim: string | undefined;
}

const BEGINS_LIKE_A_VALUE =
  /^(-?\d[\d_.]*(e[-+]?\d+)?n?(?=$|[\s,;:])|-?Infinity\b|NaN\b|['"`[{]|(true|false|undefined|null|throws)\b)/;

const parses = (code: string): boolean => {
  try {
    new Script(`(async () => {${code}\n})`);
    return true;
  } catch {
    return false;
  }
};

/** Where the comment of a line begins, or −1; quotes are respected. */
function commentStart(line: string): number {
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === "'" || c === '"' || c === '`') quote = c;
    else if (c === '/' && line[i + 1] === '/') return i;
  }
  return -1;
}

/** The statements of some code, in order: the shortest runs of whole lines that parse and that no line continues. */
export function statementsOf(code: string): Statement[] {
  const statements: Statement[] = [];
  const lines = code.split('\n');
  let pending: string[] = [];
  lines.forEach((line, i) => {
    pending.push(line);
    const text = pending.join('\n');
    const isContinued = /^\s*([.?:)\]}|&+*=]|else\b|catch\b|finally\b)/.test(lines[i + 1] ?? '');
    if (isContinued || !parses(text)) return;
    pending = [];
    const at = commentStart(line);
    const comment = at < 0 ? '' : line.slice(at + 2).trim();
    const claim = BEGINS_LIKE_A_VALUE.test(comment) ? comment : undefined;
    const bare = at < 0 ? text : text.slice(0, at - line.length);
    const previous = statements.at(-1);
    if (bare.trim() !== '') statements.push({ code: bare.trimEnd(), claim });
    else if (previous !== undefined) previous.claim ??= claim;
  });
  if (pending.some((line) => line.trim() !== '')) statements.push({ code: pending.join('\n'), claim: undefined });
  return statements;
}

/** The statement with its expression handed to `__claim`, when it claims a value. */
function withClaim({ code, claim }: Statement): string {
  if (claim === undefined) return code;
  const expression = code.replace(/;$/, '');
  if (claim.startsWith('throws')) return `await __claimThrows(${JSON.stringify(claim)}, async () => {${code}\n});`;
  const [, declared] = /^\s*(?:const|let) (\w+) = /.exec(expression) ?? [];
  if (declared !== undefined) return `${expression};\n__claim(${JSON.stringify(claim)}, await ${declared});`;
  if (!parses(`return (${expression}\n);`)) return `${expression};\n__claimLogged(${JSON.stringify(claim)});`;
  return `__claim(${JSON.stringify(claim)}, await (${expression}\n));`;
}

/** Code whose claims are checked when it runs as the body of an async function with the parameters `CLAIMS`. */
export function checkedCode(code: string): string {
  return statementsOf(code).map(withClaim).join('\n');
}

export const CLAIMS = ['__claim', '__claimLogged', '__claimThrows'] as const;

const withoutSpaces = (text: string): string => text.replace(/\s+/g, '');

/** Does the claim begin with the printed value, and end there or go on with punctuation or a new word? */
export function claimHolds(claim: string, printed: string): boolean {
  const wanted = withoutSpaces(printed);
  let read = 0;
  let i = 0;
  for (; i < claim.length && read < wanted.length; i++) {
    if (/\s/.test(claim[i])) continue;
    if (claim[i] !== wanted[read]) return false;
    read++;
  }
  return read === wanted.length && /^($|\s|[,;:.](\s|$))/.test(claim.slice(i));
}

/** The ways in which a value may be written: as Node prints it, with typed arrays as arrays, and with 12 digits. */
function printedForms(value: unknown): string[] {
  const full = inspect(value, { depth: 8, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 1000 });
  const plain = full.replace(/\b(?:Float64|Float32|Int32|Uint32|Uint16|Uint8)Array\(\d+\) (?=\[)/g, '');
  const short = plain.replace(/\d+\.\d{12,}(e[-+]\d+)?/g, (digits) => String(Number(Number(digits).toPrecision(12))));
  return [full, plain, short];
}

/** Runs the example with the console silenced; what it logs can be claimed too. */
export async function withExampleConsole(run: (...claims: ExampleClaims) => Promise<unknown>): Promise<void> {
  const { log } = console;
  const logged: string[] = [];
  let wasLogged = 0;
  console.log = (...parts: unknown[]) => {
    logged.push(format(...parts));
  };
  const check = (claim: string, printed: readonly string[]) =>
    assert.ok(
      printed.some((form) => claimHolds(claim, form)),
      `the example says ${claim}, and prints ${printed.at(-1)?.slice(0, 400)}`,
    );
  const claimLogged = (claim: string) => {
    check(claim, [logged.slice(wasLogged).join('\n')]);
    wasLogged = logged.length;
  };
  try {
    await run(
      (claim, value) => {
        if (value === undefined && logged.length > wasLogged) claimLogged(claim);
        else check(claim, printedForms(value));
        wasLogged = logged.length;
      },
      claimLogged,
      async (claim, throwing) => {
        const error = await throwing().then(
          () => undefined,
          (thrown: { code?: string }) => thrown,
        );
        assert.ok(error !== undefined, `the example says ${claim}, and nothing is thrown`);
        const [, code] = /^throws ([A-Z_]{3,})/.exec(claim) ?? [];
        if (code !== undefined) assert.is(error?.code, code);
      },
    );
  } finally {
    console.log = log;
  }
}

/** What examples report to, in the order of `CLAIMS`. */
export type ExampleClaims = [
  claim: (claim: string, value: unknown) => void,
  claimLogged: (claim: string) => void,
  claimThrows: (claim: string, throwing: () => Promise<unknown>) => Promise<void>,
];
