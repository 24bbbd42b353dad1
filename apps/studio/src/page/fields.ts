/** Fields of a form, each with its label, its help and its place in the address. */
import { element } from './dom.js';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** One of these; else text. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  readonly suggestions?: readonly string[];
  readonly lines?: number;
  readonly number?: readonly [least: number, most: number];
  /** A box to tick: `yes` or nothing. */
  readonly isFlag?: boolean;
  /** Behind “More options”. */
  readonly isFurther?: boolean;
  readonly value: string;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface Fields {
  readonly form: HTMLFormElement;
  value(name: string): string;
  set(name: string, value: string): void;
  /** Shows only these. */
  show(names: readonly string[]): void;
}

/** A form whose fields begin with what the address says. */
export function fieldsOf(fields: readonly Field[], state: URLSearchParams, submit: string): Fields {
  const controls = new Map<string, Control>();
  const rows = new Map<string, HTMLElement>();
  for (const field of fields) {
    const control = controlOf(field, state.get(field.name) ?? field.value);
    controls.set(field.name, control);
    const help = field.help === undefined ? undefined : element('small', { id: `${field.name}-help` }, field.help);
    if (help !== undefined) control.setAttribute('aria-describedby', help.id);
    rows.set(
      field.name,
      element(
        'p',
        { class: 'field' },
        element('label', { for: control.id }, field.label),
        control,
        help,
        listOf(field),
      ),
    );
  }
  const further = fields.filter(({ isFurther }) => isFurther);
  const rowsOf = (some: readonly Field[]) => some.map(({ name }) => rows.get(name));
  const form = element(
    'form',
    {},
    ...rowsOf(fields.filter(({ isFurther }) => !isFurther)),
    further.length === 0
      ? undefined
      : element(
          'details',
          { open: further.some(({ name }) => state.get(name)) },
          element('summary', {}, 'More options'),
          ...rowsOf(further),
        ),
    element('p', { class: 'actions' }, element('button', { type: 'submit', class: 'primary' }, submit)),
  );
  const control = (name: string): Control => controls.get(name) as Control;
  return {
    form,
    value: (name) => textOf(control(name)),
    set: (name, value) => {
      control(name).value = value;
    },
    show: (names) => {
      for (const [name, row] of rows) row.hidden = !names.includes(name);
    },
  };
}

const isBox = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && control.type === 'checkbox';

const textOf = (control: Control): string => (isBox(control) && !control.checked ? '' : control.value);

function controlOf({ name, choices, lines, number, suggestions, isFlag }: Field, value: string): Control {
  const id = `field-${name}`;
  const common = { id, name };
  if (choices !== undefined) {
    const options = choices.map(([v, label]) => element('option', { value: v, selected: v === value }, label));
    return element('select', common, ...options);
  }
  if (isFlag) return element('input', { ...common, type: 'checkbox', value: 'yes', checked: value === 'yes' });
  if (lines !== undefined) {
    return element('textarea', { ...common, rows: lines, spellcheck: 'false' }, value);
  }
  const kind =
    number === undefined ? { type: 'text', spellcheck: 'false' } : { type: 'number', min: number[0], max: number[1] };
  const list = suggestions === undefined ? {} : { list: `list-${name}` };
  return element('input', { ...common, ...kind, ...list, value, autocomplete: 'off' });
}

function listOf({ name, suggestions }: Field): HTMLElement | undefined {
  if (suggestions === undefined) return undefined;
  return element('datalist', { id: `list-${name}` }, ...suggestions.map((value) => element('option', { value })));
}
