/**
 * Quadratic Hensel lifting of a factorization modulo p (J. von zur Gathen, J. Gerhard, Modern Computer Algebra,
 * 15.4–15.5).
 */
import { invModBig } from '../scalars/integers.js';
import type { WorkMeter } from '../work.js';
import * as modular from './modular-polynomials.js';
import { bezout, type Residues } from './modular-polynomials.js';

type Big = bigint[];

function modTrim(f: Big, m: bigint): Big {
  const r = f.map((c) => ((c % m) + m) % m);
  while (r.length > 0 && r[r.length - 1] === 0n) r.pop();
  return r;
}

export function timesModulo(f: readonly bigint[], g: readonly bigint[], m: bigint, meter?: WorkMeter): Big {
  if (f.length === 0 || g.length === 0) return [];
  const product = new Array<bigint>(f.length + g.length - 1).fill(0n);
  for (let i = 0; i < f.length; i++) {
    meter?.step(0);
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
function divideMonic(f: Big, g: Big, m: bigint, meter?: WorkMeter): { quotient: Big; remainder: Big } {
  const rest = f.slice();
  const quotient = new Array<bigint>(Math.max(0, f.length - g.length + 1)).fill(0n);
  for (let shift = f.length - g.length; shift >= 0; shift--) {
    meter?.step(0);
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
    private readonly meter?: WorkMeter,
  ) {
    this.modulus = BigInt(p);
    this.root = build(factors, p, meter);
  }

  /** Squares the modulus until it is at least `bound`. */
  liftTo(bound: bigint): void {
    while (this.modulus < bound) {
      const m = this.modulus * this.modulus;
      const monic = timesModulo(this.f, [invModBig(this.f[this.f.length - 1] as bigint, m)], m);
      lift(this.root, monic, m, this.meter);
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

function build(factors: readonly Residues[], p: number, meter?: WorkMeter): Node {
  meter?.step(0);
  if (factors.length === 1) return { value: (factors[0] as Residues).map(BigInt), children: null };
  const half = factors.length >> 1;
  const product = (list: readonly Residues[]): Residues => list.reduce((a, b) => modular.times(a, b, p), [1]);
  const [left, right] = [factors.slice(0, half), factors.slice(half)];
  const { s, t } = bezout(product(left), product(right), p);
  return {
    value: product(factors).map(BigInt),
    children: { left: build(left, p, meter), right: build(right, p, meter), s: s.map(BigInt), t: t.map(BigInt) },
  };
}

/** Makes `node` a factorization of f modulo m, given that it is one modulo √m. */
function lift(node: Node, f: Big, m: bigint, meter?: WorkMeter): void {
  node.value = f;
  const { children } = node;
  if (!children) return;
  const [g, h] = [children.left.value, children.right.value];
  const { s, t } = children;
  meter?.step();
  const times = (a: Big, b: Big): Big => timesModulo(a, b, m, meter);
  const error = combine(f, times(g, h), -1n, m);
  const first = divideMonic(times(s, error), h, m, meter);
  const newG = combine(combine(g, times(t, error), 1n, m), times(first.quotient, g), 1n, m);
  const newH = combine(h, first.remainder, 1n, m);
  const defect = combine(combine(times(s, newG), times(t, newH), 1n, m), [1n], -1n, m);
  const second = divideMonic(times(s, defect), newH, m, meter);
  children.s = combine(s, second.remainder, -1n, m);
  children.t = combine(combine(t, times(t, defect), -1n, m), times(second.quotient, newG), -1n, m);
  lift(children.left, newG, m, meter);
  lift(children.right, newH, m, meter);
}
