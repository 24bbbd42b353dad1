/** A small model with all that changes or draws while it trains: running statistics, dropout. */
import {
  FieldDropout,
  type FieldType,
  fieldType,
  GroupPooling,
  type GSpace,
  InnerBatchNorm,
  PointwiseAdaptiveMaxPool,
  PointwiseNonlinearity,
  R2Conv,
  SequentialModule,
} from '@isotypic/nn';

/** Of images of one channel, into as many invariants as there are hidden regular fields. */
export function smallClassifier(space: GSpace, fields: number): { image: FieldType; model: SequentialModule } {
  const image = fieldType(space, [space.trivial]);
  const hidden = fieldType(space, new Array(fields).fill(space.regular));
  const model = new SequentialModule([
    new R2Conv(image, hidden, 3),
    new InnerBatchNorm(hidden),
    new PointwiseNonlinearity(hidden, 'relu'),
    new FieldDropout(hidden, 0.2),
    new R2Conv(hidden, hidden, 3),
    new PointwiseAdaptiveMaxPool(hidden, 1),
    new GroupPooling(hidden),
  ]);
  return { image, model };
}
