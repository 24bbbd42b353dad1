// The types of the public surface, as a consumer resolves them under node16 and under a bundler: every entry point
// imported whole, and the contract names used (tools/surface/contract.ts); and those of the page, which is no workspace.
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

/** Prints the compiler's complaints of a project; returns whether there are any, as 0 or 1. */
function compile(project, what) {
  const tsc = join(root, 'node_modules/.bin/tsc');
  const { status } = spawnSync(tsc, ['-p', project, '--noEmit'], { cwd: root, stdio: 'inherit' });
  console.log(`${what}: ${status === 0 ? 'as promised' : 'not as promised'}`);
  return status === 0 ? 0 : 1;
}

/** Returns under how many resolutions there are complaints, and one more for the page. */
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
      faults += compile(consumer, `types under ${moduleResolution}`);
    }
  } finally {
    rmSync(consumer, { recursive: true, force: true });
  }
  return faults + compile(join(root, 'apps/studio'), 'types of the page');
}
