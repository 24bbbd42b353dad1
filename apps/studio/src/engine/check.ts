/** A function of the person, held against a symmetry. It runs in this thread, which can be ended. */
import { IsotypicError } from '@isotypic/algebra';
import { checkEquivariance } from '@isotypic/property-tests';

export interface CheckInput {
  /** An expression of JavaScript: `(x) => x.map((v) => Math.max(v, 0))`. */
  readonly code: string;
  readonly in: string;
  readonly out: string;
}

export interface CheckedComponent {
  readonly side: 'output' | 'input';
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;
  readonly share: number;
  readonly holds: boolean;
}

export interface CheckResult {
  readonly holds: boolean;
  readonly calls: number;
  readonly ratio: number;
  /** The whole report, as it reads. */
  readonly text: string;
  readonly counterexample:
    | {
        readonly generator: string;
        readonly input: readonly number[];
        /** f(gx). */
        readonly received: readonly number[];
        /** g f(x). */
        readonly expected: readonly number[];
      }
    | undefined;
  readonly components: readonly CheckedComponent[];
  readonly generators: readonly { readonly name: string; readonly holds: boolean; readonly violation: number }[];
}

/** @throws {IsotypicError} `PARSE` for what is no function, else as `checkEquivariance` */
export async function checkFunction(input: CheckInput): Promise<CheckResult> {
  const report = await checkEquivariance(functionOf(input.code), { in: input.in, out: input.out });
  const { holds, calls, ratio, generator, components, generators = [] } = report;
  const sides = (['output', 'input'] as const).flatMap((side) =>
    (components?.[side] ?? []).map(({ label, degree, multiplicity, share, holds: isHeld }) => ({
      side,
      label,
      degree,
      multiplicity,
      share,
      holds: isHeld,
    })),
  );
  const counterexample =
    generator === undefined
      ? undefined
      : {
          generator,
          input: [...(report.input ?? [])],
          received: [...(report.received ?? [])],
          expected: [...(report.expected ?? [])],
        };
  return {
    holds,
    calls,
    ratio,
    text: String(report),
    counterexample,
    components: sides,
    generators: generators.map(({ name, holds: isHeld, violation }) => ({ name, holds: isHeld, violation })),
  };
}

function functionOf(code: string): (...args: readonly unknown[]) => unknown {
  let made: unknown;
  try {
    made = new Function(`'use strict'; return (${code}\n);`)();
  } catch (cause) {
    throw refused((cause as Error).message, cause);
  }
  if (typeof made !== 'function') throw refused(`a value of type ${typeof made}`, undefined);
  return made as (...args: readonly unknown[]) => unknown;
}

const refused = (received: string, cause: unknown): IsotypicError =>
  new IsotypicError('PARSE', {
    where: 'check',
    expected: 'an expression of JavaScript that is a function',
    received,
    remedy: 'Write such as (x) => x.map((v) => Math.max(v, 0)).',
    cause,
  });
