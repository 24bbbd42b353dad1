import {
  BudgetExceededError,
  Cyclotomic,
  catalogue,
  cyclotomics,
  type ExactMatrix,
  type Fraction,
  IsotypicError,
  Matrix,
  type PermutationGroup,
  rank,
} from '@isotypic/algebra';
import {
  characterTable,
  clebschGordan,
  couplings,
  irreps,
  multiplicities,
  realIrreps,
  verifyCouplings,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { groupOf, smallGroups } from '../decomposition/small-groups.js';

const groups: readonly (readonly [string, PermutationGroup])[] = [
  ['S4', catalogue.symmetric(4)],
  ['Q8', catalogue.quaternion()],
  ['C5', catalogue.cyclic(5)],
  ['C1', catalogue.cyclic(1)],
  ['A4', catalogue.alternating(4)],
  ['A5', catalogue.alternating(5)],
  ['SL(2,3)', catalogue.specialLinear(2, 3)],
  ['full octahedral', catalogue.octahedral({ full: true })],
];

for (const [name, G] of groups) {
  test(`${name}: all couplings over ℝ and ℂ are proved`, () => {
    for (const field of ['real', 'complex'] as const) {
      const all = field === 'real' ? couplings(G) : couplings(G, { field });
      const { triples, injections } = verifyCouplings(all);
      assert.is(triples, [...all.triples()].length);
      assert.ok(injections >= triples);
    }
  });
}

test('one in twenty groups of order at most 32: all couplings over ℝ and ℂ are proved', () => {
  smallGroups()
    .filter(({ id }) => id[0] <= 32)
    .filter((_, i) => i % 20 === 5)
    .forEach((description) => {
      const G = groupOf(description);
      verifyCouplings(couplings(G));
      verifyCouplings(couplings(G, { field: 'complex' }));
    });
});

const cyc = (M: ExactMatrix): Matrix<Cyclotomic> =>
  M.field === cyclotomics
    ? (M as Matrix<Cyclotomic>)
    : (M as Matrix<Fraction>).map(cyclotomics, (x) => Cyclotomic.fromRational(x));

/** The injections of a coupling, and their products with the commuting units, as columns: a basis of Hom. */
function columnsOf(injections: readonly ExactMatrix[], units: readonly ExactMatrix[]): Cyclotomic[][] {
  return injections.flatMap((X) => [cyc(X), ...units.map((z) => cyc(X).times(cyc(z)))].map((M) => [...M.entries]));
}

test('the same spaces Hom(C, A ⊗ B) as by spinning one vector (clebschGordan), over ℝ', () => {
  for (const G of [catalogue.symmetric(4), catalogue.specialLinear(2, 3), catalogue.cyclic(7)]) {
    const all = couplings(G);
    const list = realIrreps(G);
    list.forEach((left, a) => {
      list.forEach((right, b) => {
        list.forEach((result, c) => {
          const twin = clebschGordan(left, right, result);
          assert.is(all.multiplicity(a, b, c), twin.multiplicity);
          const { injections } = all.coupling(a, b, c);
          assert.is(injections.length, twin.multiplicity);
          if (injections.length === 0 || left.degree * right.degree * result.degree > 64) return;
          const [ours, theirs] = [injections, twin.injections].map((x) => columnsOf(x, result.commutingUnits));
          const both = Matrix.fromRows(cyclotomics, [...ours, ...theirs]);
          assert.is(rank(Matrix.fromRows(cyclotomics, ours)), ours.length);
          assert.is(rank(both), ours.length);
        });
      });
    });
  }
});

test('multiplicities over ℂ are those of the character table', () => {
  for (const G of [catalogue.alternating(4), catalogue.specialLinear(2, 5), catalogue.cyclic(6)]) {
    const all = couplings(G, { field: 'complex' });
    const table = characterTable(G);
    const traces = (x: (typeof all.irreps)[number]): string =>
      table.classes.map((c) => String(cyc(x.matrix(c.representative)).trace())).join(' ');
    const rows = table.characters.map((χ) => χ.values.join(' '));
    const row = all.irreps.map((x) => rows.indexOf(traces(x)));
    row.forEach((i, a) => {
      row.forEach((j, b) => {
        const counts = multiplicities(table, table.characters[i].times(table.characters[j]));
        row.forEach((k, c) => {
          assert.is(all.multiplicity(a, b, c), counts[k]);
        });
      });
      assert.ok(rows[row[all.dual(a)]] === table.characters[i].conjugate().values.join(' '));
    });
  }
});

/** max |Σ_ij conj(S[ij,k]) T[ij,l] − δ| over the columns of complex tensors. */
function defect(S: { re: Float64Array; im: Float64Array }, T: typeof S, cols: number, isSame: boolean): number {
  let worst = 0;
  for (let k = 0; k < cols; k++) {
    for (let l = 0; l < cols; l++) {
      let [re, im] = [isSame && k === l ? -1 : 0, 0];
      for (let r = 0; r < S.re.length / cols; r++) {
        const [a, b, u, v] = [S.re[r * cols + k], S.im[r * cols + k], T.re[r * cols + l], T.im[r * cols + l]];
        re += a * u + b * v;
        im += a * v - b * u;
      }
      worst = Math.max(worst, Math.hypot(re, im));
    }
  }
  return worst;
}

test('float tensors over ℂ: orthonormal, and they intertwine the unitary matrices', () => {
  const G = catalogue.specialLinear(2, 3);
  const all = couplings(G, { field: 'complex' });
  const unit = 256 * Number.EPSILON; // sums of at most 27 products of a few roundings each
  for (const [a, b, c] of all.triples()) {
    const coupling = all.coupling(a, b, c);
    const parts = coupling.orthonormal().map(({ re, im }) => ({ re: re.data, im: im.data }));
    parts.forEach((S, s) => {
      parts.forEach((T, t) => {
        assert.ok(defect(S, T, coupling.result.degree, s === t) < unit);
      });
    });
    const [A, B, C] = [coupling.left, coupling.right, coupling.result].map((x) => x.unitaryMatrices[0]);
    const [d1, d2, d3] = [A, B, C].map((M) => M.re.rows);
    for (const { re, im } of parts) {
      for (let i = 0; i < d1 * d2; i++) {
        for (let k = 0; k < d3; k++) {
          let [x, y] = [0, 0];
          for (let j = 0; j < d1 * d2; j++) {
            const [p, q] = [Math.floor(i / d2) * d1 + Math.floor(j / d2), (i % d2) * d2 + (j % d2)];
            const u = A.re.data[p] * B.re.data[q] - A.im.data[p] * B.im.data[q];
            const v = A.re.data[p] * B.im.data[q] + A.im.data[p] * B.re.data[q];
            x += u * re[j * d3 + k] - v * im[j * d3 + k];
            y += u * im[j * d3 + k] + v * re[j * d3 + k];
          }
          for (let l = 0; l < d3; l++) {
            x -= re[i * d3 + l] * C.re.data[l * d3 + k] - im[i * d3 + l] * C.im.data[l * d3 + k];
            y -= re[i * d3 + l] * C.im.data[l * d3 + k] + im[i * d3 + l] * C.re.data[l * d3 + k];
          }
          assert.ok(Math.hypot(x, y) < unit);
        }
      }
    }
  }
});

/** T[i, j, k] with its columns permuted: axis n of the result is axis π[n]. */
function permuted(T: ExactMatrix, shape: readonly number[], π: readonly number[]): string {
  const [a, b, c] = π.map((n) => shape[n]);
  const entries: string[] = [];
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      for (let k = 0; k < c; k++) {
        const at = [0, 0, 0];
        [i, j, k].forEach((x, n) => {
          at[π[n]] = x;
        });
        entries.push(String(cyc(T).at(at[0] * shape[1] + at[1], at[2])));
      }
    }
  }
  return entries.join(' ');
}

test('3j symbols under permutations of columns: the same entries, up to the sign that `symmetries` tells', () => {
  const orders = [
    [0, 1, 2],
    [1, 2, 0],
    [2, 0, 1],
    [1, 0, 2],
    [0, 2, 1],
    [2, 1, 0],
  ];
  for (const [field, G] of [
    ['real', catalogue.symmetric(5)],
    ['complex', catalogue.specialLinear(2, 3)],
    ['complex', catalogue.quaternion()],
  ] as const) {
    const all = field === 'real' ? couplings(G) : couplings(G, { field });
    const seen = new Set<string>();
    for (const a of all.irreps.keys()) {
      for (let b = 0; b <= a; b++) {
        for (let c = 0; c <= b; c++) {
          const names = [a, b, c];
          const shape = names.map((n) => all.irreps[n].degree);
          const own = all.threeJ(a, b, c);
          for (const [index, π] of orders.entries()) {
            const other = all.threeJ(names[π[0]], names[π[1]], names[π[2]]);
            assert.equal(other.symmetries, own.symmetries);
            own.tensors.forEach((T, s) => {
              const symmetry = own.symmetries[s];
              seen.add(symmetry);
              if (symmetry === 'mixed') return;
              const expected = permuted(T, shape, π);
              const isEqual = [1, -1].map((sign) => {
                const U = other.tensors[s].scale(other.tensors[s].field.fromInteger(sign));
                return cyc(U).entries.map(String).join(' ') === expected;
              });
              assert.ok(isEqual[0] || (symmetry === 'antisymmetric' && isEqual[1]));
              const isExchange = names.every((n, k) => n === names[π[k]]) && index > 2;
              if (symmetry === 'antisymmetric' && isExchange) assert.ok(isEqual[1] && !isEqual[0]);
            });
          }
        }
      }
    }
    assert.ok(seen.has('symmetric') && seen.has('antisymmetric'));
  }
});

test('A5 is not simply reducible: 5 ⊗ 5 → 5 has two copies, both symmetric; 4 ⊗ 5 → 5 one of each kind', () => {
  const all = couplings(catalogue.alternating(5));
  assert.equal(
    all.irreps.map((x) => x.degree),
    [1, 3, 3, 4, 5],
  );
  assert.not.ok(all.isSimplyReducible);
  assert.equal(all.threeJ(4, 4, 4).symmetries, ['symmetric', 'symmetric']); // H ⊗ H ⊃ 2H, both in the symmetric square
  // G occurs once in each square of H
  assert.equal([...all.threeJ(3, 4, 4).symmetries].sort(), ['antisymmetric', 'symmetric']);
});

test('Wigner’s criterion says what the multiplicities say, on every group of order at most 16', () => {
  let reducible = 0;
  for (const description of smallGroups().filter(({ id }) => id[0] <= 16)) {
    const all = couplings(groupOf(description), { field: 'complex' });
    const isAmbivalent = all.irreps.every((_, c) => all.dual(c) === c);
    const numbers = [...all.irreps.keys()];
    const isFree = numbers.every((a) => numbers.every((b) => numbers.every((c) => all.multiplicity(a, b, c) <= 1)));
    assert.is(all.isSimplyReducible, isAmbivalent && isFree, description.structure);
    if (all.isSimplyReducible) {
      reducible++;
      for (const [a, b, c] of all.triples()) assert.not.ok(all.threeJ(a, b, c).symmetries.includes('mixed'));
    }
  }
  assert.ok(reducible > 10);
});

test('what is tampered with is refuted', () => {
  const tampered = (change: (injections: ExactMatrix[]) => void): void => {
    const all = couplings(catalogue.symmetric(4));
    change(all.coupling(3, 3, 4).injections as ExactMatrix[]);
    assert.throws(
      () => verifyCouplings(all),
      (e: unknown) => e instanceof IsotypicError && e.code === 'REFUTED',
    );
  };
  tampered((injections) => {
    injections[0] = injections[0].transpose();
  });
  tampered((injections) => {
    const { field, rows, cols } = injections[0];
    const entries = [...injections[0].entries];
    entries[0] = field.add(entries[0], field.one);
    injections[0] = new Matrix(field, rows, cols, entries);
  });
  tampered((injections) => injections.pop());
  tampered((injections) => injections.push(injections[0]));
  tampered((injections) => {
    injections[0] = injections[0].minus(injections[0]);
  });
});

test('wrong numbers, options, budgets and signals', () => {
  const all = couplings(catalogue.symmetric(4));
  const isInvalid = (e: unknown): boolean => e instanceof IsotypicError && e.code === 'INVALID_ARGUMENT';
  assert.throws(() => all.coupling(0, 0, 5), isInvalid);
  assert.throws(() => all.threeJ(0, -1, 0), isInvalid);
  assert.throws(() => all.multiplicity(0, 0.5, 0), isInvalid);
  assert.throws(() => couplings(catalogue.symmetric(4), { field: 'rational' as never }), isInvalid);
  assert.throws(
    () => all.coupling(3, 3, 4, { budget: 10 }),
    (e: unknown) => e instanceof BudgetExceededError,
  );
  assert.throws(() => all.coupling(3, 3, 4, { signal: AbortSignal.abort() }));
  assert.is(all.coupling(3, 3, 4).multiplicity, 1);
});

test('irreps over ℂ that are named twice: the dual of a dual is the irrep', () => {
  const all = couplings(catalogue.cyclic(9), { field: 'complex' });
  for (const c of irreps(catalogue.cyclic(9)).keys()) assert.is(all.dual(all.dual(c)), c);
});

test.run();
