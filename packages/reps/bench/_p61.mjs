import { Permutation, PermutationGroup } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';

const p = +process.argv[2] || 61;
const gens = [Array.from({ length: p }, (_, i) => (i + 1) % p)];
const cpu = () => process.cpuUsage().user / 1000;
const s = [];
for (let i = 0; i < 60; i++) {
  const g = new PermutationGroup(gens.map((x) => Permutation.fromImages(x)));
  const a = cpu();
  g.conjugacyClasses();
  const b = cpu();
  characterTable(g);
  s.push([(b - a).toFixed(2), (cpu() - b).toFixed(2)]);
}
console.log(s.slice(0, 4).join(' '), '…', s.slice(-4).join(' '));
