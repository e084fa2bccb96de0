import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A private registry: a real Verdaccio without uplinks, of which every answer needs a token. */
export interface Verdaccio {
  /** With a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly token: string;
  readonly publish: (
    name: string,
    version: string,
    fields: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

const PROGRAM = resolve(import.meta.dirname, '../../node_modules/verdaccio/bin/verdaccio');
const START_MS = 60_000;

const CONFIG = `
storage: ./storage
auth: { htpasswd: { file: ./htpasswd, max_users: 1 } }
uplinks: {}
packages: { '**': { access: $authenticated, publish: $authenticated } }
log: { type: stdout, format: pretty, level: fatal }
web: { enable: false }
`;

/** Starts Verdaccio in a folder of its own, on 127.0.0.1. */
export async function startVerdaccio(): Promise<Verdaccio> {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-lens-verdaccio-'));
  writeFileSync(join(folder, 'config.yaml'), CONFIG);
  const host = `127.0.0.1:${await freePort()}`;
  const url = `http://${host}/`;
  const server = spawn(process.execPath, [PROGRAM, '--config', 'config.yaml', '--listen', host], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    stdio: 'ignore',
  });
  const close = async (): Promise<void> => {
    await end(server);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(`${url}-/ping`, server);
    const token = await createUser(url);
    return { url, host, token, close, publish: (...wanted) => publish(url, token, ...wanted) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    if (server.exitCode !== null) throw new Error(`Verdaccio ended with ${server.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('Verdaccio did not start');
}

async function createUser(url: string): Promise<string> {
  const user = { name: 'tester', password: 'tester-password' };
  const answer = await put(`${url}-/user/org.couchdb.user:tester`, user, {});
  return (answer as { token: string }).token;
}

async function publish(
  url: string,
  token: string,
  name: string,
  version: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = `${name.replace(/^.*\//, '')}-${version}.tgz`;
  const archive = Buffer.from('no archive that anybody unpacks');
  const shasum = createHash('sha1').update(archive).digest('hex');
  const tarball = `${url}${name}/-/${file}`;
  const manifest = { name, version, ...fields, dist: { tarball, shasum } };
  const body = {
    _id: name,
    name,
    'dist-tags': { latest: version },
    versions: { [version]: manifest },
    _attachments: {
      [file]: {
        content_type: 'application/octet-stream',
        data: archive.toString('base64'),
        length: archive.length,
      },
    },
  };
  await put(`${url}${encodeURIComponent(name)}`, body, { authorization: `Bearer ${token}` });
}

async function put(url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`PUT ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGKILL');
  await ended;
}
