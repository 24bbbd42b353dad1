// Every entry point under each resolution and each TypeScript that is promised, with the library's own checks on.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { here, run } from './install.mjs';

/** The least version that is promised, one in between, and the last written in JavaScript. */
const VERSIONS = ['typescript-5.0', 'typescript-5.2', 'typescript-5.9'];
const RESOLUTIONS = [
  ['node16', 'node16'],
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
];

const entryPoints = (folder) =>
  readdirSync(join(folder, 'node_modules/@isotypic')).flatMap((short) => {
    const { name, exports } = JSON.parse(
      readFileSync(join(folder, 'node_modules/@isotypic', short, 'package.json'), 'utf8'),
    );
    return Object.entries(exports).flatMap(([at, target]) => (target.types ? [`${name}${at.slice(1)}`] : []));
  });

/** Compiles; a line for each version and resolution. */
export function checkTypes(folder) {
  const lines = entryPoints(folder).map(
    (name, i) => `import * as m${i} from '${name}';\nexport const k${i}: object = m${i};\n`,
  );
  writeFileSync(join(folder, 'index.ts'), lines.join(''));
  copyFileSync(join(here, '../tools/surface/contract.ts'), join(folder, 'contract.ts'));
  return VERSIONS.flatMap((version) =>
    RESOLUTIONS.map(([module, moduleResolution]) => {
      const compilerOptions = {
        target: 'es2022',
        lib: ['es2022', 'dom'],
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: [],
        module,
        moduleResolution,
      };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ['index.ts', 'contract.ts'] }),
      );
      run(process.execPath, [join(here, 'node_modules', version, 'bin/tsc'), '-p', '.'], { cwd: folder });
      return `${version.replace('-', ' ')}, ${moduleResolution}: ${lines.length} entry points`;
    }),
  );
}
