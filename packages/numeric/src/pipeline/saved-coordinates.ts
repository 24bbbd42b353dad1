/** Coordinates of all rows, kept for the residuals that are made of them next: two passes, one change of basis. */
import type { Float64Layout } from '../matrix/layout.js';
import type { SampleSpace } from './change-of-basis.js';
import { addGrams } from './gram-operations.js';
import type { Heap } from './heap.js';
import type { PlacedSpaces } from './placed-spaces.js';
import type { Placement } from './placement.js';
import { Program, packed } from './program.js';

/** Numbers of coordinates up to which they are kept, 48 MB: layouts stay up to 64 MB. */
const MOST_NUMBERS = 6 * 2 ** 20;

/** Whether the coordinates of two spaces stay, in so many chunks of rows. */
export function isSaved(spaces: readonly SampleSpace[], chunks: number, height: number): boolean {
  const columns = spaces.reduce((sum, { basis }) => sum + basis.dimension, 0);
  return spaces.length === 2 && chunks * height * columns <= MOST_NUMBERS;
}

/** Where a lane makes residuals of coordinates. */
export interface ResidualProgram {
  readonly placed: PlacedSpaces;
  /** Of each component: room for its block as `matrix` reads it, Σ w·r ẑᵀ, and Σ w·r² of each row of a chunk. */
  readonly blocks: readonly number[];
  readonly targets: readonly number[];
  readonly squares: readonly number[];
  readonly program: number;
  /** Where coordinates come back instead of being made. */
  readonly moves?: Moves;
}

export interface SavedCoordinates {
  /** Chunk by chunk, x before y. */
  readonly at: number;
  readonly lanes: readonly ResidualProgram[];
}

/** Room for the coordinates of so many chunks, and the programs that take them up again. */
export function savedCoordinates(heap: Heap, placed: readonly PlacedSpaces[], chunks: number): SavedCoordinates {
  const lanes = placed.map((own) => residualProgram(heap, own));
  return { at: heap.numbers(chunks * chunkNumbers(placed[0])), lanes };
}

function chunkNumbers({ loaded }: PlacedSpaces): number {
  return loaded.reduce((sum, { placement }) => sum + placement.coordinates.numbers, 0);
}

/** Coordinates of x and y to residuals, and the sums of these. */
export function residualOperations(
  program: Program,
  [X, Y]: readonly Placement[],
  { blocks, targets, squares }: Pick<ResidualProgram, 'blocks' | 'targets' | 'squares'>,
): void {
  Y.basis.components.forEach(({ width, pooled }, k) => {
    if (width === 0) return;
    const lines = Y.components[k];
    X.applyPacked(program, k, { at: blocks[k], rows: width }, lines, { subtract: true });
    for (let i = 0; i < width; i++) program.squares(lines.at + i * lines.step, pooled, Y.height, squares[k]);
  });
  addGrams(program, Y, X, targets, false);
}

/** Room for blocks and sums of residuals. */
export function residualRooms(
  heap: Heap,
  [X, Y]: readonly Placement[],
): Pick<ResidualProgram, 'blocks' | 'targets' | 'squares'> {
  const widths = Y.basis.components.map(({ width }, k) => [width, X.basis.components[k].width]);
  return {
    blocks: widths.map(([m, n]) => heap.numbers(4 * n * Math.ceil(m / 4))),
    targets: widths.map(([m, n]) => heap.numbers(m * n)),
    squares: widths.map(() => heap.numbers(Y.height)),
  };
}

/** Blocks where the program reads them, and sums that begin at zero. */
export function putBlocks(heap: Heap, lane: ResidualProgram, blocks: readonly Float64Layout[]): void {
  const { f64 } = heap;
  blocks.forEach(({ data, rows, cols }, k) => {
    f64.set(
      packed(cols, rows, (i, j) => data[j * cols + i]),
      lane.blocks[k] / 8,
    );
    f64.fill(0, lane.targets[k] / 8, lane.targets[k] / 8 + rows * cols);
    f64.fill(0, lane.squares[k] / 8, lane.squares[k] / 8 + lane.placed.loaded[1].placement.height);
  });
}

function residualProgram(heap: Heap, placed: PlacedSpaces): ResidualProgram {
  const spaces = placed.loaded.map(({ placement }) => placement);
  const rooms = residualRooms(heap, spaces);
  const program = new Program();
  const moves = addMoves(program, placed, { isOut: false });
  residualOperations(program, spaces, rooms);
  return { ...rooms, placed, moves, program: heap.putWords(program.finished()) };
}

/** Records of a program that move the coordinates of a chunk out or in, whose other end is told chunk by chunk. */
export interface Moves {
  /** Of each space, where its record is in the program. */
  readonly records: readonly number[];
  readonly isOut: boolean;
}

/** Moves of all coordinates, at this place of a program. */
export function addMoves(program: Program, placed: PlacedSpaces, { isOut }: Pick<Moves, 'isOut'>): Moves {
  const records = placed.loaded.map(({ placement: { coordinates } }) => {
    const record = program.end;
    const [to, from] = isOut ? [0, coordinates.at] : [coordinates.at, 0];
    program.copy(to, from, 8 * coordinates.numbers);
    return record;
  });
  return { records, isOut };
}

/** Tells the moves of a program which chunk it is. */
export function aimMoves(
  heap: Heap,
  program: number,
  placed: PlacedSpaces,
  { records, isOut }: Moves,
  { at }: SavedCoordinates,
  chunk: number,
): void {
  let address = at + 8 * chunk * chunkNumbers(placed);
  placed.loaded.forEach(({ placement }, a) => {
    // a record is the operation, then to and from
    heap.u32[(program + records[a]) / 4 + (isOut ? 1 : 2)] = address;
    address += 8 * placement.coordinates.numbers;
  });
}

/** Of which samples the coordinates are. */
interface Source {
  readonly x: SampleSpace;
  readonly y: SampleSpace;
  readonly roots: Float64Array | undefined;
}

const sources = new WeakMap<SavedCoordinates, Source>();
const savedOf = new WeakMap<SampleSpace, SavedCoordinates>();

export function rememberSaved(heap: Heap, source: Source, saved: SavedCoordinates): void {
  if (!heap.isKept(saved)) return;
  sources.set(saved, source);
  savedOf.set(source.x, saved);
}

/** The coordinates of these very samples, while nobody has overwritten them. */
export function findSaved(heap: Heap, { x, y, roots }: Source): SavedCoordinates | undefined {
  const saved = savedOf.get(x);
  if (saved === undefined || !heap.isKept(saved)) return undefined;
  const source = sources.get(saved);
  return source?.x === x && source.y === y && source.roots === roots ? saved : undefined;
}
