// Exact irreps on the generators, ours against GAP's IrreducibleRepresentations on the same permutation groups, same
// run. CPU time of new groups each time, short work repeated until 40 ms have passed, the least of three, for both.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PermutationGroup, parseGroup } from '@isotypic/algebra';
import { irreps, realIrreps } from '@isotypic/reps';
import { cpuMilliseconds } from '../../algebra/bench/cpu.mjs';

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

function ours(make, compute) {
  let result = [];
  const work = () => {
    const group = make(); // a fresh object: nothing is cached on it
    result = compute(group);
    for (const irrep of result) irrep.generatorMatrices;
  };
  const first = cpuMilliseconds(work);
  const least = Math.min(first, cpuMilliseconds(work), cpuMilliseconds(work));
  return { first, least, degrees: result.map((x) => x.degree) };
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
  const results = suite.map(([name, make]) => ({
    name,
    make,
    complex: ours(make, irreps),
    real: ours(make, realIrreps),
  }));
  const peer = gap(suite.map(([, make]) => make()));
  console.log(`${cpus()[0].model}, Node ${process.version}; CPU ms, matrices on the generators, new groups\n`);
  console.log('| group | degrees | ℂ, first | ℂ | ℝ | GAP IrreducibleRepresentations | ours/GAP |');
  console.log('|---|---|--:|--:|--:|--:|--:|');
  const ratios = [];
  results.forEach(({ name, complex, real }, i) => {
    const theirs = peer?.[i];
    if (theirs !== undefined) ratios.push(complex.least / theirs);
    const cells = [
      name,
      complex.degrees.join(' '),
      complex.first.toFixed(1),
      complex.least.toFixed(2),
      real.least.toFixed(2),
      theirs?.toFixed(1) ?? 'not installed',
      theirs === undefined ? '' : (complex.least / theirs).toFixed(4),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  });
  if (ratios.length > 0) {
    const mean = Math.exp(ratios.reduce((sum, x) => sum + Math.log(x), 0) / ratios.length);
    console.log(`\nGeometric mean of ours/GAP: ${mean.toFixed(4)}`);
  }
}
