/** Every field of every kind, changed alone, with digests that fit: verification refuses it, or says it is free. */
import { IsotypicError } from '@isotypic/algebra';
import {
  type AnyTensor,
  encodeSafetensors,
  generateTable,
  type Table,
  type TableRequest,
  tableKinds,
  verifyTable,
  writeTable,
} from '@isotypic/tables';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

type Data = Record<string, unknown>;

/** Complex, with a basis over ℂ. */
const BASIS = { kind: 'basis', domain: 'T(1)', codomain: 'T(1)', group: 'U(1)', dense: false };

/** Small tables of each kind, also in layouts that its example has not. */
const SMALL: Readonly<Record<string, readonly TableRequest[]>> = {
  so3: [
    { kind: 'so3', degree: 1, convention: 'escnn' },
    { kind: 'so3', degree: 1, layout: 'sparse', precision: 'float32' },
  ],
  harmonics: [{ kind: 'harmonics', degree: 1 }],
  characters: [{ kind: 'characters', group: 'cyclic(3)' }],
  irreps: [{ kind: 'irreps', group: 'cyclic(3)' }],
  couplings: [{ kind: 'couplings', group: 'cyclic(3)' }],
  'complex-couplings': [{ kind: 'complex-couplings', group: 'cyclic(3)' }],
  wigner: [{ kind: 'wigner', degree: 1, rotations: [[1, 0, 0, 0]] }],
  induced: [{ kind: 'induced', group: 'symmetric(3)', subgroup: 'cyclic(3)' }],
  restricted: [{ kind: 'restricted', group: 'symmetric(3)', subgroup: 'cyclic(3)' }],
  basis: [{ kind: 'basis', domain: 'T(1)', codomain: 'T(2)', group: 'O(2)' }, BASIS],
  decomposition: [{ kind: 'decomposition', group: 'cyclic(3)' }],
};

/** What may say anything, and is told as not proved. */
const FREE = new Set(['descriptor.generator.version', 'descriptor.group.name', 'descriptor.from.group.name']);

/** Copies of plain data with one leaf changed, one member left out, or one more. */
function* changes(value: unknown, path: string): Generator<[path: string, changed: unknown]> {
  if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    const members = Object.entries(value);
    for (const [key, member] of members) {
      const replaced = (by: unknown): unknown =>
        isList ? value.map((x, i) => (String(i) === key ? by : x)) : { ...value, [key]: by };
      for (const [at, changed] of changes(member, `${path}.${key}`)) yield [at, replaced(changed)];
      const without = isList
        ? value.filter((_, i) => String(i) !== key)
        : Object.fromEntries(members.filter(([name]) => name !== key));
      yield [`${path} without ${key}`, without];
      if (member !== null) yield [`${path}.${key} null`, replaced(null)];
    }
    yield [`${path} with more`, isList ? [...value, 'more'] : { ...value, more: '1' }];
  } else if (value === null) {
    yield [path, 7];
  } else if (typeof value === 'number') {
    yield [path, value + 1];
    yield [`${path} as text`, String(value)];
  } else if (typeof value === 'boolean') yield [path, !value];
  else if (path === 'descriptor.generator.version') yield [path, '9.8.7'];
  else yield [path, `${value}9`];
}

function outcome(write: () => ReturnType<typeof writeTable>): 'refused' | 'told' | 'passed' {
  try {
    return verifyTable(write()).notProved.length > 0 ? 'told' : 'passed';
  } catch (error) {
    if (error instanceof IsotypicError && error.code !== 'VERIFICATION_FAILED') return 'refused';
    throw error;
  }
}

/** One test for each kind and layout, of every `stride`-th change. */
export function expectRefusals(stride: number): void {
  for (const { name, example } of tableKinds)
    for (const request of SMALL[name] ?? [example]) expectRefusal(request, stride);
}

function expectRefusal(request: TableRequest, stride: number): void {
  test(`${JSON.stringify(request)}: one change of the plain data is refused`, () => {
    const table = generateTable(request);
    const plain = JSON.parse(JSON.stringify({ descriptor: table.descriptor, exact: table.exact })) as Data;
    let count = 0;
    for (const part of ['descriptor', 'exact'] as const) {
      for (const [path, changed] of changes(plain[part], part)) {
        if (count++ % stride !== 0) continue;
        const expected = FREE.has(path) ? 'told' : 'refused';
        const write = () => writeTable({ ...table, [part]: changed } as Table);
        assert.is(outcome(write), expected, path);
      }
    }
    assert.ok(count > 20);
  });

  test(`${JSON.stringify(request)}: one change of a tensor, or of the metadata, is refused`, () => {
    const table = generateTable(request);
    const { json, safetensors } = writeTable(table);
    const metadata = { descriptor: JSON.stringify(table.descriptor), exact_companion_sha256: '' };
    let count = 0;
    for (const [key, tensor] of Object.entries(table.tensors)) {
      for (const changed of changedTensors(tensor)) {
        if (count++ % stride !== 0) continue;
        const write = () => writeTable({ ...table, tensors: { ...table.tensors, [key]: changed } });
        assert.is(outcome(write), 'refused', key);
      }
    }
    assert.is(
      outcome(() => ({ safetensors, json })),
      'passed',
    );
    assert.is(
      outcome(() => ({ safetensors, json: json.trimEnd() })),
      'refused',
    );
    assert.is(
      outcome(() => ({ safetensors: encodeSafetensors({ ...table, metadata }), json })),
      'refused',
    );
  });
}

function* changedTensors(tensor: AnyTensor): Generator<AnyTensor> {
  const { data, shape, dtype } = tensor;
  for (let i = 0; i < data.length; i++) {
    const changed = data.slice() as Float64Array;
    (changed as unknown as (number | bigint)[])[i] =
      dtype === 'I64' ? (data[i] as bigint) + 1n : (data[i] as number) + 1;
    yield { ...tensor, data: changed } as AnyTensor;
  }
  yield { ...tensor, shape: [...shape, 1] } as AnyTensor;
  if (dtype === 'I32') yield { dtype: 'F32', shape, data: Float32Array.from(data) };
  if (dtype === 'F64') yield { dtype: 'F32', shape, data: Float32Array.from(data) };
}
