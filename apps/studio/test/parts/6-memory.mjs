// Fifty analyses in one page: the page's memory, printed; and the last answer, which is the first one.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

const ANALYSES = 50;

export async function tests({ test, open, done }) {
  await test('fifty analyses on one page', async (page) => {
    await open(page, '#/table?group=dihedral(4)');
    const first = await page.locator('.report').innerText();
    const [worker] = page.workers();
    const sizes = [];
    for (let k = 1; k < ANALYSES; k++) {
      await page.locator('.running .status').evaluate((e) => {
        e.textContent = '';
      });
      await page.getByRole('button', { name: 'Analyze' }).click();
      await done(page);
      if (k === 9 || k === ANALYSES - 1) sizes.push(await renderers(page));
    }
    assert.equal(await page.locator('.report').innerText(), first);
    assert.equal(page.workers()[0], worker);
    console.log(`    resident after 10 and ${ANALYSES} analyses: ${sizes.join(' and ')} MiB`);
  });
}

/** MiB that the largest renderer holds, which is the page's; '?' where the system does not say. */
async function renderers(page) {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => (existsSync(`/proc/${id}/status`) ? readFileSync(`/proc/${id}/status`, 'utf8') : ''))
    .map((status) => Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  await session.detach();
  return Math.max(0, ...sizes) === 0 ? '?' : Math.max(...sizes).toFixed(0);
}
