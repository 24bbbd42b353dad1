// Couplings of all triples of irreps, exact: injections made and read, a new group object each time, CPU time.
import { cpus } from 'node:os';
import { parseGroup } from '@isotypic/algebra';
import { couplings } from '@isotypic/reps';

const suite = ['symmetric(5)', 'symmetric(6)', 'icosahedral(full)', 'specialLinear(2, 5)'];

function milliseconds(name, field) {
  const times = [];
  let count = 0;
  for (let k = 0; k < 5; k++) {
    const group = parseGroup(name);
    const before = process.cpuUsage();
    const all = couplings(group, { field });
    const numbers = [...all.irreps.keys()];
    count = 0;
    for (const a of numbers) {
      for (const b of numbers) for (const c of numbers) count += all.coupling(a, b, c).injections.length;
    }
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return { first: times[0], least: Math.min(...times), count };
}

export function run() {
  console.log(`${cpus()[0].model}, Node ${process.version}; CPU ms, the first and the least of 5\n`);
  console.log('| group | field | injections | first | least |\n|---|---|--:|--:|--:|');
  for (const name of suite) {
    for (const field of ['real', 'complex']) {
      const { first, least, count } = milliseconds(name, field);
      console.log(`| ${name} | ${field} | ${count} | ${first.toFixed(0)} | ${least.toFixed(0)} |`);
    }
  }
}
