/**
 * How one case of an assertion can fail, told apart: f throws, returns what is no vector, is not finite, or differs.
 */
/** The ways in which a function fails. */
export type Reason =
  | 'differs'
  | 'throws'
  | 'not a vector'
  | 'wrong length'
  | 'not finite'
  | 'not deterministic'
  | 'depends on earlier calls'
  | 'rows depend on each other'
  | 'loses precision';

/** Why a case fails. The text says it in words and values. */
export class Violation extends Error {
  constructor(
    readonly reason: Reason,
    text: string,
    readonly measured: {
      readonly deviation?: number;
      readonly cause?: unknown;
      readonly x?: Float64Array;
    } = {},
  ) {
    super(text, measured.cause === undefined ? undefined : { cause: measured.cause });
  }
}
