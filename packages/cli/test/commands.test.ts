import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './support/run.js';

const folder = mkdtempSync(join(tmpdir(), 'isotypic-commands-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

test('what a mathematician would write on paper', async () => {
  const cases: readonly [string[], RegExp[]][] = [
    [
      ['group', 'symmetric(4)', '--classes'],
      [/order +24\n/, /5 conjugacy classes/, /center +order 1/, /orbits +1, of length 4\n/, /solvable +yes\n/],
    ],
    [['group', 'rubiksCube()'], [/43252003274489856000/]],
    [['group', 'frobenius(7, 3)', '--structure'], [/structure +C7 : C3\n/]],
    [
      ['graph', 'IheA@GUAo'],
      [/10 vertices, 15 edges/, /order +120\n/, /orbits +\{0 1 2 3 4 5 6 7 8 9\}/, /form +[0-9a-f]{64}\n/],
    ],
    [['graph', 'IheA@GUAo', ':I`ES@obGkqegW~'], [/^isomorphic by /]],
    [['graph', 'Cl', 'C~'], [/^not isomorphic/]],
    [
      ['characters', 'symmetric(3)'],
      [/χ3 +1 +2 +0 +-1/, /size +1 +3 +2/, /ν +1a +2a +3a/],
    ],
    [['characters', 'cyclic(3)'], [/E\(3\)\^2/]],
    [['characters', 'symmetric(3)', '--gap'], [/ConvertToCharacterTable/]],
    [
      ['characters', 'symmetric(3)', '--replab'],
      [/"permutationGenerators"/, /"order":"6"/],
    ],
    [
      ['irreps', 'quaternion()', '--matrices'],
      [/quaternionic \(End = ℍ\)/, / at \(/],
    ],
    [
      ['decompose', 'dihedral(4)'],
      [/trivial +1 +1/, /order 8, on 4 points, over the real numbers/, /^ℝ\^4 = trivial ⊕ .*\[1\] ⊕ .*\[2\]$/m],
    ],
    [['decompose', 'cyclic(4)', '--field', 'complex'], [/over the complex numbers/]],
    [
      ['cg', '1', '1', '1'],
      [/^⟨1 m₁ 1 m₂ \| 1 m₃⟩ in the convention e3nn$/m, / −√\(1\/6\)\n/, / {2}√\(1\/6\)\n/, /m₁ +m₂ +m₃/],
    ],
    [['cg', '1', '1', '3'], [/1 ⊗ 1 does not couple to 3/]],
    [['cg', '2', '2', '0', '--group', 'symmetric(3)'], [/copy 1 of trivial/]],
    [
      ['harmonics', '2', '--convention', 'wikipedia'],
      [/ 0 {3}√\(5\/4\) · \(−x² − y² \+ 2z²\)/, /-2 {3}√15 · xy\n/],
    ],
    [
      ['pointgroup', 'm-3m', '--branching', '2'],
      [/Oh \(m-3m\), order 48/, /8C3/, /2 +Eg \+ T2g|2 +T2g \+ Eg/],
    ],
  ];
  for (const [argv, expected] of cases) {
    const { code, out, err } = await run(...argv);
    assert.is(code, 0, err);
    for (const pattern of expected) assert.match(out, pattern, `${argv.join(' ')}\n${out}`);
  }
});

test('--json of every command is JSON', async () => {
  for (const argv of [
    ['group', 'dihedral(5)', '--classes'],
    ['characters', 'alternating(4)'],
    ['irreps', 'cyclic(3)'],
    ['decompose', 'dihedral(5)'],
    ['cg', '1', '2', '2'],
    ['cg', '0', '1', '1', '--group', 'cyclic(3)'],
    ['harmonics', '3'],
    ['pointgroup', 'D4d'],
  ]) {
    const { code, out, err } = await run(...argv, '--json');
    assert.is(code, 0, err);
    assert.type(JSON.parse(out), 'object');
  }
});

test('tables are written, verified, and refuted when a byte is changed', async () => {
  for (const [name, ...argv] of [
    ['cayley', 'cayley', 'dihedral(3)'],
    ['characters', 'characters', 'alternating(4)', '--npz'],
    ['irreps', 'irreps', 'quaternion()'],
    ['couplings', 'couplings', 'symmetric(3)'],
    ['so3', 'so3', '2', '--convention', 'escnn', '--layout', 'sparse'],
    ['harmonics', 'harmonics', '2', '--precision', 'float32'],
    ['decomposition', 'decomposition', 'cyclic(4)', '--representation', 'regular'],
    ['induced', 'induced', 'symmetric(3)', '--subgroup', 'cyclic(3)'],
    ['basis', 'basis', 'T(1)', '--codomain', 'T(2)', '--group', 'SO(3)'],
    ['sharing', 'sharing', 'cyclic(4)', '--outputs', '[[1,0]]'],
  ]) {
    const out = join(folder, name);
    const written = await run('table', ...argv, '--out', out);
    assert.is(written.code, 0, written.err);
    const verified = await run('verify', out);
    assert.is(verified.code, 0, verified.err);
    assert.match(verified.out, 'every tensor');
    const bytes = readFileSync(`${out}.safetensors`);
    bytes[bytes.length - 1] ^= 0x40;
    writeFileSync(`${out}.safetensors`, bytes);
    const refuted = await run('verify', out);
    assert.is(refuted.code, 2);
    assert.match(refuted.err, /entry \d+ of tensor/);
  }
});

test('bad words end in one sentence, exit code 2 and no output', async () => {
  const cases: readonly [string[], RegExp][] = [
    [['group'], /one group after group, got none/],
    [['characters', 'symetric(3)'], /Did you mean symmetric/],
    [['characters', 'symmetric(3)', '--gap', '--json'], /one of --gap, --replab and --json/],
    [['decompose', 'cyclic(3)', '--field', 'reel'], /--field to be one of real, rational, complex/],
    [['cg', '1', '1'], /three degrees/],
    [['cg', '1', '1', '-1'], /-1|option/],
    [['cg', '1', '1', 'x'], /a degree from 0 to 150, got "x"/],
    [['cg', '1', '1', '9', '--group', 'cyclic(3)'], /a number of an irrep from 0 to 1/],
    [['harmonics', '2', '--convention', 'scipy'], /--convention to be one of e3nn/],
    [['pointgroup', 'Q7'], /a point group/],
    [['table', 'so3', '2'], /--out NAME/],
    [['table', 'chars', 'cyclic(3)', '--out', join(folder, 'x')], /the kind of table to be one of/],
    [
      ['table', 'cayley', 'cyclic(3)', '--layout', 'sparse', '--out', join(folder, 'x')],
      /--layout with couplings or so3, got cayley/,
    ],
    [['verify', join(folder, 'missing')], /does not exist/],
    [['charcters', 'x'], /Did you mean characters/],
  ];
  for (const [argv, expected] of cases) {
    const { code, out, err } = await run(...argv);
    assert.is(code, 2, argv.join(' '));
    assert.match(err, expected);
    assert.is(err.trimEnd().split('\n').length, 1, err);
    assert.is(out, '');
  }
});

test('help names every option of every command, with an example that runs', async () => {
  const { out } = await run('--help');
  const names = [...out.matchAll(/^ {2}isotypic ([a-z]+) /gm)].map((m) => m[1]);
  assert.ok(names.length >= 11);
  for (const name of names) {
    const help = (await run(name, '--help')).out;
    assert.match(help, `isotypic ${name}`);
    const [, example] = /^Example: {2}isotypic (.*)$/m.exec(help) ?? [];
    assert.ok(example, name);
    // run elsewhere
    if (['analyze', 'suggest', 'table', 'verify', 'group', 'decompose', 'check', 'moments', 'studio'].includes(name))
      continue;
    const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2]);
    // some write into the folder they run in
    const here = process.cwd();
    process.chdir(folder);
    const { code, err } = await run(...words);
    process.chdir(here);
    assert.is(code, 0, err);
  }
});

test.run();
