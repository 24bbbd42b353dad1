/**
 * What the packages of this workspace need of each other's insides. Not part of the public surface: it may change at
 * any time.
 */
export { conditionSql } from './plans/condition.js';
export { checkRequest } from './plans/read-request.js';
