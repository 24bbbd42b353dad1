// The law of floors: no import circles (type imports count), no arrow that runs up, no import past a package's surface.
import { dirname } from 'node:path';
import {
  circles,
  importGraph,
  importsOf,
  manifestOf,
  resolveImport,
  typescriptFiles,
  workspaces,
} from './import-graph.mjs';

// Each floor and those it stands on; what those stand on is within reach too. `numeric/dense` is the part of numeric
// without backends, which the exact floors may round into; `tables/formats` is the part of tables that knows files and
// no groups.
const STANDS_ON = {
  algebra: [],
  'numeric/dense': ['algebra'],
  numeric: ['numeric/dense'],
  reps: ['algebra', 'numeric/dense'],
  rotations: ['reps'],
  maps: ['reps'],
  stats: ['reps', 'numeric', 'sources'],
  'tables/formats': ['algebra'],
  tables: ['maps', 'rotations', 'tables/formats'],
  nn: ['maps', 'rotations', 'numeric', 'tables/formats'],
  sources: ['algebra'],
  sql: ['stats'],
  duckdb: ['sql'],
  'property-tests': ['stats', 'tables', 'nn', 'duckdb'],
  cli: ['property-tests'],
  studio: ['cli'],
};

function reach(floor, seen = new Set()) {
  for (const below of STANDS_ON[floor] ?? []) if (!seen.has(below)) reach(below, seen.add(below));
  return seen;
}

const floorOf = (folder) => folder.split('/').pop();

/** What the import graph does against the law: { circles: groups of files, upward: texts, deep: texts }. */
export function importFaults() {
  const upward = [];
  const deep = [];
  for (const folder of workspaces) {
    const floor = floorOf(folder);
    const sources = typescriptFiles(`${folder}/src`);
    if (!(floor in STANDS_ON)) upward.push(`${folder} has no floor: give it one in tools/check-imports.mjs`);
    const allowed = reach(floor).add(floor);
    for (const file of [...sources, ...typescriptFiles(`${folder}/test`)]) {
      for (const { specifier } of importsOf(file)) {
        const target = resolveImport(file, specifier);
        if (specifier.startsWith('.')) {
          const owner = workspaces.find((w) => target.startsWith(`${w}/`));
          if (owner !== folder && (owner !== undefined || sources.includes(file)))
            deep.push(`${file}: ${specifier} is a file of another package`);
        } else if (specifier.startsWith('@isotypic/')) {
          if (target === null) deep.push(`${file}: ${specifier} is not exported by its package`);
          const [, name, sub] = specifier.split('/');
          const other = `${name}/${sub}` in STANDS_ON ? `${name}/${sub}` : name;
          if (sources.includes(file) && !allowed.has(other))
            upward.push(`${file}: ${floor} may not import ${specifier}`);
        }
      }
    }
    const { dependencies = {}, devDependencies = {}, peerDependencies = {} } = manifestOf(folder);
    const declared = { ...dependencies, ...peerDependencies };
    for (const file of sources)
      for (const { specifier } of importsOf(file)) {
        const name = specifier.match(/^(@[^/]+\/[^/]+|[^./#@][^/]*)/)?.[0];
        if (name === undefined || name.startsWith('node:') || name in declared) continue;
        deep.push(
          `${file}: ${name} is not among the dependencies of ${folder}${name in devDependencies ? ' (only among its devDependencies)' : ''}`,
        );
      }
  }
  return { circles: circles(importGraph()), upward, deep };
}

/** Pairs of folders, neither within the other, of which each imports the other. */
export function entangledFolders() {
  const edges = new Set();
  for (const [file, targets] of importGraph())
    for (const target of targets) edges.add(`${dirname(file)} ${dirname(target)}`);
  return [...edges].filter((edge) => {
    const [a, b] = edge.split(' ');
    return a < b && edges.has(`${b} ${a}`) && !b.startsWith(`${a}/`);
  });
}
