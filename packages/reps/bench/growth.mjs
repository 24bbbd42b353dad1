// How the isotypic structure grows with the number of points: CPU milliseconds, the least of fresh processes, and the
// slope of log time against log points (least squares). "Structure" is the decomposition with its multiplicities, "basis"
// the orthonormal basis as an operator, which statistics run in; for C₁₀₂₄ it is the matrix.
//
//   npm run bench -w packages/reps growth
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { catalogue, parseGroup } from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation, regularRepresentation } from '@isotypic/reps';

const PROCESSES = 5;

const families = {
  'S_m on pairs': {
    sizes: [100, 142, 200, 283, 448],
    make: (m) => permutationRepresentation(parseGroup(`symmetric(${m}) on pairs`)),
  },
  C_n: { sizes: [1000, 10_000, 100_000], make: (n) => permutationRepresentation(catalogue.cyclic(n)) },
  'C_n regular, basis as a matrix': {
    sizes: [256, 512, 1024],
    make: (n) => regularRepresentation(catalogue.cyclic(n)),
    dense: true,
  },
};

/** One size in this process: a JSON line. */
function measure(name, size) {
  const { make, dense } = families[name];
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e3;
  };
  const rep = make(size);
  const begun = cpu();
  const decomposition = isotypicDecomposition(rep);
  const multiplicities = decomposition.components.map((c) => c.multiplicity);
  const decomposed = cpu();
  if (dense) decomposition.orthonormalBasis();
  else decomposition.structuredBasis();
  const done = cpu();
  console.log(
    JSON.stringify({
      points: rep.dimension,
      components: multiplicities.length,
      structure: decomposed - begun,
      basis: done - decomposed,
    }),
  );
}

function least(name, size) {
  const runs = Array.from({ length: PROCESSES }, () => {
    const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, String(size)], {
      encoding: 'utf8',
    });
    if (child.status !== 0) throw new Error(`${name}, ${size}: ${child.stderr}`);
    return JSON.parse(child.stdout);
  });
  const min = (key) => Math.min(...runs.map((run) => run[key]));
  return { ...runs[0], structure: min('structure'), basis: min('basis') };
}

function slope(rows, time) {
  const logs = rows.map((row) => [Math.log(row.points), Math.log(time(row))]);
  const mean = (i) => logs.reduce((sum, at) => sum + at[i], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const products = logs.reduce((sum, at) => sum + (at[0] - x) * (at[1] - y), 0);
  return products / logs.reduce((sum, at) => sum + (at[0] - x) ** 2, 0);
}

export function run() {
  const load = loadavg()[0].toFixed(0);
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, load ${load}\n`);
  console.log('| action | points | components | structure ms | basis ms |');
  console.log('|---|--:|--:|--:|--:|');
  for (const [name, { sizes }] of Object.entries(families)) {
    const rows = sizes.map((size) => least(name, size));
    for (const { points, components, structure, basis } of rows) {
      console.log(`| ${name} | ${points} | ${components} | ${structure.toFixed(0)} | ${basis.toFixed(0)} |`);
    }
    const slopes = [(row) => row.structure, (row) => row.structure + row.basis].map((time) => slope(rows, time));
    console.log(`| ${name}: slopes | | | ${slopes[0].toFixed(2)} | ${slopes[1].toFixed(2)}, with the structure |`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] in families) {
  measure(process.argv[2], Number(process.argv[3]));
}
