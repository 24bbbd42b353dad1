/** Bases of equivariant linear layers as files: they make the weights, and coefficients come back. */
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import { EquivariantLinear, encodeBasis, FieldLinear, fieldType, gspaces, loadBasis } from '@isotypic/nn';
import { decodeSafetensors, type TensorFile } from '@isotypic/tables/formats';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shake } from '../helpers/laws.js';
import { largestDifference } from '../helpers/matrices.js';

const numbers = ({ tensors }: TensorFile, name: string): Float64Array => Float64Array.from(tensors[name].data, Number);

/** The matrix that a file says, as its reader would make it. */
function matrixOf(file: TensorFile, columns: number, size: number): Float64Array {
  const matrix = new Float64Array(size);
  for (let k = 0; `blocks.${k}.basis` in file.tensors; k++) {
    const [basis, c, outputs, inputs] = ['basis', 'coefficients', 'outputs', 'inputs'].map((part) =>
      numbers(file, `blocks.${k}.${part}`),
    );
    const [dimension, a, b] = file.tensors[`blocks.${k}.basis`].shape;
    const [to, from] = file.tensors[`blocks.${k}.coefficients`].shape;
    for (let o = 0; o < to; o++)
      for (let i = 0; i < from; i++)
        for (let d = 0; d < dimension; d++)
          for (let r = 0; r < a; r++)
            for (let s = 0; s < b; s++) {
              const at = outputs[o * a + r] * columns + inputs[i * b + s];
              matrix[at] += c[(o * from + i) * dimension + d] * basis[(d * a + r) * b + s];
            }
  }
  return matrix;
}

const groups = [
  ['SO(3)', '2*T(0) + 3*T(1) + T(2)', 'T(0) + 2*T(1) + T(2)'],
  ['O(1,3)', 'T(1,1) + T(1)', '2*T(0) + T(1,1) + T(1)'],
  ['S(4)', '2*T(1) + T(2)', '3*T(0) + T(2)'],
] as const;

for (const [name, domain, codomain] of groups) {
  for (const trained of ['coefficients', 'entries'] as const) {
    test(`${name}: ${domain} to ${codomain}, ${trained} trained`, () => {
      const group = parseMatrixGroup(name);
      const make = (): EquivariantLinear => {
        const layer = new EquivariantLinear(parseType(domain).over(group), parseType(codomain).over(group), {
          trained,
        });
        shake(layer);
        return layer;
      };
      const layer = make();
      const { inputs, outputs } = layer.dimensions;
      const file = decodeSafetensors(encodeBasis(layer));
      // sums of at most as many products as there are maps between two summands
      assert.ok(largestDifference(matrixOf(file, inputs, inputs * outputs), layer.weight().data) <= 1e-13);
      const [vectors, c] = [numbers(file, 'bias.vectors'), numbers(file, 'bias.coefficients')];
      const bias = new Float64Array(outputs);
      c.forEach((factor, k) => {
        for (let o = 0; o < outputs; o++) bias[o] += factor * vectors[k * outputs + o];
      });
      assert.ok(largestDifference(bias, layer.bias().data) <= 1e-13);
      const other = make();
      assert.ok(largestDifference(other.weight().data, layer.weight().data) > 0.1);
      loadBasis(encodeBasis(layer), other);
      // projections of what was projected, where entries are trained
      assert.ok(largestDifference(other.weight().data, layer.weight().data) <= 1e-13);
      assert.ok(largestDifference(other.bias().data, layer.bias().data) <= 1e-13);
    });
  }
}

test('a file of another layer, or of one without a bias, is refused and changes nothing', () => {
  const group = parseMatrixGroup('SO(3)');
  const [V, scalars] = ['2*T(1)', '2*T(0)'].map((text) => parseType(text).over(group));
  const layer = new EquivariantLinear(V, V);
  const before = layer.state();
  const code = (e: { code: string }): boolean => e.code === 'SHAPE_MISMATCH';
  const C4 = gspaces.rot2dOnR2(4);
  const field = fieldType(C4, [C4.regular]);
  for (const file of [new EquivariantLinear(V, parseType('T(1)').over(group)), new FieldLinear(field, field)]) {
    assert.throws(() => loadBasis(encodeBasis(file), layer), code);
  }
  const biased = new EquivariantLinear(scalars, scalars);
  assert.throws(() => loadBasis(encodeBasis(new EquivariantLinear(scalars, scalars, { bias: false })), biased), code);
  assert.equal(layer.state(), before);
});

test.run();
