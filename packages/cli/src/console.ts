/** Where the command writes; a test passes its own. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Whether standard error is a terminal, where progress may be drawn. */
  readonly isTerminal: boolean;
  readonly signal?: AbortSignal;
}
