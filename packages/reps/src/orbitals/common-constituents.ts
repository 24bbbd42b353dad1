/** Whether two components, of two transitive actions of one group, are made of the same irrep: decided in integers. */
import {
  type ExactScalar,
  type Field,
  IsotypicError,
  Matrix,
  type RandomSource,
  type WorkMeter,
} from '@isotypic/algebra';
import { DisjointSets } from '@isotypic/algebra/internal';
import { isRationalField, overField } from '../matrices/exact-matrices.js';
import type { OrbitalComponent } from './central-idempotents.js';
import { type CentralizerAlgebra, pairRow } from './centralizer-algebra.js';
import {
  carryBack,
  carryPointBack,
  forEachTranslate,
  randomStabilizing,
  type ShortTransversal,
  shortTransversal,
} from './short-transversal.js';

/** Random elements of the stabilizer at a time, and how often more are drawn. */
const STABILIZING = 8;
const ROUNDS = 20;

/**
 * Two transitive actions of one group, on X = G/H and on Y. An orbit w of H on Y makes the equivariant map
 * φ_w : δ_{t x₀} ↦ 1_{tw}, and these are a basis of Hom_G(ℝX, ℝY). For projectors e on ℝX and f on ℝY onto isotypic
 * components, fφ_w e ≠ 0 for some w exactly when the irreps are the same, and fφ_w e vanishes when its value at δ_{x₀}
 * does, the H-invariant vector v(y) = Σ_a e(x₀, a) (f 1_w)(t_a⁻¹y). Its entries are Σ eᵢ fⱼ Nᵢⱼ with integers Nᵢⱼ that
 * count.
 */
export class CommonConstituents {
  /** The generators on X and Y side by side: positions of X first. */
  private readonly transversal: ShortTransversal;
  private readonly targets: readonly Int32Array[];
  /** Orbits of H on Y, each proved, by size. */
  private readonly orbits: readonly Int32Array[];

  /**
   * @throws {IsotypicError} `NOT_DECIDED` when random elements of H do not show its orbits
   * Cost: O(|X| · Σ|w| · #generators), over all w but the largest.
   */
  constructor(
    private readonly X: CentralizerAlgebra,
    private readonly Y: CentralizerAlgebra,
    random: RandomSource,
    private readonly meter?: WorkMeter,
  ) {
    const n = X.degree;
    this.targets = X.orbit.targets.map((g, k) => {
      const both = new Int32Array(n + Y.degree);
      both.set(g);
      Y.orbit.targets[k].forEach((y, at) => {
        both[n + at] = n + y;
      });
      return both;
    });
    const edges = { ...X.orbit, targets: this.targets };
    this.transversal = shortTransversal(edges, n, random);
    const joined = new DisjointSets(Y.degree);
    for (let round = 0; ; round++) {
      for (const h of randomStabilizing(edges, this.transversal, random, STABILIZING)) {
        joined.uniteAlong(Int32Array.from({ length: Y.degree }, (_, y) => h[n + y] - n));
      }
      const { labels, sizes } = joined.labeled();
      const members = Array.from(sizes, (size) => new Int32Array(size));
      const filled = new Int32Array(members.length);
      labels.forEach((k, y) => {
        members[k][filled[k]++] = y;
      });
      members.sort((a, b) => a.length - b.length);
      if (members.slice(0, -1).every((w) => this.isInvariant(w))) {
        this.orbits = members;
        return;
      }
      if (round === ROUNDS) {
        throw new IsotypicError('NOT_DECIDED', {
          where: 'isotypicDecomposition',
          expected: 'random elements that show the orbits of a point stabilizer on another orbit',
          received: `none in ${ROUNDS} rounds`,
          remedy: 'Pass another { seed }.',
        });
      }
    }
  }

  /** Every Schreier generator t_{gx}⁻¹ g t_x of H keeps w. */
  private isInvariant(w: Int32Array): boolean {
    const n = this.X.degree;
    this.meter?.step(n * w.length * this.targets.length);
    const inside = new Uint8Array(n + this.Y.degree);
    const list = w.map((y) => n + y);
    for (const y of list) inside[y] = 1;
    const image = new Int32Array(w.length);
    let invariant = true;
    forEachTranslate(
      this.transversal,
      list,
      (x, translate) => {
        if (!invariant) return;
        for (const g of this.targets) {
          for (let i = 0; i < image.length; i++) image[i] = g[translate[i]];
          carryBack(this.transversal, g[x], image);
          for (let i = 0; i < image.length; i++) if (inside[image[i]] === 0) invariant = false;
        }
      },
      this.meter,
    );
    return invariant;
  }

  /** Whether the component e of X and the component f of Y, neither trivial, have the irrep in common. */
  isCommon(e: OrbitalComponent, f: OrbitalComponent): boolean {
    // f kills the constant functions: the largest orbit's map is minus the sum of the others'.
    return this.orbits.slice(0, -1).some((w) => this.meets(w, e, f));
  }

  private meets(w: Int32Array, e: OrbitalComponent, f: OrbitalComponent): boolean {
    const { X, Y, transversal } = this;
    const [n, r, s] = [X.degree, X.rank, Y.rank];
    // counts[j·|Y| + y]: the z in w with (z, y) in orbital j.
    const counts = new Float64Array(s * Y.degree);
    for (const z of w) {
      this.meter?.step();
      pairRow(Y.transversal, Y.label, z).forEach((j, y) => {
        counts[j * Y.degree + y]++;
      });
    }
    return this.orbits.some(([y]) => {
      this.meter?.step(n);
      const N = new Float64Array(r * s);
      for (let a = 0; a < n; a++) {
        const back = carryPointBack(transversal, a, n + y) - n;
        for (let j = 0; j < s; j++) N[X.label[a] * s + j] += counts[j * Y.degree + back];
      }
      return !vanishes(e, N, f);
    });
  }
}

/** Whether Σ eᵢ Nᵢⱼ fⱼ = 0. */
function vanishes(e: OrbitalComponent, N: Float64Array, f: OrbitalComponent): boolean {
  const field: Field<ExactScalar> = isRationalField(e.field) ? f.field : e.field;
  const vector = ({ field: own, coefficients }: OrbitalComponent) =>
    overField(new Matrix(own, 1, coefficients.length, coefficients), field).entries;
  const [a, b] = [vector(e), vector(f)];
  let sum = field.zero;
  a.forEach((x, i) => {
    let row = field.zero;
    b.forEach((y, j) => {
      const count = N[i * b.length + j];
      if (count !== 0) row = field.add(row, field.mul(y, field.fromInteger(count)));
    });
    sum = field.add(sum, field.mul(x, row));
  });
  return field.isZero(sum);
}
