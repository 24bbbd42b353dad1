/** `isotypic studio`: the built page on a port of this machine. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { serveStudio } from '../dist/commands/studio/serve.js';

/** A folder with a page of two files. */
function page(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isotypic-studio-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<p>a page</p>');
  writeFileSync(join(folder, 'assets', 'main.js'), 'export {};');
  return folder;
}

/** The path as it is written: `fetch` would take dots out of it. */
function statusOf(address: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

const refusal = async (work: () => Promise<unknown>): Promise<IsotypicError> => {
  try {
    await work();
  } catch (error) {
    assert.instance(error, IsotypicError);
    return error as IsotypicError;
  }
  throw new Error('it was not refused');
};

test('serves the files of the folder with their types, to this machine', async () => {
  const folder = page();
  const server = await serveStudio(folder, 0);
  try {
    assert.match(server.address, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const index = await fetch(server.address);
    assert.is(await index.text(), '<p>a page</p>');
    assert.is(index.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(index.headers.get('content-security-policy') as string, /connect-src 'self'/);
    const script = await fetch(`${server.address}assets/main.js?v=1`);
    assert.is(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.is((await fetch(server.address, { method: 'POST' })).status, 405);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test('serves no file outside the folder', async () => {
  const folder = page();
  writeFileSync(`${folder}.secret`, 'secret');
  const server = await serveStudio(folder, 0);
  try {
    const name = `${folder.split('/').pop()}.secret`;
    for (const path of [`/../${name}`, `/%2e%2e/${name}`, `/assets/../../${name}`, '/assets', '/none'])
      assert.is(await statusOf(server.address, path), 404, path);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
    rmSync(`${folder}.secret`);
  }
});

test('says what to run where the page is not built, and what to pass where the port is taken', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'isotypic-studio-'));
  const folder = page();
  const server = await serveStudio(folder, 0);
  try {
    const missing = await refusal(() => serveStudio(empty, 0));
    assert.is(missing.code, 'IO');
    assert.match(missing.message, /npm run studio/);
    const taken = await refusal(() => serveStudio(folder, Number(new URL(server.address).port)));
    assert.is(taken.code, 'IO');
    assert.match(taken.message, /--port 0/);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
    rmSync(empty, { recursive: true });
  }
});

test.run();
