/** The built page on a port of this machine, from memory: a name that is none of its files is not looked for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative, sep } from 'node:path';
import { IsotypicError } from '@isotypic/algebra';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The functions that a person pastes run in the page, and reach nothing but it. */
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-eval'; worker-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data: blob:; connect-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'";

export interface StudioServer {
  /** `http://127.0.0.1:PORT/`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the files of a folder, as they are now.
 * @throws {IsotypicError} `IO` for a page that is not built, or a port that is taken
 */
export async function serveStudio(folder: string, port: number): Promise<StudioServer> {
  const files = filesIn(folder);
  const server = createServer(({ method, url = '/' }, response) => {
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const path = url.split('?')[0];
    const file = files.get(path === '/' ? '/index.html' : path);
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      return;
    }
    const type = TYPES[extname(path === '/' ? '/index.html' : path)] ?? 'application/octet-stream';
    response.writeHead(200, {
      'content-type': type,
      'content-length': file.length,
      'cache-control': 'no-cache',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    });
    response.end(method === 'HEAD' ? undefined : file);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(taken(port, cause)));
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // a browser keeps its connection open, and would keep the program with it
        server.closeAllConnections();
      }),
  };
}

function filesIn(folder: string): ReadonlyMap<string, Buffer> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new IsotypicError('IO', {
      where: 'isotypic studio',
      expected: 'the built page',
      received: `no index.html in ${folder}`,
      remedy: 'Run npm run studio in the repository, which builds it and serves it.',
    });
  }
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    found.map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return [`/${relative(folder, path).split(sep).join('/')}`, readFileSync(path)];
    }),
  );
}

function taken(port: number, cause: Error): IsotypicError {
  return new IsotypicError('IO', {
    where: 'isotypic studio',
    expected: 'a port that is free',
    received: `${port} (${cause.message})`,
    remedy: 'Name another one with --port, or any that is free with --port 0.',
    cause,
  });
}
