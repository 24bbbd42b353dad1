/** Moments as JSON: plain numbers, exact to the bit, with fingerprints of what they belong to. */
import { IsotypicError } from '@isotypic/algebra';
import { requireFingerprints, structureFingerprint } from '../structure/fingerprint.js';
import type { IsotypicStructure } from '../structure/isotypic-structure.js';
import type { CompensatedSums } from './compensated.js';
import type { MomentSums } from './moment-sums.js';

/** Totals and the rounding errors beside them. */
export interface TotalsJSON {
  readonly high: readonly number[];
  readonly low: readonly number[];
}

/** What `SymmetricMoments.toJSON` writes. */
export interface SymmetricMomentsJSON {
  readonly format: 'isotypic-symmetric-moments';
  readonly version: 2;
  /** Per space: how the action was made, for the reader of an error. */
  readonly actions: readonly string[];
  /** Per space: the fingerprint of the action on its generators and of the isotypic basis. */
  readonly fingerprints: readonly string[];
  readonly count: number;
  /** Data are in units of 2^exponents[space], weights in units of 2^weightExponent. */
  readonly exponents: readonly number[];
  readonly weightExponent: number;
  readonly shifts: readonly (readonly number[])[];
  readonly weights: TotalsJSON;
  readonly sums: readonly TotalsJSON[];
  readonly comoments: readonly TotalsJSON[];
}

export function writeSums(structures: readonly IsotypicStructure[], sums: MomentSums): SymmetricMomentsJSON {
  const totals = (s: CompensatedSums): TotalsJSON => ({ high: Array.from(s.high), low: Array.from(s.low) });
  return {
    format: 'isotypic-symmetric-moments',
    version: 2,
    actions: structures.map(nameOf),
    fingerprints: structures.map(structureFingerprint),
    count: sums.count,
    exponents: [...sums.exponents],
    weightExponent: sums.weightExponent,
    shifts: sums.shifts.map((s) => Array.from(s)),
    weights: totals(sums.weights),
    sums: sums.sums.map((s, a) => reordered(totals(s), pooledFirst(structures[a]))),
    comoments: sums.comoments.map(totals),
  };
}

/**
 * Fills empty sums from JSON.
 * @throws {IsotypicError} `PARSE`, or `INVALID_ARGUMENT` for the moments of another action or basis.
 */
export function readSums(
  where: string,
  json: SymmetricMomentsJSON,
  structures: readonly IsotypicStructure[],
  into: MomentSums,
): void {
  requireVersion(where, json);
  if (!isList(json.fingerprints, structures.length, (f) => typeof f === 'string')) {
    throw malformed(where, `fingerprints of ${structures.length} spaces`, 'another list');
  }
  requireFingerprints(where, structures, json);
  for (const [name, good] of Object.entries(wellFormed(json, into))) {
    if (!good) throw malformed(where, `${name} of the shape that this action has`, `something else in ${name}`);
  }
  into.count = json.count;
  into.exponents = [...json.exponents];
  into.weightExponent = json.weightExponent;
  into.shifts = json.shifts.map((s) => Float64Array.from(s));
  const fill = (target: CompensatedSums, { high, low }: TotalsJSON) => {
    target.high.set(high);
    target.low.set(low);
  };
  fill(into.weights, json.weights);
  json.sums.forEach((s, a) => {
    const order = pooledFirst(structures[a]);
    const back = new Int32Array(order.length);
    order.forEach((from, to) => {
      back[from] = to;
    });
    fill(into.sums[a], reordered(s, back));
  });
  json.comoments.forEach((c, k) => {
    fill(into.comoments[k], c);
  });
}

/** Where the format has the coordinates of a component: all of pooled coordinate 0 first. */
function pooledFirst({ components, dimension }: IsotypicStructure): Int32Array {
  const order = new Int32Array(dimension);
  for (const { offset, multiplicity, units, pooled } of components) {
    const width = multiplicity * units;
    for (let i = 0; i < width; i++) {
      for (let s = 0; s < pooled; s++) order[offset + s * width + i] = offset + i * pooled + s;
    }
  }
  return order;
}

function reordered({ high, low }: TotalsJSON, order: Int32Array): TotalsJSON {
  const by = (list: readonly number[]) => Array.from(order, (from) => list[from]);
  return { high: by(high), low: by(low) };
}

function requireVersion(where: string, json: SymmetricMomentsJSON): void {
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'isotypic-symmetric-moments') {
    throw malformed(where, "json to be moments, of format 'isotypic-symmetric-moments'", `format ${String(format)}`);
  }
  if (version === 2) return;
  throw new IsotypicError('PARSE', {
    where,
    expected: 'moments of version 2, which carry the fingerprint of their action',
    received: `version ${String(version)}`,
    remedy:
      version === 1
        ? 'Version 1 does not say under which action its moments were taken, so they cannot be told from those of ' +
          'another one of the same shape: push the samples again.'
        : 'Another release of isotypic wrote them; read them with that one.',
  });
}

/** Whether each part has the shape of `sums`. */
function wellFormed(json: SymmetricMomentsJSON, sums: MomentSums): Record<string, boolean> {
  const isInteger = (v: unknown) => Number.isSafeInteger(v);
  const totals = (t: TotalsJSON, s: CompensatedSums) =>
    isList(t?.high, s.high.length, Number.isFinite) && isList(t.low, s.low.length, Number.isFinite);
  const allTotals = (list: readonly TotalsJSON[], like: readonly CompensatedSums[]) =>
    isList(list, like.length, () => true) && list.every((t, k) => totals(t, like[k]));
  return {
    count: isInteger(json.count) && json.count >= 0,
    exponents: isList(json.exponents, sums.exponents.length, isInteger),
    weightExponent: isInteger(json.weightExponent),
    shifts:
      isList(json.shifts, sums.shifts.length, () => true) &&
      json.shifts.every((s, a) => isList(s, sums.shifts[a].length, Number.isFinite)),
    weights: totals(json.weights, sums.weights),
    sums: allTotals(json.sums, sums.sums),
    comoments: allTotals(json.comoments, sums.comoments),
  };
}

function isList(list: unknown, length: number, good: (v: unknown) => boolean): boolean {
  return Array.isArray(list) && list.length === length && list.every(good);
}

function nameOf({ representation, dimension }: IsotypicStructure): string {
  return representation === undefined ? `a basis of dimension ${dimension}` : `${representation}`;
}

function malformed(where: string, expected: string, received: string): IsotypicError {
  return new IsotypicError('PARSE', { where, expected, received });
}
