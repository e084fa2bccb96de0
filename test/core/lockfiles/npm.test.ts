import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { findInstalled } from '../../../src/core/lockfiles/findInstalled';
import { lockfileFormatOf } from '../../../src/core/lockfiles/index';
import { parsePackageLock } from '../../../src/core/lockfiles/npm';
import type { Lockfile, ResolvedPackage } from '../../../src/core/model';

const v3 = JSON.stringify({
  name: 'shop',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': { name: 'shop', version: '1.0.0', license: 'UNLICENSED', dependencies: { a: '^1.0.0' } },
    'node_modules/a': { version: '1.2.3', license: 'MIT', dependencies: { b: '^2.0.0' } },
    'node_modules/a/node_modules/b': { version: '2.0.0', license: 'ISC', inBundle: true },
    'node_modules/b': { version: '3.0.0', license: { type: 'BSD', url: 'https://example.com' }, dev: true },
    'node_modules/@s/c': { version: '4.0.0', optional: true, license: 'Apache-2.0' },
    'node_modules/alias': { name: '@s/real', version: '5.0.0', license: 'MIT' },
    'node_modules/both': { version: '6.0.0', devOptional: true, license: '(MIT OR GPL-3.0)' },
    'node_modules/old': { version: '7.0.0', deprecated: 'use new', peer: true },
    'node_modules/options': {
      version: '8.0.0',
      dependencies: { a: '^1.0.0' },
      optionalDependencies: { fsevents: '~2.3.2' },
      peerDependencies: { react: '18' },
    },
    'node_modules/ui': { resolved: 'packages/ui', link: true },
    'node_modules/gone': { resolved: '../gone', link: true },
    'packages/ui': {
      name: '@shop/ui',
      version: '0.1.0',
      license: 'SEE LICENSE IN LICENSE',
      dependencies: { b: '1' },
    },
    'packages/ui/node_modules/b': { version: '1.0.0' },
    'node_modules/git': { version: '9.0.0', resolved: 'git+ssh://git@example.com/u/git.git#0123456' },
    'node_modules/tar': { version: '9.1.0', resolved: 'https://registry.example.com/tar.tgz' },
    'node_modules/file': { version: '9.2.0', resolved: 'file:vendor/file.tgz' },
    'node_modules/empty': {},
    'node_modules/wrong': 'text',
    'node_modules/types': { version: 1, license: 3, dev: 'yes', deprecated: true, dependencies: ['a'] },
    'node_modules/mixed': { version: '1.0.0', dependencies: { a: '1', b: 2 } },
    'node_modules/': { version: '1.0.0' },
    'my_node_modules/x': { version: '1.0.0' },
  },
});

const v1 = JSON.stringify({
  name: 'shop',
  version: '1.0.0',
  lockfileVersion: 1,
  requires: true,
  dependencies: {
    a: {
      version: '1.2.3',
      requires: { b: '^2.0.0' },
      dependencies: { b: { version: '2.0.0', bundled: true, dependencies: { c: { version: '2.5.0' } } } },
    },
    b: { version: '3.0.0', dev: true },
    '@s/c': { version: '4.0.0', optional: true },
    alias: { version: 'npm:@s/real@5.0.0' },
    ui: { version: 'file:packages/ui' },
    git: {
      version: 'git+ssh://git@example.com/u/git.git#0123456',
      from: 'git+ssh://git@example.com/u/git.git',
    },
    short: { version: 'github:u/r#0123456' },
    tar: { version: 'https://example.com/tar.tgz' },
    wrong: null,
  },
});

function read(text: string): Lockfile {
  const { value, problems } = parsePackageLock(text);
  // `v3` has a link that leads to nothing.
  const expected = text.endsWith(v3) ? ['lockfile.broken-link'] : [];
  assert.deepEqual(
    problems.map(({ code }) => code),
    expected,
  );
  return value;
}

function at(text: string, location: string): ResolvedPackage {
  return (
    read(text).packages.find((each) => each.location === location) ?? assert.fail(`nothing at ${location}`)
  );
}

const anyText = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));

describe('parsePackageLock', () => {
  const fields: readonly (readonly [string, string, Partial<ResolvedPackage>])[] = [
    [v3, 'node_modules/a', { name: 'a', version: '1.2.3', license: 'MIT', dependencies: { b: '^2.0.0' } }],
    [v3, 'node_modules/a', { development: false, optional: false, link: false }],
    [v3, 'node_modules/a/node_modules/b', { name: 'b', version: '2.0.0', license: 'ISC' }],
    [v3, 'node_modules/b', { license: { type: 'BSD', url: 'https://example.com' }, development: true }],
    [v3, 'node_modules/@s/c', { name: '@s/c', optional: true, development: false }],
    [v3, 'node_modules/alias', { name: '@s/real', version: '5.0.0' }],
    [v3, 'node_modules/both', { development: false, optional: true }],
    [v3, 'node_modules/old', { deprecated: 'use new', license: undefined }],
    [
      v3,
      'node_modules/options',
      { dependencies: { a: '^1.0.0' }, uses: { react: '18', fsevents: '~2.3.2' } },
    ],
    [
      v3,
      'node_modules/ui',
      { name: '@shop/ui', version: '0.1.0', link: true, license: 'SEE LICENSE IN LICENSE' },
    ],
    [v3, 'node_modules/gone', { name: 'gone', version: '', link: true }],
    [v3, 'node_modules/git', { version: '9.0.0', link: false }],
    [v3, 'node_modules/file', { version: '9.2.0', link: false }],
    [v3, 'node_modules/empty', { name: 'empty', version: '', dependencies: {} }],
    [v3, 'node_modules/types', { version: '', license: 3, development: false, dependencies: {} }],
    [v3, 'node_modules/mixed', { dependencies: { a: '1' } }],
    [
      v1,
      'node_modules/a',
      { name: 'a', version: '1.2.3', license: undefined, dependencies: { b: '^2.0.0' } },
    ],
    [v1, 'node_modules/a/node_modules/b', { version: '2.0.0' }],
    [v1, 'node_modules/a/node_modules/b/node_modules/c', { version: '2.5.0' }],
    [v1, 'node_modules/b', { version: '3.0.0', development: true }],
    [v1, 'node_modules/@s/c', { name: '@s/c', optional: true }],
    [v1, 'node_modules/alias', { name: '@s/real', version: '5.0.0' }],
    [v1, 'node_modules/ui', { version: '', link: true }],
    [v1, 'node_modules/git', { name: 'git', version: '', link: false }],
    [v1, 'node_modules/short', { version: '' }],
    [v1, 'node_modules/tar', { version: '' }],
  ];
  for (const [text, location, expected] of fields) {
    it(`reads ${Object.keys(expected).join(', ')} of ${location} (v${text === v1 ? '1' : '3'})`, () => {
      const found = at(text, location);
      for (const key of Object.keys(expected) as (keyof ResolvedPackage)[])
        assert.deepEqual(found[key], expected[key], key);
    });
  }

  it('lists what is installed, not the project and its folders', () => {
    const locations = read(v3).packages.map(({ location }) => location);
    for (const none of ['', 'packages/ui', 'node_modules/wrong', 'node_modules/', 'my_node_modules/x'])
      assert.ok(!locations.includes(none), none);
    assert.equal(locations.length, 17);
  });

  it('has no deprecation where none is stated', () =>
    assert.equal(at(v3, 'node_modules/a').deprecated, undefined));

  it('prefers the packages of version 2 to its tree', () => {
    const text =
      '{"lockfileVersion":2,"packages":{"node_modules/a":{"version":"2.0.0"}},"dependencies":{"a":{"version":"1.0.0"}}}';
    assert.equal(at(text, 'node_modules/a').version, '2.0.0');
  });

  it('reads a lockfile that installs nothing', () =>
    assert.deepEqual(read('{"lockfileVersion":1}').packages, []));

  it('reads behind a byte order mark', () =>
    assert.equal(at('\ufeff' + v3, 'node_modules/a').version, '1.2.3'));

  describe('with something wrong', () => {
    const broken: readonly (readonly [string, string, string, string])[] = [
      ['an empty text', '', 'lockfile.syntax', ''],
      ['blanks', ' \n', 'lockfile.syntax', ''],
      ['a text that is cut', '{"packages":{"node_modules/a"', 'lockfile.syntax', ''],
      ['a missing comma', '{"a":1 "b":2}', 'lockfile.syntax', '"b"'],
      ['a trailing comma', '{"a":1,}', 'lockfile.syntax', '}'],
      ['a comment', '{ // x\n}', 'lockfile.syntax', '// x'],
      ['an error behind a byte order mark', '\ufeff{"a":1 "b":2}', 'lockfile.syntax', '"b"'],
      ['an array', '[]', 'lockfile.syntax', ''],
      ['null', 'null', 'lockfile.syntax', ''],
      ['a text', '"x"', 'lockfile.syntax', ''],
      ['another file', '{"name":"x"}', 'lockfile.format', ''],
      ['packages that are no object', '{"packages":[]}', 'lockfile.format', ''],
      [
        'a conflict',
        '{\n<<<<<<< HEAD\n"a":1\n=======\n"a":2\n>>>>>>> b\n}',
        'lockfile.conflict',
        '<<<<<<< HEAD',
      ],
      [
        'a conflict of CRLF',
        '{\r\n<<<<<<< HEAD\r\n"a":1\r\n=======\r\n>>>>>>> b\r\n}',
        'lockfile.conflict',
        '<<<<<<< HEAD',
      ],
      ['arrays in arrays', '['.repeat(100_000), 'lockfile.syntax', ''],
    ];
    for (const [title, text, code, place] of broken) {
      it(`says so: ${title}`, () => {
        const { value, problems } = parsePackageLock(text);
        assert.deepEqual(value, { format: 'package-lock.json', packages: [] });
        const [problem, ...more] = problems;
        assert.ok(problem !== undefined && more.length === 0);
        assert.equal(problem.code, code);
        const { start, end } = problem.span ?? { start: 0, end: 0 };
        assert.equal(text.slice(start, end), place);
        assert.match(problem.message, /\.$/);
      });
    }

    it('says so, and reads on: a newer version', () => {
      const { value, problems } = parsePackageLock(
        '{"lockfileVersion":4,"packages":{"node_modules/a":{"version":"1.0.0"}}}',
      );
      assert.equal(value.packages.length, 1);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['lockfile.version'],
      );
    });

    it('takes a marker within a text for no conflict', () => {
      const text = JSON.stringify({
        packages: { 'node_modules/a': { version: '1.0.0', deprecated: 'a\n<<<<<<< b' } },
      });
      assert.deepEqual(parsePackageLock(text).problems, []);
    });
  });

  it('answers whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => void parsePackageLock(text)),
      { numRuns: 50 },
    );
  });

  it('answers whatever the fields', () => {
    const value = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer(), { maxLength: 2 }),
    );
    const key = fc.constantFrom(
      'node_modules/a',
      'version',
      'name',
      'link',
      'resolved',
      'dependencies',
      'requires',
      'dev',
    );
    const entry = fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value)));
    const root = fc.dictionary(
      fc.constantFrom('packages', 'dependencies'),
      fc.dictionary(key, fc.oneof(value, entry)),
    );
    fc.assert(
      fc.property(root, (object) => {
        for (const each of parsePackageLock(JSON.stringify(object)).value.packages)
          assert.equal(typeof each.name + typeof each.version, 'stringstring');
      }),
      { numRuns: 50 },
    );
  });

  it('reads a deep tree of version 1', () => {
    const depth = 1000;
    const text =
      '{"dependencies":' +
      '{"a":{"version":"1.0.0","dependencies":'.repeat(depth) +
      '{}' +
      '}}'.repeat(depth) +
      '}';
    assert.equal(read(text).packages.length, depth);
  });
});

describe('findInstalled in npm', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['a', '', '1.2.3'],
    ['b', '', '3.0.0'],
    ['@s/c', '', '4.0.0'],
    ['alias', '', '5.0.0'],
    ['@s/real', '', undefined],
    ['ui', '', '0.1.0'],
    ['missing', '', undefined],
    ['', '', undefined],
    ['b', 'packages/ui', '1.0.0'],
    ['b', 'packages/ui/', '1.0.0'],
    ['b', './packages/ui', '1.0.0'],
    ['b', 'packages\\ui', '1.0.0'],
    ['b', 'packages/ui/deep/er', '1.0.0'],
    ['b', 'packages', '3.0.0'],
    ['b', 'packages/uix', '3.0.0'],
    ['a', 'packages/ui', '1.2.3'],
    ['b', 'node_modules/a', '2.0.0'],
    ['b', '.', '3.0.0'],
  ];
  const lockfile = read(v3);
  for (const [name, folder, version] of cases) {
    it(`${name || '(nothing)'} from ${folder || 'the root'}: ${version ?? 'none'}`, () =>
      assert.equal(findInstalled(lockfile, name, folder)?.version, version));
  }

  it('begins at the root where no folder is given', () =>
    assert.equal(findInstalled(lockfile, 'b')?.version, '3.0.0'));
});

describe('lockfileFormatOf', () => {
  const paths: readonly (readonly [string, boolean])[] = [
    ['package-lock.json', true],
    ['a/npm-shrinkwrap.json', true],
    ['C:\\a\\package-lock.json', true],
    ['package.json', false],
    ['my-package-lock.json', false],
    ['', false],
  ];
  for (const [path, expected] of paths)
    it(`${path}: ${String(expected)}`, () => assert.equal(lockfileFormatOf(path) !== undefined, expected));
});
