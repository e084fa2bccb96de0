import { strict as assert } from 'node:assert';
import { classifySpecifier } from '../../../src/core/manifests/specifier';
import { isPackageName } from '../../../src/core/manifests/packageName';
import type { Specifier } from '../../../src/core/model';

const NAME = 'x';

function range(text: string, name = NAME): Specifier {
  return { kind: 'registry', name, range: text, tag: false };
}

function tag(text: string, name = NAME): Specifier {
  return { kind: 'registry', name, range: text, tag: true };
}

function git(url: string, committish = ''): Specifier {
  return { kind: 'git', url, committish };
}

function local(path: string): Specifier {
  return { kind: 'local', path };
}

const tarball = (url: string): Specifier => ({ kind: 'tarball', url });
const workspace = (text: string): Specifier => ({ kind: 'workspace', range: text });
const catalog = (name: string): Specifier => ({ kind: 'catalog', catalog: name });
const other = (protocol: string, text: string): Specifier => ({ kind: 'other', protocol, text });
const invalid = (text: string): Specifier => ({ kind: 'invalid', text });

const cases: readonly (readonly [string, Specifier])[] = [
  // versions and ranges
  ['', range('*')],
  ['   ', range('*')],
  ['*', range('*')],
  ['x', range('x')],
  ['1', range('1')],
  ['1.x', range('1.x')],
  ['1.2.3', range('1.2.3')],
  [' 1.2.3 ', range('1.2.3')],
  ['v1.2.3', range('v1.2.3')],
  ['=1.2.3', range('=1.2.3')],
  ['^1.2.3', range('^1.2.3')],
  ['~1.2', range('~1.2')],
  ['>=1 <3', range('>=1 <3')],
  ['>= 1.0.0', range('>= 1.0.0')],
  ['1.0.0 - 2.9999.9999', range('1.0.0 - 2.9999.9999')],
  ['<1.0.0 || >=2.3.1 <2.4.5 || >=2.5.2 <3.0.0', range('<1.0.0 || >=2.3.1 <2.4.5 || >=2.5.2 <3.0.0')],
  ['1.0.0-rc.1', range('1.0.0-rc.1')],
  ['^1.0.0-alpha', range('^1.0.0-alpha')],
  ['1.2.3+build', range('1.2.3+build')],
  ['||', range('||')],
  // npm reads ranges loosely: what is no comparator is passed over
  ['^1.2.3 stable', range('^1.2.3 stable')],
  // dist-tags
  ['latest', tag('latest')],
  ['next', tag('next')],
  ['beta-2', tag('beta-2')],
  ['1.2.3.4', tag('1.2.3.4')],
  // aliases
  ['npm:y@1', range('1', 'y')],
  ['npm:y', range('*', 'y')],
  ['npm:y@', range('*', 'y')],
  ['npm:@s/y@^2.0.0', range('^2.0.0', '@s/y')],
  ['npm:@s/y', range('*', '@s/y')],
  ['npm:@s/y@next', tag('next', '@s/y')],
  ['NPM:y@1', range('1', 'y')],
  ['npm: y@1', range('1', 'y')],
  ['npm:^1.0.0', range('^1.0.0')],
  ['npm:', invalid('npm:')],
  ['npm:@s', invalid('npm:@s')],
  ['npm:y@file:../y', invalid('npm:y@file:../y')],
  ['npm:npm:y@1', invalid('npm:npm:y@1')],
  ['npm:y@github:u/r', invalid('npm:y@github:u/r')],
  // workspaces and catalogs
  ['workspace:*', workspace('*')],
  ['workspace:^', workspace('^')],
  ['workspace:~', workspace('~')],
  ['workspace:^1.5.0', workspace('^1.5.0')],
  ['workspace:../y', workspace('../y')],
  ['workspace:y@*', workspace('y@*')],
  ['workspace:', workspace('')],
  ['catalog:', catalog('default')],
  ['catalog: ', catalog('default')],
  ['catalog:default', catalog('default')],
  ['catalog:react18', catalog('react18')],
  // paths
  ['file:../y', local('../y')],
  ['file:y.tgz', local('y.tgz')],
  ['FILE:../y', local('../y')],
  ['file:', local('')],
  ['link:../y', local('../y')],
  ['portal:../y', local('../y')],
  ['.', local('.')],
  ['..', local('..')],
  ['./y', local('./y')],
  ['../y', local('../y')],
  ['/abs/y', local('/abs/y')],
  ['~/y', local('~/y')],
  ['C:\\y', local('C:\\y')],
  ['c:/y', local('c:/y')],
  ['..\\y', local('..\\y')],
  ['a/b/c', local('a/b/c')],
  ['@s/y', local('@s/y')],
  ['y.tgz', local('y.tgz')],
  ['y-1.0.0.tar.gz', local('y-1.0.0.tar.gz')],
  // git
  ['git+ssh://git@github.com/u/r.git', git('git+ssh://git@github.com/u/r.git')],
  ['git+ssh://git@github.com:u/r.git#v1.0.27', git('git+ssh://git@github.com:u/r.git', 'v1.0.27')],
  ['git+ssh://git@github.com:u/r#semver:^5.0', git('git+ssh://git@github.com:u/r', 'semver:^5.0')],
  ['git+https://isaacs@github.com/u/r.git', git('git+https://github.com/u/r.git')],
  ['git+https://user:token@example.com/u/r.git', git('git+https://example.com/u/r.git')],
  ['git+http://example.com/r', git('git+http://example.com/r')],
  ['git+file:///srv/r', git('git+file:///srv/r')],
  ['git://github.com/u/r.git#v1', git('git://github.com/u/r.git', 'v1')],
  ['ssh://git@example.com/u/r', git('ssh://git@example.com/u/r')],
  ['git@github.com:u/r.git', git('git@github.com:u/r.git')],
  ['git@example.com:u/r.git#main', git('git@example.com:u/r.git', 'main')],
  ['github:u/r', git('github:u/r')],
  ['github:u/r#abc123', git('github:u/r', 'abc123')],
  ['gitlab:u/r', git('gitlab:u/r')],
  ['gitlab:group/sub/r#v1', git('gitlab:group/sub/r', 'v1')],
  ['bitbucket:u/r', git('bitbucket:u/r')],
  ['gist:11081aaa281', git('gist:11081aaa281')],
  ['sourcehut:~u/r', git('sourcehut:~u/r')],
  ['u/r', git('u/r')],
  ['u/r#v1', git('u/r', 'v1')],
  ['u/r#semver:^1', git('u/r', 'semver:^1')],
  ['u/r#feature/branch', git('u/r', 'feature/branch')],
  ['u/r.js', git('u/r.js')],
  ['https://github.com/u/r', git('https://github.com/u/r')],
  ['https://github.com/u/r.git', git('https://github.com/u/r.git')],
  ['https://github.com/u/r#v2', git('https://github.com/u/r', 'v2')],
  ['https://token@github.com/u/r.git', git('https://github.com/u/r.git')],
  ['https://github.com/u/r/tree/main', git('https://github.com/u/r/tree/main')],
  ['https://gitlab.com/u/r', git('https://gitlab.com/u/r')],
  ['https://bitbucket.org/u/r', git('https://bitbucket.org/u/r')],
  ['https://example.com/u/r.git', git('https://example.com/u/r.git')],
  // archives
  ['https://example.com/y.tgz', tarball('https://example.com/y.tgz')],
  ['http://example.com/y.tar.gz', tarball('http://example.com/y.tar.gz')],
  ['https://example.com/y', tarball('https://example.com/y')],
  ['https://github.com/u/r/archive/v1.tar.gz', tarball('https://github.com/u/r/archive/v1.tar.gz')],
  ['https://codeload.github.com/u/r/tar.gz/v1', tarball('https://codeload.github.com/u/r/tar.gz/v1')],
  ['https://gitlab.com/u/r/-/archive/v1/r.tar.gz', tarball('https://gitlab.com/u/r/-/archive/v1/r.tar.gz')],
  ['https://bitbucket.org/u/r/get/v1.tar.gz', tarball('https://bitbucket.org/u/r/get/v1.tar.gz')],
  ['https://user:secret@example.com/y.tgz', tarball('https://example.com/y.tgz')],
  // protocols of package managers
  ['jsr:@std/fs@^1', other('jsr', '@std/fs@^1')],
  ['jsr:^1', other('jsr', '^1')],
  [
    'patch:y@npm%3A4.17.21#~/.yarn/patches/y.patch',
    other('patch', 'y@npm%3A4.17.21#~/.yarn/patches/y.patch'),
  ],
  ['exec:./make.js', other('exec', './make.js')],
  // nothing that we know
  ['^', invalid('^')],
  ['not a range', invalid('not a range')],
  ['weird:thing', invalid('weird:thing')],
  ['https:', invalid('https:')],
  ['https://', invalid('https://')],
  ['git:', invalid('git:')],
  ['github:', invalid('github:')],
  ['[1,2)', invalid('[1,2)')],
  ['{{version}}', invalid('{{version}}')],
  ['${VERSION}', invalid('${VERSION}')],
  ['u/r with blank', local('u/r with blank')],
  ['ü', invalid('ü')],
  ['9'.repeat(2000), invalid('9'.repeat(2000))],
];

describe('classifySpecifier', () => {
  for (const [value, expected] of cases) {
    it(`reads ${JSON.stringify(value.slice(0, 60))} as ${expected.kind}`, () =>
      assert.deepEqual(classifySpecifier(NAME, value), expected));
  }

  it('names no package of the registry under a key that is no name', () => {
    for (const name of ['', 'Foo Bar', '.x', '_x', '@scope', 'a/b', 'a/b/c', 'node_modules', 'x'.repeat(215)])
      assert.equal(classifySpecifier(name, '^1').kind, 'invalid', name);
  });
});

describe('isPackageName', () => {
  const names: readonly (readonly [string, boolean])[] = [
    ['lodash', true],
    ['JSONStream', true],
    ['@angular/core', true],
    ['lodash.get', true],
    ['@types/node', true],
    ['3d', true],
    ['-', true],
    ['x'.repeat(214), true],
    ['', false],
    ['@', false],
    ['@/x', false],
    ['@s/', false],
    ['a b', false],
    [' a', false],
    ['a/b', false],
    ['favicon.ico', false],
    ['a\u0000', false],
    ['a?b', false],
  ];
  for (const [name, expected] of names) {
    it(`${JSON.stringify(name.slice(0, 30))}: ${String(expected)}`, () =>
      assert.equal(isPackageName(name), expected));
  }
});
