/**
 * Representation expressions: what is summed, and of which group.
 *
 *     representation = sum "of" group                    group: an expression of parseGroup
 *     sum            = term { "+" term }
 *     term           = [ number "*" ] kind
 *     kind           = "permutation" | "regular" | "trivial" | "sign" | "irrep" "(" number ")" | "(" sum ")"
 *
 * or signed permutations, `signed <-(0 1), (0 1)>`, or exact matrices, `<[[0, -1], [1, 0]]>`. `natural` is another
 * name for `permutation`. Irreps are the real ones, numbered from 0 in the order of `realIrreps`.
 */
import { IsotypicError, type PermutationGroup, parseGroup } from '@isotypic/algebra';
import { checkArgument, nearestNames, TextScanner, text as textKind } from '@isotypic/algebra/internal';
import { GROUP } from '../argument-kinds.js';
import { realIrreps } from '../irreps/lists/real-irreps.js';
import { directSum, multiple } from './constructions.js';
import type { ExactRepresentation } from './kinds.js';
import { matrixRepresentation, signRepresentation } from './matrix-representation.js';
import { isMatrixText, parseMatrices } from './matrix-text.js';
import {
  permutationRepresentation,
  regularRepresentation,
  trivialRepresentation,
} from './permutation-representation.js';
import { isSigned, parseSigned } from './signed-permutations.js';

const REMEDY = "Write it as in '2*regular + sign of dihedral(4)'.";
const WORD = /[A-Za-z]+/y;

const KINDS: Readonly<Record<string, (group: PermutationGroup) => ExactRepresentation>> = {
  permutation: (group) => permutationRepresentation(group),
  natural: (group) => permutationRepresentation(group),
  regular: regularRepresentation,
  trivial: trivialRepresentation,
  sign: signRepresentation,
};

/**
 * The representation that a text names.
 * @param group what the representation is of, when the text does not say: 'regular'
 * @throws {IsotypicError} `PARSE` with the position; `UNKNOWN_NAME` with the nearest kinds; and what `parseGroup` and
 *   the representation itself refuse
 * @example
 * parseRepresentation('regular of dihedral(4)').dimension // 8
 * parseRepresentation('2*sign + trivial', catalogue.symmetric(3)).dimension // 3
 * parseRepresentation('signed <-(0 1), (0 1)>').group.order // 8n
 * parseRepresentation('[[1/2, -sqrt(3)/2], [sqrt(3)/2, 1/2]]').group.order // 6n
 */
export function parseRepresentation(text: string, group?: PermutationGroup): ExactRepresentation {
  checkArgument('parseRepresentation', 'text', text, textKind);
  if (group !== undefined) checkArgument('parseRepresentation', 'group', group, GROUP);
  if (isSigned(text)) return parseSigned(text);
  if (isMatrixText(text)) return parseMatrices(text);
  const at = / of /.exec(text)?.index;
  if (at !== undefined) return new SumReader(text.slice(0, at), parseGroup(text.slice(at + 4))).readAll();
  if (group !== undefined) return new SumReader(text, group).readAll();
  throw new IsotypicError('PARSE', {
    where: 'parseRepresentation',
    expected: "' of ' and a group after the kind of representation",
    received: 'the end of the text',
    position: text.length,
    remedy: REMEDY,
  });
}

class SumReader {
  private readonly scanner: TextScanner;

  constructor(
    text: string,
    private readonly group: PermutationGroup,
  ) {
    this.scanner = new TextScanner('parseRepresentation', text, REMEDY);
  }

  readAll(): ExactRepresentation {
    const sum = this.sum();
    this.scanner.expectEnd("'+' or the end");
    return sum;
  }

  private sum(): ExactRepresentation {
    const terms = [this.term()];
    while (this.scanner.accept('+')) terms.push(this.term());
    return terms.length === 1 ? terms[0] : directSum(...terms);
  }

  private term(): ExactRepresentation {
    if (!/[0-9]/.test(this.scanner.peek())) return this.kind();
    const copies = this.scanner.integer('a number of copies');
    this.scanner.expect('*');
    return multiple(copies, this.kind());
  }

  private kind(): ExactRepresentation {
    if (this.scanner.accept('(')) {
      const sum = this.scanner.nested(() => this.sum());
      this.scanner.expect(')');
      return sum;
    }
    const name = this.scanner.match(WORD) ?? this.scanner.fail('a kind of representation');
    if (name === 'irrep') return this.irrep();
    if (Object.hasOwn(KINDS, name)) return KINDS[name](this.group);
    const known = [...Object.keys(KINDS), 'irrep'];
    const [nearest] = nearestNames(name, known, 1);
    throw new IsotypicError('UNKNOWN_NAME', {
      where: 'parseRepresentation',
      expected: `one of ${known.join(', ')}`,
      received: `'${name}'`,
      remedy: nearest === undefined ? REMEDY : `Did you mean ${nearest}?`,
    });
  }

  private irrep(): ExactRepresentation {
    this.scanner.expect('(');
    const index = this.scanner.integer('the number of an irrep');
    this.scanner.expect(')');
    const list = realIrreps(this.group);
    if (index >= list.length) this.scanner.fail(`an irrep from 0 to ${list.length - 1}`);
    const { label, generatorMatrices, degree } = list[index];
    return matrixRepresentation(this.group, generatorMatrices, { label, dimension: degree });
  }
}
