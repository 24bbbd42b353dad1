import type { Callable } from './declarations.js';

/** A law of the public surface, held against every callable by trials. */
export interface Suite<Trial extends { readonly callable: Callable } = { readonly callable: Callable }> {
  trialsOf(callable: Callable): Trial[];
  nameOf(trial: Trial): string;
  /** What is wrong with the callable's answer, or undefined. */
  faultOf(trial: Trial): Promise<string | undefined>;
}
