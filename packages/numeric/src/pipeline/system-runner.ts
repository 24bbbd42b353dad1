/** Programs whose large Gram matrices the host's own BLAS makes, in place; all else runs on the kernels here. */
import type { SystemBlas } from '../kernels/system-blas.js';
import { OPERATIONS } from './program.js';
import type { Runner } from './runner.js';

/**
 * Multiply–adds from which a call of the library, half a microsecond, is worth it (measured: a microsecond of work).
 */
const WORTH = 2 ** 13;
/** Lines on either side from which on the library is the faster one: of 8 it takes 1.2 times as long (measured). */
const LINES = 12;

/** Words of a record. */
const RECORD = 12;

export function withSystemBlas(runner: Runner, blas: SystemBlas): Runner {
  const { heap } = runner;
  /** The Gram matrix of the record at word p. */
  const gram = (p: number): void => {
    const { f64, u32 } = heap;
    const [y, stepY, m, z, stepZ, n, length, target, lower] = u32.subarray(p + 1, p + RECORD);
    const lines = (at: number, step: number, count: number) =>
      f64.subarray(at / 8, at / 8 + ((count - 1) * step) / 8 + length);
    const Y = { data: lines(y, stepY, m), step: stepY / 8, count: m };
    const Z = { data: lines(z, stepZ, n), step: stepZ / 8, count: n };
    blas.addGram(Y, lower === 1 ? null : Z, length, f64.subarray(target / 8, target / 8 + m * n));
  };
  const isLarge = (p: number): boolean => {
    const [m, n, length] = [heap.u32[p + 3], heap.u32[p + 6], heap.u32[p + 7]];
    return Math.min(m, n) >= LINES && m * n * length >= WORTH;
  };
  const gramCalls = { own: { library: 0, kernels: 0 }, cross: { library: 0, kernels: 0 } };
  return {
    heap,
    threads: 1,
    engine: runner.engine,
    gramCalls,
    turn: () => runner.turn(),
    run: (program) => {
      let start = program / 4;
      for (let p = start; ; p += RECORD) {
        const operation = heap.u32[p];
        const isGram = operation === OPERATIONS.gram;
        const isForeign = isGram && isLarge(p);
        if (isGram) gramCalls[heap.u32[p + 9] === 1 ? 'own' : 'cross'][isForeign ? 'library' : 'kernels']++;
        if (operation !== OPERATIONS.end && !isForeign) continue;
        // the program ends here for the kernels
        heap.u32[p] = OPERATIONS.end;
        if (p > start) runner.run(4 * start, 0);
        heap.u32[p] = operation;
        if (!isForeign) return;
        gram(p);
        start = p + RECORD;
      }
    },
  };
}
