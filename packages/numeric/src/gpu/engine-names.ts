/** What gpu.js can run on, by name; apart from the engines, so that naming one loads none. */

/** In order of preference. */
export const ENGINES = ['webgpu', 'webgl2', 'webasm', 'cpu'] as const;
/** What gpu.js runs on. */
export type EngineName = (typeof ENGINES)[number];
