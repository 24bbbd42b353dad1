import { createRequire } from 'node:module';
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

test('npm finds a version of it: to npm each is a prerelease, such as 1.5.6-r.1, and only * takes any', () => {
  const require = createRequire(import.meta.url);
  const { peerDependencies, devDependencies } = require('../../package.json');
  const range = peerDependencies['@duckdb/node-api'];
  assert.ok(range === '*' || !devDependencies['@duckdb/node-api'].includes('-'), range);
});

test.run();
