/**
 * A stabilizer chain as a certificate: checked from scratch, by nothing but products of permutations and Schreier's
 * lemma.
 */
import { checkArgument, checkOptions, WORK_OPTION_KINDS } from '../../arguments.js';
import { asRefuted, type Certificate, refuted } from '../../certificate.js';
import { cycle } from '../../permutations/cycle-type.js';
import { identityImages } from '../../permutations/images.js';
import { Permutation } from '../../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../../work.js';
import { groupKind, type PermutationGroup } from '../permutation-group.js';
import type { Word } from '../word.js';
import type { SchreierTree } from './schreier-tree.js';

const WHERE = 'verifyStabilizerChain';

/** 10⁷ Schreier generators: minutes at degree 100. */
const MOST_SCHREIER_GENERATORS = 1e7;

/**
 * Re-proves the order of a group from its chain, trusting no step of the construction:
 * the strong generators' words have the values claimed (so the chain lies in the group: the order is at least the
 * product of the orbit lengths), each fixes the base points before its level, and every Schreier generator of every
 * level sifts to the identity through transversals made here (so the order is at most that product). Then what the
 * chain answers with, its own transversal elements and their words, is compared, and so is membership of the
 * transpositions and 3-cycles that generate Sym(n) and Alt(n). One step is one Schreier generator; the check costs what
 * the slow, textbook algorithm costs.
 *
 * @throws {IsotypicError} `REFUTED`, saying what does not hold
 * @throws {BudgetExceededError} after 10⁷ Schreier generators unless `budget` says otherwise
 * @example verifyStabilizerChain(catalogue.mathieu(24)).proved[0] // 'the order is 244823040'
 */
export function verifyStabilizerChain(group: PermutationGroup, options: WorkOptions = {}): Certificate {
  checkArgument(WHERE, 'group', group, groupKind);
  checkOptions(WHERE, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(WHERE, options, MOST_SCHREIER_GENERATORS);
  try {
    group.chainWithin(new WorkMeter(WHERE, options));
    new ChainProof(group, meter).run();
  } catch (error) {
    throw asRefuted(WHERE, 'a stabilizer chain that answers', error);
  }
  return {
    proved: [
      `the order is ${group.order}`,
      `the base is ${group.chain.base.join(', ')}, and the strong generators generate the stabilizer at every level`,
      'words, ranks and membership, which follow the transversals, are those of the group',
    ],
    notProved: group.structure === undefined ? [] : ['the structure that sends searches to fewer points'],
    method: "Schreier's lemma on transversals of its own (Seress 2003, ch. 4)",
  };
}

class ChainProof {
  private readonly levels: readonly SchreierTree[];
  private readonly strong: Permutation[][] = [];
  private readonly transversals: Map<number, Permutation>[] = [];
  private readonly one: Permutation;
  private readonly operations;

  constructor(
    private readonly group: PermutationGroup,
    private readonly meter: WorkMeter,
  ) {
    this.levels = group.chain.levels;
    this.one = Permutation.fromTrustedImages(identityImages(group.degree));
    this.operations = {
      one: this.one,
      times: (a: Permutation, b: Permutation) => {
        meter.step(0);
        return a.times(b);
      },
      inverse: (a: Permutation) => a.inverse(),
    };
  }

  run(): void {
    const { chain, degree, order } = this.group;
    require(chain.degree === degree, `a chain of degree ${degree}`, `degree ${chain.degree}`);
    this.readStrongGenerators();
    for (const l of this.levels.keys()) this.growTransversal(l);
    const product = this.transversals.reduce((n, table) => n * BigInt(table.size), 1n);
    require(product === order, `orbits with the product ${order}, the order`, `the product ${product}`);
    require(chain.order === order, `a chain of order ${order}`, `order ${chain.order}`);
    for (let l = this.levels.length - 1; l >= 0; l--) this.checkSchreierGenerators(l);
    const outside = this.group.generators.findIndex((g) => !this.sifts(g, 0));
    require(outside === -1, 'generators that sift', `generator ${outside}, which does not`);
    for (const l of this.levels.keys()) this.checkOwnTransversal(l);
    this.checkMembership();
  }

  /** Strong generators are permutations with their inverses, the values of their words, and fix what they should. */
  private readStrongGenerators(): void {
    const { levels, group } = this;
    const values = new Map<Word, Permutation>();
    for (const [l, level] of levels.entries()) {
      this.strong[l] = level.generators.map((g, k) => {
        const which = `strong generator ${k} of level ${l}`;
        const p = Permutation.fromImages(g.images);
        const value = g.word.evaluateIn(this.operations, group.generators, values);
        require(value.equals(p), `${which} to be the value of its word`, `${p} where the word gives ${value}`);
        const inverse = Permutation.fromImages(g.inverse);
        require(inverse.times(p).isIdentity(), `the inverse of ${which}`, `${inverse}`);
        const moved = levels.slice(0, l).find(({ basePoint }) => p.image(basePoint) !== basePoint);
        require(moved === undefined, `${which} to fix the base points before`, `one that moves ${moved?.basePoint}`);
        return p;
      });
    }
  }

  /** The orbit, breadth first from strong generators other than shortcuts, with an element for each point. */
  private growTransversal(l: number): void {
    const { basePoint, generators } = this.levels[l];
    const edges = this.strong[l].filter((_, k) => generators[k].isShortcut !== true);
    const table = new Map<number, Permutation>([[basePoint, this.one]]);
    for (const [x, u] of table) {
      this.meter.step(0);
      for (const g of edges) {
        for (const edge of [g, g.inverse()]) {
          const y = edge.image(x);
          if (!table.has(y)) table.set(y, edge.times(u));
        }
      }
    }
    this.transversals[l] = table;
  }

  private sifts(p: Permutation, from: number): boolean {
    let rest = p;
    for (let l = from; l < this.levels.length; l++) {
      const u = this.transversals[l].get(rest.image(this.levels[l].basePoint));
      if (u === undefined) return false;
      rest = u.inverse().times(rest);
    }
    return rest.isIdentity();
  }

  private checkSchreierGenerators(l: number): void {
    for (const g of this.strong.slice(l).flat()) {
      for (const u of this.transversals[l].values()) {
        this.meter.step();
        require(this.sifts(g.times(u), l), `the Schreier generators of level ${l} to sift`, `${g}, which does not`);
      }
    }
  }

  /** The chain's own orbit, transversal elements and words. */
  private checkOwnTransversal(l: number): void {
    const { degree, generators } = this.group;
    const level = this.levels[l];
    const table = this.transversals[l];
    const orbit = new Set(level.orbit);
    require(level.leadsHome(), `level ${l} to be a tree`, 'points that do not lead to the base point');
    require(level.degree === degree, `level ${l} of degree ${degree}`, `degree ${level.degree}`);
    require(orbit.size === level.orbit.length &&
      orbit.size === table.size &&
      level.orbit.every((x) =>
        table.has(x),
      ), `the orbit of level ${l}, each point once`, `${level.orbit.length} points, ${orbit.size} different`);
    const values = new Map<Word, Permutation>();
    for (let x = 0; x < degree; x++) {
      require(level.contains(x) === table.has(x), `level ${l} to know its orbit`, `another answer at ${x}`);
      if (!table.has(x)) continue;
      this.meter.step(0);
      const u = Permutation.fromImages(level.inverseTransversal(x)).inverse();
      const word = level.transversalWord(x).evaluateIn(this.operations, generators, values);
      require(u.image(level.basePoint) === x, `a transversal element of level ${l} to ${x}`, `${u}`);
      require(this.sifts(u, l), `a transversal element of the group of level ${l}`, `${u}`);
      require(word.equals(u), `a word for the transversal element ${u}`, `one for ${word}`);
    }
  }

  private checkMembership(): void {
    const { group } = this;
    for (let x = 1; x < group.degree; x++) {
      for (const points of x === 1
        ? [[0, 1]]
        : [
            [0, x],
            [0, 1, x],
          ]) {
        this.meter.step(0);
        const p = cycle(group.degree, points);
        require(group.contains(p) === this.sifts(p, 0), `membership of ${p} as by sifting`, `${group.contains(p)}`);
      }
    }
  }
}

function require(holds: boolean, expected: string, received: string): void {
  if (!holds) throw refuted(WHERE, expected, received);
}
