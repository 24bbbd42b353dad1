interface Change {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}
export function applied(text: string, change: Change): string;
