// The public surface: what each package exports, written down in its `api.md` by api-extractor from the declarations
// that are published. `npm run check` compares; `npm run api` writes the reports anew.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { manifestOf, root, typescriptFiles, workspaces } from './import-graph.mjs';

const OFF = { default: { logLevel: ExtractorLogLevel.None } };
const compilerOptions = { module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', strict: true, types: [] };

const configOf = (folder, out) =>
  ExtractorConfig.prepare({
    configObject: {
      projectFolder: join(root, folder),
      mainEntryPointFilePath: join(root, folder, 'dist/index.d.ts'),
      compiler: { overrideTsconfig: { compilerOptions, files: ['dist/index.d.ts'] } },
      apiReport: { enabled: true, reportFileName: 'report', reportFolder: out, reportTempFolder: join(out, 'temp') },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { ...OFF, 'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning } },
        tsdocMessageReporting: OFF,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, folder, 'package.json'),
  });

/**
 * The report of one package's index.d.ts (null where it cannot be read), and the symbols it uses and does not export.
 */
function reportOf(config, compilerState) {
  const unexported = [];
  const { errorCount } = Extractor.invoke(config, {
    localBuild: true,
    compilerState,
    messageCallback: (message) => {
      if (message.messageId === 'ae-forgotten-export') unexported.push(message.text.match(/"(.*?)"/)[1]);
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  return {
    report: errorCount > 0 ? null : readFileSync(config.reportTempFilePath, 'utf8').replaceAll('\r\n', '\n'),
    unexported,
  };
}

/** Types that public signatures use and that a user cannot name. A function behind `typeof` needs no name. */
function unnamedTypes(folder, symbols) {
  const text = typescriptFiles(`${folder}/src`)
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  return symbols.filter((name) =>
    new RegExp(`^(?:export )?(?:abstract )?(?:interface|type|class|enum) ${name}\\b`, 'm').test(text),
  );
}

/** { folder, name, report, unnamed } for every workspace; one program of TypeScript reads them all. */
export function surfaces() {
  const out = mkdtempSync(join(tmpdir(), 'isotypic-api-'));
  try {
    const configs = workspaces.map((folder) => configOf(folder, out));
    const additionalEntryPoints = configs.map((config) => config.mainEntryPointFilePath);
    const state = CompilerState.create(configs[0], { additionalEntryPoints });
    return workspaces.map((folder, i) => {
      const { report, unexported } = reportOf(configs[i], state);
      return { folder, name: manifestOf(folder).name, report, unnamed: unnamedTypes(folder, unexported) };
    });
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** Compares the reports with those checked in; returns how many differ. */
export function checkSurface(found = surfaces()) {
  let faults = 0;
  for (const { folder, name, report } of found) {
    const file = join(root, folder, 'api.md');
    if (report !== null && existsSync(file) && readFileSync(file, 'utf8') === report) continue;
    faults++;
    console.log(
      report === null
        ? `${name}: api-extractor could not read its declarations`
        : `${name}: the public surface is not the one in ${folder}/api.md. Where that is meant: npm run api`,
    );
  }
  console.log(`public surface: ${found.length - faults} of ${found.length} packages as written down`);
  return faults;
}

if (process.argv[1] === import.meta.filename)
  for (const { folder, report, unnamed } of surfaces()) {
    if (report !== null) writeFileSync(join(root, folder, 'api.md'), report);
    console.log(`${folder}/api.md: ${report === null ? 'not written, its declarations cannot be read' : 'written'}`);
    for (const type of unnamed) console.log(`  ${type} is used by the surface and not exported`);
  }
