export interface Runner {
  readonly name: string;
  readonly args: readonly string[];
  /** The folder that must be there. */
  readonly needs?: string;
}
export const RUNNERS: readonly Runner[];
export function tried(runner: Runner): string[] | undefined;
