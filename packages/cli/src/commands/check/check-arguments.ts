/** What `isotypic check` is asked. */
export interface CheckArguments {
  /** `module.mjs#export`, or `file.py:function`. */
  readonly name: string;
  readonly isPython: boolean;
  readonly in: readonly string[];
  readonly out: string;
  readonly as: string | undefined;
  readonly precision: string | undefined;
  readonly batch: number | undefined;
  readonly runs: number | undefined;
  readonly seed: number | undefined;
  readonly path: string | undefined;
  readonly tolerance: number | undefined;
  readonly report: string | undefined;
  readonly json: boolean;
}
