/** What the numbers of each kind of table obey. */
import type { AnyTensor, Table } from '@isotypic/tables';
import fc from 'fast-check';
import type { LawSuite, Verdict } from './law.js';
import { bound, within } from './moves.js';

export function contentLaws(suite: LawSuite, table: Table): void {
  CONTENTS[table.descriptor.schema]?.(suite, table.tensors);
}

type Tensors = Readonly<Record<string, AnyTensor>>;

const CONTENTS: Readonly<Record<string, (suite: LawSuite, tensors: Tensors) => void>> = {
  'isotypic/cayley-table': cayleyLaws,
  'isotypic/character-table': characterLaws,
  'isotypic/real-irreps': irrepLaws,
  'isotypic/couplings': couplingLaws,
  'isotypic/so3-couplings': couplingLaws,
};

function cayleyLaws(suite: LawSuite, { elements, products, inverses }: Tensors): void {
  const [n, degree] = elements.shape;
  const element = fc.nat(n - 1);
  const times = (a: number, b: number) => Number(products.data[a * n + b]);
  const image = (a: number, x: number) => Number(elements.data[a * degree + x]);
  const point = fc.nat(Math.max(0, degree - 1));
  suite.forAll(
    '(ab)c = a(bc)',
    [element, element, element],
    (a, b, c) => times(times(a, b), c) === times(a, times(b, c)),
  );
  suite.forAll('1a = a1 = a', [element], (a) => times(0, a) === a && times(a, 0) === a);
  suite.forAll('aa⁻¹ = 1', [element], (a) => times(a, Number(inverses.data[a])) === 0);
  suite.forAll('a(bx) = (ab)x', [element, element, point], (a, b, x) => {
    return degree === 0 || image(a, image(b, x)) === image(times(a, b), x);
  });
}

function characterLaws(suite: LawSuite, { values, degrees }: Tensors): void {
  const k = values.shape[0];
  const row = fc.nat(k - 1);
  const at = (i: number, c: number) => [Number(values.data[(i * k + c) * 2]), Number(values.data[(i * k + c) * 2 + 1])];
  suite.forAll('the first column is the degrees', [row], (i) => {
    const [re, im] = at(i, 0);
    return re === Number(degrees.data[i]) && im === 0;
  });
  // |C(g)| = Σ |χ(g)|² gives the sizes of classes without another tensor
  const order = Array.from({ length: k }, (_, i) => at(i, 0)[0] ** 2).reduce((a, b) => a + b, 0);
  const share = (c: number) =>
    1 / Array.from({ length: k }, (_, i) => at(i, c)[0] ** 2 + at(i, c)[1] ** 2).reduce((a, b) => a + b, 0);
  suite.forAll('rows are orthonormal', [row, row], (i, j) => {
    let [re, im] = [i === j ? -1 : 0, 0];
    for (let c = 0; c < k; c++) {
      const [[a, b], [x, y], weight] = [at(i, c), at(j, c), share(c)];
      re += weight * (a * x + b * y);
      im += weight * (b * x - a * y);
    }
    return within(Math.hypot(re, im), bound(k, order));
  });
}

function irrepLaws(suite: LawSuite, tensors: Tensors): void {
  const names = Object.keys(tensors).filter((name) => name.endsWith('/generators'));
  const matrices = (name: string) => {
    const { shape, data } = tensors[name];
    const [count, d] = shape;
    return Array.from({ length: count }, (_, g) => Array.from(data.slice(g * d * d, (g + 1) * d * d), Number));
  };
  suite.forAll('generators are orthogonal', [fc.constantFrom(...names)], (name) => {
    const d = tensors[name].shape[1];
    return matrices(name).every((M) => worst(gram(M, d), d) <= bound(d, 1));
  });
  if (tensors.elements === undefined) return;
  const [n, degree] = tensors.elements.shape;
  const images = Array.from({ length: n }, (_, g) =>
    Array.from(tensors.elements.data.slice(g * degree, (g + 1) * degree), Number),
  );
  const numbers = new Map(images.map((image, g) => [image.join(), g]));
  const element = fc.nat(n - 1);
  suite.forAll('ρ(g)ρ(h) = ρ(gh)', [fc.constantFrom(...names), element, element], (name, g, h): Verdict => {
    const all = matrices(name.replace('/generators', '/elements'));
    const d = tensors[name].shape[1];
    const gh = numbers.get(images[h].map((x) => images[g][x]).join());
    if (gh === undefined) return 'gh is not among the elements';
    const product = all[g].map((_, at) => {
      const [i, j] = [Math.floor(at / d), at % d];
      let sum = -all[gh][at];
      for (let r = 0; r < d; r++) sum += all[g][i * d + r] * all[h][r * d + j];
      return Math.abs(sum);
    });
    return within(Math.max(...product), bound(d, 1));
  });
}

/** M Mᵀ of a row-major d × d matrix. */
const gram = (M: readonly number[], d: number): number[] =>
  M.map((_, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    let sum = 0;
    for (let r = 0; r < d; r++) sum += M[i * d + r] * M[j * d + r];
    return sum;
  });

/** The largest deviation from the identity. */
const worst = (M: readonly number[], d: number): number =>
  M.reduce((most, x, at) => Math.max(most, Math.abs(x - (at % (d + 1) === 0 ? 1 : 0))), 0);

/** Dense couplings: the last axis is that of the result, those before it of the factors, one more first for copies. */
function couplingLaws(suite: LawSuite, tensors: Tensors): void {
  const names = Object.keys(tensors).filter((name) => /^\d+,\d+,\d+$/.test(name));
  if (names.length === 0) return;
  suite.forAll('couplings of one result are orthogonal, and of one length', [fc.constantFrom(...names)], (name) => {
    const { shape, data } = tensors[name];
    const last = shape[shape.length - 1];
    const copies = shape.length === 4 ? shape[0] : 1;
    const rows = data.length / last / copies;
    const columns = Array.from({ length: copies * last }, (_, c) =>
      Array.from({ length: rows }, (_, r) => Number(data[(Math.floor(c / last) * rows + r) * last + (c % last)])),
    );
    const products = (a: number, b: number) => columns[a].reduce((sum, x, r) => sum + x * columns[b][r], 0);
    const length = products(0, 0);
    let most = 0;
    for (let a = 0; a < columns.length; a++) {
      for (let b = 0; b <= a; b++) most = Math.max(most, Math.abs(products(a, b) - (a === b ? length : 0)));
    }
    return length > 0 && within(most, bound(rows, length));
  });
}
