/**
 * Names of matrix groups.
 *
 *     expression = wreath { ("x" | "×") wreath }          direct product, on the direct sum
 *     wreath     = primary { "wr" primary }               wreath product, from the left, on copies side by side
 *     primary    = name [ "(" [ number { "," number } ] ")" ] | "(" expression ")" | a group of algebra's grammar
 *
 * Names are those of `matrixGroupNames`; any other is read by algebra's `parseGroup`, and acts by permutation matrices.
 */
import { IsotypicError, parseGroup } from '@isotypic/algebra';
import { checkArgument, nearestNames, text as textKind } from '@isotypic/algebra/internal';
import * as groups from './catalogue.js';
import type { MatrixGroup } from './matrix-group.js';
import { affineGroup, directProduct, wreathProduct } from './products.js';

/** A family of groups in the grammar. */
export interface MatrixGroupName {
  readonly name: string;
  readonly example: string;
  readonly summary: string;
}

interface NamedGroup extends MatrixGroupName {
  /** How many numbers it takes, at least and at most. */
  readonly least: number;
  readonly most: number;
  build(...n: number[]): MatrixGroup;
}

const COPIES: readonly NamedGroup[] = [
  {
    name: 'Trivial',
    least: 1,
    most: 1,
    example: 'Trivial(3)',
    summary: 'the identity alone',
    build: groups.trivialGroup,
  },
  {
    name: 'SO',
    least: 1,
    most: 2,
    example: 'SO(3)',
    summary: 'rotations; SO(p,q) of an indefinite form',
    build: (p, q) => (q === undefined ? groups.specialOrthogonal(p) : groups.indefiniteOrthogonal(p, q, 'special')),
  },
  {
    name: 'O',
    least: 1,
    most: 2,
    example: 'O(1,3)',
    summary: 'rotations and reflections; O(p,q)',
    build: (p, q) => (q === undefined ? groups.orthogonal(p) : groups.indefiniteOrthogonal(p, q)),
  },
  {
    name: 'SO+',
    least: 2,
    most: 2,
    example: 'SO+(1,3)',
    summary: 'the identity component of SO(p,q)',
    build: (p, q) => groups.indefiniteOrthogonal(p, q, 'connected'),
  },
  {
    name: 'Lorentz',
    least: 0,
    most: 0,
    example: 'Lorentz',
    summary: 'O(1,3)',
    build: () => groups.indefiniteOrthogonal(1, 3),
  },
  {
    name: 'Sp',
    least: 1,
    most: 1,
    example: 'Sp(2)',
    summary: 'the symplectic group of 2m rows',
    build: groups.symplectic,
  },
  { name: 'SL', least: 1, most: 1, example: 'SL(3)', summary: 'determinant 1', build: groups.specialLinear },
  { name: 'GL', least: 1, most: 1, example: 'GL(2)', summary: 'all invertible matrices', build: groups.generalLinear },
  { name: 'SU', least: 1, most: 1, example: 'SU(3)', summary: 'special unitary', build: groups.specialUnitary },
  { name: 'U', least: 1, most: 1, example: 'U(2)', summary: 'unitary', build: groups.unitary },
  {
    name: 'C',
    least: 1,
    most: 1,
    example: 'C(4)',
    summary: 'rotations of the plane by 2π/k',
    build: groups.planeRotations,
  },
  { name: 'D', least: 1, most: 1, example: 'D(4)', summary: 'those and a reflection', build: groups.planeSymmetries },
  { name: 'Z', least: 1, most: 1, example: 'Z(6)', summary: 'cyclic shifts', build: groups.cyclicShifts },
  { name: 'S', least: 1, most: 1, example: 'S(5)', summary: 'all permutation matrices', build: groups.symmetric },
  { name: 'Alt', least: 1, most: 1, example: 'Alt(4)', summary: 'even permutations', build: groups.alternating },
  {
    name: 'Scaling',
    least: 1,
    most: 1,
    example: 'Scaling(2)',
    summary: 'multiples of the identity',
    build: groups.scaling,
  },
  { name: 'Parity', least: 0, most: 0, example: 'Parity', summary: 'diag(1,−1,−1,−1)', build: groups.parity },
  {
    name: 'TimeReversal',
    least: 0,
    most: 0,
    example: 'TimeReversal',
    summary: 'diag(−1,1,1,1)',
    build: groups.timeReversal,
  },
  {
    name: 'Cube',
    least: 0,
    most: 0,
    example: 'Cube',
    summary: 'the cube’s rotations on its faces',
    build: groups.cubeFaces,
  },
  { name: 'RubiksCube', least: 0, most: 0, example: 'RubiksCube', summary: 'on 48 facelets', build: groups.rubiksCube },
  {
    name: 'Grid',
    least: 1,
    most: 2,
    example: 'Grid(5,4)',
    summary: 'translations of an n×n torus and turns of order k',
    build: groups.gridSymmetries,
  },
  {
    name: 'ZksZnxZn',
    least: 2,
    most: 2,
    example: 'ZksZnxZn(4,3)',
    summary: 'the same on k values at each point',
    build: groups.orientedGrid,
  },
  {
    name: 'Affine',
    least: 1,
    most: 1,
    example: 'Affine(2)',
    summary: 'rotations and translations, homogeneous matrices',
    build: (n) => affineGroup(groups.specialOrthogonal(n)),
  },
  {
    name: 'SO2eR3',
    least: 0,
    most: 0,
    example: 'SO2eR3',
    summary: 'rotations about the last axis of R³',
    build: () => groups.embedded(groups.specialOrthogonal(2), 3, [0, 1], 'SO2eR3'),
  },
  {
    name: 'O2eR3',
    least: 0,
    most: 0,
    example: 'O2eR3',
    summary: 'those and a reflection',
    build: () => groups.embedded(groups.orthogonal(2), 3, [0, 1], 'O2eR3'),
  },
  {
    name: 'CkeR3',
    least: 1,
    most: 1,
    example: 'CkeR3(4)',
    summary: 'C(k) about the last axis of R³',
    build: (k) => groups.embedded(groups.planeRotations(k), 3, [0, 1], `CkeR3(${k})`),
  },
  {
    name: 'DkeR3',
    least: 1,
    most: 1,
    example: 'DkeR3(4)',
    summary: 'D(k) about the last axis of R³',
    build: (k) => groups.embedded(groups.planeSymmetries(k), 3, [0, 1], `DkeR3(${k})`),
  },
  {
    name: 'SO3eO13',
    least: 0,
    most: 0,
    example: 'SO3eO13',
    summary: 'rotations of space among the Lorentz transformations',
    build: () => groups.embedded(groups.specialOrthogonal(3), 4, [1, 2, 3], 'SO3eO13'),
  },
];

/** The names there are, each with an example and what it stands for. */
export const matrixGroupNames: readonly MatrixGroupName[] = COPIES;

/**
 * The matrix group that a text names.
 * @throws {IsotypicError} `PARSE` with the position; `UNKNOWN_NAME` with the nearest names; what the entry refuses
 * @example
 * parseMatrixGroup('O(1,3)').dimension // 4
 * parseMatrixGroup('cyclic(3) x O(3)').dimension // 6
 * parseMatrixGroup('S(5) wr cyclic(2)').dimension // 10
 */
export function parseMatrixGroup(text: string): MatrixGroup {
  checkArgument('parseMatrixGroup', 'the name', text, textKind);
  const reader = new Reader(text);
  const group = reader.expression();
  reader.end();
  return group;
}

const NAME = /\s*([A-Za-z][A-Za-z0-9]*\+?)/y;
/** What algebra's grammar reads: everything to the next `x`, `wr`, or unmatched bracket. */
const OPERATOR = /\s*(×|x(?![A-Za-z0-9])|wr(?![A-Za-z0-9]))/y;
/** Deeper nesting is refused: it would be a mistake, and exhaust the stack. */
const MOST_DEPTH = 100;

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  expression(): MatrixGroup {
    if (++this.depth > MOST_DEPTH) this.fail(`at most ${MOST_DEPTH} expressions inside each other`);
    const factors = [this.wreath()];
    while (this.operator('×', 'x')) factors.push(this.wreath());
    this.depth--;
    return factors.length === 1 ? factors[0] : directProduct(...factors);
  }

  end(): void {
    this.skipSpace();
    if (this.at < this.text.length) this.fail("'x', 'wr' or the end");
  }

  private wreath(): MatrixGroup {
    let group = this.primary();
    while (this.operator('wr')) group = wreathProduct(group, this.primary());
    return group;
  }

  private primary(): MatrixGroup {
    this.skipSpace();
    const start = this.at;
    if (this.text[this.at] === '(') {
      this.at++;
      const group = this.expression();
      this.skipSpace();
      if (this.text[this.at] !== ')') this.fail("')'");
      this.at++;
      return group;
    }
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.text)?.[1];
    const entry = COPIES.find((e) => e.name === name);
    if (entry === undefined) return this.permutationGroup(start, name);
    this.at = NAME.lastIndex;
    return entry.build(...this.numbers(entry));
  }

  private numbers(entry: NamedGroup): number[] {
    const found = /^\s*\(([\s0-9,]*)\)/.exec(this.text.slice(this.at));
    const numbers = (found?.[1] ?? '')
      .split(',')
      .filter((t) => t.trim() !== '')
      .map(Number);
    if (numbers.length < entry.least || numbers.length > entry.most) {
      this.fail(`${entry.name} with its numbers, as in ${entry.example}`);
    }
    this.at += found?.[0].length ?? 0;
    return numbers;
  }

  private permutationGroup(start: number, name: string | undefined): MatrixGroup {
    let depth = 0;
    let end = start;
    for (; end < this.text.length; end++) {
      const c = this.text[end];
      if (c === '(' || c === '<') depth++;
      if (c === ')' && depth-- === 0) break;
      if (c === '>') depth--;
      OPERATOR.lastIndex = end;
      if (depth === 0 && /\s/.test(c) && OPERATOR.test(this.text)) break;
    }
    const part = this.text.slice(start, end);
    if (part.trim() === '') this.fail('the name of a group');
    try {
      const group = parseGroup(part);
      this.at = end;
      return groups.permutationMatrices(group, part.trim());
    } catch (cause) {
      if (!(cause instanceof IsotypicError) || cause.code === 'INVALID_ARGUMENT') throw cause;
      const near =
        name === undefined
          ? []
          : nearestNames(
              name,
              COPIES.map((e) => e.name),
              3,
            );
      throw new IsotypicError(cause.code === 'UNKNOWN_NAME' ? 'UNKNOWN_NAME' : 'PARSE', {
        where: 'parseMatrixGroup',
        expected: `a matrix group such as O(1,3), or a permutation group: ${cause.expected}`,
        received: cause.received,
        position: start + (cause.position ?? 0),
        remedy: near.length > 0 ? `Did you mean ${near.join(', ')}? ${cause.remedy ?? ''}`.trim() : cause.remedy,
        cause,
      });
    }
  }

  private operator(...names: readonly string[]): boolean {
    OPERATOR.lastIndex = this.at;
    const found = OPERATOR.exec(this.text);
    if (found === null || !names.includes(found[1])) return false;
    this.at = OPERATOR.lastIndex;
    return true;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  private fail(expected: string): never {
    const rest = this.text.slice(this.at, this.at + 20);
    throw new IsotypicError('PARSE', {
      where: 'parseMatrixGroup',
      expected,
      received: rest === '' ? 'the end of the text' : `'${rest}'`,
      position: this.at,
    });
  }
}
