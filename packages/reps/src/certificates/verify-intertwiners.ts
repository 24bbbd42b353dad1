/** An independent, exact check of a space of intertwiners, by definitions and characters. */
import { type Certificate, type ExactMatrix, Matrix, rank, WorkMeter, type WorkOptions } from '@isotypic/algebra';
import { checkArgument, checkOptions, type Kind, refuted, WORK_OPTION_KINDS } from '@isotypic/algebra/internal';
import type { Intertwiners } from '../intertwiners/intertwiners.js';
import { inOneField } from '../matrices/exact-matrices.js';
import { product } from '../matrices/products.js';
import { type ExactRepresentation, requireExact } from '../representations/kinds.js';
import { requireSameGroup } from '../representations/same-group.js';

const where = 'verifyIntertwiners';

/** What a verification of a space of intertwiners proved. */
export interface IntertwinersCertificate extends Certificate {
  /** dim Hom_G(X, Y), from the characters. */
  readonly dimension: number;
}

const INTERTWINERS: Kind = {
  expected: 'the intertwiners of two representations',
  accepts: (v) => typeof v === 'object' && v !== null && 'domain' in v && 'codomain' in v && 'project' in v,
  remedy: () => 'intertwiners(X, Y) makes them.',
};

/**
 * Proves that the basis is one of Hom_G(X, Y): each map is equivariant, Aρ_X(g) = ρ_Y(g)A for every generator; they are
 * independent; and there are ⟨χ_Y, χ_X⟩ of them, the mean of χ_Y(g)χ_X(g⁻¹) over the group, which is the dimension. The
 * 0/1 basis by orbitals is checked the same way where there is one.
 * @throws {IsotypicError} `REFUTED`, saying what does not hold; `INVALID_ARGUMENT` for floats; `BUDGET_EXCEEDED`, a
 *   step being a row of a product
 * Cost: one matrix of X and Y for each conjugacy class, and products of matrices for each map and generator.
 * @example
 * const points = permutationRepresentation(catalogue.symmetric(4));
 * verifyIntertwiners(intertwiners(points, points)).dimension // 2
 */
export function verifyIntertwiners(maps: Intertwiners, options: WorkOptions = {}): IntertwinersCertificate {
  checkArgument(where, 'maps', maps, INTERTWINERS);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const { domain, codomain } = maps;
  requireExact(where, domain);
  requireExact(where, codomain);
  const meter = new WorkMeter(where, options);
  const dimension = characterProduct(domain, codomain, meter);
  if (maps.dimension !== dimension) throw refuted(where, `dimension ${dimension}`, `${maps.dimension}`);
  requireBasis('the basis', maps.basis(), domain, codomain, dimension, meter);
  const proved = ['the basis is one of Hom_G(X, Y)'];
  if (maps.orbitals !== null) {
    requireBasis('the orbital basis', maps.orbitalBasis(), domain, codomain, dimension, meter);
    proved.push('the orbital basis is one of Hom_G(X, Y)');
  }
  return { proved, notProved: [], method: 'equivariance, independence, and the dimension by characters', dimension };
}

/** ⟨χ_Y, χ_X⟩: both representations are real or the sum runs over inverse classes. */
function characterProduct(X: ExactRepresentation, Y: ExactRepresentation, meter: WorkMeter): number {
  const group = requireSameGroup(where, [X, Y]);
  const classes = meter.part((options) => group.conjugacyClasses(options));
  const terms = classes.map(({ representative: g, size }) => {
    meter.step(X.dimension + Y.dimension);
    const trace = (M: ExactMatrix) => new Matrix(M.field, 1, 1, [M.trace()]);
    const [x, y] = inOneField([trace(X.matrix(g.inverse())), trace(Y.matrix(g))]);
    return x.times(y).scale(x.field.fromInteger(size));
  });
  const sum = inOneField(terms).reduce((a, b) => a.plus(b));
  return Number(sum.field.print(sum.field.div(sum.at(0, 0), sum.field.fromInteger(group.order))));
}

function requireBasis(
  name: string,
  maps: readonly ExactMatrix[],
  X: ExactRepresentation,
  Y: ExactRepresentation,
  dimension: number,
  meter: WorkMeter,
): void {
  if (maps.length !== dimension) throw refuted(where, `${dimension} maps in ${name}`, `${maps.length}`);
  maps.forEach((map, i) => {
    if (map.rows !== Y.dimension || map.cols !== X.dimension) {
      throw refuted(where, `maps of size ${Y.dimension}×${X.dimension}`, `${map.rows}×${map.cols}`, { map: i });
    }
    X.generatorMatrices.forEach((given, k) => {
      const [A, before, after] = inOneField([map, given, Y.generatorMatrices[k]]);
      if (product(A, before, meter).equals(product(after, A, meter))) return;
      throw refuted(where, `Aρ_X(g) = ρ_Y(g)A in ${name}`, 'a difference', { map: i, generator: k });
    });
  });
  if (dimension === 0) return;
  const flat = inOneField(maps);
  const rows = Matrix.fromRows(
    flat[0].field,
    flat.map(({ entries }) => [...entries]),
  );
  const r = rank(rows, { meter });
  if (r < dimension) throw refuted(where, `${dimension} independent maps in ${name}`, `rank ${r}`);
}
