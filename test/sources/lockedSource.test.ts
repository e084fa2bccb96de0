import { strict as assert } from 'node:assert';
import { parseManifest, requestsFor } from '../../src/core/index';
import { createLocalSources } from '../../src/sources/local';
import { ask, now, requestFor, tempFolder, valuesOf } from './support';
import type { TempFolder } from './support';

const GIT = 'git+ssh://git@github.com/good/a.git#0123456789012345678901234567890123456789';
const ARCHIVE = 'https://files.example.com/a.tgz';
const REGISTRY = 'https://registry.example.com/a/-/a-1.2.0.tgz';

/** What the manifest asks for, what the lockfile's root entry asked for, what it fetched, and whether they agree. */
const cases: readonly (readonly [
  asked: string,
  before: string | undefined,
  resolved: string,
  agrees: boolean,
])[] = [
  ['^1.0.0', '^1.0.0', REGISTRY, true],
  ['^1.1.0', '^1.0.0', REGISTRY, true],
  ['^1.0.0', undefined, REGISTRY, true],
  ['^1.0.0', 'good/a', GIT, false],
  ['^1.0.0', undefined, GIT, false],
  ['^1.0.0', ARCHIVE, ARCHIVE, false],
  ['^1.0.0', 'file:a.tgz', 'file:a.tgz', false],
  ['next', 'next', REGISTRY, true],
  ['next', '^1.0.0', REGISTRY, false],
  ['next', undefined, REGISTRY, false],
  ['github:evil/a', '^1.0.0', REGISTRY, false],
  ['github:evil/a', 'good/a', GIT, false],
  ['github:evil/a', 'github:evil/a', GIT, false],
  ['github:good/a', 'github:good/a', GIT, true],
  ['good/a#v1', 'good/a#v1', GIT, true],
  ['good/a#v2', 'good/a#v1', GIT, false],
  ['https://github.com/good/a.git', 'https://github.com/good/a.git', GIT, true],
  ['git@github.com:good/a.git', 'git@github.com:good/a.git', GIT, true],
  ['git@gitlab.com:good/a.git', 'git@gitlab.com:good/a.git', GIT, false],
  ['good/a', 'good/a', REGISTRY, false],
  [ARCHIVE, ARCHIVE, ARCHIVE, true],
  [ARCHIVE, '^1.0.0', REGISTRY, false],
  ['https://evil.example.com/a.tgz', 'https://evil.example.com/a.tgz', ARCHIVE, false],
  ['file:./a.tgz', 'file:./a.tgz', 'file:a.tgz', true],
  ['file:a.tgz', '^1.0.0', REGISTRY, false],
  ['jsr:@s/a', 'jsr:@s/a', REGISTRY, false],
];

const requestOf = (asked: string) => {
  const { value } = parseManifest(JSON.stringify({ dependencies: { a: asked } }));
  const [request] = requestsFor(value, () => undefined);
  assert.ok(request);
  return request;
};

describe('sources/lockedSource', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());

  for (const [asked, before, resolved, agrees] of cases)
    it(`${asked}, locked as ${before ?? 'nothing'} from ${resolved}`, async () => {
      temp.write('package-lock.json', {
        lockfileVersion: 3,
        packages: {
          '': { dependencies: before === undefined ? {} : { a: before } },
          'node_modules/a': { version: '1.2.0', license: 'MIT', resolved },
        },
      });
      temp.write('node_modules/a/package.json', { name: 'a', version: '1.2.0', license: 'MIT' });
      const [lockfile, installed] = createLocalSources({ root: temp.path, folder: temp.path, now });
      assert.ok(lockfile && installed);
      const request = requestOf(asked);
      const locked = await ask(lockfile, request);
      const facts = { version: '1.2.0', licenses: ['MIT'] };
      assert.deepEqual(valuesOf(locked), agrees ? facts : {});
      const known = requestFor('a', { ...request, known: locked ?? {} });
      assert.deepEqual(valuesOf(await ask(installed, known)), agrees ? facts : {});
    });

  const unlocked = [
    ['^1.0.0', ['MIT']],
    ['next', undefined],
    ['github:evil/a', undefined],
    ['file:a.tgz', undefined],
  ] as const;
  for (const [asked, licenses] of unlocked)
    it(`${asked} without a lockfile`, async () => {
      temp.write('node_modules/a/package.json', { name: 'a', version: '1.2.0', license: 'MIT' });
      const [, installed] = createLocalSources({ root: temp.path, folder: temp.path, now });
      assert.ok(installed);
      assert.deepEqual(valuesOf(await ask(installed, requestOf(asked)))['licenses'], licenses);
    });
});
