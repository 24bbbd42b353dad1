/** The displacements of C₆₀: 180 dimensions by exact matrices, of which nothing is made that is not asked for. */
import { catalogue, cosetAction, PermutationGroup } from '@isotypic/algebra';
import {
  characterTable,
  isotypicDecomposition,
  matrixRepresentation,
  permutationRepresentation,
  realIrreps,
  tensorProduct,
} from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The vector representation of the full icosahedral group on each of the 60 cosets of a reflection. */
function displacements() {
  const group = catalogue.icosahedral({ full: true });
  const { classes, characters } = characterTable(group);
  const inversion = classes.findIndex((c) => c.elementOrder === 2n && c.size === 1n);
  const vector = characters.find((x) => x.degree === 3 && `${x.values[inversion]}` === '-3');
  const reflection = classes.findIndex((c, k) => c.elementOrder === 2n && `${vector?.values[k]}` === '1');
  const mirror = new PermutationGroup([classes[reflection].representative], { degree: group.degree });
  const irreps = realIrreps(group);
  const V = irreps.find(
    (x) => x.degree === 3 && `${x.matrix(classes[inversion].representative).trace()}` === '-3',
  ) as (typeof irreps)[number];
  const onAtoms = permutationRepresentation(group, cosetAction(group, mirror).generators);
  const rep = tensorProduct(onAtoms, matrixRepresentation(group, V.generatorMatrices));
  const parity = (k: (typeof irreps)[number]): string =>
    k.matrix(classes[inversion].representative).at(0, 0).toString() === '1' ? 'g' : 'u';
  return { rep, parity };
}

test('2Ag + Au + 4F1g + 4F2g + 5F1u + 5F2u + 6Gg + 6Gu + 8Hg + 7Hu', () => {
  const { rep, parity } = displacements();
  const decomposition = isotypicDecomposition(rep);
  const found = decomposition.components.map((c) => `${c.multiplicity}·${c.degree}${parity(c.irrep)}`).sort();
  const expected = ['2·1g', '1·1u', '4·3g', '4·3g', '5·3u', '5·3u', '6·4g', '6·4u', '8·5g', '7·5u'];
  assert.equal(found, expected.sort());
  // One component's projector, of the right trace.
  const [totallySymmetric] = decomposition.components;
  const P = totallySymmetric.projector();
  assert.is(`${P.trace()}`, '2');
  assert.ok(P.times(P).equals(P));
});

test.run();
