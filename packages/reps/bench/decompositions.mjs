// Isotypic decompositions with their exact structure and orthonormal basis: the matrix Q where it fits, else Q as an
// operator, made and applied to one vector both ways. Each case runs in its own process, so that time (of the
// processor) and memory are its own; the columns give what the peers were measured at where they can be run.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { actionOnArrangements, actionOnSubsets, catalogue, directProduct, wreathProduct } from '@isotypic/algebra';
import { isotypicDecomposition, permutationRepresentation, regularRepresentation } from '@isotypic/reps';

const cases = {
  'regular C1024': () => regularRepresentation(catalogue.cyclic(1024)),
  'regular D256 (order 512)': () => regularRepresentation(catalogue.dihedral(256)),
  'regular C16×C16': () => regularRepresentation(directProduct(catalogue.cyclic(16), catalogue.cyclic(16))),
  'regular full icosahedral (120)': () => regularRepresentation(catalogue.icosahedral({ full: true })),
  'regular S5': () => regularRepresentation(catalogue.symmetric(5)),
  'regular S6': () => regularRepresentation(catalogue.symmetric(6)),
  'cube group on 48 facelets': () => permutationRepresentation(catalogue.rubiksCube()),
  'S100 on 2-subsets (Q applied)': () => onSubsets(100),
  'S448 on 2-subsets (Q applied)': () => onSubsets(448),
  'S317 wr S2 in product action (Q applied)': () =>
    permutationRepresentation(wreathProduct(catalogue.symmetric(317), catalogue.symmetric(2), { action: 'product' })),
  'C100000 (Q applied)': () => permutationRepresentation(catalogue.cyclic(100_000)),
  'S317 on ordered pairs (structure only)': () => {
    const G = catalogue.symmetric(317);
    return permutationRepresentation(G, actionOnArrangements(G, 2).generators);
  },
};

function onSubsets(n) {
  const G = catalogue.symmetric(n);
  return permutationRepresentation(G, actionOnSubsets(G, 2).generators);
}

/** One case in this process: a JSON line with milliseconds and peak memory. */
function measure(name) {
  const rep = cases[name]();
  const start = process.cpuUsage();
  const elapsed = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e3;
  };
  const decomposition = isotypicDecomposition(rep);
  const structure = elapsed();
  const structureOnly = name.includes('structure only');
  if (name.includes('Q applied')) {
    const Q = decomposition.structuredBasis();
    Q.apply(Q.applyTranspose(new Float64Array(rep.dimension).fill(1)));
  } else if (!structureOnly) decomposition.orthonormalBasis();
  const basis = elapsed() - structure;
  const { maxRSS } = process.resourceUsage();
  console.log(
    JSON.stringify({
      dimension: rep.dimension,
      components: decomposition.components.length,
      structure,
      basis: structureOnly ? null : basis,
      megabytes: maxRSS / 1024,
    }),
  );
}

export function run() {
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}; symm-learning and escnn: not installed\n`,
  );
  console.log('| representation | dimension | components | structure ms | orthonormal basis ms | peak MB |');
  console.log('|---|--:|--:|--:|--:|--:|');
  for (const name of Object.keys(cases)) {
    const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name], { encoding: 'utf8' });
    if (child.status !== 0) {
      console.log(`| ${name} | failed: ${child.stderr.trim().split('\n').pop()} |`);
      continue;
    }
    const r = JSON.parse(child.stdout);
    const basis = r.basis === null ? '–' : r.basis.toFixed(0);
    console.log(
      `| ${name} | ${r.dimension} | ${r.components} | ${r.structure.toFixed(0)} | ${basis} | ${r.megabytes.toFixed(0)} |`,
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] in cases) measure(process.argv[2]);
