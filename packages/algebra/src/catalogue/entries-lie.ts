/** Catalogue entries of the linear, symplectic, reflection, extraspecial and sporadic groups and the Megaminx. */
import type { PermutationGroup } from '../groups/permutation-group.js';
import type { CatalogueEntry, CatalogueParameter } from './entry.js';
import { EXTRASPECIAL_TYPES, type ExtraspecialType, extraspecial, heisenberg } from './extraspecial.js';
import {
  affineGeneralLinear,
  frobenius,
  generalLinear,
  LINEAR_ACTIONS,
  projectiveGeneralLinear,
  projectiveSpecialLinear,
  specialLinear,
} from './linear.js';
import { megaminx } from './megaminx.js';
import { conway3, higmanSims, janko, mcLaughlin, suzuki } from './sporadic.js';
import { SYMPLECTIC_ACTIONS, symplectic } from './symplectic.js';
import { hyperoctahedral, WEYL_ACTIONS, weyl } from './weyl.js';

const integer = (name: string, optional = false): CatalogueParameter => ({ name, kind: 'integer', optional });
const word = (name: string, optional = false): CatalogueParameter => ({ name, kind: 'word', optional });

/**
 * An entry whose arguments are those of its function, followed by its action as `{ on }`. Names are written out: a
 * bundler that minifies takes those of functions away.
 */
function entry<Arguments extends readonly unknown[]>(
  name: string,
  build: (...args: Arguments) => PermutationGroup,
  details: Omit<CatalogueEntry, 'name' | 'build'>,
): CatalogueEntry {
  return {
    name,
    build: (args, on) => build(...([...args, ...(on === undefined ? [] : [{ on }])] as unknown as Arguments)),
    ...details,
  };
}

const simple = (
  name: string,
  build: () => PermutationGroup,
  alias: string,
  order: string,
  summary: string,
): CatalogueEntry =>
  entry(name, build, {
    aliases: [alias],
    parameters: [],
    summary,
    order,
    source: "GAP 4.12.1's primitive groups library; ATLAS of Finite Group Representations",
    examples: [name],
  });

const STEINBERG = 'Steinberg’s generators: Taylor, The Cayley Bulletin 3 (1987)';

export const LIE_ENTRIES: readonly CatalogueEntry[] = [
  entry('generalLinear', generalLinear, {
    aliases: ['GL'],
    parameters: [integer('n'), integer('q')],
    summary: 'general linear group on the nonzero vectors of GF(q)ⁿ',
    actions: LINEAR_ACTIONS,
    order: 'Π (qⁿ − qⁱ), i < n',
    source: STEINBERG,
    examples: ['GL(1, 7)', 'GL(2, 2)', 'GL(2, 3)', 'GL(2, 4)', 'GL(3, 2)', 'GL(3, 3) on lines'],
  }),
  entry('specialLinear', specialLinear, {
    aliases: ['SL'],
    parameters: [integer('n'), integer('q')],
    summary: 'special linear group on the nonzero vectors of GF(q)ⁿ',
    actions: LINEAR_ACTIONS,
    order: '|GL(n, q)| / (q − 1)',
    source: STEINBERG,
    examples: ['SL(2, 3)', 'SL(2, 5)', 'SL(2, 9)', 'SL(3, 4)', 'SL(3, 2) on lines'],
  }),
  entry('projectiveGeneralLinear', projectiveGeneralLinear, {
    aliases: ['PGL'],
    parameters: [integer('n'), integer('q')],
    summary: 'projective general linear group on the points of projective space',
    order: '|GL(n, q)| / (q − 1)',
    source: STEINBERG,
    examples: ['PGL(2, 5)', 'PGL(2, 101)', 'PGL(3, 4)'],
  }),
  entry('projectiveSpecialLinear', projectiveSpecialLinear, {
    aliases: ['PSL'],
    parameters: [integer('n'), integer('q')],
    summary: 'projective special linear group on the points of projective space',
    order: '|GL(n, q)| / ((q − 1) gcd(n, q − 1))',
    source: STEINBERG,
    examples: ['PSL(2, 7)', 'PSL(2, 16)', 'PSL(2, 101)', 'PSL(3, 4)', 'PSL(5, 2)'],
  }),
  entry('affineGeneralLinear', affineGeneralLinear, {
    aliases: ['AGL'],
    parameters: [integer('n'), integer('q')],
    summary: 'affine group of the maps v ↦ Av + t on all vectors of GF(q)ⁿ',
    order: 'qⁿ |GL(n, q)|',
    source: STEINBERG,
    examples: ['AGL(1, 8)', 'AGL(1, 101)', 'AGL(2, 3)', 'AGL(4, 2)', 'AGL(6, 2)'],
  }),
  entry('frobenius', frobenius, {
    parameters: [integer('q'), integer('k')],
    summary: 'Frobenius group of the maps x ↦ ax + b of GF(q) with aᵏ = 1, k dividing q − 1',
    order: 'qk',
    source: 'definition',
    examples: ['frobenius(7, 3)', 'frobenius(11, 5)', 'frobenius(9, 4)', 'frobenius(64, 9)'],
  }),
  entry('symplectic', symplectic, {
    aliases: ['Sp'],
    parameters: [integer('m'), integer('q')],
    summary:
      'symplectic group of even dimension m on the nonzero vectors, or for q = 2 on quadratic forms of either type',
    actions: SYMPLECTIC_ACTIONS,
    order: 'q^(n²) Π (q²ⁱ − 1), i = 1 … n, m = 2n',
    source: 'transvections; on forms: Dixon & Mortimer, Permutation Groups (1996), §7.7',
    examples: [
      'Sp(2, 5)',
      'Sp(4, 2)',
      'Sp(4, 3) on lines',
      'Sp(6, 2)',
      'Sp(8, 2)',
      'Sp(6, 2) on plusForms',
      'Sp(6, 2) on minusForms',
    ],
  }),
  entry('heisenberg', heisenberg, {
    parameters: [integer('m')],
    summary: 'Heisenberg group over ℤ/m on m² points',
    order: 'm³',
    source: 'unitriangular 3×3 matrices',
    examples: ['heisenberg(2)', 'heisenberg(3)', 'heisenberg(7)', 'heisenberg(12)'],
  }),
  {
    name: 'extraspecial',
    parameters: [integer('p'), integer('n'), word('type', true)],
    summary: 'extraspecial group p^(1+2n) of `plus` (default) or `minus` type, regular',
    order: 'p^(1+2n)',
    source: 'Huppert, Endliche Gruppen I (1967), III.13',
    examples: [
      'extraspecial(2, 1)',
      'extraspecial(2, 1, minus)',
      'extraspecial(2, 3, minus)',
      'extraspecial(3, 1)',
      'extraspecial(3, 1, minus)',
      'extraspecial(5, 1)',
    ],
    build: ([p, n, type = EXTRASPECIAL_TYPES[0]]) => {
      return extraspecial(p as number, n as number, String(type).toLowerCase() as ExtraspecialType);
    },
  },
  entry('hyperoctahedral', hyperoctahedral, {
    parameters: [integer('n')],
    summary: 'signed permutations of n coordinates on the 2n points ±eᵢ; the Weyl group of type B',
    order: '2ⁿ n!',
    source: 'definition, cyclic(2) wr symmetric(n)',
    examples: ['hyperoctahedral(1)', 'hyperoctahedral(3)', 'hyperoctahedral(6)'],
  }),
  {
    name: 'weyl',
    parameters: [word('type'), integer('node', true)],
    summary:
      'reflection group of type A1…, B2…, C2…, D4…, E6, E7, E8, F4, G2, H3, H4 on its roots, or on the ' +
      'orbit of the fundamental weight of a node',
    actions: WEYL_ACTIONS,
    order: 'product of the degrees of the type',
    source: 'Humphreys, Reflection Groups and Coxeter Groups (1990); nodes as in Bourbaki',
    examples: [
      'weyl(A4)',
      'weyl(B3)',
      'weyl(D4)',
      'weyl(E6)',
      'weyl(E6, 1)',
      'weyl(E7) on lines',
      'weyl(E8)',
      'weyl(F4)',
      'weyl(G2)',
      'weyl(H3)',
      'weyl(H4)',
    ],
    build: ([type, node], on) =>
      weyl(type as string, {
        ...(node === undefined ? {} : { node: node as number }),
        ...(on === undefined ? {} : { on: on as (typeof WEYL_ACTIONS)[number] }),
      }),
  },
  entry('janko', janko, {
    parameters: [integer('n')],
    summary: 'Janko group J₁ on 266 points or J₂ on 100',
    order: '175560, 604800',
    source: "GAP 4.12.1's primitive groups library; ATLAS of Finite Group Representations",
    examples: ['janko(1)', 'janko(2)'],
  }),
  simple('higmanSims', higmanSims, 'HS', '44352000', 'Higman–Sims group on the 100 vertices of its graph'),
  simple('mcLaughlin', mcLaughlin, 'McL', '898128000', 'McLaughlin group on the 275 vertices of its graph'),
  simple('conway3', conway3, 'Co3', '495766656000', 'Conway’s third group, doubly transitive on 276 points'),
  simple('suzuki', suzuki, 'Suz', '448345497600', 'Suzuki’s sporadic group on 1782 points'),
  {
    name: 'megaminx',
    parameters: [],
    summary: 'Megaminx on its 120 facelets, the face centers left out',
    order: '100669616553523347122516032313645505168688116411019768627200000000000',
    source: 'geometry of the turns',
    examples: ['megaminx'],
    build: () => megaminx(),
  },
];
