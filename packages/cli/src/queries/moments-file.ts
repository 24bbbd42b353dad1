/** Moments as a file that says what they are of, so that a report can be made of it alone. */
import { readFileSync } from 'node:fs';
import { IsotypicError } from '@isotypic/algebra';
import type { ExactRepresentation } from '@isotypic/reps';
import {
  type GroupedMoments,
  type GroupedMomentsJSON,
  groupedMomentsFromJSON,
  groupedMomentsToJSON,
} from '@isotypic/sql';
import { type GroupAction, groupAction } from '../analysis/group-action.js';
import { type NamedResponse, responseRepresentation } from '../analysis/regression.js';
import { readJson } from './query-plan.js';

export interface MomentsFile {
  readonly format: 'isotypic-moments';
  readonly version: 1;
  /** As --group takes it. */
  readonly group: string;
  readonly columns: readonly string[];
  /** Where the moments are of pairs. */
  readonly response?: NamedResponse;
  /** Names of the keys. */
  readonly by: readonly string[];
  readonly moments: GroupedMomentsJSON;
}

export interface ReadMoments {
  readonly file: MomentsFile;
  readonly action: GroupAction;
  /** How the group moves the responses, where the moments are of pairs. */
  readonly response: ExactRepresentation | undefined;
  readonly grouped: GroupedMoments;
}

export function momentsFile(
  of: Pick<MomentsFile, 'group' | 'columns' | 'by' | 'response'>,
  grouped: GroupedMoments,
): string {
  const file: MomentsFile = {
    format: 'isotypic-moments',
    version: 1,
    group: of.group,
    columns: of.columns,
    ...(of.response !== undefined && { response: of.response }),
    by: of.by,
    moments: groupedMomentsToJSON(grouped),
  };
  return `${JSON.stringify(file)}\n`;
}

/** Whether a path is that of such a file: by its beginning. */
export function isMomentsFile(path: string): boolean {
  if (!path.endsWith('.json')) return false;
  try {
    return readFileSync(path, 'utf8').startsWith('{"format":"isotypic-moments"');
  } catch {
    return false;
  }
}

/** @throws {IsotypicError} `IO`, `PARSE`, and for moments of another action than the file says */
export function readMoments(path: string): ReadMoments {
  const file = readJson(path, 'moments', 'moments that isotypic moments wrote') as MomentsFile | null;
  if (file?.format !== 'isotypic-moments' || file.version !== 1 || !Array.isArray(file.columns)) {
    throw new IsotypicError('PARSE', {
      where: 'moments',
      expected: 'a file that isotypic moments wrote',
      received: `${path}, which is another one`,
    });
  }
  const action = groupAction(file.group);
  const { representation } = action;
  const { response } = file;
  const y = response && responseRepresentation(representation, response.columns.length, response.action);
  return { file, action, response: y, grouped: groupedMomentsFromJSON(file.moments, representation, y) };
}
