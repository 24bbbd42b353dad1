import { catalogue, IsotypicError, randomSource } from '@isotypic/algebra';
import { chainCertificate, generateTable, tableKinds, verifyTable, writeTable } from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mutants } from './mutants.js';
import { hasPython, jsonOf, KINDS, MAPS, mapsCertificate, vectorGroups, verdicts } from './support.js';

const python = hasPython ? test : test.skip;

/** Every ninth group of order up to 10¹⁰, 20 in all. */
const sample = vectorGroups(0)
  .filter(({ order }) => order <= 1e10)
  .filter((_, i) => i % 9 === 0)
  .slice(0, 20);

const certificates: Record<string, string> = {};
for (const { id, order, group } of sample) {
  for (const [kind, make] of Object.entries(KINDS)) {
    const isSmall = order <= (kind === 'irreps' ? 60 : 2000) && group.degree <= 60;
    if (kind === 'chain' || isSmall) certificates[`${kind} ${id.replace(/\W/g, '_')}`] = jsonOf(make(group));
  }
}
MAPS.slice(0, 6).forEach((map, i) => {
  certificates[`maps ${i}`] = jsonOf(mapsCertificate(map));
});

python('the checker proves certificates of every kind, of 20 of the vectors’ groups', () => {
  assert.is(sample.length, 20);
  for (const [name, verdict] of verdicts(certificates)) assert.is(verdict, 'proved', name);
});

python('and refuses 100 damaged ones', () => {
  const random = randomSource(1414);
  const small = Object.values(certificates).filter((json) => json.length < 20_000);
  const all = mutants(small, 100, random);
  const found = verdicts(Object.fromEntries(all.map(({ json }, i) => [String(i), json])));
  all.forEach(({ what }, i) => {
    assert.is(found.get(String(i)), 'refused', what);
  });
});

const certificateKinds = tableKinds.filter(({ schema }) => schema.startsWith('isotypic/certificate/'));

for (const { name, example } of certificateKinds) {
  test(`${name}: equal bytes twice, and verified by our own verifiers; another claim or evidence is refuted`, () => {
    const table = generateTable(example);
    assert.equal(writeTable(table), writeTable(generateTable(example)));
    assert.equal(verifyTable(writeTable(table)).notProved, []);
    const { descriptor, exact } = table;
    const { claim } = descriptor as unknown as { readonly claim: Readonly<Record<string, unknown>> };
    const forged = { ...descriptor, claim: { ...claim, more: 1 } };
    for (const changed of [
      { ...table, exact: { ...(exact as object), more: 1 } },
      { ...table, descriptor: forged },
      { ...table, descriptor: { ...descriptor, fingerprints: { claim: '0' } } },
    ]) {
      assert.throws(
        () => verifyTable(writeTable(changed)),
        (e: unknown) => e instanceof IsotypicError && e.code === 'REFUTED',
      );
    }
  });
}

test('a certificate of another order is refused before anything is derived', () => {
  const table = chainCertificate(catalogue.symmetric(4));
  const { descriptor } = table;
  const group = { ...descriptor.claim.group, order: '25' };
  const forged = { ...descriptor, claim: { group } };
  assert.throws(
    () => verifyTable(writeTable({ ...table, descriptor: forged })),
    (e: unknown) => e instanceof IsotypicError && e.code === 'PARSE',
  );
});

test.run();
