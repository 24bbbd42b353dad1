/**
 * node fuzz-process.js READER COUNT SEED: mutated inputs are read, or refused with an `IsotypicError`; prints the
 * counts.
 */
import { IsotypicError, type RandomSource, randomSource } from '@isotypic/algebra';
import { READERS, type Reader } from './readers.js';

const [name, count, seed] = process.argv.slice(2);
const reader = READERS[name];
const random = randomSource(Number(seed));
let [read, refused] = [0, 0];
for (let i = 0; i < Number(count); i++) {
  const input = mutated(reader, random);
  try {
    await reader.read(input);
    read++;
  } catch (error) {
    if (!(error instanceof IsotypicError)) {
      console.log(
        `input ${i}, ${JSON.stringify(new TextDecoder().decode(input)).slice(0, 2000)}: ${(error as Error)?.stack}`,
      );
      process.exit(1);
    }
    refused++;
  }
}
console.log(`${read} read, ${refused} refused`);

/** One of the good inputs after one to six changes: a byte, a cut, a repeated piece, a token put in or over. */
function mutated({ good, tokens }: Reader, random: RandomSource): Uint8Array {
  let input = good[random.below(good.length)];
  for (let changes = 1 + random.below(6); changes > 0; changes--) {
    const at = random.below(input.length + 1);
    const to = Math.min(input.length, at + random.below(1 + random.below(40)));
    const [before, piece, after] = [input.subarray(0, at), input.subarray(at, to), input.subarray(to)];
    switch (random.below(5)) {
      case 0:
        input = joined(before, Uint8Array.of(random.below(256)), input.subarray(Math.min(input.length, at + 1)));
        break;
      case 1:
        input = joined(before, after);
        break;
      case 2:
        input = joined(before, piece, piece, after);
        break;
      default: {
        const token = new TextEncoder().encode(tokens[random.below(tokens.length)]);
        input = joined(before, token, random.below(2) === 0 ? after : input.subarray(at));
      }
    }
  }
  return input;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
