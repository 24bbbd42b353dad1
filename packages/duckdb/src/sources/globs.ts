/** A file that was found, as a glob that names it and nothing else. */
export const asGlob = (file: string): string => file.replace(/[[*?]/g, '[$&]');
