import { duckdb, postgres } from './engines.js';
import { forms } from './forms-suite.js';

forms(duckdb, 'DuckDB', 6);
forms(postgres, 'PGlite', 3);
