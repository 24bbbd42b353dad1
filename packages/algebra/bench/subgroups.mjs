// Normalizers, classes of subgroups, double cosets, isomorphisms, set stabilizers and intersections against GAP, over some
// 20 groups each: normalizers on rows of vectors/groups/normalizers.jsonl, isomorphisms on small and transitive groups
// of the vectors, the others on named groups. New groups each time on both sides, CPU time inside one
// process of each, start-up excluded; GAP is run once per table, in the same run, and given up after five minutes.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  catalogue,
  directProduct,
  doubleCosets,
  groupIsomorphism,
  normalizer,
  PermutationGroup,
  parseGroup,
  randomSource,
  regularAction,
  subgroupClasses,
} from '@isotypic/algebra';
import { cpuMilliseconds } from './cpu.mjs';

const LIMIT_MS = 300_000;
const vectors = (name) =>
  readFileSync(new URL(`../../../vectors/groups/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** The first row and every fifth of the others: 1 + 22, of which the first 20 are taken. */
const normalizers = vectors('normalizers')
  .filter((_, i) => i % 5 === 0)
  .slice(0, 20)
  .map((r) => ({
    name: r.name.replaceAll('~', ' '),
    groups: [r.group, r.subgroup].map((generators) => ({ generators, degree: r.degree })),
    answer: r.normalizer,
  }));

const plain = (group) => ({ generators: group.generators.map((g) => g.toArray()), degree: group.degree });
const lattices = [
  ...[
    'symmetric(4)',
    'symmetric(5)',
    'symmetric(6)',
    'symmetric(7)',
    'alternating(7)',
    'alternating(8)',
    'dihedral(36)',
  ],
  ...['AGL(3,2)', 'AGL(1,16)', 'SL(2,5)', 'PSL(2,7)', 'PSL(2,11)', 'PSL(2,16)', 'cyclic(2) wr symmetric(4)'],
  ...[
    'symmetric(4) wr cyclic(2)',
    'cyclic(2) wr alternating(5)',
    'alternating(5) wr cyclic(2)',
    'cyclic(3) wr cyclic(3)',
  ],
  ...['symmetric(3) x symmetric(4)', 'GL(2,3) x cyclic(2)'],
].map((name) => ({ name, groups: [plain(parseGroup(name))] }));

const young = (...parts) => directProduct(...parts.map((n) => catalogue.symmetric(n)));
const doubles = [
  ...[
    [
      [4, 4],
      [6, 2],
    ],
    [
      [4, 3, 2],
      [5, 4],
    ],
    [
      [5, 5],
      [4, 3, 3],
    ],
    [
      [6, 6],
      [6, 6],
    ],
    [
      [4, 4, 4],
      [6, 6],
    ],
    [
      [7, 5, 4],
      [8, 6, 2],
    ],
    [
      [8, 8],
      [10, 6],
    ],
  ].map(([a, b]) => {
    const n = a.reduce((x, y) => x + y, 0);
    return [`Young ${a} and ${b} in S${n}`, catalogue.symmetric(n), young(...a), young(...b)];
  }),
  ...[
    ['symmetric(8)', 'symmetric(4) wr symmetric(2)', 'symmetric(2) wr symmetric(4)'],
    ['symmetric(9)', 'symmetric(3) wr symmetric(3)', 'symmetric(3) wr symmetric(3)'],
    ['symmetric(12)', 'symmetric(4) wr symmetric(3)', 'symmetric(6) wr symmetric(2)'],
    ['symmetric(12)', 'symmetric(3) wr symmetric(4)', 'symmetric(2) wr symmetric(6)'],
    ['symmetric(8)', 'AGL(3,2)', 'AGL(3,2)'],
    ['symmetric(8)', 'PGL(2,7)', 'symmetric(4) wr symmetric(2)'],
    ['symmetric(6)', 'PGL(2,5)', 'symmetric(2) wr symmetric(3)'],
  ].map(([g, h, k]) => [`${h} and ${k} in ${g}`, ...[g, h, k].map(parseGroup)]),
  ...['mathieu(11)', 'mathieu(12)', 'PSL(2,11)', 'AGL(3,2)', 'symmetric(10)', 'PSL(3,3)'].map((name) => {
    const G = parseGroup(name);
    return [`stabilizers of a point and of a pair in ${name}`, G, G.stabilizer(0), G.setwiseStabilizer([0, 1])];
  }),
].map(([name, ...groups]) => ({ name, groups: groups.map(plain) }));

const random = randomSource(20);
/** The group on four random elements that generate it, on points named at random. */
const disguised = (group) => {
  const { degree } = group;
  const names = catalogue.symmetric(degree).randomElement(random);
  for (;;) {
    const elements = Array.from({ length: 4 }, () => group.randomElement(random));
    if (new PermutationGroup(elements, { degree }).order !== group.order) continue;
    return plain({ generators: elements.map((g) => g.conjugateBy(names)), degree });
  }
};
const row = (file, name) => {
  const { gens, degree } = file.find(({ id }) => id === name);
  return new PermutationGroup(gens, { degree });
};
const [small, transitive] = [vectors('subgroup-classes'), vectors('classes')];
const isomorphisms = [
  ...['24,8', '32,27', '48,30', '54,8', '60,5', '72,40', '81,8', '96,64'].map((id) => {
    const G = row(small, id);
    return [`SmallGroup(${id}) and its regular action`, G, regularAction(G)];
  }),
  ...['T12,179', 'T14,27', 'T16,1010', 'T18,147', 'T20,176', 'P27,2'].map((id) => {
    const G = row(transitive, id);
    return [`${id} twice`, G, G];
  }),
  ...[
    ['alternating(8)', 'PSL(4,2)'],
    ['symmetric(6)', 'symmetric(6) on pairs'],
    ['dihedral(50) x cyclic(3)', 'dihedral(150)'],
    ['PSL(3,4)', 'alternating(8)'],
  ].map(([a, b]) => [`${a} and ${b}`, parseGroup(a), parseGroup(b)]),
  ...[
    ['32,33', '32,34'],
    ['96,13', '96,42'],
  ].map(([a, b]) => [`SmallGroup(${a}) and (${b})`, row(small, a), row(small, b)]),
].map(([name, G, H]) => ({ name, groups: [plain(G), disguised(H)] }));

/** So many points, at random. */
const someOf = (degree, size) => {
  const points = [...Array(degree).keys()];
  return Array.from({ length: size }, () => points.splice(random.below(points.length), 1)[0]);
};
const sets = [
  ...[
    ['mathieu(24)', 8],
    ['mathieu(24)', 12],
    ['mathieu(23)', 11],
    ['mathieu(12)', 6],
    ['higmansims()', 30],
    ['PSL(5,2)', 15],
    ['PGL(2,101)', 40],
    ['AGL(5,2)', 16],
    ['AGL(3,3)', 13],
    ['symmetric(12) on pairs', 30],
    ['alternating(60)', 25],
    ['symmetric(100)', 40],
    ['symmetric(10) wr symmetric(10)', 45],
    ['alternating(8) wr cyclic(8)', 30],
    ['symmetric(3) wr symmetric(40)', 60],
    ['mathieu(11) wr symmetric(5)', 25],
    ['symmetric(6) x symmetric(7) x alternating(8)', 10],
    ['cyclic(2) wr alternating(24)', 24],
    ['PSL(2,7) wr symmetric(6)', 20],
    ['rubik(3)', 20],
  ].map(([name, size]) => {
    const G = parseGroup(name);
    return { name: `${size} points of ${name}`, groups: [plain(G)], set: someOf(G.degree, size) };
  }),
];

/** Two groups, the second one on points named at random; those that GAP needs longest for come last. */
const meetings = [
  ...[
    ['symmetric(12) wr symmetric(2)', 'mathieu(24)'],
    ['symmetric(2) wr symmetric(12)', 'PSL(2,23)'],
    ['PSL(3,4)', 'symmetric(7) wr symmetric(3)'],
    ['AGL(4,2)', 'symmetric(4) wr symmetric(4)'],
  ].map(([a, b]) => ({ name: `${a} and ${b}`, groups: [a, b].map((name) => plain(parseGroup(name))) })),
  ...[
    ...[
      'mathieu(12)',
      'AGL(4,2)',
      'PSL(5,2)',
      'higmansims()',
      'symmetric(12) on pairs',
      'symmetric(4) wr symmetric(6)',
    ],
    ...['cyclic(2) wr symmetric(12)', 'AGL(3,3)', 'PGL(2,49)', 'PSL(2,101)', 'symmetric(5) wr symmetric(5)'],
    ...['symmetric(10) wr symmetric(10)', 'AGL(5,2)', 'mathieu(23)', 'mathieu(24)'],
  ].map((name) => {
    const G = parseGroup(name);
    return { name: `${name} and a conjugate`, groups: [plain(G), disguised(G)] };
  }),
];

const tables = [
  {
    title: 'normalizer',
    inputs: normalizers,
    ours: ([G, H]) => normalizer(G, H).order,
    gap: 'Size(Normalizer(g[1],g[2]))',
  },
  {
    title: 'subgroup classes',
    inputs: lattices,
    ours: ([G]) => subgroupClasses(G).length,
    gap: 'Length(ConjugacyClassesSubgroups(g[1]))',
  },
  {
    title: 'double cosets',
    inputs: doubles,
    ours: ([G, H, K]) => doubleCosets(G, H, K).length,
    gap: 'Length(DoubleCosets(g[1],g[2],g[3]))',
  },
  {
    title: 'isomorphism',
    inputs: isomorphisms,
    ours: ([G, H]) => (groupIsomorphism(G, H) === undefined ? 0 : 1),
    gap: 'Number([IsomorphismGroups(g[1],g[2])],x->x<>fail)',
  },
  {
    title: 'set stabilizer',
    inputs: sets,
    ours: ([G], set) => G.setwiseStabilizer(set).order,
    gap: 'Size(Stabilizer(g[1],s,OnSets))',
  },
  {
    title: 'intersection',
    inputs: meetings,
    ours: ([G, H]) => G.intersection(H).order,
    gap: 'Size(Intersection(g[1],g[2]))',
  },
];

const make = ({ groups }) => groups.map(({ generators, degree }) => new PermutationGroup(generators, { degree }));

function gapTimes({ inputs, gap }) {
  const list = (images) => `PermList([${images.map((x) => x + 1).join()}])`;
  const group = ({ generators }) => `Group([${generators.map(list).join()}],())`;
  const lines = [
    'SizeScreen([4096,24]);',
    // Runtime() is CPU time in whole milliseconds: short work is repeated until 40 of them have passed.
    'once:=function(f) local t,n; t:=Runtime(); n:=0; repeat f(); n:=n+1; until Runtime()-t>=40 or n>=200; return Float((Runtime()-t)/n); end;',
    'ms:=function(f) local t; t:=once(f); if t<100. then t:=Minimum(t,once(f),once(f)); fi; return t; end;',
    ...inputs.map(
      ({ groups, set = [] }, i) =>
        `s:=Set([${set.map((x) => x + 1).join()}]); m:=function() return [${groups.map(group).join()}]; end; PrintTo("*errout*","row ${i} ",ms(function() local g; g:=m(); ${gap}; end)," ",(function() local g; g:=m(); return ${gap}; end)(),"\\n");`,
    ),
    'QUIT_GAP(0);',
    '',
  ];
  const { stderr, error } = spawnSync('gap', ['-q'], { input: lines.join('\n'), timeout: LIMIT_MS, encoding: 'utf8' });
  if (error && error.code === 'ENOENT') return undefined;
  const found = [];
  for (const [, i, value, answer] of (stderr ?? '').matchAll(/^row (\d+) ([\d.e+-]+) (\d+)$/gm)) {
    found[Number(i)] = { milliseconds: Number(value), answer };
  }
  return found;
}

const show = (x) => (x < 10 ? x.toFixed(2) : x.toFixed(0));
const wanted = process.env.ISOTYPIC_BENCH_TABLES?.split(';') ?? tables.map((t) => t.title);
for (const table of tables.filter((t) => wanted.includes(t.title))) {
  // The optimizing compiler is done with every path before anything is timed: rows of a few milliseconds settle after
  // some hundred runs.
  for (const input of table.inputs) {
    const start = process.cpuUsage();
    for (let runs = 0; runs < 200 && process.cpuUsage(start).user < 400_000; runs++) table.ours(make(input), input.set);
  }
  const theirs = gapTimes(table);
  console.log(`\n| ${table.title} | answer | isotypic / GAP, CPU ms |\n|---|--:|--:|`);
  const logs = [];
  for (const [i, input] of table.inputs.entries()) {
    let answer;
    const once = () =>
      cpuMilliseconds(() => {
        answer = String(table.ours(make(input), input.set));
      });
    let mine = once();
    // Other work on the machine shows in short rows: the least of three, on both sides.
    if (mine < 100) mine = Math.min(mine, once(), once());
    if (theirs?.[i] === undefined) {
      const why = theirs === undefined ? 'not installed' : 'no answer';
      console.log(`| ${input.name} | ${answer} | ${show(mine)} / ${why} |`);
      continue;
    }
    if (theirs[i].answer !== answer) throw new Error(`${input.name}: ${answer}, in GAP ${theirs[i].answer}`);
    const ratio = mine / Math.max(theirs[i].milliseconds, 0.001);
    logs.push(Math.log(ratio));
    console.log(
      `| ${input.name} | ${answer} | ${show(mine)} / ${show(theirs[i].milliseconds)} = ${ratio.toFixed(2)} |`,
    );
  }
  const mean = logs.length === 0 ? '–' : Math.exp(logs.reduce((s, x) => s + x, 0) / logs.length).toFixed(2);
  console.log(`| **geometric mean of ${logs.length} ratios** | | ${mean} |`);
}
