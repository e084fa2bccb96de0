import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { writeMirror } from '../../src/sources/mirrorWrite';
import { gatherAll, mirrorOf, requestsOf, startPublicWorld, startStaticHost } from './mirrorSupport';
import type { PublicWorld } from './mirrorSupport';
import { tempFolder } from './support';
import type { TempFolder } from './support';

/**
 * An organization with one mirror: each editor has its own cache and its own connections, as on its own machine. What
 * the public services see of all of them is counted.
 */
const EDITORS = 50;
/** With a web server that is not measured but only shows that any will do. */
const FEW_EDITORS = 10;
const DEPENDENCIES = 500;
/** Editors that are at work at once. */
const AT_ONCE = 5;

interface Numbers {
  /** By the web server's own count. */
  readonly requests: number;
  readonly bytes: number;
  readonly editors: number;
}

describe(`an evidence mirror with ${EDITORS} editors of ${DEPENDENCIES} dependencies`, function () {
  this.timeout(120_000);
  let world: PublicWorld;
  let temp: TempFolder;
  let built: number;
  before(async () => {
    temp = tempFolder();
    world = await startPublicWorld(DEPENDENCIES);
    await writeMirror(join(temp.path, 'mirror'), await mirrorOf(world, DEPENDENCIES));
    built = world.asked();
  });
  after(async () => {
    await world.close();
    temp.remove();
  });

  /** One editor: everything once cold, once warm. */
  const edit = async (url: string, number: number, label: string): Promise<void> => {
    const cacheFolder = join(temp.path, label, String(number));
    // Every tenth starts twice: the second time from its disk.
    for (let start = 0; start < (number % 10 === 0 ? 2 : 1); start += 1) {
      const options = { mirror: { address: `${url}/index.json`, only: false }, cacheFolder };
      const known = await gatherAll(world, requestsOf(DEPENDENCIES), options);
      for (const [key, { licenses, advisories, gaps }] of known) {
        assert.ok(licenses.length > 0 && advisories !== undefined, key);
        assert.ok(
          gaps.every(({ source }) => source === 'mirror'),
          JSON.stringify(gaps),
        );
      }
    }
  };
  const work = async (url: string, label: string, editors: number): Promise<void> => {
    for (const server of world.all) server.requests.length = 0;
    for (let next = 0; next < editors; next += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => edit(url, next + index, label)));
  };
  const tell = (label: string, ms: number, { requests, bytes, editors }: Numbers): void => {
    console.log(
      `      ${label}: ${requests} requests (${requests / editors} per editor), ${Math.round(bytes / 1000 / editors)} KB per editor, ` +
        `${world.asked()} to public services; ${built} were needed to build; ${Math.round(ms)} ms for ${editors} editors`,
    );
  };

  it('asks no public service, with files from any web server', async () => {
    const host = await startStaticHost(join(temp.path, 'mirror'));
    try {
      const start = performance.now();
      await work(host.url, 'node', FEW_EDITORS);
      tell('static files from Node', performance.now() - start, {
        requests: host.paths.length,
        bytes: host.sent(),
        editors: FEW_EDITORS,
      });
      assert.equal(world.asked(), 0);
      assert.ok(host.paths.length <= FEW_EDITORS * 17);
    } finally {
      await host.close();
    }
  });

  it('asks no public service, with files from nginx', async function () {
    if (spawnSync('nginx', ['-v']).status !== 0) {
      console.log('      nginx is not installed (apt-get install nginx-light): not measured with it');
      this.skip();
    }
    const nginx = await startNginx(temp, join(temp.path, 'mirror'));
    try {
      const start = performance.now();
      await work(nginx.url, 'nginx', EDITORS);
      const log = readFileSync(nginx.log, 'utf8').trim().split('\n');
      const bytes = log.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
      tell('nginx, packed', performance.now() - start, { requests: log.length, bytes, editors: EDITORS });
      assert.equal(world.asked(), 0);
      assert.ok(log.length <= EDITORS * 17);
      assert.ok(
        log.every((line) => line.startsWith('200 ')),
        log.find((line) => !line.startsWith('200 ')),
      );
    } finally {
      await nginx.stop();
    }
  });
});

interface Nginx {
  readonly url: string;
  /** A line a request: status, address, bytes. */
  readonly log: string;
  stop(): Promise<void>;
}

async function startNginx(temp: TempFolder, root: string): Promise<Nginx> {
  const port = await freePort();
  const log = join(temp.path, 'access.log');
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(temp.path, kind)};`,
  );
  temp.write(
    'nginx.conf',
    `daemon off; master_process off; worker_processes 1; pid ${join(temp.path, 'nginx.pid')};
     error_log ${join(temp.path, 'error.log')};
     events { worker_connections 256; }
     http {
       ${own.join(' ')}
       log_format counted '$status $uri $bytes_sent';
       access_log ${log} counted;
       types { application/json json; }
       gzip on; gzip_types application/json;
       server { listen 127.0.0.1:${port}; root ${root}; }
     }`,
  );
  const child = spawn('nginx', ['-p', temp.path, '-c', join(temp.path, 'nginx.conf')], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let left = 100; left > 0 && !(await answers(`${url}/none`)); left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  temp.write('access.log', '');
  return { url, log, stop: () => stop(child) };
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** It is ours: ended by its own id. */
async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
