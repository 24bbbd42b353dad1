import { parseManifest } from '@isotypic/tables/manifest';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const CAYLEY = { kind: 'cayley', group: 'cyclic(3)' };
const parsed = (...entries: unknown[]) => parseManifest(JSON.stringify(entries));

test('entries, with the formats that are written when none are named', () => {
  assert.equal(
    parsed({ file: 'a/b', ...CAYLEY }, { formats: ['npz', 'safetensors'], file: 'c', kind: 'so3', degree: 2 }),
    [
      { file: 'a/b', formats: ['safetensors', 'json'], request: CAYLEY },
      { file: 'c', formats: ['safetensors', 'npz'], request: { kind: 'so3', degree: 2 } },
    ],
  );
});

const REFUSED: readonly [what: string, manifest: string | unknown[], expected: RegExp][] = [
  ['text that is no JSON', '[{', /expected a JSON list/],
  ['what is no list', '{}', /expected a JSON list/],
  ['an empty list', [], /an empty list/],
  ['an entry that is no object', [7], /entry 1 of the manifest: expected an object/],
  ['an entry without a file', [CAYLEY], /entry 1 of the manifest: expected file to be/],
  ['an unknown field', [{ file: 'a', ...CAYLEY, grop: 1 }], /entry 1 \(a\) .*Did you mean group/],
  ['a field of another kind', [{ file: 'a', ...CAYLEY, degree: 2 }], /no field of cayley but those known/],
  ['a missing field', [{ file: 'a', kind: 'so3' }], /degree of so3/],
  ['a value that is not allowed', [{ file: 'a', kind: 'so3', degree: 2, convention: 'e4nn' }], /Did you mean 'e3nn'/],
  ['an unknown kind', [{ file: 'a', kind: 'caley', group: 'cyclic(3)' }], /Did you mean cayley/],
  ['an unknown group', [{ file: 'a', kind: 'cayley', group: 'cyclc(3)' }], /Did you mean cyclic/],
  ['an unknown format', [{ file: 'a', formats: ['hdf5'], ...CAYLEY }], /a list of some of safetensors, json/],
  ['a format twice', [{ file: 'a', formats: ['npz', 'npz'], ...CAYLEY }], /each once/],
  ['no format', [{ file: 'a', formats: [], ...CAYLEY }], /each once/],
  [
    'a format that the kind has not',
    [{ file: 'a', formats: ['gap'], ...CAYLEY }],
    /formats that tables of cayley have/,
  ],
  [
    'a file twice',
    [
      { file: 'a', ...CAYLEY },
      { file: 'a', ...CAYLEY },
    ],
    /entry 1 writes it already/,
  ],
  [
    'a file twice but for case',
    [
      { file: 'a', ...CAYLEY },
      { file: 'A', ...CAYLEY },
    ],
    /entry 1 writes it already/,
  ],
  ['the name of the index', [{ file: 'index', formats: ['json'], ...CAYLEY }], /no table in index\.json/],
];

for (const [what, manifest, expected] of REFUSED) {
  test(`refused: ${what}`, () => {
    const json = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
    assert.throws(
      () => parseManifest(json),
      (e: Error) => expected.test(e.message) || assert.unreachable(e.message),
    );
  });
}

test('refused: names that leave the folder, or that not every system takes', () => {
  const names = [
    '',
    '..',
    '../a',
    'a/../b',
    '/a',
    'a/',
    'a//b',
    './a',
    '.a',
    'a.',
    'a b',
    'a\\b',
    'C:a',
    'nul',
    'a/CON.x',
  ];
  for (const file of [...names, 'ä', 'a\u0000', 'a'.repeat(300), 7, null]) {
    assert.throws(() => parsed({ file, ...CAYLEY }), /expected file to be the name of a file|INVALID/, String(file));
  }
});

test('two files of one name in different formats are two files', () => {
  const entries = parsed({ file: 'a', formats: ['json'], ...CAYLEY }, { file: 'a', formats: ['npz'], ...CAYLEY });
  assert.is(entries.length, 2);
});

test.run();
