/** What a table was read from, so that a change is noticed before more of it is read. */

/** Size, time of the last change and the beginning of a file. */
export interface SourceIdentity {
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** SHA-256 of the first 64 KiB, hexadecimal. */
  readonly beginning: string;
}
