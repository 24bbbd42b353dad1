// Look things up: exact numbers on the page, files that others read, text to paste.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeNpz, decodeSafetensors } from '@isotypic/tables';

export async function tests({ test, views, open, done }) {
  await test('C(1, 1, 1) = ±1/√6, and the convention switch', async (page) => {
    await open(page, '#/look-up?kind=so3&a=1&b=1&c=1&convention=e3nn');
    const exact = await page.locator('tbody td:nth-child(4)').allInnerTexts();
    assert.equal(exact.length, 6);
    const values = await page.locator('tbody td:nth-child(5)').allInnerTexts();
    for (const value of values) assert.ok(Math.abs(Math.abs(Number(value)) - 1 / Math.sqrt(6)) < 1e-9, value);
    assert.deepEqual([...new Set(values.map((v) => Math.sign(Number(v))))].sort(), [-1, 1]);
    await page.getByLabel('Convention', { exact: true }).selectOption('condon-shortley');
    await page.waitForURL(/condon-shortley/);
    await done(page);
    // in the complex basis the same tensor is a table of 3-j symbols' kin: 1/√2 where m₃ = m₁ + m₂
    const complex = await page.locator('tbody td:nth-child(5)').allInnerTexts();
    assert.ok(
      complex.every((v) => Math.abs(Math.abs(Number(v)) - Math.SQRT1_2) < 1e-9),
      complex.join(),
    );
  });

  await test('the characters of alternating(5), and their files', async (page) => {
    await open(page, '#/look-up?kind=characters&group=alternating(5)');
    const degrees = await page.locator('tbody tr td:nth-child(3)').allInnerTexts();
    assert.deepEqual(degrees.slice(2), ['1', '3', '3', '4', '5']);
    const files = {};
    for (const name of ['safetensors', 'npz', 'json']) {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: `Download ${name}` }).click();
      files[name] = readFileSync(await (await waiting).path());
    }
    const { tensors } = decodeSafetensors(new Uint8Array(files.safetensors));
    assert.deepEqual(Object.keys(decodeNpz(new Uint8Array(files.npz))).sort(), Object.keys(tensors).sort());
    assert.ok(Object.values(tensors).some(({ shape }) => shape[0] === 5 && shape[1] === 5));
    assert.equal(JSON.parse(files.json.toString()).schema, 'isotypic/character-table');
  });

  await test(
    'text to paste',
    async (page) => {
      await open(page, '#/look-up?kind=characters&group=symmetric(3)');
      await page.getByRole('button', { name: 'Copy as GAP' }).click();
      await page.getByText('Copied.').waitFor();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Irr:=\[\[1,1,1\],/);
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );

  await test('a point group with its branching', async (page) => {
    await open(page, '#/look-up?kind=pointgroup&point=Oh');
    // d orbitals in an octahedral field
    assert.match(await page.locator('.results').innerText(), /2\s+Eg \+ T2g/);
  });

  await test('an irrep that is not there', async (page) => {
    await open(page, '#/look-up?kind=couplings&group=symmetric(3)&a=1&b=2&c=2');
    assert.match(await page.locator('.results').innerText(), /Multiplicity 1/);
    await page.getByLabel('Coupled to').fill('7');
    await page.keyboard.press('Enter');
    await page.locator('.problem p').waitFor();
    assert.match(await page.locator('.problem').innerText(), /numbers of irreps from 0 to 2, got 7/);
  });

  await views('look-up', '#/look-up?kind=characters&group=alternating(5)');
  await views('look-up-cg', '#/look-up?kind=so3&a=1&b=1&c=1&convention=e3nn');
}
