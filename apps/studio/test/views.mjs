// What is wrong with a page as it is seen: serious findings of axe-core, and what is wider than it may be.
import { readFileSync } from 'node:fs';

export const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

export async function faultsOf(page, view) {
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const faults = serious.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.length} places, such as ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`,
  );
  const { room, wide } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const all = [...document.querySelectorAll('main table, main svg, main img')];
    const wideOnes = all.filter((e) => e.getBoundingClientRect().right > width + 1);
    return { room: document.documentElement.scrollWidth - width, wide: wideOnes.map((e) => e.outerHTML.slice(0, 80)) };
  });
  if (room > 0) faults.push(`the page is ${room} px wider than the screen`);
  if (view === 'print') faults.push(...wide.map((html) => `cut off on paper: ${html}`));
  return faults;
}
