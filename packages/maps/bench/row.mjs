// One row of the benchmark in a process of its own: node bench/row.mjs NAME prints { ms, first, mb, answer } as JSON.
import { fileURLToPath } from 'node:url';
import { equivariantMaps, invariants, parseMatrixGroup, T, V, weightSharing } from '@isotypic/maps';

const cycle = (n) => Array.from({ length: n }, (_, i) => (i + 1) % n);
const exchange = (n) => Array.from({ length: n }, (_, i) => (i < 2 ? 1 - i : i));
const onPairs = (g) => g.flatMap((gi) => g.map((gj) => gi * g.length + gj));
const sharing = (generators) => () => weightSharing(generators, generators).weights;

/** The sparse exact basis; its entries are listed where there are fewer than 10⁵, else they are only counted. */
const basisOf = (maps) => {
  const basis = maps.basis();
  const total = basis.reduce((sum, map) => sum + map.nonZeros, 0);
  if (total < 1e5) for (const map of basis) map.entries();
  return maps.dimension;
};
const between = (group, into, out) => () => {
  const G = parseMatrixGroup(group);
  return basisOf(equivariantMaps(into.over(G), out.over(G)));
};
const fixed = (group, type) => () => basisOf(invariants(type.over(parseMatrixGroup(group))));

export const rows = {
  'T2 to T2 of S(6)': between('S(6)', T(2), T(2)),
  'T2 to T2 of S(10)': between('S(10)', T(2), T(2)),
  'T2 to T2 of S(100)': between('S(100)', T(2), T(2)),
  'V to V of S(64)': between('S(64)', V, V),
  'V to V of S(10000)': between('S(10000)', V, V),
  'T4 of Sp(2)': fixed('Sp(2)', T(4)),
  'T6 of SO(3)': fixed('SO(3)', T(6)),
  'T8 of SO(3)': fixed('SO(3)', T(8)),
  'T(3,3) of SU(3)': fixed('SU(3)', T(3, 3)),
  'second-order sets, n = 32': sharing([onPairs(cycle(32)), onPairs(exchange(32))]),
  'second-order sets, n = 100': sharing([onPairs(cycle(100)), onPairs(exchange(100))]),
  'cyclic 2000': sharing([cycle(2000)]),
  'cyclic 10000': sharing([cycle(10_000)]),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const name = process.argv[2];
  const before = process.resourceUsage().maxRSS;
  const start = performance.now();
  const answer = rows[name]();
  const first = performance.now() - start;
  const mb = (process.resourceUsage().maxRSS - before) / 1024;
  const times = [first];
  for (let k = 0; k < 4 && first < 5000; k++) {
    const at = performance.now();
    rows[name]();
    times.push(performance.now() - at);
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ answer, first, ms: times[times.length >> 1], mb }));
}
