/** What a symmetry is: its group, its orbits, its components, and what it leaves of weights and covariances. */
import {
  automorphismGroup,
  describeGroup,
  type PermutationGroup,
  parseGraph,
  parseGroup,
  type WorkOptions,
} from '@isotypic/algebra';
import { drawColouredMatrix } from '@isotypic/maps';
import { isotypicDecomposition, permutationRepresentation, weightSharing } from '@isotypic/reps';

export type SymmetryInput =
  | { readonly kind: 'group'; readonly text: string }
  | { readonly kind: 'graph'; readonly text: string }
  | {
      readonly kind: 'drawn';
      readonly vertices: number;
      readonly edges: readonly (readonly [number, number])[];
      readonly colors: readonly number[];
    };

export interface ShownComponent {
  readonly label: string;
  readonly degree: number;
  readonly multiplicity: number;
  readonly type: string;
  /** Orthonormal basis vectors, one number a point. */
  readonly vectors: readonly Float64Array[];
}

export interface SymmetryResult {
  readonly order: string;
  readonly description: string;
  readonly degree: number;
  readonly generators: readonly string[];
  readonly orbits: readonly (readonly number[])[];
  /** Of a graph that was read, to be drawn. */
  readonly edges: readonly (readonly [number, number])[];
  readonly structure: string | undefined;
  readonly components: readonly ShownComponent[];
  readonly sharing:
    | {
        readonly weights: number;
        readonly biases: number;
        readonly weightPicture: string;
        readonly biasPicture: string;
        readonly covariances: number;
        readonly covariancePicture: string;
      }
    | undefined;
}

/** Above this degree components and matrices are not drawn: a picture of 128² cells is what a screen shows. */
const MOST_DRAWN = 128;

/** @throws {IsotypicError} as `parseGroup`, `parseGraph` and `automorphismGroup` */
export function symmetryOf(input: SymmetryInput, work: WorkOptions): SymmetryResult {
  const { group, edges } = groupOf(input, work);
  const { degree } = group;
  const facts = {
    order: String(group.order),
    description: describeGroup(group),
    degree,
    generators: group.generators.map(String),
    orbits: group.orbits(),
    edges,
  };
  if (degree > MOST_DRAWN || degree === 0) {
    return { ...facts, structure: undefined, components: [], sharing: undefined };
  }
  work.onProgress?.({ stage: 'decomposing', done: 0 });
  const decomposition = isotypicDecomposition(permutationRepresentation(group), work);
  const { data } = decomposition.orthonormalBasis(work);
  let offset = 0;
  const components = decomposition.components.map(({ label, degree: d, multiplicity, type }) => {
    const vectors = Array.from({ length: d * multiplicity }, (_, j) =>
      Float64Array.from({ length: degree }, (_, i) => data[i * degree + offset + j]),
    );
    offset += vectors.length;
    return { label, degree: d, multiplicity, type, vectors };
  });
  return { ...facts, structure: String(decomposition), components, sharing: sharingOf(group, work) };
}

function groupOf(
  input: SymmetryInput,
  work: WorkOptions,
): { readonly group: PermutationGroup; readonly edges: readonly (readonly [number, number])[] } {
  if (input.kind === 'group') return { group: parseGroup(input.text), edges: [] };
  if (input.kind === 'graph') {
    const graph = parseGraph(input.text);
    const edges = graph.edges.map(([a, b]) => [a, b] as const);
    return { group: automorphismGroup(graph, work), edges };
  }
  const { vertices, edges, colors } = input;
  return { group: automorphismGroup({ vertices, edges, vertexColors: colors }, work), edges };
}

function sharingOf({ generators, degree }: PermutationGroup, work: WorkOptions): SymmetryResult['sharing'] {
  const images = generators.length > 0 ? generators : [Array.from({ length: degree }, (_, i) => i)];
  const found = weightSharing(images, images, work);
  const colors = found.colours();
  const covariances = symmetrized(colors);
  return {
    weights: found.weights,
    biases: found.biases,
    weightPicture: drawColouredMatrix(colors),
    biasPicture: drawColouredMatrix(found.biasColours().map((c) => [c])),
    covariances: covariances.count,
    covariancePicture: drawColouredMatrix(covariances.colors),
  };
}

/** A covariance is symmetric: the orbital of (i, j) and that of (j, i) share one number. */
function symmetrized(colors: readonly (readonly number[])[]): { readonly colors: number[][]; readonly count: number } {
  const numbers = new Map<string, number>();
  const merged = colors.map((row, i) =>
    row.map((color, j) => {
      const other = colors[j][i];
      const key = color < other ? `${color},${other}` : `${other},${color}`;
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      return numbers.get(key) as number;
    }),
  );
  return { colors: merged, count: numbers.size };
}
