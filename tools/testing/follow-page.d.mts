export function programsIn(folder: string, lines?: Readonly<Record<string, string>>): string;
export function followPage(page: string, folder: string, bin: string): string[];
