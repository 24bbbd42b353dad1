// `npm run bench -w packages/maps [row …]`: equivariant bases and weight sharing, each row in a process of its own;
// EMLP and AutoEquiv in the same run where $PEER_PYTHON has them (two minutes at most for each of their rows).
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { rows } from './row.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const wanted = process.argv.slice(2).filter((a) => !a.startsWith('-'));
const names = Object.keys(rows).filter((name) => wanted.length === 0 || wanted.some((w) => name.includes(w)));
const peer = process.env.PEER_PYTHON;

function measured(command, args) {
  const { status, stdout, signal } = spawnSync(command, args, { encoding: 'utf8', timeout: 120_000 });
  if (signal !== null) return { note: '> 120 s' };
  if (status !== 0) return { note: 'fails' };
  const value = JSON.parse(stdout.trim().split('\n').at(-1));
  return value === 'missing' ? { note: '' } : value;
}

const shown = ({ note, ms, mb }) =>
  note === undefined ? `${ms.toPrecision(3)} ms | ${Math.max(0, mb).toFixed(0)} MB` : `${note} | `;
console.log(`| row | answer | first call | median of 5 | memory |${peer ? ' peer | peer memory |' : ''}`);
console.log(`|---|---|---|---|---|${peer ? '---|---|' : ''}`);
for (const name of names) {
  const own = measured(process.execPath, [path('row.mjs'), name]);
  const other = peer ? ` ${shown(measured(peer, [path('peers.py'), name]))} |` : '';
  console.log(`| ${name} | ${own.answer} | ${own.first?.toPrecision(3)} ms | ${shown(own)} |${other}`);
}
