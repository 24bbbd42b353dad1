// Megabytes of resident memory that the verified chain of the 5×5×5 cube takes beyond start-up; the process does
// nothing else.
import { catalogue } from '@isotypic/algebra';

const cube = catalogue.rubiksCube(5);
const before = process.memoryUsage.rss();
cube.chain;
const megabytes = ((process.memoryUsage.rss() - before) / 2 ** 20).toFixed(0);
console.log(`Verified chain of the 5×5×5 cube: ${megabytes} MB beyond start-up.`);
