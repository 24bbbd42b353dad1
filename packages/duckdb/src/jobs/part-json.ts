/** A part as JSON: the moments of its groups, exact to the bit, under the name and the key of what they are of. */
import { IsotypicError } from '@isotypic/algebra';
import type { GroupedMoments, GroupKey } from '@isotypic/sql';
import { type StructureSource, SymmetricMoments, type SymmetricMomentsJSON } from '@isotypic/stats';
import { groupedMoments } from '../stub-sql.js';
import type { PartKey, StateFolder } from './state-folder.js';

interface PartJSON {
  readonly format: 'isotypic-part';
  readonly version: 1;
  readonly part: PartKey;
  readonly groups: readonly {
    readonly key: readonly GroupKey[];
    readonly read: number;
    readonly dropped: number;
    readonly moments: SymmetricMomentsJSON;
  }[];
}

export async function writePart(folder: StateFolder, part: PartKey, found: GroupedMoments): Promise<void> {
  const groups = found.groups.map(({ moments, ...rest }) => ({ ...rest, moments: moments.toJSON() }));
  const json: PartJSON = { format: 'isotypic-part', version: 1, part, groups };
  await folder.write(part, `${JSON.stringify(json)}\n`);
}

/**
 * The moments of a part; undefined where they are not known.
 * @throws {IsotypicError} `PARSE` for a file that something else wrote
 */
export async function readPart(
  folder: StateFolder,
  part: PartKey,
  x: StructureSource,
  y: StructureSource | undefined,
): Promise<GroupedMoments | undefined> {
  const text = await folder.read(part);
  if (text === undefined) return undefined;
  const json = parsed(text);
  if (json?.format !== 'isotypic-part' || json.version !== 1 || !isSame(json.part, part)) {
    throw new IsotypicError('PARSE', {
      where: 'runParts',
      expected: 'parts that runParts wrote',
      received: `another file for ${part.name} in ${folder.path}`,
      remedy: 'Remove the folder to begin anew.',
    });
  }
  return groupedMoments(
    json.groups.map(({ moments, ...rest }) => ({ ...rest, moments: SymmetricMoments.fromJSON(moments, x, y) })),
  );
}

const isSame = (a: PartKey | undefined, b: PartKey): boolean =>
  a?.name === b.name && a.plan === b.plan && a.of === b.of;

function parsed(text: string): PartJSON | undefined {
  try {
    return JSON.parse(text) as PartJSON;
  } catch {
    return undefined;
  }
}
