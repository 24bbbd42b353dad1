/** Texts of wide actions on every engine: within the limits, or refused with what to do instead. */
import { parseGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { type DialectName, type MomentsForm, type MomentsRequest, planMoments, planPySpark } from '@isotypic/sql';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';

export const DIALECTS: readonly DialectName[] = ['duckdb', 'clickhouse', 'postgres', 'sqlite', 'spark', 'trino'];

/** Texts of the forms of one group on engines; those of `made` must be there. */
export interface LimitsCase {
  readonly group: string;
  readonly columns: number;
  readonly dialects: readonly DialectName[];
  readonly forms: readonly MomentsForm[];
  /** Forms whose text no engine may refuse. */
  readonly made: readonly MomentsForm[];
}

/** The suite of these cases. */
export function limits(cases: readonly LimitsCase[]): void {
  const test = suite('limits');
  for (const { group, columns, dialects, forms, made } of cases) {
    test(`${group}: ${forms.join(', ')} within the limits of ${dialects.join(', ')}, or refused`, async () => {
      const rep = permutationRepresentation(parseGroup(group));
      const request: MomentsRequest = {
        source: { table: ['t'] },
        columns: Array.from({ length: columns }, (_, i) => `x${i}`),
      };
      for (const dialect of dialects) {
        for (const form of forms) {
          const what = `${group} as ${form} in ${dialect}`;
          try {
            const plan = planMoments(rep, request, { dialect, form });
            requireWithin(plan.statement(new Float64Array(columns).fill(0.1234567890123456)), what);
            requireWithin(plan.probe, `${what}, probe`);
          } catch (error) {
            await refuses('BUDGET_EXCEEDED', () => Promise.reject(error), /pull.*pyspark/i);
            assert.not(made.includes(form), `${what}: refused`);
          }
        }
      }
      const program = planPySpark(rep, request).statement(new Float64Array(columns));
      assert.ok(program.includes('mapInArrow'));
      assert.ok(new TextEncoder().encode(program).length <= 256 * 1024);
    });
  }
  test.run();
}

/** The numbers, counted in the text itself. */
function requireWithin(sql: string, what: string): void {
  const bytes = new TextEncoder().encode(sql).length;
  assert.ok(bytes <= 256 * 1024, `${what}: ${bytes} bytes`);
  const depth = depthOf(sql);
  assert.ok(depth <= 100, `${what}: ${depth} deep`);
  // names, numbers, operators: what a parser makes nodes of
  const nodes = sql.match(/[\w.]+|"[^"]*"|`[^`]*`|[-+*/=<>]/g)?.length ?? 0;
  assert.ok(nodes <= 50_000, `${what}: ${nodes} nodes`);
  for (const sum of sumsOf(sql)) {
    const products = Array.from(sum.matchAll(/\*/g)).length;
    // a product of two forms, and one with its factor
    assert.ok(products <= 2 * 64, `${what}: ${products} products in a SUM`);
  }
}

/** What stands in the parentheses of each aggregate. */
function sumsOf(sql: string): string[] {
  return Array.from(sql.matchAll(/\b(?:SUM|FSUM|sumKahan)\(/g), ({ index, 0: head }) => {
    const from = index + head.length;
    let [depth, to] = [1, from];
    for (; depth > 0; to++) depth += sql[to] === '(' ? 1 : sql[to] === ')' ? -1 : 0;
    return sql.slice(from, to - 1);
  });
}

/** How deep parentheses are within each other. */
function depthOf(sql: string): number {
  let [depth, most] = [0, 0];
  for (const c of sql) {
    if (c === '(') most = Math.max(most, ++depth);
    if (c === ')') depth--;
  }
  return most;
}
