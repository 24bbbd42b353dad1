/** Where the big products run: the backend a caller passes, or the float64 one, opened once for the process. */
import { type Backend, openBackend } from '@isotypic/numeric';

/** The products of samples that statistics needs of a backend. */
export type Products = Pick<Backend, 'multiply' | 'multiplyTransposed' | 'gram' | 'crossGram'> &
  Partial<Pick<Backend, 'precision'>>;

export interface BackendOption {
  /** Where to run; default: float64, opened once for the process. */
  readonly backend?: Products;
}

let shared: Promise<Backend> | undefined;

/** The float64 backend of the process, opened when it is first needed. */
function sharedBackend(): Promise<Backend> {
  shared ??= openBackend({ kind: 'float64' });
  return shared;
}

/** Runs `work` on the backend given, or on the shared float64 one. */
export async function withProducts<R>(
  backend: Products | undefined,
  work: (products: Products) => Promise<R>,
): Promise<R> {
  return work(backend ?? (await sharedBackend()));
}

/**
 * Where products of D×D matrices run: single precision is for the samples, of which there are many, not for the maps
 * that are made of them, whose structure must hold to rounding in float64.
 */
export async function doublePrecision(products: Products): Promise<Products> {
  return products.precision === 'single' ? sharedBackend() : products;
}
