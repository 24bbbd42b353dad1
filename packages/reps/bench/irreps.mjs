// Exact irreps on the generators, ours against GAP's IrreducibleRepresentations on the same permutation groups, same
// run. CPU time of new groups each time, short work repeated until 40 ms have passed, the least of three, for both: after
// a second of runs of every row on our side, which the optimizing compiler needs, and after what GAP loads when a row is
// first called. The first call of each row, compiler included, stands in a column of its own.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PermutationGroup, parseGroup } from '@isotypic/algebra';
import { irreps, realIrreps } from '@isotypic/reps';
import { firstAndLeast } from '../../algebra/bench/cpu.mjs';

const file = new URL('../../../vectors/groups/small-groups.jsonl', import.meta.url);
const smallGroups = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const small = (order, number) => () => {
  const { gens, degree } = smallGroups.find(({ id }) => id[0] === order && id[1] === number);
  return new PermutationGroup(gens, { degree });
};

const suite = [
  ['S4', () => parseGroup('symmetric(4)')],
  ['A5', () => parseGroup('alternating(5)')],
  ['S5', () => parseGroup('symmetric(5)')],
  ['S6', () => parseGroup('symmetric(6)')],
  ['Q8', () => parseGroup('quaternion')],
  ['SL(2,3)', small(24, 3)],
  ['2^{1+4}', small(32, 49)],
  ['F21', small(21, 1)],
  ['octahedral', () => parseGroup('octahedral')],
  ['icosahedral', () => parseGroup('icosahedral')],
];

/** The irreps of a fresh group, on which nothing is cached, with their matrices. */
function listed(make, compute) {
  const found = compute(make());
  for (const irrep of found) irrep.generatorMatrices;
  return found;
}

/** Milliseconds of IrreducibleRepresentations on each group, each group new; null when GAP is not there. */
function gap(groups) {
  const lines = [
    'SetInfoLevel(InfoWarning,0);;',
    'LoadPackage("transgrp");;',
    'ms:=function(f) local t,n; t:=Runtime(); n:=0; repeat f(); n:=n+1; until Runtime()-t>=40 or n>=200; return Float((Runtime()-t)/n); end;;',
  ];
  groups.forEach((group, i) => {
    const generators = group.generators.map((g) => `PermList(${JSON.stringify(g.toArray().map((x) => x + 1))})`);
    lines.push(
      `gens:=[${generators.join(',')}];;`,
      'f:=function() local G,reps; G:=Group(gens); reps:=IrreducibleRepresentations(G); return List(reps,r->List(gens,g->Image(r,g))); end;;',
      't:=ms(f);; if t<2000. then t:=Minimum(t,ms(f),ms(f)); fi;;',
      `Print("RESULT ${i} ",t,"\\n");`,
    );
  });
  lines.push('QUIT;');
  const run = spawnSync('gap', ['-q'], { input: lines.join('\n'), encoding: 'utf8', timeout: 300_000 });
  if (run.error || run.status !== 0) return null;
  const found = [];
  for (const [, i, ms] of run.stdout.matchAll(/RESULT (\d+) ([\d.e+-]+)/g)) found[Number(i)] = Number(ms);
  return found;
}

export function run() {
  const results = suite.map(([name, make]) => {
    const { first, least } = firstAndLeast(() => listed(make, irreps));
    const real = firstAndLeast(() => listed(make, realIrreps)).least;
    return { name, degrees: irreps(make()).map((x) => x.degree), first, complex: least, real };
  });
  const peer = gap(suite.map(([, make]) => make()));
  console.log(`${cpus()[0].model}, Node ${process.version}; CPU ms, matrices on the generators, new groups\n`);
  console.log('| group | degrees | ℂ, first | ℂ | ℝ | GAP IrreducibleRepresentations | ours/GAP |');
  console.log('|---|---|--:|--:|--:|--:|--:|');
  const ratios = [];
  results.forEach(({ name, degrees, first, complex, real }, i) => {
    const theirs = peer?.[i];
    if (theirs !== undefined) ratios.push(complex / theirs);
    const cells = [
      name,
      degrees.join(' '),
      first.toFixed(1),
      complex.toFixed(2),
      real.toFixed(2),
      theirs?.toFixed(1) ?? 'not installed',
      theirs === undefined ? '' : (complex / theirs).toFixed(4),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  });
  if (ratios.length > 0) {
    const mean = Math.exp(ratios.reduce((sum, x) => sum + Math.log(x), 0) / ratios.length);
    console.log(`\nGeometric mean of ours/GAP: ${mean.toFixed(4)}`);
  }
}
