/** Drop a CSV: the analysis under a symmetry, or under two, with the report and the files of the command line. */
import { version } from '@isotypic/cli/package.json';
import borings from '../../../../data/cork-borings.csv?raw';
import type { TableReport } from '../engine/table.js';
import { button, download, element, table } from '../page/dom.js';
import { type Fields, fieldsOf } from '../page/fields.js';
import type { Frame, Part } from '../page/frame.js';
import { EXAMPLES } from './draw.js';
import { OPTIONS, optionsIn, TABLE_FIELDS } from './table-fields.js';

/** A file that lies in the page. */
interface Dropped {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Weights of cork borings from four sides of trees (Rao 1948): what is analyzed before a file is chosen. */
const SAMPLE: Dropped = { name: 'cork-borings.csv', bytes: new TextEncoder().encode(borings) };

export const tablePart: Part = {
  name: 'table',
  title: 'Drop a CSV',
  lead:
    'A table of numbers under a symmetry of its columns: the analysis and the report of isotypic analyze. ' +
    'The file stays here.',
  mount(frame) {
    let dropped = SAMPLE;
    const fields = fieldsOf(TABLE_FIELDS(EXAMPLES), frame.state, 'Analyze');
    const said = element('small', {}, `Now: ${dropped.name}, an example`);
    const ask = (): void => void show(frame, fields, dropped);
    const take = async (file: File | undefined): Promise<void> => {
      if (file === undefined) return;
      dropped = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
      said.textContent = `Now: ${file.name}`;
      ask();
    };
    frame.controls.append(dropZone(take, said), fields.form);
    fields.form.addEventListener('submit', (event) => {
      event.preventDefault();
      ask();
    });
    ask();
  },
};

function dropZone(take: (file: File | undefined) => Promise<void>, said: HTMLElement): HTMLElement {
  const chooser = element('input', {
    type: 'file',
    id: 'file',
    accept: '.csv,.tsv,.txt,.gz,text/csv,text/plain,application/gzip',
  });
  chooser.addEventListener('change', () => void take(chooser.files?.[0]));
  const label = element('label', { for: 'file' }, 'A file, chosen or dropped here');
  const zone = element('div', { class: 'drop' }, label, chooser, said);
  for (const kind of ['dragover', 'dragleave', 'drop'] as const) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.toggle('over', kind === 'dragover');
      if (kind === 'drop') void take(event.dataTransfer?.files[0]);
    });
  }
  return zone;
}

async function show(frame: Frame, fields: Fields, { name, bytes }: Dropped): Promise<void> {
  const kept = ['group', 'other', ...OPTIONS];
  frame.keep(Object.fromEntries(kept.map((field) => [field, fields.value(field) || undefined])));
  const reports = await frame.run('table', {
    name,
    bytes,
    groups: [fields.value('group'), fields.value('other')].filter((group) => group.trim() !== ''),
    options: optionsIn(fields),
    making: { version, made: new Date().toISOString().slice(0, 10) },
  });
  if (reports === undefined) return;
  frame.results.replaceChildren(
    ...(reports.length > 1 ? [comparison(reports)] : []),
    ...reports.map((report, k) => section(report, k)),
  );
}

/** Six digits are more than an estimate has. */
const short = (x: number | null): string => (x === null ? '–' : String(Number(x.toPrecision(7))));

function comparison(reports: readonly TableReport[]): HTMLElement {
  const rows = reports.map(({ analysis: { group, parameters, tests } }) => [
    group.name,
    group.order,
    String(parameters.mean.symmetric + parameters.covariance.symmetric),
    short(tests[0]?.statistic ?? null),
    short(tests[0]?.saddlepointPValue ?? null),
  ]);
  return table('The symmetries compared', ['symmetry', 'order', 'parameters', '−2 log Λ of the covariance', 'p'], rows);
}

/** One report: its files, the call that makes them elsewhere, and itself. */
function section({ analysis, text, files }: TableReport, k: number): HTMLElement {
  const save = (name: string): void => download(name, files[name], 'application/octet-stream');
  const command = `npx ${analysis.command}`;
  const report = element('div', { class: 'report' }, ...pageOf(String(files['report.html']), k));
  report.addEventListener('click', (event) => {
    const name = (event.target as Element).closest('a')?.getAttribute('href') ?? '';
    if (files[name] === undefined) return;
    event.preventDefault();
    save(name);
  });
  return element(
    'section',
    { 'aria-label': `Under ${analysis.group.name}` },
    element(
      'p',
      { class: 'actions' },
      ...Object.keys(files).map((name) => button(`Download ${name}`, () => save(name))),
      button('Download report.txt', () => download('report.txt', text, 'text/plain')),
    ),
    element(
      'p',
      { class: 'actions' },
      element('code', {}, command),
      button('Copy', () => void navigator.clipboard.writeText(command)),
    ),
    report,
  );
}

/**
 * The body of the report as it is downloaded. It comes from our own renderer, which escapes names and texts; nothing in
 * it can run. Headings are a step lower here, and pictures of two reports must not share names.
 */
function pageOf(html: string, k: number): readonly Node[] {
  const page = new DOMParser().parseFromString(html.replaceAll('gradient_', `report${k}-gradient_`), 'text/html');
  return [...page.body.children].map((child) => {
    const level = /^H([12])$/.exec(child.tagName)?.[1];
    if (level === undefined) return document.adoptNode(child);
    return element(level === '1' ? 'h2' : 'h3', {}, ...child.childNodes);
  });
}
