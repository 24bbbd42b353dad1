/**
 * What a law is: a name and a check that throws where the law is broken, which is all that any test runner asks for.
 * A suite of laws is made for one implementation; each law draws its own cases, and shrinks and replays by itself.
 */
import { IsotypicError } from '@isotypic/algebra';
import { arrayOf, checkArgument, type Kind } from '@isotypic/algebra/internal';
import fc from 'fast-check';
import { type LawOptions, lawParameters } from './options.js';

/** A law of something that answers at once. */
export interface Law {
  /** The suite, what is held against it, and the law: `fieldLaws GF(7): ab = ba`. */
  readonly name: string;
  /** @throws {IsotypicError} `REFUTED`, with what replays it in `details` */
  readonly check: () => void;
}

/** A law of something asynchronous. */
export interface AsyncLaw {
  readonly name: string;
  /** @throws {IsotypicError} `REFUTED`, with what replays it in `details` */
  readonly check: () => Promise<void>;
}

const LAWS: Kind = arrayOf(
  {
    expected: 'a law { name, check }',
    accepts: (v) => typeof v === 'object' && v !== null && 'name' in v && 'check' in v && typeof v.check === 'function',
  },
  'laws, such as fieldLaws(field, element)',
);

/**
 * Checks laws one after the other, and stops at the first that is broken. Under a runner each is a test of its own:
 * `for (const { name, check } of laws) test(name, check)`.
 * @throws {IsotypicError} `REFUTED` naming the law and a shrunk counterexample
 * @example assertLaws(fieldLaws(primeField(7), fc.nat(6)));
 */
export function assertLaws(laws: readonly Law[]): void;
export function assertLaws(laws: readonly AsyncLaw[]): Promise<void>;
export function assertLaws(laws: readonly (Law | AsyncLaw)[]): void | Promise<void> {
  checkArgument('assertLaws', 'laws', laws, LAWS);
  for (const [i, law] of laws.entries()) {
    const pending = law.check();
    if (pending instanceof Promise) return restOf(pending, laws.slice(i + 1) as readonly AsyncLaw[]);
  }
}

async function restOf(pending: Promise<void>, laws: readonly AsyncLaw[]): Promise<void> {
  await pending;
  for (const { check } of laws) await check();
}

/** A law holds, or does not, or says what is wrong. */
export type Verdict = boolean | string;

type Arbitraries<T extends readonly unknown[]> = { readonly [K in keyof T]: fc.Arbitrary<T[K]> };

/** A suite of laws being written down. */
export class LawSuite {
  readonly laws: Law[] = [];
  readonly asyncLaws: AsyncLaw[] = [];

  /**
   * @param suite the function that makes the suite
   * @param subject what is held against it, in a few words
   * @param print how a drawn value is shown; by default as fast-check does, with the values' own notation
   */
  constructor(
    private readonly suite: string,
    private readonly subject: string,
    private readonly options: LawOptions,
    private readonly defaultRuns: number,
    private readonly print: (value: unknown) => string = (value) => fc.stringify(value),
  ) {}

  /** A law about the thing itself: nothing is drawn. */
  fact(law: string, holds: () => Verdict): void {
    const check = () => this.require(law, judged(holds));
    this.laws.push({ name: this.nameOf(law), check });
  }

  /** A law about all values of some kinds. */
  forAll<T extends [unknown, ...unknown[]]>(
    law: string,
    drawn: Arbitraries<T>,
    holds: (...values: T) => Verdict,
  ): void {
    const check = () => {
      const property = fc.property(...(drawn as unknown as [fc.Arbitrary<T[0]>]), (...values: unknown[]) => {
        const verdict = judged(() => holds(...(values as T)));
        if (verdict !== true) throw new Broken(verdict);
      });
      this.report(law, fc.check(property, lawParameters(this.options, this.defaultRuns)));
    };
    this.laws.push({ name: this.nameOf(law), check });
  }

  /** The same for what answers later. */
  forAllAsync<T extends [unknown, ...unknown[]]>(
    law: string,
    drawn: Arbitraries<T>,
    holds: (...values: T) => Promise<Verdict>,
  ): void {
    const check = async () => {
      const property = fc.asyncProperty(...(drawn as unknown as [fc.Arbitrary<T[0]>]), async (...values: unknown[]) => {
        const verdict = await judgedLater(() => holds(...(values as T)));
        if (verdict !== true) throw new Broken(verdict);
      });
      this.report(law, await fc.check(property, lawParameters(this.options, this.defaultRuns)));
    };
    this.asyncLaws.push({ name: this.nameOf(law), check });
  }

  private nameOf(law: string): string {
    return `${this.suite} ${this.subject}: ${law}`;
  }

  private require(law: string, verdict: Verdict | Thrown): void {
    if (verdict === true) return;
    const { text, cause } = new Broken(verdict);
    throw this.refuted(law, text === '' ? 'that it does not' : text, { law }, cause);
  }

  private report<T>(law: string, result: fc.RunDetails<T>): void {
    if (!result.failed) return;
    const { counterexample, errorInstance, seed, counterexamplePath: path, numRuns: run, numShrinks: shrinks } = result;
    if (counterexample === null || !(errorInstance instanceof Broken)) throw errorInstance;
    const values = counterexample as unknown as readonly unknown[];
    const shown = values.map(this.print).join(', ');
    const { text, cause } = errorInstance;
    const again = `{ seed: ${seed}, path: '${path ?? ''}' }`;
    const replay = `Found in case ${run}, shrunk ${shrinks} times. To replay it: ${again}.`;
    const received = `a counterexample: ${shown}${text === '' ? '' : `; ${text}`}`;
    throw this.refuted(law, received, { law, counterexample: values, seed, path }, cause, replay);
  }

  private refuted(
    law: string,
    received: string,
    details: Readonly<Record<string, unknown>>,
    cause: unknown,
    remedy?: string,
  ): IsotypicError {
    const parts = { where: this.suite, expected: `${this.subject}: ${law}`, received, details, cause };
    return new IsotypicError('REFUTED', remedy === undefined ? parts : { ...parts, remedy });
  }
}

/** What an implementation threw while a law was looked at. */
class Thrown {
  constructor(readonly cause: unknown) {}
}

/** The verdict, or what came instead of one. */
function judged(holds: () => Verdict): Verdict | Thrown {
  try {
    return holds();
  } catch (cause) {
    return new Thrown(cause);
  }
}

async function judgedLater(holds: () => Promise<Verdict>): Promise<Verdict | Thrown> {
  try {
    return await holds();
  } catch (cause) {
    return new Thrown(cause);
  }
}

/** Carries a verdict out of fast-check. */
class Broken extends Error {
  readonly text: string;

  constructor(verdict: Verdict | Thrown) {
    const cause = verdict instanceof Thrown ? verdict.cause : undefined;
    const message = cause instanceof Error ? cause.message : String(cause);
    const text = verdict instanceof Thrown ? `it throws ${message}` : typeof verdict === 'string' ? verdict : '';
    super(text, cause === undefined ? undefined : { cause });
    this.text = text;
  }
}
