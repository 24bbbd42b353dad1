/** The work on one list of irreducible representations, and the options of the functions that list them. */
import { BudgetExceededError, type WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkOptions, integer, type OptionKinds, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';

/** Options of `irreps`, `rationalIrreps`, `realIrreps`. */
export interface IrrepsOptions extends WorkOptions {
  /** Most irreps that are listed; how many there will be is known first. Default: 2¹⁷, about 100 MB. */
  readonly irrepLimit?: number;
}

const OPTION_KINDS: OptionKinds<IrrepsOptions> = { ...WORK_OPTION_KINDS, irrepLimit: integer(1) };

export function checkIrrepsOptions(where: string, options: IrrepsOptions): void {
  checkOptions(where, options, OPTION_KINDS);
}

const IRREP_LIMIT = 2 ** 17; // an irrep that nobody has looked at takes 500 to 800 bytes, measured on Sym(40)

/** Steps of a list: elements, irreps, classes of powers; those of a character table where one is needed. */
export const LISTING_BUDGET = 2e8;

/** A list in the making. */
export class IrrepListing {
  constructor(
    readonly meter: WorkMeter,
    private readonly irrepLimit = IRREP_LIMIT,
  ) {}

  /** @throws {BudgetExceededError} when so many irreps are too many */
  announce(count: number): void {
    if (count <= this.irrepLimit) return;
    throw new BudgetExceededError({
      where: 'irreps',
      expected: `at most ${this.irrepLimit} irreducible representations`,
      received: count < 1e15 ? `${Math.round(count)}` : `about ${count.toPrecision(2)}`,
      remedy: 'Pass a larger { irrepLimit } where there is memory for the list.',
      details: { irreps: count },
    });
  }
}
