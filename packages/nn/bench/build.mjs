// Time to build steerable convolutions between regular fields, from nothing: a fresh process each, CPU seconds of the
// constructor, beside escnn with an empty disk cache (ESCNN_PYTHON, one thread). Expansion of one field pair besides.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const suite = [
  { name: 'R2Conv C16, 5×5', layer: 'R2Conv', space: 'rot2dOnR2', n: 16, size: 5 },
  { name: 'R2Conv D8, 5×5', layer: 'R2Conv', space: 'flipRot2dOnR2', n: 8, size: 5 },
  { name: 'R3Conv octahedral, 3³', layer: 'R3Conv', space: 'octaOnR3', size: 3 },
  { name: 'R3Conv icosahedral, 3³', layer: 'R3Conv', space: 'icoOnR3', size: 3 },
];

const here = fileURLToPath(import.meta.url);
const cpu = ({ user, system }) => (user + system) / 1e6;

async function own({ layer, space, n, size }) {
  const nn = await import('@isotypic/nn');
  const start = process.cpuUsage();
  const base = n === undefined ? nn.gspaces[space]() : nn.gspaces[space](n);
  const type = nn.fieldType(base, [base.regular]);
  const conv = new nn[layer](type, type, size);
  const build = cpu(process.cpuUsage(start));
  let expand = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 20; k++) {
    const before = process.cpuUsage();
    conv.weights[0].value = nn.tensor(conv.weights[0].value.data, conv.weights[0].value.shape);
    conv.filter();
    expand = Math.min(expand, cpu(process.cpuUsage(before)));
  }
  return { dimension: conv.basis.dimension, build, expand, whole: cpu(process.cpuUsage()) };
}

const PYTHON = `
import json, sys, time
import joblib
Memory = joblib.Memory
joblib.Memory = lambda location, *a, **k: Memory(sys.argv[2], verbose=0)
import torch
torch.set_num_threads(1)
from escnn import gspaces, nn
case = json.loads(sys.argv[1])
start = time.process_time()
space = getattr(gspaces, case['space'])(*([case['n']] if 'n' in case else []))
t = nn.FieldType(space, [space.regular_repr])
conv = getattr(nn, case['layer'])(t, t, case['size'])
build = time.process_time() - start
expand = float('inf')
for _ in range(20):
    before = time.process_time()
    conv.expand_parameters()
    expand = min(expand, time.process_time() - before)
print(json.dumps({'dimension': int(conv.basisexpansion.dimension()), 'build': build, 'expand': expand, 'whole': time.process_time()}))
`;

/** One of escnn, with nothing in its cache on the disk. */
function escnn(test) {
  const cache = mkdtempSync(join(tmpdir(), 'escnn-cache-'));
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  try {
    const out = execFileSync(process.env.ESCNN_PYTHON, ['-c', PYTHON, JSON.stringify(test), cache], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(String(out).trim().split('\n').at(-1));
  } finally {
    rmSync(cache, { recursive: true });
  }
}

export function run() {
  console.log(`${cpus()[0].model}, Node ${process.version}; CPU s, the least of 3 fresh processes; expansion in ms\n`);
  console.log('| layer | weights | build | with start | escnn build | ratio | expand | escnn | ratio |');
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const test of suite) {
    const least = (runs) => runs.reduce((a, b) => (a.build < b.build ? a : b));
    const ours = least(
      [0, 1, 2].map(() => JSON.parse(String(execFileSync(process.execPath, [here, JSON.stringify(test)])))),
    );
    const peer = process.env.ESCNN_PYTHON ? escnn(test) : undefined;
    if (peer !== undefined && peer.dimension !== ours.dimension) throw new Error(`${test.name}: ${peer.dimension}`);
    const ratio = (a, b) => (b === undefined ? '–' : (a / b).toFixed(4));
    const cells = [
      test.name,
      ours.dimension,
      ours.build.toFixed(3),
      ours.whole.toFixed(2),
      peer?.build.toFixed(2) ?? '–',
      ratio(ours.build, peer?.build),
      (ours.expand * 1e3).toFixed(2),
      peer === undefined ? '–' : (peer.expand * 1e3).toFixed(1),
      ratio(ours.expand, peer?.expand),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

if (process.argv[1] === here) {
  const test = process.argv[2];
  if (test === undefined) run();
  else console.log(JSON.stringify(await own(JSON.parse(test))));
}
