import { CharacterLattice } from './character-lattice.js';
import type { ModularCharacters } from './modular-characters.js';
import type { TableWork } from './table-work.js';

/** A virtual character, as residues, with an upper bound of its norm. */
export interface VirtualCharacter {
  readonly values: Float64Array;
  readonly normBound: number;
}

/**
 * Virtual characters go in; irreducible characters come out, as vectors of norm 1 of the lattice of what is orthogonal
 * to those that are known. Never takes one that is not irreducible.
 */
export class VirtualCharacterSieve {
  readonly lattice: CharacterLattice;
  /** Inner products below this are known from their residues. */
  readonly largestNorm: number;
  private feeds = 0;

  constructor(
    readonly characters: ModularCharacters,
    private readonly work: TableWork,
    /** How many virtual characters to look at. */
    private readonly feedLimit: number = Number.POSITIVE_INFINITY,
  ) {
    this.lattice = new CharacterLattice(characters.modulus, (w) => characters.pairing(w), work.meter);
    this.largestNorm = (characters.modulus.p - 1) / 2;
  }

  /** All irreducible characters are found, or the limit is reached. */
  get isOver(): boolean {
    return this.characters.complete || this.feeds > this.feedLimit;
  }

  /**
   * Feeds one virtual character. Returns whether the lattice has grown or changed. O(k²) operations and the reduction;
   * a step.
   */
  feed({ values, normBound }: VirtualCharacter): boolean {
    if (normBound > this.largestNorm || this.isOver) return false;
    this.feeds++;
    this.work.step();
    const { characters, lattice } = this;
    const rest = values.slice();
    const { modulus } = characters;
    for (const [i, c] of characters.innerWithKnown(values).entries()) {
      if (c !== 0) modulus.eliminate(rest, characters.values[i], c < 0 ? c + modulus.p : c);
    }
    if (!lattice.insert(rest)) return false;
    this.accept(lattice.unitVectors());
    return true;
  }

  /** Adds irreducible characters, up to sign, and splits them off the lattice, as long as new ones appear there. */
  accept(irreducible: readonly Float64Array[]): void {
    const { characters, lattice } = this;
    const { modulus } = characters;
    for (let units = irreducible; units.length > 0; units = lattice.unitVectors()) {
      const before = characters.values.length;
      for (const unit of units) {
        characters.add(unit[0] > modulus.p / 2 ? unit.map((x) => modulus.neg(x)) : unit.slice());
      }
      lattice.splitOff(characters.values.slice(before));
      this.work.report('irreducible characters', characters.values.length, characters.structure.count);
    }
  }

  /** Whether the lattice is all virtual characters orthogonal to the known irreducible ones, locally at the prime p. */
  isCompleteAt(p: number): boolean {
    const { structure, values } = this.characters;
    return this.lattice.rank === structure.count - values.length && !this.lattice.isSingularModulo(p);
  }
}
