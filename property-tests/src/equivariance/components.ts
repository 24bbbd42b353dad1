/** A violation split by isotypic component. */
import { IsotypicError } from '@isotypic/algebra';
import { isotypicDecomposition, type Representation } from '@isotypic/reps';
import type { Part } from './spaces.js';

/** One isotypic component of the input or the output, or a stretch of coordinates that the group keeps to itself. */
export interface ComponentShare {
  /** The irrep's label, with the part's name where there are several; 'coordinates 0–3' where no irreps are known. */
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;
  /** Its share of the violation: the sum of squares of its entries, over the failing cases; all shares make 1. */
  readonly share: number;
  /** Whether f is right in it. */
  readonly holds: boolean;
}

/** Projections onto the components of a vector. */
export interface Splitting {
  readonly components: readonly {
    readonly label: string;
    readonly degree: number;
    readonly multiplicity: number;
    project(x: Float64Array): Float64Array;
  }[];
}

/** Steps that a decomposition may take: a second or so. */
const DECOMPOSITION_BUDGET = 2e6; // a step is a row of a matrix, about half a microsecond for 64 columns

/** The components of the parts of a vector; `dimension` is that of the whole vector. */
export function splittingOf(parts: readonly Part[], dimension: number): Splitting {
  return {
    components: parts.flatMap((part) => {
      const name = parts.length === 1 ? '' : `${part.name}: `;
      return pieces(part).map((piece) => ({
        ...piece,
        label: `${name}${piece.label}`,
        project: (x: Float64Array) => {
          const y = new Float64Array(dimension);
          for (let row = 0; row < part.copies; row++) {
            const at = part.offset + row * part.dimension;
            y.set(piece.apply(x.slice(at, at + part.dimension)), at);
          }
          return y;
        },
      }));
    }),
  };
}

interface Piece {
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;
  apply(x: Float64Array): Float64Array;
}

function pieces(part: Part): Piece[] {
  const { action, dimension } = part;
  if (action === undefined) {
    return [{ label: 'trivial', degree: 1, multiplicity: dimension, apply: (x) => x.slice() }];
  }
  return (action.representation === undefined ? undefined : isotypicPieces(action.representation)) ?? blocks(part);
}

function isotypicPieces(representation: Representation): Piece[] | undefined {
  try {
    const { components } = isotypicDecomposition(representation, { budget: DECOMPOSITION_BUDGET });
    if (components.length > 0) components[0].apply(new Float64Array(representation.dimension));
    return components.map((c) => ({
      label: c.isTrivial ? 'trivial' : c.label,
      degree: c.degree,
      multiplicity: c.multiplicity,
      apply: (x) => c.apply(x),
    }));
  } catch (error) {
    if (error instanceof IsotypicError) return undefined; // too large, or not decided: coordinates will do
    throw error;
  }
}

/** The finest stretches of coordinates that generators and derivations keep to themselves. */
function blocks({ action, dimension }: Part): Piece[] {
  const root = Int32Array.from({ length: dimension }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (root[at] !== at) at = root[at];
    return at;
  };
  const joined = (i: number, y: Float64Array) => {
    for (let j = 0; j < dimension; j++) if (y[j] !== 0) root[find(Math.max(i, j))] = find(Math.min(i, j));
  };
  for (let i = 0; i < dimension; i++) {
    const unit = new Float64Array(dimension);
    unit[i] = 1;
    for (const g of action?.generators ?? []) joined(i, g.apply(unit));
    for (const { data } of action?.derivations ?? []) joined(i, data.slice(i * dimension, (i + 1) * dimension));
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < dimension; i++) members.set(find(i), [...(members.get(find(i)) ?? []), i]);
  return [...members.values()].map((at) => ({
    label: at.length === 1 ? `coordinate ${at[0]}` : `coordinates ${ranges(at)}`,
    degree: at.length,
    multiplicity: 1,
    apply: (x) => {
      const y = new Float64Array(dimension);
      for (const i of at) y[i] = x[i];
      return y;
    },
  }));
}

/** 0–2, 5 */
function ranges(list: readonly number[]): string {
  const out: string[] = [];
  for (let k = 0; k < list.length; ) {
    let end = k;
    while (list[end + 1] === list[end] + 1) end++;
    out.push(end === k ? `${list[k]}` : `${list[k]}–${list[end]}`);
    k = end + 1;
  }
  return out.join(', ');
}
