import { strict as assert } from 'node:assert';
import { defaultUrl } from 'registry-url';
import { classifySpecifier } from '../../src/core/index';
import type { Dependency } from '../../src/core/index';
import { defaultCacheFolder } from '../../src/sources/cacheFolder';
import { authorizationFor } from '../../src/sources/npmAuth';
import { npmConfigFrom } from '../../src/sources/npmConfig';
import { parseNpmrc } from '../../src/sources/npmrc';
import { lastRelease, licenseRuns, pickVersion } from '../../src/sources/npmVersions';
import { packageLinks } from '../../src/sources/packageFields';
import { createPrivacyRule } from '../../src/sources/privacy';
import { parseRepository } from '../../src/sources/repositoryUrl';

describe('sources/repositoryUrl', () => {
  const forms: [unknown, string | undefined][] = [
    ['git+https://github.com/Owner/Repo.git', 'github.com/Owner/Repo'],
    ['git://github.com/owner/repo.git', 'github.com/owner/repo'],
    ['git+ssh://git@github.com/owner/repo.git', 'github.com/owner/repo'],
    ['ssh://git@github.com:owner/repo.git', 'github.com/owner/repo'],
    ['git@github.com:owner/repo.git', 'github.com/owner/repo'],
    ['http://www.github.com/owner/repo/', 'github.com/owner/repo'],
    ['https://github.com/owner/repo/tree/main/packages/x', 'github.com/owner/repo'],
    ['https://github.com/owner/repo#readme', 'github.com/owner/repo'],
    ['http://github.com/owner/repo.git.git', 'github.com/owner/repo.git'],
    ['https://github.com/-/repo.git', undefined],
    ['owner/repo', 'github.com/owner/repo'],
    ['github:owner/repo.js', 'github.com/owner/repo.js'],
    ['gitlab:owner/repo', 'gitlab.com/owner/repo'],
    ['bitbucket:owner/repo', 'bitbucket.org/owner/repo'],
    ['https://gitlab.com/group/sub/repo.git', 'gitlab.com/group/sub/repo'],
    ['https://gitlab.com/group/repo/-/tree/main/x', 'gitlab.com/group/repo'],
    ['https://git.example.com:8443/group/repo.git', 'git.example.com/group/repo'],
    [{ type: 'git', url: 'git+https://github.com/o/r.git' }, 'github.com/o/r'],
    ['gist:11081aaa281', undefined],
    ['https://gist.github.com/owner/11081aaa281', undefined],
    ['https://github.com/owner', undefined],
    ['https://github.com/owner/..', undefined],
    ['https://github.com/owner/%2e%2e', undefined],
    ['https://github.com/owner/re po', undefined],
    ['javascript:alert(1)', undefined],
    ['', undefined],
    [undefined, undefined],
    [42, undefined],
    [['https://github.com/o/r'], undefined],
  ];
  for (const [field, expected] of forms) {
    it(`reads ${JSON.stringify(field)} as ${String(expected)}`, () => {
      assert.equal(parseRepository(field)?.id, expected);
    });
  }

  it('keeps the folder in a monorepo', () => {
    assert.deepEqual(parseRepository({ url: 'github:o/r', directory: 'packages/a' }), {
      id: 'github.com/o/r',
      directory: 'packages/a',
      provenance: 'self-reported',
    });
  });
});

describe('sources/npmVersions', () => {
  const packument = (versions: Record<string, object>, tags: Record<string, string> = {}) => ({
    name: 'p',
    'dist-tags': { latest: Object.keys(versions).at(-1), ...tags },
    versions,
  });
  const plain = packument(
    { '1.0.0': {}, '1.2.0': {}, '2.0.0-rc.1': {}, '2.0.0': {} },
    { latest: '1.2.0', next: '2.0.0-rc.1' },
  );
  const deprecated = packument({ '1.0.0': {}, '1.1.0': {}, '1.2.0': { deprecated: 'broken' } });

  const picks: [object, string, string | undefined][] = [
    [plain, '', '1.2.0'],
    [plain, '*', '1.2.0'],
    [plain, 'latest', '1.2.0'],
    [plain, 'next', '2.0.0-rc.1'],
    [plain, '>=1', '1.2.0'],
    [plain, '^1.0.0', '1.2.0'],
    [plain, '~1.0.0', '1.0.0'],
    [plain, '^2.0.0', '2.0.0'],
    [plain, '2.0.0-rc.1', '2.0.0-rc.1'],
    [plain, '^3', undefined],
    [plain, 'beta', undefined],
    [deprecated, '^1.0.0', '1.1.0'],
    [deprecated, '1.2.0', '1.2.0'],
    [packument({ '1.0.0': { deprecated: '' } }), '^1', '1.0.0'],
    [{}, '^1', undefined],
    [{ versions: null, 'dist-tags': 'x' }, 'latest', undefined],
    [{ versions: { 'not a version': {}, '1.0.0': {} } }, '^1', '1.0.0'],
  ];
  for (const [document, range, expected] of picks) {
    it(`picks ${String(expected)} for "${range}" of ${Object.keys(document).length === 0 ? 'nothing' : JSON.stringify(document).slice(0, 60)}`, () => {
      assert.equal(pickVersion(document as never, range), expected);
    });
  }

  it('finds the runs of a license over releases in semver order', () => {
    const document = packument({
      '2.0.0': { license: 'AGPL-3.0-or-later' },
      '1.10.0': { license: 'MIT' },
      '1.9.0': { license: 'MIT' },
      '2.0.0-beta.1': { license: 'MIT' },
      '0.1.0': { licenses: [{ type: 'MIT' }] },
      '0.0.1': {},
    });
    assert.deepEqual(licenseRuns(document), [
      { from: '0.0.1', to: '0.0.1', license: null },
      { from: '0.1.0', to: '0.1.0', license: [{ type: 'MIT' }] },
      { from: '1.9.0', to: '1.10.0', license: 'MIT' },
      { from: '2.0.0', to: '2.0.0', license: 'AGPL-3.0-or-later' },
    ]);
  });

  it('finds no runs in an abbreviated document', () => {
    assert.equal(licenseRuns(packument({ '1.0.0': {}, '2.0.0': {} })), undefined);
  });

  it('knows the last release of a full document, and believes no mirror about it', () => {
    const time = {
      '1.0.0': '2020-01-01T00:00:00Z',
      '1.2.0': '2024-05-01T10:00:00Z',
      '2.0.0-rc.1': '2026-01-01T00:00:00Z',
    };
    const created = '2019-01-01T00:00:00Z';
    assert.equal(lastRelease({ ...plain, time: { created, ...time } }), '2024-05-01T10:00:00.000Z');
    assert.equal(lastRelease({ ...plain, time }), undefined);
    assert.equal(lastRelease(plain), undefined);
  });
});

describe('sources/npmrc and npmConfig', () => {
  it('reads plain settings and passes over the rest', () => {
    const text =
      '\uFEFF; comment\n# another\nregistry = https://a.example.com\r\n@acme:registry="https://b.example.com/npm/"\nlist[]=x\nempty=\nflag ; note\nkey = v ; note\n[section]\ninner = v';
    assert.deepEqual(
      { ...parseNpmrc(text) },
      {
        registry: 'https://a.example.com',
        '@acme:registry': 'https://b.example.com/npm/',
        empty: '',
        flag: 'true',
        key: 'v',
      },
    );
  });

  it("finds a package's registry by its scope", () => {
    const config = npmConfigFrom({
      registry: 'https://a.example.com',
      '@acme:registry': 'https://b.example.com/npm',
    });
    assert.equal(config.registryOf('left-pad'), 'https://a.example.com/');
    assert.equal(config.registryOf('@acme/ui'), 'https://b.example.com/npm/');
    assert.equal(config.registryOf('@other/ui'), 'https://a.example.com/');
    assert.equal(npmConfigFrom({}).registryOf('x'), defaultUrl);
    assert.deepEqual([config.mapsScope('@acme'), config.mapsScope('@other')], [true, false]);
  });

  it('does not ask a registry that only an untrusted workspace names', () => {
    const config = npmConfigFrom({ '@acme:registry': 'https://evil.example.com' }, {});
    assert.equal(config.registryOf('@acme/ui'), 'https://evil.example.com/');
    assert.equal(config.askableRegistryOf('@acme/ui'), undefined);
    assert.equal(config.askableRegistryOf('left-pad'), defaultUrl);
  });

  it('knows the credentials of an address, and gives them to no other one', () => {
    const config = npmConfigFrom({
      '//b.example.com/npm/:_authToken': 'abc',
      '//c.example.com/:_auth': 'dTpw',
    });
    assert.deepEqual(authorizationFor('https://b.example.com/npm/', config), { authorization: 'Bearer abc' });
    assert.deepEqual(authorizationFor('https://b.example.com/npm/deep/', config), {
      authorization: 'Bearer abc',
    });
    assert.deepEqual(authorizationFor('https://b.example.com/', config), {});
    assert.deepEqual(authorizationFor('https://b.example.com.evil.test/npm/', config), {});
    assert.deepEqual(authorizationFor('https://c.example.com/', config), { authorization: 'Basic dTpw' });
  });
});

describe('sources/privacy', () => {
  const rule = createPrivacyRule({
    registryOf: (name) =>
      name.startsWith('@acme/') ? 'https://user:secret@npm.acme.example/' : 'https://public.example/',
    publicRegistry: 'https://public.example/',
    patterns: [
      { pattern: '@shop', from: 'policy' },
      { pattern: 'acme-*', from: 'setting' },
      { pattern: 'Tool-?', from: 'setting' },
      { pattern: 'a.b', from: 'setting' },
    ],
    workspacePackages: new Set(['tools']),
  });
  const dependency = (name: string, range = '^1.0.0'): Dependency => {
    const specifier = classifySpecifier(name, range);
    const span = { start: 0, end: 0 };
    const packageName = specifier.kind === 'registry' ? specifier.name : name;
    return {
      name,
      packageName,
      scope: 'production',
      range,
      specifier,
      nameSpan: span,
      rangeSpan: span,
      entrySpan: span,
    };
  };
  const cases: [string, string, string | undefined][] = [
    ['left-pad', '^1.0.0', undefined],
    ['left-pad', 'file:../left-pad', 'specifier'],
    ['left-pad', 'user/repo', 'specifier'],
    ['left-pad', 'workspace:*', 'specifier'],
    ['@acme/ui', '^1.0.0', 'registry'],
    ['ui', 'npm:@acme/ui@^1.0.0', 'registry'],
    ['@shop/ui', '^1.0.0', 'pattern'],
    ['@SHOP/ui', '^1.0.0', 'pattern'],
    ['@shopping/ui', '^1.0.0', undefined],
    ['acme-x', '^1.0.0', 'pattern'],
    ['not-acme-x', '^1.0.0', undefined],
    ['x', 'npm:acme-y@1', 'pattern'],
    ['tool-7', '^1.0.0', 'pattern'],
    ['tool-77', '^1.0.0', undefined],
    ['a.b', '^1.0.0', 'pattern'],
    ['axb', '^1.0.0', undefined],
    ['tools', '^1.0.0', 'workspace-package'],
  ];
  for (const [name, range, because] of cases) {
    it(`${name}@${range}: ${because ?? 'public'}`, () => {
      assert.equal(rule(dependency(name, range))?.because, because);
    });
  }

  it('is not held up by a pattern that is meant to', () => {
    const hostile = createPrivacyRule({
      registryOf: () => 'https://public.example/',
      publicRegistry: 'https://public.example/',
      patterns: [{ pattern: `${'*a'.repeat(60)}*b`, from: 'policy' }],
    });
    const start = performance.now();
    assert.equal(hostile(dependency('a'.repeat(200))), undefined);
    assert.ok(performance.now() - start < 500);
  });

  it('names a private scope that no registry is mapped to, and only that', () => {
    const mapped = createPrivacyRule({
      ...npmConfigFrom({ '@mapped:registry': defaultUrl }),
      patterns: ['@shop', '@mapped/*', 'acme-*'].map((pattern) => ({ pattern, from: 'policy' as const })),
    });
    const pattern = { because: 'pattern', from: 'policy' } as const;
    assert.deepEqual(mapped(dependency('@shop/ui')), {
      ...pattern,
      pattern: '@shop',
      unmappedScope: '@shop',
    });
    assert.deepEqual(mapped(dependency('@mapped/ui')), { ...pattern, pattern: '@mapped/*' });
    assert.deepEqual(mapped(dependency('acme-x')), { ...pattern, pattern: 'acme-*' });
  });

  it('shows no secret of an address', () => {
    assert.deepEqual(rule(dependency('@acme/ui')), {
      because: 'registry',
      registry: 'https://npm.acme.example/',
    });
  });

  it('takes the word of the user that a registry is a mirror of the public one', () => {
    const mirrored = createPrivacyRule({
      registryOf: () => 'http://mirror.example/npm/',
      publicRegistry: 'https://public.example/',
      publicMirrors: ['https://mirror.example/npm'],
    });
    assert.equal(mirrored(dependency('left-pad')), undefined);
  });
});

describe('sources/packageFields and cacheFolder', () => {
  it('reads links, web addresses only', () => {
    assert.deepEqual(
      packageLinks({ homepage: 'https://x.example', funding: [{ url: 'https://f.example' }, 'y'] }),
      {
        homepage: 'https://x.example',
        funding: 'https://f.example',
      },
    );
    assert.deepEqual(packageLinks({ homepage: 'javascript:alert(1)', funding: { url: 7 } }), {});
    assert.deepEqual(packageLinks({ funding: 'https://f.example' }), { funding: 'https://f.example' });
  });

  it('keeps the cache where the platform wants it', () => {
    assert.equal(defaultCacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux', '/h'), '/c/ospo-lens');
    assert.equal(defaultCacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux', '/h'), '/h/.cache/ospo-lens');
    assert.equal(defaultCacheFolder({}, 'darwin', '/h'), '/h/Library/Caches/ospo-lens');
    assert.match(defaultCacheFolder({ LOCALAPPDATA: '/local' }, 'win32', '/h'), /^\/local.ospo-lens.Cache$/);
  });
});
