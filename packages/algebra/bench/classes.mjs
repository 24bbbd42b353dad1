// Conjugacy classes of a seeded random sample of groups against GAP: transitive of degree 12-30, primitive of degree up to
// 200, library groups in regular action, and linear, affine, Heisenberg and Clifford groups. ISOTYPIC_BENCH_SEED draws
// another sample. CPU time of a new group each time, inside one process of each, short work repeated until 40 ms have
// passed, the least of three; GAP runs once for each group, in the same run, and is given up after a minute of its own.
import { cpus } from 'node:os';
import { PermutationGroup } from '@isotypic/algebra';
import { cpuMilliseconds, runGap } from './cpu.mjs';
import { sample as drawSample, seed } from './sample.mjs';

const LIMIT_S = 60;

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
  const last = [...(runGap(input, LIMIT_S)?.stderr ?? '').matchAll(/^classes (\d+) ([\d.e+-]+)$/gm)].pop();
  return last && { classes: Number(last[1]), ms: Number(last[2]) };
}

const sample = drawSample();
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
