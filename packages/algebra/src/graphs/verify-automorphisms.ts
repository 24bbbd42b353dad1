/** The check of an answer of `graphAutomorphisms`. */
import { arrayOf, bigint, checkArgument, checkOptions, WORK_OPTION_KINDS } from '../arguments.js';
import { asRefuted, type Certificate, refuted } from '../certificate.js';
import { permutationKind } from '../groups/argument-checks.js';
import { PermutationGroup } from '../groups/permutation-group.js';
import { Permutation } from '../permutations/permutation.js';
import { WorkMeter, type WorkOptions } from '../work.js';
import { AutomorphismCheck } from './automorphism-check.js';
import type { GraphAutomorphisms } from './automorphisms.js';
import { asGraph, type GraphDescription, graphKind } from './description.js';
import type { Graph } from './graph.js';

/**
 * Checks an answer of `graphAutomorphisms` without trust in the search: every generator on the graph, the order by a
 * verified stabilizer chain. That no automorphism is missing rests on the search having been exhaustive. One step is
 * one generator or one sift.
 * @throws {IsotypicError} `REFUTED`, saying what does not hold
 * @example
 * const square = { vertices: 4, edges: [[0, 1], [1, 2], [2, 3], [3, 0]] };
 * verifyGraphAutomorphisms(square, graphAutomorphisms(square)).notProved // [ 'that no automorphism is missing' ]
 */
export function verifyGraphAutomorphisms(
  graph: Graph | GraphDescription,
  answer: GraphAutomorphisms,
  options: WorkOptions = {},
): Certificate {
  const where = 'verifyGraphAutomorphisms';
  checkArgument(where, 'graph', graph, graphKind);
  checkArgument(where, 'answer', answer, answerKind);
  checkOptions(where, options, WORK_OPTION_KINDS);
  const meter = new WorkMeter(where, options);
  const built = asGraph(where, graph);
  const { order } = answer;
  const generators = answer.generators.map((g) => checkedCopy(where, g));
  const check = new AutomorphismCheck(built);
  for (const [k, g] of generators.entries()) {
    meter.step();
    if (g.degree !== built.vertexCount || !check.preserves(g.images)) {
      throw refuted(where, 'generators that are automorphisms', `generator ${k}, ${g}`);
    }
  }
  const generated = new PermutationGroup(generators, { degree: built.vertexCount }).orderWithin(meter);
  if (generated !== order) throw refuted(where, `generators of a group of order ${order}`, `order ${generated}`);
  return {
    proved: [`${generators.length} generators are automorphisms`, `they generate a group of order ${order}`],
    notProved: ['that no automorphism is missing'],
    method: 'adjacency of the images of every edge; a verified stabilizer chain',
  };
}

function checkedCopy(where: string, g: Permutation): Permutation {
  try {
    return Permutation.fromImages(g.images);
  } catch (error) {
    throw asRefuted(where, 'generators that are permutations', error);
  }
}

const generatorsKind = arrayOf(permutationKind, 'an array of permutations');

const answerKind = {
  expected: 'an answer of graphAutomorphisms, { generators: permutations, order: a bigint }',
  accepts: (v: unknown) => {
    if (typeof v !== 'object' || v === null) return false;
    const { generators, order } = v as Partial<GraphAutomorphisms>;
    return generatorsKind.accepts(generators) && bigint.accepts(order);
  },
};
