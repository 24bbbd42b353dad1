/** What a map by blocks leaves of samples: the residuals' sums of squares, and their products with what was mapped. */
import type { Float64Layout } from '../matrix/layout.js';
import type { SampleSpace } from './change-of-basis.js';
import { sumOfLanes } from './gram-operations.js';
import type { Heap } from './heap.js';
import { fillChunk, loadOperations, placeSpaces } from './placed-spaces.js';
import { termsOfRow } from './pooled-grams.js';
import { Program } from './program.js';
import { chunkHeight, type Lane, laneCount, overChunks, type Runner, type Watch } from './runner.js';
import {
  aimMoves,
  findSaved,
  putBlocks,
  type ResidualProgram,
  residualOperations,
  residualRooms,
} from './saved-coordinates.js';

/** Which residuals of a map by blocks are wanted. */
export interface ResidualRequest {
  readonly x: SampleSpace;
  /** As many rows. */
  readonly y: SampleSpace;
  /** C_k, one for each component: widths of y × of x. */
  readonly blocks: readonly Float64Layout[];
  readonly roots?: Float64Array | undefined;
}

/** By components, summed over rows and pooled coordinates, of R = Ẑ_y − Ẑ_x C_kᵀ. */
export interface BlockResiduals {
  /** Σ w·r ẑ_xᵀ. */
  readonly cross: readonly Float64Layout[];
  /** Σ w·‖r‖². */
  readonly squares: Float64Array;
}

/** From the coordinates themselves where `pooledGrams` left those of these samples in memory, else from the rows. */
export async function blockResiduals(runner: Runner, request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
  const { heap } = runner;
  const { x, y, blocks, roots } = request;
  const { rows } = x.rows;
  const height = chunkHeight(rows, x.basis.dimension + y.basis.dimension);
  const saved = findSaved(heap, { x, y, roots });
  if (saved === undefined) heap.reset();
  const lanes =
    saved?.lanes ?? Array.from({ length: laneCount(rows, height) }, () => residualLane(heap, request, height));
  for (const lane of lanes) putBlocks(heap, lane, blocks);
  const running = lanes.map(({ placed, program, moves }): Lane => {
    const fill = (from: number, count: number) => {
      if (saved === undefined || moves === undefined) fillChunk(heap, placed, [x, y], from, count, roots);
      else aimMoves(heap, program, placed, moves, saved, from / height);
    };
    return { program, fill };
  });
  const terms = 2 * termsOfRow({ spaces: [x, y], pairs: [[1, 0]] });
  await overChunks(runner, { rows, height, terms, watch }, running);
  return {
    cross: y.basis.components.map(({ width }, k) => {
      const addresses = lanes.map(({ targets }) => targets[k]);
      return sumOfLanes(heap, addresses, width, x.basis.components[k].width, false);
    }),
    squares: Float64Array.from(y.basis.components, (_, k) =>
      lanes.reduce((sum, { squares }) => heap.read(squares[k], height).reduce((a, b) => a + b, sum), 0),
    ),
  };
}

function residualLane(heap: Heap, { x, y }: ResidualRequest, height: number): ResidualProgram {
  const placed = placeSpaces(heap, [x, y], height);
  const spaces = placed.loaded.map(({ placement }) => placement);
  const rooms = residualRooms(heap, spaces);
  const program = new Program();
  loadOperations(program, placed, { centered: false, turns: x.basis !== y.basis });
  residualOperations(program, spaces, rooms);
  return { ...rooms, placed, program: heap.putWords(program.finished()) };
}
