import { readFileSync } from 'node:fs';
import { catalogue, directProduct, eulerPhi, PermutationGroup, semidirectProduct } from '@isotypic/algebra';
import { checkRepresentation, irreps, matrixRepresentation, type RationalIrrep, rationalIrreps } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

interface SmallGroup {
  readonly id: readonly [number, number];
  readonly degree: number;
  readonly gens: readonly (readonly number[])[];
  readonly qIrreps: number;
}

const file = new URL('../../../../vectors/groups/small-groups.jsonl', import.meta.url);
const groups = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SmallGroup);
const groupOf = ({ gens, degree }: SmallGroup): PermutationGroup => new PermutationGroup(gens, { degree });

test('as many rational irreps as GAP finds rational characters, for every group of order ≤ 63', () => {
  for (const small of groups) {
    if (small.id[0] <= 63) assert.is(rationalIrreps(groupOf(small)).length, small.qIrreps, `${small.id}`);
  }
});

test('rational irreps of S₃ have degrees 1, 1, 2; of C₅ 1, 4; of Q₈ 1, 1, 1, 1, 4', () => {
  const degrees = (G: PermutationGroup): number[] => rationalIrreps(G).map((x) => x.degree);
  assert.equal(degrees(catalogue.symmetric(3)), [1, 1, 2]);
  assert.equal(degrees(catalogue.cyclic(5)), [1, 4]);
  assert.equal(degrees(catalogue.quaternion()), [1, 1, 1, 1, 4]);
  assert.equal(
    rationalIrreps(catalogue.quaternion()).map((x) => x.schurIndex),
    [1, 1, 1, 1, 2],
  );
});

test('matrices multiply as the group does, and the traces are m times the sums over the Galois orbits', () => {
  for (const small of groups.filter(({ id }) => id[0] === 21 || id[0] === 24 || id[0] === 32)) {
    const G = groupOf(small);
    const complex = irreps(G);
    let total = 0;
    for (const irrep of rationalIrreps(G)) {
      const matrices = irrep.generatorMatrices;
      matrices.forEach((A, k) => {
        assert.is(A.rows, irrep.degree);
        matrices.forEach((B, l) => {
          assert.ok(A.times(B).equals(irrep.matrix(G.generators[k].times(G.generators[l]))));
        });
      });
      total += irrep.fieldDegree;
    }
    assert.is(total, complex.length);
  }
});

test('C₃:C₈ has an irrep over ℚ of degree 4 that needs a norm equation: its algebra splits over ℚ(i)', () => {
  const G = groupOf(groups.find(({ id }) => id[0] === 24 && id[1] === 1) as SmallGroup);
  const irrep = rationalIrreps(G).find((x) => x.characterDegree === 2 && x.fieldDegree === 2) as RationalIrrep;
  assert.is(irrep.schurIndex, 1);
  assert.is(irrep.degree, 4);
  checkRepresentation(matrixRepresentation(G, irrep.generatorMatrices));
});

test('C_n × Q₈, n odd, has index 2 on its faithful irreps exactly when the order of 2 modulo n is odd', () => {
  // −1 is a sum of two squares in ℚ(ζ_n) unless that order is odd (C. Moser, 1973); C₁ × Q₈ itself always has index 2.
  for (const n of [3, 5, 7, 9, 15, 17, 21, 23]) {
    let order = 1;
    for (let power = 2; power % n !== 1; power = (power * 2) % n) order++;
    const G = directProduct(catalogue.cyclic(n), catalogue.quaternion());
    const faithful = rationalIrreps(G).filter((x) => x.characterDegree === 2 && x.fieldDegree === eulerPhi(n));
    assert.equal(
      faithful.map((x) => x.schurIndex),
      [order % 2 === 1 ? 2 : 1],
      `n = ${n}`,
    );
  }
});

/** C_p ⋊ C_m with a generator of C_m acting as an automorphism of order r. */
function metacyclic(p: number, m: number, r: number): PermutationGroup {
  const N = catalogue.cyclic(p);
  const power = (x: number, e: number): number => Array.from({ length: e }).reduce((y: number) => (y * x) % p, 1);
  const unit = Array.from({ length: p - 1 }, (_, i) => i + 1).find(
    (u) => power(u, r) === 1 && [2, 3, 5].every((q) => r % q !== 0 || power(u, r / q) !== 1),
  ) as number;
  return semidirectProduct(N, catalogue.cyclic(m), [[N.generators[0].power(unit)]]);
}

test('indices of C_p ⋊ C_m by the tame symbol', () => {
  // The algebra is (F(ζ_p)/F, σ, ζ), ζ a root of unity of order s = m/r in F. It splits outside p and ∞; at p its index
  // is the order of ζ^((q − 1)/r), q the order of the residue field ℤ/p(ζ_s) (Serre 1979, XIV §3).
  const cases: [number, number, number][] = [
    [3, 4, 2],
    [3, 8, 2],
    [3, 16, 2],
    [5, 8, 2],
    [5, 8, 4],
    [7, 9, 3],
    [7, 8, 2],
    [13, 9, 3],
    [13, 8, 4],
    [19, 9, 3],
    [11, 25, 5],
  ];
  for (const [p, m, r] of cases) {
    const s = m / r;
    let q = p;
    while ((q - 1) % s !== 0) q *= p;
    const turns = (q - 1) / r;
    const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
    // Faithful on C_p, and a character of order s on the kernel: told by degree and field (s = 2 also finds s = 1).
    const indices = rationalIrreps(metacyclic(p, m, r))
      .filter((x) => x.characterDegree === r && x.fieldDegree === ((p - 1) / r) * eulerPhi(s))
      .map((x) => x.schurIndex);
    assert.is(Math.max(...indices), s / gcd(s, turns), `C${p}:C${m}, kernel of order ${s}`);
  }
});

test('indices are decided for the groups of order 24, 40 and 63, and matrices of their degree are found', () => {
  // The orders at which an index takes a local computation.
  const counts = new Map<number, number>();
  for (const small of groups.filter(({ id }) => [24, 40, 63].includes(id[0]))) {
    const G = groupOf(small);
    for (const irrep of rationalIrreps(G)) {
      counts.set(irrep.schurIndex, (counts.get(irrep.schurIndex) ?? 0) + 1);
      assert.is(irrep.generatorMatrices[0].rows, irrep.degree);
    }
  }
  assert.equal([...counts.keys()].sort(), [1, 2, 3]);
});

test.run();
