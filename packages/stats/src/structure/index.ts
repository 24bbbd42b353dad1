/**
 * What of structures is public. The functions are aliases here, in a file that nothing else uses: bundles of esbuild
 * load at once what a package's index exports by its own name, even where only a room that is loaded later uses it.
 */
import * as structures from './isotypic-structure.js';
import * as sources from './structure-of.js';

export type { ComponentDescription, IsotypicStructure, StructureComponent } from './isotypic-structure.js';
export type { StructureSource } from './structure-of.js';
export import covarianceParameters = structures.covarianceParameters;
export import isotypicStructure = structures.isotypicStructure;
export import meanParameters = structures.meanParameters;
export import structureOf = sources.structureOf;
