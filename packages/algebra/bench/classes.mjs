// Conjugacy classes of a seeded random sample of groups against GAP: transitive of degree 12-30, primitive of degree up to
// 200, library groups in regular action, and linear, affine, Heisenberg and Clifford groups. ISOTYPIC_BENCH_SEED draws
// another sample. CPU time of a new group each time, inside one process of each, short work repeated until 40 ms have
// passed, the least of three; GAP runs once for each group, in the same run, and is given up after a minute.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PermutationGroup, parseGroup, randomSource } from '@isotypic/algebra';
import { cpuMilliseconds } from './cpu.mjs';

const LIMIT_MS = 60_000;
const seed = Number(process.env.ISOTYPIC_BENCH_SEED ?? 1);
const lines = readFileSync(new URL('../../../vectors/groups/classes.jsonl', import.meta.url), 'utf8');
const vectors = lines
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const counts = { transitive: 25, primitive: 13, library: 10 };

/** Generators from GAP's libraries: lines of a name, the degree and the images. */
function drawn() {
  const script = `
LoadPackage("transgrp");; LoadPackage("primgrp");; LoadPackage("smallgrp");; Reset(GlobalMersenneTwister,${seed});;
out:=OutputTextFile("*stdout*",false);; SetPrintFormattingStatus(out,false);;
emit:=function(name,G,n) AppendTo(out,name," ",n," ",ReplacedString(String(List(GeneratorsOfGroup(G),g->ListPerm(g,n)-1))," ",""),"\\n"); end;;
n:=0;; while n<${counts.transitive} do d:=Random([12..30]);; i:=Random(1,NrTransitiveGroups(d));; G:=TransitiveGroup(d,i);;
  if Size(G)<10^9 then emit(Concatenation("T",String(d),",",String(i)),G,d); n:=n+1; fi; od;
n:=0;; while n<${counts.primitive} do d:=Random([5..200]);; if NrPrimitiveGroups(d)>2 then i:=Random(1,NrPrimitiveGroups(d)-2);; G:=PrimitiveGroup(d,i);;
  if Size(G)<10^10 then emit(Concatenation("P",String(d),",",String(i)),G,d); n:=n+1; fi; fi; od;
n:=0;; while n<${counts.library} do d:=Random([60..1000]);; if NumberSmallGroups(d)<2000 then G:=SmallGroup(d,Random(1,NumberSmallGroups(d)));;
  if not IsAbelian(G) then H:=Action(G,AsList(G),OnRight);; emit(Concatenation("S",String(d),",",String(IdGroup(G)[2])),Group(SmallGeneratingSet(H)),d); n:=n+1; fi; fi; od;
QUIT_GAP(0);
`;
  const { stdout, error } = spawnSync('gap', ['-q'], { input: script, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) return [];
  return [...stdout.matchAll(/^(\S+) (\d+) (\[.*\])$/gm)].map(([, id, degree, gens]) => ({
    id,
    degree: Number(degree),
    gens: JSON.parse(gens),
  }));
}

/** Twelve groups of families, their parameters drawn. */
function families() {
  const random = randomSource(seed);
  const one = (list) => list[random.below(list.length)];
  const texts = [
    ...[`GL(2,${one([7, 8, 9, 11])})`, `GL(2,${one([13, 16, 17, 19])})`, `GL(2,${one([23, 25, 27, 31])})`],
    `GL(3,${one([3, 4])})`,
    ...[`AGL(2,${one([3, 4, 5])})`, `AGL(2,${one([7, 8, 9])})`, `AGL(${one(['3,2', '4,2', '5,2', '3,3'])})`],
    ...[`heisenberg(${one([5, 7, 8, 9])})`, `heisenberg(${one([11, 13, 16, 25, 32])})`],
    `PSL(2,${one([61, 101, 199, 251, 499])})`,
  ];
  const named = texts.map((id) => {
    const { degree, generators } = parseGroup(id);
    return { id, degree, gens: generators.map((g) => g.toArray()) };
  });
  const clifford = ['Clifford(2)', `Clifford(${one([3, 4])})`];
  return [...named, ...vectors.filter(({ id }) => clifford.includes(id))];
}

function ours({ gens, degree }) {
  let classes = 0;
  const run = () => {
    const group = new PermutationGroup(gens, { degree });
    classes = group.conjugacyClasses().length;
  };
  const first = cpuMilliseconds(run);
  const ms = first > 5000 ? first : Math.min(first, cpuMilliseconds(run), cpuMilliseconds(run));
  return { ms, classes };
}

function gap({ gens }) {
  const list = (images) => `PermList([${Array.from(images, (x) => x + 1).join()}])`;
  const input = [
    `gens:=[${gens.map(list).join(',\n')}];;`,
    'ms:=function(f) local t,n; t:=Runtime(); n:=0; repeat f(); n:=n+1; until Runtime()-t>=40 or n>=200; return Float((Runtime()-t)/n); end;;',
    'k:=0;; f:=function() local H; H:=Group(gens); Size(H); k:=Length(ConjugacyClasses(H)); end;;',
    't:=ms(f);; PrintTo("*errout*","classes ",k," ",t,"\\n"); t:=Minimum(t,ms(f),ms(f));; PrintTo("*errout*","classes ",k," ",t,"\\n");',
    'QUIT_GAP(0);',
    '',
  ].join('\n');
  const { stderr } = spawnSync('gap', ['-q'], { input, timeout: LIMIT_MS, encoding: 'utf8' });
  const last = [...(stderr ?? '').matchAll(/^classes (\d+) ([\d.e+-]+)$/gm)].pop();
  return last && { classes: Number(last[1]), ms: Number(last[2]) };
}

const only = process.env.ISOTYPIC_BENCH_GROUPS?.split(';');
const sample = [...drawn(), ...families()].filter(({ id }) => only === undefined || only.includes(id));
if (sample.length > 0) ours(sample[0]);
console.log(
  `\nClasses of ${sample.length} groups, seed ${seed}, CPU ms. Node ${process.version}, ${cpus()[0].model}.\n`,
);
console.log('| group | degree | order | classes | isotypic | GAP | ratio |\n|---|--:|--:|--:|--:|--:|--:|');
const show = (x) => (x < 10 ? x.toFixed(2) : x.toFixed(0));
const logs = [];
let wrong = 0;
for (const row of sample) {
  const mine = ours(row);
  const theirs = process.env.ISOTYPIC_BENCH_PEERS === '0' ? undefined : gap(row);
  const { order } = new PermutationGroup(row.gens, { degree: row.degree });
  let tail = 'no answer | –';
  if (theirs !== undefined) {
    if (theirs.classes !== mine.classes) wrong++;
    // Below a millisecond on both sides the clock decides.
    const ratio = mine.ms < 1 && theirs.ms < 1 ? undefined : mine.ms / theirs.ms;
    if (ratio !== undefined) logs.push([ratio, row.id]);
    tail = `${show(theirs.ms)} | ${ratio === undefined ? '–' : ratio.toFixed(2)}`;
  }
  console.log(`| ${row.id} | ${row.degree} | ${order} | ${mine.classes} | ${show(mine.ms)} | ${tail} |`);
}
const mean = Math.exp(logs.reduce((s, [r]) => s + Math.log(r), 0) / logs.length);
const above = logs.filter(([r]) => r > 1.5).map(([r, id]) => `${id} ${r.toFixed(2)}`);
console.log(
  `\ngeometric mean ${mean.toFixed(3)} over ${logs.length}; above 1.5: ${above.join('; ') || 'none'}; counts that differ: ${wrong}`,
);
process.exit(wrong > 0 ? 1 : 0);
