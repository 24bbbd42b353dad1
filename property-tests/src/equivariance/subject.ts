/** The function under verification: called with vectors, whatever it takes; its results as vectors, copied. */
import type { WorkMeter } from '@isotypic/algebra';
import { type Adapter, adapters, type Flattened, flatten } from './adapters.js';
import type { Codomain, Domain, Part } from './spaces.js';
import { Violation } from './verdict.js';

/** Any function of one or several arguments, synchronous or not. */
export type Verified = (...args: readonly unknown[]) => unknown;

/** f(x), flattened. */
export interface Image {
  readonly values: Float64Array;
  readonly containers: ReadonlySet<string>;
}

export class Subject {
  /** How often f was called. */
  calls = 0;
  private known: readonly Part[] | undefined;

  constructor(
    private readonly f: Verified,
    readonly domain: Domain,
    private readonly codomain: Codomain,
    /** Rows of a batch; undefined when f takes single samples. */
    readonly rows: number | undefined,
    private readonly adapter: Adapter,
    private readonly meter: WorkMeter,
  ) {}

  /** The parts of what f returns: known once f has been called, where a part is invariant. */
  get parts(): readonly Part[] {
    return this.known ?? [];
  }

  /** Whether f takes its arguments in single precision. */
  get takesFloat32(): boolean {
    return this.domain.arguments.some((a) => a.kind === 'moved' && (a.as ?? this.adapter).precision === 'float32');
  }

  /** The arguments that x stands for, made anew: f may write into them. */
  argumentsOf(x: Float64Array, adapter?: Adapter): unknown[] {
    return this.domain.arguments.map((argument) => {
      if (argument.kind === 'held') return argument.value;
      const { part, shape, as: own = this.adapter } = argument;
      const as = adapter ?? own;
      const values = x.slice(part.offset, part.offset + part.dimension * part.copies);
      return as.input(values, this.rows === undefined ? shape : [this.rows, ...shape]);
    });
  }

  /**
   * f(x), as f returned it.
   * @throws {Violation} `throws`
   */
  async raw(args: readonly unknown[], at: string): Promise<unknown> {
    this.calls++;
    this.meter.step(1);
    try {
      return await this.f(...args);
    } catch (cause) {
      throw new Violation('throws', `f throws at ${at}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      });
    }
  }

  /**
   * f(x) as a vector; entries may be NaN or infinite.
   * @throws {Violation} `throws`, `not a vector`, `wrong length`
   */
  async at(x: Float64Array, at = 'x'): Promise<Image> {
    return this.read(await this.raw(this.argumentsOf(x), at), at);
  }

  /**
   * f(x) of single precision where it takes double, and the other way round; undefined unless typed arrays go in, and
   * come out in the precision that went in.
   * @throws {Violation} as `at`
   */
  async inOtherPrecision(x: Float64Array): Promise<Float64Array | undefined> {
    const own = this.takesFloat32 ? adapters.float32 : adapters.float64;
    if (!this.domain.arguments.every((a) => a.kind === 'held' || (a.as ?? this.adapter) === own)) return undefined;
    const other = this.takesFloat32 ? adapters.float64 : adapters.float32;
    const { values, containers } = this.read(await this.raw(this.argumentsOf(x, other), 'x'), 'x');
    const expected = this.takesFloat32 ? 'Float64Array' : 'Float32Array';
    return containers.size === 1 && containers.has(expected) ? values : undefined;
  }

  /** @throws {Violation} `not a vector`, `wrong length` */
  read(value: unknown, at: string): Image {
    const { keys, parts } = this.codomain;
    const rows = this.rows ?? 1;
    if (keys === undefined) {
      const image = flatten(value, `f(${at})`);
      this.measure([requireLength(image, parts[0], rows, at)]);
      return image;
    }
    const members = keys.map((key, k) => {
      const member = (value as Record<string, unknown> | null | undefined)?.[key];
      if (member === undefined) throw new Violation('not a vector', `f(${at}) has no member ${key}`);
      return requireLength(flatten(member, `f(${at}).${key}`), parts[k], rows, at);
    });
    this.measure(members);
    const values = new Float64Array(members.reduce((sum, m) => sum + m.values.length, 0));
    let offset = 0;
    for (const member of members) {
      values.set(member.values, offset);
      offset += member.values.length;
    }
    return { values, containers: new Set(members.flatMap((m) => [...m.containers])) };
  }

  /** Lays out the parts by the first result; all later ones must have its lengths. */
  private measure(members: readonly Flattened[]): void {
    if (this.known !== undefined) {
      members.forEach(({ values }, k) => {
        const { name, dimension, copies } = this.known![k];
        if (values.length !== dimension * copies) throw wrongLength(name, values.length, dimension * copies);
      });
      return;
    }
    const copies = this.rows ?? 1;
    let offset = 0;
    this.known = members.map(({ values }, k): Part => {
      const part = { ...this.codomain.parts[k], offset, dimension: values.length / copies, copies };
      offset += values.length;
      return part;
    });
  }
}

function requireLength(image: Flattened, part: Codomain['parts'][number], rows: number, at: string): Flattened {
  const { length } = image.values;
  if (part.action !== undefined && length !== part.dimension * rows) {
    throw wrongLength(part.name.replace('f(x)', `f(${at})`), length, part.dimension * rows);
  }
  if (length % rows !== 0) throw wrongLength(`f(${at})`, length, `a multiple of the ${rows} rows`);
  return image;
}

const wrongLength = (name: string, length: number, expected: number | string): Violation =>
  new Violation('wrong length', `${name} has length ${length}, where ${expected} is expected`);
