import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mutants } from '../../../tools/mutants.mjs';

class Circle {
  constructor(
    readonly radius: number,
    readonly center: readonly number[],
    readonly closed: boolean,
    readonly kind: string,
    readonly neighbor?: Circle,
  ) {}

  get area(): number {
    return 3 * this.radius ** 2;
  }
}

const circle = new Circle(5, [1, 2], true, 'real', new Circle(1, [0, 0], false, 'real'));
const changes = (options = {}) => [...mutants(circle, options)].map((m) => `${m.path} ${m.change}`);

test('every field is changed, nested ones too', () => {
  const found = changes({ words: { kind: ['real', 'complex'] } });
  for (const wanted of [
    '.radius +1',
    '.radius -1',
    '.center[0] +1',
    '.center last dropped',
    '.center last duplicated',
    '.center 0 and 1 swapped',
    '.closed flipped',
    ".kind 'complex'",
    '.neighbor.radius -1',
    '.neighbor.center[1] +1',
    '.neighbor.closed flipped',
  ]) {
    assert.ok(found.includes(wanted), `${wanted} in ${found.join(', ')}`);
  }
  assert.is(found.length, new Set(found).size);
});

test('each mutant is of the same class and differs in one place; the original stays', () => {
  const before = JSON.stringify(circle);
  for (const { path, change, value } of mutants(circle)) {
    assert.instance(value, Circle);
    assert.is.not(JSON.stringify(value), before, `${path} ${change}`);
  }
  assert.is(JSON.stringify(circle), before);
});

test('depth, skip, leaf, others and getters', () => {
  assert.not.ok(changes({ depth: 1 }).some((c) => c.startsWith('.neighbor.')));
  assert.not.ok(changes({ skip: ['radius'] }).some((c) => c.includes('radius')));
  const leaves = changes({ leaf: (v: unknown) => (Array.isArray(v) ? [[7, 7]] : undefined) });
  assert.ok(leaves.includes('.center replaced (0)') && !leaves.some((c) => c.includes('center[0]')));
  assert.ok(changes({ others: [new Circle(9, [], true, 'x')] }).includes('.neighbor another Circle (0)'));
  const laid = [...mutants(circle, { getters: true })].find((m) => m.path === '.area' && m.change === '+1');
  assert.is(laid?.value.area, 76);
});

test('typed arrays stay typed, maps lose and change entries, circles of objects end', () => {
  const data = { rows: Int32Array.of(3, 1), names: new Map([['a', 1]]), self: null as unknown };
  data.self = data;
  const found = [...mutants(data)];
  assert.ok(found.filter((m) => m.path === '.rows').every((m) => m.value.rows instanceof Int32Array));
  assert.ok(found.some((m) => m.path === '.names' && m.value.names.size === 0));
  assert.ok(found.some((m) => m.path === '.names.get(a)' && m.value.names.get('a') === 2));
});

test.run();
