/** Subgroups found for one question after another: what interrupts one question does not end the supply. */
import { BudgetExceededError, catalogue, parseGroup, WorkMeter } from '@isotypic/algebra';
import { characterTable } from '@isotypic/reps';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SubgroupSupply } from '../../dist/irreps/searched/subgroup-supply.js';

const unlimited = (): WorkMeter => new WorkMeter('test');

test('an interrupted supply goes on where it was', () => {
  const table = characterTable(parseGroup('PSL(2,11)'));
  const whole = new SubgroupSupply(table);
  const orders: bigint[] = [];
  for (let H = whole.next(unlimited()); H !== undefined; H = whole.next(unlimited())) orders.push(H.order);
  assert.ok(orders.length > 5 && orders.includes(60n), `${orders}`);
  const supply = new SubgroupSupply(table);
  const found: bigint[] = [];
  let interrupted = 0;
  for (let budget = 0; ; ) {
    // Every third subgroup is asked for with too little.
    try {
      const H = supply.next(new WorkMeter('test', { budget }));
      if (H === undefined) break;
      found.push(H.order);
      budget = found.length % 3 === 0 ? 0 : 1e6;
    } catch (error) {
      assert.instance(error, BudgetExceededError);
      interrupted++;
      budget = 100 * budget + 1;
    }
  }
  assert.ok(interrupted > 2, `${interrupted} interruptions`);
  assert.equal(found, orders);
});

test('the meter of a question is that question’s own', () => {
  const supply = new SubgroupSupply(characterTable(catalogue.mathieu(11)));
  const stop = new AbortController();
  supply.next(new WorkMeter('test', { signal: stop.signal }));
  stop.abort();
  assert.ok(supply.next(unlimited()) !== undefined);
});

test('3-transpositions of Sp(6,2) generate O₆⁻(2):2 and O₆⁺(2):2 ≅ S₈', () => {
  const group = parseGroup('Sp(6,2)');
  const supply = new SubgroupSupply(characterTable(group));
  const orders = Array.from({ length: 16 }, () => supply.next(unlimited())?.order);
  for (const order of [51840n, 40320n]) assert.ok(orders.includes(order), `${order} among ${orders}`);
});

test.run();
