/**
 * The integer in every coefficient of SU(2). With spins and projections doubled,
 *
 *   ⟨j₁m₁j₂m₂|j₃m₃⟩ = T(m₁, m₂) · √( (2j₃+1) ∏ᵢ (jᵢ+mᵢ)!(jᵢ−mᵢ)! / ((j₁+j₂+j₃+1)! n₁! n₂! n₃!) ),
 *   n₁ = j₁+j₂−j₃, n₂ = j₁−j₂+j₃, n₃ = −j₁+j₂+j₃,
 *   T(m₁, m₂) = Σₖ (−1)ᵏ C(n₁, k) C(n₂, j₁−m₁−k) C(n₃, j₂+m₂−k)
 *
 * (Racah 1942; Varshalovich, Moskalev & Khersonskii 1988, 8.2.1, eq. 3).
 */
import { binomial } from '@isotypic/algebra/internal';

/** n₁, n₂, n₃ of a triad of doubled spins. */
export function triadDifferences(a: number, b: number, c: number): readonly [number, number, number] {
  return [(a + b - c) / 2, (a - b + c) / 2, (-a + b + c) / 2];
}

/**
 * T(m₁, m₂) for doubled spins and projections that fulfil the selection rules. Each term comes from the one before it
 * by an exact division: O(j) steps.
 */
export function racahSum(a: number, ma: number, b: number, mb: number, c: number): bigint {
  const [n1, n2, n3] = triadDifferences(a, b, c);
  const [p, q] = [(a - ma) / 2, (b + mb) / 2];
  const from = Math.max(0, p - n2, q - n3);
  const to = Math.min(n1, p, q);
  let term = binomial(n1, from) * binomial(n2, p - from) * binomial(n3, q - from);
  if (from % 2 === 1) term = -term;
  let sum = term;
  for (let k = from; k < to; k++) {
    const up = BigInt(n1 - k) * BigInt(p - k) * BigInt(q - k);
    const down = BigInt(k + 1) * BigInt(n2 - p + k + 1) * BigInt(n3 - q + k + 1);
    term = -(term * up) / down;
    sum += term;
  }
  return sum;
}

/**
 * T(m₁, M − m₁) for all m₁, ascending, M = m₁ + m₂ fixed: by the three-term recurrence that J² gives,
 *
 *   (j₁−m₁+1)(j₂+m₂+1) T(m₁−1, m₂+1) = [j₃(j₃+1) − j₁(j₁+1) − j₂(j₂+1) − 2m₁m₂] T(m₁, m₂)
 *                                        − (j₁+m₁+1)(j₂−m₂+1) T(m₁+1, m₂−1),
 *
 * downwards from the largest m₁, where T is a single product. O(j) steps for all 2j + 1 values.
 */
export function racahSumsByProjection(
  a: number,
  b: number,
  c: number,
  total: number,
): { readonly first: number; readonly sums: readonly bigint[] } {
  const first = Math.max(-a, total - b);
  const last = Math.min(a, total + b);
  const sums: bigint[] = [racahSum(a, last, b, total - last, c)];
  let above = 0n;
  for (let ma = last; ma > first; ma -= 2) {
    const mb = total - ma;
    const here = sums[sums.length - 1];
    const middle = (c * (c + 2) - a * (a + 2) - b * (b + 2) - 2 * ma * mb) / 4;
    const beyond = ((a + ma) / 2 + 1) * ((b - mb) / 2 + 1);
    const below = ((a - ma) / 2 + 1) * ((b + mb) / 2 + 1);
    sums.push((BigInt(middle) * here - BigInt(beyond) * above) / BigInt(below));
    above = here;
  }
  return { first, sums: sums.reverse() };
}

/**
 * T for all j₃ from max(|j₁−j₂|, |m₁+m₂|) to j₁+j₂, ascending: by Schulten and Gordon's recurrence (1975, eq. 6), which
 * in these integers reads, with M = m₁ + m₂,
 *
 *   j₃ (j₃+1−M)(j₃+1+M) n₁ T(j₃+1) = (2j₃+1)[(j₁(j₁+1) − j₂(j₂+1)) M − j₃(j₃+1)(m₁−m₂)]·(−1) T(j₃)
 *                                     − (j₃+1) n₂ n₃ (j₁+j₂+j₃+1) T(j₃−1).
 */
export function racahSumsByTotal(
  a: number,
  ma: number,
  b: number,
  mb: number,
): { readonly first: number; readonly sums: readonly bigint[] } {
  const total = ma + mb;
  const first = Math.max(Math.abs(a - b), Math.abs(total));
  const sums: bigint[] = [];
  for (let c = first; c <= a + b; c += 2) {
    // the recurrence needs a predecessor, and says nothing at j₃ = 0, where its leading coefficient is 0
    const before = c - 2;
    if (sums.length === 0 || before === 0) {
      sums.push(racahSum(a, ma, b, mb, c));
      continue;
    }
    const [n1, n2, n3] = triadDifferences(a, b, before);
    const here = sums[sums.length - 1];
    const below = sums.length > 1 ? sums[sums.length - 2] : 0n;
    // every factor doubled where it may be a half; the powers of 2 are the same on both sides
    const middle =
      BigInt(before + 1) *
      (BigInt(a * (a + 2) - b * (b + 2)) * BigInt(total) - BigInt(before * (before + 2)) * BigInt(ma - mb));
    const lower = BigInt(4 * (before + 2)) * BigInt(n2 * n3) * BigInt((a + b + before) / 2 + 1);
    const leading = BigInt(before * n1) * BigInt(c - total) * BigInt(c + total);
    sums.push((-middle * here - lower * below) / leading);
  }
  return { first, sums };
}
