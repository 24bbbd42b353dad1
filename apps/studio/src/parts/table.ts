/** Drop a CSV: the analysis under a symmetry, or under two of them, and its files. */
import type { SymmetricAnalysis, TableResult } from '../engine/table.js';
import { button, download, element, facts, shape, table } from '../page/dom.js';
import { type Fields, fieldsOf } from '../page/fields.js';
import type { Frame, Part } from '../page/frame.js';
import { diverging } from '../page/points.js';
import { EXAMPLES } from './draw.js';

/** Weights of cork borings from four sides of trees (Rao 1948), the first rows of data/cork-borings.csv. */
const SAMPLE = `north,east,south,west
72,66,76,77
60,53,66,63
56,57,64,58
41,29,36,38
32,32,35,36
30,35,34,26
39,39,31,27
42,43,31,25
`;

const NAMES = ['group', 'other', 'missing', 'columns'];

export const tablePart: Part = {
  name: 'table',
  title: 'Drop a CSV',
  lead:
    'A table of numbers under a symmetry of its columns: components, mean, covariance and a test. ' +
    'The file stays here.',
  mount(frame) {
    let text = SAMPLE;
    let name = 'eight cork borings';
    const fields = fieldsOf(
      [
        { name: 'group', label: 'Symmetry of the columns', suggestions: EXAMPLES, value: 'dihedral(4)' },
        { name: 'other', label: 'Compare with', help: 'Another symmetry, or nothing', value: '' },
        {
          name: 'columns',
          label: 'Columns',
          help: 'Names with commas, in the order of the points; all if empty',
          value: '',
        },
        {
          name: 'missing',
          label: 'Rows with missing values',
          choices: [
            ['refuse', 'say where they are'],
            ['drop', 'leave them out'],
          ],
          value: 'refuse',
        },
      ],
      frame.state,
      'Analyze',
    );
    const said = element('small', {}, `Now: ${name}`);
    const ask = (): void => void show(frame, fields, text, name);
    const take = async (file: File | undefined): Promise<void> => {
      if (file === undefined) return;
      text = await file.text();
      name = file.name;
      said.textContent = `Now: ${name}`;
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
  const chooser = element('input', { type: 'file', id: 'file', accept: '.csv,.tsv,.txt,text/csv,text/plain' });
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

async function show(frame: Frame, fields: Fields, text: string, name: string): Promise<void> {
  frame.keep(Object.fromEntries(NAMES.map((field) => [field, fields.value(field) || undefined])));
  const named = fields
    .value('columns')
    .split(',')
    .map((column) => column.trim())
    .filter((column) => column !== '');
  const result = await frame.run('table', {
    text,
    columns: named.length === 0 ? undefined : named,
    groups: [fields.value('group'), fields.value('other')].filter((group) => group.trim() !== ''),
    missing: fields.value('missing') === 'drop' ? 'drop' : 'refuse',
  });
  if (result === undefined) return;
  const report = element('div', { class: 'report' }, ...reportOf(result, name));
  frame.results.replaceChildren(filesOf(result, report, name), report);
}

/** Six digits are more than an estimate has. */
const short = (x: number): string => String(Number(x.toPrecision(7)));

function reportOf(result: TableResult, name: string): HTMLElement[] {
  const { columns, samples, dropped, notes, analyses, sampled } = result;
  const D = columns.length;
  return [
    element('h2', {}, `${name}: ${samples} samples of ${D} columns`),
    element(
      'p',
      {},
      `${columns.join(', ')}.${dropped === 0 ? '' : ` ${dropped} rows were left out.`} ${notes.join('. ')}`,
    ),
    ...(analyses.length > 1 ? [comparison(analyses)] : []),
    ...analyses.flatMap((analysis) => analysisShown(analysis, columns, sampled)),
  ];
}

function comparison(analyses: readonly SymmetricAnalysis[]): HTMLElement {
  const rows = analyses.map(({ group, order, parameters, tests: [test] }) => [
    group,
    order,
    String(parameters.mean + parameters.covariance),
    test.statistic === undefined ? '–' : short(test.statistic),
    test.pValue === undefined ? '–' : short(test.pValue),
  ]);
  return table('The symmetries compared', ['symmetry', 'order', 'parameters', '−2 log Λ of the covariance', 'p'], rows);
}

function analysisShown(a: SymmetricAnalysis, columns: readonly string[], sampled: Float64Array): HTMLElement[] {
  const D = columns.length;
  return [
    element('h2', {}, `Under ${a.group}`),
    facts([
      ['Order', a.order],
      ['Structure', `ℝ^${D} = ${a.structure}`],
      ['Mean', `${D} → ${a.parameters.mean} parameters`],
      ['Covariance', `${(D * (D + 1)) / 2} → ${a.parameters.covariance} parameters`],
    ]),
    table(
      'Components',
      ['component', 'dimension', 'multiplicity'],
      a.components.map((c) => [c.label, String(c.degree), String(c.multiplicity)]),
    ),
    table(
      'Mean under the symmetry',
      ['columns', 'mean', 'standard error'],
      a.mean.map((m) => [shortList(m.columns), short(m.value), short(m.error)]),
    ),
    table(
      'Covariance under the symmetry, by maximum likelihood',
      ['pair', 'pairs alike', 'covariance', 'standard error'],
      a.covariance.map(({ pair: [p, q], count, value, error }) => [
        p === q ? `${p} (variance)` : `${p}, ${q}`,
        String(count),
        short(value),
        short(error),
      ]),
    ),
    table(
      'Tests of the symmetry against none',
      ['of', '−2 log Λ', 'degrees of freedom', 'p'],
      a.tests.map((t) => [
        t.hypothesis,
        t.statistic === undefined ? (t.unavailable ?? '') : short(t.statistic),
        String(t.degreesOfFreedom ?? '–'),
        t.pValue === undefined ? '–' : short(t.pValue),
      ]),
    ),
    element(
      'div',
      { class: 'gallery wide' },
      heatMap(sampled, D, sampled, 'The covariance as it was sampled'),
      heatMap(a.matrix, D, sampled, `The covariance under ${a.group}`),
    ),
  ];
}

/** More cells than these are no picture of rectangles. */
const MOST_DRAWN = 64;

/** Both on the scale of the sampled covariance. */
function heatMap(values: Float64Array, D: number, scale: Float64Array, caption: string): HTMLElement {
  const most = scale.reduce((m, x) => Math.max(m, Math.abs(x)), 0) || 1;
  const cells =
    D > MOST_DRAWN
      ? []
      : Array.from(values, (value, k) =>
          shape('rect', { x: k % D, y: Math.floor(k / D), width: 1, height: 1, fill: diverging(value / most) }),
        );
  const drawing = shape(
    'svg',
    { class: 'points', viewBox: `0 0 ${D} ${D}`, role: 'img', 'aria-label': caption },
    ...cells,
  );
  return element('figure', {}, D > MOST_DRAWN ? undefined : drawing, element('figcaption', {}, caption));
}

const shortList = (names: readonly string[]): string =>
  names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')}, … (${names.length})`;

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function covarianceCsv({ matrix }: SymmetricAnalysis, columns: readonly string[]): string {
  const D = columns.length;
  const rows = columns.map((_, i) => Array.from(matrix.subarray(i * D, (i + 1) * D)).join(','));
  return `${columns.map(quoted).join(',')}\n${rows.join('\n')}\n`;
}

/** The style of a downloaded report, which stands alone. */
const REPORT_STYLE = [
  'body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}',
  'table{border-collapse:collapse}',
  'td,th{padding:.2rem .8rem .2rem 0;text-align:right;border-bottom:1px solid #ccc}',
  'td:first-child,th:first-child{text-align:left}',
  'dt{font-weight:600}',
  'svg{max-width:20rem}',
].join('');

function filesOf(result: TableResult, report: HTMLElement, name: string): HTMLElement {
  const [first] = result.analyses;
  const data = JSON.stringify(result, (_, v) => (ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v), 2);
  const page = (): string =>
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title></title><style>${REPORT_STYLE}</style>` +
    `</head><body>${report.innerHTML}</body></html>\n`;
  return element(
    'p',
    { class: 'actions' },
    button('Download report', () => download(`${name}.html`, page(), 'text/html')),
    button('Download covariance.csv', () =>
      download('covariance.csv', covarianceCsv(first, result.columns), 'text/csv'),
    ),
    button('Download analysis.json', () => download('analysis.json', `${data}\n`, 'application/json')),
  );
}
