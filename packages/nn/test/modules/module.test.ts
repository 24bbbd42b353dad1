import {
  add,
  Module,
  matmul,
  multiply,
  Parameter,
  parameterGradients,
  RunningTensor,
  reduceSum,
  Sequential,
  type Tensor,
  tensor,
  zeros,
} from '@isotypic/nn';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

class Linear extends Module {
  readonly weight: Parameter;
  readonly seen = new RunningTensor(zeros([1]));
  constructor(weight: Tensor, bias?: Parameter) {
    super();
    this.weight = new Parameter(weight);
    this.bias = bias;
  }
  bias: Parameter | undefined;
  override forward(x: Tensor): Tensor {
    if (this.isTraining) this.seen.value = add(this.seen.value, tensor([x.shape[0]]));
    const y = matmul(x, this.weight.value);
    return this.bias === undefined ? y : add(y, this.bias.value);
  }
}

const shared = (): { bias: Parameter; model: Sequential } => {
  const bias = new Parameter(tensor([1, 1]));
  const model = new Sequential([
    new Linear(tensor([1, 2, 3, 4], [2, 2]), bias),
    new Sequential([new Linear(tensor([1, 0, 0, 1], [2, 2]), bias)]),
  ]);
  return { bias, model };
};

test('parameters are named after their fields, and shared ones stand once', () => {
  const { model } = shared();
  assert.equal([...model.parameters().keys()], ['layers.0.weight', 'layers.0.bias', 'layers.1.layers.0.weight']);
  assert.equal([...model.buffers().keys()], ['layers.0.seen', 'layers.1.layers.0.seen']);
});

test('train and evaluate reach every module', () => {
  const { model } = shared();
  model.evaluate().forward(zeros([3, 2]));
  model.train().forward(zeros([3, 2]));
  assert.equal(
    [...model.buffers().values()].map(({ value }) => value.item()),
    [3, 3],
  );
  assert.equal(
    [...model.evaluate().modules().values()].map(({ isTraining }) => isTraining),
    [false, false, false, false],
  );
});

test('gradients by parameters, which keep their values', () => {
  const { model, bias } = shared();
  const before = bias.value;
  const x = tensor([1, 2], [1, 2]);
  const { value, gradients } = parameterGradients([...model.parameters().values()], () => reduceSum(model.forward(x)));
  // (x·A + b)·I + b: A's gradient is xᵀ·1, b's is 1 + 1, I's is (x·A + b)ᵀ·1
  assert.is(value.item(), 7 + 10 + 4);
  assert.equal(
    gradients.map(({ data }) => [...data]),
    [
      [1, 1, 2, 2],
      [2, 2],
      [8, 8, 11, 11],
    ],
  );
  assert.is(bias.value, before);
  assert.throws(
    () =>
      parameterGradients([bias], () => {
        throw new Error('inside');
      }),
    /inside/,
  );
  assert.is(bias.value, before);
});

test('a state is taken over wholly or not at all', () => {
  const { model } = shared();
  const other = shared().model;
  other.parameters().get('layers.0.weight')!.value = tensor([5, 6, 7, 8], [2, 2]);
  model.loadState(other.state());
  assert.equal(model.state(), other.state());
  const { 'layers.0.bias': bias, ...rest } = other.state();
  assert.throws(() => model.loadState(rest), /none for layers.0.bias/);
  assert.throws(() => model.loadState({ ...other.state(), strange: bias }), /strange \[2\]/);
  assert.throws(() => model.loadState({ ...other.state(), 'layers.0.bias': zeros([3]) }), /layers.0.bias \[3\]/);
});

test('a parameter counts its changes and keeps its shape', () => {
  const p = new Parameter(zeros([2]));
  p.value = tensor([1, 2]);
  assert.is(p.version, 1);
  assert.throws(() => {
    p.value = zeros([3]);
  }, /shape \[2\]/);
  assert.throws(() => new Parameter([1] as never), /Parameter: expected value to be a Tensor/);
});

test('what a module computes from tracked values is a value outside', () => {
  const { bias } = shared();
  const { gradients } = parameterGradients([bias], () => reduceSum(multiply(bias.value, bias.value)));
  assert.equal([...gradients[0].data], [2, 2]);
});

test.run();
