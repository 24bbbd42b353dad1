// Writes the table of docs/catalogue.md from the catalogue itself: node packages/algebra/tools/write-catalogue.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { catalogueEntries, parseGroup } from '@isotypic/algebra';
import { catalogueSignature } from '@isotypic/algebra/internal';

const file = new URL('../../../docs/catalogue.md', import.meta.url);
const [start, end] = ['<!-- entries -->', '<!-- /entries -->'];
const cell = (text) => text.replaceAll('|', '\\|');

const rows = catalogueEntries.map((entry) => {
  const names = [catalogueSignature(entry), ...(entry.aliases ?? [])].map((name) => `\`${name}\``).join(', ');
  const actions = entry.actions ? `; \`on\` ${entry.actions.map((name) => `\`${name}\``).join(', ')}` : '';
  const example = entry.examples.at(-1);
  const { degree } = parseGroup(example);
  return `| ${names} | ${cell(entry.summary)}${actions} | ${cell(entry.order)} | \`${example}\`, ${degree} points | ${cell(entry.source)} |`;
});
const table = ['| name | group and action | order | for example | source |', '|---|---|---|---|---|', ...rows].join(
  '\n',
);
const text = readFileSync(file, 'utf8');
const [before] = text.split(start);
const after = text.slice(text.indexOf(end));
writeFileSync(file, `${before}${start}\n${table}\n${after}`);
