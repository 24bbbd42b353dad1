// Character tables of the seeded random sample of packages/algebra/bench/sample.mjs against GAP's Irr, which chooses its
// method (Dixon-Schneider, Baum-Clausen, Conlon, its library) itself. Both start from generators. CPU time of new groups,
// the least of up to three runs; GAP's in a process of its own, given up after a minute of its own time.
import { cpus } from 'node:os';
import { PermutationGroup } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import { cpuMilliseconds, runGap } from '../../algebra/bench/cpu.mjs';
import { sample, seed } from '../../algebra/bench/sample.mjs';

const LIMIT_S = 60;

function ours({ gens, degree }) {
  let classes = 0;
  let alone = Number.POSITIVE_INFINITY;
  const run = () => {
    const group = new PermutationGroup(gens, { degree });
    classes = group.conjugacyClasses().length;
    const start = process.cpuUsage().user;
    characterTable(group);
    alone = Math.min(alone, (process.cpuUsage().user - start) / 1000);
  };
  const first = cpuMilliseconds(run);
  const ms = first > 2000 ? first : Math.min(first, cpuMilliseconds(run), cpuMilliseconds(run));
  return { ms, alone, classes };
}

function gap({ gens }) {
  const list = (images) => `PermList([${Array.from(images, (x) => x + 1).join()}])`;
  const input = [
    `gens:=[${gens.map(list).join(',\n')}];;`,
    'ms:=function(f) local t,n; t:=Runtime(); n:=0; repeat f(); n:=n+1; until Runtime()-t>=40 or n>=200; return Float((Runtime()-t)/n); end;;',
    'k:=0;; f:=function() local H; H:=Group(gens); Size(H); k:=Length(Irr(H)); end;;',
    't:=ms(f);; PrintTo("*errout*","table ",k," ",t,"\\n"); if t<2000. then t:=Minimum(t,ms(f),ms(f)); PrintTo("*errout*","table ",k," ",t,"\\n"); fi;',
    'QUIT_GAP(0);',
    '',
  ].join('\n');
  const last = [...(runGap(input, LIMIT_S)?.stderr ?? '').matchAll(/^table (\d+) ([\d.e+-]+)$/gm)].pop();
  return last && { classes: Number(last[1]), ms: Number(last[2]) };
}

export function run() {
  const groups = sample();
  if (groups.length > 0) ours(groups[0]);
  console.log(`${groups.length} groups, seed ${seed}; ${cpus()[0].model}, Node ${process.version}; CPU ms\n`);
  console.log('| group | degree | characters | classes + table | table alone | GAP Irr | ratio |');
  console.log('|---|--:|--:|--:|--:|--:|--:|');
  const show = (x) => (x < 10 ? x.toFixed(2) : x.toFixed(0));
  const ratios = [];
  for (const row of groups) {
    const mine = ours(row);
    const theirs = process.env.ISOTYPIC_BENCH_PEERS === '0' ? undefined : gap(row);
    let tail = 'no answer | –';
    if (theirs !== undefined) {
      if (theirs.classes !== mine.classes) throw new Error(`${row.id}: ${mine.classes} against ${theirs.classes}`);
      // Below a millisecond on both sides the clock decides.
      const ratio = mine.ms < 1 && theirs.ms < 1 ? undefined : mine.ms / theirs.ms;
      if (ratio !== undefined) ratios.push([ratio, row.id]);
      tail = `${show(theirs.ms)} | ${ratio?.toFixed(2) ?? '–'}`;
    }
    console.log(`| ${row.id} | ${row.degree} | ${mine.classes} | ${show(mine.ms)} | ${show(mine.alone)} | ${tail} |`);
  }
  const mean = Math.exp(ratios.reduce((s, [r]) => s + Math.log(r), 0) / ratios.length);
  const above = ratios.filter(([r]) => r > 1).map(([r, id]) => `${id} ${r.toFixed(2)}`);
  console.log(`\ngeometric mean ${mean.toFixed(3)} over ${ratios.length}; above 1: ${above.join('; ') || 'none'}`);
}
