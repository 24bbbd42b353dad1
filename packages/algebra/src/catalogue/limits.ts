/** How large a group of the catalogue, or of a group expression, may be. */
import { tooLarge } from '../errors.js';

/** Most points a catalogue entry may act on: 2²⁰. */
export const MAX_CATALOGUE_DEGREE = 1 << 20;

/** Most images that a group expression may write out, generators times points: 2²³, 32 MiB. */
const MAX_IMAGES = 1 << 23;

/** @throws {IsotypicError} `OUT_OF_MEMORY`, with `details.size`, for too many generators on too many points */
export function requireRoom(where: string, points: number, generators: number): void {
  const images = points * Math.max(1, generators);
  if (images > MAX_IMAGES) {
    const remedy = 'Build the group with the functions of the library (wreathProduct, …) if it is wanted.';
    throw tooLarge(where, 'generators times points', images, MAX_IMAGES, remedy);
  }
}
