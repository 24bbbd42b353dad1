import { readFileSync } from 'node:fs';
import { catalogue, catalogueEntries, catalogueEntry, parseGroup } from '@isotypic/algebra';
import { catalogueSignature } from '@isotypic/algebra/internal';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const text = readFileSync(new URL('../../../../docs/catalogue.md', import.meta.url), 'utf8').replaceAll('\\|', '|');

test('the documentation has every entry as the catalogue states it', () => {
  for (const entry of catalogueEntries) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${catalogueSignature(entry)}\``));
    assert.ok(row, `docs/catalogue.md lists ${entry.name}: run packages/algebra/tools/write-catalogue.mjs`);
    for (const part of [entry.summary, entry.order, entry.source, ...(entry.actions ?? []), ...(entry.aliases ?? [])]) {
      assert.ok(row?.includes(part), `${entry.name}: ${part}`);
    }
  }
});

test('every method of the catalogue has an entry of its name, and names are not shared', () => {
  for (const name of Object.keys(catalogue)) assert.is(catalogueEntry(name)?.name, name);
  const names = catalogueEntries
    .flatMap((entry) => [entry.name, ...(entry.aliases ?? [])])
    .map((name) => name.toLowerCase());
  assert.is(new Set(names).size, names.length);
});

test('every entry’s own actions are actions of one group', () => {
  for (const entry of catalogueEntries) {
    assert.ok(entry.examples.length > 0, entry.name);
    const [plain] = entry.examples;
    if (entry.actions === undefined || entry.name === 'symplectic') continue;
    for (const action of entry.actions) {
      const group = parseGroup(`${plain.split(' on ')[0]} on ${action}`);
      assert.is(group.generators.length, parseGroup(plain).generators.length);
    }
  }
});

test.run();
