/**
 * Closed forms and recognized families answer at once what general algorithms find by search. Setting the environment
 * variable ISOTYPIC_NO_SPECIAL_CASES=1 turns them all off, so that the same tests run on the general algorithms alone.
 */
export function specialCasesAreOn(): boolean {
  const environment = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env;
  return environment?.ISOTYPIC_NO_SPECIAL_CASES !== '1';
}
