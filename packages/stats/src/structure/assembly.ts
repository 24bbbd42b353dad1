/** The assembly of matrices, loaded with the first one. */
import { once } from '../run/once.js';

export const assembly = /* @__PURE__ */ once(() => import('./assemble-map.js'));
