/** Where the command writes; a test passes its own. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Whether standard error is a terminal, where progress may be drawn. */
  readonly isTerminal: boolean;
  readonly signal?: AbortSignal;
  /**
   * From this call on an interrupt of the user does not end the program, but fires the signal, and only a second one
   * ends it: for work that leaves the event loop free, and that has something to put in order.
   */
  interruption?(): AbortSignal;
}
