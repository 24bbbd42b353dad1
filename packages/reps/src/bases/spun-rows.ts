/** The rows of an intertwiner on one orbit, carried along its tree from the row of the base point. */
import { type ExactScalar, Matrix, type WorkMeter } from '@isotypic/algebra';
import { isRationalField } from '../matrices/exact-matrices.js';
import { product } from '../matrices/products.js';
import type { OrbitTree } from '../orbitals/orbit-tree.js';
import { edgeMatrix } from './fixed-vectors.js';
import { type IrrepFrame, rowTimes } from './irrep-frame.js';

type Row = readonly ExactScalar[];

/** T_x = v·ρ̂(g)⁻¹ where g carries the base point to x, in the order of the tree. A step of the meter is a row. */
export function spunRows(frame: IrrepFrame, tree: OrbitTree, vector: Row, meter?: WorkMeter): Row[] {
  if (isRationalField(frame.field)) {
    const rows = [vector];
    for (let p = 1; p < tree.points.length; p++) {
      meter?.step();
      rows.push(rowTimes(rows[tree.parent[p]], edgeMatrix(frame, tree, p)));
    }
    return rows;
  }
  const rows: Row[] = new Array(tree.points.length);
  rows[0] = vector;
  for (const edges of edgesByLevel(tree)) {
    const parents = Matrix.fromRows(
      frame.field,
      edges.map((p) => [...rows[tree.parent[p]]]),
    );
    const images = product(parents, edgeMatrix(frame, tree, edges[0]), meter);
    edges.forEach((p, k) => {
      rows[p] = images.row(k);
    });
  }
  return rows;
}

/** The points of each level that come over the same generator or inverse, level by level: one product for each list. */
function edgesByLevel({ points, parent, generator, inverted }: OrbitTree): number[][] {
  const depth = new Int32Array(points.length);
  const lists = new Map<string, number[]>();
  for (let p = 1; p < points.length; p++) {
    depth[p] = depth[parent[p]] + 1;
    const key = `${depth[p]} ${generator[p]} ${inverted[p]}`;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [p]);
    else list.push(p);
  }
  return [...lists.values()]; // breadth first: a level begins after the one before
}
