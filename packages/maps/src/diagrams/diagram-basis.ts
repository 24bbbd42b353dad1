/** Invariants of the classical groups as diagrams: Brauer's, walled ones, and those with Levi-Civita tensors. */
import { IsotypicError, rationals } from '@isotypic/algebra';
import type { InvariantBasis, VisitEntry } from '../linear/invariant-basis.js';
import type { ClassicalFamily, MonomialForm } from '../matrix-groups/classical-family.js';
import { determinantInvariants, linearInvariants, orthogonalInvariants, symplecticInvariants } from './counts.js';
import { addProduct, type Cell, equalityCell, forEachTerm, formCell, leviCivitaCell, termCount } from './diagram.js';
import { independentDiagrams } from './independent-diagrams.js';
import { disjointSubsets, matchings, pairings, subsets } from './pairings.js';

/** More diagrams than this are not listed: 2·10⁵ of six pairs are some 200 MB of cells. */
const MOST_DIAGRAMS = 200_000;

type DiagramFamily = Exclude<ClassicalFamily, { readonly kind: 'symmetric' }>;

/**
 * The invariants of a classical group in a product of k factors V (false) and V* (true). By the first fundamental
 * theorem they are spanned by pairings with the form, δ between V and V*, and Levi-Civita tensors where the determinant
 * is 1 (Brauer 1937; Weyl 1946; Pearce-Crump, ICML 2023).
 */
export class DiagramBasis implements InvariantBasis {
  readonly orthogonal = false;
  readonly dimension: number;
  readonly size: number;
  readonly method: string;
  private lazyDiagrams: readonly (readonly Cell[])[] | undefined;

  constructor(
    private readonly family: DiagramFamily,
    private readonly covariant: readonly boolean[],
  ) {
    this.dimension = Number(invariantCount(family, covariant));
    this.size = family.n ** covariant.length;
    this.method = { orthogonal: 'Brauer diagrams', symplectic: 'Brauer diagrams', linear: 'walled Brauer diagrams' }[
      family.kind
    ];
  }

  nonZeros(k: number): number {
    return termCount(this.diagrams()[k]);
  }

  forEachEntry(k: number, visit: VisitEntry): void {
    forEachTerm(this.diagrams()[k], this.family.n, this.covariant.length, (position, weight) => {
      visit(position, weight === 1 ? rationals.one : MINUS_ONE);
    });
  }

  contract(coefficients: Float64Array, x: Float64Array, outFactors: number): Float64Array {
    const shape = { n: this.family.n, order: this.covariant.length, out: outFactors };
    const y = new Float64Array(this.family.n ** outFactors);
    this.diagrams().forEach((cells, k) => {
      if (coefficients[k] !== 0) addProduct(y, coefficients[k], cells, x, shape);
    });
    return y;
  }

  private diagrams(): readonly (readonly Cell[])[] {
    this.lazyDiagrams ??= this.chooseDiagrams();
    return this.lazyDiagrams;
  }

  private chooseDiagrams(): (readonly Cell[])[] {
    const { family, covariant, dimension } = this;
    if (dimension === 0) return [];
    requireListable(family, covariant.length);
    return spanningDiagrams(family, covariant).flatMap(({ diagrams, dimension: d }) =>
      independentDiagrams(diagrams, family.n, covariant.length, d),
    );
  }
}

const MINUS_ONE = rationals.neg(rationals.one);

function invariantCount(family: DiagramFamily, covariant: readonly boolean[]): bigint {
  const { n } = family;
  const k = covariant.length;
  switch (family.kind) {
    case 'orthogonal':
      return orthogonalInvariants(n, k, family.special);
    case 'symplectic':
      return symplecticInvariants(n, k);
    case 'linear': {
      const q = covariant.filter((c) => c).length;
      return linearInvariants(n, k - q, q, family.special);
    }
  }
}

function requireListable(family: DiagramFamily, order: number): void {
  let count = 1;
  if (family.kind === 'linear') for (let k = 2; 2 * k <= order; k++) count *= k;
  else for (let k = order - 1; k > 1; k -= 2) count *= k;
  if (count <= MOST_DIAGRAMS) return;
  throw new IsotypicError('OUT_OF_MEMORY', {
    where: 'equivariantMaps',
    expected: `at most ${MOST_DIAGRAMS} diagrams`,
    received: `about ${count} of order ${order}`,
    remedy: 'The dimension is known; only the basis is too large.',
    details: { diagrams: count },
  });
}

/** Lists of diagrams whose spans are independent of each other, with the dimensions of the spans. */
function spanningDiagrams(
  family: DiagramFamily,
  covariant: readonly boolean[],
): { readonly diagrams: (readonly Cell[])[]; readonly dimension: number }[] {
  const { n } = family;
  const k = covariant.length;
  const all = covariant.map((_, i) => i);
  if (family.kind === 'linear') {
    return [{ diagrams: walledDiagrams(n, covariant), dimension: Number(invariantCount(family, covariant)) }];
  }
  const { form } = family;
  const paired = (points: readonly number[]) =>
    pairings(points).map((pairs) => pairs.map((pair) => pairCell(pair, covariant, form)));
  if (family.kind === 'symplectic') return [{ diagrams: paired(all), dimension: Number(symplecticInvariants(n, k)) }];
  const plain = { diagrams: paired(all), dimension: Number(orthogonalInvariants(n, k, false)) };
  if (!family.special) return [plain];
  const twisted = subsets(all, n).flatMap(({ chosen, rest }) => {
    const epsilon = leviCivitaCell(
      n,
      chosen,
      chosen.map((i) => (covariant[i] ? form.sign : null)),
    );
    return paired(rest).map((cells) => [epsilon, ...cells]);
  });
  return [plain, { diagrams: twisted, dimension: Number(determinantInvariants(n, k)) }];
}

function pairCell([a, b]: readonly [number, number], covariant: readonly boolean[], form: MonomialForm): Cell {
  return covariant[a] === covariant[b] ? formCell([a, b], form) : equalityCell(form.partner.length, [a, b]);
}

/** Levi-Civita tensors on V's or on V*'s for the surplus, δ between the others. */
function walledDiagrams(n: number, covariant: readonly boolean[]): (readonly Cell[])[] {
  const up = covariant.flatMap((c, i) => (c ? [] : [i]));
  const down = covariant.flatMap((c, i) => (c ? [i] : []));
  const [more, fewer] = up.length >= down.length ? [up, down] : [down, up];
  const determinants = (more.length - fewer.length) / n;
  return disjointSubsets(more, n, determinants).flatMap(({ chosen, rest }) =>
    matchings(rest, fewer).map((pairs) => [
      ...chosen.map((positions) =>
        leviCivitaCell(
          n,
          positions,
          positions.map(() => null),
        ),
      ),
      ...pairs.map((pair) => equalityCell(n, pair)),
    ]),
  );
}
