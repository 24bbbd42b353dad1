/** Runs a function with all special cases off: by the constraint nullspace alone. */
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

/** Whether this run of the tests has the special cases on: what needs an engine of its own is tested only then. */
export const specialCasesAreOn = process.env.ISOTYPIC_NO_SPECIAL_CASES !== '1';
