// Check a function: the component that a broken ReLU breaks, one that holds, and code that is none.
import assert from 'node:assert/strict';

const BROKEN = '(x) => x.map((v, i) => (i === 2 ? 1.01 : 1) * Math.max(v, 0))';

export async function tests({ test, views, open, done, server }) {
  await test('the component that a broken ReLU breaks', async (page) => {
    await open(page, '#/check');
    assert.equal(await page.locator('.verdict').innerText(), 'It is not equivariant');
    const rows = await page.locator('table', { hasText: 'What breaks' }).locator('tbody tr').allInnerTexts();
    const [[worst], [next]] = rows
      .map((row) => row.split('\t'))
      .filter(([, side]) => side === 'output')
      .sort((a, b) => Number(b[4]) - Number(a[4]));
    // as `isotypic check` says: most of the error is in what the group moves, the rest in the mean
    assert.deepEqual([worst, next], ['[3,1]', 'trivial']);
  });

  await test('the ReLU holds, and what is no function is refused', async (page) => {
    await open(page, '#/check');
    await page.getByLabel('Function', { exact: true }).fill('(x) => x.map((v) => Math.max(v, 0))');
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByRole('heading', { name: 'It is equivariant' }).waitFor();
    await page.getByLabel('Function', { exact: true }).fill('3 +');
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.locator('.problem p').waitFor();
    assert.match(await page.locator('.problem').innerText(), /an expression of JavaScript that is a function/);
  });

  await test('a function without an end is stopped', async (page) => {
    await open(page, '#/check');
    await page.getByLabel('Function', { exact: true }).fill('(x) => { for (;;); }');
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped.').waitFor();
  });

  await test('code that comes with a link is not run', async (page) => {
    await page.goto(`${server.address}#/check?code=${encodeURIComponent(BROKEN)}`);
    await page.getByText('The function came with the address').waitFor();
    assert.equal(await page.locator('.verdict').count(), 0);
    await page.getByRole('button', { name: 'Check it' }).click();
    await done(page);
    assert.equal(await page.locator('.verdict').innerText(), 'It is not equivariant');
  });

  await views('check', '#/check');
}
