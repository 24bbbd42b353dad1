// The types of the public surface, as a consumer resolves them under node16 and under a bundler: every entry point
// imported whole, and the contract names used (tools/surface/contract.ts).
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, root, workspaces } from './import-graph.mjs';

/** Every entry point that the packages publish, as a consumer writes it. */
const entryPoints = () =>
  workspaces.flatMap((folder) => {
    const { name, exports } = manifestOf(folder);
    return Object.entries(exports).flatMap(([at, target]) => (target.types ? [`${name}${at.slice(1)}`] : []));
  });

/** Prints the compiler's complaints; returns under how many resolutions there are any. */
export function checkTypes() {
  // Inside the workspace, so that node_modules resolves as it would after an install.
  const consumer = mkdtempSync(join(root, 'node_modules', '.consumer-'));
  let faults = 0;
  try {
    const lines = entryPoints().map(
      (name, i) => `import * as m${i} from '${name}';\nexport const k${i}: object = m${i};\n`,
    );
    writeFileSync(join(consumer, 'index.ts'), lines.join(''));
    copyFileSync(join(root, 'tools/surface/contract.ts'), join(consumer, 'contract.ts'));
    writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
    for (const [module, moduleResolution] of [
      ['node16', 'node16'],
      ['esnext', 'bundler'],
    ]) {
      const common = { target: 'es2022', strict: true, noEmit: true, skipLibCheck: false, types: [] };
      const compilerOptions = { ...common, module, moduleResolution };
      const config = { compilerOptions, files: ['index.ts', 'contract.ts'] };
      writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(config));
      const { status } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', consumer], {
        cwd: root,
        stdio: 'inherit',
      });
      if (status !== 0) faults++;
      console.log(`types under ${moduleResolution}: ${status === 0 ? 'as promised' : 'not as promised'}`);
    }
  } finally {
    rmSync(consumer, { recursive: true, force: true });
  }
  return faults;
}
