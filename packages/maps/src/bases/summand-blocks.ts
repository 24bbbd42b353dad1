/** Equivariant maps pair of summands by pair: what a layer needs, for which copies of a summand are channels. */
import { IsotypicError } from '@isotypic/algebra';
import type { RepresentationSummand } from '../representations/representation.js';
import type { EquivariantMaps, PlacedBlock } from './equivariant-maps.js';
import { orthonormalVectors } from './float-basis.js';

/** The copies of one summand among the coordinates of a representation. */
export interface SummandCopies {
  readonly text: string;
  /** The first of its coordinates; copies follow each other. */
  readonly offset: number;
  readonly copies: number;
  /** Of one copy. */
  readonly dimension: number;
}

/** The maps from one copy of a summand to one copy of another. */
export interface SummandBlock {
  readonly domain: SummandCopies;
  readonly codomain: SummandCopies;
  /** Orthonormal maps, each codomain.dimension × domain.dimension, row-major. */
  readonly maps: readonly Float64Array[];
}

/**
 * The maps by pairs of summands, those without maps left out.
 * @throws {IsotypicError} `NOT_DECIDED` for a basis that is not real
 */
export function summandBlocks(maps: EquivariantMaps): readonly SummandBlock[] {
  const first = new Map<string, PlacedBlock>();
  const { domain, codomain } = maps;
  for (const placed of maps.placed) {
    const key = `${domain.summands.indexOf(placed.domain)}→${codomain.summands.indexOf(placed.codomain)}`;
    if (!first.has(key)) first.set(key, placed);
  }
  return [...first.values()].flatMap(({ block, domain: into, codomain: out, rowOffset, colOffset }) => {
    if (block.dimension === 0) return [];
    const vectors = orthonormalVectors(block);
    if (vectors.some(({ im }) => im !== null)) {
      throw new IsotypicError('NOT_DECIDED', {
        where: 'summandBlocks',
        expected: 'maps with a real basis',
        received: `complex ones, of ${domain}`,
        remedy: 'realForm(group) makes a complex group a real one.',
      });
    }
    return [
      { domain: copiesOf(into, colOffset), codomain: copiesOf(out, rowOffset), maps: vectors.map(({ re }) => re) },
    ];
  });
}

function copiesOf({ text, multiplicity, dimension }: RepresentationSummand, offset: number): SummandCopies {
  return { text, offset, copies: multiplicity, dimension };
}
