/** `isotypic suggest`: from a table to a ranking of symmetries of its columns. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { IsotypicError, type Permutation, PermutationGroup } from '@isotypic/algebra';
import { permutationRepresentation } from '@isotypic/reps';
import { describeDialect } from '@isotypic/sources';
import { openTableFile, type TableFile } from '@isotypic/sources/files';
import {
  type FoundSymmetry,
  findSymmetry,
  type NameSymmetry,
  type ScatterMatrix,
  type SymmetryScore,
  type SymmetrySearch,
  symmetriesOfNames,
} from '@isotypic/stats';
import type { Console } from '../../console.js';
import { type Gathered, gather } from '../../data/gather.js';
import { inOptions, readingOptions, type TableReading } from '../../data/table-options.js';
import type { Suggestion, Suggestions } from './suggestion.js';
import { suggestionPage } from './suggestion-page.js';
import { suggestionText } from './suggestion-text.js';

export interface SuggestArguments {
  readonly line: string;
  readonly reading: TableReading;
  readonly data: string;
  readonly columns: readonly string[] | undefined;
  readonly score: SymmetryScore;
  readonly mean: 'free' | 'invariant';
  readonly isCyclic: boolean;
  readonly steps: number;
  readonly seed: number;
  readonly report: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Runs the search, prints the ranking and writes the page. */
export async function suggest(args: SuggestArguments, console: Console): Promise<void> {
  const file = await readingOptions(() => openTableFile(args.data, args.reading.options));
  for (const note of file.table.notes.map(inOptions)) console.err(`isotypic: note: ${note}\n`);
  const gathered = await gatherColumns(args, file, console);
  const { columns } = gathered;
  const scatter = gathered.scatter as ScatterMatrix;
  const proposals = symmetriesOfNames(columns);
  const draws = !args.quiet && !args.json && console.isTerminal;
  const search = await findSymmetry(scatter, {
    score: args.score,
    hypothesis: args.mean === 'free' ? 'covariance' : 'mean-and-covariance',
    maxGenerators: args.isCyclic ? 1 : 2,
    candidates: args.isCyclic ? [] : proposals.map(({ group }) => group),
    steps: args.steps,
    seed: args.seed,
    signal: console.signal,
    onProgress: ({ done, total }) => {
      if (draws) console.err(`\r\u001b[Klooking at model ${done} of ${total} …`);
    },
  });
  if (draws) console.err('\r\u001b[K');
  const suggestions = suggestionsOf(args, file, gathered, proposals, search);
  if (args.report !== undefined) {
    const covariance = scatter.covariance();
    write(args.report, await suggestionPage(suggestions, covariance, search.best.generators));
  }
  console.out(args.json ? `${JSON.stringify(suggestions, null, 2)}\n` : suggestionText(suggestions, args.report));
}

async function gatherColumns(args: SuggestArguments, file: TableFile, console: Console): Promise<Gathered> {
  const columns = args.columns ?? file.table.columns;
  try {
    for (const name of columns) file.table.indexOf(name);
  } catch (error) {
    await file.table.close();
    throw error;
  }
  const fixed = new PermutationGroup([], { degree: columns.length });
  const wanted = {
    columns,
    representation: permutationRepresentation(fixed),
    responses: [],
    responseRepresentation: undefined,
    missing: args.reading.missing,
    resume: undefined,
    roles: {},
  };
  return readingOptions(() => gather(file, wanted, { signal: console.signal }));
}

function suggestionsOf(
  args: SuggestArguments,
  file: TableFile,
  { columns, counts }: Gathered,
  proposals: readonly NameSymmetry[],
  { ranking, none, visited, exhaustive }: SymmetrySearch,
): Suggestions {
  const D = columns.length;
  const all = (D * (D + 1)) / 2 + D;
  const suggestion = (found: FoundSymmetry): Suggestion => {
    const group = new PermutationGroup(found.generators, { degree: D });
    const because = proposals.find(
      (p) => p.group.order === group.order && isWithin(found.generators, p.group),
    )?.because;
    return {
      generators: found.generators.map((g) => inNames(g, columns)),
      group: `<${[...found.generators.map(String), `degree ${D}`].join(', ')}>`,
      order: String(group.order),
      ...(because === undefined ? {} : { because }),
      score: found.score,
      above: none === undefined ? null : found.score - none.score,
      parameters: found.parameters,
      degreesOfFreedom: all - found.parameters,
      logLikelihood: found.logLikelihood ?? null,
      aic: found.aic ?? null,
      bic: found.bic ?? null,
    };
  };
  return {
    command: args.line,
    source: args.data === '-' ? 'standard input' : basename(args.data),
    columns,
    rows: counts.used,
    dropped: counts.dropped,
    read: describeDialect(file.table.dialect),
    score: args.score,
    mean: args.mean,
    seed: args.seed,
    visited,
    exhaustive,
    names: proposals.map(({ group, because }) => `${because} (order ${group.order})`),
    ranking: ranking.map(suggestion),
    none: none === undefined ? null : suggestion(none),
  };
}

function isWithin(generators: readonly Permutation[], group: PermutationGroup): boolean {
  return generators.every((g) => group.contains(g));
}

/** `(north east)(south west)`. */
function inNames(g: Permutation, names: readonly string[]): string {
  return g
    .cycles()
    .map((cycle) => `(${cycle.map((i) => names[i]).join(' ')})`)
    .join('');
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new IsotypicError('IO', {
      where: 'writing the report',
      expected: 'a file that can be written',
      received: `${path} (${(cause as Error).message})`,
      remedy: 'Choose another with --report.',
      cause,
    });
  }
}
