// Permutation groups against GAP, on the generators of vectors/groups/catalogue.json. CPU time inside one process
// of each, medians of repeated runs, start-up excluded; GAP is run once per group, in the same run, and given up after a minute.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Permutation, PermutationGroup, randomSource } from '@isotypic/algebra';

const LIMIT_MS = 60_000;
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
]);
const WITHOUT_SEARCH = new Set(['subdirect_S5^20', 'AGL(6,2)']); // searches of ours that take minutes or exceed the budget

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
/** CPU time of one run; short work is repeated until 40 ms have passed, as it is for GAP. */
function cpuMilliseconds(work) {
  const start = process.cpuUsage();
  for (let runs = 1; ; runs++) {
    work();
    const { user, system } = process.cpuUsage(start);
    if (user + system >= 40_000 || runs >= 200) return (user + system) / 1000 / runs;
  }
}

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

function ours(vector, tests) {
  const make = () => new PermutationGroup(vector.gens, { degree: vector.degree });
  const chain = median(Array.from({ length: REPEATS }, () => cpuMilliseconds(() => make().order)));
  const group = make();
  if (String(group.order) !== vector.order) throw new Error(`${vector.id}: wrong order`);
  const membership = cpuMilliseconds(() => {
    for (let k = 0; k < 100; k++) for (const p of tests) group.contains(p);
  });
  const searches = { centralizer: undefined, setStabilizer: undefined };
  if (!WITHOUT_SEARCH.has(vector.id)) {
    const elements = vector.centraliserTests.map((t) => Permutation.fromImages(t.element));
    const sets = vector.setStabiliserTests.map((t) => t.set);
    const run = (list, f) => (list.length === 0 ? undefined : median(list.map((x) => cpuMilliseconds(() => f(x)))));
    searches.centralizer = run(elements, (p) => group.centralizer(p).order);
    searches.setStabilizer = run(sets, (s) => group.setwiseStabilizer(s).order);
  }
  const classes = WITH_CLASSES.has(vector.id)
    ? // chain and classes of a new group each time, as for the peer: a group remembers its classes
      median(Array.from({ length: 3 }, () => cpuMilliseconds(() => make().conjugacyClasses())))
    : undefined;
  return { chain, membership, ...searches, classes };
}

const gapList = (images) => `PermList([${Array.from(images, (x) => x + 1).join()}])`;
function gap(vector, tests) {
  const lines = [
    `gens:=[${vector.gens.map(gapList).join(',\n')}];`,
    `tests:=[${tests.map((p) => gapList(p.images)).join(',\n')}];`,
    // Runtime() is CPU time in whole milliseconds: short work is repeated until 40 of them have passed.
    'ms:=function(f) local t,n; t:=Runtime(); n:=0; repeat f(); n:=n+1; until Runtime()-t>=40 or n>=200; return Float((Runtime()-t)/n); end;',
    'med:=function(l) Sort(l); return l[QuoInt(Length(l),2)+1]; end;',
    `PrintTo("*errout*","chain ",med(List([1..${REPEATS}],i->ms(function() StabChain(Group(gens)); end))),"\\n");`,
    'G:=Group(gens); StabChain(G); Size(G);',
    'PrintTo("*errout*","membership ",ms(function() local i,p,n; n:=0; for i in [1..100] do for p in tests do if p in G then n:=n+1; fi; od; od; end),"\\n");',
  ];
  if (vector.centraliserTests.length > 0 && !WITHOUT_SEARCH.has(vector.id)) {
    lines.push(`c:=[${vector.centraliserTests.map((t) => gapList(t.element)).join(',\n')}];`);
    lines.push('PrintTo("*errout*","centralizer ",med(List(c,x->ms(function() Size(Centralizer(G,x)); end))),"\\n");');
  }
  if (vector.setStabiliserTests.length > 0 && !WITHOUT_SEARCH.has(vector.id)) {
    lines.push(`s:=${JSON.stringify(vector.setStabiliserTests.map((t) => t.set.map((x) => x + 1)))};`);
    lines.push(
      'PrintTo("*errout*","setStabilizer ",med(List(s,x->ms(function() Size(Stabilizer(G,Set(x),OnSets)); end))),"\\n");',
    );
  }
  if (WITH_CLASSES.has(vector.id)) {
    lines.push(
      'PrintTo("*errout*","classes ",med(List([1..3],i->ms(function() local H; H:=Group(gens); Size(H); ConjugacyClasses(H); end))),"\\n");',
    );
  }
  lines.push('QUIT_GAP(0);', '');
  // Standard error is not buffered: what was measured before the limit is not lost.
  const { stderr, error } = spawnSync('gap', ['-q', '-A'], {
    input: lines.join('\n'),
    timeout: LIMIT_MS,
    encoding: 'utf8',
  });
  if (error && error.code === 'ENOENT') return undefined;
  const result = {};
  for (const [, name, value] of (stderr ?? '').matchAll(/^(\w+) ([\d.e+-]+)$/gm)) result[name] = Number(value);
  return result;
}

// The optimising compiler has seen every path before anything is timed.
for (const id of ['M12', 'HS', 'rubik3', 'Sp(6,2)_63']) {
  const vector = groups.find((g) => g.id === id);
  ours(vector, membershipTests(new PermutationGroup(vector.gens), vector.degree));
}

const columns = ['chain', 'membership', 'centralizer', 'setStabilizer', 'classes'];
const titles = ['verified chain', '10⁴ memberships', 'centraliser', 'set stabiliser', 'classes'];
console.log(
  `\nPermutation groups, CPU ms: isotypic / GAP = ratio (no answer: an error, a missing GAP library, or more than a minute). Node ${process.version}, ${cpus()[0].model}.\n`,
);
console.log(`| group | degree | ${titles.join(' | ')} |\n|---|--:|${columns.map(() => '--:').join('|')}|`);
const logs = Object.fromEntries(columns.map((c) => [c, []]));
const show = (x) => (x < 10 ? x.toFixed(2) : x.toFixed(0));
for (const id of chosen) {
  const vector = groups.find((g) => g.id === id);
  const tests = membershipTests(new PermutationGroup(vector.gens, { degree: vector.degree }), vector.degree);
  const mine = ours(vector, tests);
  const theirs = gap(vector, tests);
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
