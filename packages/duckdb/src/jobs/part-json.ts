/** A part as JSON: the moments of its groups, exact to the bit, under what they are of. */
import { IsotypicError } from '@isotypic/algebra';
import {
  type GroupedMoments,
  type GroupedMomentsJSON,
  groupedMomentsFromJSON,
  groupedMomentsToJSON,
} from '@isotypic/sql';
import type { StructureSource } from '@isotypic/stats';
import type { PartKey, StateFolder } from './state-folder.js';

interface PartJSON {
  readonly format: 'isotypic-part';
  readonly version: 1;
  readonly part: PartKey;
  readonly moments: GroupedMomentsJSON;
}

export async function writePart(folder: StateFolder, part: PartKey, found: GroupedMoments): Promise<void> {
  const json: PartJSON = { format: 'isotypic-part', version: 1, part, moments: groupedMomentsToJSON(found) };
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
  if (json?.format === 'isotypic-part' && json.version === 1 && isSame(json.part, part)) {
    return groupedMomentsFromJSON(json.moments, x, y);
  }
  throw new IsotypicError('PARSE', {
    where: 'runParts',
    expected: 'parts that runParts wrote',
    received: `another file for ${part.name} in ${folder.path}`,
    remedy: 'Remove the folder to begin anew.',
  });
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
