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

/** Runs `work` on the backend given, or on the shared float64 one. */
export async function withProducts<R>(
  backend: Products | undefined,
  work: (products: Products) => Promise<R>,
): Promise<R> {
  shared ??= backend === undefined ? openBackend({ kind: 'float64' }) : undefined;
  return work(backend ?? ((await shared) as Backend));
}
