// Permutation groups against GAP, on the generators of vectors/groups/catalogue.json. CPU time inside one process
// of each, medians of repeated runs, start-up excluded, on our side after a third of a second of runs of the row, which
// the optimizing compiler needs; GAP is run once per group, in the same run, with its packages (without them its classes
// of groups that are not solvable end in an error), and given up after two minutes of CPU time.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Permutation, PermutationGroup, randomSource } from '@isotypic/algebra';
import { cpuMilliseconds, runGap } from './cpu.mjs';

const LIMIT_S = 120;
const REPEATS = 3;
const { groups } = JSON.parse(readFileSync(new URL('../../../vectors/groups/catalogue.json', import.meta.url), 'utf8'));
const chosen = process.env.ISOTYPIC_BENCH_GROUPS?.split(';') ?? [
  ...[
    'rubik3',
    'rubik4',
    'rubik5',
    'megaminx',
    'M12',
    'M24',
    'HS',
    'J1',
    'McL',
    'Co3',
    'Suz',
    'PSL(2,101)',
    'PSL(2,997)',
  ],
  ...[
    'AGL(6,2)',
    'Sp(6,2)_63',
    'W(E8)_240',
    'S12',
    'S100',
    'S200',
    'S20_on_2subsets',
    'C2wrS100',
    'S10wrS10',
    'C2wrC50',
  ],
  ...['rubik2_3gen', 'rubik2_6gen'],
  ...['subdirect_S5^20', 'rubik3_redundant18', 'PSL(2,101)_15gens', 'S3wrS7_25gens'],
];
const WITH_CLASSES = new Set([
  'M12',
  'M24',
  'HS',
  'J1',
  'McL',
  'Co3',
  'PSL(2,101)',
  'W(E8)_240',
  'S12',
  'Sp(6,2)_63',
  'S3wrS7_25gens',
  'Suz',
  'S20_on_2subsets',
  'rubik2_3gen',
  'rubik2_6gen',
  'AGL(6,2)',
]);
const ALL_COLUMNS = ['chain', 'membership', 'centralizer', 'setStabilizer', 'classes'];
/** ISOTYPIC_BENCH_COLUMNS='centralizer;setStabilizer' measures only those. */
const columns = process.env.ISOTYPIC_BENCH_COLUMNS?.split(';') ?? ALL_COLUMNS;

/** CPU milliseconds of runs before a row is timed. */
const WARM_UP_MS = 300;
function warmUp(work) {
  const start = process.cpuUsage();
  for (let runs = 0; runs < 1000; runs++) {
    work();
    const { user, system } = process.cpuUsage(start);
    if (user + system >= 1000 * WARM_UP_MS) break;
  }
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
/** Half members, half permutations at random. */
function membershipTests(group, degree) {
  const random = randomSource(7);
  return Array.from({ length: 100 }, (_, i) => {
    if (i % 2 === 0) return group.randomElement(random);
    const images = [...Array(degree).keys()];
    for (let k = degree - 1; k > 0; k--) {
      const j = random.below(k + 1);
      [images[k], images[j]] = [images[j], images[k]];
    }
    return Permutation.fromImages(images);
  });
}

/**
 * Those of the vectors; where they have none, three random elements, and sets of five points and of half the points.
 */
function searchInputs(vector) {
  const elements = vector.centraliserTests.map((t) => t.element);
  const sets = vector.setStabiliserTests.map((t) => t.set);
  if (elements.length > 0) return { elements, sets };
  const random = randomSource(11);
  const group = new PermutationGroup(vector.gens, { degree: vector.degree });
  return {
    elements: Array.from({ length: 3 }, () => group.randomElement(random).toArray()),
    sets: [5, vector.degree >> 1].map((size) => {
      const set = new Set();
      while (set.size < size) set.add(random.below(vector.degree));
      return [...set].sort((a, b) => a - b);
    }),
  };
}

function ours(vector, tests, { elements, sets }) {
  const make = () => new PermutationGroup(vector.gens, { degree: vector.degree });
  const group = make();
  if (String(group.order) !== vector.order) throw new Error(`${vector.id}: wrong order`);
  const permutations = elements.map((images) => Permutation.fromImages(images));
  const medianOver = (list, f) => {
    if (list.length === 0) return undefined;
    warmUp(() => list.forEach(f));
    return median(list.map((x) => cpuMilliseconds(() => f(x))));
  };
  const measures = {
    chain: () => medianOver(Array(REPEATS).fill(0), () => make().chain.order),
    membership: () =>
      medianOver([0], () => {
        for (let k = 0; k < 100; k++) for (const p of tests) group.contains(p);
      }),
    centralizer: () => medianOver(permutations, (p) => group.centralizer(p).order),
    setStabilizer: () => medianOver(sets, (s) => group.setwiseStabilizer(s).order),
    // Chain and classes of a new group each time, as for the peer: a group remembers its classes.
    classes: () => (WITH_CLASSES.has(vector.id) ? medianOver([0, 0, 0], () => make().conjugacyClasses()) : undefined),
  };
  return Object.fromEntries(columns.map((c) => [c, measures[c]()]));
}

const gapList = (images) => `PermList([${Array.from(images, (x) => x + 1).join()}])`;
function gap(vector, tests, { elements, sets }) {
  const lines = [
    `gens:=[${vector.gens.map(gapList).join(',\n')}];`,
    // Runtime() is CPU time in whole milliseconds: short work is repeated until 40 of them have passed.
    'ms:=function(f) local t,n; t:=Runtime(); n:=0; repeat f(); n:=n+1; until Runtime()-t>=40 or n>=200; return Float((Runtime()-t)/n); end;',
    'med:=function(l) Sort(l); return l[QuoInt(Length(l),2)+1]; end;',
    // Told the order, it has the chain for the other columns soon; its own chain is timed last, since that may be given
    // up.
    `G:=Group(gens); SetSize(G,${vector.order}); StabChain(G);`,
  ];
  const report = (column, value) => {
    if (columns.includes(column)) lines.push(`PrintTo("*errout*","${column} ",${value},"\\n");`);
  };
  lines.push(`tests:=[${tests.map((p) => gapList(p.images)).join(',\n')}];`);
  report(
    'membership',
    'ms(function() local i,p,n; n:=0; for i in [1..100] do for p in tests do if p in G then n:=n+1; fi; od; od; end)',
  );
  if (elements.length > 0) {
    lines.push(`c:=[${elements.map(gapList).join(',\n')}];`);
    report('centralizer', 'med(List(c,x->ms(function() Size(Centralizer(G,x)); end)))');
  }
  if (sets.length > 0) {
    lines.push(`s:=${JSON.stringify(sets.map((set) => set.map((x) => x + 1)))};`);
    report('setStabilizer', 'med(List(s,x->ms(function() Size(Stabilizer(G,Set(x),OnSets)); end)))');
  }
  if (WITH_CLASSES.has(vector.id)) {
    report('classes', 'med(List([1..3],i->ms(function() local H; H:=Group(gens); Size(H); ConjugacyClasses(H); end)))');
  }
  report('chain', `med(List([1..${REPEATS}],i->ms(function() StabChain(Group(gens)); end)))`);
  lines.push('QUIT_GAP(0);', '');
  const written = runGap(lines.join('\n'), LIMIT_S);
  if (written === undefined) return undefined;
  const result = {};
  for (const [, name, value] of written.stderr.matchAll(/^(\w+) ([\d.e+-]+)$/gm)) result[name] = Number(value);
  return result;
}

// The optimizing compiler has seen every path before anything is timed.
for (const id of ['M12', 'HS', 'rubik3', 'Sp(6,2)_63']) {
  const vector = groups.find((g) => g.id === id);
  ours(vector, membershipTests(new PermutationGroup(vector.gens), vector.degree), searchInputs(vector));
}

const titles = {
  chain: 'verified chain',
  membership: '10⁴ memberships',
  centralizer: 'centralizer',
  setStabilizer: 'set stabilizer',
  classes: 'classes',
};
console.log(
  `\nPermutation groups, CPU ms: isotypic / GAP = ratio (no answer: an error, or more than two minutes of CPU time). Node ${process.version}, ${cpus()[0].model}.\n`,
);
console.log(
  `| group | degree | ${columns.map((c) => titles[c]).join(' | ')} |\n|---|--:|${columns.map(() => '--:').join('|')}|`,
);
const logs = Object.fromEntries(columns.map((c) => [c, []]));
const show = (x) => (x < 10 ? x.toFixed(2) : x.toFixed(0));
for (const id of chosen) {
  const vector = groups.find((g) => g.id === id);
  const tests = membershipTests(new PermutationGroup(vector.gens, { degree: vector.degree }), vector.degree);
  const inputs = searchInputs(vector);
  const mine = ours(vector, tests, inputs);
  const theirs = gap(vector, tests, inputs);
  const cells = columns.map((c) => {
    if (mine[c] === undefined) return '–';
    if (theirs === undefined) return `${show(mine[c])} / not installed`;
    if (theirs[c] === undefined) return `${show(mine[c])} / no answer`;
    logs[c].push(Math.log(Math.max(mine[c], 0.001) / Math.max(theirs[c], 0.001)));
    return `${show(mine[c])} / ${show(theirs[c])} = ${(mine[c] / theirs[c]).toFixed(2)}`;
  });
  console.log(`| ${id} | ${vector.degree} | ${cells.join(' | ')} |`);
}
const means = columns.map((c) =>
  logs[c].length === 0 ? '–' : Math.exp(logs[c].reduce((s, x) => s + x, 0) / logs[c].length).toFixed(2),
);
console.log(`| **geometric mean of ratios** | | ${means.join(' | ')} |`);
