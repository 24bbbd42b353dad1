/** `isotypic harmonics`: solid harmonics as polynomials. */
import { REAL_CONVENTIONS, type SolidPolynomial, solidHarmonic } from '@isotypic/rotations';
import { type Command, choiceOf, integerOf, JSON_OPTION } from '../../command.js';
import { surdOnPaper } from '../../report/text.js';

export const harmonicsCommand: Command = {
  name: 'harmonics',
  words: 'L',
  count: [1, 1],
  wordsAre: 'one degree',
  summary: 'real solid harmonics of a degree as exact polynomials',
  description:
    'Prints rˡY as a square root times a polynomial with integer coefficients, normalized to Σ Y² = 2l + 1 on the ' +
    'sphere; orthonormal harmonics are that over √(4π).',
  example: 'isotypic harmonics 2 --convention wikipedia',
  options: {
    convention: { type: 'string', value: 'NAME', help: `${REAL_CONVENTIONS.join(', ')} (default: e3nn)` },
    json: JSON_OPTION,
  },
  run(call, console) {
    const l = integerOf('a degree', call.words[0], 0, 30);
    const convention = choiceOf('--convention', call.text('convention') ?? 'e3nn', REAL_CONVENTIONS);
    const polynomials = Array.from({ length: 2 * l + 1 }, (_, k) => solidHarmonic(l, k - l, convention));
    if (call.flag('json')) {
      const plain = polynomials.map(({ m, factor, terms }) => ({
        m,
        factor: String(factor),
        terms: terms.map((t) => ({ exponents: t.exponents, coefficient: String(t.coefficient) })),
      }));
      console.out(`${JSON.stringify({ l, convention, harmonics: plain }, null, 2)}\n`);
      return;
    }
    const width = String(-l).length;
    console.out(polynomials.map((p) => `${String(p.m).padStart(width)}   ${written(p)}\n`).join(''));
  },
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const power = (n: number): string => (n === 1 ? '' : [...String(n)].map((d) => SUPERSCRIPTS[Number(d)]).join(''));

function written({ factor, terms }: SolidPolynomial): string {
  const sum = terms
    .map(({ exponents, coefficient }, i) => {
      const monomial = exponents.map((n, k) => (n === 0 ? '' : `${'xyz'[k]}${power(n)}`)).join('');
      const size = coefficient < 0n ? -coefficient : coefficient;
      const sign = coefficient < 0n ? (i === 0 ? '−' : ' − ') : i === 0 ? '' : ' + ';
      return `${sign}${size === 1n && monomial !== '' ? '' : size}${monomial}`;
    })
    .join('');
  const root = surdOnPaper(factor);
  const product = terms.length === 1 ? sum : `(${sum})`;
  if (root === '1') return terms.length === 1 ? sum : product;
  return sum === '1' ? root : `${root} · ${product}`;
}
