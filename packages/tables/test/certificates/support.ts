/** Certificates of the vectors' groups, and Python's checker run over a folder of files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PermutationGroup } from '@isotypic/algebra';
import {
  type CertificateTable,
  chainCertificate,
  characterCertificate,
  classCertificate,
  decompositionCertificate,
  equivariantMapsCertificate,
  irrepsCertificate,
  writeTable,
} from '@isotypic/tables';

const checker = fileURLToPath(new URL('../../../../tools/check_certificate.py', import.meta.url));

/** Whether there is a Python to run the checker; the tests are skipped by name where there is none. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** A group of the vectors; they were computed by GAP. */
export interface VectorGroup {
  readonly id: string;
  readonly order: number;
  readonly group: PermutationGroup;
}

interface Row {
  readonly id: string;
  readonly degree: number;
  readonly order: string;
  readonly gens: readonly (readonly number[])[];
}

const vectors = (name: string): string =>
  readFileSync(new URL(`../../../../vectors/groups/${name}`, import.meta.url), 'utf8');

/** The 183 groups of the catalogue of order up to 10⁵⁰ and the last `more` small groups, by their order. */
export function vectorGroups(more: number): VectorGroup[] {
  const { groups } = JSON.parse(vectors('catalogue.json')) as { groups: readonly Row[] };
  const small = vectors('small-groups.jsonl')
    .trim()
    .split('\n')
    .slice(-more)
    .map((line) => JSON.parse(line) as Omit<Row, 'id' | 'order'> & { id: readonly [number, number] })
    .map(({ id, ...row }) => ({ ...row, id: `SmallGroup(${id})`, order: String(id[0]) }));
  return [...groups, ...small]
    .filter(({ order }) => Number(order) <= 1e50)
    .map(({ id, degree, order, gens }) => ({ id, order: Number(order), group: new PermutationGroup(gens, { degree }) }))
    .sort((a, b) => a.order - b.order);
}

type AnyCertificate = CertificateTable<unknown, unknown>;

/** The kinds that belong to a permutation group. */
export const KINDS: Readonly<Record<string, (group: PermutationGroup) => AnyCertificate>> = {
  chain: chainCertificate,
  classes: classCertificate,
  characters: characterCertificate,
  irreps: irrepsCertificate,
  decomposition: decompositionCertificate,
};

/** Groups, domains and codomains: finite and continuous, real and complex. */
export const MAPS: readonly (readonly [string, string, string])[] = [
  ['S(4)', 'V^2', 'V'],
  ['Z(5)', 'V', 'V'],
  ['SO(3)', 'V^2', 'V^2'],
  ['SO(3)', 'V^2', 'V'],
  ['O(3)', 'V^2', 'V^2'],
  ['Sp(2)', 'V^2', 'V^2'],
  ['SU(2)', 'V^2', 'V^2'],
  ['S(3)', 'V^2+V', 'V^2'],
  ['SO(1,3)', 'V^2', 'V^2'],
];

export const mapsCertificate = ([group, domain, codomain]: readonly [string, string, string]): AnyCertificate =>
  equivariantMapsCertificate(group, domain, codomain);

export const jsonOf = (certificate: AnyCertificate): string => writeTable(certificate).json;

/** What the checker says of each file: proved, refused or unable. */
export function verdicts(files: Readonly<Record<string, string>>): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  try {
    for (const [name, json] of Object.entries(files)) writeFileSync(join(folder, `${name}.json`), json);
    const { stdout, stderr, status } = spawnSync('python3', [checker, folder], {
      maxBuffer: 1 << 28,
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(`the checker failed: ${stderr}`);
    const found = new Map<string, string>();
    for (const [, name, verdict] of stdout.matchAll(/^.*\/(.*)\.json: (proved|refused|unable)$/gm))
      found.set(name, verdict);
    const all = [...found.values()];
    const expected = all.includes('refused') ? 1 : all.includes('unable') ? 2 : 0;
    if (status !== expected) throw new Error(`exit code ${status} where ${expected} was expected`);
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
