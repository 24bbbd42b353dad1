// A resolver for node:module's register: `uvu` is suites.mjs; `uvu/assert` and the rest stay what they are.
const suites = new URL('./suites.mjs', import.meta.url).href;

export const resolve = (specifier, context, next) =>
  specifier === 'uvu' ? { url: suites, shortCircuit: true } : next(specifier, context);
