import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refuses } from '../../../../tools/testing/refuses.mjs';
import { loadDuckDB } from '../../dist/engine/load.js';

test('without the peer, or without its native library, the error says what to install', async () => {
  const missing = () => Promise.reject(new Error("Cannot find package '@duckdb/node-api'\nRequire stack:"));
  const text = 'npm install @duckdb/node-api';
  const error = await refuses('BACKEND_UNAVAILABLE', () => loadDuckDB('openDuckDB', missing), text, 'Cannot find');
  assert.not.match(error.message, 'Require stack');
});

test('with it, it is loaded', async () => {
  const { DuckDBInstance } = await loadDuckDB('openDuckDB');
  assert.type(DuckDBInstance.create, 'function');
});

test.run();
