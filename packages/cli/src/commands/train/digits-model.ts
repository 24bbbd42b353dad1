/** The models of `isotypic train digits`: convolutions and means over places, equivariant or not. */
import {
  type EquivariantModule,
  exp,
  FieldDropout,
  type FiniteGSpace,
  fieldType,
  GroupPooling,
  geometricTensor,
  gspaces,
  InnerBatchNorm,
  log,
  logSoftmax,
  Module,
  PointwiseAdaptiveAvgPool,
  PointwiseMaxPool,
  PointwiseNonlinearity,
  R2Conv,
  reduceSum,
  reshape,
  SequentialModule,
  type Tensor,
} from '@isotypic/nn';
import { randomStream } from '@isotypic/numeric';
import { misuse } from '../../command.js';

/** Classes: 9 is left out, a turned 6. */
export const CLASSES = 9;

/** The rotations, with or without reflections, that a demo is about. */
export interface DigitsGroup {
  readonly name: string;
  readonly rotations: number;
  readonly reflections: boolean;
}

/** `C8`, `D4` and so on. @throws {IsotypicError} `INVALID_ARGUMENT` */
export function digitsGroup(name: string): DigitsGroup {
  const [, kind, n] = /^([CD])([1-9]\d?)$/.exec(name) ?? [];
  const rotations = Number(n);
  if (kind !== undefined && rotations <= 16) return { name, rotations, reflections: kind === 'D' };
  throw misuse('--group C1 … C16 or D1 … D16', `"${name}"`);
}

const spaceOf = ({ rotations, reflections }: DigitsGroup): FiniteGSpace =>
  reflections ? gspaces.flipRot2dOnR2(rotations) : gspaces.rot2dOnR2(rotations);

export interface ModelOptions {
  /** Fields of the three hidden layers. */
  readonly widths: readonly [number, number, number];
  readonly dropout: number;
  readonly seed: number;
  /** A number for each class and position, whose probabilities are added; not the greatest of each hidden field. */
  readonly positions?: boolean;
  /** The last filter covers all 4×4 places that are left, not 3×3. */
  readonly whole?: boolean;
}

/**
 * A convolution of 3×3 on 8×8 pixels, the greatest of 2×2, two more of 3×3, the mean over places, the greatest over the
 * group, and nine logits: [samples, 1, 8, 8] to [samples, 9].
 */
export class DigitsModel extends Module {
  readonly network: EquivariantModule;
  /** Numbers a class has where it is trained: as many as the group has elements, or one. */
  readonly scoresPerClass: number;

  constructor(group: DigitsGroup, { widths, dropout, seed, positions = false, whole = false }: ModelOptions) {
    super();
    const space = spaceOf(group);
    const isOnGrid = 4 % group.rotations === 0;
    const regular = (count: number) => fieldType(space, new Array(count).fill(space.regular));
    const trivial = (count: number) => fieldType(space, new Array(count).fill(space.trivial));
    const [first, second, third] = widths.map(regular);
    const random = randomStream(seed);
    const next = (): number => Math.floor(random.uniform() * 2 ** 31);
    const kernel = isOnGrid ? ({ kernel: 'orbits' } as const) : {};
    const block = (convolution: R2Conv): EquivariantModule[] => [
      convolution,
      new InnerBatchNorm(convolution.outType),
      new PointwiseNonlinearity(convolution.outType, 'relu'),
    ];
    const head = (): EquivariantModule[] => {
      const invariant = new GroupPooling(third);
      const last = new R2Conv(invariant.outType, trivial(CLASSES), 1, { seed: next() });
      return [invariant, new FieldDropout(invariant.outType, dropout, next()), last];
    };
    const headOfPositions = (): EquivariantModule[] => {
      const last = new R2Conv(third, regular(CLASSES), 1, { seed: next(), ...kernel });
      return [new FieldDropout(third, dropout, next()), last];
    };
    this.scoresPerClass = positions ? space.elements.length : 1;
    this.network = new SequentialModule([
      ...block(new R2Conv(trivial(1), first, 3, { padding: 1, bias: false, seed: next(), ...kernel })),
      new PointwiseMaxPool(first, 2),
      ...block(new R2Conv(first, second, 3, { padding: 1, bias: false, seed: next(), ...kernel })),
      new FieldDropout(second, dropout, next()),
      ...block(new R2Conv(second, third, whole ? 4 : 3, { bias: false, seed: next(), ...kernel })),
      new PointwiseAdaptiveAvgPool(third, 1),
      ...(positions ? headOfPositions() : head()),
    ]);
  }

  /** Of each class: [samples, 9]; with positions the logarithms of sums of probabilities over them. */
  override forward(x: Tensor): Tensor {
    const scores = this.scores(x);
    if (this.scoresPerClass === 1) return scores;
    const probabilities = exp(reshape(logSoftmax(scores), [x.shape[0], CLASSES, this.scoresPerClass]));
    return log(reduceSum(probabilities, { axes: [2] }));
  }

  /** What is trained: [samples, 9 · scoresPerClass], the first of each class for an image as it was. */
  scores(x: Tensor): Tensor {
    const y = this.network.forward(geometricTensor(x, this.network.inType));
    return reshape(y.tensor, [x.shape[0], CLASSES * this.scoresPerClass]);
  }

  get size(): number {
    return [...this.parameters().values()].reduce((sum, { value }) => sum + value.size, 0);
  }
}

/**
 * The widths a, ⌊3a/2⌋, 2a without symmetry whose number of parameters is nearest to `size`; the last up to 2a + 3 with
 * a whole filter.
 */
export function twinWidths(size: number, isWhole: boolean): readonly [number, number, number] {
  const count = ([a, b, c]: readonly number[]): number =>
    9 * a + 9 * a * b + (isWhole ? 16 : 9) * b * c + 2 * (a + b + c) + CLASSES * (c + 1);
  const candidates = Array.from({ length: 60 }, (_, k) => k + 2).flatMap((a) =>
    (isWhole ? [0, 1, 2, 3] : [0]).map((more) => [a, Math.floor((3 * a) / 2), 2 * a + more] as const),
  );
  const distance = (widths: readonly number[]): number => Math.abs(count(widths) - size);
  return candidates.reduce((best, widths) => (distance(widths) < distance(best) ? widths : best));
}
