/** Colors that differ for readers with any color vision. */

/** Eight of Okabe and Ito (2008), distinguishable in every common form of color blindness; black last. */
const BASE = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442', '#000000'] as const;

/**
 * `count` colors. Beyond eight, the same hues in lighter and darker shades: neighbors in the list differ in hue, and
 * shades of one hue in lightness, which every reader sees.
 */
export function palette(count: number): string[] {
  const rounds = Math.ceil(count / BASE.length);
  return Array.from({ length: count }, (_, k) => {
    const round = Math.floor(k / BASE.length);
    // towards white by up to 70 percent, beyond which shades could not be told from paper
    return rounds === 1 ? BASE[k] : mixed(BASE[k % BASE.length], (0.7 * round) / rounds);
  });
}

function mixed(color: string, white: number): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `#${channels
    .map((c) =>
      Math.round(c + (255 - c) * white)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** A color's red, green and blue, 0 to 255. */
export function channelsOf(color: string): readonly [number, number, number] {
  const at = (k: number) => Number.parseInt(color.slice(k, k + 2), 16);
  return [at(1), at(3), at(5)];
}
