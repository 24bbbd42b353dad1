/** Reference data of escnn, and its names for groups and representations. */
import { readFileSync } from 'node:fs';
import { type FieldRepresentation, type GSpace, gspaces } from '@isotypic/nn';

export function escnnVectors<T>(name: string): T {
  const url = new URL(`../../../../vectors/nn/escnn-${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

const SPACES: Readonly<Record<string, () => GSpace>> = {
  C1: gspaces.trivialOnR2,
  C2: () => gspaces.rot2dOnR2(2),
  C4: () => gspaces.rot2dOnR2(4),
  C6: () => gspaces.rot2dOnR2(6),
  C8: () => gspaces.rot2dOnR2(8),
  SO2: () => gspaces.rot2dOnR2(),
  O2: () => gspaces.flipRot2dOnR2(),
  D4: () => gspaces.flipRot2dOnR2(4),
  D8: () => gspaces.flipRot2dOnR2(8),
  flip: gspaces.flip2dOnR2,
  Octa: gspaces.octaOnR3,
  Ico: gspaces.icoOnR3,
  SO3: gspaces.rot3dOnR3,
  O3: gspaces.flipRot3dOnR3,
  inv: gspaces.invOnR3,
  C4z: () => gspaces.rot2dOnR3(4),
  D3z: () => gspaces.dihedralOnR3(3),
};

export function spaceNamed(name: string): GSpace {
  return SPACES[name]();
}

export function representationNamed(space: GSpace, name: string): FieldRepresentation {
  if (name === 'trivial') return space.trivial;
  if (name === 'regular') return space.regular;
  return space.irrep(...name.slice('irrep:'.length).split(',').map(Number));
}
