/** Check a function: paste JavaScript, name how argument and result move, see what breaks. */
import type { CheckResult } from '../engine/check.js';
import { element, facts, table } from '../page/dom.js';
import { type Fields, fieldsOf } from '../page/fields.js';
import type { Frame, Part } from '../page/frame.js';

const NAMES = ['code', 'in', 'out'];
const ACTIONS = ['permutation of symmetric(4)', 'regular of dihedral(4)', 'V of SO(3)', 'trivial'];

export const checkPart: Part = {
  name: 'check',
  title: 'Check a function',
  lead: 'Is f(gx) = g f(x)? A function of yours, run in this page, against what rounding can do to it.',
  mount(frame) {
    const fields = fieldsOf(
      [
        {
          name: 'code',
          label: 'Function',
          help: 'An expression of JavaScript, from an array of numbers to an array, or to a number',
          lines: 6,
          value: '(x) => x.map((v, i) => (i === 2 ? 1.01 : 1) * Math.max(v, 0))',
        },
        { name: 'in', label: 'How the argument moves', suggestions: ACTIONS, value: 'permutation of symmetric(4)' },
        {
          name: 'out',
          label: 'How the result moves',
          help: 'trivial for an invariant',
          suggestions: ACTIONS,
          value: 'permutation of symmetric(4)',
        },
      ],
      frame.state,
      'Check it',
    );
    fields.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void show(frame, fields);
    });
    frame.controls.append(fields.form);
    // a link does not run the code that somebody else has put into it
    if (!frame.state.has('code')) void show(frame, fields);
    else frame.results.append(element('p', {}, 'The function came with the address: read it, then press Check it.'));
  },
};

async function show(frame: Frame, fields: Fields): Promise<void> {
  frame.keep(Object.fromEntries(NAMES.map((name) => [name, fields.value(name)])));
  const [code, of, to] = NAMES.map((name) => fields.value(name));
  const result = await frame.run('check', { code, in: of, out: to });
  if (result !== undefined) frame.results.replaceChildren(...shown(result));
}

const short = (x: number): string => String(Number(x.toPrecision(6)));
const list = (v: readonly number[]): string => `(${v.map(short).join(', ')})`;

/** Three digits; powers of ten where there are many. */
const times = (ratio: number): string => (ratio < 1e4 ? String(Number(ratio.toPrecision(3))) : ratio.toExponential(2));

function shown({ holds, calls, ratio, text, counterexample, components, generators }: CheckResult): HTMLElement[] {
  return [
    element('h2', { class: 'verdict' }, holds ? 'It is equivariant' : 'It is not equivariant'),
    facts([
      ['Calls', String(calls)],
      ['Violation', `${times(ratio)} times what rounding does`],
      ...(counterexample === undefined
        ? []
        : ([
            ['Generator', counterexample.generator],
            ['At x', list(counterexample.input)],
            ['f(gx)', list(counterexample.received)],
            ['g f(x)', list(counterexample.expected)],
          ] as const)),
    ]),
    ...(components.length === 0
      ? []
      : [
          table(
            'What breaks, by component',
            ['component', 'side', 'dimension', 'multiplicity', 'share of the error', 'holds'],
            components.map((c) => [
              c.label,
              c.side,
              String(c.degree),
              String(c.multiplicity),
              short(c.share),
              c.holds ? 'yes' : 'no',
            ]),
          ),
        ]),
    ...(generators.length === 0
      ? []
      : [
          table(
            'By generator',
            ['generator', 'holds', 'violation'],
            generators.map((g) => [g.name, g.holds ? 'yes' : 'no', short(g.violation)]),
          ),
        ]),
    element('h3', {}, 'The report'),
    element('pre', { tabindex: 0, 'aria-label': 'The report' }, element('code', {}, text)),
  ];
}
