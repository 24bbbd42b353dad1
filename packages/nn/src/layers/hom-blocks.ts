/**
 * The maps between two sums of representations, pair by pair. Copies of a summand are channels: the maps between one
 * copy each are found once, and an equivariant matrix is made of channel mixtures of them.
 */
import { either, type Kind } from '@isotypic/algebra/internal';
import { equivariantMaps, invariants } from '@isotypic/maps';
import { Representation, type SummandCopies, summandBlocks } from '@isotypic/maps/internal';
import type { LinearAction } from '@isotypic/reps';

/** Copies of one action of a group, given by its generators. */
export interface ActionCopies {
  readonly action: LinearAction;
  readonly copies: number;
}

/** A space acted on: a type bound to its group, or copies of actions one after the other. */
export type SpaceInput = Representation | readonly ActionCopies[];

const isAction = (v: unknown): boolean =>
  typeof v === 'object' && v !== null && 'dimension' in v && 'generatorMatrices' in v;

const isCopies = (v: unknown): boolean => {
  const { action, copies } = (typeof v === 'object' && v !== null ? v : {}) as Partial<ActionCopies>;
  return isAction(action) && Number.isSafeInteger(copies) && (copies as number) >= 0;
};

export const SPACE: Kind = either(
  {
    expected: 'a type bound by over(group)',
    accepts: (v) => v instanceof Representation,
    remedy: () => 'Types are bound by type.over(group).',
  },
  { expected: 'an array of { action, copies }', accepts: (v) => Array.isArray(v) && v.length > 0 && v.every(isCopies) },
);

/** The coordinates of a space, summand by summand. */
export interface SpaceLayout {
  readonly dimension: number;
  readonly summands: readonly SummandCopies[];
}

/** The maps from one copy of a summand to one copy of another. */
export interface HomBlock {
  /** Numbers of the summands. */
  readonly from: number;
  readonly to: number;
  /** dim Hom × (rows · columns): orthonormal maps as rows, each row-major. */
  readonly maps: readonly Float64Array[];
}

export interface HomBlocks {
  readonly domain: SpaceLayout;
  readonly codomain: SpaceLayout;
  readonly blocks: readonly HomBlock[];
}

/** Summand after summand, with what is known of each but for its place. */
function laidOut(parts: readonly Omit<SummandCopies, 'offset'>[]): SpaceLayout {
  let offset = 0;
  const summands = parts.map((part) => {
    const place = { ...part, offset };
    offset += part.copies * part.dimension;
    return place;
  });
  return { dimension: offset, summands };
}

export function layoutOf(space: SpaceInput): SpaceLayout {
  if (!(space instanceof Representation)) {
    return laidOut(space.map(({ action, copies }, i) => ({ text: `${i}`, copies, dimension: action.dimension })));
  }
  const parts: { text: string; copies: number; dimension: number }[] = [];
  for (const { summand: text, copy, dimension } of space.sizes()) {
    if (copy === 0) parts.push({ text, copies: 1, dimension });
    else parts[parts.length - 1].copies++;
  }
  return laidOut(parts);
}

/** All equivariant maps from one space to another. */
export function homBlocks(domain: SpaceInput, codomain: SpaceInput): HomBlocks {
  const layouts = { domain: layoutOf(domain), codomain: layoutOf(codomain) };
  if (domain instanceof Representation && codomain instanceof Representation) {
    const place = (layout: SpaceLayout, offset: number): number =>
      layout.summands.findIndex((s) => s.offset === offset && s.copies > 0);
    const blocks = summandBlocks(equivariantMaps(domain, codomain)).map(({ domain: into, codomain: out, maps }) => ({
      from: place(layouts.domain, into.offset),
      to: place(layouts.codomain, out.offset),
      maps,
    }));
    return { ...layouts, blocks };
  }
  const [into, out] = [actionsOf(domain), actionsOf(codomain)];
  const known = new Map<LinearAction, Map<LinearAction, readonly Float64Array[]>>();
  const blocks = out.flatMap(({ action: to }, t) =>
    into.flatMap(({ action: from }, s): HomBlock[] => {
      let found = known.get(from)?.get(to);
      if (found === undefined) {
        found = summandBlocks(equivariantMaps(from, to)).flatMap(({ maps }) => maps);
        known.set(from, (known.get(from) ?? new Map()).set(to, found));
      }
      return found.length === 0 ? [] : [{ from: s, to: t, maps: found }];
    }),
  );
  return { ...layouts, blocks };
}

const actionsOf = (space: SpaceInput): readonly ActionCopies[] =>
  space instanceof Representation ? [{ action: space, copies: 1 }] : space;

/** The invariant vectors of a space, as maps from one scalar. */
export function invariantBlocks(space: SpaceInput): HomBlocks {
  const codomain = layoutOf(space);
  const domain = laidOut([{ text: 'T(0)', copies: 1, dimension: 1 }]);
  if (space instanceof Representation) {
    const blocks = summandBlocks(invariants(space)).map(({ codomain: out, maps }) => ({
      from: 0,
      to: codomain.summands.findIndex((s) => s.offset === out.offset && s.copies > 0),
      maps,
    }));
    return { domain, codomain, blocks };
  }
  const blocks = space.flatMap(({ action }, to): HomBlock[] => {
    const maps = summandBlocks(invariants(action)).flatMap((block) => block.maps);
    return maps.length === 0 ? [] : [{ from: 0, to, maps }];
  });
  return { domain, codomain, blocks };
}
