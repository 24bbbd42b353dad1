/** The action on the blocks of a system, and the action inside them (Krasner & Kaloujnine 1951). */

/** The action on the parts of an invariant partition of some of the points. */
export function actionOnParts(
  generators: readonly Uint32Array[],
  parts: readonly (readonly number[])[],
): Uint32Array[] {
  const partOf = new Int32Array(generators[0]?.length ?? 0);
  parts.forEach((part, j) => {
    for (const x of part) partOf[x] = j;
  });
  return generators.map((g) => Uint32Array.from(parts, ([x]) => partOf[g[x]]));
}

/**
 * The action on blocks, and for each generator g and block j the twist u_{gj}⁻¹·g·u_j on block 0, where u_j carries
 * block 0 to block j. By Schreier's lemma the twists generate the action of the stabilizer of block 0 on it.
 */
export function blockAction(
  generators: readonly Uint32Array[],
  blocks: readonly (readonly number[])[],
): { top: Uint32Array[]; twists: Uint32Array[][]; frame: number[][] } {
  const top = actionOnParts(generators, blocks);
  // frame[j][i] is where u_j sends the i-th point of block 0; twists are in those coordinates.
  const frame: number[][] = [];
  frame[0] = [...blocks[0]];
  const queue = [0];
  for (const j of queue) {
    for (let k = 0; k < generators.length; k++) {
      const next = top[k][j];
      if (frame[next] !== undefined) continue;
      frame[next] = frame[j].map((x) => generators[k][x]);
      queue.push(next);
    }
  }
  const coordinate = new Int32Array(generators[0].length);
  for (const points of frame) {
    points.forEach((x, i) => {
      coordinate[x] = i;
    });
  }
  const twists = generators.map((g) => frame.map((points) => Uint32Array.from(points, (x) => coordinate[g[x]])));
  return { top, twists, frame };
}
