/** Graphs whose automorphism groups are in the literature. */
import { finiteField, Graph, randomSource } from '@isotypic/algebra';

type Edge = [number, number];
export interface NamedGraph {
  readonly vertices: number;
  readonly edges: readonly Edge[];
  readonly graph: Graph;
}

function fromEdges(vertices: number, edges: readonly Edge[]): NamedGraph {
  return { vertices, edges, graph: Graph.fromEdges(vertices, edges) };
}

/** The graph on 0 … n − 1 in which i < j are joined when `joined` says so. */
function fromRelation(n: number, joined: (i: number, j: number) => boolean): NamedGraph {
  const edges: Edge[] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (joined(i, j)) edges.push([i, j]);
  return fromEdges(n, edges);
}

/** Vectors joined at the least distance that occurs among them: the skeleton of a Platonic solid. */
function skeleton(points: readonly (readonly number[])[]): NamedGraph {
  const distance = (i: number, j: number): number => points[i].reduce((sum, x, k) => sum + (x - points[j][k]) ** 2, 0);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length; i++) for (let j = 0; j < i; j++) least = Math.min(least, distance(i, j));
  return fromRelation(points.length, (i, j) => distance(i, j) < least * 1.001);
}

const signs = (v: readonly number[]): number[][] =>
  v.reduce<number[][]>(
    (list, x) =>
      list.flatMap((w) =>
        x === 0
          ? [[...w, 0]]
          : [
              [...w, x],
              [...w, -x],
            ],
      ),
    [[]],
  );
const rotations = ([x, y, z]: readonly number[]): number[][] => [
  [x, y, z],
  [y, z, x],
  [z, x, y],
];
const PHI = (1 + Math.sqrt(5)) / 2;

export function petersen(): NamedGraph {
  const edges: Edge[] = [];
  for (let i = 0; i < 5; i++) edges.push([i, (i + 1) % 5], [i, i + 5], [i + 5, 5 + ((i + 2) % 5)]);
  return fromEdges(10, edges);
}

/** Robertson's construction from five pentagons and five pentagrams. */
export function hoffmanSingleton(): NamedGraph {
  const edges: Edge[] = [];
  for (let h = 0; h < 5; h++) {
    for (let j = 0; j < 5; j++) {
      edges.push([5 * h + j, 5 * h + ((j + 1) % 5)], [25 + 5 * h + j, 25 + 5 * h + ((j + 2) % 5)]);
      for (let i = 0; i < 5; i++) edges.push([5 * h + j, 25 + 5 * i + ((h * i + j) % 5)]);
    }
  }
  return fromEdges(50, edges);
}

export function hamming(d: number, q: number): NamedGraph {
  const differences = (i: number, j: number): number => {
    let count = 0;
    for (let k = 0, place = 1; k < d; k++, place *= q) {
      if (Math.floor(i / place) % q !== Math.floor(j / place) % q) count++;
    }
    return count;
  };
  return fromRelation(q ** d, (i, j) => differences(i, j) === 1);
}

export function paley(q: number): NamedGraph {
  const F = finiteField(q);
  const squares = new Set(Array.from({ length: q - 1 }, (_, x) => F.mul(x + 1, x + 1)));
  return fromRelation(q, (i, j) => squares.has(F.sub(i, j)));
}

export function grid(rows: number, columns: number): NamedGraph {
  const edges: Edge[] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (i + 1 < rows) edges.push([i * columns + j, (i + 1) * columns + j]);
      if (j + 1 < columns) edges.push([i * columns + j, i * columns + j + 1]);
    }
  }
  return fromEdges(rows * columns, edges);
}

export function disjointCycles(count: number, length: number): NamedGraph {
  const edges: Edge[] = [];
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < length; i++) edges.push([k * length + i, k * length + ((i + 1) % length)]);
  }
  return fromEdges(count * length, edges);
}

export function sparseRandom(vertices: number, edgeCount: number, seed: number): NamedGraph {
  const random = randomSource(seed);
  const edges: Edge[] = Array.from({ length: edgeCount }, () => [random.below(vertices), random.below(vertices)]);
  return fromEdges(
    vertices,
    edges.filter(([u, v]) => u !== v),
  );
}

/** The points and lines of the projective plane over GF(q), joined when incident. */
function projectivePlane(q: number): NamedGraph {
  const F = finiteField(q);
  const points: number[][] = [[0, 0, 1]];
  for (let z = 0; z < q; z++) points.push([0, 1, z]);
  for (let y = 0; y < q; y++) for (let z = 0; z < q; z++) points.push([1, y, z]);
  const n = points.length;
  const dot = (i: number, j: number): number => points[i].reduce((sum, x, k) => F.add(sum, F.mul(x, points[j][k])), 0);
  return fromRelation(2 * n, (i, j) => i < n && j >= n && dot(i, j - n) === 0);
}

/** Two strongly regular graphs with the parameters (16, 6, 2, 2), which refinement alone cannot tell apart. */
function shrikhandeAndRook(copies: number): NamedGraph {
  const steps = ['0,1', '0,3', '1,0', '3,0', '1,1', '3,3'];
  const edges: Edge[] = [];
  for (let i = 0; i < 16; i++) {
    for (let j = i + 1; j < 16; j++) {
      const [dx, dy] = [(Math.floor(j / 4) - Math.floor(i / 4) + 4) % 4, ((j % 4) - (i % 4) + 4) % 4];
      for (let c = 0; c < copies; c++) {
        if (steps.includes(`${dx},${dy}`)) edges.push([32 * c + i, 32 * c + j]);
        if (dx === 0 || dy === 0) edges.push([32 * c + 16 + i, 32 * c + 16 + j]);
      }
    }
  }
  return fromEdges(32 * copies, edges);
}

/**
 * Cai, Fürer & Immerman's graph over the prism C_n × K₂ (1992): its group is the cycle space of the prism, of dimension
 * n + 1, extended by the symmetries of the prism.
 */
function caiFurerImmerman(n: number): NamedGraph {
  const base: Edge[] = [];
  for (let i = 0; i < n; i++) base.push([i, (i + 1) % n], [n + i, n + ((i + 1) % n)], [i, n + i]);
  const edges: Edge[] = [];
  let count = 0;
  const ends = new Map<string, Edge>();
  for (let v = 0; v < 2 * n; v++) {
    const own = base.flatMap((edge, k) => (edge.includes(v) ? [k] : []));
    for (const k of own) ends.set(`${v},${k}`, [count++, count++]);
    for (const even of [
      [0, 0, 0],
      [1, 1, 0],
      [1, 0, 1],
      [0, 1, 1],
    ]) {
      own.forEach((k, i) => {
        edges.push([count, (ends.get(`${v},${k}`) as Edge)[even[i]]]);
      });
      count++;
    }
  }
  base.forEach(([u, v], k) => {
    for (const side of [0, 1])
      edges.push([(ends.get(`${u},${k}`) as Edge)[side], (ends.get(`${v},${k}`) as Edge)[side]]);
  });
  return fromEdges(count, edges);
}

export function classics(): { name: string; graph: Graph; order: bigint }[] {
  const dodecahedron = [...signs([1, 1, 1]), ...signs([0, 1 / PHI, PHI]).flatMap(rotations)];
  const list: [string, NamedGraph, bigint][] = [
    [
      'the tetrahedron',
      skeleton([
        [1, 1, 1],
        [1, -1, -1],
        [-1, 1, -1],
        [-1, -1, 1],
      ]),
      24n,
    ],
    ['the cube', skeleton(signs([1, 1, 1])), 48n],
    ['the octahedron', skeleton(signs([1, 0, 0]).flatMap(rotations)), 48n],
    ['the dodecahedron', skeleton(dodecahedron), 120n],
    ['the icosahedron', skeleton(signs([0, 1, PHI]).flatMap(rotations)), 120n],
    ['Petersen’s graph', petersen(), 120n],
    ['the Hoffman–Singleton graph', hoffmanSingleton(), 252000n],
    ['H(4, 3)', hamming(4, 3), 31104n], // S3 wr S4
    ['H(10, 2)', hamming(10, 2), 3715891200n], // 2^10 10!
    ['Paley(5)', paley(5), 10n],
    ['Paley(9)', paley(9), 72n], // S3 wr S2
    ['Paley(13)', paley(13), 78n], // x → ax + b, a a square
    ['Paley(25)', paley(25), 600n], // and the Frobenius map
    ['Paley(101)', paley(101), 5050n],
    ['Paley(121)', paley(121), 14520n],
    ['the 100×100 grid', grid(100, 100), 8n],
    ['the 20×30 grid', grid(20, 30), 4n],
    ['the Heawood graph', projectivePlane(2), 336n], // PGL(2, 7)
    ['the Levi graph of PG(2, 7)', projectivePlane(7), 2n * 5630688n], // PGL(3, 7), and duality
    ['the Levi graph of PG(2, 8)', projectivePlane(8), 2n * 3n * 16482816n], // PΓL(3, 8), and duality
    ['the Levi graph of PG(2, 9)', projectivePlane(9), 2n * 2n * 42456960n],
    ['the Shrikhande and rook graphs', shrikhandeAndRook(1), 192n * 1152n],
    ['three of each', shrikhandeAndRook(3), 192n ** 3n * 1152n ** 3n * 36n],
    ['a CFI graph over a prism', caiFurerImmerman(10), 2n ** 11n * 40n],
    ['three pentagons', disjointCycles(3, 5), 6000n],
  ];
  return list.map(([name, { graph }, order]) => ({ name, graph, order }));
}
