/** Hamiltonian networks as dense operations: the derivative of the energy in the graph is that of the tape. */
import { catalogue } from '@isotypic/algebra';
import { parseMatrixGroup, parseType } from '@isotypic/maps';
import {
  Bilinear,
  DenseModule,
  Emlp,
  EquivariantMlp,
  exportModule,
  HamiltonianNetwork,
  InvariantMlp,
  Linear,
  Mlp,
  Module,
  Sequential,
  sqrt,
  type Tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { permutationRepresentation } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { equivarianceFault } from '../equivariance.js';
import { waves } from '../helpers/derivatives.js';
import { evaluateGraph } from '../helpers/evaluate-graph.js';
import { checkExport } from '../helpers/exported.js';
import { shake } from '../helpers/laws.js';

const random = randomStream(5);
const [O2, SO3, lorentz, S4] = ['O(2)', 'SO(3)', 'O(1,3)', 'S(4)'].map(parseMatrixGroup);
const rep = permutationRepresentation(catalogue.dihedral(4));
const scalar = parseType('T(0)');
/** Places and momenta of two bodies. */
const bodies = parseType('4*T(1)');
const emlp = { channels: 24, layers: 2, random };

const energies: readonly (readonly [string, DenseModule])[] = [
  ['a linear one', new Linear(4, 1, { random })],
  ...(['relu', 'tanh', 'swish', 'gelu', 'identity'] as const).map(
    (activation) => [`a perceptron with ${activation}`, new Mlp([6, 7, 5, 1], { activation, random })] as const,
  ),
  ['the sum of several numbers', new Mlp([4, 5, 3], { random })],
  ['EMLP under O(2)', new Emlp(bodies, scalar, O2, emlp)],
  ['EMLP under SO(3)', new Emlp(parseType('4*T(1) + 2*T(0)'), scalar, SO3, emlp)],
  ['EMLP under O(1,3), whose V* is another', new Emlp(parseType('T(1) + T(0,1)'), scalar, lorentz, emlp)],
  ['EMLP under S(4)', new Emlp(parseType('2*T(1)'), scalar, S4, emlp)],
  ['products alone', new Bilinear(parseType('2*T(0) + 2*T(1) + T(2)'), parseType('T(0) + T(1)'), O2, { random })],
  ['an invariant perceptron', new InvariantMlp(rep, 1, { copies: 2, random })],
  ['an equivariant one', new EquivariantMlp(rep, rep, { copies: 2, activation: 'gelu', random })],
];

for (const [name, energy] of energies) {
  test(`${name}: the field as dense operations`, () => {
    if (!name.startsWith('EMLP')) shake(energy);
    const network = new HamiltonianNetwork(energy);
    const graph = exportModule(network);
    const [n] = energy.shapes.inputs;
    assert.equal(graph.inputs, [{ name: 'x', shape: [-1, n] }]);
    for (const samples of [1, 3]) checkExport(graph, (x) => network.forward(x), [waves([samples, n], 2)]);
  });
}

test('the exported field commutes with turns and reflections of all bodies', () => {
  const graph = exportModule(new HamiltonianNetwork(energies.find(([name]) => name.endsWith('O(2)'))?.[1] as Emlp));
  class Exported extends Module {
    override forward(x: Tensor): Tensor {
      return evaluateGraph(graph, x);
    }
  }
  const action = bodies.over(O2);
  assert.is(equivarianceFault(new Exported(), action, action, { seed: 4 }), undefined);
});

/** An energy that is a root. */
class Root extends DenseModule {
  override forward(x: Tensor): Tensor {
    return sqrt(x);
  }

  override get shapes() {
    return { inputs: [2], outputs: [2] };
  }

  write(graph: { apply(operation: string, inputs: readonly string[]): string }, x: string): string {
    return graph.apply('Sqrt', [x]);
  }
}

test('energies that are no dense operations with derivatives are refused by name', () => {
  const refused = (energy: Module, text: RegExp) =>
    assert.throws(() => exportModule(new HamiltonianNetwork(energy)), text);
  refused(new Sequential([new Linear(4, 1)]), /whose energy is a DenseModule of 2n features.*Sequential/s);
  refused(new Linear(3, 1), /2n features.*Linear of 3/s);
  refused(new Root(), /an energy of the operations .*MatMul.*Sqrt/s);
});

test.run();
