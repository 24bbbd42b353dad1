/** Where the products of rows are made that moments are sums of. */
import { type Backend, openBackend } from '@isotypic/numeric';

/** `single`: on an accelerator where there is one. */
export type ProductPrecision = 'double' | 'single';

export interface Products {
  /** undefined: in double precision, as ever. */
  readonly backend: Backend | undefined;
  /** What a report says of them, where anything but the usual was asked for. */
  readonly made: string | undefined;
}

/** A backend for `single`, to be closed. */
export async function openProducts(precision: ProductPrecision): Promise<Products> {
  if (precision === 'double') return { backend: undefined, made: undefined };
  const backend = await openBackend({ precision: 'single' });
  const { kind, engine, device, reasons } = backend.info();
  const made =
    kind === 'gpu'
      ? `products of rows in single precision, by ${engine} on ${device}`
      : `products of rows in double precision: ${reasons.join('; ')}`;
  return { backend, made };
}
