// The page in an installed headless Chromium, used as a person would: each part with numbers that are known from
// elsewhere; no message on the console, no request to another host; the state in its address; light, dark, 390 px wide
// and in print, as axe-core judges it. Where Vite is not installed (`npm ci` in apps/studio), it says so and is left
// out. `--screenshots FOLDER` keeps what was seen; times are printed and not judged.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../../tools/testing/chromium.mjs';
import { buildStudio } from '../build.mjs';
import { serve } from './serve.mjs';
import { axeSource, faultsOf } from './views.mjs';

const { values } = parseArgs({ options: { screenshots: { type: 'string' }, only: { type: 'string' } } });
const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(join(here, '../node_modules/vite'))) {
  console.log('studio: skipped, Vite is not installed: (cd apps/studio && npm ci)');
  process.exit(0);
}
const executablePath = chromiumPath();
await buildStudio();
const server = await serve();

/** Milliseconds until a page that does not answer has failed; a machine under load takes a few seconds. */
const PATIENCE = 15_000;
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** A4 without margins of 2 cm, at 96 dots an inch. */
const PAPER = { width: 642, height: 971 };
const VIEWS = [
  { view: 'desktop', viewport: DESK, media: { colorScheme: 'light', media: 'screen' } },
  { view: 'dark', viewport: DESK, media: { colorScheme: 'dark', media: 'screen' } },
  { view: 'phone', viewport: PHONE, media: { colorScheme: 'light', media: 'screen' } },
  { view: 'phone-dark', viewport: PHONE, media: { colorScheme: 'dark', media: 'screen' } },
  { view: 'print', viewport: PAPER, media: { colorScheme: 'light', media: 'print' } },
];

const browser = await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
let passed = 0;
let failed = 0;

/** One test on a fresh page; what the page says on the console, and whom it asks, are part of every test. */
async function test(name, use, options = {}) {
  if (values.only !== undefined && !new RegExp(values.only).test(name)) return;
  const context = await browser.newContext({ viewport: DESK, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.stack}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(server.address) && !/^(data|blob):/.test(url)) faults.push(`a request to ${url}`);
  });
  try {
    await use(page);
  } catch (error) {
    faults.push(error.message);
  }
  await context.close();
  if (faults.length > 0) failed++;
  else passed++;
  console.log(`${faults.length > 0 ? 'FAIL' : 'ok'}  ${name}${faults.map((f) => `\n    ${f}`).join('')}`);
}

/** Opens an address of the page, and waits until what it asks for is done. */
async function open(page, hash) {
  await page.goto(`${server.address}${hash}`);
  await done(page);
}

const done = (page) =>
  page.waitForFunction(() => /^Done/.test(document.querySelector('.running .status')?.textContent ?? ''));

/** The states that are looked at in every view. */
async function views(name, hash, ready = done) {
  for (const { view, viewport, media } of VIEWS) {
    await test(`${name}, ${view}`, async (page) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia(media);
      await page.goto(`${server.address}${hash}`);
      await ready(page);
      await page.evaluate(axeSource);
      const faults = await faultsOf(page, view);
      if (values.screenshots !== undefined && ['desktop', 'phone'].includes(view)) {
        mkdirSync(values.screenshots, { recursive: true });
        // what is seen at once, and as much below it again
        const clip = { x: 0, y: 0, width: viewport.width, height: 2 * viewport.height };
        await page.screenshot({ path: join(values.screenshots, `${name}-${view}.png`), fullPage: true, clip });
      }
      if (faults.length > 0) throw new Error(faults.join('\n    '));
    });
  }
}

try {
  const tools = { test, views, open, done, server, root: fileURLToPath(new URL('../../../', import.meta.url)) };
  for (const file of readdirSync(join(here, 'parts')).sort()) {
    const { tests } = await import(`./parts/${file}`);
    await tests(tools);
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
