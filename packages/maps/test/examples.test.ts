/** The examples print what they promise. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { specialCasesAreOn } from './bases/without-special-cases.js';

const run = (name: string, ...args: string[]): string[] => {
  const path = fileURLToPath(new URL(`../examples/${name}.mjs`, import.meta.url));
  return execFileSync(process.execPath, [path, ...args], { encoding: 'utf8' })
    .trim()
    .split('\n');
};

test('weight sharing: five layers, their counts and pictures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-'));
  try {
    assert.equal(run('sharing', folder), [
      'deep sets, n = 4: 2 weights, 1 bias',
      'cyclic convolution, n = 6: 6 weights, 1 bias',
      'second-order sets, n = 5: 15 weights, 2 biases',
      "the icosahedron's faces: 8 weights, 1 bias",
      'circular DNA, position by position: 48 weights, 2 biases',
      'circular DNA, base by base: 48 weights, 2 biases',
    ]);
    const pictures = readdirSync(folder);
    assert.is(pictures.length, 12);
    for (const file of pictures) assert.match(readFileSync(join(folder, file), 'utf8'), /^<svg/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('maps between tensors', () => {
  const expected = [
    'O(1,3): T(1,0) to T(2,1): 3 maps (Brauer diagrams)',
    "Rubik's cube: V to V: 9 maps (orbitals)",
    'S(5): 10*T(1) + 5*T(2) to 3*T(0) + T(2): 185 maps (set partitions)',
    '2*V(Z(3))*V(S(4)) + V(O(3))^2: endomorphisms: 31 maps (Brauer diagrams, orbitals, set partitions)',
    'C4: the regular representation: 4 maps (orbitals)',
    'the cube group has 43252003274489856000 elements',
  ];
  // with the special cases off there is one engine
  const engines = (line: string) => (specialCasesAreOn ? line : line.replace(/ \(.*/, ''));
  assert.equal(run('tensors').map(engines), expected.map(engines));
});

test('constraints: the projector of a rotation-equivariant layer', () => {
  assert.equal(run('constraints'), [
    'W is 3x20, its projector 60x60 of rank 5',
    'the bias has 0 free parameters',
    'W rho(g) = rho(g) W for a random W: false, for its projection: true',
  ]);
});

test.run();
