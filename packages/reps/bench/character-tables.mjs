// Character tables, ours against GAP's IrrDixonSchneider in the same run. Both start from generators: stabilizer chain
// and conjugacy classes are part of the time. Each group is timed in fresh objects, GAP's in a fresh process.
// BENCH_GROUPS='M11 M12' takes these only.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Permutation, PermutationGroup } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import { runGap } from '../../algebra/bench/cpu.mjs';

// biome-ignore format: one list
const ids = [
  'M11', 'M12', 'M24', 'HS', 'J1', 'J2', 'McL', 'PSL(2,101)', 'W(F4)_48', 'W(E8)_240', 'rubik2_3gen', 'AGL(1,101)',
  'Heis(12)_144', 'Trans(30,200)', 'Trans(30,1000)', 'Trans(30,2000)',
];
const GAP_LIMIT_S = 120;

const catalogue = JSON.parse(readFileSync(new URL('../../../vectors/groups/catalogue.json', import.meta.url), 'utf8'));
// Transitive groups of degree 30, numbers and generators from GAP's library (transgrp).
const transitive30 = JSON.parse(readFileSync(new URL('./transitive-30.json', import.meta.url), 'utf8'));
const gensOf = (id) => [...catalogue.groups, ...transitive30].find((g) => g.id === id).gens;

/** CPU milliseconds of this process, as GAP's Runtime counts them. */
const cpu = () => process.cpuUsage().user / 1000;

/** Median of up to three runs; one when a run is long. */
function timeOurs(gens) {
  const times = [];
  const phases = [];
  for (let run = 0; run < 3; run++) {
    const group = new PermutationGroup(gens.map((g) => Permutation.fromImages(g)));
    const start = cpu();
    try {
      group.conjugacyClasses();
      const classes = cpu();
      characterTable(group);
      const end = cpu();
      times.push(end - start);
      phases.push(end - classes);
    } catch (error) {
      return { failed: error.code ?? String(error) };
    }
    if (times[0] > 2000) break;
  }
  const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
  return { total: median(times), table: median(phases) };
}

/** Milliseconds of CPU as GAP counts them, Infinity past the limit of CPU time, undefined where GAP is not installed. */
function timeGap(gens) {
  const program = `
    G := Group(List(${JSON.stringify(gens)}, l -> PermList(l + 1)));;
    t := Runtime();; IrrDixonSchneider(G);; Print("ms ", Runtime() - t, "\\n"); QUIT;`;
  const written = runGap(program, GAP_LIMIT_S, '-A');
  if (written === undefined) return undefined;
  const match = /ms (\d+)/.exec(written.stdout);
  return match ? Number(match[1]) : Number.POSITIVE_INFINITY;
}

export async function run() {
  console.log(
    `${cpus()[0].model}, Node ${process.version}; CPU milliseconds; GAP's IrrDixonSchneider up to ${GAP_LIMIT_S} s\n`,
  );
  console.log('| group | classes + table | table alone | GAP | ours/GAP |\n|---|--:|--:|--:|--:|');
  const ratios = [];
  const bounds = [];
  const wanted = process.env.BENCH_GROUPS?.split(' ');
  for (const id of ids) {
    if (wanted && !wanted.includes(id)) continue;
    const gens = gensOf(id);
    const ours = timeOurs(gens);
    const gap = timeGap(gens);
    const ratio = ours.total !== undefined && Number.isFinite(gap) ? ours.total / Math.max(gap, 1) : undefined;
    if (ratio !== undefined) ratios.push(ratio);
    else if (ours.total !== undefined && gap !== undefined) bounds.push(ours.total / (1000 * GAP_LIMIT_S));
    const shown = (x) => (x === undefined ? '–' : x >= 100 ? x.toFixed(0) : x.toFixed(1));
    const gapText = gap === undefined ? 'not installed' : Number.isFinite(gap) ? gap : `> ${GAP_LIMIT_S} s`;
    console.log(
      `| ${id} | ${ours.failed ?? shown(ours.total)} | ${shown(ours.table)} | ${gapText} | ${ratio?.toFixed(2) ?? '–'} |`,
    );
  }
  const mean = (list) => Math.exp(list.reduce((sum, r) => sum + Math.log(r), 0) / list.length).toFixed(3);
  if (ratios.length > 0)
    console.log(`\ngeometric mean of ours/GAP over ${ratios.length} groups: ${mean(ratios)} (target 0.05)`);
  if (bounds.length > 0)
    console.log(
      `with ${bounds.length} on which GAP was stopped, at its limit: at most ${mean([...ratios, ...bounds])}`,
    );
}
