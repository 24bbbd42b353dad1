/** How other systems write groups: what they mean here; where they do not mean one thing, the spelling that works. */

/** GAP's, Sage's and Magma's names of families with one number that all of them mean alike. */
const FAMILIES: Readonly<Record<string, string>> = {
  sym: 'symmetric',
  symmetricgroup: 'symmetric',
  alt: 'alternating',
  alternatinggroup: 'alternating',
  cyclicgroup: 'cyclic',
  mathieugroup: 'mathieu',
};

/** The family that a name of another system means, as the catalogue calls it. */
export function foreignFamily(name: string): string | undefined {
  return FAMILIES[name.toLowerCase()];
}

/** L2(7), PSL2(7), GL_3(2), AGL1(5): the dimension behind the name, the field in parentheses. */
const LINEAR = /^(L|PSL|PGL|SL|GL|AGL|Sp)_?([0-9]+)$/i;

export function linearName(name: string): { family: string; dimension: number } | undefined {
  const parts = LINEAR.exec(name);
  if (parts === null) return undefined;
  return { family: parts[1].toUpperCase() === 'L' ? 'PSL' : parts[1], dimension: Number(parts[2]) };
}

/** S4xC2: the length of the first factor. */
export function gluedFactor(name: string): number | undefined {
  return /^([saczmj]_?[0-9]+)x[a-z]/i.exec(name)?.[1].length;
}

/** What to write in place of a name that is not read, `rest` what follows it in the text. */
export function spellingOf(name: string, rest: string): string | undefined {
  const dihedral = /^(?:d|dih|dihedralgroup)_?([0-9]*)$/i.exec(name);
  if (dihedral !== null) return dihedralSpelling(Number(dihedral[1] || (/^\s*\(\s*([0-9]+)/.exec(rest)?.[1] ?? 4)));
  if (/^permutationgroup$/i.test(name)) {
    return 'Write cycles of points from 0 on, <(0 1 2), (0 1)>, or from 1 on as GAP does, Group((1,2,3),(1,2)).';
  }
  const abstract = schoenflies(name);
  if (abstract === undefined) return undefined;
  return `As a group ${name} is ${abstract}; pointGroup('${name}') of @isotypic/rotations has it in space.`;
}

/** To some the number is the order, to others half of it. */
function dihedralSpelling(n: number): string {
  const written = (k: number): string =>
    `${k > 2 ? `dihedral(${k})` : k === 2 ? 'kleinFour' : 'cyclic(2)'}, of order ${2 * k}`;
  return `Write ${written(Math.max(n, 1))}${n % 2 === 0 && n > 1 ? `, or ${written(n / 2)}` : ''}.`;
}

const POLYHEDRAL: Readonly<Record<string, string>> = {
  T: 'tetrahedral',
  Td: 'symmetric(4)',
  Th: 'alternating(4) x cyclic(2)',
  O: 'octahedral',
  Oh: 'octahedral(full)',
  I: 'icosahedral',
  Ih: 'icosahedral(full)',
  Cs: 'cyclic(2)',
  Ci: 'cyclic(2)',
};

/** The abstract group of a Schoenflies symbol that is no name of the catalogue. */
function schoenflies(name: string): string | undefined {
  const polyhedral = POLYHEDRAL[name];
  if (polyhedral !== undefined) return polyhedral;
  const axial = /^([CD])([0-9]+)([vhd])$/.exec(name);
  if (axial === null) return undefined;
  const [, letter, digits, plane] = axial;
  const n = Number(digits);
  const dihedral = (k: number): string => (k > 2 ? `dihedral(${k})` : k === 2 ? 'kleinFour' : 'cyclic(2)');
  if (n < 1) return undefined;
  if (letter === 'C') {
    if (plane === 'v') return dihedral(n);
    return plane === 'h' ? `cyclic(${n}) x cyclic(2)` : undefined;
  }
  if (plane === 'h') return `${dihedral(n)} x cyclic(2)`;
  return plane === 'd' ? dihedral(2 * n) : undefined;
}
