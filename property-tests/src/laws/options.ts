/** What all laws take. */
import { integer, type OptionKinds } from '@isotypic/algebra/internal';

/** Options of `actionLaws`, `characterLaws`, `decompositionLaws`, `fieldLaws` and others. */
export interface LawOptions {
  /** Cases of each law (each suite says its default). */
  readonly runs?: number;
  /** Replays a failure: reports print both with it. */
  readonly seed?: number;
  readonly path?: string;
}

export const LAW_OPTION_KINDS: OptionKinds<LawOptions> = {
  runs: integer(1),
  seed: integer(),
  path: {
    expected: "a path as reports print it, such as '3:0:1'",
    accepts: (v) => typeof v === 'string' && /^(\d+(:\d+)*)?$/.test(v),
  },
};

/** fast-check's parameters for law options. */
export function lawParameters(
  { runs, seed, path }: LawOptions,
  defaultRuns: number,
): { numRuns: number; seed?: number; path?: string } {
  return {
    numRuns: runs ?? defaultRuns,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
  };
}
