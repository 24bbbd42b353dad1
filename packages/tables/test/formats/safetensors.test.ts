import { IsotypicError } from '@isotypic/algebra';
import { type AnyTensor, decodeSafetensors, encodeSafetensors, float64Tensor, int64Tensor } from '@isotypic/tables';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
const size = (s: readonly number[]) => s.reduce((n, e) => n * e, 1);
const tensor: fc.Arbitrary<AnyTensor> = fc.oneof(
  shape.chain((s) =>
    fc
      .float64Array({ minLength: size(s), maxLength: size(s) })
      .map((d) => ({ dtype: 'F64' as const, shape: s, data: d })),
  ),
  shape.chain((s) =>
    fc
      .float32Array({ minLength: size(s), maxLength: size(s) })
      .map((d) => ({ dtype: 'F32' as const, shape: s, data: d })),
  ),
  shape.chain((s) =>
    fc
      .bigInt64Array({ minLength: size(s), maxLength: size(s) })
      .map((d) => ({ dtype: 'I64' as const, shape: s, data: d })),
  ),
  shape.chain((s) =>
    fc.uint8Array({ minLength: size(s), maxLength: size(s) }).map((d) => ({ dtype: 'U8' as const, shape: s, data: d })),
  ),
);
const name = fc.string({ minLength: 1, maxLength: 12 }).filter((n) => n !== '__metadata__' && n !== '__proto__');
const file = fc.record({
  tensors: fc.dictionary(name, tensor, { noNullPrototype: true }),
  metadata: fc.dictionary(name, fc.string(), { noNullPrototype: true }),
});

test('what is written is read back, bit for bit', () => {
  fc.assert(
    fc.property(file, (original) => {
      const bytes = encodeSafetensors(original);
      const read = decodeSafetensors(bytes);
      assert.equal(read.metadata, original.metadata);
      assert.equal(Object.keys(read.tensors).sort(), Object.keys(original.tensors).sort());
      for (const [key, t] of Object.entries(original.tensors)) {
        const back = read.tensors[key] as AnyTensor;
        assert.is(back.dtype, t.dtype);
        assert.equal(back.shape, t.shape);
        assert.equal(new Uint8Array(back.data.buffer), new Uint8Array(t.data.slice().buffer));
      }
      assert.equal(encodeSafetensors(read), bytes);
    }),
  );
});

test('the layout is the one of the format description', () => {
  const bytes = encodeSafetensors({
    tensors: { b: int64Tensor([2], [1, -1]), a: float64Tensor([], Float64Array.of(1)) },
    metadata: {},
  });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  assert.is((8 + length) % 8, 0);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  assert.equal(header, {
    a: { dtype: 'F64', shape: [], data_offsets: [0, 8] },
    b: { dtype: 'I64', shape: [2], data_offsets: [8, 24] },
  });
  assert.equal([...bytes.subarray(8 + length, 16 + length)], [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
});

test('broken files and shapes are refused with a typed error, never read wrongly', () => {
  const good = encodeSafetensors({
    tensors: { a: float64Tensor([3], Float64Array.of(1, 2, 3)) },
    metadata: { k: 'v' },
  });
  for (let cut = 0; cut < good.length; cut++) {
    assert.throws(
      () => decodeSafetensors(good.subarray(0, cut)),
      (e: unknown) => e instanceof IsotypicError && e.code === 'PARSE',
    );
  }
  const longer = new Uint8Array(good.length + 1);
  longer.set(good);
  assert.throws(
    () => decodeSafetensors(longer),
    (e: unknown) => e instanceof IsotypicError && e.code === 'PARSE',
  );
  assert.throws(
    () => encodeSafetensors({ tensors: { a: float64Tensor([2], Float64Array.of(1)) }, metadata: {} }),
    (e: unknown) => e instanceof IsotypicError && e.code === 'SHAPE_MISMATCH',
  );
});

test('a file with any byte changed is read or refused, never crashes the reader', () => {
  const good = encodeSafetensors({
    tensors: { a: float64Tensor([3], Float64Array.of(1, 2, 3)) },
    metadata: { k: 'v' },
  });
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
      const changed = good.slice();
      changed[at] = byte;
      try {
        decodeSafetensors(changed);
      } catch (error) {
        assert.instance(error, IsotypicError);
      }
    }),
    { numRuns: 500 },
  );
});

test.run();
