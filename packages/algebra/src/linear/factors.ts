/** The factors of a product of matrices, as lists of entries. */
/** Row-major entries of a rows × inner and an inner × cols matrix. */
export interface Factors<T> {
  readonly left: readonly T[];
  readonly right: readonly T[];
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
}
