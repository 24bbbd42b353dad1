/**
 * Run as a process or a thread: an EMLP, and convolutions with running statistics and dropout, trained for some steps.
 * Says one hash of all that was learned: on the console, or to the thread that asked.
 */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Adam,
  crossEntropy,
  Emlp,
  encodeCheckpoint,
  geometricTensor,
  gspaces,
  inertiaSamples,
  meanSquaredError,
  normalInitial,
  reshape,
  train,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { smallClassifier } from './small-classifier.js';

async function trainedEmlp(): Promise<Uint8Array> {
  const [domain, codomain] = ['5*T(0) + 5*T(1)', 'T(2)'].map((text) => parseType(text));
  const options = { channels: 30, layers: 1, random: randomStream(1) };
  const model = new Emlp(domain, codomain, parseMatrixGroup('O(3)'), options);
  const adam = new Adam(model.parameters());
  const { x, y } = inertiaSamples(30, randomStream(2));
  await train(adam, () => meanSquaredError(model.forward(x), y), { steps: 5 });
  return encodeCheckpoint(model, adam);
}

async function trainedConvolutions(): Promise<Uint8Array> {
  const { image, model } = smallClassifier(gspaces.rot2dOnR2(8), 2);
  const adam = new Adam(model.parameters());
  const images = geometricTensor(normalInitial([6, 1, 9, 9], 1, randomStream(3)), image);
  const labels = [0, 1, 0, 1, 0, 1];
  await train(adam, () => crossEntropy(reshape(model.forward(images).tensor, [6, 2]), labels), { steps: 5 });
  return encodeCheckpoint(model, adam);
}

const hash = createHash('sha256');
hash.update(await trainedEmlp());
hash.update(await trainedConvolutions());
const digest = hash.digest('hex');
if (parentPort === null) console.log(digest);
else parentPort.postMessage(digest);
