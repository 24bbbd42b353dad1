import { readFileSync } from 'node:fs';
import {
  drawBasis,
  drawBipartiteGraph,
  drawColouredMatrix,
  parseMatrixGroup,
  sharedLayer,
  T,
  weightSharing,
} from '@isotypic/maps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface Coloring {
  readonly name: string;
  readonly in_generators: readonly (readonly number[])[];
  readonly out_generators: readonly (readonly number[])[];
  readonly colors_W: readonly (readonly number[])[];
  readonly num_weights_W: number;
  readonly colors_b: readonly number[];
  readonly num_weights_b: number;
}

const vectors = new URL('../../../../vectors/', import.meta.url);
const read = <T>(path: string) => JSON.parse(readFileSync(new URL(path, vectors), 'utf8')) as { cases: T[] };

for (const c of read<Coloring>('equivariant-maps/colourings.json').cases) {
  test(`colors and counts: ${c.name}`, () => {
    const sharing = weightSharing(c.in_generators, c.out_generators);
    assert.equal(sharing.colours(), c.colors_W);
    assert.equal(sharing.biasColours(), c.colors_b);
    assert.is(sharing.weights, c.num_weights_W);
    assert.is(sharing.biases, c.num_weights_b);
  });
}

interface LayerCase {
  readonly name: string;
  readonly inGenerators: readonly (readonly number[])[];
  readonly outGenerators: readonly (readonly number[])[];
  readonly inChannels: number;
  readonly outChannels: number;
  readonly coloursW: number;
  readonly weights: number;
  readonly biases: number;
  readonly weight?: readonly number[];
  /** Numbers are given for the smaller cases only. */
  readonly bias?: readonly number[] | null;
  readonly x?: readonly (readonly (readonly number[])[])[];
  readonly y?: readonly (readonly (readonly number[])[])[];
}

for (const c of read<LayerCase>('nn/autoequiv.json').cases) {
  test(`forward pass: ${c.name}`, () => {
    const { inChannels, outChannels } = c;
    const bias = c.biases > 0;
    const layer = sharedLayer(c.inGenerators, c.outGenerators, { inChannels, outChannels, bias });
    assert.is(layer.weights, c.coloursW);
    assert.is(layer.parameters, c.weights + c.biases);
    c.x?.forEach((x, n) => {
      const y = layer.forward(x.flat(), c.weight ?? [], bias ? (c.bias ?? []) : undefined);
      const expected = (c.y as NonNullable<typeof c.y>)[n].flat();
      // sums of at most inChannels·inDegree products of six-digit numbers
      for (const [i, value] of y.entries()) assert.ok(Math.abs(value - expected[i]) < 1e-12 * x.flat().length);
    });
  });
}

const cycle = [[1, 2, 3, 4, 5, 0]];

test('a sparse layer: only what the chosen colors connect', () => {
  const local = sharedLayer(cycle, cycle, { colors: [0, 1], bias: false });
  assert.is(local.parameters, 2);
  assert.equal([...local.connections()[1].pairs], [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 0]);
  const x = [1, 0, 0, 0, 0, 2];
  assert.equal([...local.forward(x, [3, 10])], [3 + 20, 10, 0, 0, 0, 6]);
  assert.throws(() => sharedLayer(cycle, cycle, { colors: [6] }), /colors/);
  assert.throws(() => local.forward([1], [1, 2]), /6/);
});

test('cyclic shifts of 10⁴ points, 10⁸ pairs: counted without a table', () => {
  const n = 10_000;
  const shift = [Array.from({ length: n }, (_, i) => (i + 1) % n)];
  const sharing = weightSharing(shift, shift);
  assert.is(sharing.weights, n);
  assert.is(sharing.biases, 1);
});

test('pictures: one cell or edge a pair, a legend with counts, no color twice', () => {
  const { colours } = weightSharing(
    [
      [1, 2, 3, 0],
      [1, 0, 2, 3],
    ],
    [
      [1, 2, 3, 0],
      [1, 0, 2, 3],
    ],
  );
  const matrix = drawColouredMatrix(colours(), { title: 'sets of 4 & more' });
  assert.is(matrix.match(/<rect /g)?.length, 1 + 16 + 1 + 2); // paper, cells, frame, legend
  assert.match(matrix, /0: 4 entries/);
  assert.match(matrix, /1: 12 entries/);
  assert.match(matrix, /sets of 4 &amp; more/);
  const graph = drawBipartiteGraph(colours());
  assert.is(graph.match(/<line /g)?.length, 16);
  assert.is(graph.match(/<circle /g)?.length, 8);
  const large = drawColouredMatrix(
    Array.from({ length: 501 }, (_, i) => Array.from({ length: 501 }, (_, j) => (i + j) % 3)),
  );
  assert.match(large, /data:image\/png;base64,/);
  assert.is(large.match(/<rect /g)?.length, 1 + 1 + 3);
  assert.throws(() => drawColouredMatrix([]), /rows of colors/);
  assert.throws(() => drawColouredMatrix([[0], [0, 1]]), /rows of one length/);
  assert.throws(() => drawColouredMatrix([[0.5]]), /integers/);
});

test('the picture of a basis has lines between summands, and blanks where all maps are 0', () => {
  const group = parseMatrixGroup('O(2)');
  const svg = drawBasis(T(1).plus(T(0)).over(group), T(2).over(group), { title: 'O(2)' });
  assert.is(svg.match(/<line /g)?.length, 3);
  assert.match(svg, /1 weight</);
});

test.run();
