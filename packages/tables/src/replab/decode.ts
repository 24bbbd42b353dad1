/** Reading RepLAB's atlas entries: strictly, and with a proof of all that they say before it is given back. */
import {
  Cyclotomic,
  cyclotomics,
  IsotypicError,
  Matrix,
  Permutation,
  PermutationGroup,
  type WorkOptions,
} from '@isotypic/algebra';
import { checkArgument, checkOptions, describe, text, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import {
  type CharacterTable,
  characterTable,
  checkRepresentation,
  matrixRepresentation,
  realIrreducibleCharacters,
} from '@isotypic/reps';
import type { AtlasCharacters, ReplabAtlas } from './atlas.js';
import { provenClasses } from './classes.js';
import { type PrintedCharacters, parseAtlas, refuse } from './parse.js';
import { relatorsPresent } from './relators.js';

/**
 * The entry in a file of RepLAB's atlas. What it says of its group is proved: the order, that the relators hold (and,
 * where coset enumeration is not needed for it, that they present the group), that the classes are all classes, the
 * characters (all irreducible ones over their field), and that the matrices are representations with these characters.
 *
 * Cost: the group's character table, and for the matrices as `checkRepresentation`. `budget` bounds each part.
 * @throws {IsotypicError} `PARSE` with the place, for what is no entry, also for text above 32 MB or roots of unity of
 *   too large an order; `REFUTED` for what does not hold
 * @throws {BudgetExceededError | AbortedError}
 * @example decodeReplabAtlas(encodeReplabAtlas(catalogue.symmetric(3))).group.order // 6n
 */
export function decodeReplabAtlas(json: string, options: WorkOptions = {}): ReplabAtlas {
  const where = 'decodeReplabAtlas';
  checkArgument(where, 'json', json, text);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const parsed = parseAtlas(json);
  const group = new PermutationGroup(parsed.generators, { degree: parsed.degree });
  group.prepare(options);
  if (String(group.order) !== parsed.order) refuse('REFUTED', `group.order ${group.order}`, parsed.order);
  requireRelators(group, parsed.relators);
  provenClasses(group, parsed.classes, options);
  const presented = relatorsPresent(group, parsed.relators);
  const presentation = 'the relators present the group';
  const proved = ['the order of the group', 'the relators hold', 'the classes are all classes'];
  if (presented) proved.push(presentation);
  const read = (printed: PrintedCharacters | undefined, field: 'real' | 'complex'): AtlasCharacters | undefined => {
    if (printed === undefined) return undefined;
    const table = characterTable(group, options);
    const characters = provenCharacters(printed, field, table, parsed.classes);
    proved.push(`the characters are those irreducible over ${field === 'real' ? 'ℝ' : 'ℂ'}`);
    if (printed.irreps === undefined) return { characters };
    const irreps = printed.irreps.map((matrices, i) => {
      return provenIrrep(
        `${field}CharacterTable.irreps[${i}]`,
        group,
        matrices,
        characters[i],
        parsed.classes,
        options,
      );
    });
    if (field === 'real') requireReal(printed.irreps);
    proved.push(`the matrices over ${field === 'real' ? 'ℝ' : 'ℂ'} are representations with these characters`);
    return { characters, irreps };
  };
  const realCharacterTable = read(parsed.real, 'real');
  const complexCharacterTable = read(parsed.complex, 'complex');
  return {
    name: parsed.name,
    group,
    relators: parsed.relators,
    classes: parsed.classes,
    ...(realCharacterTable && { realCharacterTable }),
    ...(complexCharacterTable && { complexCharacterTable }),
    certificate: {
      proved,
      notProved: [...(presented ? [] : [presentation]), ...parsed.notRead.map((x) => `group.${x}`)],
      method: 'the group’s own chain, centralizers and character table; relators of a chain in the matrices',
    },
  };
}

function requireRelators(group: PermutationGroup, relators: readonly (readonly number[])[]): void {
  const letters = new Map<number, Permutation>();
  group.generators.forEach((g, k) => {
    letters.set(k + 1, g);
    letters.set(-k - 1, g.inverse());
  });
  relators.forEach((relator, r) => {
    let product = Permutation.identity(group.degree);
    for (const letter of relator) product = product.times(letters.get(letter) as Permutation);
    if (!product.equals(Permutation.identity(group.degree)))
      refuse('REFUTED', `group.relators[${r}] to be 1`, `${product}`);
  });
}

/** The rows of the file, once they are found to be those of the group's own table in some order. */
function provenCharacters(
  { characters: printed, where }: PrintedCharacters,
  field: 'real' | 'complex',
  table: CharacterTable,
  classes: readonly Permutation[],
): Cyclotomic[][] {
  const columns = classes.map((g) => table.classOf(g));
  const own = field === 'real' ? realIrreducibleCharacters(table).map((x) => x.character) : table.characters;
  const left = new Set(own.map((χ) => columns.map((c) => String(χ.values[c])).join(' ')));
  if (printed.length !== left.size) refuse('REFUTED', `${left.size} characters in ${where}`, `${printed.length}`);
  return printed.map((row, i) => {
    const values = row.map((x) => Cyclotomic.parse(x));
    const name = values.map(String).join(' ');
    if (!left.delete(name)) refuse('REFUTED', `${where}.characters[${i}] to be irreducible, and once there`, name);
    return values;
  });
}

function provenIrrep(
  where: string,
  group: PermutationGroup,
  printed: readonly (readonly (readonly string[])[])[],
  character: readonly Cyclotomic[],
  classes: readonly Permutation[],
  options: WorkOptions,
) {
  const dimension = character[identityAmong(classes)].toNumber();
  const matrices = printed.map((rows, k) => {
    if (rows.length !== dimension || rows.some((row) => row.length !== dimension)) {
      refuse('PARSE', `${where}[${k}] to be ${dimension}×${dimension}`, `${rows.length} rows`);
    }
    return Matrix.fromRows(
      cyclotomics,
      rows.map((row) => row.map((x) => Cyclotomic.parse(x))),
    );
  });
  try {
    const rep = matrixRepresentation(group, matrices, { ...options, dimension });
    checkRepresentation(rep, options);
    classes.forEach((g, j) => {
      const x = rep.matrix(g).trace();
      const trace = x instanceof Cyclotomic ? x : Cyclotomic.fromRational(x);
      if (!trace.equals(character[j]))
        refuse('REFUTED', `the trace of ${where} on class ${j} to be ${character[j]}`, `${trace}`);
    });
    return rep;
  } catch (error) {
    if (!(error instanceof IsotypicError) || !['SINGULAR', 'REFUTED'].includes(error.code)) throw error;
    if (error.where === 'decodeReplabAtlas') throw error;
    return refuse('REFUTED', `${where}: ${error.expected}`, error.received);
  }
}

const identityAmong = (classes: readonly Permutation[]): number => classes.findIndex((g) => g.order() === 1n);

function requireReal(irreps: readonly (readonly (readonly (readonly string[])[])[])[]): void {
  irreps.forEach((matrices, i) => {
    for (const x of new Set(matrices.flat(2))) {
      if (!Cyclotomic.parse(x).isReal())
        refuse('REFUTED', `real numbers in realCharacterTable.irreps[${i}]`, describe(x));
    }
  });
}
