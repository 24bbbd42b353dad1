import { duckdb, postgres } from './engines.js';
import { forms } from './forms-suite.js';

forms(duckdb, 'DuckDB', 100);
forms(postgres, 'PGlite', 30);
