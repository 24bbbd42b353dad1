/** `node parts-process.js GLOB STATE`: moments by parts, the digest of their JSON on standard output. */
import { createHash } from 'node:crypto';
import { catalogue } from '@isotypic/algebra';
import { openDuckDB, runParts } from '@isotypic/duckdb';
import { permutationRepresentation } from '@isotypic/reps';
import { names } from './made-files.js';

const [glob, state] = process.argv.slice(2);
const engine = await openDuckDB({ threads: 2 });
const rep = permutationRepresentation(catalogue.dihedral(4));
const { groups } = await runParts(engine, rep, { source: { files: [glob] }, columns: names(4) }, { state });
const json = JSON.stringify(groups.map(({ key, read, dropped, moments }) => [key, read, dropped, moments.toJSON()]));
console.log(createHash('sha256').update(json).digest('hex'));
await engine.close();
