/** The page: its parts, and which of them the address names. */
import './styles.css';
import { element } from './page/dom.js';
import { mountPart, type Part } from './page/frame.js';
import { checkPart } from './parts/check.js';
import { drawPart } from './parts/draw.js';
import { layerPart } from './parts/layer.js';
import { lookUpPart } from './parts/look-up.js';
import { tablePart } from './parts/table.js';

const PARTS: readonly Part[] = [drawPart, tablePart, lookUpPart, checkPart, layerPart];

const main = document.querySelector('main') as HTMLElement;
const nav = document.querySelector('nav') as HTMLElement;

/** `#/draw?group=…`: the part, and the state of its fields. */
function mount(): void {
  const [, name = '', query = ''] = /^#\/([^?]*)\??(.*)$/.exec(location.hash) ?? [];
  const part = PARTS.find((p) => p.name === name) ?? PARTS[0];
  for (const link of nav.querySelectorAll('a')) {
    if (link.dataset.part === part.name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  mountPart(main, part, new URLSearchParams(query));
}

nav.append(
  element(
    'ul',
    {},
    ...PARTS.map((p) => element('li', {}, element('a', { href: `#/${p.name}`, 'data-part': p.name }, p.title))),
  ),
);
addEventListener('hashchange', () => {
  // the link past the navigation is no part
  if (location.hash.startsWith('#/')) mount();
});
mount();
