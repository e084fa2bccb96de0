import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { edit, findings, openCase, ready, until, withSetting } from './support/editor';
import { POLICY } from './support/samples';

/** A registry that answers when it is told to. */
class SlowRegistry {
  private readonly waiting: { name: string; response: ServerResponse }[] = [];
  private asked: () => void = () => undefined;
  private readonly server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    // Other suites' documents are still open: they are not what this is about.
    if (!name.startsWith('late-')) {
      response.writeHead(404).end();
      return;
    }
    this.waiting.push({ name, response });
    this.asked();
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  async isAskedFor(name: string): Promise<void> {
    while (!this.waiting.some((one) => one.name === name))
      await new Promise<void>((resolve) => (this.asked = resolve));
  }

  /** From now on every question is answered at once. */
  answer(license: string): void {
    const send = () => {
      for (const { name, response } of this.waiting.splice(0)) {
        const versions = Object.fromEntries(
          ['1.0.0', '2.0.0'].map((version) => [version, { name, version, license }]),
        );
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ name, 'dist-tags': { latest: '2.0.0' }, versions }));
      }
    };
    this.asked = send;
    send();
  }
}

const SETTINGS = { offline: false, 'services.depsDev': '', 'services.scorecard': '', 'services.osv': '' };

async function withRegistry(work: (registry: SlowRegistry) => Promise<void>): Promise<void> {
  const registry = new SlowRegistry();
  process.env['npm_config_registry'] = await registry.open();
  const run = Object.entries(SETTINGS).reduce<() => Promise<void>>(
    (inner, [key, value]) =>
      () =>
        withSetting(key, value, inner),
    () => work(registry),
  );
  try {
    await run();
  } finally {
    delete process.env['npm_config_registry'];
    registry.close();
  }
}

const manifest = (name: string) => `{
  "dependencies": {
    "${name}": "^1.0.0"
  }
}
`;

const open = (name: string) => openCase({ 'package.json': manifest(name), 'ospo-policy.yaml': POLICY });

describe('an answer that comes late', () => {
  it('is drawn where the dependency stands now', async () => {
    await withRegistry(async (registry) => {
      const opened = await open('late-moved');
      await registry.isAskedFor('late-moved');
      assert.deepEqual(findings(opened), []);
      await edit(opened.document, '{\n  "dep', '{\n  "name": "moved",\n  "version": "1.0.0",\n  "dep');
      registry.answer('AGPL-3.0-only');
      await ready(opened);
      assert.deepEqual(findings(opened), ['license.denied late-moved']);
    });
  });

  it('is not drawn when its dependency is gone', async () => {
    await withRegistry(async (registry) => {
      const opened = await open('late-gone');
      await registry.isAskedFor('late-gone');
      await edit(opened.document, 'late-gone', 'late-other');
      await registry.isAskedFor('late-other');
      registry.answer('AGPL-3.0-only');
      await ready(opened);
      assert.deepEqual(findings(opened), ['license.denied late-other']);
    });
  });

  it('does not hold up what is known without it', async () => {
    await withRegistry(async (registry) => {
      const opened = await open('late-waiting');
      await registry.isAskedFor('late-waiting');
      await edit(
        opened.document,
        '"late-waiting": "^1.0.0"',
        '"late-waiting": "^1.0.0", "moment": "^2.30.0"',
      );
      await until(() => (findings(opened).includes('alternative.approved moment') ? true : undefined));
      registry.answer('MIT');
      await ready(opened);
    });
  });
});
