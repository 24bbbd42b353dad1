/** Elements of the page, made of names, attributes and children; texts are never read as HTML. */

export type Child = Node | string | undefined;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An HTML element; `false` and `undefined` leave an attribute out, `true` sets it without a value. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, children);
}

/** An element of a drawing. */
export function shape<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function filled<E extends Element>(made: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A table that scrolls by itself where it is wider than a phone, also by keys. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Child[])[]): HTMLElement {
  const headRow = element(
    'tr',
    {},
    ...head.map((t) => element(t === '' ? 'td' : 'th', t === '' ? {} : { scope: 'col' }, t)),
  );
  const body = rows.map((row) => element('tr', {}, ...row.map((cell) => element('td', {}, cell))));
  return element(
    'div',
    { class: 'scroll', role: 'group', tabindex: 0, 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      head.length === 0 ? undefined : element('thead', {}, headRow),
      element('tbody', {}, ...body),
    ),
  );
}

/** A list of facts: term, and what it is. */
export const facts = (rows: readonly (readonly [string, Child])[]): HTMLElement =>
  element(
    'dl',
    { class: 'facts' },
    ...rows.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
  );

/** A drawing of the library, shown as a picture: nothing in it can run. */
export function picture(svg: string, caption: string): HTMLElement {
  const source = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return element(
    'figure',
    {},
    element('img', { src: source, alt: caption, loading: 'lazy' }),
    element('figcaption', {}, caption),
  );
}

/** Hands a file to the person. */
export function download(name: string, content: Uint8Array | string, type: string): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  element('a', { href: address, download: name }).click();
  // the click has begun the download; the address may go once the browser has read it
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function button(text: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', onClick);
  return made;
}
