// Changes of basis of one vector, by sums, factors, reflections and transforms, against the matrix of the basis.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { coordinatesOf, vectorOf } from '../../dist/pipeline/one-vector.js';
import { SHAPES, slowCoordinates, space } from './spaces.js';

test('coordinates are products by the matrix, and lead back to the vector', () => {
  SHAPES.forEach((shape, k) => {
    const { rows, basis } = space(shape, 1, 7 + k);
    const got = coordinatesOf(rows.data, basis);
    const want = slowCoordinates({ rows, basis });
    const size = Math.max(...rows.data.map(Math.abs)) * Math.sqrt(basis.dimension);
    const within = (a: Float64Array, b: Float64Array) => {
      // sums of D terms, on both sides
      a.forEach((value, j) => {
        assert.ok(Math.abs(value - b[j]) <= 2 ** -53 * (2 * basis.dimension + 8) * size, `shape ${k}, entry ${j}`);
      });
    };
    within(got, want.data);
    within(vectorOf(got, basis), rows.data);
  });
});

test.run();
