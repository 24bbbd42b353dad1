/** `isotypic basis`: the equivariant maps between two types, counted, drawn and written. */
import { basename, dirname } from 'node:path';
import { Fraction } from '@isotypic/algebra';
import { drawBasis, type EquivariantMaps, equivariantMaps, parseMatrixGroup, parseType } from '@isotypic/maps';
import { encodeSafetensors } from '@isotypic/tables';
import type { Console } from '../../console.js';
import { checkFolder, writeFolder } from '../../output/write-folder.js';
import { alignTable } from '../../report/text.js';

export interface BasisArguments {
  readonly domain: string;
  readonly codomain: string;
  /** The group of the spaces without a name; not needed where all have one. */
  readonly group: string | undefined;
  readonly draw: string | undefined;
  /** A folder for the exact basis. */
  readonly out: string | undefined;
  readonly json: boolean;
}

/** @throws {IsotypicError} for every kind of bad input, before anything is written */
export function basis(args: BasisArguments, console: Console): void {
  if (args.out !== undefined) checkFolder(args.out);
  const group = args.group === undefined ? undefined : parseMatrixGroup(args.group);
  const types = [args.domain, args.codomain].map((text) => parseType(text));
  const [into, out] = types.map((type) => type.over(group));
  const maps = equivariantMaps(into, out, { signal: console.signal });
  if (args.draw !== undefined) {
    writeFolder(dirname(args.draw), { [basename(args.draw)]: drawBasis(into, out, { signal: console.signal }) });
  }
  if (args.out !== undefined) writeFolder(args.out, basisTable(args, maps));
  if (args.json) {
    const { dimension, blocks } = maps;
    const sizes = { domain: into.sizes(), codomain: out.sizes() };
    console.out(
      `${JSON.stringify({ dimension, rows: out.dimension, cols: into.dimension, blocks, sizes }, null, 2)}\n`,
    );
    return;
  }
  const rows = maps.blocks.map((b) => [
    b.domain,
    b.codomain,
    `${b.copiesIn}·${b.copiesOut}`,
    String(b.dimension),
    b.method,
  ]);
  console.out(`Maps    ${maps}\n        ${out.dimension}×${into.dimension} matrices\n\n`);
  console.out(`${alignTable([['from', 'to', 'copies', 'dimension', 'by'], ...rows])}\n`);
  for (const path of [args.draw, args.out]) if (path !== undefined) console.out(`Wrote   ${path}\n`);
}

/** One row for each entry that is not zero: which map, row, column and value; exactly in the JSON. */
function basisTable(args: BasisArguments, maps: EquivariantMaps): Record<string, string | Uint8Array> {
  const list = maps.basis().map((map) => map.entries());
  const entries = list.flatMap((of, map) => of.map((entry) => ({ map, ...entry })));
  const column = (f: (e: (typeof entries)[number]) => number) => ({
    dtype: 'I32' as const,
    shape: [entries.length],
    data: Int32Array.from(entries, f),
  });
  const parts = entries.map(({ value }) =>
    value instanceof Fraction ? { re: value.valueOf(), im: 0 } : value.toComplex(),
  );
  const values = (part: 're' | 'im') => ({
    dtype: 'F64' as const,
    shape: [entries.length],
    data: Float64Array.from(parts, (x) => x[part]),
  });
  const isReal = parts.every((x) => x.im === 0);
  const header = {
    kind: 'equivariant-basis',
    group: args.group ?? 'named in the types',
    domain: args.domain,
    codomain: args.codomain,
    rows: maps.codomain.dimension,
    cols: maps.domain.dimension,
    dimension: maps.dimension,
  };
  const exact = list.map((of) =>
    of.map(({ row, col, value }) => [row, col, value instanceof Fraction ? value.toFraction() : String(value)]),
  );
  return {
    'basis.json': `${JSON.stringify({ ...header, maps: exact })}\n`,
    'basis.safetensors': encodeSafetensors({
      tensors: {
        map: column((e) => e.map),
        row: column((e) => e.row),
        col: column((e) => e.col),
        value: values('re'),
        ...(!isReal && { imaginary: values('im') }),
      },
      metadata: Object.fromEntries(Object.entries(header).map(([name, value]) => [name, String(value)])),
    }),
  };
}
