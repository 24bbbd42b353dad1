/** Entries in another order, and what windows and axes of them come to, in float32; sums are taken in float64. */

import { triple } from '../tensor/convolve.js';
import { sizeOf, stridesOf } from '../tensor/shape.js';
import { type Call, listOf, type Plan, type Value } from './plan.js';

export function gathered(plan: Plan, call: Call): Value {
  const [x] = call.inputs;
  const places = call.integers[1] ?? new Float64Array(0);
  const [axis] = listOf(call, 'axis', [0]);
  const y = plan.value([...x.shape.slice(0, axis), places.length, ...x.shape.slice(axis + 1)]);
  const [outer, inner] = [sizeOf(x.shape.slice(0, axis)), sizeOf(x.shape.slice(axis + 1))];
  const count = x.shape[axis];
  plan.steps.push(({ heap }) => {
    for (let o = 0, to = y.at; o < outer; o++) {
      for (let i = 0; i < places.length; i++, to += inner) {
        const from = x.at + (o * count + places[i]) * inner;
        heap.copyWithin(to, from, from + inner);
      }
    }
  });
  return y;
}

export function concatenated(plan: Plan, call: Call): Value {
  const [first] = call.inputs;
  const [axis] = listOf(call, 'axis', [0]);
  const extent = call.inputs.reduce((sum, x) => sum + x.shape[axis], 0);
  const y = plan.value(first.shape.map((n, a) => (a === axis ? extent : n)));
  const [outer, inner] = [sizeOf(first.shape.slice(0, axis)), sizeOf(first.shape.slice(axis + 1))];
  plan.steps.push(({ heap }) => {
    for (let o = 0, to = y.at; o < outer; o++) {
      for (const x of call.inputs) {
        const length = x.shape[axis] * inner;
        heap.copyWithin(to, x.at + o * length, x.at + (o + 1) * length);
        to += length;
      }
    }
  });
  return y;
}

export function reshaped(call: Call): Value {
  const [x] = call.inputs;
  const wanted = [...(call.integers[1] ?? [])].map((extent, axis) => (extent === 0 ? x.shape[axis] : extent));
  const known = wanted.reduce((size, extent) => (extent < 0 ? size : size * extent), 1);
  return { at: x.at, shape: wanted.map((extent) => (extent < 0 ? sizeOf(x.shape) / known : extent)) };
}

export function transposed(plan: Plan, call: Call): Value {
  const [x] = call.inputs;
  const order = listOf(call, 'perm', []);
  const y = plan.value(order.map((axis) => x.shape[axis]));
  const steps = order.map((axis) => stridesOf(x.shape)[axis]);
  plan.steps.push(({ heap }) => {
    const index = new Int32Array(order.length);
    let from = x.at;
    for (let to = y.at; to < y.at + sizeOf(y.shape); to++) {
      heap[to] = heap[from];
      for (let axis = order.length - 1; axis >= 0; axis--) {
        from += steps[axis];
        if (++index[axis] < y.shape[axis]) break;
        from -= steps[axis] * y.shape[axis];
        index[axis] = 0;
      }
    }
  });
  return y;
}

export function softmaxed(plan: Plan, call: Call): Value {
  const [x] = call.inputs;
  const [axis] = listOf(call, 'axis', [-1]);
  const at = axis < 0 ? axis + x.shape.length : axis;
  const [outer, count, inner] = [sizeOf(x.shape.slice(0, at)), x.shape[at], sizeOf(x.shape.slice(at + 1))];
  const y = plan.value(x.shape);
  plan.steps.push(({ heap }) => {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const base = o * count * inner + i;
        let [most, sum] = [Number.NEGATIVE_INFINITY, 0];
        for (let c = 0; c < count; c++) most = Math.max(most, heap[x.at + base + c * inner]);
        for (let c = 0; c < count; c++) sum += Math.exp(heap[x.at + base + c * inner] - most);
        for (let c = 0; c < count; c++)
          heap[y.at + base + c * inner] = Math.exp(heap[x.at + base + c * inner] - most) / sum;
      }
    }
  });
  return y;
}

/** Averages or maxima over windows; beyond the edge there are zeros for averages, nothing for maxima. */
export function pooled(plan: Plan, call: Call, isMaximum: boolean): Value {
  const [x] = call.inputs;
  const axes = x.shape.length - 2;
  const window = listOf(call, 'kernel_shape', x.shape.slice(2));
  const strides = listOf(call, 'strides', new Array(axes).fill(1));
  const pads = listOf(call, 'pads', new Array(2 * axes).fill(0));
  const space = x.shape.slice(2).map((n, a) => Math.floor((n + pads[a] + pads[a + axes] - window[a]) / strides[a]) + 1);
  const y = plan.value([...x.shape.slice(0, 2), ...space]);
  const [input, output, size, stride] = [x.shape.slice(2), space, window, strides].map((list) => triple(list, 1));
  const padding = triple(pads.slice(0, axes), 0);
  const [whole, taps] = [sizeOf(input), sizeOf(size)];
  plan.steps.push(({ heap }) => {
    let to = y.at;
    for (let c = 0; c < x.shape[0] * x.shape[1]; c++) {
      for (let p = 0; p < output[0] * output[1] * output[2]; p++, to++) {
        const place = [Math.floor(p / (output[1] * output[2])), Math.floor(p / output[2]) % output[1], p % output[2]];
        const start = place.map((at, a) => at * stride[a] - padding[a]);
        const [z, r, q] = start.map((at) => Math.max(0, at));
        const [zEnd, rEnd, qEnd] = start.map((at, a) => Math.min(input[a], at + size[a]));
        let [most, sum] = [Number.NEGATIVE_INFINITY, 0];
        for (let i = z; i < zEnd; i++) {
          for (let j = r; j < rEnd; j++) {
            const row = x.at + c * whole + (i * input[1] + j) * input[2];
            for (let k = q; k < qEnd; k++) {
              const value = heap[row + k];
              sum += value;
              if (value > most || Number.isNaN(value)) most = value;
            }
          }
        }
        heap[to] = isMaximum ? most : sum / taps;
      }
    }
  });
  return y;
}
