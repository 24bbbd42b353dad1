// Draw a symmetry: by name, by pointer, by keys alone; its numbers, its picture, its address.
import assert from 'node:assert/strict';

const fact = (page, name) => page.locator('.facts div', { hasText: name }).first().locator('dd').innerText();

export async function tests({ test, views, open, done, server }) {
  await test('the first result after loading', async (page) => {
    const began = performance.now();
    await open(page, '');
    assert.equal(await page.locator('.order').innerText(), '12');
    console.log(`    first result ${Math.round(performance.now() - began)} ms after the navigation`);
  });

  await test('the order of the cube’s group', async (page) => {
    await open(page, '');
    await page.getByLabel('Group', { exact: true }).fill('rubik(3)');
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.waitForFunction(() => document.querySelector('.order')?.textContent === '43252003274489856000');
    await done(page);
    assert.equal(await fact(page, 'Orbits'), '2, of lengths 24, 24');
  });

  await test('dihedral(6): components, weights and the covariance', async (page) => {
    await open(page, '#/draw?from=group&group=dihedral(6)');
    // a hexagon: ℝ⁶ falls into degrees 1, 1, 2, 2, and pairs of its corners into 4 distances
    const degrees = await page.locator('table').first().locator('tbody td:nth-child(2)').allInnerTexts();
    assert.deepEqual(degrees.sort(), ['1', '1', '2', '2']);
    assert.equal(await fact(page, 'Weights W'), '4 of 36');
    assert.equal(await fact(page, 'Covariance'), '4 of 21');
    assert.equal(await page.locator('.gallery:not(.wide) svg.points').count(), 6);
  });

  await test('a graph drawn by keys alone', async (page) => {
    await open(page, '#/draw?from=drawn&sketch=20.20.0,80.20.0,80.80.0,20.80.0;0-1,1-2,2-3,0-3');
    assert.equal(await page.locator('.order').innerText(), '8');
    // a colored corner leaves one reflection
    await page.locator('svg.board g').nth(0).focus();
    await page.keyboard.press('c');
    await page.waitForFunction(() => document.querySelector('.order')?.textContent === '2');
    // a diagonal through it changes nothing; a point without an edge neither
    await page.keyboard.press('Enter');
    await page.locator('svg.board g').nth(2).focus();
    await page.keyboard.press('Enter');
    await done(page);
    assert.match(page.url(), /0-2/);
    assert.equal(await page.locator('.order').innerText(), '2');
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => document.querySelectorAll('svg.board g').length === 3);
  });

  await test('a graph drawn by pointer', async (page) => {
    await open(page, '#/draw?from=drawn&sketch=20.50.0,80.50.0;');
    const box = await page.locator('svg.board').boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 5);
    await page.waitForFunction(() => document.querySelector('.order')?.textContent === '6');
  });

  await test('a link gives the state back', async (page) => {
    await open(page, '');
    await page.getByLabel('Made of').selectOption('image');
    await page.getByLabel('Rows').fill('3');
    await page.getByLabel('Columns').fill('3');
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.waitForURL(/from=image/);
    await done(page);
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await done(page);
    assert.equal(await page.getByLabel('Rows').inputValue(), '3');
    assert.equal(await fact(page, 'Orbits'), '3, of lengths 4, 4, 1');
  });

  await test('an error is that of the library', async (page) => {
    await open(page, '');
    await page.getByLabel('Group', { exact: true }).fill('dihedrall(6)');
    await page.keyboard.press('Enter');
    await page.locator('.problem p').waitFor();
    assert.match(await page.locator('.problem').innerText(), /parseGroup: expected .*Did you mean dihedral/);
  });

  await test('what takes long can be stopped, and the engine works again', async (page) => {
    await open(page, '');
    await page.getByRole('link', { name: 'Look things up' }).click();
    await done(page);
    await page.getByLabel('What').selectOption('irreps');
    await page.getByLabel('Group', { exact: true }).fill('symmetric(13)');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.waitForFunction(() => document.querySelector('.running .status')?.textContent === 'Stopped.');
    await page.getByLabel('Group', { exact: true }).fill('symmetric(3)');
    await page.keyboard.press('Enter');
    await done(page);
    assert.match(await page.locator('.results').innerText(), /Irreps of symmetric\(3\)/);
  });

  await test('the parts are reached by keys', async (page) => {
    await open(page, '');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'To the content');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await done(page);
    assert.ok(page.url().startsWith(`${server.address}#/`));
    assert.notEqual(await page.title(), 'Draw a symmetry – isotypic studio');
  });

  await views('draw', '#/draw?from=group&group=dihedral(6)');
  await views('draw-graph', '#/draw?from=drawn&sketch=20.20.1,80.20.0,80.80.0,20.80.0,50.50.0;0-1,1-2,2-3,0-3,0-4,2-4');
}
