// Drop a CSV: the cork borings of Rao (1948) under the symmetry of four compass points; files; a long table.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export async function tests({ test, views, open, done, root }) {
  await test('cork borings under dihedral(4): the variance 261.8865', async (page) => {
    await open(page, '#/table?group=dihedral(4)&other=cyclic(4)');
    await page.getByLabel('A file, chosen or dropped here').setInputFiles(join(root, 'data/cork-borings.csv'));
    await page.getByText('cork-borings.csv: 28 samples of 4 columns').waitFor();
    await done(page);
    const row = page.locator('tr', { hasText: 'north (variance)' }).first();
    assert.deepEqual((await row.locator('td').allInnerTexts()).slice(1, 3), ['4', '261.8865']);
    const compared = page.locator('table', { hasText: 'The symmetries compared' });
    assert.equal(await compared.locator('tbody tr').count(), 2);

    const files = {};
    for (const name of ['report', 'covariance.csv', 'analysis.json']) {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: `Download ${name}` }).click();
      files[name] = readFileSync(await (await waiting).path(), 'utf8');
    }
    assert.match(files.report, /261\.8865/);
    const [head, first] = files['covariance.csv'].split('\n');
    assert.equal(head, 'north,east,south,west');
    assert.ok(Math.abs(Number(first.split(',')[0]) - 261.8865) < 5e-5);
    assert.equal(JSON.parse(files['analysis.json']).analyses.length, 2);
  });

  await test('columns are chosen, in an order', async (page) => {
    await open(page, '#/table?group=symmetric(2)&columns=north,south');
    assert.match(await page.locator('.results h2').first().innerText(), /8 samples of 2 columns/);
    await page.getByLabel('Symmetry of the columns').fill('cyclic(5)');
    await page.keyboard.press('Enter');
    await page.locator('.problem p').waitFor();
    assert.match(await page.locator('.problem').innerText(), /as many columns as cyclic\(5\) permutes, 5, got 2/);
  });

  await test('ten thousand rows', async (page) => {
    let state = 7;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const rows = Array.from({ length: 10_000 }, () => Array.from({ length: 8 }, () => next().toFixed(5)).join(','));
    const text = ['a,b,c,d,e,f,g,h', ...rows, ''].join('\n');
    await open(page, '#/table');
    await page.getByLabel('Symmetry of the columns').fill('cyclic(8)');
    const began = performance.now();
    await page
      .getByLabel('A file, chosen or dropped here')
      .setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('long.csv: 10000 samples of 8 columns').waitFor();
    console.log(`    10⁴ rows of 8 columns ${Math.round(performance.now() - began)} ms after they were chosen`);
  });

  await views('table', '#/table?group=dihedral(4)&other=cyclic(4)');
}
