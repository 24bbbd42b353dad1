/** The table of planted faults in the documentation. */
import { FAULTS } from './catalogue.js';

/** One row a kind: how many, how many are caught and named right, their names; then what is missed, and why. */
export function tableOfFaults(): string {
  const rows = Object.entries(FAULTS).map(([kind, faults]) => {
    const right = faults.filter((f) => f.excused === undefined).length;
    return `| ${kind} | ${faults.length} | ${right} | ${faults.map((f) => f.name).join('; ')} |`;
  });
  const missed = Object.values(FAULTS)
    .flat()
    .flatMap((f) => (f.excused === undefined ? [] : [`* ${f.name}: ${f.excused}.`]));
  return [
    '| kind | planted | caught and named right | which |',
    '|---|--:|--:|---|',
    ...rows,
    '',
    'Missed:',
    '',
    ...missed,
  ].join('\n');
}
