/** The shell of a page of results: one file, no scripts, no network. */
import { cut, type Row } from './rows.js';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeText = (text: string): string => text.replace(/[&<>"]/g, (c) => escapes[c] as string);

/** Letters of a cell that a phone has room for: numbers and short names are never broken. */
const MOST_UNBROKEN = 24;

/** A table with a header row; columns after the first are numbers, but a last one of sentences. */
export function table(rows: readonly Row[]): string {
  const [header, ...body] = cut(rows);
  const last = header.length - 1;
  const isWords = last > 0 && body.some((row) => /\p{L} \p{L}/u.test(row[last] as string));
  const cell = (tag: string) => (text: string, j: number) => {
    // a heading without words is none
    const name = tag === 'th' && text === '' ? 'td' : tag;
    const kind = isWords && j === last ? 'words' : tag === 'td' && text.length > MOST_UNBROKEN ? 'long' : '';
    return `<${name}${kind === '' ? '' : ` class="${kind}"`}>${escapeText(text)}</${name}>`;
  };
  const label = `Table of ${header.filter((text) => text !== '').join(', ')}`;
  return `${scrolled('group', label)}<table><thead><tr>${header.map(cell('th')).join('')}</tr></thead><tbody>${body
    .map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`)
    .join('')}</tbody></table></div>`;
}

/** A picture with its caption; the caption stands for it where it is not seen. */
export function figure(svg: string, caption: string): string {
  // roles that Vega gives to marks have no names, and a picture has no parts
  const bare = svg.replace(/<[a-z][^>]*>/g, (tag) => tag.replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, ''));
  const text = escapeText(caption);
  return `<figure>${scrolled('img', caption)}${bare}</div><figcaption>${text}</figcaption></figure>`;
}

/** What may be wider than a phone: scrolled by itself, also by keys. */
const scrolled = (role: 'group' | 'img', label: string): string =>
  `<div class="scroll" role="${role}" tabindex="0" aria-label="${escapeText(label)}">`;

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.55 system-ui, sans-serif; color: #1f2933; background: #fff; }
body { max-width: 58rem; margin: 2.5rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.1rem; margin: 2.4rem 0 .6rem; border-bottom: 1px solid #e4e7eb; padding-bottom: .25rem; }
p { max-width: 44rem; }
.lead { color: #52606d; }
table { border-collapse: collapse; font-size: .93rem; }
th, td { padding: .28rem .9rem .28rem 0; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th:first-child, td:first-child, th.words, td.words { text-align: left; }
td.words { white-space: normal; min-width: 12rem; }
th { font-weight: 600; border-bottom: 2px solid #cbd2d9; }
td { border-bottom: 1px solid #edf0f2; }
figure { margin: 1rem 0 0; }
figure svg { max-width: 100%; height: auto; }
figcaption { color: #52606d; font-size: .88rem; max-width: 44rem; margin-top: .35rem; }
.scroll { overflow-x: auto; }
.scroll + .scroll { margin-top: 1rem; }
h1, p, dd { overflow-wrap: anywhere; }
code { font: .92em ui-monospace, monospace; }
.headline { display: flex; gap: 2.5rem; flex-wrap: wrap; margin: 1.2rem 0 0; padding: 0; list-style: none; }
.headline b { display: block; font-size: 1.35rem; font-weight: 650; }
.bars caption { text-align: left; color: #52606d; font-size: .88rem; padding-bottom: .3rem; }
.bars th { border-bottom: 1px solid #edf0f2; font-weight: 400; }
.bars .bar { width: 20rem; }
.bars .bar span { display: block; height: .9rem; background: #c4501b; }
.headline span { color: #52606d; font-size: .9rem; }
dt { font-weight: 600; margin-top: .5rem; }
dd { margin: .1rem 0 0 1rem; max-width: 44rem; }
a { color: #1c5fa8; }
@media (max-width: 40rem) {
  body { margin: 1.2rem auto; padding: 0 .9rem; }
  figure svg { max-width: none; }
  table { font-size: .85rem; }
  th, td { padding-right: .6rem; }
  th, td:first-child, td.long { white-space: normal; }
  td.words { min-width: 6rem; }
}
@media (prefers-color-scheme: dark) {
  body { color: #e4e7eb; background: #14181d; }
  .lead, figcaption, .headline span, .bars caption { color: #a9b4c0; }
  h2, td, .bars th { border-color: #2c343d; }
  th { border-color: #4a5562; }
  a { color: #7db7f0; }
  figure svg { background: #fff; border-radius: 4px; }
}
@media print {
  body { max-width: none; margin: 0; color: #000; background: #fff; }
  .scroll { overflow: visible; break-inside: avoid; }
  figure { break-inside: avoid; }
  table { font-size: .72rem; }
  th, td { padding-right: .5rem; }
  th, td:first-child, td.long { white-space: normal; }
  td.words { min-width: 6rem; }
  h2 { break-after: avoid; }
}
`;

/** A whole page; the title is escaped, the parts are HTML. */
export function htmlPage(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title><link rel="icon" href="data:,">
<style>${STYLE}</style></head>
<body>
${parts.join('\n')}
</body></html>
`;
}
