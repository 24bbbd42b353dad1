// Exact scalars and exact linear algebra. Peers: the paths among themselves, and GAP's kernel where `gap` is installed.
import {
  Cyclotomic,
  cyclotomics,
  Fraction,
  factorPolynomial,
  Matrix,
  nullspace,
  Polynomial,
  randomSource,
  rationals,
} from '../dist/index.js';
import { cpuMilliseconds, runGap } from './cpu.mjs';

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

/** Median milliseconds of `runs` calls, after one that warms up. */
function timed(f, runs) {
  if (runs > 1) f();
  return median(
    Array.from({ length: runs }, () => {
      const start = performance.now();
      f();
      return performance.now() - start;
    }),
  );
}

function table(head, rows) {
  console.log(`| ${head.join(' | ')} |`);
  console.log(`|${head.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log();
}

const ms = (x) => (x === null ? '–' : x < 10 ? x.toFixed(2) : x.toFixed(0));

/** Runs a GAP script that prints numbers, one a line; null when GAP is not installed. */
function gap(script) {
  const run = runGap(`${script}\nQUIT;\n`, 20, '-A');
  if (run === undefined) return null;
  const text = run.stdout.trim();
  if (text === '') return 'over 20 s';
  const numbers = text.split(/\s+/).map(Number);
  return numbers.every(Number.isFinite) ? numbers : null;
}

// --- nullspaces over ℚ ----------------------------------------------------------------------------------------------

function nullspaces() {
  const { below } = randomSource(1);
  const dense = (n) => Matrix.build(rationals, n, n + 1, () => new Fraction(below(19) - 9));
  const deficient = (n) => {
    const r = Math.floor(0.9 * n);
    const left = Matrix.build(rationals, n, r, () => new Fraction(below(7) - 3));
    return left.times(Matrix.build(rationals, r, n, () => new Fraction(below(7) - 3)));
  };
  const sparse = (n) => {
    const image = Array.from({ length: n }, (_, i) => (37 * i + 11) % n);
    return Matrix.build(rationals, n, n, (i, j) => new Fraction((i === j ? 1 : 0) - (image[j] === i ? 1 : 0)));
  };
  const inputs = [
    ['dense n×(n+1), entries −9…9, n = 5', dense(5), 1e4],
    ['dense, n = 10', dense(10), 1e4],
    ['dense, n = 20', dense(20), 1e4],
    ['dense, n = 50', dense(50), 60],
    ['dense, n = 100', dense(100), 60],
    ['dense, n = 200', dense(200), 60],
    ['dense of rank 0.9·n, n = 50', deficient(50), 40],
    ['dense of rank 0.9·n, n = 100', deficient(100), 60],
    ['I − permutation, n = 100', sparse(100), 1e4],
    ['I − permutation, n = 200', sparse(200), 1e4],
  ];
  const rows = inputs.map(([name, m, plainLimit]) => {
    // Rounds in which every path runs once: what else the machine does falls on all of them alike.
    const deadline = performance.now() + 3000;
    const methods = ['plain', 'fraction-free', 'modular', 'sparse', 'auto'];
    const samples = Object.fromEntries(methods.map((method) => [method, []]));
    for (let round = 0; round <= 3 || (round <= 25 && performance.now() < deadline); round++) {
      for (const method of methods) {
        const slow = m.rows >= 50 && (method === 'plain' || (method === 'fraction-free' && m.rows >= 100));
        if ((method === 'plain' && m.rows > plainLimit) || (slow && round > 0)) continue;
        const time = timed(() => nullspace(m, { method }), 1);
        if (round > 0 || slow) samples[method].push(time); // round 0 warms up
      }
    }
    const of = (method) => (samples[method].length === 0 ? null : median(samples[method]));
    const paths = { plain: of('plain'), free: of('fraction-free'), modular: of('modular'), sparse: of('sparse') };
    const chosen = of('auto');
    const best = Math.min(...Object.values(paths).filter((x) => x !== null));
    return [
      name,
      ms(paths.plain),
      ms(paths.free),
      ms(paths.modular),
      ms(paths.sparse),
      ms(chosen),
      (chosen / best).toFixed(2),
    ];
  });
  console.log('Nullspace over ℚ, milliseconds (median). "modular" lifts p-adically, "sparse" falls back to it.\n');
  table(['input', 'fraction.js', 'Bareiss, BigInt', 'modular', 'sparse', 'chosen', 'chosen / best'], rows);
}

// --- cyclotomic arithmetic against GAP ------------------------------------------------------------------------------

function cyclotomicArithmetic() {
  const { below } = randomSource(2);
  const rows = [];
  for (const n of [5, 24, 60, 420]) {
    const lists = Array.from({ length: 40 }, () => Array.from({ length: n }, () => below(19) - 9));
    const numbers = lists.map((c) =>
      Cyclotomic.fromExponents(
        n,
        c.map((x, e) => [e, x]),
      ),
    );
    const loops = n > 100 ? 10 : 200;
    // conductor() makes ours reduce its results to the minimal field, as GAP always does
    const ours = (op) => {
      const work = () => {
        for (let k = 0; k < loops; k++) for (let i = 0; i < 39; i++) numbers[i][op](numbers[i + 1]).conductor;
      };
      // The first four let the optimizing compiler see the loop.
      const runs = Array.from({ length: 13 }, () => cpuMilliseconds(work));
      return (median(runs.slice(4)) * 1e6) / (39 * loops);
    };
    const script = `A:=${JSON.stringify(lists)};;A:=List(A,c->Sum([1..${n}],e->c[e]*E(${n})^(e-1)));;
times:=function() local i,k,z; for k in [1..${loops}] do for i in [1..39] do z:=A[i]*A[i+1]; od; od; end;;
plus:=function() local i,k,z; for k in [1..${loops}] do for i in [1..39] do z:=A[i]+A[i+1]; od; od; end;;
ms:=function(f) local t,n; t:=Runtime(); n:=0; repeat f(); n:=n+1; until Runtime()-t>=40 or n>=200; return Float((Runtime()-t)/n); end;;
for f in [times,plus] do ms(f);; r:=List([1..9],i->ms(f));; Sort(r);; Print(r[5]," "); od;;`;
    const theirs = [gap(script)].flat().map((t) => (t * 1e6) / (39 * loops));
    ['times', 'plus'].forEach((op, i) => {
      const own = ours(op);
      const peer = theirs?.[i];
      rows.push([
        `conductor ${n}, ${op}`,
        own.toFixed(0),
        peer ? peer.toFixed(0) : 'not installed',
        peer ? (own / peer).toFixed(2) : '–',
      ]);
    });
  }
  console.log(
    'Cyclotomic numbers with all coefficients in −9…9, nanoseconds of CPU time (median), results reduced to minimal conductor.\n',
  );
  table(['operation', 'isotypic', 'GAP', 'isotypic / GAP'], rows);
}

// --- larger problems against GAP ------------------------------------------------------------------------------------

function againstGap() {
  const { below } = randomSource(3);
  const rows = [];
  for (const [n, size] of [
    [5, 16],
    [12, 12],
    [24, 12],
  ]) {
    const entry = () => `${below(5) - 2}*E(${n})^${below(n)}+${below(5) - 2}*E(${n})^${below(n)}`;
    const half = size / 2;
    const [a, b] = [
      Array.from({ length: size }, () => Array.from({ length: half }, entry)),
      Array.from({ length: half }, () => Array.from({ length: size }, entry)),
    ];
    const of = (texts) =>
      Matrix.fromRows(
        cyclotomics,
        texts.map((row) => row.map((t) => Cyclotomic.parse(t))),
      );
    const m = of(a).times(of(b));
    const own = timed(() => nullspace(m), 5);
    const text = (x) => `[${x.map((row) => `[${row.join(',')}]`).join(',')}]`;
    const peer = gap(
      `m:=TransposedMat(${text(a)}*${text(b)});; r:=[];; for i in [1..3] do t:=NanosecondsSinceEpoch();; NullspaceMat(m);; Add(r,NanosecondsSinceEpoch()-t);; od;; Sort(r);; Print(r[2]);`,
    );
    rows.push([
      `nullspace, ${size}×${size} of rank ${half} over ℚ(ζ${n})`,
      own,
      Array.isArray(peer) ? peer[0] / 1e6 : peer,
    ]);
  }
  const x60 = Polynomial.of(rationals, [-1, ...Array(59).fill(0), 1]);
  const dense = (k) => Array.from({ length: 31 }, (_, i) => (((i + 2) * (i + k) * 7919) % 199) - 99);
  const product = Polynomial.of(rationals, dense(3)).times(Polynomial.of(rationals, dense(11)));
  for (const [name, f] of [
    ['x^60 − 1', x60],
    ['a product of two dense polynomials of degree 30', product],
  ]) {
    const own = timed(() => factorPolynomial(f), 3);
    const coefficients = f.coefficients.map((c) => c.toFraction());
    const peer = gap(
      `c:=[${coefficients}];; r:=[];; for i in [1..3] do f:=UnivariatePolynomial(Rationals,c,1);; t:=NanosecondsSinceEpoch();; Factors(PolynomialRing(Rationals),f);; Add(r,NanosecondsSinceEpoch()-t);; od;; Sort(r);; Print(r[2]);`,
    );
    rows.push([`factors of ${name}`, own, Array.isArray(peer) ? peer[0] / 1e6 : peer]);
  }
  console.log('Larger exact problems, milliseconds (median).\n');
  table(
    ['problem', 'isotypic', 'GAP', 'isotypic / GAP'],
    rows.map(([name, own, peer]) => [
      name,
      ms(own),
      typeof peer === 'number' ? ms(peer) : (peer ?? 'not installed'),
      typeof peer !== 'number' ? '–' : (own / peer).toFixed(2),
    ]),
  );
}

nullspaces();
cyclotomicArithmetic();
againstGap();
