// Equivariant maps between tensors: Lorentz, Rubik's cube, sets, mixed groups, and a regular representation.
//   node packages/maps/examples/tensors.mjs [folder for the pictures]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@isotypic/algebra';
import { drawBasis, equivariantMaps, parseMatrixGroup, parseType, permutationMatrices, T, V } from '@isotypic/maps';
import { regularRepresentation } from '@isotypic/reps';

const lorentz = parseMatrixGroup('O(1,3)');
const cube = parseMatrixGroup('RubiksCube');
const sets = parseMatrixGroup('S(5)');
const mixed = V.of('Z(3)').times(V.of('S(4)')).times(2).plus(V.of('O(3)').power(2));
const c4 = regularRepresentation(catalogue.cyclic(4));

const cases = {
  'O(1,3): T(1,0) to T(2,1)': [T(1, 0).over(lorentz), T(2, 1).over(lorentz)],
  "Rubik's cube: V to V": [V.over(cube), V.over(cube)],
  'S(5): 10*T(1) + 5*T(2) to 3*T(0) + T(2)': [
    parseType('10*T(1) + 5*T(2)').over(sets),
    parseType('3*T(0) + T(2)').over(sets),
  ],
  '2*V(Z(3))*V(S(4)) + V(O(3))^2: endomorphisms': [mixed.over(), mixed.over()],
  'C4: the regular representation': [c4, c4],
};

const folder = process.argv[2];
if (folder !== undefined) mkdirSync(folder, { recursive: true });
for (const [name, [into, out]] of Object.entries(cases)) {
  const maps = equivariantMaps(into, out);
  const engines = [...new Set(maps.blocks.flatMap((block) => block.method.split(' ⊗ ')))].sort().join(', ');
  console.log(`${name}: ${maps.dimension} maps (${engines})`);
  if (folder !== undefined) {
    const file = `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.svg`;
    writeFileSync(join(folder, file), drawBasis(into, out, { title: name }));
  }
}
console.log(`the cube group has ${permutationMatrices(catalogue.rubiksCube()).knowledge.permutations.order} elements`);
