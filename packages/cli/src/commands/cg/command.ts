/** `isotypic cg`: Clebsch–Gordan tensors, of the rotation group or of a finite group. */
import { parseGroup } from '@isotypic/algebra';
import { clebschGordan, realIrreps } from '@isotypic/reps';
import { SO3_CONVENTIONS, so3 } from '@isotypic/rotations';
import { printMatrix } from '@isotypic/tables';
import { type Call, type Command, choiceOf, integerOf, JSON_OPTION, misuse } from '../../command.js';
import { alignTable, surdOnPaper } from '../../report/text.js';

export const cgCommand: Command = {
  name: 'cg',
  words: 'A B C',
  count: [3, 3],
  wordsAre: 'three degrees, or three numbers of irreps',
  summary: 'Clebsch–Gordan coefficients of SO(3) or of a finite group, exactly',
  description:
    'Prints the non-zero coefficients that couple degrees A and B to C, as square roots of fractions; with --group ' +
    'those of the real irreps numbered A, B and C from 0, in the order of isotypic irreps, as one exact matrix a copy.',
  example: 'isotypic cg 1 1 2 --convention escnn',
  options: {
    convention: { type: 'string', value: 'NAME', help: `${SO3_CONVENTIONS.join(', ')} (default: e3nn)` },
    group: { type: 'string', short: 'g', value: 'GROUP', help: 'a finite group in place of SO(3)' },
    json: JSON_OPTION,
  },
  run(call, console) {
    const group = call.text('group');
    if (group !== undefined && call.text('convention') !== undefined) {
      throw misuse('one of --group and --convention', 'both');
    }
    console.out(group === undefined ? rotations(call) : finite(call, group));
  },
};

function rotations(call: Call): string {
  const [a, b, c] = call.words.map((word) => integerOf('a degree', word, 0, 150));
  const convention = choiceOf('--convention', call.text('convention') ?? 'e3nn', SO3_CONVENTIONS);
  const { coefficients, shape } = so3.clebschGordan(a, b, c, { convention });
  if (call.flag('json')) {
    const entries = coefficients.map(({ i, j, k, value }) => ({ i, j, k, value: String(value) }));
    return `${JSON.stringify({ convention, shape, coefficients: entries }, null, 2)}\n`;
  }
  if (coefficients.length === 0) return `${a} ⊗ ${b} does not couple to ${c}\n`;
  const rows = coefficients.map((e) => [...[e.i - a, e.j - b, e.k - c].map(String), surdOnPaper(e.value)]);
  const table = alignTable([['m₁', 'm₂', 'm₃', 'coefficient'], ...rows]);
  return `⟨${a} m₁ ${b} m₂ | ${c} m₃⟩ in the convention ${convention}\n${table}\n`;
}

function finite(call: Call, name: string): string {
  const irreps = realIrreps(parseGroup(name));
  const [a, b, c] = call.words.map((word) => irreps[integerOf('a number of an irrep', word, 0, irreps.length - 1)]);
  const { injections } = clebschGordan(a, b, c);
  const printed = injections.map((m) => printMatrix(m));
  if (call.flag('json')) {
    return `${JSON.stringify({ group: name, irreps: [a.label, b.label, c.label], injections: printed }, null, 2)}\n`;
  }
  if (printed.length === 0) return `${a.label} ⊗ ${b.label} does not couple to ${c.label}\n`;
  return printed
    .map((m, s) => `copy ${s + 1} of ${c.label} in ${a.label} ⊗ ${b.label}, row i·${b.degree} + j\n${alignTable(m)}\n`)
    .join('\n');
}
