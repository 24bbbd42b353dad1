/** Room for numbers that the next ones may overwrite: garbage of the size of samples lies about for long. */
export class Room {
  private numbers = new Float64Array(0);

  /** So many numbers, what was there before among them. */
  take(length: number): Float64Array {
    if (this.numbers.length < length) this.numbers = new Float64Array(length);
    return this.numbers.subarray(0, length);
  }
}
