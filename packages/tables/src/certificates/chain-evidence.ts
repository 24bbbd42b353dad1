/**
 * A stabilizer chain as evidence of a group's order: few strong generators, each as a straight-line program in the
 * generators. A checker grows the orbits and sifts the Schreier generators itself.
 */
import type { Permutation, PermutationGroup, StrongGenerator, Word } from '@isotypic/algebra';

/**
 * Value number i is generator i, the values after them are those of the steps: `['*', i, j]` the product of the values
 * i and j (j acts first), `['^', i, k]` the k-th power of value i.
 */
export type ProgramStep = readonly ['*' | '^', number, number];

/** What proves a stabilizer chain. */
export interface ChainEvidence {
  readonly program: readonly ProgramStep[];
  readonly base: readonly number[];
  /** For each level the values that, with those of deeper levels, generate the stabilizer of the base points before. */
  readonly strong: readonly (readonly number[])[];
}

/** Costs the chain. Generators that no orbit needs are left out: a checker's work is their number. */
export function chainEvidence(group: PermutationGroup): ChainEvidence {
  const { base, levels } = group.chain;
  const program = new Program(group.generators.length);
  const strong: number[][] = levels.map(() => []);
  const kept: Uint32Array[] = [];
  for (let l = levels.length - 1; l >= 0; l--) {
    const { basePoint, orbit, generators } = levels[l];
    let reached = 1;
    for (const { images, word } of [...fixing(group.generators, base.slice(0, l)), ...generators]) {
      if (reached === orbit.length) break;
      const size = orbitLength(basePoint, [...kept, images]);
      if (size === reached) continue;
      reached = size;
      kept.push(images);
      strong[l].push(typeof word === 'number' ? word : program.valueOf(word));
    }
  }
  return { program: program.steps, base: [...base], strong };
}

interface Candidate {
  readonly images: Uint32Array;
  readonly word: Word | number;
}

/** The generators that fix the points: they need no program. */
function fixing(generators: readonly Permutation[], points: readonly number[]): (Candidate | StrongGenerator)[] {
  return generators.flatMap(({ images }, word) => (points.every((x) => images[x] === x) ? [{ images, word }] : []));
}

function orbitLength(point: number, generators: readonly Uint32Array[]): number {
  const orbit = new Set([point]);
  for (const x of orbit) for (const g of generators) orbit.add(g[x]);
  return orbit.size;
}

/** Words in the order in which they can be evaluated, shared parts once. */
class Program {
  readonly steps: ProgramStep[] = [];
  private readonly numbers = new Map<Word, number>();

  constructor(private readonly generators: number) {}

  valueOf(word: Word): number {
    const pending = [word];
    for (let last = pending.at(-1); last !== undefined; last = pending.at(-1)) {
      const missing = this.partsOf(last).filter((part) => !this.numbers.has(part));
      if (missing.length > 0) {
        pending.push(...missing);
        continue;
      }
      pending.pop();
      if (!this.numbers.has(last)) this.numbers.set(last, this.append(last));
    }
    return this.numberOf(word);
  }

  private partsOf({ step }: Word): Word[] {
    return step.kind === 'product' ? [step.left, step.right] : step.kind === 'power' ? [step.of] : [];
  }

  private append({ step }: Word): number {
    switch (step.kind) {
      case 'generator':
        return step.index;
      case 'product':
        return this.add(['*', this.numberOf(step.left), this.numberOf(step.right)]);
      case 'power':
        return this.add(['^', this.numberOf(step.of), step.exponent]);
      case 'identity':
        return this.add(['^', 0, 0]);
    }
  }

  private add(step: ProgramStep): number {
    return this.generators + this.steps.push(step) - 1;
  }

  private numberOf(word: Word): number {
    return this.numbers.get(word) as number;
  }
}
