// `npm run test:browser`: the kernel suite in an installed headless Chromium, on webgl2 and on webgpu (SwiftShader).
//
// `--hardware` asks for the machine's own adapter instead of SwiftShader; `--bench` times kernels as well. Engines may
// be named: `npm run test:browser -w packages/numeric -- webgpu --hardware --bench`.
//
// Nothing is bundled or downloaded: a local server gives out the compiled modules, an import map names the packages.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../../tools/testing/chromium.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const executablePath = chromiumPath();

/** Every entry of a package, by its `exports`. */
const entriesOf = (short) =>
  Object.entries(JSON.parse(readFileSync(join(root, `packages/${short}/package.json`), 'utf8')).exports)
    .filter(([, target]) => target.default !== undefined)
    .map(([entry, target]) => [posix.join('@isotypic', short, entry), posix.join('/packages', short, target.default)]);

const imports = {
  ...Object.fromEntries([...entriesOf('algebra'), ...entriesOf('numeric')]),
  '#helper': '/packages/numeric/dist/kernels/helper-browser.js',
  'gpu.js': '/packages/numeric/browser/gpu-shim.mjs',
  'd3-random': '/node_modules/d3-random/src/index.js',
  'fraction.js': '/node_modules/fraction.js/dist/fraction.mjs',
  'big.js': '/node_modules/big.js/big.mjs',
  'pure-rand/': '/node_modules/pure-rand/lib/esm/',
  'pure-rand/generator/xoroshiro128plus': '/node_modules/pure-rand/lib/esm/generator/xoroshiro128plus.js',
  uvu: '/node_modules/uvu/dist/index.mjs',
  'uvu/assert': '/node_modules/uvu/assert/index.mjs',
  'uvu/diff': '/node_modules/uvu/diff/index.mjs',
  kleur: '/node_modules/kleur/index.mjs',
  diff: '/node_modules/diff/lib/index.mjs',
  dequal: '/node_modules/dequal/dist/index.mjs',
};
const html = `<!doctype html><meta charset="utf-8"><script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module" src="/packages/numeric/browser/page.mjs"></script>`;
const types = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.map': 'application/json' };

const server = createServer((request, response) => {
  // Cross-origin isolation, which SharedArrayBuffer (threads) needs.
  const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  if (path === '/') {
    response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end(html);
    return;
  }
  const file = join(root, path);
  if (!file.startsWith(root) || !types[extname(file)] || !existsSync(file)) {
    response.writeHead(404, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Type': types[extname(file)] }).end(readFileSync(file));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

const adapter = process.argv.includes('--hardware')
  ? ['--enable-features=Vulkan', '--ignore-gpu-blocklist']
  : ['--use-webgpu-adapter=swiftshader', '--enable-unsafe-swiftshader'];
const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: ['--no-sandbox', '--enable-unsafe-webgpu', ...adapter],
});
let passed = 0;
let failed = 0;
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
try {
  const open = async () => {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.log(`page: ${error.message}`));
    page.on('requestfailed', (request) => console.log(`not loaded: ${request.url()}`));
    page.on(
      'response',
      (response) =>
        response.status() >= 400 &&
        !response.url().endsWith('favicon.ico') &&
        console.log(`${response.status()} ${response.url()}`),
    );
    await page.goto(url);
    await page.waitForFunction('globalThis.ready === true', undefined, { timeout: 30_000 });
    return page;
  };
  const page = await open();
  const float64 = await page.evaluate('runFloat64()');
  const right = float64.same && float64.engine === 'wasm-simd' && float64.threads === 2;
  if (right) passed++;
  else failed++;
  console.log(
    `float64: ${float64.engine}, ${float64.threads} threads, ${right ? 'same bits' : JSON.stringify(float64)}`,
  );
  await page.close();
  for (const engine of wanted.length > 0 ? wanted : ['webgl2', 'webgpu']) {
    const fresh = await open();
    try {
      const { device, results } = await fresh.evaluate(`runSuite(${JSON.stringify(engine)})`);
      console.log(`${engine}: ${device}`);
      for (const { name, ms, error } of results) {
        if (error) failed++;
        else passed++;
        console.log(`  ${error ? 'FAIL' : 'ok'}  ${name} (${(ms / 1000).toFixed(1)} s)${error ? `\n${error}` : ''}`);
      }
      if (process.argv.includes('--bench')) {
        const rows = process.argv.includes('--hardware') ? 100_000 : 2_000;
        const { times, fallen } = await fresh.evaluate(`runBench(${JSON.stringify(engine)}, ${rows})`);
        for (const [name, ms] of Object.entries(times)) console.log(`  ${name}, N = ${rows}: ${ms.toFixed(1)} ms`);
        for (const reason of fallen) console.log(`  ${reason}`);
      }
    } catch (error) {
      failed++;
      console.log(`${engine}: ${error.message}`);
    }
    await fresh.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
