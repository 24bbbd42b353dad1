// Character tables, ours against GAP's IrrDixonSchneider in the same run. Both start from generators: stabilizer chain
// and conjugacy classes are part of the time. Groups are new objects each time, GAP's in a process of their own; on our side the
// times come after a second of runs of the row, "first" before.
// BENCH_GROUPS='M11 M12' takes these only.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Permutation, PermutationGroup } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import { firstAndLeast, runGap } from '../../algebra/bench/cpu.mjs';

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

/** CPU milliseconds of the first call and of later ones, and what of these the table takes. */
function timeOurs(gens) {
  let table = Number.POSITIVE_INFINITY;
  try {
    const times = firstAndLeast(() => {
      const group = new PermutationGroup(gens.map((g) => Permutation.fromImages(g)));
      group.conjugacyClasses();
      const start = process.cpuUsage().user;
      characterTable(group);
      table = Math.min(table, (process.cpuUsage().user - start) / 1000);
    });
    return { ...times, table };
  } catch (error) {
    return { failed: error.code ?? String(error) };
  }
}

/**
 * Milliseconds of CPU as GAP counts them, the least of three times where they are short; Infinity past the limit of CPU
 * time, undefined where GAP is not installed.
 */
function timeGap(gens) {
  const program = `
    gens := List(${JSON.stringify(gens)}, l -> PermList(l + 1));;
    ms := function() local t, n; t := Runtime(); n := 0;
      repeat IrrDixonSchneider(Group(gens)); n := n + 1; until Runtime() - t >= 40; return Float((Runtime() - t) / n);
    end;;
    t := ms();; if t < 2000. then t := Minimum(t, ms(), ms());; fi; Print("ms ", t, "\\n"); QUIT;`;
  const written = runGap(program, GAP_LIMIT_S);
  if (written === undefined) return undefined;
  const match = /ms ([\d.]+)/.exec(written.stdout);
  if (!match && written.status === 0) throw new Error(`GAP said ${written.stdout}${written.stderr}`);
  return match ? Number(match[1]) : Number.POSITIVE_INFINITY;
}

export async function run() {
  console.log(
    `${cpus()[0].model}, Node ${process.version}; CPU milliseconds; GAP's IrrDixonSchneider up to ${GAP_LIMIT_S} s\n`,
  );
  console.log('| group | first | classes + table | table alone | GAP | ours/GAP |\n|---|--:|--:|--:|--:|--:|');
  const ratios = [];
  const bounds = [];
  const wanted = process.env.BENCH_GROUPS?.split(' ');
  for (const id of ids) {
    if (wanted && !wanted.includes(id)) continue;
    const gens = gensOf(id);
    const ours = timeOurs(gens);
    const gap = timeGap(gens);
    const ratio = ours.least !== undefined && Number.isFinite(gap) ? ours.least / Math.max(gap, 1) : undefined;
    if (ratio !== undefined) ratios.push(ratio);
    else if (ours.least !== undefined && gap !== undefined) bounds.push(ours.least / (1000 * GAP_LIMIT_S));
    const shown = (x) => (x === undefined ? '–' : x >= 100 ? x.toFixed(0) : x.toFixed(x < 10 ? 2 : 1));
    const gapText = gap === undefined ? 'not installed' : Number.isFinite(gap) ? shown(gap) : `> ${GAP_LIMIT_S} s`;
    console.log(
      `| ${id} | ${ours.failed ?? shown(ours.first)} | ${shown(ours.least)} | ${shown(ours.table)} | ${gapText} | ${ratio?.toFixed(2) ?? '–'} |`,
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
