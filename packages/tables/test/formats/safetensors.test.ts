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
const name = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'é\u{1f600}'),
  )
  .filter((n) => n !== '__metadata__');
const file = fc.record({
  tensors: fc.array(fc.tuple(name, tensor)).map((entries) => Object.fromEntries(entries)),
  metadata: fc.array(fc.tuple(name, fc.string())).map((entries) => Object.fromEntries(entries)),
});

test('what is written is read back, bit for bit', () => {
  fc.assert(
    fc.property(file, (original) => {
      const bytes = encodeSafetensors(original);
      const read = decodeSafetensors(bytes);
      assert.equal(Object.entries(read.metadata).sort(), Object.entries(original.metadata).sort());
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

const parseRefused = (says: RegExp, bytes: Uint8Array): void =>
  assert.throws(
    () => decodeSafetensors(bytes),
    (e: unknown) => e instanceof IsotypicError && e.code === 'PARSE' && says.test(e.message),
  );
const argumentRefused = (says: RegExp, f: () => unknown): void =>
  assert.throws(f, (e: unknown) => e instanceof IsotypicError && says.test(e.message));

/** A file with this header and so many bytes behind it. */
function fileWith(header: unknown, bytes = 0): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const made = new Uint8Array(8 + json.length + bytes);
  new DataView(made.buffer).setBigUint64(0, BigInt(json.length), true);
  made.set(json, 8);
  return made;
}

test('headers are padded with spaces behind }, and with nothing else', () => {
  const bytes = encodeSafetensors({ tensors: { ab: float64Tensor([], Float64Array.of(1)) }, metadata: {} });
  const padding = bytes.lastIndexOf(0x20);
  assert.is(bytes[padding - 1] === 0x20 || bytes[padding - 1] === 0x7d, true);
  for (const white of [0x09, 0x0a, 0x0d, 0x00]) {
    const changed = bytes.slice();
    changed[padding] = white;
    assert.throws(
      () => decodeSafetensors(changed),
      (e: unknown) => e instanceof IsotypicError && e.code === 'PARSE' && /then spaces/.test(e.message),
    );
  }
  const shifted = bytes.slice();
  shifted.copyWithin(9, 8, padding);
  shifted[8] = 0x20;
  assert.throws(() => decodeSafetensors(shifted), /from \{ to \}/);
});

test('a tensor named __proto__ is kept, and so are its siblings', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', ''];
  const tensors = Object.fromEntries(names.map((n, k) => [n, float64Tensor([1], Float64Array.of(k))]));
  const read = decodeSafetensors(encodeSafetensors({ tensors, metadata: Object.fromEntries([['__proto__', 'kept']]) }));
  assert.equal(Object.keys(read.tensors).sort(), [...names].sort());
  for (const [k, n] of names.entries()) assert.equal([...read.tensors[n].data], [k]);
  assert.equal(Object.entries(read.metadata), [['__proto__', 'kept']]);
});

test('shape [1.5, 2] is refused, and so are its siblings', () => {
  const data = Float64Array.of(1, 2, 3);
  for (const s of [[1.5, 2], [-1, -3], [Number.NaN], ['3'], 3, null]) {
    argumentRefused(/shape/, () => float64Tensor(s as never, data));
    argumentRefused(/shape/, () => int64Tensor(s as never, [1, 2, 3]));
    argumentRefused(/shape/, () =>
      encodeSafetensors({ tensors: { a: { dtype: 'F64', shape: s as never, data } }, metadata: {} }),
    );
    parseRefused(/shape/, fileWith({ a: { dtype: 'F64', shape: s, data_offsets: [0, 24] } }, 24));
  }
});

test('metadata { n: 5 } is refused, and so are its siblings', () => {
  for (const metadata of [{ n: 5 }, { n: null }, { n: {} }, { n: undefined }, null, ['a'], 'a']) {
    argumentRefused(/metadata/, () => encodeSafetensors({ tensors: {}, metadata: metadata as never }));
  }
});

test('__metadata__ with a number is refused, and so are its siblings', () => {
  for (const metadata of [{ n: 5 }, { n: null }, { n: [] }, 5, null, ['a']]) {
    parseRefused(/__metadata__/, fileWith({ __metadata__: metadata }));
  }
  assert.equal(decodeSafetensors(fileWith({ __metadata__: { n: '5' } })).metadata, { n: '5' });
});

test('tensors that overlap are refused before they are copied, as are sizes beyond the file', () => {
  const whole = { dtype: 'U8', shape: [1 << 20], data_offsets: [0, 1 << 20] };
  const overlapping = Object.fromEntries(Array.from({ length: 5000 }, (_, k) => [`t${k}`, whole])); // 5 GB if copied
  parseRefused(/to start at/, fileWith(overlapping, 1 << 20));
  parseRefused(/the data of/, fileWith({ a: { dtype: 'U8', shape: [2 ** 40], data_offsets: [0, 2 ** 40] } }, 8));
  parseRefused(/bytes for/, fileWith({ a: { dtype: 'F64', shape: [2 ** 50, 2 ** 50], data_offsets: [0, 8] } }, 8));
  parseRefused(/header/, Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 123));
  parseRefused(/dtype, shape/, fileWith(`{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`));
  parseRefused(
    /UTF-8/,
    fileWith('{"a\udc00":1}').map((b) => (b === 0xef ? 0xff : b)),
  );
});

test('a Buffer, as node:fs reads files, that shares its memory with others', () => {
  const bytes = encodeSafetensors({ tensors: { a: float64Tensor([3], Float64Array.of(1, 2, 3)) }, metadata: {} });
  const shared = Buffer.concat([Buffer.from('abc'), Buffer.from(bytes)]).subarray(3);
  const { data } = decodeSafetensors(shared).tensors.a;
  assert.equal([...(data as Float64Array)], [1, 2, 3]);
  data[0] = 5;
  assert.equal([...(decodeSafetensors(shared).tensors.a.data as Float64Array)], [1, 2, 3]);
});

test.run();
