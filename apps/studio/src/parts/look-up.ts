/** Look things up: character tables, irreps, couplings, point groups; as files, and as text to paste. */
import type { So3Convention } from '@isotypic/rotations';
import type { LookUpInput, LookUpResult } from '../engine/look-up.js';
import { button, download, element, table } from '../page/dom.js';
import { type Fields, fieldsOf } from '../page/fields.js';
import type { Frame, Part } from '../page/frame.js';
import { EXAMPLES } from './draw.js';

const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  characters: ['kind', 'group'],
  irreps: ['kind', 'group'],
  pointgroup: ['kind', 'point'],
  so3: ['kind', 'a', 'b', 'c', 'convention'],
  couplings: ['kind', 'group', 'a', 'b', 'c'],
};

const CONVENTIONS: readonly So3Convention[] = ['e3nn', 'cuequivariance', 'escnn', 'wikipedia', 'condon-shortley'];

export const lookUpPart: Part = {
  name: 'look-up',
  title: 'Look things up',
  lead: 'Character tables, irreducible representations, Clebsch–Gordan coefficients and point groups, exactly.',
  mount(frame) {
    const fields = fieldsOf(
      [
        {
          name: 'kind',
          label: 'What',
          choices: [
            ['characters', 'Character table'],
            ['irreps', 'Irreducible representations over ℝ'],
            ['so3', 'Clebsch–Gordan of rotations'],
            ['couplings', 'Clebsch–Gordan of a finite group'],
            ['pointgroup', 'Point group'],
          ],
          value: 'characters',
        },
        { name: 'group', label: 'Group', suggestions: EXAMPLES, value: 'alternating(5)' },
        {
          name: 'point',
          label: 'Point group',
          help: 'Schoenflies or Hermann–Mauguin',
          suggestions: ['Oh', 'D4d', 'm-3m', 'Ih', 'C3v'],
          value: 'Oh',
        },
        { name: 'a', label: 'First', help: 'a degree, or the number of an irrep', number: [0, 60], value: '1' },
        { name: 'b', label: 'Second', number: [0, 60], value: '1' },
        { name: 'c', label: 'Coupled to', number: [0, 120], value: '1' },
        { name: 'convention', label: 'Convention', choices: CONVENTIONS.map((c) => [c, c] as const), value: 'e3nn' },
      ],
      frame.state,
      'Look it up',
    );
    const arrange = (): void => fields.show(BY_KIND[fields.value('kind')]);
    fields.form.addEventListener('change', (event) => {
      arrange();
      // a choice is looked up at once; what is typed, when it is sent
      if (event.target instanceof HTMLSelectElement) void show(frame, fields);
    });
    fields.form.addEventListener('submit', (event) => {
      event.preventDefault();
      void show(frame, fields);
    });
    arrange();
    frame.controls.append(fields.form);
    void show(frame, fields);
  },
};

function inputOf(fields: Fields): LookUpInput {
  const kind = fields.value('kind');
  const triple = ['a', 'b', 'c'].map((name) => Number(fields.value(name))) as [number, number, number];
  if (kind === 'so3') {
    return { kind, degrees: triple, convention: fields.value('convention') as So3Convention };
  }
  if (kind === 'couplings') return { kind, group: fields.value('group'), irreps: triple };
  if (kind === 'pointgroup') return { kind, name: fields.value('point') };
  return { kind: kind as 'characters' | 'irreps', group: fields.value('group') };
}

async function show(frame: Frame, fields: Fields): Promise<void> {
  const kind = fields.value('kind');
  frame.keep(Object.fromEntries(BY_KIND[kind].map((name) => [name, fields.value(name)])));
  const result = await frame.run('lookUp', inputOf(fields));
  if (result === undefined) return;
  frame.results.replaceChildren(
    element('h2', {}, result.title),
    element('p', {}, result.note),
    ...filesOf(frame, result, kind),
    ...result.tables.map(({ caption, head, rows }) => table(caption, head, rows)),
    ...codeOf(result),
  );
}

const FILES: readonly (readonly [name: string, type: string])[] = [
  ['safetensors', 'application/octet-stream'],
  ['npz', 'application/octet-stream'],
  ['json', 'application/json'],
];

/** Buttons that make the files when they are asked for. */
function filesOf(frame: Frame, { request }: LookUpResult, kind: string): HTMLElement[] {
  if (request === undefined) return [];
  const buttons = FILES.map(([name, type]) =>
    button(`Download ${name}`, async () => {
      const made = await frame.run('lookUp', { kind: 'files', request });
      if (made !== undefined) download(`${kind}.${name}`, made.files[name], type);
    }),
  );
  return [element('p', { class: 'actions' }, ...buttons)];
}

function codeOf({ code }: LookUpResult): HTMLElement[] {
  return Object.entries(code).flatMap(([language, text]) => {
    const said = element('span', { role: 'status' });
    const copy = button(`Copy as ${language}`, async () => {
      await navigator.clipboard.writeText(text);
      said.textContent = ' Copied.';
    });
    return [
      element('h3', {}, language),
      element('p', { class: 'actions' }, copy, said),
      element('pre', { tabindex: 0, 'aria-label': `As ${language}` }, element('code', {}, text)),
    ];
  });
}
