// Digits that may be turned: `isotypic train digits` under D4 and C8, equivariant and plain with as many parameters, with
// and without augmentation, at 100, 300 and 1000 images. Prints the errors on 600 other images, upright and in all
// positions of the group, and draws them. What is in the folder already is not trained again.
//   node packages/nn/examples/digits.mjs --out folder [--groups D4,C8] [--images 100,300,1000] [--seeds 1]
//     [--kinds 'equivariant;plain, turned'] [-- --steps 300 …]
// Under D4 augmentation changes nothing for the equivariant model but the images that are drawn: its loss is the same in
// all positions. So it is trained without.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { curves } from './curves.mjs';

const PROGRAM = fileURLToPath(new URL('../../cli/bin/isotypic.js', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'digits' },
    groups: { type: 'string', default: 'D4,C8' },
    images: { type: 'string', default: '100,300,1000' },
    seeds: { type: 'string', default: '1' },
    kinds: { type: 'string', default: 'equivariant;equivariant, turned;plain;plain, turned' },
  },
});
const PLAIN = ['--plain', '--augment'];
const KINDS = {
  equivariant: [],
  'equivariant, turned': ['--augment'],
  plain: ['--plain'],
  'plain, turned': PLAIN,
  // with the position as a part of the label; and the best plain one that was found, of as many parameters
  positions: ['--positions', '--smoothing', '0.1'],
  'plain, whole, turned': [...PLAIN, '--positions', '--whole', '--smoothing', '0.1', '--steps', '1000'],
};
mkdirSync(values.out, { recursive: true });

function trained(group, images, kind, seed) {
  const path = join(values.out, `${group}-${images}-${kind.replaceAll(', ', '-')}-${seed}.json`);
  if (!existsSync(path)) {
    const argv = ['train', 'digits', '--group', group, '--images', images, '--seed', seed, '--json', '--quiet'];
    writeFileSync(path, execFileSync(process.execPath, [PROGRAM, ...argv, ...KINDS[kind], ...positionals]));
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
const percent = (x) => (100 * x).toFixed(1);

console.log(
  '| group | model | parameters | images | error upright | turned | of the plain, turned one | logits change |',
);
console.log('|---|---|--:|--:|--:|--:|--:|--:|');
for (const group of values.groups.split(',')) {
  const series = {};
  const seeds = values.seeds.split(',');
  for (const images of values.images.split(',')) {
    const kinds = values.kinds.split(';').filter((kind) => group !== 'D4' || kind !== 'equivariant, turned');
    const rows = kinds.map((kind) => ({ kind, runs: seeds.map((seed) => trained(group, images, kind, seed)) }));
    const turned = ({ runs }) => mean(runs.map(({ turnedError }) => turnedError));
    for (const row of rows) {
      const { kind, runs } = row;
      series[kind] = [...(series[kind] ?? []), [Number(images), turned(row)]];
      const cells = [
        group,
        kind,
        runs[0].parameters,
        images,
        `${percent(mean(runs.map(({ error }) => error)))} %`,
        `${percent(turned(row))} %`,
        (turned(row) / turned(rows.at(-1))).toFixed(2),
        Math.max(...runs.map(({ logitsChange }) => logitsChange)).toPrecision(2),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
  const title = `Digits under ${group}: error on turned images`;
  writeFileSync(join(values.out, `${group}.svg`), curves(title, 'images', 'error', series));
}
