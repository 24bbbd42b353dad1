/** What a check says of a planted fault, beside what theory says. */
import { checkEquivariance, type EquivarianceReport } from '@isotypic/property-tests';
import type { Fault } from './fault.js';

export interface Outcome {
  readonly fault: Fault;
  readonly report: EquivarianceReport;
  /** What was expected of it and not found; empty for a fault that is caught and named right. */
  readonly missed: readonly string[];
}

/** Runs, of which the first that fails ends the check. */
export const RUNS = 1000;

export async function outcomeOf(fault: Fault, seed: number): Promise<Outcome> {
  const f = fault.make() as (...args: readonly unknown[]) => unknown;
  const report = await checkEquivariance(f, { ...fault.specification, runs: RUNS, seed });
  const missed = report.holds ? ['not caught'] : [...differences(fault, report)];
  return { fault, report, missed };
}

function* differences(fault: Fault, report: EquivarianceReport): Generator<string> {
  const { reason = 'differs', generators, output, order } = fault;
  if (report.reason !== reason) yield `reason ${report.reason}, not ${reason}`;
  const found = report.generators?.map((g) => (g.holds ? '+' : '-')).join('');
  if (generators !== undefined && found !== generators) yield `generators ${found}, not ${generators}`;
  const broken = report.components?.output.filter((c) => !c.holds).map((c) => c.label);
  if (output !== undefined && `${broken}` !== `${output}`) yield `components ${broken}, not ${output}`;
  const subgroup = report.largestSubgroup?.order;
  if (order !== undefined && subgroup !== order) yield `a subgroup of order ${subgroup}, not ${order}`;
  if (reason === 'differs' && !report.generators?.some((g) => !g.holds)) yield 'no generator is named';
}
