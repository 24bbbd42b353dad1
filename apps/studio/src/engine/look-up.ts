/** Tables that one looks up, as rows of text, with their files. */
import { IsotypicError, parseGroup, type WorkOptions } from '@isotypic/algebra';
import { characterTable, clebschGordan, type RealIrrep, realIrreps } from '@isotypic/reps';
import { pointGroup, type So3Convention, so3 } from '@isotypic/rotations';
import {
  encodeNpz,
  gapCharacterTable,
  generateTable,
  printMatrix,
  type TableRequest,
  writeTable,
} from '@isotypic/tables';

export type LookUpInput =
  | { readonly kind: 'characters' | 'irreps'; readonly group: string }
  | { readonly kind: 'pointgroup'; readonly name: string }
  | {
      readonly kind: 'so3';
      readonly degrees: readonly [number, number, number];
      readonly convention: So3Convention;
    }
  | { readonly kind: 'couplings'; readonly group: string; readonly irreps: readonly [number, number, number] }
  | { readonly kind: 'files'; readonly request: TableRequest };

export interface ShownTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface LookUpResult {
  readonly title: string;
  readonly note: string;
  readonly tables: readonly ShownTable[];
  /** What `generateTable` makes the files of; none for a point group, which has no kind of its own. */
  readonly request: TableRequest | undefined;
  /** By language, text to paste. */
  readonly code: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, Uint8Array | string>>;
}

const ALGEBRA = { real: 'ℝ', complex: 'ℂ', quaternionic: 'ℍ' } as const;

/** @throws {IsotypicError} as `parseGroup`, `pointGroup`, `so3.clebschGordan` and `generateTable` */
export function lookUp(input: LookUpInput, work: WorkOptions): LookUpResult {
  switch (input.kind) {
    case 'characters':
      return characters(input.group, work);
    case 'irreps':
      return irreps(input.group, work);
    case 'pointgroup':
      return points(input.name);
    case 'so3':
      return rotations(input.degrees, input.convention);
    case 'couplings':
      return couplings(input.group, input.irreps, work);
    case 'files':
      return { title: '', note: '', tables: [], request: input.request, code: {}, files: filesOf(input.request) };
  }
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function made(
  title: string,
  note: string,
  tables: readonly ShownTable[],
  request: TableRequest | undefined,
  code: Readonly<Record<string, string>>,
): LookUpResult {
  return { title, note, tables, request, code, files: {} };
}

/** Files of safetensors, of NumPy, and the exact numbers as JSON. */
function filesOf(request: TableRequest): Record<string, Uint8Array | string> {
  const table = generateTable(request);
  const { safetensors, json } = writeTable(table);
  return { safetensors, npz: encodeNpz(table.tensors), json };
}

/** A text of these lines, the last one ended too. */
const lines = (...texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

const PYTHON_OF = (name: string): string =>
  lines(
    `# after downloading ${name}.safetensors from this page`,
    'from safetensors.numpy import load_file',
    '',
    `tensors = load_file(${quoted(`${name}.safetensors`)})`,
    'print({name: tensor.shape for name, tensor in tensors.items()})',
  );

function characters(name: string, work: WorkOptions): LookUpResult {
  const group = parseGroup(name);
  const { classes, characters: rows, order } = characterTable(group, work);
  const table = {
    caption: 'Complex characters, E(n) = exp(2πi/n); ν is the Frobenius–Schur indicator',
    head: ['', 'ν', ...classes.map((c) => String(c.representative))],
    rows: [
      ['size', '', ...classes.map((c) => String(c.size))],
      ['order', '', ...classes.map((c) => String(c.elementOrder))],
      ...rows.map((χ, i) => [`χ${i + 1}`, String(χ.indicator), ...χ.values.map(String)]),
    ],
  };
  return made(
    `Characters of ${name}`,
    `Order ${order}, ${rows.length} classes.`,
    [table],
    { kind: 'characters', group: name },
    {
      Python: PYTHON_OF('characters'),
      JavaScript: lines(
        `import { parseGroup } from '@isotypic/algebra';`,
        `import { characterTable } from '@isotypic/reps';`,
        '',
        `const { characters } = characterTable(parseGroup(${quoted(name)}));`,
        'console.log(characters.map((χ) => χ.values.map(String)));',
      ),
      GAP: gapCharacterTable(group, { groupName: name }),
    },
  );
}

function irreps(name: string, work: WorkOptions): LookUpResult {
  const group = parseGroup(name);
  const found = realIrreps(group, work);
  const list = {
    caption: 'Irreducible representations over ℝ',
    head: ['number', 'label', 'degree', 'type', 'End'],
    rows: found.map((ρ, i) => [String(i), ρ.label, String(ρ.degree), ρ.type, ALGEBRA[ρ.type]]),
  };
  const matrices = found.flatMap((ρ) =>
    ρ.degree > MOST_PRINTED
      ? []
      : ρ.generatorMatrices.map((m, k) => asTable(`${ρ.label} at ${group.generators[k]}`, printMatrix(m))),
  );
  const gap = found.flatMap((ρ) => ρ.generatorMatrices.map((m) => `  ${gapMatrix(printMatrix(m))}`));
  return made(
    `Irreps of ${name}`,
    `Order ${group.order}; exact matrices of the generators, in a basis without square roots.`,
    [list, ...matrices],
    { kind: 'irreps', group: name },
    {
      Python: PYTHON_OF('irreps'),
      JavaScript: lines(
        `import { parseGroup } from '@isotypic/algebra';`,
        `import { realIrreps } from '@isotypic/reps';`,
        '',
        `for (const ρ of realIrreps(parseGroup(${quoted(name)}))) ` +
          'console.log(ρ.label, ρ.generatorMatrices.map(String));',
      ),
      GAP: lines(
        `# matrices of ${group.generators.length} generators for each irrep of ${name}, one after the other`,
        'matrices := [',
        `${gap.join(',\n')} ];;`,
      ),
    },
  );
}

/** Larger matrices are in the files. */
const MOST_PRINTED = 12;

const asTable = (caption: string, matrix: readonly (readonly string[])[]): ShownTable => ({
  caption,
  head: [],
  rows: matrix,
});

const gapMatrix = (matrix: readonly (readonly string[])[]): string =>
  `[${matrix.map((row) => `[${row.join(', ')}]`).join(', ')}]`;

function points(name: string): LookUpResult {
  const group = pointGroup(name);
  const { characterTable: table, labels, classLabels, schoenflies, hermannMauguin } = group;
  const characters = {
    caption: 'Characters with Mulliken’s symbols',
    head: [schoenflies, ...classLabels],
    rows: table.characters.map((χ, i) => [labels[i], ...χ.values.map(String)]),
  };
  const branching = {
    caption: 'How harmonics of degree l fall apart',
    head: ['l', 'components'],
    rows: Array.from({ length: 7 }, (_, l) => [
      String(l),
      group
        .branching(l)
        .map((t) => `${t.multiplicity > 1 ? t.multiplicity : ''}${t.label}`)
        .join(' + '),
    ]),
  };
  return made(
    `Point group ${hermannMauguin === undefined ? schoenflies : `${schoenflies} (${hermannMauguin})`}`,
    `Order ${group.order}.`,
    [characters, branching],
    undefined,
    {
      JavaScript: lines(
        `import { pointGroup } from '@isotypic/rotations';`,
        '',
        `console.log(String(pointGroup(${quoted(name)})));`,
      ),
      GAP: gapCharacterTable(group.group, { groupName: schoenflies }),
    },
  );
}

function rotations(degrees: readonly [number, number, number], convention: So3Convention): LookUpResult {
  const [a, b, c] = degrees;
  const { coefficients } = so3.clebschGordan(a, b, c, { convention });
  const table = {
    caption: `C(${a}, ${b}, ${c}) in the convention ${convention}`,
    head: ['m₁', 'm₂', 'm₃', 'coefficient', '≈'],
    rows: coefficients.map(({ i, j, k, value }) => [
      ...[i - a, j - b, k - c].map(String),
      String(value),
      value.toNumber().toPrecision(10),
    ]),
  };
  const entries = coefficients.map(({ i, j, k, value }) => `C[${i}, ${j}, ${k}] = ${value.toNumber()}  # ${value}`);
  const shape = [2 * a + 1, 2 * b + 1, 2 * c + 1].join(', ');
  const gap = coefficients.map(({ i, j, k, value }) => `# C[${i + 1}][${j + 1}][${k + 1}] = ${value}`);
  return made(
    `Clebsch–Gordan C(${a}, ${b}, ${c})`,
    `${coefficients.length} non-zero coefficients; all others are 0.`,
    [table],
    { kind: 'so3', degree: Math.max(a, b, c), convention },
    {
      Python: `import numpy as np\n\nC = np.zeros((${shape}))\n${entries.join('\n')}\n`,
      JavaScript: lines(
        `import { so3 } from '@isotypic/rotations';`,
        '',
        `const C = so3.clebschGordan(${a}, ${b}, ${c}, { convention: ${quoted(convention)} });`,
        'console.log(C.coefficients.map(({ i, j, k, value }) => [i, j, k, String(value)]));',
      ),
      GAP: `# C(${a}, ${b}, ${c}), convention ${convention}, places from 1\n${gap.join('\n')}\n`,
    },
  );
}

function couplings(name: string, numbers: readonly [number, number, number], work: WorkOptions): LookUpResult {
  const found = realIrreps(parseGroup(name), work);
  const [a, b, c] = numbers.map((n) => irrepAt(found, n));
  const { injections, multiplicity } = clebschGordan(a, b, c, work);
  const tables = injections.map((m, k) => asTable(`Copy ${k}: ${c.label} in ${a.label} ⊗ ${b.label}`, printMatrix(m)));
  const gap = injections.map((m) => `  ${gapMatrix(printMatrix(m))}`);
  return made(
    `${a.label} ⊗ ${b.label} → ${c.label} of ${name}`,
    multiplicity === 0 ? 'They do not couple.' : `Multiplicity ${multiplicity}; rows are pairs, exactly.`,
    tables,
    { kind: 'couplings', group: name },
    {
      Python: PYTHON_OF('couplings'),
      JavaScript: lines(
        `import { parseGroup } from '@isotypic/algebra';`,
        `import { clebschGordan, realIrreps } from '@isotypic/reps';`,
        '',
        `const ρ = realIrreps(parseGroup(${quoted(name)}));`,
        `console.log(clebschGordan(ρ[${numbers.join('], ρ[')}]).injections.map(String));`,
      ),
      GAP: `injections := [\n${gap.join(',\n')} ];;\n`,
    },
  );
}

function irrepAt(irreps: readonly RealIrrep[], n: number): RealIrrep {
  if (Number.isInteger(n) && n >= 0 && n < irreps.length) return irreps[n];
  throw new IsotypicError('INVALID_ARGUMENT', {
    where: 'clebschGordan',
    expected: `numbers of irreps from 0 to ${irreps.length - 1}`,
    received: String(n),
    remedy: 'Irreducible representations of the same group lists them with their numbers.',
  });
}
