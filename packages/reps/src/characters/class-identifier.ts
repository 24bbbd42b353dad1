import type { Permutation, PermutationGroup } from '@isotypic/algebra';
import { type ClassInvariant, cycleTypeInvariant, orbitalInvariant } from './class-invariant.js';

/** An invariant with the class that alone has a value, −1 where several share it. */
interface Stage {
  readonly invariant: ClassInvariant;
  readonly classWith: ReadonlyMap<number, number>;
}

/**
 * Finds the class of an element: by invariants, cheapest first, where one decides, else by the group's own search.
 * With `blockOf` given, classes in the same block count as one, and the answer is any of them.
 */
export class ClassIdentifier {
  /** Whether invariants alone decide every class. */
  readonly isCheap: boolean;
  private readonly stages: readonly Stage[];
  private readonly classOf: (g: Permutation) => number;

  constructor(
    representatives: readonly Permutation[],
    invariants: readonly ClassInvariant[],
    classOf: (g: Permutation) => number,
    blockOf?: ArrayLike<number>,
  ) {
    this.classOf = classOf;
    const stages: Stage[] = [];
    let open = representatives.map((_, c) => c);
    for (const invariant of invariants) {
      if (open.length === 0) break;
      const classWith = new Map<number, number>();
      const values = representatives.map(invariant);
      for (const [c, value] of values.entries()) {
        const other = classWith.get(value);
        if (other === undefined) classWith.set(value, c);
        else if (other === -1 || !blockOf || blockOf[other] !== blockOf[c]) classWith.set(value, -1);
      }
      stages.push({ invariant, classWith });
      open = open.filter((c) => classWith.get(values[c]) === -1); // undecided by this and all earlier invariants
    }
    this.stages = stages;
    this.isCheap = open.length === 0;
  }

  identify(g: Permutation): number {
    for (const { invariant, classWith } of this.stages) {
      const c = classWith.get(invariant(g));
      if (c !== undefined && c !== -1) return c;
    }
    return this.classOf(g);
  }
}

/** The invariants for a group; the second is only set up when it is asked for. */
export function classInvariants(group: PermutationGroup): ClassInvariant[] {
  let orbital: ClassInvariant | undefined;
  const lazyOrbital: ClassInvariant = (g) => {
    orbital ??= orbitalInvariant(group) ?? (() => 0);
    return orbital(g);
  };
  return [cycleTypeInvariant(group), lazyOrbital];
}
