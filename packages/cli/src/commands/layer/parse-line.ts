/**
 * A layer in a line: `SPACE: FIELDS -> FIELDS, WORD N, …`. Over the plane or over space the fields are such as
 * `trivial + 2*regular + irrep(1)`; under a matrix group they are types such as `5*T(0) + 2*T(1)`.
 */
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  type ConvolutionOptions,
  EquivariantLinear,
  type FieldRepresentation,
  type FieldType,
  fieldType,
  type GSpace,
  gspaces,
  R2Conv,
  R3Conv,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { misuse } from '../../command.js';

/** The text in its parts, before any of them means something. */
interface LayerLine {
  readonly space: string;
  readonly domain: string;
  readonly codomain: string;
  readonly settings: Readonly<Record<string, number>>;
}

const FORM = 'SPACE: FIELDS -> FIELDS, size N, …';
const SETTINGS = ['size', 'stride', 'padding', 'dilation'] as const;

function partsOf(text: string): LayerLine {
  const [, space, domain, rest] = /^\s*(.+?)\s*:\s*(.+?)\s*->\s*(.+)$/.exec(text) ?? [];
  if (rest === undefined) {
    throw misuse(`a layer in the form "${FORM}"`, `"${text}"`, 'An example: "C4 on R2: trivial -> 2*regular, size 3".');
  }
  const [codomain, ...words] = outerParts(rest, ',');
  const settings: Record<string, number> = {};
  for (const word of words) {
    const [, name, value] = /^([a-z]+) +(\d{1,4})$/.exec(word) ?? [];
    if (!SETTINGS.some((setting) => setting === name) || name in settings) {
      throw misuse(`after the fields ${SETTINGS.join(', ')}, each once and with a number`, `"${word}"`);
    }
    settings[name] = Number(value);
  }
  return { space, domain, codomain, settings };
}

/** The parts of a text between separators that stand in no parentheses. */
function outerParts(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

/** Groups of the plane by their names: `C4 on R2`, `D8 on R2`, `SO(2) on R2`, `O(2) on R2`. */
function planeOf(name: string): GSpace | undefined {
  const [, group] = /^(C\d{1,3}|D\d{1,3}|SO\(2\)|O\(2\)) on R2$/.exec(name) ?? [];
  if (group === undefined) return undefined;
  if (group === 'SO(2)') return gspaces.rot2dOnR2();
  if (group === 'O(2)') return gspaces.flipRot2dOnR2();
  const n = Number(group.slice(1));
  return group.startsWith('C') ? gspaces.rot2dOnR2(n) : gspaces.flipRot2dOnR2(n);
}

/** escnn's names: `icoOnR3`, `rot2dOnR2(4)`. */
function spaceNamed(text: string): GSpace | undefined {
  const [, name, n] = /^([A-Za-z0-9]+)(?:\((\d{1,3})\))?$/.exec(text) ?? [];
  if (name === undefined || !Object.hasOwn(gspaces, name)) return undefined;
  const make = gspaces[name as keyof typeof gspaces] as (n?: number) => GSpace;
  return n === undefined ? make() : make(Number(n));
}

function fieldsOf(space: GSpace, text: string): FieldType {
  const fields = outerParts(text, '+').flatMap((term) => {
    const [, count = '1', kind] = /^(?:(\d{1,4})\s*\*\s*)?(.+)$/.exec(term) ?? [];
    if (kind === undefined || Number(count) === 0) {
      throw misuse('fields such as "trivial + 2*regular + irrep(1)"', `"${text}"`);
    }
    return new Array<FieldRepresentation>(Number(count)).fill(representationOf(space, kind.trim()));
  });
  return fieldType(space, fields);
}

function representationOf(space: GSpace, kind: string): FieldRepresentation {
  if (kind === 'trivial') return space.trivial;
  if (kind === 'regular') return space.regular;
  const [, numbers] = /^irrep\(\s*(-?\d{1,4}(?:\s*,\s*-?\d{1,4})*)\s*\)$/.exec(kind) ?? [];
  if (numbers !== undefined) return space.irrep(...numbers.split(',').map(Number));
  throw misuse(`fields of ${space.name} to be trivial, regular or irrep(NUMBERS)`, `"${kind}"`);
}

/** A convolution of fields, or a linear layer between types. */
export type ParsedLayer = R2Conv | R3Conv | EquivariantLinear;

/** @throws {IsotypicError} for every text that is no layer */
export function parseLayer(text: string, seed: number): ParsedLayer {
  const { space: name, domain, codomain, settings } = partsOf(text);
  const space = planeOf(name) ?? spaceNamed(name);
  if (space === undefined) return linearLayer(name, domain, codomain, settings, seed);
  const { size = 3, ...rest } = settings;
  const options: ConvolutionOptions = { ...rest, seed };
  const [into, out] = [fieldsOf(space, domain), fieldsOf(space, codomain)];
  return space.baseDimension === 2 ? new R2Conv(into, out, size, options) : new R3Conv(into, out, size, options);
}

function linearLayer(
  name: string,
  domain: string,
  codomain: string,
  settings: Readonly<Record<string, number>>,
  seed: number,
): EquivariantLinear {
  const [setting] = Object.keys(settings);
  if (setting !== undefined) {
    throw misuse(
      'nothing after the types of a layer without a base space',
      setting,
      'Name a space, as in "C4 on R2: …" or "icoOnR3: …".',
    );
  }
  const group = parseMatrixGroup(name);
  const [into, out] = [parseType(domain).over(group), parseType(codomain).over(group)];
  return new EquivariantLinear(into, out, { random: randomStream(seed) });
}
