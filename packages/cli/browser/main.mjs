// `npm run test:browser`: the pages of the command line in an installed headless Chromium, as axe-core judges them.
//
// Reports at 4, 12, 60 and 400 columns, with a regression, of groups, of singular data, and the page of suggestions;
// each light and dark, on a desk, on a phone 390 px wide, and in print. A page fails by a serious or critical
// finding, by being wider than the phone, and by a table that paper cuts off. `--screenshots FOLDER` keeps what was
// seen.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { main } from '@isotypic/cli';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../../tools/testing/chromium.mjs';

const { values } = parseArgs({ options: { screenshots: { type: 'string' } } });
const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const executablePath = chromiumPath();

const folder = mkdtempSync(join(tmpdir(), 'isotypic-pages-'));
const data = (name) => fileURLToPath(new URL(`../../../data/${name}`, import.meta.url));

/** N rows of n numbers, neighbors on a circle alike. */
function circle(n, N) {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const path = join(folder, `circle${n}.csv`);
  const rows = Array.from({ length: N }, () => {
    const raw = Array.from({ length: n }, next);
    return raw.map((x, j) => (x + raw[(j + 1) % n] + 0.5 * raw[(j + 2) % n]).toFixed(4)).join(',');
  });
  writeFileSync(path, [Array.from({ length: n }, (_, j) => `sensor${j}`).join(','), ...rows, ''].join('\n'));
  return path;
}

const MONTHS = 'JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC';
const AGES = 'distance.8,distance.10,distance.12,distance.14';
const report = (name, ...argv) => [name, ['analyze', ...argv, '--out', join(folder, name)], join(name, 'report.html')];
const PAGES = [
  report('columns-4', data('cork-borings.csv'), '--group', 'dihedral(4)'),
  report('columns-12', data('elnino.csv'), '--group', `dihedral(12) on columns ${MONTHS}`),
  report('columns-60', circle(60, 90), '--group', 'cyclic(60)'),
  report('columns-400', circle(400, 60), '--group', 'cyclic(400)'),
  report('regression', data('orthodont-boys.csv'), '--group', 'symmetric(3)', '--response', 'distance.14'),
  report('groups', data('orthodont_write_csv.csv'), '--group', `symmetric(4) on columns ${AGES}`, '--by', 'Sex'),
  report('singular', data('digits.csv'), '--group', 'image(8, 8) under dihedral(4)'),
  ['suggest', ['suggest', data('elnino.csv'), '--columns', MONTHS, '--report', join(folder, 's.html')], 's.html'],
];

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** A4 without margins of 2 cm, at 96 dots an inch. */
const PAPER = { width: 642, height: 971 };
const VIEWS = [
  { view: 'light', viewport: DESK, media: { colorScheme: 'light', media: 'screen' } },
  { view: 'dark', viewport: DESK, media: { colorScheme: 'dark', media: 'screen' } },
  { view: 'phone', viewport: PHONE, media: { colorScheme: 'light', media: 'screen' } },
  { view: 'phone-dark', viewport: PHONE, media: { colorScheme: 'dark', media: 'screen' } },
  { view: 'print', viewport: PAPER, media: { colorScheme: 'light', media: 'print' } },
];

async function write(argv) {
  let err = '';
  const console = {
    out: () => {},
    err: (text) => {
      err += text;
    },
    isTerminal: false,
  };
  if ((await main([...argv, '--quiet'], console)) !== 0) throw new Error(err);
}

/** Serious findings of axe-core, and what is wider than it may be. */
async function faultsOf(page, { view }) {
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const faults = serious.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.length} places, such as ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`,
  );
  const { room, wide } = await page.evaluate(() => {
    const wideOnes = [...document.querySelectorAll('table, svg')].filter(
      (e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1,
    );
    const room = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return { room, wide: wideOnes.map((e) => e.outerHTML.slice(0, 80)) };
  });
  if (room > 0) faults.push(`the page is ${room} px wider than the screen`);
  if (view === 'print') faults.push(...wide.map((html) => `cut off on paper: ${html}`));
  return faults;
}

let failed = 0;
let passed = 0;
const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
try {
  if (values.screenshots !== undefined) mkdirSync(values.screenshots, { recursive: true });
  for (const [name, argv, file] of PAGES) {
    await write(argv);
    for (const shown of VIEWS) {
      const page = await browser.newPage({ viewport: shown.viewport });
      await page.emulateMedia(shown.media);
      await page.goto(pathToFileURL(join(folder, file)).href);
      await page.evaluate(axe);
      const faults = await faultsOf(page, shown);
      if (faults.length > 0) failed++;
      else passed++;
      console.log(
        `${faults.length > 0 ? 'FAIL' : 'ok'}  ${name}, ${shown.view}${faults.map((f) => `\n    ${f}`).join('')}`,
      );
      if (values.screenshots !== undefined) {
        await page.screenshot({ path: join(values.screenshots, `${name}-${shown.view}.png`), fullPage: true });
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
