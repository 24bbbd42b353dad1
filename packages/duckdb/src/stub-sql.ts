import {
  type GroupedMoments,
  type MomentsForm,
  type MomentsRequest,
  planMoments,
  type QueryEngine,
} from '@isotypic/sql';
import type { StructureSource } from '@isotypic/stats';

export async function momentsIn(
  engine: QueryEngine,
  rep: StructureSource,
  r: MomentsRequest,
  { signal, form }: { signal?: AbortSignal; form?: MomentsForm; path?: string; onProgress?: unknown } = {},
): Promise<GroupedMoments> {
  const p = planMoments(rep, r, { dialect: engine.dialect, form });
  try {
    return p.decode(await engine.run(p.statement(p.readShift(await engine.run(p.probe, { signal }))), { signal }));
  } catch (e) {
    if ((e as { code?: string }).code === 'NOT_DECIDED') return momentsIn(engine, rep, r, { signal, form: 'isotypic' });
    throw e;
  }
}
