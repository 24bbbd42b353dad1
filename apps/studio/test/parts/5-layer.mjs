// See a layer: dimensions that docs/nn.md has too, and features that turn with the image.
import assert from 'node:assert/strict';

export async function tests({ test, views, open }) {
  await test('kernels from an image to the regular field of C₄: 6', async (page) => {
    await open(page, '#/layer?turns=4&mirrors=no&field=regular&size=3');
    assert.equal(await page.locator('.dimension').innerText(), '6');
    // two sums of 9 products of size at most 1, in another order: 2 · 9 · 9 · 2⁻⁵³
    const [, difference] = /differ by (\S+) at most/.exec(await page.locator('.facts').innerText());
    assert.ok(Number(difference) <= 162 * 2 ** -53, difference);
    await page.getByLabel('Mirrors').selectOption('yes');
    await page.waitForURL(/mirrors=yes/);
    await page.getByText('dihedral(4), 8 elements').waitFor();
    assert.equal(await page.locator('h3', { hasText: 'turned by a quarter' }).count(), 1);
  });

  await views('layer', '#/layer?turns=4&mirrors=no&field=regular&size=3');
}
