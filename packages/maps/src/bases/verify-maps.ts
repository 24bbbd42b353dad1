/**
 * Equivariant maps, verified: every basis map is multiplied with every generator, exactly; and that none is missing is
 * counted by another method than the one that found them.
 */
import { type Certificate, type Cyclotomic, lcm, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import {
  checkArgument,
  checkOptions,
  instance,
  modularPrimes,
  refuted,
  WORK_OPTION_KINDS,
} from '@isotypic/algebra/internal';
import { integerEntry } from '../linear/entries.js';
import { placesAbove, reduceNumber } from '../linear/modular-arithmetic.js';
import { ModularEchelon } from '../linear/modular-echelon.js';
import { SparseMatrix } from '../linear/sparse-matrix.js';
import { listElements } from '../matrix-groups/list-elements.js';
import { integerWeights } from '../matrix-groups/turns.js';
import type { Factor } from '../representations/factor.js';
import { Representation, type RepresentationSummand } from '../representations/representation.js';
import { EquivariantMaps, type PlacedBlock } from './equivariant-maps.js';
import type { HomBlock, HomPart } from './hom-block.js';
import { SparseMap } from './linear-map.js';
import { modularNullity } from './modular-invariants.js';

/** What `verifyEquivariantMaps` established. */
export interface EquivariantMapsCertificate extends Certificate {
  readonly dimension: number;
}

/** Entries of one block's basis that are multiplied out; a few seconds of exact arithmetic. */
const MOST_ENTRIES = 2_000_000;
/** Unknowns for which the rank of the constraints is computed again, by elimination without weights. */
const MOST_UNKNOWNS = 20_000;
/** Elements of a finite group that are listed for its characters. */
const MOST_ELEMENTS = 2000;

/** The entries of a block's basis that are not 0, counted until there are too many: each basis map has one. */
function entriesOf(block: HomBlock): number {
  let entries = 0;
  for (let k = 0; k < block.dimension && entries <= MOST_ENTRIES; k++) entries += block.nonZeros(k);
  return entries;
}

/**
 * Proves that the basis consists of equivariant maps, is independent, and that no map is missing: by the average of the
 * character over a group that can be listed, or by the rank of the constraints modulo a prime that the construction did
 * not use, which bounds the dimension from above. Blocks too large for it are named in `notProved`.
 * @throws {IsotypicError} `REFUTED`, saying what does not hold
 * @example verifyEquivariantMaps(invariants(T(4).over(parseMatrixGroup('SO(3)')))).notProved // []
 */
export function verifyEquivariantMaps(maps: EquivariantMaps, options: WorkOptions = {}): EquivariantMapsCertificate {
  const where = 'verifyEquivariantMaps';
  checkArgument(where, 'maps', maps, instance(EquivariantMaps, 'the result of equivariantMaps'));
  checkOptions(where, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  const notProved: string[] = [];
  const done = new Set<HomBlock>();
  for (const placed of maps.placed) {
    if (done.has(placed.block)) continue;
    done.add(placed.block);
    meter.report('blocks', done.size);
    const name = `${placed.domain.text} → ${placed.codomain.text}`;
    if (entriesOf(placed.block) > MOST_ENTRIES) {
      notProved.push(`${name}: too many entries to multiply out`);
      continue;
    }
    const basis = matricesOf(placed.block);
    requireEquivariant(where, name, placed, basis, maps);
    requireIndependent(where, name, basis, meter);
    if (!isComplete(where, name, placed.block, meter)) notProved.push(`${name}: that no map is missing`);
  }
  return {
    dimension: maps.dimension,
    proved: ['every basis map commutes with every generator', 'the basis is independent', 'no map is missing'].slice(
      0,
      notProved.length === 0 ? 3 : 2,
    ),
    notProved,
    method:
      'exact products with the generators; characters of listed groups, or ranks of the constraints modulo a prime',
  };
}

function matricesOf(block: HomBlock): SparseMatrix[] {
  return Array.from({ length: block.dimension }, (_, k) =>
    new SparseMap(block.rows, block.cols, block.nonZeros(k), (visit) => block.forEachEntry(k, visit)).toSparseMatrix(),
  );
}

function requireEquivariant(
  where: string,
  name: string,
  { domain, codomain }: PlacedBlock,
  basis: readonly SparseMatrix[],
  maps: EquivariantMaps,
): void {
  const alone = (s: RepresentationSummand) => new Representation([{ ...s, multiplicity: 1 }], maps.domain.groups);
  const [into, out] = [alone(domain), alone(codomain)];
  const demand = (left: (W: SparseMatrix) => SparseMatrix, what: string) => {
    basis.forEach((W, k) => {
      if (!left(W).isZero())
        throw refuted(where, `basis map ${k} of ${name} to commute with ${what}`, 'a map that does not');
    });
  };
  const commutator = (A: SparseMatrix, B: SparseMatrix) => (W: SparseMatrix) => B.times(W).minus(W.times(A));
  for (const [token, group] of maps.domain.groups) {
    group.algebra.forEach((_, k) => {
      demand(
        commutator(into.ofAlgebra(token, k), out.ofAlgebra(token, k)),
        `element ${k} of the Lie algebra of ${group}`,
      );
    });
    group.elements.forEach((_, k) => {
      demand(commutator(into.ofElement(token, k), out.ofElement(token, k)), `generator ${k} of ${group}`);
    });
    group.turns.forEach(({ order }, k) => {
      const [A, B] = [into.ofTurnGenerator(token, k), out.ofTurnGenerator(token, k)];
      const what = `the turn of order ${order} of ${group}`;
      if (A === null || B === null) demand(commutator(into.ofTurn(token, k), out.ofTurn(token, k)), what);
      else demand(turnDefect(where, A, B, order), what);
    });
  }
}

/**
 * W ↦ ∏ (D² + m²)·D·W, D = [B·, ·A], m the multiples of the order: it vanishes exactly for the maps fixed by the turn.
 */
function turnDefect(where: string, A: SparseMatrix, B: SparseMatrix, order: number) {
  const most = Math.max(...integerWeights(where, A)) + Math.max(...integerWeights(where, B));
  const D = (W: SparseMatrix) => B.times(W).minus(W.times(A));
  return (W: SparseMatrix): SparseMatrix => {
    let image = D(W);
    for (let m = order; m <= most; m += order) image = D(D(image)).plus(image.scale(integerSquare(m)));
    return image;
  };
}

function integerSquare(m: number): Cyclotomic {
  return integerEntry(m).times(integerEntry(m));
}

/** The rank of the basis modulo a prime, at a place of the field of its entries. */
function requireIndependent(where: string, name: string, basis: readonly SparseMatrix[], meter: WorkMeter): void {
  if (basis.length === 0) return;
  const order = commonConductor(basis);
  for (const p of modularPrimes(2 ** 24, order)) {
    const [place] = placesAbove(p, order);
    const echelon = new ModularEchelon(basis[0].rows * basis[0].cols, p);
    let usable = true;
    for (const W of basis) {
      const indices: number[] = [];
      const values: number[] = [];
      W.forEach((i, j, x) => {
        const residue = reduceNumber(x, place);
        if (residue === null) usable = false;
        else if (residue !== 0) {
          indices.push(i * W.cols + j);
          values.push(residue);
        }
      });
      meter.step(1 + indices.length);
      echelon.add(indices, values);
    }
    if (echelon.rank === basis.length) return;
    if (usable) throw refuted(where, `the ${basis.length} maps of ${name} to be independent`, `rank ${echelon.rank}`);
  }
}

function commonConductor(matrices: readonly SparseMatrix[]): number {
  let order = 1;
  for (const m of matrices) for (const x of new Set(m.values)) order = lcm(order, x.conductor);
  return order;
}

/** Part by part, since the maps of a product of groups are products of each group's. */
function isComplete(where: string, name: string, block: HomBlock, meter: WorkMeter): boolean {
  return block.parts.every((part) => {
    const count =
      characterCount(part) ?? (part.shape.size <= MOST_UNKNOWNS ? modularNullity(part.factors, meter) : null);
    if (count === null) return false;
    if (count === part.basis.dimension) return true;
    throw refuted(where, `${count} maps of ${name}`, `${part.basis.dimension}`);
  });
}

/** dim of the invariants as the average of the product of the characters, for a finite group that can be listed. */
function characterCount({ factors }: HomPart): number | null {
  const { group } = factors[0];
  if (group.algebra.length > 0 || group.turns.length + group.elements.length === 0) return null;
  if (group.turns.some((t) => t.order > MOST_ELEMENTS) || group.dimension > 64) return null; // 64: products stay cheap
  const distinct = [...new Set(factors)];
  const generators = generatorsOf(group.elements.length, group.turns.length, distinct);
  const elements = listElements(generators, MOST_ELEMENTS);
  if (elements === null) return null;
  const sum = elements.reduce((total, h) => {
    const traces = blockTraces(h, distinct);
    return total.plus(factors.reduce((x, f) => x.times(traces[distinct.indexOf(f)]), integerEntry(1)));
  }, integerEntry(0));
  return Number(sum.toFraction().div(elements.length).valueOf());
}

function generatorsOf(elements: number, turns: number, distinct: readonly Factor[]): SparseMatrix[] {
  return [
    ...Array.from({ length: elements }, (_, k) => SparseMatrix.blockDiagonal(distinct.map((f) => f.elements[k]))),
    ...Array.from({ length: turns }, (_, k) => SparseMatrix.blockDiagonal(distinct.map((f) => f.turnMatrices()[k]))),
  ];
}

function blockTraces(h: SparseMatrix, distinct: readonly Factor[]): Cyclotomic[] {
  const traces = distinct.map(() => integerEntry(0));
  const ends: number[] = [];
  for (const f of distinct) ends.push((ends.at(-1) ?? 0) + f.dimension);
  h.forEach((i, j, x) => {
    if (i !== j) return;
    const block = ends.findIndex((end) => i < end);
    traces[block] = traces[block].plus(x);
  });
  return traces;
}
