/** What a bundler shortens changes no file: descriptors name layers by their kind, not by how a class is called. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { catalogue } from '@isotypic/algebra';
import { decodeSafetensors } from '@isotypic/tables/formats';
import { build } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as nn from '../../dist/index.js';

const HERE = fileURLToPath(new URL('../../dist/', import.meta.url)); // from packages/nn/dist-test/layers

/** The layers, and groups of the same copy of the library. */
type Library = typeof nn & { readonly catalogue: typeof catalogue };

/** The package in one file, with names as short as they can be. */
async function minified(): Promise<{ bundle: Library; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-minified-'));
  const outfile = join(folder, 'nn.mjs');
  await build({
    stdin: {
      contents: `export * from './index.js';\nexport { catalogue } from '@isotypic/algebra';`,
      resolveDir: HERE,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    outfile,
    external: ['gpu.js', 'webgpu', 'koffi'],
    logLevel: 'error',
  });
  return { bundle: (await import(pathToFileURL(outfile).href)) as Library, folder };
}

/** The files of a few layers, and what errors call them. */
function written({
  catalogue,
  encodeBasis,
  FieldLinear,
  fieldType,
  gspaces,
  noBaseSpace,
  R2Conv,
  R2ConvTransposed,
}: Library) {
  const C4 = gspaces.rot2dOnR2(4);
  const regular = fieldType(C4, [C4.regular]);
  const point = noBaseSpace(catalogue.cyclic(3));
  const cycle = fieldType(point, [point.regular]);
  const layers = [
    new R2Conv(regular, regular, 3),
    new R2ConvTransposed(regular, regular, 3),
    new FieldLinear(cycle, cycle),
  ];
  return layers.map((layer) => ({ kind: layer.kind, bytes: encodeBasis(layer) }));
}

test('a minified bundle writes the same files, with the same descriptors', async () => {
  const { bundle, folder } = await minified();
  try {
    assert.is.not(bundle.R2Conv.name, 'R2Conv', 'the bundle kept its names, and shows nothing');
    const [ours, shortened] = [written({ ...nn, catalogue }), written(bundle)];
    const described = ours.map(({ bytes }) => JSON.parse(decodeSafetensors(bytes).metadata.layer as string).kind);
    assert.equal(described, ['R2Conv', 'R2ConvTransposed', 'FieldLinear']);
    ours.forEach(({ kind, bytes }, k) => {
      assert.is(shortened[k].kind, kind);
      assert.is(Buffer.compare(Buffer.from(bytes), Buffer.from(shortened[k].bytes)), 0, kind);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every class of the package says its own name', () => {
  const classes = Object.entries(nn).filter(
    ([, value]) => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value)),
  ) as [string, { prototype: object }][];
  const named = classes.filter(([, { prototype }]) => prototype instanceof nn.Module);
  assert.ok(named.length > 40, `${named.length} classes`);
  const abstract = new Set([
    'ExportableModule',
    'EquivariantModule',
    'SequenceModule',
    'MemoryModule',
    'DenseModule',
    'SteerableConvolution',
  ]);
  for (const also of ['Convolution', 'TransposedConvolution', 'PointConvolution', 'WindowPool', 'AdaptivePool'])
    abstract.add(also);
  for (const [name, { prototype }] of named.filter(([name]) => !abstract.has(name))) {
    const own = Object.getOwnPropertyDescriptor(prototype, 'kind');
    assert.is(own?.get?.call(prototype), name);
  }
});

test.run();
