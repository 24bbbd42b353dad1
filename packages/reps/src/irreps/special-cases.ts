/**
 * Closed forms (abelian and natural symmetric groups) can be turned off with the environment variable
 * ISOTYPIC_NO_SPECIAL_CASES=1, so that the same tests run on the general constructions alone.
 */
export function specialCasesAreOn(): boolean {
  return typeof process === 'undefined' || process.env.ISOTYPIC_NO_SPECIAL_CASES !== '1';
}
