import { strict as assert } from 'node:assert';
import type { Privacy } from '../../src/core/index';
import { createHttp } from '../../src/sources/http';
import { npmConfigFrom } from '../../src/sources/npmConfig';
import { createVersions } from '../../src/sources/packageVersions';
import { startNpmRegistry } from '../standins/npmRegistry';
import type { StandIn } from '../standins/server';
import { NOW } from './support';

const NOT_ABORTED = { aborted: false };

describe('sources/packageVersions', () => {
  let registry: StandIn;
  before(async () => {
    registry = await startNpmRegistry({
      lib: {
        versions: {
          '1.0.0': { license: 'MIT', dependencies: { bad: '^1.0.0', odd: 7 } },
          '2.0.0': {
            licenses: [{ type: 'MIT' }],
            deprecated: 'use 3',
            optionalDependencies: { native: '^1.0.0' },
            peerDependencies: { react: '>=18', vue: '*' },
            peerDependenciesMeta: { vue: { optional: true } },
          },
        },
      },
      '@acme/lib': { versions: { '1.0.0': { license: 'UNLICENSED' } } },
    });
  });
  beforeEach(() => (registry.requests.length = 0));
  after(() => registry.close());

  const read = (name: string, privacy?: Privacy, mirrorOnly = false) =>
    createVersions({
      http: () => Promise.resolve(createHttp({ userAgent: 'test', timeoutMs: 2000, retries: 0 })),
      npm: npmConfigFrom({ registry: registry.url }),
      mirrorOnly,
      now: () => NOW,
    })(name, privacy, NOT_ABORTED);

  it('tells license and requirements of each version, and who says so', async () => {
    assert.deepEqual(await read('lib'), {
      versions: [
        { version: '1.0.0', license: 'MIT', deprecated: false, requires: { bad: '^1.0.0' } },
        {
          version: '2.0.0',
          license: [{ type: 'MIT' }],
          deprecated: true,
          requires: { react: '>=18', native: '^1.0.0' },
        },
      ],
      from: 'npm registry',
      date: NOW,
    });
    assert.deepEqual(
      registry.requests.map(({ path }) => path),
      ['/lib'],
    );
  });

  it('asks about a private package nobody but the registry that it comes from', async () => {
    const own: Privacy = { because: 'pattern', pattern: '@acme/*', from: 'policy' };
    assert.equal(await read('@acme/lib', own), undefined);
    assert.deepEqual(registry.requests, []);
    const mapped = await read('@acme/lib', { ...own, registry: registry.url });
    assert.equal(mapped?.versions.length, 1);
    assert.equal(await read('lib', { because: 'workspace-package' }), undefined);
    assert.equal(registry.requests.length, 1);
  });

  it('asks no public registry where a mirror alone may speak, and nobody about what is no name', async () => {
    const onlyMirror = createVersions({
      http: () => assert.fail('somebody was asked'),
      npm: npmConfigFrom({}),
      mirrorOnly: true,
      now: () => NOW,
    });
    assert.equal(await onlyMirror('lib', undefined, NOT_ABORTED), undefined);
    assert.equal(await read('../lib'), undefined);
    assert.deepEqual(registry.requests, []);
    assert.equal((await read('lib', undefined, true))?.versions.length, 2);
  });

  it('answers nothing where the registry does not', async () => {
    assert.equal(await read('missing'), undefined);
    registry.fail({ kind: 'status', status: 500 });
    assert.equal(await read('lib'), undefined);
    registry.fail(undefined);
  });
});
