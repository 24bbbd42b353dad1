/** The requests of a manifest with tables of several kinds and formats. */
export const TABLES = [
  { file: 's3', kind: 'cayley', group: 'symmetric(3)' },
  { file: 'cg', kind: 'so3', degree: 3, convention: 'escnn' },
  { file: 'a4', formats: ['json', 'gap', 'npz'], kind: 'characters', group: 'alternating(4)' },
  { file: 'q8', kind: 'irreps', group: 'quaternion()' },
  { file: 'y', kind: 'harmonics', degree: 4 },
  { file: 'd4', kind: 'couplings', group: 'dihedral(4)' },
];
