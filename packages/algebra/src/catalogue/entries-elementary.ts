/** Catalogue entries of the elementary, polyhedral, Mathieu and cube groups and of the products. */
import { checkArgument, oneOf } from '../arguments.js';
import type { PermutationGroup } from '../groups/permutation-group.js';
import { alternating, cyclic, dicyclic, dihedral, kleinFour, quaternion, symmetric } from './elementary.js';
import type { CatalogueArgument, CatalogueEntry, CatalogueParameter } from './entry.js';
import { image } from './image.js';
import { mathieu } from './mathieu.js';
import { icosahedral, octahedral, POLYHEDRAL_ACTIONS, type PolyhedralAction, tetrahedral } from './polyhedral.js';
import { roomyGrid, roomyProduct, roomyWreath } from './roomy-products.js';
import { rubiksCube } from './rubik.js';

const N: CatalogueParameter = { name: 'n', kind: 'integer' };
const GROUP = (name: string): CatalogueParameter => ({ name, kind: 'group' });
type Args = readonly CatalogueArgument[];
const integer = (args: Args): number => args[0] as number;

// Names are written out: a bundler that minifies takes those of functions away.
const family = (
  name: string,
  build: (n: number) => PermutationGroup,
  details: Omit<CatalogueEntry, 'name' | 'parameters' | 'build'>,
): CatalogueEntry => ({ name, parameters: [N], build: (args) => build(integer(args)), ...details });

const polyhedral = (name: string, build: typeof icosahedral, summary: string, order: string): CatalogueEntry => ({
  name,
  parameters: [{ name: 'full', kind: 'word', optional: true }],
  summary,
  actions: POLYHEDRAL_ACTIONS,
  order,
  source: 'Orbits of weights of the Coxeter group; Coxeter, Regular Polytopes (1973), ch. 5',
  examples: [
    name,
    `${name}(full)`,
    ...POLYHEDRAL_ACTIONS.flatMap((on) => [`${name} on ${on}`, `${name}(full) on ${on}`]),
  ],
  build: ([word], action) => {
    if (word !== undefined)
      checkArgument(`catalogue.${name}`, 'the word in parentheses', word, oneOf('full', 'rotations'));
    return build({ full: word === 'full', ...(action === undefined ? {} : { on: action as PolyhedralAction }) });
  },
});

export const ELEMENTARY_ENTRIES: readonly CatalogueEntry[] = [
  family('cyclic', cyclic, {
    summary: 'cyclic group, regular on n points',
    order: 'n',
    source: 'definition',
    examples: ['cyclic(1)', 'cyclic(2)', 'cyclic(7)', 'cyclic(12)'],
  }),
  family('dihedral', dihedral, {
    summary: 'dihedral group on the n vertices of a polygon, in cyclic order, n ≥ 3',
    order: '2n',
    source: 'definition',
    examples: ['dihedral(3)', 'dihedral(4)', 'dihedral(12)', 'dihedral(5) on pairs'],
  }),
  family('dicyclic', dicyclic, {
    summary: 'dicyclic group, regular, n ≥ 2',
    order: '4n',
    source: '⟨a, x | a²ⁿ = 1, x² = aⁿ, xax⁻¹ = a⁻¹⟩',
    examples: ['dicyclic(2)', 'dicyclic(3)', 'dicyclic(7)'],
  }),
  {
    name: 'quaternion',
    aliases: ['Q8'],
    parameters: [{ name: 'order', kind: 'integer', optional: true }],
    summary: 'generalized quaternion group of order 8, 16, 32, …, regular; 8 unless given',
    order: 'order',
    source: 'dicyclic(order / 4)',
    examples: ['quaternion', 'quaternion(16)', 'quaternion(32)'],
    build: ([order]) => quaternion(order as number | undefined),
  },
  {
    name: 'kleinFour',
    aliases: ['V4'],
    parameters: [],
    summary: "Klein's four-group, regular on 4 points",
    order: '4',
    source: 'definition',
    examples: ['kleinFour'],
    build: () => kleinFour(),
  },
  family('symmetric', symmetric, {
    summary: 'symmetric group on n points',
    order: 'n!',
    source: 'definition',
    examples: [
      'symmetric(1)',
      'symmetric(2)',
      'symmetric(5)',
      'symmetric(20)',
      'symmetric(5) on pairs',
      'symmetric(7) on subsets(3)',
      'symmetric(6) on arrangements(2)',
      'symmetric(3) on tuples(3)',
    ],
  }),
  family('alternating', alternating, {
    summary: 'alternating group on n points',
    order: 'n!/2',
    source: 'definition',
    examples: ['alternating(3)', 'alternating(4)', 'alternating(5)', 'alternating(12)', 'alternating(6) on pairs'],
  }),
  polyhedral(
    'tetrahedral',
    tetrahedral,
    'symmetries of the regular tetrahedron: rotations, or with the word `full` all of them',
    '12, full 24',
  ),
  polyhedral(
    'octahedral',
    octahedral,
    'symmetries of the regular octahedron (its faces are the vertices of the cube)',
    '24, full 48',
  ),
  polyhedral(
    'icosahedral',
    icosahedral,
    'symmetries of the regular icosahedron (its faces are the vertices of the dodecahedron)',
    '60, full 120',
  ),
  family('mathieu', mathieu, {
    summary: 'Mathieu group M_n on n points, n = 11, 12, 22, 23, 24',
    order: '7920, 95040, 443520, 10200960, 244823040',
    source: 'Carmichael, Introduction to the Theory of Groups of Finite Order (1937)',
    examples: [11, 12, 22, 23, 24].map((n) => `mathieu(${n})`),
  }),
  {
    name: 'rubiksCube',
    aliases: ['rubik'],
    parameters: [{ name: 'size', kind: 'integer', optional: true }],
    summary:
      'Rubik’s cube of size 2 to 32 (3 unless given) on its facelets without fixed centers, by quarter turns of layers',
    order: '88179840, 43252003274489856000, … for 2, 3, …',
    source: 'geometry of the turns',
    examples: ['rubik(2)', 'rubik(3)', 'rubik(4)', 'rubik(5)'],
    build: ([size]) => rubiksCube(size as number | undefined),
  },
  {
    name: 'direct',
    parameters: [GROUP('group'), { ...GROUP('group'), optional: true, repeated: true }],
    summary: 'direct product on the disjoint union of the points; also written `A x B`',
    order: 'product of the orders',
    source: 'definition',
    examples: ['cyclic(3) x dihedral(4)', 'alternating(5) x alternating(5)'],
    build: (args) => roomyProduct(args as PermutationGroup[]),
  },
  {
    name: 'grid',
    parameters: [
      { ...GROUP('group'), orNumber: true },
      { ...GROUP('group'), orNumber: true, optional: true, repeated: true },
    ],
    summary:
      'direct product on the tuples of points, numbered lexicographically: rows and columns permuted independently; ' +
      'a number n stands for symmetric(n)',
    order: 'product of the orders',
    source: 'definition',
    examples: [
      'grid(symmetric(3), symmetric(4))',
      'grid(cyclic(4), cyclic(4))',
      'grid(dihedral(3), cyclic(2), cyclic(2))',
      'grid(3, cyclic(4))',
    ],
    build: (args) => roomyGrid(args as PermutationGroup[]),
  },
  {
    name: 'image',
    parameters: [
      { name: 'rows', kind: 'integer' },
      { name: 'columns', kind: 'integer' },
    ],
    summary:
      'symmetries of an image on its pixels, row by row: turns and mirrors of a square, mirrors of a rectangle; ' +
      '`under` a group of its corners in cyclic order, those that it has',
    order: '8, or 4 where rows ≠ columns; that of the group after `under`',
    source: 'affine maps that carry corners to corners',
    examples: ['image(3, 3)', 'image(2, 4)', 'image(4, 4) under cyclic(4)', 'image(2, 3) under <(0 1)(2 3)>'],
    build: ([rows, columns]) => image(rows as number, columns as number),
    buildUnder: ([rows, columns], corners) => image(rows as number, columns as number, corners),
  },
  {
    name: 'wreath',
    parameters: [GROUP('base'), GROUP('top'), { name: 'action', kind: 'word', optional: true }],
    summary: 'wreath product, imprimitive (also written `A wr B`) or in `product` action',
    order: '|A|^degree(B) · |B|',
    source: 'Dixon & Mortimer, Permutation Groups (1996), §2.6–2.7',
    examples: [
      'cyclic(2) wr symmetric(3)',
      'symmetric(10) wr symmetric(10)',
      'wreath(symmetric(5), symmetric(2), product)',
    ],
    build: ([base, top, action = 'imprimitive']) => {
      const choice = action as 'imprimitive' | 'product';
      checkArgument('wreath', 'the third argument', choice, oneOf('imprimitive', 'product'));
      return roomyWreath(base as PermutationGroup, top as PermutationGroup, choice);
    },
  },
];
