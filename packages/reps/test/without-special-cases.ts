/** Runs a function with all special cases off: closed forms and recognized groups are not used. */
export function withoutSpecialCases<T>(run: () => T): T {
  const before = process.env.ISOTYPIC_NO_SPECIAL_CASES;
  process.env.ISOTYPIC_NO_SPECIAL_CASES = '1';
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.ISOTYPIC_NO_SPECIAL_CASES;
    else process.env.ISOTYPIC_NO_SPECIAL_CASES = before;
  }
}
