import { IsotypicError } from '@isotypic/algebra';
import { type AnyTensor, decodeNpz, encodeNpz, float64Tensor, int32Tensor, int64Tensor } from '@isotypic/tables';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const tensor: fc.Arbitrary<AnyTensor> = fc.array(fc.nat(4), { maxLength: 3 }).chain((shape) => {
  const size = shape.reduce((p, n) => p * n, 1);
  return fc.oneof(
    fc.array(fc.double(), { minLength: size, maxLength: size }).map((d) => float64Tensor(shape, Float64Array.from(d))),
    fc.array(fc.integer(), { minLength: size, maxLength: size }).map((d) => int32Tensor(shape, d)),
    fc.array(fc.maxSafeInteger(), { minLength: size, maxLength: size }).map((d) => int64Tensor(shape, d)),
  );
});
const file = fc.dictionary(
  fc.string().filter((s) => !/[\0\r\n]/.test(s)),
  tensor,
  { maxKeys: 4 },
);

test('what is written is read, with any names and shapes; equal tensors give equal bytes', () => {
  fc.assert(
    fc.property(file, (tensors) => {
      const bytes = encodeNpz(tensors);
      assert.equal(encodeNpz(tensors), bytes);
      const back = decodeNpz(bytes);
      assert.equal(Object.keys(back).sort(), Object.keys(tensors).sort());
      for (const [name, t] of Object.entries(tensors)) {
        assert.equal([back[name].dtype, back[name].shape], [t.dtype, [...t.shape]]);
        assert.equal(new Uint8Array(back[name].data.buffer), new Uint8Array(t.data.buffer)); // NaN is NaN bit for bit
      }
    }),
  );
});

test('every member begins at the header that NumPy expects: magic, version 1.0, a multiple of 64', () => {
  const bytes = encodeNpz({ q: float64Tensor([2, 1], Float64Array.of(1, 2)) });
  const start = 30 + 'q.npy'.length;
  assert.equal([...bytes.subarray(start, start + 8)], [0x93, 78, 85, 77, 80, 89, 1, 0]);
  const length = bytes[start + 8] + 256 * bytes[start + 9];
  assert.is((10 + length) % 64, 0);
  const header = new TextDecoder().decode(bytes.subarray(start + 10, start + 10 + length));
  assert.is(header.trimEnd(), "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }");
});

test('a Buffer that shares its memory with others is read as bytes are', () => {
  const bytes = encodeNpz({ a: float64Tensor([3], Float64Array.of(1, 2, 3)) });
  const shared = Buffer.concat([Buffer.from('abc'), Buffer.from(bytes)]).subarray(3);
  assert.equal([...decodeNpz(shared).a.data], [1, 2, 3]);
});

test('10⁴ damaged files: a typed error, or the same tensors where the damage is in what nobody reads', () => {
  const whole = encodeNpz({
    a: float64Tensor([3], Float64Array.of(1, 2, 3)),
    'b/c': int32Tensor([2, 2], [1, 2, 3, 4]),
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.nat(whole.length - 1).map((n) => whole.slice(0, n)),
        fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, value]) => {
          const damaged = whole.slice();
          damaged[at] = value;
          return damaged;
        }),
        fc.uint8Array({ maxLength: 200 }),
      ),
      (bytes) => {
        try {
          for (const t of Object.values(decodeNpz(bytes))) assert.ok(t.data.length <= whole.length);
        } catch (error) {
          assert.ok(error instanceof IsotypicError && error.code === 'PARSE', String(error));
        }
      },
    ),
    { numRuns: 10_000 },
  );
});

test('refusals', () => {
  assert.throws(() => encodeNpz({ 'a\n': float64Tensor([1], Float64Array.of(1)) }), /without line ends/);
  assert.throws(() => encodeNpz({ a: [1, 2] } as never), /tensors by name/);
  assert.throws(() => decodeNpz([1] as never), /bytes of a file/);
});

test.run();
