export interface SourceMutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly operator: string;
  readonly line: number;
  readonly column: number;
}
export function mutantsOf(text: string, name?: string): SourceMutant[];
