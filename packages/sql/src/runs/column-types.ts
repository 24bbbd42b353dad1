/** Columns that are no numbers are refused by name, before an engine casts them by its own rules. */
import { IsotypicError } from '@isotypic/algebra';
import type { WorkingPlan } from '../plans/plan-moments.js';
import { checkRows } from '../results/read-numbers.js';
import { RESULT } from '../text/moments-query.js';
import { ask, type MomentsRun } from './ask.js';

/** @throws {IsotypicError} `INVALID_ARGUMENT` with the columns that are no numbers, and their types. */
export async function refuseTypes({ where, engine, signal }: MomentsRun, plan: WorkingPlan): Promise<void> {
  const rows = checkRows(where, await ask(where, engine, plan.types, signal));
  if (rows.length === 0) return;
  const [row] = rows;
  const { variables, weightName } = plan.sql;
  const names = [...variables.map(({ name }) => name), ...(weightName === undefined ? [] : [weightName])];
  const refused = names.flatMap((name, i) => {
    const type = row[RESULT.type(i)] ?? row[RESULT.type(i).toUpperCase()];
    return typeof type !== 'string' || engine.dialect.numeric.test(type) ? [] : [`${name} (${type})`];
  });
  if (refused.length === 0) return;
  const shown = refused.length > 12 ? [...refused.slice(0, 12), '…'] : refused;
  throw new IsotypicError('INVALID_ARGUMENT', {
    where,
    expected: 'columns of numbers',
    received: `column${refused.length === 1 ? '' : 's'} ${shown.join(', ')}`,
    remedy: `Cast them in a view, or leave them out; ${engine.dialect.name} would cast text by its own rules.`,
    details: { columns: refused },
  });
}
