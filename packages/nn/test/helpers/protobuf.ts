/** Reads protobuf by a schema, strictly: fields that the schema has not, or of another wire type, are errors. */

interface Field {
  readonly name: string;
  readonly type: string;
  readonly isRepeated: boolean;
}

/** Messages by name, their fields by number. */
export type Schema = ReadonlyMap<string, ReadonlyMap<number, Field>>;

/** A message: what is repeated as arrays, enums and integers as bigints. */
export interface Message {
  readonly [field: string]: unknown;
}

/** The messages of a .proto file, those within others under their own names; enums count as integers. */
export function parseSchema(text: string): Schema {
  const schema = new Map<string, Map<number, Field>>();
  const open: string[] = []; // blocks that the line stands in
  for (const line of text.replaceAll(/\/\/.*$/gm, '').split('\n')) {
    const block = /^\s*(message|enum|oneof)\s+(\w+)\s*\{/.exec(line);
    if (block !== null) {
      const [, kind, name] = block;
      open.push(kind === 'message' ? name : kind === 'oneof' ? (open.at(-1) ?? '') : '');
      if (kind === 'message') schema.set(name, new Map());
    }
    const field = /^\s*(optional|repeated|required)?\s*([\w.]+)\s+(\w+)\s*=\s*(\d+)/.exec(line);
    const fields = schema.get(open.at(-1) ?? '');
    if (field !== null && fields !== undefined && block === null) {
      const [, label, type, name, number] = field;
      fields.set(Number(number), { name, type: type.split('.').at(-1) ?? type, isRepeated: label === 'repeated' });
    }
    if (/^\s*\}/.test(line)) open.pop();
  }
  return schema;
}

const VARINTS = new Set(['int32', 'int64', 'uint64', 'bool']);

/** The message of that name. */
export function decodeMessage(schema: Schema, name: string, bytes: Uint8Array): Message {
  const fields = schema.get(name);
  if (fields === undefined) throw new Error(`no message ${name}`);
  const message: Record<string, unknown> = {};
  const reader = new Reader(bytes);
  while (reader.isMore) {
    const tag = Number(reader.varint());
    const field = fields.get(tag >> 3);
    if (field === undefined) throw new Error(`${name} has no field ${tag >> 3}`);
    const value = readValue(schema, field, tag & 7, reader);
    if (!field.isRepeated && field.name in message) throw new Error(`${name}.${field.name} stands twice`);
    message[field.name] = field.isRepeated ? [...((message[field.name] as unknown[]) ?? []), value] : value;
  }
  return message;
}

function readValue(schema: Schema, { name, type }: Field, wire: number, reader: Reader): unknown {
  const isMessage = schema.has(type);
  const isEnum = !isMessage && /^[A-Z]/.test(type);
  const expected = VARINTS.has(type) || isEnum ? 0 : type === 'float' ? 5 : 2;
  if (wire !== expected) throw new Error(`${name}: wire type ${wire} for ${type}`);
  if (wire === 0) return BigInt.asIntN(64, reader.varint());
  const part = reader.take(wire === 5 ? 4 : Number(reader.varint()));
  if (wire === 5) return new DataView(part.slice().buffer).getFloat32(0, true);
  if (isMessage) return decodeMessage(schema, type, part);
  return type === 'string' ? new TextDecoder('utf-8', { fatal: true }).decode(part) : part;
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isMore(): boolean {
    return this.at < this.bytes.length;
  }

  varint(): bigint {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const [byte] = this.take(1);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  take(count: number): Uint8Array {
    this.at += count;
    if (this.at > this.bytes.length) throw new Error('the bytes end early');
    return this.bytes.subarray(this.at - count, this.at);
  }
}
