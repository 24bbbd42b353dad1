/** Nothing public of @isotypic/stats is forgotten: each function and each member of a class has a law, or a reason. */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { publicCallables } from '../../../public-edge/declarations.js';
import { WRONG_TYPES } from '../../../public-edge/wrong-values.js';
import { DRAWS, STATISTICS, tableOfLaws, WITHOUT_LAW } from './catalogue.js';

test('each function and member of stats has a law that is checked, or a reason why there is none', () => {
  const names = new Set(publicCallables(['stats'], WRONG_TYPES).map((c) => c.path));
  const checked = new Set([...STATISTICS.flatMap((law) => law.covers), ...DRAWS]);
  const forgotten = [...names].filter((name) => !checked.has(name) && !(name in WITHOUT_LAW));
  assert.equal(forgotten, []);
  const unknown = [...checked, ...Object.keys(WITHOUT_LAW)].filter((name) => !names.has(name));
  assert.equal(unknown, []);
  assert.equal(
    Object.keys(WITHOUT_LAW).filter((name) => checked.has(name)),
    [],
  );
  assert.is(new Set(STATISTICS.map((law) => law.name)).size, STATISTICS.length);
});

test('the table in docs/property-tests.md lists them, and what has none', () => {
  const page = readFileSync(new URL('../../../../../docs/property-tests.md', import.meta.url), 'utf8');
  assert.ok(page.includes(tableOfLaws()), `write this table into docs/property-tests.md:\n\n${tableOfLaws()}`);
  for (const name of Object.keys(WITHOUT_LAW)) assert.ok(page.includes(`\`${name}\``), `${name} is named`);
});

test.run();
