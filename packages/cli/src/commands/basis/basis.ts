/** `isotypic basis`: the equivariant maps between two types, counted, drawn and written. */
import { basename, dirname } from 'node:path';
import { drawBasis, equivariantMaps, parseMatrixGroup, parseType } from '@isotypic/maps';
import { equivariantBasisTable, writeTable } from '@isotypic/tables';
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
  if (args.out !== undefined) {
    const table = equivariantBasisTable(args.domain, args.codomain, { group: args.group, signal: console.signal });
    const { safetensors, json } = writeTable(table);
    writeFolder(args.out, { 'basis.safetensors': safetensors, 'basis.json': json });
  }
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
