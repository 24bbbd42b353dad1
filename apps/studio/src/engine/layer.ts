/** A layer between fields on the plane: the basis of its kernels, and an image turned with its features. */
import { IsotypicError, type WorkOptions } from '@isotypic/algebra';
import { fieldType, geometricTensor, gspaces, kernelBasis, R2Conv, tensor } from '@isotypic/nn';

export interface LayerInput {
  /** Turns of the plane, 4 of them keep the grid. */
  readonly turns: number;
  readonly mirrors: boolean;
  readonly field: 'regular' | 'trivial';
  readonly size: number;
}

/** A square of numbers, row by row. */
export type Picture = Float64Array;

export interface LayerResult {
  readonly group: string;
  readonly elements: number;
  readonly channels: number;
  readonly dimension: number;
  readonly kernelSize: number;
  /** Each basis vector: one picture for every channel of the field. */
  readonly kernels: readonly (readonly Picture[])[];
  readonly width: number;
  /** For the image as it is, and turned by a quarter: the image, and its feature channels. */
  readonly frames: readonly {
    readonly title: string;
    readonly image: Picture;
    readonly features: readonly Picture[];
  }[];
  /** The largest entry of layer(turned image) − turned layer(image). */
  readonly difference: number;
}

const WIDTH = 15;

/** @throws {IsotypicError} as `gspaces`, `kernelBasis` and `R2Conv` */
export function layerOf({ turns, mirrors, field, size }: LayerInput, work: WorkOptions): LayerResult {
  work.onProgress?.({ stage: 'solving for the kernels', done: 0 });
  if (!Number.isInteger(turns / 4)) {
    throw new IsotypicError('INVALID_ARGUMENT', {
      where: 'see a layer',
      expected: 'a number of turns that quarters divide, for the grid is turned by quarters',
      received: String(turns),
      remedy: 'Choose 4 or 8.',
    });
  }
  const space = mirrors ? gspaces.flipRot2dOnR2(turns) : gspaces.rot2dOnR2(turns);
  const output = field === 'regular' ? space.regular : space.trivial;
  const basis = kernelBasis(space, space.trivial, output, { size });
  const kernels = Array.from({ length: basis.dimension }, (_, k) => {
    const filter = basis.expand(Float64Array.from({ length: basis.dimension }, (_, j) => (j === k ? 1 : 0)));
    return channelsOf(filter, basis.outDimension);
  });
  const [inType, outType] = [fieldType(space, [space.trivial]), fieldType(space, [output])];
  const layer = new R2Conv(inType, outType, size, { padding: (size - 1) / 2, seed: 1 });
  const image = geometricTensor(tensor(drawnImage(), [1, 1, WIDTH, WIDTH]), inType);
  const quarter = quarterOf(space.gridSymmetries, image);
  const turned = image.transform(quarter);
  const [before, after] = [layer.forward(image), layer.forward(turned)];
  const expected = before.transform(quarter);
  const difference = after.tensor.data.reduce((most, x, i) => Math.max(most, Math.abs(x - expected.tensor.data[i])), 0);
  const frame = (title: string, x: typeof image, y: typeof image) => ({
    title,
    image: Float64Array.from(x.tensor.data),
    features: channelsOf(Float64Array.from(y.tensor.data), outType.size),
  });
  return {
    group: `${mirrors ? 'dihedral' : 'cyclic'}(${turns})`,
    elements: space.elements.length,
    channels: outType.size,
    dimension: basis.dimension,
    kernelSize: size,
    kernels,
    width: WIDTH,
    frames: [frame('as it is', image, before), frame('turned by a quarter', turned, after)],
    difference,
  };
}

function channelsOf(data: Float64Array, channels: number): Picture[] {
  const each = data.length / channels;
  return Array.from({ length: channels }, (_, c) => data.slice(c * each, (c + 1) * each));
}

/** An F: no turn and no mirror keeps it. */
function drawnImage(): Float64Array {
  const image = new Float64Array(WIDTH * WIDTH);
  const fill = (top: number, left: number, bottom: number, right: number): void => {
    for (let i = top; i < bottom; i++) for (let j = left; j < right; j++) image[i * WIDTH + j] = 1;
  };
  fill(2, 4, 13, 6);
  fill(2, 4, 4, 12);
  fill(7, 4, 9, 10);
  return image;
}

/** The quarter turn against the clock among the symmetries of the grid, told by what it does to the image. */
function quarterOf(
  symmetries: ReturnType<typeof gspaces.trivialOnR2>['gridSymmetries'],
  image: ReturnType<typeof geometricTensor>,
) {
  const drawn = drawnImage();
  // pixel (i, j) goes to (last − j, i), against the clock
  const rotated = (x: Float64Array): boolean => {
    for (let i = 0; i < WIDTH; i++)
      for (let j = 0; j < WIDTH; j++) if (x[(WIDTH - 1 - j) * WIDTH + i] !== drawn[i * WIDTH + j]) return false;
    return true;
  };
  const found = symmetries.find((g) => rotated(Float64Array.from(image.transform(g).tensor.data)));
  if (found !== undefined) return found;
  throw new IsotypicError('VERIFICATION_FAILED', {
    where: 'see a layer',
    expected: 'a quarter turn among the symmetries of the grid',
    received: `${symmetries.length} symmetries without it`,
  });
}
