/**
 * Groups between a full base N = K₁^{m₁} × ⋯ × K_r^{m_r} on blocks of their orbits and all of K₁ ≀ S_{m₁} × ⋯: wreath
 * products with any group on top, also beside each other and with one group on top together. A character of N is a
 * color, an irreducible character of K_i, for each block; it extends to its stabilizer in the whole of the wreath
 * products: an element takes the product, over its cycles of blocks, of the values at the cycle products (James &
 * Kerber 1981, theorem 4.3.33 and lemma 4.3.9).
 */
import { Permutation, type PermutationGroup } from '@isotypic/algebra';
import { acting } from '../action.js';
import { BlockFrames, mayHaveFullBase } from '../block-frames.js';
import type { FactorTable } from '../factor-table.js';
import type { LiftableCharacters } from '../lift.js';
import type { TableWork } from '../table-work.js';
import type { BaseCharacters } from './inertia.js';

/** Colorings: their orbits are listed with 8 bytes each and tried one by one. */
const MOST_COLORINGS = 1 << 18;

/** A block system on an orbit, or the orbit as one block. */
interface Part {
  readonly frames: BlockFrames;
  /** |K|^m. */
  readonly baseOrder: bigint;
}

/** The characters of a full base, for a group that has one. */
export function fullBase(
  { characters, lift }: LiftableCharacters,
  work: TableWork,
  tableOf: (group: PermutationGroup) => FactorTable,
): BaseCharacters | undefined {
  const { group } = characters.structure;
  for (const parts of fullBases(group, work)) {
    const tables = parts.map(({ frames }) => tableOf(frames.base));
    const count = parts.reduce((n, { frames }, i) => n * tables[i].characters.length ** frames.blockCount, 1);
    if (count > MOST_COLORINGS) continue;
    const rows = tables.map((table) => table.characters.map(({ values }) => lift.residues(values)));
    const frames = parts.map((part, i) => ({ frames: part.frames, table: tables[i], rows: rows[i] }));
    return new Colorings(group, frames, (a, b) => characters.modulus.mul(a, b));
  }
  return undefined;
}

/** The choices of block systems on the orbits whose base is full, largest base first. */
function fullBases(group: PermutationGroup, work: TableWork): Part[][] {
  let choices: Part[][] = [[]];
  for (const orbit of group.orbits()) {
    if (orbit.length === 1) continue;
    const parts = partsOn(group, orbit, work);
    choices = choices.flatMap((choice) => parts.map((part) => [...choice, part]));
    if (choices.length > 64) return []; // each costs an order; none of the groups looked at has more than 8
  }
  const baseOrder = (choice: readonly Part[]): bigint => choice.reduce((n, part) => n * part.baseOrder, 1n);
  return choices
    .filter((choice) => {
      const isWhole = choice.every(({ baseOrder: order }) => order < group.order);
      return isWhole && baseOrder(choice) * topOf(group, choice).order === group.order;
    })
    .sort((a, b) => (baseOrder(a) > baseOrder(b) ? -1 : 1));
}

/** The block systems on an orbit whose base is full in the constituent, and the orbit itself. */
function partsOn(group: PermutationGroup, orbit: readonly number[], work: TableWork): Part[] {
  const whole = new BlockFrames(group, [orbit]);
  const { base: constituent } = whole;
  const found: Part[] = [{ frames: whole, baseOrder: constituent.order }];
  if (!mayHaveFullBase(orbit.length, constituent.order)) return found;
  for (const system of work.meter.part((options) => constituent.blockSystems(options))) {
    const frames = new BlockFrames(
      group,
      system.map((block) => block.map((i) => whole.frame[0][i])),
    );
    const baseOrder = frames.base.order ** BigInt(system.length);
    if (constituent.order % baseOrder !== 0n) continue;
    const part = { frames, baseOrder };
    if (baseOrder * topOf(group, [part]).order === constituent.order) found.push(part);
  }
  return found;
}

/** The action on all blocks together. */
function topOf(group: PermutationGroup, parts: readonly Part[]): PermutationGroup {
  const images = group.generators.map((g) => onBlocks(parts, g));
  return acting(group, images, images[0]?.length ?? 0);
}

function onBlocks(parts: readonly { frames: BlockFrames }[], { images }: Permutation): Uint32Array {
  const found: number[] = [];
  for (const { frames } of parts) {
    const offset = found.length;
    for (let j = 0; j < frames.blockCount; j++) found.push(offset + frames.target(images, j));
  }
  return Uint32Array.from(found);
}

interface ColoredPart {
  readonly frames: BlockFrames;
  readonly table: FactorTable;
  /** The irreducible characters of the action on a block, as residues. */
  readonly rows: readonly Float64Array[];
}

/** A coloring is a number: color b of block b counts `weights[b]` times. */
class Colorings implements BaseCharacters {
  readonly count: number;
  readonly top: PermutationGroup;
  private readonly weights: number[] = [];
  private readonly colors: number[] = [];
  private readonly onBlocks: Uint32Array[];

  constructor(
    group: PermutationGroup,
    private readonly parts: readonly ColoredPart[],
    private readonly multiply: (a: number, b: number) => number,
  ) {
    let count = 1;
    for (const { frames, rows } of parts) {
      for (let j = 0; j < frames.blockCount; j++) {
        this.weights.push(count);
        this.colors.push(rows.length);
        count *= rows.length;
      }
    }
    this.count = count;
    this.onBlocks = group.generators.map((g) => onBlocks(parts, g));
    this.top = acting(group, this.onBlocks, this.weights.length);
  }

  imageOf(g: Permutation): Permutation {
    return Permutation.fromTrustedImages(onBlocks(this.parts, g));
  }

  move(k: number, index: number): number {
    const { weights, colors } = this;
    const images = this.onBlocks[k];
    let moved = 0;
    for (let b = 0; b < weights.length; b++) {
      moved += weights[images[b]] * (Math.floor(index / weights[b]) % colors[b]);
    }
    return moved;
  }

  fixed(g: Permutation): number[] {
    let found = [0];
    for (const { weight, values } of this.cycles(g)) {
      found = found.flatMap((index) => values.map((_, color) => index + color * weight));
    }
    return found;
  }

  factors(g: Permutation): (index: number) => number {
    const cycles = this.cycles(g);
    return (index) => {
      let product = 1;
      for (const { first, values } of cycles) {
        product = this.multiply(product, values[Math.floor(index / first) % values.length]);
        if (product === 0) return 0;
      }
      return product;
    };
  }

  /** Of each cycle of blocks the weights of its first block and of all, and the values of the colors. */
  private cycles(g: Permutation): { first: number; weight: number; values: number[] }[] {
    const cycles: { first: number; weight: number; values: number[] }[] = [];
    let offset = 0;
    for (const { frames, table, rows } of this.parts) {
      for (const { blocks, product } of frames.cycles(g)) {
        const classIndex = table.structure.identify(product);
        const weight = blocks.reduce((sum, j) => sum + this.weights[offset + j], 0);
        cycles.push({ first: this.weights[offset + blocks[0]], weight, values: rows.map((row) => row[classIndex]) });
      }
      offset += frames.blockCount;
    }
    return cycles;
  }
}
