/** What a map by blocks leaves of samples: the residuals' sums of squares, and their products with what was mapped. */
import type { Float64Layout } from '../matrix/layout.js';
import type { SampleSpace } from './change-of-basis.js';
import type { Heap } from './heap.js';
import { addGrams, fillChunk, loadOperations, placeSpaces, sumOfLanes, termsOfRow } from './pooled-grams.js';
import { Program } from './program.js';
import { chunkHeight, type Lane, laneCount, overChunks, type Runner, type Watch } from './runner.js';

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

export async function blockResiduals(runner: Runner, request: ResidualRequest, watch?: Watch): Promise<BlockResiduals> {
  const { heap } = runner;
  const { x, y } = request;
  const { rows } = x.rows;
  heap.reset();
  const height = chunkHeight(rows, x.basis.dimension + y.basis.dimension);
  const lanes = Array.from({ length: laneCount(rows, height) }, () => residualLane(heap, request, height));
  const terms = 2 * termsOfRow({ spaces: [x, y], pairs: [[1, 0]] });
  await overChunks(runner, { rows, height, terms, watch }, lanes);
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

/** Where a lane's sums are, by components. */
interface ResidualLane extends Lane {
  readonly targets: readonly number[];
  readonly squares: readonly number[];
}

function residualLane(heap: Heap, { x, y, blocks, roots }: ResidualRequest, height: number): ResidualLane {
  const spaces = [x, y];
  const placed = placeSpaces(heap, spaces, height);
  const [X, Y] = placed.loaded.map(({ placement }) => placement);
  const { components } = y.basis;
  const targets = components.map(({ width }, k) => heap.zeros(width * x.basis.components[k].width));
  const squares = components.map(() => heap.zeros(height));
  const program = new Program();
  loadOperations(program, placed, { centered: false, turns: x.basis !== y.basis });
  components.forEach(({ width, pooled }, k) => {
    if (width === 0) return;
    const lines = Y.components[k];
    X.apply(program, k, blocks[k], lines, { subtract: true });
    for (let i = 0; i < width; i++) program.squares(lines.at + i * lines.step, pooled, height, squares[k]);
  });
  addGrams(program, Y, X, targets, false);
  return {
    targets,
    squares,
    program: heap.putWords(program.finished()),
    fill: (from, count) => {
      fillChunk(heap, placed, spaces, from, count, roots);
    },
  };
}
