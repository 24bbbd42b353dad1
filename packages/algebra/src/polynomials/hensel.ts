/**
 * Quadratic Hensel lifting of a factorization modulo p (J. von zur Gathen, J. Gerhard, Modern Computer Algebra,
 * 15.4–15.5).
 */

import * as modular from './modular-polynomials.js';
import { bezout, type Residues } from './modular-polynomials.js';

type Big = bigint[];

function modTrim(f: Big, m: bigint): Big {
  const r = f.map((c) => ((c % m) + m) % m);
  while (r.length > 0 && r[r.length - 1] === 0n) r.pop();
  return r;
}

export function timesModulo(f: readonly bigint[], g: readonly bigint[], m: bigint): Big {
  if (f.length === 0 || g.length === 0) return [];
  const product = new Array<bigint>(f.length + g.length - 1).fill(0n);
  for (let i = 0; i < f.length; i++) {
    for (let j = 0; j < g.length; j++)
      product[i + j] = (product[i + j] as bigint) + (f[i] as bigint) * (g[j] as bigint);
  }
  return modTrim(product, m);
}

function combine(f: Big, g: Big, sign: 1n | -1n, m: bigint): Big {
  const length = Math.max(f.length, g.length);
  return modTrim(
    Array.from({ length }, (_, i) => (f[i] ?? 0n) + sign * (g[i] ?? 0n)),
    m,
  );
}

/** Division by a monic polynomial modulo m. */
function divideMonic(f: Big, g: Big, m: bigint): { quotient: Big; remainder: Big } {
  const rest = f.slice();
  const quotient = new Array<bigint>(Math.max(0, f.length - g.length + 1)).fill(0n);
  for (let shift = f.length - g.length; shift >= 0; shift--) {
    const c = (rest[shift + g.length - 1] as bigint) % m;
    quotient[shift] = c;
    if (c === 0n) continue;
    for (let i = 0; i < g.length; i++) rest[shift + i] = (rest[shift + i] as bigint) - c * (g[i] as bigint);
  }
  return { quotient: modTrim(quotient, m), remainder: modTrim(rest.slice(0, g.length - 1), m) };
}

/** A binary tree whose node is the product of its children; inner nodes carry s·left + t·right = 1. */
interface Node {
  value: Big;
  children: { left: Node; right: Node; s: Big; t: Big } | null;
}

/** A factorization into monic factors of f/lead(f) that can be lifted to higher and higher powers of p. */
export class HenselTree {
  private readonly root: Node;
  modulus: bigint;

  constructor(
    private readonly f: readonly bigint[],
    factors: readonly Residues[],
    readonly p: number,
  ) {
    this.modulus = BigInt(p);
    this.root = build(factors, p);
  }

  /** Squares the modulus until it is at least `bound`. */
  liftTo(bound: bigint): void {
    while (this.modulus < bound) {
      const m = this.modulus * this.modulus;
      const monic = timesModulo(this.f, [inverseModulo(this.f[this.f.length - 1] as bigint, m)], m);
      lift(this.root, monic, m);
      this.modulus = m;
    }
  }

  /** The monic factors modulo the present modulus, in the order they were given in. */
  factors(): Big[] {
    const leaves: Big[] = [];
    const collect = (node: Node): void => {
      if (!node.children) leaves.push(node.value);
      else {
        collect(node.children.left);
        collect(node.children.right);
      }
    };
    collect(this.root);
    return leaves;
  }
}

function build(factors: readonly Residues[], p: number): Node {
  if (factors.length === 1) return { value: (factors[0] as Residues).map(BigInt), children: null };
  const half = factors.length >> 1;
  const product = (list: readonly Residues[]): Residues => list.reduce((a, b) => modular.times(a, b, p), [1]);
  const [left, right] = [factors.slice(0, half), factors.slice(half)];
  const { s, t } = bezout(product(left), product(right), p);
  return {
    value: product(factors).map(BigInt),
    children: { left: build(left, p), right: build(right, p), s: s.map(BigInt), t: t.map(BigInt) },
  };
}

/** Makes `node` a factorization of f modulo m, given that it is one modulo √m. */
function lift(node: Node, f: Big, m: bigint): void {
  node.value = f;
  const { children } = node;
  if (!children) return;
  const [g, h] = [children.left.value, children.right.value];
  const { s, t } = children;
  const error = combine(f, timesModulo(g, h, m), -1n, m);
  const first = divideMonic(timesModulo(s, error, m), h, m);
  const newG = combine(combine(g, timesModulo(t, error, m), 1n, m), timesModulo(first.quotient, g, m), 1n, m);
  const newH = combine(h, first.remainder, 1n, m);
  const defect = combine(combine(timesModulo(s, newG, m), timesModulo(t, newH, m), 1n, m), [1n], -1n, m);
  const second = divideMonic(timesModulo(s, defect, m), newH, m);
  children.s = combine(s, second.remainder, -1n, m);
  children.t = combine(combine(t, timesModulo(t, defect, m), -1n, m), timesModulo(second.quotient, newG, m), -1n, m);
  lift(children.left, newG, m);
  lift(children.right, newH, m);
}

function inverseModulo(a: bigint, m: bigint): bigint {
  let [r0, r1, s0, s1] = [m, ((a % m) + m) % m, 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - q * r1, s1, s0 - q * s1];
  }
  return ((s0 % m) + m) % m;
}
