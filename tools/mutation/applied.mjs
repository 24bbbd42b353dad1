/** The source with the mutant put in. */
export const applied = (text, { start, end, replacement }) => text.slice(0, start) + replacement + text.slice(end);
