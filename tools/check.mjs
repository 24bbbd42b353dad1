// `npm run check`: format and lint, what each package would publish (publint), and its types as a consumer resolves
// them under node16 and under a bundler.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = fileURLToPath(new URL('..', import.meta.url));
let problems = 0;
const run = (command, args) => {
  const { status } = spawnSync(`${root}node_modules/.bin/${command}`, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) problems++;
};

run('biome', ['check', '.']);

const folders = [...readdirSync(`${root}packages`).map((name) => `packages/${name}`), 'property-tests'];
const names = [];
for (const folder of folders) {
  const manifest = JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8'));
  names.push(manifest.name);
  const { messages } = await publint({ pkgDir: `${root}${folder}`, strict: true, pack: 'npm' });
  for (const message of messages) console.log(`${folder}: ${formatMessage(message, manifest)}`);
  problems += messages.filter((message) => message.type !== 'suggestion').length;
  console.log(`${folder}: publint ${messages.length === 0 ? 'clean' : `${messages.length} messages`}`);
}

// A consumer inside the workspace, so that node_modules resolves as it would after an install.
const consumer = mkdtempSync(join(root, 'node_modules', '.consumer-'));
try {
  writeFileSync(
    join(consumer, 'index.ts'),
    names.map((name, i) => `import * as m${i} from '${name}';\nexport const k${i}: object = m${i};\n`).join(''),
  );
  for (const [module, moduleResolution] of [
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ]) {
    const compilerOptions = {
      module,
      moduleResolution,
      target: 'es2022',
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
    };
    writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
    writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['index.ts'] }));
    run('tsc', ['-p', consumer]);
    console.log(`types under ${moduleResolution}: checked`);
  }
} finally {
  rmSync(consumer, { recursive: true, force: true });
}
process.exit(problems ? 1 : 0);
