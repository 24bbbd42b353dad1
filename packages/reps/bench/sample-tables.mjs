// Character tables of the seeded random sample of packages/algebra/bench/sample.mjs against GAP's Irr, which chooses its
// method (Dixon-Schneider, Baum-Clausen, Conlon, its library) itself. Both start from generators. CPU time of new groups,
// the least of three times, on our side after a second of runs of the row, and of the first call; GAP's in a process of its own, given up after a minute of its own time.
import { cpus } from 'node:os';
import { PermutationGroup } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import { firstAndLeast, runGap } from '../../algebra/bench/cpu.mjs';
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
  const { first, least } = firstAndLeast(run);
  return { first, ms: least, alone, classes };
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
  console.log(`${groups.length} groups, seed ${seed}; ${cpus()[0].model}, Node ${process.version}; CPU ms\n`);
  console.log('| group | degree | characters | first | classes + table | table alone | GAP Irr | ratio |');
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
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
    const times = [mine.first, mine.ms, mine.alone].map(show).join(' | ');
    console.log(`| ${row.id} | ${row.degree} | ${mine.classes} | ${times} | ${tail} |`);
  }
  const mean = Math.exp(ratios.reduce((s, [r]) => s + Math.log(r), 0) / ratios.length);
  const above = ratios.filter(([r]) => r > 1).map(([r, id]) => `${id} ${r.toFixed(2)}`);
  console.log(`\ngeometric mean ${mean.toFixed(3)} over ${ratios.length}; above 1: ${above.join('; ') || 'none'}`);
}
