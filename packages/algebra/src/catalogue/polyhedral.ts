/**
 * Symmetry groups of the Platonic solids on their vertices, edges, faces or flags, from the Coxeter groups A₃, B₃, H₃:
 * with ω₀, ω₁, ω₂ the fundamental weights, the orbits of ω₀, ω₁, ω₂ are the vertices, edge midpoints and face centers
 * of the solid {3, m}, and the regular orbit of ω₀ + ω₁ + ω₂ is its set of flags (Coxeter, Regular Polytopes, 1973, ch.
 * 5).
 */
import { boolean, checkOptions, type OptionKinds, oneOf } from '../arguments.js';
import { orbitAction } from '../constructions/orbit-action.js';
import { named } from '../groups/names.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { fundamentalWeight, rootDatum, type Weight } from './reflections.js';

export const POLYHEDRAL_ACTIONS = ['vertices', 'edges', 'faces', 'regular'] as const;
/** What the symmetries of a Platonic solid permute; `regular` is the group on itself. */
export type PolyhedralAction = (typeof POLYHEDRAL_ACTIONS)[number];

/** Options of `tetrahedral`, `octahedral` and `icosahedral`. */
export interface PolyhedralOptions {
  /** What is permuted; `regular` is the group on itself. Default `vertices`. */
  readonly on?: PolyhedralAction;
  /** With the reflections; default false, rotations only. */
  readonly full?: boolean;
}

const POLYHEDRAL_OPTION_KINDS: OptionKinds<PolyhedralOptions> = { on: oneOf(...POLYHEDRAL_ACTIONS), full: boolean };

/**
 * The tetrahedral group: order 12 (A₄), full 24 (S₄); 4 vertices, 6 edges, 4 faces.
 * @example catalogue.tetrahedral({ full: true }).order // 24n
 */
export function tetrahedral(options: PolyhedralOptions = {}): PermutationGroup {
  return polyhedral('tetrahedral', 'A3', options);
}

/**
 * The octahedral group, order 24 (S₄), full 48; 6 vertices, 12 edges, 8 faces of the octahedron (of the cube: faces,
 * edges, vertices).
 * @example catalogue.octahedral({ on: 'edges' }).degree // 12
 */
export function octahedral(options: PolyhedralOptions = {}): PermutationGroup {
  return polyhedral('octahedral', 'B3', options);
}

/**
 * The icosahedral group, order 60 (A₅), full 120 (A₅ × C₂); 12 vertices, 30 edges, 20 faces of the icosahedron.
 * @example catalogue.icosahedral({ on: 'faces' }).degree // 20
 */
export function icosahedral(options: PolyhedralOptions = {}): PermutationGroup {
  return polyhedral('icosahedral', 'H3', options);
}

function polyhedral(name: string, type: string, options: PolyhedralOptions): PermutationGroup {
  checkOptions(`catalogue.${name}`, options, POLYHEDRAL_OPTION_KINDS);
  const { on = 'vertices', full = false } = options;
  const { rank, reflections } = rootDatum(type);
  const start =
    on === 'regular' ? fundamentalWeight(rank, 0, 1, 2) : fundamentalWeight(rank, POLYHEDRAL_ACTIONS.indexOf(on));
  const [s0, s1, s2] = reflections;
  // The rotations about a face center and about a vertex of one flag generate the rotation group.
  const generators = full ? reflections : [(w: Weight) => s0(s1(w)), (w: Weight) => s1(s2(w))];
  const { images } = orbitAction(generators, [start], String);
  return named(new PermutationGroup(images), `${name}${full ? '(full)' : ''}${on === 'vertices' ? '' : ` on ${on}`}`);
}
