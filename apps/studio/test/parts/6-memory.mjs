// Fifty analyses in one page: what page and worker hold after a forced collection does not grow, nor does the
// document; and the last answer is the first one.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { heapsOf } from '../heaps.mjs';

const ANALYSES = 50;
/** By then caches are full, and what is loaded once is loaded. */
const WARM = 10;
/** Bytes in forty analyses: 1.6 KB each, where the report alone has 90. */
const ROOM = 2 ** 16;

export async function tests({ test, open, done, server }) {
  await test('fifty analyses on one page: the heaps stay as they are', async (page) => {
    await open(page, '#/table?group=dihedral(4)');
    const first = await page.locator('.report').innerText();
    const [worker] = page.workers();
    const heaps = await heapsOf(page, server.address);
    const sizes = [];
    for (let k = 1; k <= ANALYSES; k++) {
      await page.locator('.running .status').evaluate((e) => {
        e.textContent = '';
      });
      await page.getByRole('button', { name: 'Analyze' }).click();
      await done(page);
      if (k === WARM || k === ANALYSES) sizes.push({ ...(await heaps.measure()), resident: await resident(page) });
    }
    await heaps.close();
    assert.equal(await page.locator('.report').innerText(), first);
    assert.equal(page.workers()[0], worker);
    const [before, after] = sizes;
    for (const what of ['page', 'worker', 'nodes', 'listeners', 'documents', 'resident'])
      console.log(`    ${what} after ${WARM} and ${ANALYSES} analyses: ${before[what]} and ${after[what]}`);
    for (const heap of ['page', 'worker'])
      assert.ok(after[heap] - before[heap] < ROOM, `the ${heap} holds ${after[heap] - before[heap]} bytes more`);
    for (const what of ['nodes', 'listeners', 'documents']) assert.equal(after[what], before[what], what);
  });
}

/** MiB that the largest renderer holds, which is the page's; '?' where the system does not say. */
async function resident(page) {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => (existsSync(`/proc/${id}/status`) ? readFileSync(`/proc/${id}/status`, 'utf8') : ''))
    .map((status) => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  await session.detach();
  return Math.max(0, ...sizes) === 0 ? '?' : `${Math.max(...sizes).toFixed(0)} MiB`;
}
