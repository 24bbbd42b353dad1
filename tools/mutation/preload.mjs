// Loaded into every process of a trial (NODE_OPTIONS): the module that ISOTYPIC_MUTANT names is read with its mutant in.
import { register } from 'node:module';

register('./load.mjs', import.meta.url);
