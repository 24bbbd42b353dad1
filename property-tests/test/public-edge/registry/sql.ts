/** Right arguments of @isotypic/sql. */
import { dialect, groupedMomentsToJSON, planMoments, type QueryEngine, scoreExpressions } from '@isotypic/sql';
import { representation } from './fixtures.js';
import type { Registry } from './registry.js';

const request = () => ({ source: { table: ['t'] }, columns: ['a', 'b', 'c'] });
const plan = () => planMoments(representation(), request());

/** The rows of two rows (0, 0, 0) and (1, 1, 1). */
const rows = () => [
  {
    iso_plan: plan().fingerprint,
    iso_shift: '[0,0,0]',
    iso_rows: 2,
    ...Object.fromEntries(
      [0, 1, 2].flatMap((i) => [
        [`iso_n${i}`, 2],
        [`iso_m${i}`, 1],
        [`iso_q${i}`, 3],
      ]),
    ),
  },
];
const grouped = () => planMoments(representation(), request(), { form: 'gram' }).decode(gramRows());
const gramRows = () => {
  const { fingerprint } = planMoments(representation(), request(), { form: 'gram' });
  return rows().map((row) => ({ ...row, iso_plan: fingerprint }));
};

/** An engine that answers the queries of a plan in form gram. */
const engine = (): QueryEngine => ({
  dialect: dialect('duckdb'),
  run: async (text) =>
    /^(?:CREATE|INSERT|SELECT part)/.test(text)
      ? []
      : text.includes('iso_t0')
        ? [{ iso_t0: 'DOUBLE', iso_t1: 'DOUBLE', iso_t2: 'DOUBLE' }]
        : gramRows().map((row) => ({ ...row, iso_plan: /'([0-9a-f]{64})'/.exec(text)?.[1] })),
  close: async () => undefined,
});

export const sql: Registry = {
  types: {
    DialectName: () => 'duckdb',
    QueryEngine: engine,
    ScoreModel: () => ({ coefficients: [[1, 2, 3]], intercept: [1] }),
    VariableColumns: () => ['a', 'b', 'c'],
    RowSource: () => ({ table: ['t'] }),
    ScorePlan: () => scoreExpressions({ coefficients: [[1, 2, 3]] }, ['a', 'b', 'c']),
    MomentsRequest: request,
    MomentsPlan: () => planMoments(representation(), request(), { form: 'gram' }),
    ResultRows: gramRows,
    GroupedMoments: grouped,
    'readonly GroupedMoments[]': () => [grouped()],
    GroupedMomentsJSON: () => groupedMomentsToJSON(grouped()),
  },
  calls: {
    dialect: () => ['duckdb'],
    refreshMoments: () => [engine(), representation(), [{ name: 'a', request: request() }], { table: ['m'] }],
    approximateMomentsIn: () => [engine(), representation(), request(), { fraction: 0.5 }],
    'MomentsPlan#readShift': () => [
      gramRows().map(({ iso_plan, iso_m0, iso_m1, iso_m2 }: Record<string, unknown>) => ({
        iso_plan,
        iso_rows: 2,
        iso_m0,
        iso_m1,
        iso_m2,
      })),
    ],
    'MomentsPlan#statement': () => [[0, 0, 0]],
  },
};
